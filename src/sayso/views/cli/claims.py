"""`sayso claims`: what several articles say, and how many origins stand behind it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from sayso.domain import Voiced
from sayso.records import claim_item
from sayso.views.cli.app import CsvOption, JsonOption, LedgerOption, app, ledger_place
from sayso.views.cli.articles import nothing_kept
from sayso.views.cli.listing import AfterOption, Asked, LimitOption, Sheet, put
from sayso.views.sheets import Cell, joined

if TYPE_CHECKING:  # loaded when there is something to list: `--help` waits for nothing
    from sayso.ledger import Claim, ClaimsWanted, Ledger

_EXAMPLES = """
Examples

- `sayso claims` what is carried most
- `sayso claims --single-origin` carried by several, on the word of one
- `sayso claims --denied dam` about the dam, and denied by somebody
- `sayso claims --json | jq -r .items[0].id` the id that `sayso trace` takes
"""
_HEAD = (
    "id", "text", "articles", "outlets", "origins", "supporting", "denying", "unknown",
    "named_origins", "unnamed_origins", "confirmed_by", "denied_by", "withheld_by", "first", "last",
)  # fmt: skip


@app.command(epilog=_EXAMPLES)
def claims(  # noqa: PLR0913, PLR0917  each is an option of the command line
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="WORDS…", help="All of them stand in the claim."),
    ] = None,
    single_origin: Annotated[
        bool, typer.Option("--single-origin", help="Only one origin says so.")
    ] = False,
    unnamed_only: Annotated[
        bool, typer.Option("--unnamed-only", help="No origin is named.")
    ] = False,
    denied: Annotated[bool, typer.Option("--denied", help="Some origin denies it.")] = False,
    limit: LimitOption = 20,
    after: AfterOption = None,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
    ledger: LedgerOption = None,
) -> None:
    """List what statements of several articles make or deny; the most carried first."""
    asked = Asked(limit, after, as_json, as_csv)
    from sayso.ledger import ClaimsWanted
    from sayso.pipeline import open_ledger
    from sayso.views.terminal.claims import show_claims

    wanted = ClaimsWanted(
        words=" ".join(words or ()),
        single_origin=single_origin,
        unnamed_only=unnamed_only,
        denied=denied,
    )
    sheet = Sheet(claim_item, _HEAD, _cells, show_claims)
    with open_ledger(ledger_place(ledger), create=False) as kept:
        _refresh(kept)
        put(lambda page: kept.claims(wanted, page), asked, sheet, lambda: _nothing(kept, wanted))


def _refresh(kept: Ledger) -> None:
    """Group what was added since the last time, with a bar where somebody sees it."""
    from rich.console import Console
    from rich.progress import Progress

    from sayso.pipeline import refresh_claims

    shown = Console(stderr=True)
    with Progress(console=shown, transient=True, disable=not sys.stderr.isatty()) as progress:
        task = progress.add_task("grouping statements", total=None)
        refresh_claims(
            kept,
            lambda done, of: progress.update(
                task, description="following claims home", completed=done, total=of
            ),
        )


def _nothing(kept: Ledger, wanted: ClaimsWanted) -> str:
    from sayso.ledger import ClaimsWanted

    if kept.size() == 0 or wanted != ClaimsWanted():
        return nothing_kept(kept)
    return "No claim is made by several articles yet: add more articles about the same events."


def _cells(row: Claim) -> tuple[Cell, ...]:
    counts, standing = row.counts, row.standing
    return (
        row.id, row.text, counts.articles, counts.outlets, counts.origins, counts.supporting,
        counts.denying, counts.unknown, standing.named_origins, standing.unnamed_origins,
        _names(standing.confirmed_by), _names(standing.denied_by), _names(standing.withheld_by),
        row.first, row.last,
    )  # fmt: skip


def _names(voices: tuple[Voiced, ...]) -> str:
    return joined(dict.fromkeys(voice.name for voice in voices))


__all__ = ["claims"]
