"""`sayso find`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from sayso.domain import Reading
from sayso.views.cli import app

Run = Callable[..., Any]
pytestmark = pytest.mark.usefixtures("kept")


def test_it_shows_what_is_said_by_whom_and_where(run: Run, kept: tuple[Reading, ...]) -> None:
    out = run("find", "crack").out
    blocks = [block.splitlines() for block in out.split("\n\n")]
    assert [block[0].strip() for block in blocks] == [
        "that the dam has a crack", "The dam has a crack", "The dam has a crack",
    ]  # fmt: skip
    assert blocks[0][1].strip() == "Kessel Hydro  ✗ denies"
    who = "officials at the ministry (unnamed) → Northwire  ≈ likely"
    assert blocks[1][1].strip() == who
    courier = kept[2].statements[0]
    assert blocks[0][2].strip() == f"Velm Courier · 2026-03-04 · {courier.id[:8]}"


def test_the_id_that_it_shows_leads_to_the_article(run: Run) -> None:
    short = run("find", "crack", "--limit", "1").out.split()[-1]
    shown = run("show", short)
    assert shown.code == 0
    assert "Kessel Hydro denied" in shown.out


@pytest.mark.parametrize(
    ("words", "contents"),
    [
        (["DAM", "cracks"], 3),
        (["dam", "pumps"], 0),
        (['"dam has"'], 3),
        (['"has dam"'], 0),
        (["crack", "--act", "deny"], 1),
        (["--act", "direct"], 1),
        (["--source", "Arden"], 1),
        (["--source", "Northwire"], 1),  # a relay
        (["crack", "--outlet", "Lakeside Gazette"], 1),
        (["--kind", "officials"], 2),
        (["--unnamed", "--kind", "officials"], 2),
        (["--named"], 2),
        (["--unnamed"], 4),
        (["crack", "--since", "2026-03-03"], 2),
        (["crack", "--until", "2026-03-03"], 2),
        (["--voice", "article"], 1),
    ],
    ids=str,
)
def test_filters(run: Run, words: list[str], contents: int) -> None:
    assert len(run("find", "--json", *words).items) == contents


def test_an_item_is_a_statement_and_where_it_stands(run: Run, kept: tuple[Reading, ...]) -> None:
    (item,) = run("find", "crack", "--act", "deny", "--json").items
    article, statement = kept[2].article, kept[2].statements[0]
    assert (item["id"], item["ref"], item["article"]) == (statement.id, article.ref, article.id)
    assert item["content"]["text"] == "that the dam has a crack"
    assert item["chain"][0]["name"] == "Kessel Hydro"
    assert (item["outlet"], item["published"]) == ("Velm Courier", "2026-03-04T09:30:00Z")


def test_csv(run: Run) -> None:
    rows = run("find", "crack", "--csv").rows
    assert [(row["source"], row["named"], row["relays"]) for row in rows] == [
        ("Kessel Hydro", "yes", ""),
        ("officials at the ministry", "no", "Northwire"),
        ("officials at the ministry", "no", ""),
    ]
    assert (rows[0]["act"], rows[0]["polarity"]) == ("deny", "-")
    assert run("find", "--voice", "article", "--csv").rows[0]["source"] == ""


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["find"], "find what?"),
        (["find", "  "], "find what?"),
        (["find", "!?"], "no word"),
        (["find", "dam", "--act", "shout"], "withhold"),
        (["find", "dam", "--kind", "party"], "officials"),
        (["find", "dam", "--since", "soon"], "soon"),
        (["find", "dam", "--limit", "-1"], "limit"),
    ],
    ids=["nothing", "blank", "signs", "act", "kind", "date", "limit"],
)
def test_what_makes_no_sense_is_refused(run: Run, words: list[str], told: str) -> None:
    done = run(*words)
    assert (done.code, done.out) == (2, "")
    assert told in done.err


def test_the_values_of_an_option_can_be_completed(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("_SAYSO_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", "sayso find --act w")
    monkeypatch.setenv("COMP_CWORD", "3")
    with pytest.raises(SystemExit):
        app(prog_name="sayso")
    assert capfd.readouterr().out.split() == ["withhold"]
