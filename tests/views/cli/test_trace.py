"""`sayso trace` as people run it, where it has nothing to trace or is asked what makes no sense."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import sayso


def trace(*words: str) -> tuple[int, str, str]:
    command = [sys.executable, "-m", "sayso.views.cli", "trace", *words]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    return ran.returncode, ran.stdout, ran.stderr


@pytest.fixture
def empty(tmp_path: Path) -> str:
    place = str(tmp_path / "empty.db")
    sayso.Ledger.open(place).close()
    return place


def test_a_claim_that_nobody_makes_is_said_to_be_one(empty: str) -> None:
    code, out, _ = trace("The moon is green", "--ledger", empty)
    assert code == 0
    assert "No article in this ledger carries it." in out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["x", "--until", "soon"], "--until"),
        (["x", "--json", "--dot"], "exclude each other"),
        ([" "], "no claim"),
        (["0123456789abcdef"], "0123456789abcdef"),
    ],
)
def test_what_makes_no_sense_is_one_line_and_exit_2(
    empty: str, words: list[str], said: str
) -> None:
    code, out, error = trace(*words, "--ledger", empty)
    assert code == 2
    assert not out
    assert said in error
    assert len(error.splitlines()) == 1


def test_a_missing_ledger_says_what_to_do(tmp_path: Path) -> None:
    code, _, error = trace("x", "--ledger", str(tmp_path / "none.db"))
    assert code == 3
    assert "sayso add" in error
