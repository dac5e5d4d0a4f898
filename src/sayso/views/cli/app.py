"""What the commands share: the app, its errors, how things are printed, where the ledger lies.

Environment and files are read in this package, nowhere deeper.
"""

from __future__ import annotations

import io
import json
import os
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from sayso.errors import LedgerError, ModelError, UsageError
from sayso.views.marks import safe

app = typer.Typer(
    name="sayso",
    help="On whose say-so? Reads news articles and shows who says what, on whose word.",
    no_args_is_help=True,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

LedgerOption = Annotated[
    str | None,
    typer.Option(
        "--ledger",
        metavar="PLACE",
        help="The ledger: a file, or postgresql://… [default: SAYSO_LEDGER, else the user's own]",
        show_default=False,
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]
CsvOption = Annotated[bool, typer.Option("--csv", help="Print CSV with a header line.")]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="No progress bar, no notes.")]


def ledger_place(given: str | None) -> str:
    """Where the ledger is: as given, or SAYSO_LEDGER, or in the user's data folder."""
    place = given or os.environ.get("SAYSO_LEDGER")
    if place:
        return place
    from platformdirs import user_data_path

    return str(Path(user_data_path("sayso", appauthor=False)) / "ledger.db")


def say(message: str) -> None:
    """One line on standard error; names and addresses in it are strangers' words."""
    typer.echo(" ".join(safe(message).splitlines()), err=True)


def print_json(record: Any, indent: int | None = 2) -> None:  # noqa: ANN401 — what JSON holds
    """One JSON value on standard output."""
    sys.stdout.write(json.dumps(record, ensure_ascii=False, indent=indent) + "\n")


def _ready() -> None:
    """JSON is UTF-8 wherever it goes; half a surrogate pair leaves as JSON writes it."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        encoding = None if sys.stdout.isatty() else "utf-8"
        sys.stdout.reconfigure(encoding=encoding, errors="backslashreplace")


def main() -> None:
    """Entry point: errors that stop everything become one line and an exit code."""
    _ready()
    try:
        try:
            app()
        finally:
            sys.stdout.flush()
    except UsageError as error:
        say(f"sayso: {error}")
        sys.exit(2)
    except (LedgerError, ModelError) as error:
        say(f"sayso: {error}")
        sys.exit(3)
    except BrokenPipeError:  # `| head` has read enough: what is left goes nowhere
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
