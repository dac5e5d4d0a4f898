"""`sayso add`: read articles and keep what they say."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Annotated

import typer

from sayso.errors import UsageError
from sayso.views.cli.app import LedgerOption, QuietOption, app, ledger_place, say
from sayso.views.cli.intake import (
    ErrorsOption,
    PrivateOption,
    ProcessesOption,
    Stop,
    SummaryOption,
    Tally,
    own_stdin,
    stoppable,
    tallying,
    tell,
)

if TYPE_CHECKING:  # loaded when something is added: `--help` waits for nothing
    from sayso.ledger import Ledger
    from sayso.pipeline.adding import Adding

_EXAMPLES = """
Examples

- `sayso add stories/` every article below a folder
- `sayso add https://example.org/story` a web page
- `sayso add https://example.org/news.rss` what a feed announces
- `sayso add crawl.warc.gz` the pages of a web archive
- `sayso add corpus.jsonl --fields text=body,published=date,outlet=source` JSON Lines of any make
- `sayso add stories/ --errors failed.jsonl` and a list of what failed
- `sayso add --reread` all that is kept, with this version's reader

Add the same again and nothing is added, or read: after an interruption it goes on where it was.
"""
_GO_ON = "stopped; what was read is kept, and the same command goes on from there"
_PAUSE = 1.0  # seconds between two pages of one host


@app.command(epilog=_EXAMPLES)
def add(  # noqa: PLR0913, PLR0917  each is an option of the command line
    refs: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="SOURCE…",
            help="Files, folders, addresses, feeds, archives, or - for standard input.",
        ),
    ] = None,
    outlet: Annotated[str | None, typer.Option(help="Outlet, whatever the articles say.")] = None,
    published: Annotated[
        str | None, typer.Option(help="Date of publication (2026-03-03), likewise.")
    ] = None,
    title: Annotated[str | None, typer.Option(help="Title, likewise.")] = None,
    fields: Annotated[
        str | None,
        typer.Option(
            metavar="OURS=THEIRS,…",
            help="Fields of JSON records: text=body,published=date,outlet=source,url=link. "
            "Also title, byline, language, id; a dot leads into an object.",
        ),
    ] = None,
    feed: Annotated[
        bool, typer.Option("--feed", help="Every source is an RSS or Atom feed.")
    ] = False,
    reread: Annotated[
        bool,
        typer.Option(
            "--reread", help="Read again what is kept; without SOURCE, all of the ledger."
        ),
    ] = False,
    processes: ProcessesOption = None,
    errors: ErrorsOption = None,
    allow_private: PrivateOption = False,
    quiet: QuietOption = False,
    as_json: SummaryOption = False,
    ledger: LedgerOption = None,
) -> None:
    """Read articles and keep who says what in the ledger."""
    if not refs and not reread:
        raise UsageError("give something to add: files, folders, addresses, or - (see --help)")
    from sayso.articles import Fields, Given, Loading
    from sayso.pipeline import open_ledger
    from sayso.pipeline.adding import Adding
    from sayso.pipeline.crew import cores
    from sayso.pipeline.tasks import Orders

    loading = Loading(
        given=Given(outlet=outlet, published=published, title=title),
        allow_private=allow_private,
        fields=Fields.parse(fields) if fields else None,
        feeds=feed,
        pause=_PAUSE,
    )
    how = Adding(Orders(loading), processes or cores(), reread)
    place = ledger_place(ledger)
    with open_ledger(place) as kept, tallying(errors) as tally, stoppable() as stop:
        try:
            _add_all(refs or [], kept, how, Watched(tally, stop, quiet))
        finally:
            tell(tally, place, as_json=as_json)
    if stop.is_set():
        say(_GO_ON)
        raise typer.Exit(stop.code)
    if tally.failed:
        raise typer.Exit(1)


@dataclass(frozen=True, slots=True)
class Watched:
    """Who looks on: what is counted, whether to stop, and whether a bar may be shown."""

    tally: Tally
    stop: Stop
    quiet: bool


def _add_all(refs: list[str], kept: Ledger, how: Adding, eyes: Watched) -> None:
    from sayso.articles import find, weight
    from sayso.pipeline.adding import add as adding
    from sayso.pipeline.adding import kept_articles
    from sayso.views.terminal.progress import Meter

    tally = eyes.tally
    loading = replace(how.orders.loading, stdin=own_stdin() if "-" in refs else None)
    found = find(refs, loading) if refs else kept_articles(kept)
    with (
        kept.writer() as writer,
        Meter(lambda: weight(refs) if refs else None, shown=not eyes.quiet) as meter,
    ):
        for number, one in enumerate(adding(found, writer, how, eyes.stop), 1):
            tally.count(one)
            meter.step(number, one.size, tally.so_far())
