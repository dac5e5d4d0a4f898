"""The house rules that a machine can check."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from importlinter import cli as linter

ROOT = Path(__file__).parent.parent
SOURCES = sorted((ROOT / "src").rglob("*.py"))
LONGEST_FILE = 400
LONGEST_FUNCTION = 40
MOST_PARAMETERS = 6

Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions(path: Path) -> Iterator[Function]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, Function):
            yield node


def is_command(function: Function) -> bool:
    """A command's parameters are its options: as many as people need."""
    return any("app.command" in ast.unparse(mark) for mark in function.decorator_list)


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_there_is_something_to_check() -> None:
    assert len(SOURCES) > 15


def test_stages_import_one_another_as_drawn(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    code = linter.lint_imports(no_cache=True)
    assert code == linter.EXIT_STATUS_SUCCESS, capsys.readouterr().out


@pytest.mark.parametrize("path", SOURCES, ids=named)
def test_files_and_functions_are_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_FILE
    for function in functions(path):
        first = function.body[0]
        documented = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
        start = first.lineno if documented or is_command(function) else function.lineno
        length = (function.end_lineno or start) - start + 1
        assert length <= LONGEST_FUNCTION, f"{function.name} is {length} lines long"


@pytest.mark.parametrize("path", SOURCES, ids=named)
def test_functions_take_few_parameters(path: Path) -> None:
    for function in functions(path):
        given = function.args
        count = len(given.posonlyargs + given.args + given.kwonlyargs)
        count -= bool(given.args) and given.args[0].arg in {"self", "cls"}
        assert is_command(function) or count <= MOST_PARAMETERS, f"{function.name} takes {count}"


@pytest.mark.parametrize("path", SOURCES, ids=named)
def test_every_module_says_what_it_is_for(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    if tree.body:
        assert ast.get_docstring(tree)
    if any(isinstance(node, Function | ast.ClassDef) for node in tree.body):
        imports = [node.module for node in tree.body if isinstance(node, ast.ImportFrom)]
        assert imports[0] == "__future__"


def test_no_module_is_a_drawer_for_odds_and_ends() -> None:
    assert not {"utils", "util", "misc", "helpers", "common"} & {path.stem for path in SOURCES}
