"""`sayso correct`: what a reader says against a trace, dated and with a name, never erased."""

from __future__ import annotations

import getpass
import os
from typing import TYPE_CHECKING, Annotated

import typer

from sayso.domain import Correction
from sayso.errors import UsageError
from sayso.records import correction_item
from sayso.views import correcting
from sayso.views.cli.app import CsvOption, JsonOption, LedgerOption, app, ledger_place, say
from sayso.views.cli.listing import Asked, Sheet, put
from sayso.views.correcting import Said
from sayso.views.sheets import Cell

if TYPE_CHECKING:  # loaded when there is something to correct: `--help` waits for nothing
    from sayso.ledger import Ledger

_CLAIM_EXAMPLES = """
Examples

- `sayso correct not-same-claim 91cc02ab "The dam is cracked"` that statement is about another dam
"""
_COPY_EXAMPLES = """
Examples

- `sayso correct copy 3f2a91c0 564e4d07 --note "same agency report"` the first copies the second
"""
_SOURCE_EXAMPLES = """
Examples

- `sayso correct source 91cc02ab "Pavel Arden"` who "he" is in that statement
"""
_LIST_EXAMPLES = """
Examples

- `sayso correct list` what stands
- `sayso correct list --withdrawn --csv` with what was taken back
"""
_WITHDRAW_EXAMPLES = """
Examples

- `sayso correct withdraw 0c1d22ef` it no longer counts, and stays on record
"""
_HEAD = ("id", "kind", "subject", "target", "by", "at", "note", "withdrawn")

ByOption = Annotated[
    str | None,
    typer.Option("--by", metavar="NAME", help="Who says so [default: SAYSO_BY, else your login]."),
]
NoteOption = Annotated[str, typer.Option("--note", metavar="TEXT", help="Why.")]

correct_app = typer.Typer(
    name="correct",
    help="Say what a trace has wrong: kept with name and date, withdrawn but never erased.",
    no_args_is_help=True,
    rich_markup_mode="markdown",
)
app.add_typer(correct_app)
StatementArgument = Annotated[
    str, typer.Argument(metavar="STATEMENT", help="A statement's id, or its first digits.")
]


@correct_app.command("not-same-claim", epilog=_CLAIM_EXAMPLES)
def not_same_claim(
    statement: StatementArgument,
    claim: Annotated[str, typer.Argument(metavar="CLAIM", help="The claim: its words or its id.")],
    by: ByOption = None,
    note: NoteOption = "",
    ledger: LedgerOption = None,
) -> None:
    """Say that a statement is not about a claim."""
    from sayso.pipeline import open_ledger

    with open_ledger(ledger_place(ledger), create=False) as kept:
        words = _given(claim, "CLAIM")
        _keep(kept, correcting.not_same_claim(kept, statement, words, _said(by, note)))


@correct_app.command(epilog=_COPY_EXAMPLES)
def copy(
    article: Annotated[
        str, typer.Argument(metavar="ARTICLE", help="The article that copies: its id or ref.")
    ],
    original: Annotated[
        str, typer.Argument(metavar="ORIGINAL", help="The article copied: its id or ref.")
    ],
    by: ByOption = None,
    note: NoteOption = "",
    ledger: LedgerOption = None,
) -> None:
    """Say that an article copies another."""
    from sayso.pipeline import open_ledger

    with open_ledger(ledger_place(ledger), create=False) as kept:
        _keep(kept, correcting.copy(kept, article, original, _said(by, note)))


@correct_app.command(epilog=_SOURCE_EXAMPLES)
def source(
    statement: StatementArgument,
    name: Annotated[str, typer.Argument(metavar="NAME", help="Who said it.")],
    by: ByOption = None,
    note: NoteOption = "",
    ledger: LedgerOption = None,
) -> None:
    """Say who the source of a statement is."""
    from sayso.pipeline import open_ledger

    with open_ledger(ledger_place(ledger), create=False) as kept:
        given = _given(name, "NAME")
        _keep(kept, correcting.source(kept, statement, given, _said(by, note)))


@correct_app.command(epilog=_WITHDRAW_EXAMPLES)
def withdraw(
    correction: Annotated[
        str, typer.Argument(metavar="ID", help="The correction's id, or its first digits.")
    ],
    ledger: LedgerOption = None,
) -> None:
    """Take a correction back; it stays on record with the date."""
    from sayso.pipeline import open_ledger

    with open_ledger(ledger_place(ledger), create=False) as kept:
        withdrawn = correcting.withdraw(kept, correction)
    say(f"withdrawn: {withdrawn.id}")


@correct_app.command("list", epilog=_LIST_EXAMPLES)
def listed(
    withdrawn: Annotated[
        bool, typer.Option("--withdrawn", help="With those that were taken back.")
    ] = False,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
    ledger: LedgerOption = None,
) -> None:
    """List corrections in the order in which they were made."""
    asked = Asked(0, None, as_json, as_csv)
    from sayso.ledger import Listing
    from sayso.pipeline import open_ledger
    from sayso.views.terminal.claims import show_corrections

    with open_ledger(ledger_place(ledger), create=False) as kept:
        made = Listing(tuple(kept.corrections(withdrawn=withdrawn)))
    sheet = Sheet(correction_item, _HEAD, _cells, show_corrections)
    put(lambda _page: made, asked, sheet, lambda: "No corrections: sayso correct --help")


def _cells(row: Correction) -> tuple[Cell, ...]:
    return row.id, row.kind, row.subject, row.target, row.by, row.at, row.note, row.withdrawn


def _keep(kept: Ledger, correction: Correction) -> None:
    correcting.keep(kept, correction)
    say(f"kept as {correction.id}: sayso correct withdraw {correction.id[:8]} takes it back")


def _given(text: str, what: str) -> str:
    if not text.strip():
        raise UsageError(f"{what} is empty")
    return text


def _said(by: str | None, note: str) -> Said:
    return Said(by or _somebody(), note)


def _somebody() -> str:
    """SAYSO_BY, or whoever is logged in; UsageError where nobody can be told."""
    named = os.environ.get("SAYSO_BY")
    if named:
        return named
    try:
        return getpass.getuser()
    except (OSError, KeyError) as error:
        raise UsageError("who says so? Give --by NAME") from error


__all__ = ["copy", "correct_app", "listed", "not_same_claim", "source", "withdraw"]
