"""What the commands say of themselves, and that the docs say the same."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import typer

from sayso.views.cli import app

ROOT = Path(__file__).parents[3]
DOCS = ROOT / "docs"


def maker() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_commands", DOCS / "make_commands.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def commands(group: Any, prefix: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from commands(command, (*prefix, name))
        else:
            yield (*prefix, name), command


EVERY: dict[tuple[str, ...], Any] = dict(commands(typer.main.get_command(app)))


def test_the_page_of_commands_is_up_to_date() -> None:
    page = (DOCS / "commands.md").read_text(encoding="utf-8")
    assert page == maker().page(), "run python docs/make_commands.py"


@pytest.mark.parametrize("name", EVERY, ids=" ".join)
def test_every_command_is_documented_with_examples(name: tuple[str, ...]) -> None:
    words = " ".join(("sayso", *name))
    assert f"\n## {words}\n" in (DOCS / "commands.md").read_text(encoding="utf-8")
    assert EVERY[name].help
    assert words in (EVERY[name].epilog or ""), "its help shows no example"


@pytest.mark.parametrize("name", EVERY, ids=" ".join)
def test_every_option_says_what_it_is_for(name: tuple[str, ...]) -> None:
    context = EVERY[name].make_context("x", [], resilient_parsing=True)
    for parameter in EVERY[name].get_params(context):
        record = parameter.get_help_record(context)
        assert record is not None
        assert record[1].strip(), f"{parameter.name} has no help"
