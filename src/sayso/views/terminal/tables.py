"""Lists as a person sees them in a terminal: aligned, without boxes, from 60 columns on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from sayso.domain import Kind, Statement
from sayso.ledger.rows import ArticleRow, Changed, Cited, Found, SourceRow, Version
from sayso.views.gist import count
from sayso.views.marks import safe
from sayso.views.terminal.reading import STYLES, says

WIDEST = 120  # longer lines are hard to read
_BESIDE = 84  # from this width on an outlet has a column of its own
SHORT_ID = 8  # as many digits as a ledger asks for
_OUTLETS = 3  # named beside a source; the others are counted
_LONGEST = 400  # of a content in a list
_LONGEST_NAME = 120
UNNAMED = "dark_orange3"
# As in a trace: told apart by shape as well as by colour.
_SIGNS = {"came": ("+", "green"), "went": ("−", "red"), "changed": ("~", UNNAMED)}
KINDS: dict[Kind, str] = {
    "person": "person",
    "officials": "officials",
    "people": "people",
    "organisation": "organisation",
    "outlet": "outlet",
    "document": "document",
    "writer": "the writer",
    "none": "nobody",
}


def show_articles(console: Console, rows: Sequence[ArticleRow]) -> None:
    """Date, outlet, title, number of statements, short id."""
    width = min(console.width, WIDEST)
    beside = width >= _BESIDE
    table = _table()
    table.add_column("date", style="dim", no_wrap=True)
    if beside:
        table.add_column("outlet", style=STYLES["source"], max_width=24)
    table.add_column("title", ratio=1, overflow="fold")
    table.add_column("statements" if beside else "says", justify="right", no_wrap=True)
    table.add_column("id", style="dim", no_wrap=True)
    for row in rows:
        title = Text(brief(row.title or name_of_ref(row.ref)))
        outlet = Text(brief(row.outlet or "—"))
        if not beside and row.outlet:
            title.append(f"\n{brief(row.outlet)}", STYLES["source"])
        cells: list[RenderableType] = [day(row.published), title, f"{row.statements:,}"]
        if beside:
            cells.insert(1, outlet)
        table.add_row(*cells, row.id[:SHORT_ID])
    console.print(table, width=width)


def show_found(console: Console, rows: Sequence[Found]) -> None:
    """What is said, below it by whom, and where it stands."""
    width = min(console.width, WIDEST)
    for place, row in enumerate(rows):
        if place:
            console.print()
        console.print(Text(short(row.statement.content.text)), width=width)
        console.print(Padding(Group(_says(row.statement), _where(row)), (0, 0, 0, 2)), width=width)


def show_sources(console: Console, rows: Sequence[SourceRow]) -> None:
    """Name, kind, statements and articles that cite them, and by which outlets."""
    width = min(console.width, WIDEST)
    beside = width >= _BESIDE
    table = _table()
    table.add_column("cited", justify="right", no_wrap=True, style="bold")
    table.add_column("articles" if beside else "in", justify="right", no_wrap=True, style="dim")
    table.add_column("source", ratio=1, overflow="fold")
    table.add_column("kind", no_wrap=True, style="dim")
    if beside:
        table.add_column("cited by", ratio=1, overflow="fold")
    for row in rows:
        name = Text(brief(row.name), STYLES["source"])
        if not row.named:
            name.append(" (unnamed)", UNNAMED)
        by = Text(_cited(row.outlets))
        if not beside and row.outlets:
            name.append("\n").append_text(Text(by.plain, "not bold default dim"))
        cells: list[RenderableType] = [f"{row.statements:,}", f"{row.articles:,}", name]
        table.add_row(*cells, KINDS[row.kind], *([by] if beside else []))
    console.print(table, width=width)


def show_versions(console: Console, versions: Sequence[Version]) -> None:
    """A page's versions, oldest first, each with what came, went and changed since the last."""
    width = min(console.width, WIDEST)
    for place, version in enumerate(versions):
        if place:
            console.print()
        console.print(_version_head(version.article, place + 1), width=width)
        if place:
            console.print(Padding(_differences(version), (0, 0, 0, 2)), width=width)


def _version_head(row: ArticleRow, number: int) -> Text:
    head = Text(f"version {number}", "bold")
    added = f"kept {row.added[:10]}"
    facts = [day(row.published), added, count(row.statements, "statement"), row.id[:SHORT_ID]]
    return head.append("  " + " · ".join(facts), "dim")


def _differences(version: Version) -> Group:
    lines = [
        *(_difference("came", one) for one in version.came),
        *(_difference("went", one) for one in version.went),
        *(_alteration(one) for one in version.changed),
    ]
    return Group(*lines) if lines else Group(Text("the same statements", "dim"))


def _difference(what: str, statement: Statement) -> Table:
    sign, style = _SIGNS[what]
    return _signed(sign, style, [Text(short(statement.content.text)), _says(statement)])


def _alteration(change: Changed) -> Table:
    """A statement as it reads now, and below it what of it read otherwise before."""
    sign, style = _SIGNS["changed"]
    before, after = change.before, change.after
    were, are = _says(before), _says(after)
    was = Text("was: ", "dim")
    if before.content.text != after.content.text:
        was.append(short(before.content.text), "dim")
    if were.plain != are.plain:
        was.append(" — " if len(was.plain) > len("was: ") else "", "dim").append_text(were)
    return _signed(sign, style, [Text(short(after.content.text)), are, was])


def _signed(sign: str, style: str, lines: Iterable[RenderableType]) -> Table:
    grid = Table.grid(padding=(0, 1, 0, 0))
    grid.add_column(style=style, no_wrap=True)
    grid.add_column(overflow="fold")
    grid.add_row(sign, Group(*lines))
    return grid


def _says(statement: Statement) -> Text:
    if statement.voice == "article":
        return Text("the article itself", "dim italic")
    line = says(statement)
    line.truncate(_LONGEST, overflow="ellipsis")
    return line


def _where(row: Found) -> Text:
    at = row.outlet or row.title or name_of_ref(row.ref)
    facts = [brief(at), day(row.published), row.id[:SHORT_ID]]
    return Text(" · ".join(facts), "dim")


def _cited(outlets: Sequence[Cited]) -> str:
    """`Northwire 12, Velm Courier 3, 2 more`."""
    parts = [
        f"{brief(by.outlet) if by.outlet else 'outlet unknown'} {by.statements:,}"
        for by in outlets[:_OUTLETS]
    ]
    if len(outlets) > _OUTLETS:
        parts.append(f"{len(outlets) - _OUTLETS:,} more")
    return ", ".join(parts)


def name_of_ref(ref: str) -> str:
    """The last part of a path or address."""
    return PurePosixPath(ref).name or ref


def _table() -> Table:
    return Table(
        box=None, padding=(0, 3, 0, 0), pad_edge=False, header_style="dim italic", expand=True
    )


def day(published: str | None) -> str:
    """The day of an ISO date or date-time."""
    return safe(published[:10]) if published else "no date"


def short(text: str, most: int = _LONGEST) -> str:
    """One line, safe to show, of bearable length."""
    line = " ".join(safe(text[: 4 * most]).split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def brief(name: str) -> str:
    """The same for a name or a title."""
    return short(name, _LONGEST_NAME)


__all__ = [
    "KINDS", "SHORT_ID", "UNNAMED", "WIDEST", "brief", "day", "name_of_ref", "short",
    "show_articles", "show_found", "show_sources", "show_versions",
]  # fmt: skip
