"""`sayso watch`: look at feeds again and again, and keep what is new."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sayso.errors import ArticleError, UsageError
from sayso.views.cli.app import LedgerOption, QuietOption, app, ledger_place, print_json, say
from sayso.views.cli.intake import (
    ErrorsOption,
    PrivateOption,
    ProcessesOption,
    Stop,
    Tally,
    stoppable,
    tallying,
)

if TYPE_CHECKING:  # loaded when something is watched: `--help` waits for nothing
    from sayso.ledger import Writer
    from sayso.pipeline.watching import Watch

_EXAMPLES = """
Examples

- `sayso watch https://example.org/news.rss` look every 15 minutes, until Ctrl-C
- `sayso watch --opml feeds.opml --every 60` all feeds of a feed reader's list, every hour
- `sayso watch --opml feeds.opml --once` one look, for cron or systemd

A feed is asked only for what has changed, a host never more than once a second, and one that fails
is left alone for longer each time. Stop it whenever you like: nothing is lost or added twice.
"""
_PAUSE = 1.0  # seconds between two pages of one host


@app.command(epilog=_EXAMPLES)
def watch(  # noqa: PLR0913, PLR0917  each is an option of the command line
    feeds: Annotated[
        list[str] | None, typer.Argument(metavar="FEED…", help="Addresses of RSS or Atom feeds.")
    ] = None,
    opml: Annotated[
        Path | None, typer.Option("--opml", metavar="FILE", help="A list of feeds, too.")
    ] = None,
    every: Annotated[
        float, typer.Option(min=1, max=10_080, metavar="MINUTES", help="Between two looks.")
    ] = 15,
    once: Annotated[bool, typer.Option("--once", help="Look once, and end.")] = False,
    processes: ProcessesOption = None,
    errors: ErrorsOption = None,
    allow_private: PrivateOption = False,
    quiet: QuietOption = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the summary of each look as a line of JSON.")
    ] = False,
    ledger: LedgerOption = None,
) -> None:
    """Watch feeds: read and keep what is new in them, until stopped."""
    addresses = _addresses(feeds or [], opml)
    from sayso.articles import Loading
    from sayso.pipeline import open_ledger
    from sayso.pipeline.adding import Adding
    from sayso.pipeline.crew import cores
    from sayso.pipeline.tasks import Orders
    from sayso.pipeline.watching import Watch

    loading = Loading(allow_private=allow_private, pause=_PAUSE)
    how = Adding(Orders(loading), processes or cores())
    place = ledger_place(ledger)
    with (
        tallying(errors) as failures,
        stoppable() as stop,
        open_ledger(place) as kept,
        kept.writer() as writer,
        Watch(addresses, kept, how, every * 60) as watching,
    ):
        failed = 0
        while not stop.is_set():
            tally = _look(watching, writer, stop, Tally(failures.errors))
            failed += tally.failed
            _tell(tally, place, as_json=as_json, quiet=quiet)
            if once:
                break
            stop.wait(watching.until_due())
    if once and not stop.is_set() and failed:
        raise typer.Exit(1)


def _look(watching: Watch, writer: Writer, stop: Stop, tally: Tally) -> Tally:
    for one in watching.look(writer, stop):
        tally.count(one)
        if one.error is not None:
            say(f"sayso: {one.error}")
    return tally


def _tell(tally: Tally, place: str, *, as_json: bool, quiet: bool) -> None:
    """One line for a look in which something happened."""
    if as_json:
        print_json({"at": _now(), **tally.record(place)}, indent=None)
        sys.stdout.flush()
    elif not quiet and tally.fates:
        typer.echo(f"{_now()} {tally.line()}")


def _now() -> str:
    return datetime.now().astimezone().isoformat(" ", "minutes")[:16]


def _addresses(feeds: list[str], opml: Path | None) -> list[str]:
    """The feeds' addresses, each once; UsageError if there is none, or one isn't."""
    from sayso.articles import Loading
    from sayso.articles.files import file_bytes, is_address
    from sayso.articles.opml import feeds_in

    found = list(feeds)
    if opml is not None:
        try:
            found += feeds_in(str(opml), file_bytes(str(opml), Loading().max_bytes))
        except ArticleError as error:
            raise UsageError(f"--opml {error}") from error
    wrong = next((feed for feed in found if not is_address(feed)), None)
    if wrong is not None:
        raise UsageError(f"{wrong}: no address of a feed; write it as https://example.org/rss")
    if not found:
        raise UsageError("give the addresses of feeds, or --opml FILE")
    return list(dict.fromkeys(found))
