"""`sayso correct`: what a reader says against a trace."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from sayso.domain import Reading
from sayso.ledger import Ledger

Run = Callable[..., Any]


@pytest.fixture
def made(run: Run, kept: tuple[Reading, ...]) -> list[Any]:
    """One correction of each kind."""
    statement, article = kept[2].statements[0].id, kept[1].article.id
    runs = [
        run("correct", "source", statement[:10], "Kessel  Hydro Ltd", "--by", "Ana"),
        run("correct", "copy", article[:10], kept[0].article.ref, "--by", "Ben", "--note", "same"),
        run("correct", "not-same-claim", statement, "The dam is cracked", "--by", "Ana"),
    ]
    assert [done.code for done in runs] == [0, 0, 0]
    return runs


def test_they_are_kept_with_name_and_date(
    run: Run, kept: tuple[Reading, ...], made: list[Any]
) -> None:
    items = run("correct", "list", "--json").items
    assert [(item["kind"], item["by"], item["note"]) for item in items] == [
        ("source", "Ana", ""), ("copy", "Ben", "same"), ("not_same_claim", "Ana", ""),
    ]  # fmt: skip
    assert items[0]["subject"] == kept[2].statements[0].id
    assert items[0]["target"] == "Kessel Hydro Ltd"
    assert (items[1]["subject"], items[1]["target"]) == (kept[1].article.id, kept[0].article.id)
    assert all(item["withdrawn"] is None for item in items)
    with Ledger.open("news.db") as ledger:
        assert [one.id for one in ledger.corrections()] == [item["id"] for item in items]
    assert all(item["id"] in done.err for item, done in zip(items, made, strict=True))


@pytest.mark.usefixtures("made")
def test_one_that_is_withdrawn_stays_on_record(run: Run) -> None:
    first, *others = run("correct", "list", "--json").items
    assert run("correct", "withdraw", first["id"][:8]).code == 0
    assert run("correct", "list", "--json").items == others
    again, *_ = run("correct", "list", "--withdrawn", "--json").items
    assert again["withdrawn"] is not None
    assert {**again, "withdrawn": None} == first
    assert "withdrawn" in run("correct", "list", "--withdrawn").out
    assert run("correct", "list", "--withdrawn", "--csv").rows[0]["withdrawn"]


@pytest.mark.usefixtures("made")
def test_people_read_sentences(run: Run, kept: tuple[Reading, ...]) -> None:
    lines = [line.strip() for line in run("correct", "list").out.splitlines()]
    assert lines[0] == f"{kept[2].statements[0].id[:8]} was said by “Kessel Hydro Ltd”"
    assert lines[2] == f"{kept[1].article.id[:8]} copies {kept[0].article.id[:8]}"
    assert lines[3].startswith("same · Ben · ")


def test_nobody_named_is_whoever_is_logged_in(
    run: Run, kept: tuple[Reading, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    statement = kept[0].statements[0].id
    monkeypatch.setenv("LOGNAME", "ilse")
    run("correct", "source", statement, "The Ministry")
    monkeypatch.setenv("SAYSO_BY", "Ilse Marchetti")
    run("correct", "source", statement, "The Ministry of Water")
    by = [item["by"] for item in run("correct", "list", "--json").items]
    assert by == ["ilse", "Ilse Marchetti"]


@pytest.mark.usefixtures("kept")
def test_there_are_none_at_first(run: Run) -> None:
    done = run("correct", "list")
    assert (done.code, done.out) == (0, "")
    assert "sayso correct --help" in done.err


@pytest.mark.usefixtures("kept")
@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["source", "0" * 32, "Ana"], "0" * 32),
        (["source", "wire/northwire.txt", "Ana"], "no statement"),
        (["not-same-claim", "", "x"], "sayso:"),
        (["copy", "wire/northwire.txt", "wire/northwire.txt"], "the same article"),
        (["copy", "wire/northwire.txt", "nowhere"], "nowhere"),
        (["withdraw", "0c1d22ef"], "no correction"),
        (["withdraw", ""], "no correction"),
    ],
    ids=str,
)
def test_what_makes_no_sense_is_refused(run: Run, words: list[str], told: str) -> None:
    done = run("correct", *words)
    assert (done.code, done.out) == (2, "")
    assert told in done.err
    assert len(done.err.splitlines()) == 1
    assert run("correct", "list", "--withdrawn", "--json").items == []


def test_a_name_must_hold_something(run: Run, kept: tuple[Reading, ...]) -> None:
    done = run("correct", "source", kept[0].statements[0].id, " ")
    assert (done.code, done.err) == (2, "sayso: NAME is empty\n")
