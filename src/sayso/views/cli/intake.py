"""What `add` and `watch` share: their options, what they count, and how they are stopped."""

from __future__ import annotations

import json
import re
import signal
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from types import FrameType
from typing import TYPE_CHECKING, Annotated, Any, BinaryIO, TextIO

import typer

from sayso.errors import ArticleError, UsageError
from sayso.records import SCHEMA
from sayso.views.cli.app import print_json, say

if TYPE_CHECKING:  # loaded when something is added: `--help` waits for nothing
    from sayso.pipeline.adding import Added

_PASSWORD = re.compile(r"(//[^/@:]*:)[^/@]*@")  # of a database's address
FIRST = 10  # failures that are told at the end

ProcessesOption = Annotated[
    int | None,
    typer.Option(
        min=1, max=256, help="Processes that read [default: one a core].", show_default=False
    ),
]
ErrorsOption = Annotated[
    Path | None,
    typer.Option("--errors", metavar="FILE", help="Write what failed, and why, as JSON Lines."),
]
PrivateOption = Annotated[
    bool,
    typer.Option("--allow-private", help="Fetch from private and loopback addresses too."),
]
SummaryOption = Annotated[
    bool, typer.Option("--json", help="Print the summary as one JSON object.")
]


@dataclass(slots=True)
class Tally:
    """What became of what was found; `failures` holds the first ones, `errors` takes all."""

    errors: TextIO | None = None
    fates: Counter[str] = field(default_factory=Counter)
    statements: int = 0
    foreign: int = 0
    failures: list[ArticleError] = field(default_factory=list)

    def count(self, one: Added) -> None:
        self.fates[one.fate] += 1
        self.statements += one.statements
        self.foreign += bool(one.notes)
        if one.error is not None:
            self.fail(one.error)

    def fail(self, error: ArticleError) -> None:
        if len(self.failures) < FIRST:
            self.failures.append(error)
        if self.errors is not None:
            self.errors.write(json.dumps(failure(error)) + "\n")

    @property
    def failed(self) -> int:
        return self.fates["failed"]

    def line(self) -> str:
        """`added 12 articles, 431 statements · 3 known · 1 failed`"""
        parts = [
            f"added {_many(self.fates['added'], 'article')}, {_many(self.statements, 'statement')}"
        ]
        for number, what in (
            (self.fates["reread"], "read again"),
            (self.fates["known"], "known"),
            (self.foreign, "not in English, so not read"),
            (self.failed, "failed"),
        ):
            parts += [f"{number:,} {what}"] if number else []
        return " · ".join(parts)

    def so_far(self) -> str:
        """The same, short, for a bar."""
        known = f" · {self.fates['known']:,} known" if self.fates["known"] else ""
        failed = f" · {self.failed:,} failed" if self.failed else ""
        return f"{self.fates['added'] + self.fates['reread']:,} kept{known}{failed}"

    def record(self, place: str) -> dict[str, Any]:
        """The summary as JSON."""
        return {
            "schema": SCHEMA,
            "ledger": _PASSWORD.sub(r"\1***@", place),
            "added": self.fates["added"],
            "statements": self.statements,
            "reread": self.fates["reread"],
            "known": self.fates["known"],
            "not_english": self.foreign,
            "failed": self.failed,
            "failures": [failure(error) for error in self.failures],
        }


def failure(error: ArticleError) -> dict[str, str]:
    """A failure as JSON."""
    return {"ref": error.ref, "reason": error.reason, "hint": error.hint}


def tell(tally: Tally, place: str, *, as_json: bool) -> None:
    """The summary: what failed first, on standard error."""
    for error in tally.failures:
        say(f"sayso: {error}")
    left = tally.failed - len(tally.failures)
    if left > 0:
        say(f"… and {left:,} more" + ("" if tally.errors else ": --errors FILE keeps them all"))
    if as_json:
        print_json(tally.record(place))
    else:
        typer.echo(tally.line())


@contextmanager
def tallying(errors: Path | None) -> Iterator[Tally]:
    """A tally that writes what fails to a file, if one is given; UsageError if it can't be."""
    with ExitStack() as at_end:
        if errors is None:
            yield Tally()
            return
        try:
            file = at_end.enter_context(errors.open("w", encoding="utf-8"))
        except OSError as error:
            raise UsageError(f"--errors {errors}: can't be written ({error.strerror})") from error
        yield Tally(file)


class Stop(Event):
    """Set when somebody asks to stop; `code` is what to exit with, 0 before."""

    def __init__(self) -> None:
        super().__init__()
        self.code = 0


@contextmanager
def stoppable() -> Iterator[Stop]:
    """Ctrl-C and SIGTERM set the event, the first time; then they act as ever."""
    stop = Stop()
    kinds = [signal.SIGINT, signal.SIGTERM]
    before = {kind: signal.getsignal(kind) for kind in kinds}

    def asked(number: int, _: FrameType | None) -> None:
        for kind, handler in before.items():
            signal.signal(kind, handler)
        stop.code = 128 + number
        stop.set()

    for kind in kinds:
        signal.signal(kind, asked)
    try:
        yield stop
    finally:
        for kind, handler in before.items():
            signal.signal(kind, handler)


def own_stdin() -> BinaryIO | None:
    """Standard input, opened anew: a thread that waits for it when all else has ended must not
    hold what Python wants to close. None if it is closed."""
    if sys.stdin is None:
        return None
    try:
        return open(sys.stdin.fileno(), "rb", closefd=False)
    except (OSError, ValueError):
        return sys.stdin.buffer


def _many(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")
