"""What the commands that list something share: their options, paging, and three ways to print."""

from __future__ import annotations

import json
import re
import shlex
import sys
from calendar import monthrange
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain, islice
from typing import TYPE_CHECKING, Annotated, Generic, TypeVar

import typer

from sayso.errors import UsageError
from sayso.records import SCHEMA, Record
from sayso.views.cli.app import say
from sayso.views.sheets import Cell, write_csv

if TYPE_CHECKING:  # rich and the ledger are loaded when there is something to list
    from rich.console import Console

    from sayso.ledger import Listing, Page

Row = TypeVar("Row")
_CHUNK = 500  # rows asked for at a time: a long list does not pile up in memory
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)

LimitOption = Annotated[
    int, typer.Option("--limit", min=0, metavar="N", help="At most so many; 0: all of them.")
]
AfterOption = Annotated[
    str | None,
    typer.Option("--after", metavar="TOKEN", help="Go on where an earlier list ended (`next`)."),
]
SinceOption = Annotated[
    str | None,
    typer.Option("--since", metavar="DATE", help="Published on that day or later (2026-03-04)."),
]
UntilOption = Annotated[
    str | None,
    typer.Option(
        "--until", metavar="DATE", help="Published on that day or earlier; 2026-03 will do."
    ),
]
OutletOption = Annotated[
    str | None, typer.Option("--outlet", metavar="NAME", help="In articles of this outlet.")
]
UnnamedOption = Annotated[
    bool | None,
    typer.Option("--unnamed/--named", help="Whether a name stands behind it.", show_default=False),
]


@dataclass(frozen=True, slots=True)
class Asked:
    """How much of a list is wanted, and how it is to leave. UsageError for two ways at once."""

    limit: int
    after: str | None
    as_json: bool
    as_csv: bool

    def __post_init__(self) -> None:
        if self.as_json and self.as_csv:
            raise UsageError("--json and --csv exclude each other")


@dataclass(frozen=True, slots=True)
class Sheet(Generic[Row]):
    """How rows of one kind are shown: as JSON, as CSV with this head, to people."""

    record: Callable[[Row], Record]
    head: tuple[str, ...]
    cells: Callable[[Row], Sequence[Cell]]
    show: Callable[[Console, Sequence[Row]], None]


@dataclass(slots=True)
class _Walk(Generic[Row]):
    """Page after page until there are enough; then `next` is where to go on, None at the end."""

    fetch: Callable[[Page], Listing[Row]]
    asked: Asked
    next: str | None = field(default=None, init=False)

    def __iter__(self) -> Iterator[Row]:
        from sayso.ledger import Page

        left = self.asked.limit or sys.maxsize
        self.next = self.asked.after
        while left:
            listing = self.fetch(Page(min(left, _CHUNK), self.next))
            self.next = listing.next
            left -= len(listing.items)
            yield from listing.items
            if self.next is None or not listing.items:
                return


def put(
    fetch: Callable[[Page], Listing[Row]],
    asked: Asked,
    sheet: Sheet[Row],
    nothing: Callable[[], str],
) -> None:
    """Print a list. `nothing` says what to do where it is empty; it is said on standard error."""
    walk = _Walk(fetch, asked)
    rows = iter(walk)
    rows = chain(list(islice(rows, 1)), rows)  # what can't be had is said before anything else
    if asked.as_json:
        _put_json(rows, walk, sheet)
        return
    if asked.as_csv:
        write_csv(sys.stdout, sheet.head, map(sheet.cells, rows))
    else:
        every = list(rows)
        if every:
            from rich.console import Console

            sheet.show(Console(highlight=False), every)
        else:
            say(nothing())
    if walk.next is not None:
        sys.stdout.flush()
        say(f"There is more: {_again(walk.next)}")


def _put_json(rows: Iterator[Row], walk: _Walk[Row], sheet: Sheet[Row]) -> None:
    """One object, an item a line, written as the items come."""
    write = sys.stdout.write
    write(f'{{"schema": {json.dumps(SCHEMA)}, "items": [')
    for place, row in enumerate(rows):
        write(",\n" if place else "\n")
        write(json.dumps(sheet.record(row), ensure_ascii=False))
    write(f'\n], "next": {json.dumps(walk.next)}}}\n')


def _again(token: str) -> str:
    """The same command, going on behind what was shown."""
    words = []
    given = iter(sys.argv[1:])
    for word in given:
        if word == "--after":
            next(given, None)
        elif not word.startswith("--after="):
            words.append(word)
    return shlex.join(["sayso", *words, "--after", token])


def first_day(text: str | None) -> str | None:
    """`--since` as an ISO date: a day, or the first of a month or year; else UsageError."""
    return _day(text, "--since", last=False)


def last_day(text: str | None) -> str | None:
    """`--until` as an ISO date: a day, or the last of a month or year; else UsageError."""
    return _day(text, "--until", last=True)


def _day(text: str | None, option: str, *, last: bool) -> str | None:
    if text is None:
        return None
    parts = _DATE.fullmatch(text.strip())
    try:
        if parts is None:
            raise ValueError(text)
        year = int(parts[1])
        month = int(parts[2] or (12 if last else 1))
        return str(date(year, month, int(parts[3] or (monthrange(year, month)[1] if last else 1))))
    except ValueError as error:  # monthrange's own error is one, too
        raise UsageError(f"{option} {text[:40]!a} is no date: write 2026-03-04") from error


__all__ = [
    "AfterOption", "Asked", "LimitOption", "OutletOption", "Sheet", "SinceOption", "UnnamedOption",
    "UntilOption", "first_day", "last_day", "put",
]  # fmt: skip
