"""The command `sayso`, a module a group of commands."""

from __future__ import annotations

from typing import Annotated

import typer

import sayso
from sayso.views.cli import (
    account,
    add,
    articles,
    claims,
    correct,
    find,
    read,
    schema,
    serve,
    show,
    sources,
    trace,
    upkeep,
    watch,
)
from sayso.views.cli.app import app, main

__all__ = [
    "account", "add", "app", "articles", "claims", "correct", "find", "main", "read", "schema",
    "serve", "show", "sources", "trace", "upkeep", "watch",
]  # fmt: skip


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
