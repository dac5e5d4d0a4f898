"""A trace as a graph in Graphviz's DOT language: origins on top, articles below, ties as edges."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.domain import Origin, Trace, TracedArticle
from sayso.views.marks import safe

_SHAPES = {"supports": "ellipse", "denies": "octagon", "reports": "ellipse"}
_STYLES = {"credit": "solid", "copy": "dashed", "source": "solid"}


def dot(trace: Trace) -> str:
    """The whole graph as text; every name is quoted and escaped."""
    lines = [
        "digraph sayso {",
        "  rankdir=TB; node [fontname=Helvetica]; edge [fontname=Helvetica, fontsize=10];",
        f"  label={_quoted(trace.claim)}; labelloc=t;",
        *(f"  {line}" for line in _lines(trace)),
        "}",
    ]
    return "\n".join(lines) + "\n"


def _lines(trace: Trace) -> Iterator[str]:
    yield from map(_origin, trace.origins)
    yield from map(_article, trace.articles)
    tied = set()
    for tie in trace.ties:
        tied.add((tie.start, tie.to))
        style = f"label={_quoted(tie.kind)}, tooltip={_quoted(tie.why)}, style={_STYLES[tie.kind]}"
        yield f"{_quoted(tie.to)} -> {_quoted(tie.start)} [{style}];"
    for article in trace.articles:
        for origin in article.origins:
            if (article.ref, origin) not in tied and article.copy_of is None:
                yield f"{_quoted(origin)} -> {_quoted(article.ref)};"


def _origin(origin: Origin) -> str:
    name = origin.name + ("" if origin.named else " (unnamed)")
    if origin.via:
        name += " via " + ", ".join(origin.via)
    style = "solid" if origin.named else "dashed"
    peripheries = 2 if origin.of_itself else 1
    return (
        f"{_quoted(origin.id)} [label={_quoted(name)}, shape={_SHAPES[origin.position]}, "
        f"style={style}, peripheries={peripheries}];"
    )


def _article(article: TracedArticle) -> str:
    said = [article.outlet or article.ref, article.published or ""]
    label = "\n".join(filter(None, said))
    style = "dotted" if not article.origins else "solid"
    return f"{_quoted(article.ref)} [label={_quoted(label)}, shape=box, style={style}];"


def _quoted(text: str) -> str:
    """A DOT string: backslashes would start escapes, quotes would end it."""
    escaped = safe(text).replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


__all__ = ["dot"]
