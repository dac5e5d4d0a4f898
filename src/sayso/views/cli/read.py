"""`sayso read`: who says what in articles, nothing kept."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

import typer

import sayso
from sayso.errors import ArticleError, UsageError
from sayso.views.cli.app import QuietOption, app, print_json, say

if TYPE_CHECKING:  # loaded when something is read: `--help` waits for nothing
    from sayso.articles import Loading

_READ_EXAMPLES = """
Examples

- `sayso read story.txt` the article with its attributions marked
- `sayso read page.html --json | jq .statements` one article as JSON
- `sayso read folder/ --jsonl > readings.jsonl` every article below a folder, one a line
- `pbpaste | sayso read - --published 2026-03-03` standard input
- `sayso read https://example.org/story` a web page
"""

_ONE = "--json prints one article; take --jsonl for several"


@dataclass(frozen=True, slots=True)
class Shown:
    """How readings leave: for people, as one JSON object, or as JSON Lines."""

    json: bool
    jsonl: bool
    quiet: bool


@app.command(epilog=_READ_EXAMPLES)
def read(  # noqa: PLR0913, PLR0917  each is an option of the command line
    refs: Annotated[
        list[str],
        typer.Argument(
            metavar="SOURCE…", help="Files, folders, addresses, or - for standard input."
        ),
    ],
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON object (a single article).")
    ] = False,
    as_jsonl: Annotated[
        bool, typer.Option("--jsonl", help="Print one JSON object a line, in the order given.")
    ] = False,
    outlet: Annotated[str | None, typer.Option(help="Outlet, whatever the article says.")] = None,
    published: Annotated[
        str | None, typer.Option(help="Date of publication (2026-03-03), likewise.")
    ] = None,
    title: Annotated[str | None, typer.Option(help="Title, likewise.")] = None,
    quiet: QuietOption = False,
    threads: Annotated[int, typer.Option(min=1, max=64, help="Windows read at a time.")] = 2,
    allow_private: Annotated[
        bool,
        typer.Option("--allow-private", help="Fetch from private and loopback addresses too."),
    ] = False,
) -> None:
    """Read articles: who says what, marked in the text."""
    from sayso.articles import Given, Loading

    if as_json and as_jsonl:
        raise UsageError("--json and --jsonl exclude each other: take --jsonl for several articles")
    given = Given(outlet=outlet, published=published, title=title)
    loading = Loading(given=given, allow_private=allow_private)
    failed, total = _read_all(refs, loading, threads, Shown(as_json, as_jsonl, quiet))
    if failed:
        noun = "article" if total == 1 else "articles"
        say(f"{failed} of {total} {noun} could not be read")
        raise typer.Exit(1)


def _read_all(refs: list[str], loading: Loading, threads: int, how: Shown) -> tuple[int, int]:
    """Read and print; how many failed, of how many."""
    from sayso.articles import expand, load
    from sayso.pipeline import readings
    from sayso.reading.model import Running
    from sayso.reading.reader import Reader

    places = expand(refs)
    if how.json and len(places) > 1:
        raise UsageError(_ONE)
    reader = Reader.load(running=Running(threads=threads))
    failed = total = 0
    for result in _progress(readings(load(places, loading), reader), len(places), how):
        total += 1
        if isinstance(result, ArticleError):
            failed += 1
            say(f"sayso: {result}")
            continue
        if how.json and total - failed > 1:  # one place can hold several articles
            raise UsageError(_ONE)
        _print(result, how)
    return failed, total


def _print(reading: sayso.Reading, how: Shown) -> None:
    if how.json or how.jsonl:
        from sayso.records import reading_record

        record = reading_record(reading)
        print_json(record, indent=2 if how.json else None)
        for note in () if how.quiet else reading.notes:
            say(f"sayso: {reading.article.ref}: {note}")
        return
    from rich.console import Console

    from sayso.views.terminal import show

    show(Console(highlight=False), reading)


def _progress(results: Iterator[Any], count: int, how: Shown) -> Iterator[Any]:
    """The same results, with a bar on standard error where somebody sees it and it takes long."""
    if how.quiet or count < 2 or not sys.stderr.isatty() or not (how.json or how.jsonl):
        yield from results
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(results, "reading", total=count, console=Console(stderr=True), transient=True)
