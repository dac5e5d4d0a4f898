"""`sayso show`: an article of the ledger, and what became of a page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from sayso.domain import Reading
from sayso.ledger import Ledger
from sayso.records import reading_record
from sayso.schema import reading_schema

Run = Callable[..., Any]


def test_an_article_is_shown_as_it_was_read(run: Run, kept: tuple[Reading, ...]) -> None:
    out = run("show", kept[1].article.id).out
    assert "Dam cracked, say officials" in out
    assert "officials told¹ Northwire" in out
    assert "2 attributions" in out


def test_its_json_is_that_of_reading(run: Run, kept: tuple[Reading, ...]) -> None:
    for reading in kept:
        done = run("show", reading.article.id, "--json")
        jsonschema.validate(done.record, reading_schema(), jsonschema.Draft202012Validator)
        assert done.record == reading_record(reading)


def test_it_is_found_by_id_digits_ref_and_statement(run: Run, kept: tuple[Reading, ...]) -> None:
    reading = kept[2]
    ways = [reading.article.id[:8], reading.article.ref, reading.statements[0].id]
    shown = {run("show", way, "--json").out for way in ways}
    assert len(shown) == 1


@pytest.mark.usefixtures("kept")
@pytest.mark.parametrize("way", ["nowhere.txt", "0" * 32, "3f", "", "\x1b[2J\nnowhere"])
@pytest.mark.parametrize("more", [[], ["--versions"], ["--json"]])
def test_what_is_not_there_is_one_line(run: Run, way: str, more: list[str]) -> None:
    done = run("show", way, *more)
    assert (done.code, done.out) == (2, "")
    assert len(done.err.splitlines()) == 1
    assert "\x1b" not in done.err


def test_a_reading_by_another_reader_stays(run: Run, kept: tuple[Reading, ...]) -> None:
    article = kept[0].article
    with Ledger.open("news.db") as ledger, ledger.writer() as writer:
        writer.keep(Reading(article, kept[0].statements[:1]), "reader-2")
    assert len(run("show", article.id, "--json").record["statements"]) == 1
    old = run("show", article.id, "--json", "--reader", "reader-1")
    assert len(old.record["statements"]) == 2
    assert run("show", article.id, "--reader", "reader-3").code == 2


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (["--json", "--csv", "--versions"], "exclude"),
        (["--csv"], "--versions"),
        (["--versions", "--reader", "reader-1"], "exclude"),
    ],
)
def test_what_makes_no_sense_is_refused(
    run: Run, kept: tuple[Reading, ...], more: list[str], told: str
) -> None:
    done = run("show", kept[0].article.id, *more)
    assert (done.code, done.out) == (2, "")
    assert told in done.err


def test_versions_tell_what_came_and_went(
    run: Run, kept: tuple[Reading, ...], edited: Reading
) -> None:
    address = edited.article.ref
    lines = [line.strip() for line in run("show", address, "--versions").out.splitlines()]
    assert lines[0].startswith("version 1  2026-03-04 · kept ")
    assert lines[2].startswith("version 2  2026-03-05 · kept ")
    assert lines[3:] == [
        "+ calm",
        "Pavel Arden",
        "− “Sleep well,”",
        "a guard (unnamed)  “ ”",
        "~ whether the dam has a crack",
        "Kessel Hydro  ∅ will not say",
        "was: that the dam has a crack — Kessel Hydro  ✗ denies",
    ]
    assert run("show", address, "--json").record == reading_record(edited)
    assert "Kessel Hydro denied" in run("show", kept[2].article.id).out


def test_versions_as_json_and_csv(run: Run, edited: Reading) -> None:
    address = edited.article.ref
    first, second = run("show", address, "--versions", "--json").items
    assert (first["came"], first["went"], first["changed"]) == ([], [], [])
    assert [one["content"]["text"] for one in second["came"]] == ["calm"]
    assert [one["content"]["text"] for one in second["went"]] == ["“Sleep well,”"]
    (both,) = second["changed"]
    assert (both["before"]["act"], both["after"]["act"]) == ("deny", "withhold")
    assert second["article"]["id"] == edited.article.id
    rows = run("show", address, "--versions", "--csv").rows
    assert [(row["version"], row["change"]) for row in rows] == [
        ("1", "version"), ("2", "version"), ("2", "came"), ("2", "went"), ("2", "changed"),
    ]  # fmt: skip
    assert rows[4]["content"] == "whether the dam has a crack"
    assert rows[4]["before"] == "that the dam has a crack"


def test_a_page_that_nobody_edited_has_one_version(run: Run, kept: tuple[Reading, ...]) -> None:
    out = run("show", kept[0].article.id, "--versions").out
    assert out.count("version") == 1
    assert Path("news.db").exists()
