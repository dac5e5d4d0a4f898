"""`sayso show`: an article of the ledger, or what became of a page."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from sayso.domain import Statement
from sayso.errors import UsageError
from sayso.records import list_record, version_item
from sayso.views.cli.app import JsonOption, LedgerOption, app, ledger_place, print_json
from sayso.views.sheets import Cell, write_csv

if TYPE_CHECKING:  # loaded when there is something to show: `--help` waits for nothing
    from collections.abc import Iterator, Sequence

    from sayso.ledger import Version

_EXAMPLES = """
Examples

- `sayso show 3f2a91c0` an article by its id, or by the first digits of it
- `sayso show https://example.org/story` by where it came from: the newest version
- `sayso show 3f2a91c0 --json | jq .statements` as `sayso read --json` prints it
- `sayso show https://example.org/story --versions` which statements came, went and changed
"""
_HEAD = ("version", "article", "published", "change", "statement", "content", "source", "before")


@app.command(epilog=_EXAMPLES)
def show(
    what: Annotated[
        str, typer.Argument(metavar="ID|REF", help="An article's id, or where it came from.")
    ],
    versions: Annotated[
        bool,
        typer.Option("--versions", help="The versions of its page, and how statements changed."),
    ] = False,
    reader: Annotated[
        str | None,
        typer.Option("--reader", metavar="VERSION", help="As this reader read it [newest]."),
    ] = None,
    as_json: JsonOption = False,
    as_csv: Annotated[
        bool, typer.Option("--csv", help="With --versions: CSV, one change a line.")
    ] = False,
    ledger: LedgerOption = None,
) -> None:
    """Show an article of the ledger: who says what, marked in the text."""
    if as_json and as_csv:
        raise UsageError("--json and --csv exclude each other")
    if versions and reader:
        raise UsageError("--versions and --reader exclude each other: versions are of the page")
    if as_csv and not versions:
        raise UsageError("--csv needs --versions: a single article is no table; take --json")
    if versions:
        _show_versions(what, as_json, as_csv, ledger_place(ledger))
    else:
        _show_reading(what, reader, as_json, ledger_place(ledger))


def _show_reading(what: str, reader: str | None, as_json: bool, place: str) -> None:
    from sayso.pipeline import open_ledger

    with open_ledger(place, create=False) as kept:
        reading = kept.reading(what, reader)
    if as_json:
        from sayso.records import reading_record

        print_json(reading_record(reading))
        return
    from rich.console import Console

    from sayso.views.terminal import show as show_reading

    show_reading(Console(highlight=False), reading)


def _show_versions(what: str, as_json: bool, as_csv: bool, place: str) -> None:
    from sayso.pipeline import open_ledger

    with open_ledger(place, create=False) as kept:
        found = kept.versions(what)
    if as_json:
        print_json(list_record(map(version_item, found)))
    elif as_csv:
        write_csv(sys.stdout, _HEAD, _rows(found))
    else:
        from rich.console import Console

        from sayso.views.terminal.tables import show_versions

        show_versions(Console(highlight=False), found)


def _rows(versions: Sequence[Version]) -> Iterator[tuple[Cell, ...]]:
    """A line for each version, then one for each statement that came, went or changed."""
    for number, version in enumerate(versions, 1):
        article = (number, version.article.id, version.article.published)
        yield (*article, "version", "", version.article.title, "", "")
        for change, statements in (("came", version.came), ("went", version.went)):
            for one in statements:
                yield (*article, change, one.id, one.content.text, _who(one), "")
        for both in version.changed:
            after, before = both.after, both.before
            yield (
                *article, "changed", after.id, after.content.text, _who(after),
                before.content.text,
            )  # fmt: skip


def _who(one: Statement) -> str:
    if one.chain:
        return one.chain[0].name
    return one.source.text if one.source else ""


__all__ = ["show"]
