"""The command `sayso`. Environment and files are read here, nowhere deeper."""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

import typer

import sayso
from sayso.errors import ArticleError, ModelError, UsageError
from sayso.views.marks import safe

if TYPE_CHECKING:  # loaded when something is read: `--help` waits for nothing
    from sayso.articles import Loading

app = typer.Typer(
    name="sayso",
    help="On whose say-so? Reads news articles and shows who says what, on whose word.",
    no_args_is_help=True,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

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


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"sayso {sayso.__version__}")
        raise typer.Exit


@app.callback()
def _common(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Print the version."),
    ] = False,
) -> None:
    """On whose say-so? Reads news articles and shows who says what, on whose word."""


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
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="No progress bar, no notes.")
    ] = False,
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
        _say(f"{failed} of {total} {noun} could not be read")
        raise typer.Exit(1)


@app.command()
def schema() -> None:
    """Print the JSON Schema of `sayso read --json`."""
    from sayso.schema import reading_schema

    typer.echo(json.dumps(reading_schema(), indent=2))


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
            _say(f"sayso: {result}")
            continue
        if how.json and total - failed > 1:  # one place can hold several articles
            raise UsageError(_ONE)
        _print(result, how)
    return failed, total


def _print(reading: sayso.Reading, how: Shown) -> None:
    if how.json or how.jsonl:
        from sayso.records import reading_record

        record = reading_record(reading)
        line = json.dumps(record, ensure_ascii=False, indent=2 if how.json else None)
        sys.stdout.write(line + "\n")
        for note in () if how.quiet else reading.notes:
            _say(f"sayso: {reading.article.ref}: {note}")
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


def _say(message: str) -> None:
    """One line on standard error; names and addresses in it are strangers' words."""
    typer.echo(" ".join(safe(message).splitlines()), err=True)


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
        _say(f"sayso: {error}")
        sys.exit(2)
    except ModelError as error:
        _say(f"sayso: {error}")
        sys.exit(3)
    except BrokenPipeError:  # `| head` has read enough: what is left goes nowhere
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)


if __name__ == "__main__":
    main()
