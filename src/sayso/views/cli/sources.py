"""`sayso sources`: who is cited, how often, named or not, and by which outlets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from sayso.domain import Kind
from sayso.records import source_item
from sayso.views.cli.app import CsvOption, JsonOption, LedgerOption, app, ledger_place
from sayso.views.cli.articles import nothing_kept
from sayso.views.cli.listing import (
    AfterOption,
    Asked,
    LimitOption,
    OutletOption,
    Sheet,
    UnnamedOption,
    put,
)
from sayso.views.sheets import Cell, joined

if TYPE_CHECKING:  # loaded when there is something to list: `--help` waits for nothing
    from sayso.ledger import SourceRow

_EXAMPLES = """
Examples

- `sayso sources` who is cited most
- `sayso sources --unnamed` who is cited without a name
- `sayso sources Arden` sources whose name holds that
- `sayso sources --outlet Northwire --kind officials` on whose word an outlet relies
"""
_HEAD = ("name", "kind", "named", "statements", "articles", "outlets")


@app.command(epilog=_EXAMPLES)
def sources(  # noqa: PLR0913, PLR0917  each is an option of the command line
    name: Annotated[
        str | None, typer.Argument(metavar="NAME", help="Part of the source's name.")
    ] = None,
    outlet: OutletOption = None,
    kind: Annotated[Kind | None, typer.Option("--kind", help="What the source is.")] = None,
    unnamed: UnnamedOption = None,
    limit: LimitOption = 50,
    after: AfterOption = None,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
    ledger: LedgerOption = None,
) -> None:
    """List who is cited: in how many statements and articles, by which outlets; most first."""
    asked = Asked(limit, after, as_json, as_csv)
    from sayso.ledger import SourcesWanted
    from sayso.pipeline import open_ledger
    from sayso.views.terminal.tables import show_sources

    named = None if unnamed is None else not unnamed
    wanted = SourcesWanted(name=name, kind=kind, named=named, outlet=outlet)
    sheet = Sheet(source_item, _HEAD, _cells, show_sources)
    with open_ledger(ledger_place(ledger), create=False) as kept:
        put(lambda page: kept.sources(wanted, page), asked, sheet, lambda: nothing_kept(kept))


def _cells(row: SourceRow) -> tuple[Cell, ...]:
    by = joined(f"{one.outlet or 'outlet unknown'} ({one.statements})" for one in row.outlets)
    return row.name, row.kind, row.named, row.statements, row.articles, by


__all__ = ["sources"]
