"""`sayso articles`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from sayso.domain import Reading

Run = Callable[..., Any]
pytestmark = pytest.mark.usefixtures("kept")


def test_the_newest_come_first_and_those_without_a_date_last(run: Run) -> None:
    lines = run("articles").out.splitlines()
    assert lines[0].split() == ["date", "outlet", "title", "statements", "id"]
    assert [line.split()[0] for line in lines[1:]] == [
        "2026-03-04", "2026-03-03", "2026-03-02", "no",
    ]  # fmt: skip
    assert "Velm Courier" in lines[1]
    assert "Operator denies crack" in lines[1]
    assert "=stray.txt" in lines[4]


def test_a_narrow_terminal_has_the_outlet_below_the_title(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    lines = run("articles").out.splitlines()
    assert "Operator denies crack" in lines[1]
    assert lines[2].split() == ["Velm", "Courier"]


def test_an_item_is_the_article_without_its_text(run: Run, kept: tuple[Reading, ...]) -> None:
    items = run("articles", "--json").items
    northwire = kept[0].article
    item = next(item for item in items if item["id"] == northwire.id)
    assert "text" not in item
    assert item["byline"] == ["Ilse Marchetti", "Tomas Okafor"]
    assert (item["ref"], item["title"]) == (northwire.ref, northwire.title)
    assert (item["statements"], item["reader"], item["refs"]) == (2, "reader-1", 1)


def test_csv_has_the_same(run: Run) -> None:
    items, rows = run("articles", "--json").items, run("articles", "--csv").rows
    assert [row["id"] for row in rows] == [item["id"] for item in items]
    assert list(rows[0]) == list(items[0])
    assert rows[2]["byline"] == "Ilse Marchetti; Tomas Okafor"
    assert rows[3]["published"] == ""


@pytest.mark.parametrize(
    ("words", "count"),
    [
        (["--outlet", "northwire"], 1),
        (["--since", "2026-03-03"], 2),
        (["--until", "2026-03-04"], 3),
        (["--until", "2026-03-03"], 2),
        (["--since", "2026-03", "--until", "2026-03"], 3),
        (["--since", "2027"], 0),
    ],
)
def test_filters(run: Run, words: list[str], count: int) -> None:
    assert len(run("articles", "--json", *words).items) == count
