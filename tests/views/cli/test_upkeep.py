"""`sayso ledger`: check, backup, info."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
pytestmark = pytest.mark.usefixtures("kept")


def test_a_sound_ledger(run: Run) -> None:
    done = run("ledger", "check")
    assert (done.code, done.err) == (0, "")
    first, second = done.out.splitlines()
    assert first == "4 articles, 7 statements, 1 batch: nothing is wrong"
    head = run("ledger", "check", "--json").record["head"]
    assert second == f"sealed by {head}"
    assert run("ledger", "check", "--json").record == {
        "schema": "sayso/1", "articles": 4, "statements": 7, "batches": 1, "head": head,
        "problems": [],
    }  # fmt: skip


def test_what_was_altered_is_named(run: Run) -> None:
    with sqlite3.connect("news.db") as raw:
        raw.execute("UPDATE articles SET outlet = 'Another\x1b[2J Courier' WHERE number = 1")
    raw.close()
    done = run("ledger", "check")
    assert done.code == 3
    assert done.out.startswith("✗ ")
    assert "problem" in done.out
    assert "\x1b" not in done.out
    as_json = run("ledger", "check", "--json")
    assert as_json.code == 3
    assert as_json.record["problems"]


def test_a_copy_holds_the_same(run: Run) -> None:
    done = run("ledger", "backup", "copy.db")
    assert (done.code, done.out) == (0, "")
    assert done.err == "copied 4 articles to copy.db\n"
    assert run("articles", "--ledger", "copy.db") == run("articles")
    assert run("ledger", "check", "--ledger", "copy.db").code == 0


@pytest.mark.parametrize(("file", "code"), [("news.db", 2), ("nowhere/copy.db", 3)])
def test_a_copy_that_can_not_be(run: Run, file: str, code: int) -> None:
    before = Path("news.db").read_bytes()
    done = run("ledger", "backup", file)
    assert (done.code, done.out) == (code, "")
    assert len(done.err.splitlines()) == 1
    assert Path("news.db").read_bytes() == before


def test_info(run: Run) -> None:
    done = run("ledger", "info")
    assert done.code == 0
    place, held = done.out.splitlines()
    assert place == "news.db"
    assert held.startswith("4 articles · 0.")
    record = run("ledger", "info", "--json").record
    assert (record["place"], record["articles"]) == ("news.db", 4)
    assert record["bytes"] >= Path("news.db").stat().st_size


def test_a_password_is_not_shown(run: Run) -> None:
    done = run("ledger", "info", "--ledger", "postgresql://ana:s3cr3t@127.0.0.1:1/news")
    assert done.code == 3
    assert "s3cr3t" not in done.out + done.err


def test_help_names_them(run: Run) -> None:
    out = run("ledger", "--help").out
    assert all(name in out for name in ("check", "backup", "info"))
