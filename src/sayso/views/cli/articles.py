"""`sayso articles`: what the ledger holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.records import article_item
from sayso.views.cli.app import CsvOption, JsonOption, LedgerOption, app, ledger_place
from sayso.views.cli.listing import (
    AfterOption,
    Asked,
    LimitOption,
    OutletOption,
    Sheet,
    SinceOption,
    UntilOption,
    first_day,
    last_day,
    put,
)
from sayso.views.sheets import Cell, joined

if TYPE_CHECKING:  # loaded when there is something to list: `--help` waits for nothing
    from sayso.ledger import ArticleRow, Ledger

_EXAMPLES = """
Examples

- `sayso articles` the newest articles of your ledger
- `sayso articles --outlet Northwire --since 2026-03` of one outlet, from March on
- `sayso articles --limit 0 --csv > articles.csv` all of them, for a spreadsheet
- `sayso articles --json | jq -r .items[].id` their ids
"""
_HEAD = (
    "id", "ref", "title", "outlet", "byline", "published", "url", "language", "statements",
    "reader", "added", "refs",
)  # fmt: skip


@app.command(epilog=_EXAMPLES)
def articles(  # noqa: PLR0913, PLR0917  each is an option of the command line
    outlet: OutletOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    limit: LimitOption = 50,
    after: AfterOption = None,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
    ledger: LedgerOption = None,
) -> None:
    """List the articles of the ledger, the newest first."""
    asked = Asked(limit, after, as_json, as_csv)
    since, until = first_day(since), last_day(until)
    from sayso.ledger import ArticlesWanted
    from sayso.pipeline import open_ledger
    from sayso.views.terminal.tables import show_articles

    wanted = ArticlesWanted(outlet, since, until)
    sheet = Sheet(article_item, _HEAD, _cells, show_articles)
    with open_ledger(ledger_place(ledger), create=False) as kept:
        put(lambda page: kept.articles(wanted, page), asked, sheet, lambda: nothing_kept(kept))


def nothing_kept(kept: Ledger) -> str:
    """What is said where a list is empty: whether the ledger is, and what to do."""
    if kept.size() == 0:
        return "No articles yet: sayso add FILE… keeps some."
    return "Nothing in the ledger answers to that: ask for less, or see sayso articles."


def _cells(row: ArticleRow) -> tuple[Cell, ...]:
    return (
        row.id, row.ref, row.title, row.outlet, joined(row.byline), row.published, row.url,
        row.language, row.statements, row.version, row.added, row.refs,
    )  # fmt: skip


__all__ = ["articles", "nothing_kept"]
