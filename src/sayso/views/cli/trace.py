"""`sayso trace`: a claim, followed home to its independent origins."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from sayso.errors import UsageError
from sayso.views.cli.app import JsonOption, LedgerOption, app, ledger_place, print_json
from sayso.views.cli.listing import last_day

_EXAMPLES = """
Examples

- `sayso trace "Engineers found a crack in the dam"` who says so, on whose word
- `sayso trace "The minister resigned" --until 2026-03-04` how it stood on that day
- `sayso trace 3f2a… --json | jq .counts` a statement's id instead of words
- `sayso trace "The dam is cracked" --dot | dot -Tsvg > dam.svg` as a graph
"""


@app.command(epilog=_EXAMPLES)
def trace(
    claim: Annotated[
        str, typer.Argument(metavar="CLAIM", help="The claim in plain words, or a statement's id.")
    ],
    ledger: LedgerOption = None,
    until: Annotated[
        str | None, typer.Option(metavar="DATE", help="How it stood on that day (2026-03-04).")
    ] = None,
    as_json: JsonOption = False,
    as_dot: Annotated[bool, typer.Option("--dot", help="Print a graph for Graphviz.")] = False,
) -> None:
    """Trace a claim: how many independent origins stand behind it, and why."""
    if as_json and as_dot:
        raise UsageError("--json and --dot exclude each other")
    if not claim.strip():
        raise UsageError('no claim: say it in plain words, as in sayso trace "The dam is cracked"')
    day = last_day(until)
    from sayso.pipeline import open_ledger, trace_claim

    with open_ledger(ledger_place(ledger), create=False) as kept:
        traced = trace_claim(kept, claim, day)
    if as_json:
        from sayso.records import trace_record

        print_json(trace_record(traced))
    elif as_dot:
        from sayso.views.dot import dot

        sys.stdout.write(dot(traced))
    else:
        from rich.console import Console

        from sayso.views.terminal import show_trace

        show_trace(Console(highlight=False), traced)
