"""`sayso ledger`: whether the ledger is sound, a copy of it, and how large it is."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sayso.errors import UsageError
from sayso.records import SCHEMA
from sayso.views.cli.app import JsonOption, LedgerOption, app, ledger_place, print_json, say
from sayso.views.gist import count
from sayso.views.marks import safe

if TYPE_CHECKING:  # loaded when there is something to look at: `--help` waits for nothing
    from sayso.ledger import Checked

_PASSWORD = re.compile(r"(://[^:/@]*):.*@")
_CHECK_EXAMPLES = """
Examples

- `sayso ledger check` is everything as it was when it was added?
- `sayso ledger check --json | jq -r .head` note this hash elsewhere: it seals what is there today
"""
_BACKUP_EXAMPLES = """
Examples

- `sayso ledger backup news-2026-03-04.db` a copy, also while others write
- `sayso articles --ledger news-2026-03-04.db` what the copy holds
"""
_INFO_EXAMPLES = """
Examples

- `sayso ledger info` where it lies and how much it holds
- `SAYSO_LEDGER=news.db sayso ledger info` likewise of another
"""

ledger_app = typer.Typer(
    name="ledger",
    help="Look after the ledger: check it, copy it, see how large it is.",
    no_args_is_help=True,
    rich_markup_mode="markdown",
)
app.add_typer(ledger_app)


@ledger_app.command(epilog=_CHECK_EXAMPLES)
def check(ledger: LedgerOption = None, as_json: JsonOption = False) -> None:
    """Check that nothing was damaged, lost or altered behind Sayso's back.

    Hashes, spans within their texts, the full-text index, and the chain that ties what was added
    together. Exit code 3 if something is wrong; nothing is changed.
    """
    from sayso.pipeline import open_ledger

    with open_ledger(ledger_place(ledger), create=False) as kept:
        found = kept.check()
    if as_json:
        print_json(_checked_record(found))
    else:
        _tell(found)
    if found.problems:
        raise typer.Exit(3)


@ledger_app.command(epilog=_BACKUP_EXAMPLES)
def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Where the copy is to lie.")],
    ledger: LedgerOption = None,
) -> None:
    """Copy the ledger into a new file, also while others write to it."""
    from sayso.pipeline import open_ledger

    if file.exists():
        raise UsageError(f"{file} exists already: nothing is overwritten, give another name")
    with open_ledger(ledger_place(ledger), create=False) as kept:
        kept.backup(file)
        articles = kept.size()
    say(f"copied {count(articles, 'article')} to {file}")


@ledger_app.command(epilog=_INFO_EXAMPLES)
def info(ledger: LedgerOption = None, as_json: JsonOption = False) -> None:
    """Say where the ledger lies, how many articles it holds, and how large it is."""
    from sayso.pipeline import open_ledger

    place = ledger_place(ledger)
    with open_ledger(place, create=False) as kept:
        articles = kept.size()
    bytes_ = _size(place)
    shown = _PASSWORD.sub(r"\1:***@", place) if "://" in place else place
    if as_json:
        print_json({"schema": SCHEMA, "place": shown, "articles": articles, "bytes": bytes_})
        return
    typer.echo(safe(shown))
    size = "" if bytes_ is None else f" · {bytes_ / 1e6:,.1f} MB"
    typer.echo(f"{count(articles, 'article')}{size}")


def _size(place: str) -> int | None:
    """Bytes on disk, with what is not yet folded into the file; None for a database elsewhere."""
    if "://" in place:
        return None
    files = (Path(place + suffix) for suffix in ("", "-wal"))
    return sum(file.stat().st_size for file in files if file.exists())


def _tell(found: Checked) -> None:
    for problem in found.problems:
        typer.echo(" ".join(safe(f"✗ {problem}").splitlines()))
    held = ", ".join(
        (
            count(found.articles, "article"),
            count(found.statements, "statement"),
            f"{found.batches:,} batch" + ("" if found.batches == 1 else "es"),
        )
    )
    verdict = count(len(found.problems), "problem") if found.problems else "nothing is wrong"
    typer.echo(f"{held}: {verdict}")
    typer.echo(f"sealed by {found.head}")


def _checked_record(found: Checked) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "articles": found.articles,
        "statements": found.statements,
        "batches": found.batches,
        "head": found.head,
        "problems": list(found.problems),
    }


__all__ = ["backup", "check", "info", "ledger_app"]
