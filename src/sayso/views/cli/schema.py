"""`sayso schema`: what the JSON looks like."""

from __future__ import annotations

import json
from typing import Annotated, Literal

import typer

from sayso.views.cli.app import app

Name = Literal["reading", "trace", "lists"]
_EXAMPLES = """
Examples

- `sayso schema > reading.schema.json` of `sayso read --json`
- `sayso schema trace` of `sayso trace --json`
- `sayso schema lists` of `sayso articles --json` and the other lists
"""


@app.command(epilog=_EXAMPLES)
def schema(
    name: Annotated[
        Name, typer.Argument(help="Of a reading, of a trace, or of lists.")
    ] = "reading",
) -> None:
    """Print the JSON Schema of what a command prints with --json."""
    from sayso.schema import lists_schema, reading_schema, trace_schema

    made = {"reading": reading_schema, "trace": trace_schema, "lists": lists_schema}[name]
    typer.echo(json.dumps(made(), indent=2))


__all__ = ["schema"]
