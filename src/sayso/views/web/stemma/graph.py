"""A trace → what its stemma shows: nodes, edges, and stacks of articles that are alike.

Pure data; `layout.py` says where it lies, `svg.py` how it looks.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Literal

from sayso.domain import Origin, Position, Trace, TracedArticle
from sayso.views.web import wording
from sayso.views.web.stemma.edges import Edge, edges_of
from sayso.views.web.stemma.stacks import gathered, stack_key, stacked

NodeKind = Literal["origin", "article", "stack"]


@dataclass(frozen=True, slots=True)
class Node:
    """An origin, an article, or a stack of `members` (refs). `line` stands below the name, `day` is
    an ISO date or empty; `key` is the origin's id, the article's ref, or the stack's name."""

    key: str
    kind: NodeKind
    name: str
    line: str
    position: Position
    day: str = ""
    named: bool = True
    copy: bool = False
    unknown: bool = False
    members: tuple[str, ...] = ()
    about: str = ""


@dataclass(frozen=True, slots=True)
class Graph:
    """Nodes in an order that doesn't hang on that of the trace's articles."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def graph_of(
    trace: Trace, names: Mapping[str, str], opened: Collection[str] = frozenset()
) -> Graph:
    """What is drawn of a trace. `names` says what an article (by ref) is called where its outlet is
    not known; `opened` are the stacks shown article by article, `all` opens every one."""
    articles = sorted(trace.articles, key=lambda one: (one.published or "9999", one.ref))
    edges = edges_of(trace, articles)
    stacks = [] if "all" in opened else stacked(articles, edges)
    stacks = [stack for stack in stacks if stack_key(stack) not in opened]
    inside = {one.ref: stack_key(stack) for stack in stacks for one in stack}
    nodes = [_origin(origin) for origin in trace.origins]
    nodes += [_article(one, names) for one in articles if one.ref not in inside]
    nodes += [_stack(stack) for stack in stacks]
    known = {node.key for node in nodes}
    kept = gathered(edges, inside)
    return Graph(tuple(nodes), tuple(e for e in kept if {e.upper, e.lower} <= known))


def _origin(origin: Origin) -> Node:
    line = [wording.POSITIONS[origin.position], *_kind_words(origin)]
    line += [f"via {' and '.join(origin.via)}"] if origin.via else []
    about = [f"{origin.name} {' · '.join(line)}", *([origin.why] if origin.why else [])]
    return Node(
        key=origin.id,
        kind="origin",
        name=origin.name,
        line=" · ".join(line),
        position=origin.position,
        day=(origin.first or "")[:10],
        named=origin.named,
        about=". ".join(about),
    )


def _kind_words(origin: Origin) -> list[str]:
    return [
        word for word, so in (("unnamed", not origin.named), ("of itself", origin.of_itself)) if so
    ]


def _article(one: TracedArticle, names: Mapping[str, str]) -> Node:
    name = one.outlet or names.get(one.ref) or wording.last_part(one.ref)
    day = (one.published or "")[:10]
    line = _line(wording.short_day(day), one)
    words = [f"{name} {line}", names.get(one.ref, ""), wording.POSITIONS[one.position]]
    return Node(
        key=one.ref,
        kind="article",
        name=name,
        line=line,
        position=one.position,
        day=day,
        copy=one.label == "copy",
        unknown=one.label == "unclear" and not one.origins,
        members=(one.ref,),
        about=". ".join(word for word in words if word),
    )


def _line(day: str, one: TracedArticle) -> str:
    label = "unknown" if one.label == "unclear" and not one.origins else one.label
    return f"{day} · {label}" if day else label


def _stack(stack: list[TracedArticle]) -> Node:
    first = stack[0]
    days = sorted((one.published or "")[:10] for one in stack if one.published)
    when = wording.day_range(days[0], days[-1]) if days else ""
    what = {"copy": "copies", "credited": "credited", "own": "own", "unclear": "unknown"}
    name = f"{len(stack)} articles"
    line = " · ".join([*([when] if when else []), what[first.label]])
    return Node(
        key=stack_key(stack),
        kind="stack",
        name=name,
        line=line,
        position=first.position,
        day=days[0] if days else "",
        copy=first.label == "copy",
        unknown=first.label == "unclear" and not first.origins,
        members=tuple(one.ref for one in stack),
        about=f"{name} {line}. Open the stack.",
    )
