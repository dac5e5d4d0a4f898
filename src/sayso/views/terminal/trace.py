"""A trace as a person sees it in a terminal: the line that matters, the tree, the timeline."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from rich.console import Console, Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from sayso.domain import Event, Origin, Position, Tie, Trace, TracedArticle
from sayso.views.gist import PartRole, gist
from sayso.views.marks import safe

_WIDEST = 110  # longer lines are hard to read
_STYLES: dict[PartRole, str] = {
    "plain": "",
    "number": "bold",
    "supports": "bold green",
    "denies": "bold red",
    "name": "bold blue",
    "unnamed": "dark_orange3",
    "aside": "dim",
}
# Told apart by shape as well as by colour.
_SIGNS: dict[Position, tuple[str, str]] = {
    "supports": ("●", "green"),
    "denies": ("✗", "red"),
    "reports": ("○", "dim"),
}
_HEADS: dict[Position, str] = {
    "supports": "Say so",
    "denies": "Deny it",
    "reports": "Carry it without taking it on",
}
_GUIDES = "dim"


def show_trace(console: Console, trace: Trace) -> None:
    """Print one trace."""
    width = min(console.width, _WIDEST)
    console.print()
    console.print(Text(f"“{safe(trace.claim)}”", "bold"), width=width)
    console.print()
    for sentence in gist(trace):
        line = Text()
        for part in sentence:
            line.append(safe(part.text), _STYLES[part.role])
        console.print(line, width=width)
    for block in (*_stemma(trace), _unknown(trace), _timeline(trace)):
        if block:
            console.print()
            console.print(block, width=width)
    console.print()


def _stemma(trace: Trace) -> Iterator[Group]:
    """From each origin to the articles that echo it, supporting and denying ones apart."""
    articles = {article.ref: article for article in trace.articles}
    ties: dict[str, list[Tie]] = {}
    for tie in trace.ties:
        ties.setdefault(tie.start, []).append(tie)
    for position, head in _HEADS.items():
        origins = [origin for origin in trace.origins if origin.position == position]
        if origins:
            yield Group(Text(head, "bold"), *(_tree(one, articles, ties) for one in origins))


def _tree(origin: Origin, articles: dict[str, TracedArticle], ties: dict[str, list[Tie]]) -> Tree:
    sign, style = _SIGNS[origin.position]
    label = Text(f"{sign} ", style).append(safe(origin.name), "bold blue")
    if not origin.named:
        label.append(" (unnamed)", "dark_orange3")
    if origin.via:
        label.append(" via ", "dim").append(safe(" and ".join(origin.via)), "bold")
    if origin.of_itself:
        label.append("  speaking of itself", "dim italic")
    if origin.why:
        label.append(f"\n  {safe(origin.why)}", "dim")
    tree = Tree(label, guide_style=_GUIDES)
    resting = [articles[ref] for ref in origin.articles if ref in articles]
    below = {article.ref for article in resting}
    for article in resting:
        if article.copy_of not in below:  # copies hang below what they copy
            _hang(tree, article, resting, _reasons(origin, ties))
    for article in _circling(resting):
        _hang(tree, article, [], _reasons(origin, ties))
    return tree


def _circling(resting: list[TracedArticle]) -> list[TracedArticle]:
    """Articles that copy one another, so that none of them hangs from the origin itself."""
    by_ref = {article.ref: article for article in resting}

    def reaches_top(article: TracedArticle) -> bool:
        seen: set[str] = set()
        while article.copy_of in by_ref and article.ref not in seen:
            seen.add(article.ref)
            article = by_ref[article.copy_of]
        return article.copy_of not in by_ref

    return [article for article in resting if not reaches_top(article)]


def _hang(
    tree: Tree, article: TracedArticle, resting: list[TracedArticle], reasons: dict[str, str]
) -> None:
    branch = tree.add(_article_line(article, reasons.get(article.ref, "")))
    for other in resting:
        if other.copy_of == article.ref and other.ref != article.ref:
            _hang(branch, other, resting, reasons)


def _reasons(origin: Origin, ties: dict[str, list[Tie]]) -> dict[str, str]:
    """Why each article rests on the origin, by its ref: the tie to it, else to what it copies."""
    out = {}
    for ref in origin.articles:
        of_ref = ties.get(ref, [])
        direct = [tie for tie in of_ref if tie.to == origin.id]
        copies = [tie for tie in of_ref if tie.to in origin.articles]
        if direct or copies:
            out[ref] = (copies or direct)[0].why
    return out


def _article_line(article: TracedArticle, why: str) -> Text:
    line = Text(safe(name_of(article)), "bold" if article.label == "own" else "")
    if article.published:
        line.append(f"  {article.published[:10]}", "dim")
    line.append(f"  {article.label}", "dim italic")
    if why:
        line.append(f"  {safe(why)}", "dim")
    return line


def name_of(article: TracedArticle) -> str:
    """The outlet, or the name of the file or page where no outlet is known."""
    return article.outlet or PurePosixPath(article.ref).name or article.ref


def _unknown(trace: Trace) -> Group | None:
    strays = [article for article in trace.articles if not article.origins]
    if not strays:
        return None
    lines = (
        Padding(Text("? ", "magenta").append_text(_article_line(one, "")), (0, 0, 0, 0))
        for one in strays
    )
    return Group(Text("Of unknown lineage", "bold"), *lines)


def _timeline(trace: Trace) -> Group | None:
    if not trace.timeline:
        return None
    table = Table.grid(padding=(0, 2, 0, 0))
    for when, events in _by_day(trace.timeline):
        for place, event in enumerate(events):
            by = Text(safe(event.by), "bold blue")
            table.add_row(Text("" if place else when, "dim"), Text(safe(event.what)), by)
    return Group(Text("Timeline (earliest in this ledger)", "bold"), table)


def _by_day(events: Iterable[Event]) -> Iterator[tuple[str, list[Event]]]:
    days: dict[str, list[Event]] = {}
    for event in events:
        days.setdefault(event.when[:10], []).append(event)
    yield from days.items()


__all__ = ["name_of", "show_trace"]
