"""`sayso sources`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Run = Callable[..., Any]
pytestmark = pytest.mark.usefixtures("kept")


def test_who_is_cited_most_comes_first(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    lines = run("sources").out.splitlines()
    assert lines[0].split() == ["cited", "articles", "source", "kind", "cited", "by"]
    first = " ".join(lines[1].split())
    assert first.startswith("2 2 officials at the ministry (unnamed) officials")
    assert "Northwire 1" in run("sources").out
    assert "Lakeside Gazette 1" in run("sources").out
    assert "outlet unknown 1" in run("sources").out


def test_items_have_counts_and_outlets(run: Run) -> None:
    first = run("sources", "--json").items[0]
    assert (first["name"], first["kind"], first["named"]) == (
        "officials at the ministry", "officials", False,
    )  # fmt: skip
    assert first["counts"] == {"statements": 2, "articles": 2}
    assert {one["outlet"]: one["statements"] for one in first["outlets"]} == {
        "Lakeside Gazette": 1, "Northwire": 1,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("words", "names"),
    [
        (["arden"], ["Pavel Arden"]),
        (["--named"], ["Kessel Hydro", "Pavel Arden"]),
        (["--kind", "officials"], ["officials at the ministry"]),
        (["--outlet", "Velm Courier", "--named"], ["Kessel Hydro"]),
        (["--unnamed", "--outlet", "Northwire"], ["officials at the ministry"]),
    ],
    ids=str,
)
def test_filters(run: Run, words: list[str], names: list[str]) -> None:
    assert sorted(item["name"] for item in run("sources", "--json", *words).items) == names


def test_csv(run: Run) -> None:
    rows = run("sources", "--csv").rows
    assert (rows[0]["name"], rows[0]["named"], rows[0]["statements"]) == (
        "officials at the ministry", "no", "2",
    )  # fmt: skip
    assert set(rows[0]["outlets"].split("; ")) == {"Lakeside Gazette (1)", "Northwire (1)"}
