"""Write docs/commands.md from what the commands say of themselves: python docs/make_commands.py

A test compares the page with the commands, so that it can't fall behind.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer

from sayso.views.cli import app

PAGE = Path(__file__).with_name("commands.md")
_HEAD = """# The commands

Made from `--help` by docs/make_commands.py. Every command also takes `--help`; those that print
a list take `--json` ([what it holds](json.md)) or `--csv`, `--limit` and `--after`. Errors are
one line on standard error. Exit codes: 0 done, 1 something could not be had (the rest was), 2 asked
for something that makes no sense, 3 the ledger or the reader is broken.
"""


def page() -> str:
    """The page, as it should be."""
    parts = [_HEAD]
    top: Any = typer.main.get_command(app)
    for name, command in _commands(top, "sayso"):
        parts.append("\n".join(_section(name, command)))
    return "\n".join(parts)


def _commands(group: Any, prefix: str) -> Iterator[tuple[str, Any]]:  # noqa: ANN401 — as typer has it
    """Every command below a group with its full name, in the order of the alphabet."""
    for name, command in sorted(group.commands.items()):
        if hasattr(command, "commands"):
            yield from _commands(command, f"{prefix} {name}")
        elif not command.hidden:
            yield f"{prefix} {name}", command


def _section(name: str, command: Any) -> Iterator[str]:  # noqa: ANN401
    context = command.make_context(name, [], resilient_parsing=True)
    usage = " ".join(command.collect_usage_pieces(context))
    yield f"## {name}\n"
    yield f"```\n{name} {usage}\n```\n"
    yield f"{_unindented(command.help or '')}\n"
    shown = [param for param in command.get_params(context) if param.name != "help"]
    records = [param.get_help_record(context) for param in shown]
    yield "| | |\n| --- | --- |"
    for what, told in (record for record in records if record):
        yield f"| `{_cell(what)}` | {_cell(told)} |"
    yield f"\n{_unindented(command.epilog or '')}".rstrip() + "\n"


def _unindented(text: str) -> str:
    return "\n".join(line.strip() for line in text.strip().splitlines())


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
