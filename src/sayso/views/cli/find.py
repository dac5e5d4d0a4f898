"""`sayso find`: statements by their words, who says them, and how."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from sayso.domain import Act, Kind, Statement, Voice
from sayso.errors import UsageError
from sayso.records import statement_item
from sayso.views.cli.app import CsvOption, JsonOption, LedgerOption, app, ledger_place
from sayso.views.cli.articles import nothing_kept
from sayso.views.cli.listing import (
    AfterOption,
    Asked,
    LimitOption,
    OutletOption,
    Sheet,
    SinceOption,
    UnnamedOption,
    UntilOption,
    first_day,
    last_day,
    put,
)
from sayso.views.sheets import Cell, joined

if TYPE_CHECKING:  # loaded when there is something to list: `--help` waits for nothing
    from sayso.ledger import Found

_EXAMPLES = """
Examples

- `sayso find crack dam` statements about both, the newest first
- `sayso find '"crack in the dam"'` these words side by side
- `sayso find dam --act deny` who denies something about it
- `sayso find --source Arden --since 2026-03` what Arden is cited for
- `sayso find evacuation --kind officials --unnamed` on unnamed officials' word
- `sayso find dam --limit 0 --csv > dam.csv` all of them, for a spreadsheet
"""
_HEAD = (
    "id", "content", "voice", "source", "kind", "named", "relays", "act", "polarity", "certainty",
    "manner", "first_report", "said_from", "said_to", "outlet", "published", "title", "ref",
    "article",
)  # fmt: skip


@app.command(epilog=_EXAMPLES)
def find(  # noqa: PLR0913, PLR0917  each is an option of the command line
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="WORDS…", help="All of them stand in what is said."),
    ] = None,
    source: Annotated[
        str | None,
        typer.Option("--source", metavar="NAME", help="Said by or through one of this name."),
    ] = None,
    outlet: OutletOption = None,
    act: Annotated[Act | None, typer.Option("--act", help="What is done by saying it.")] = None,
    kind: Annotated[Kind | None, typer.Option("--kind", help="What the source is.")] = None,
    voice: Annotated[
        Voice | None, typer.Option("--voice", help="Somebody cited, or the article itself.")
    ] = None,
    unnamed: UnnamedOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    limit: LimitOption = 20,
    after: AfterOption = None,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
    ledger: LedgerOption = None,
) -> None:
    """Find statements: what is said, by whom, in which article; the newest first."""
    asked = Asked(limit, after, as_json, as_csv)
    since, until = first_day(since), last_day(until)
    text = " ".join(words or ())
    if not (text.strip() or source or outlet or act or kind or voice or unnamed is not None):
        raise UsageError("find what? Give words, or one of --source, --outlet, --act, --kind")
    from sayso.ledger import FindWanted
    from sayso.pipeline import open_ledger
    from sayso.views.terminal.tables import show_found

    wanted = FindWanted(
        words=text, source=source, outlet=outlet, act=act, kind=kind, voice=voice,
        unnamed=unnamed, since=since, until=until,
    )  # fmt: skip
    sheet = Sheet(statement_item, _HEAD, _cells, show_found)
    with open_ledger(ledger_place(ledger), create=False) as kept:
        put(lambda page: kept.find(wanted, page), asked, sheet, lambda: nothing_kept(kept))


def _cells(row: Found) -> tuple[Cell, ...]:
    one = row.statement
    return (
        row.id, one.content.text, one.voice, *_source(one), one.act, one.polarity, one.certainty,
        one.manner, one.first_report, *((one.said.start, one.said.end) if one.said else ("", "")),
        row.outlet, row.published, row.title, row.ref, one.article_id,
    )  # fmt: skip


def _source(one: Statement) -> tuple[Cell, Cell, Cell, Cell]:
    """Who is nearest the origin, of which kind, whether named, and the relays behind."""
    if not one.chain:
        return (one.source.text if one.source else "", "", "", "")
    first, *relays = one.chain
    return first.name, first.kind, first.named, joined(link.name for link in relays)


__all__ = ["find"]
