"""One article → its statements, whatever the article."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sayso.domain import Article, Moment, Passage, Reading, Statement
from sayso.errors import ModelError
from sayso.reading.model import Running
from sayso.reading.reader import Reader

BRIDGE = """Velm bridge closed after bolts are found loose

The bridge over the Velm was closed on Monday. “We heard it before we saw it,” the mayor said.

Engineers told Northwire that four bolts were missing. The operator denied that the bridge was
ever unsafe, and a spokeswoman said: "There is no danger," adding that "safety comes first."
"""
DAM = """The ministry plans to drain the reservoir, according to two officials.

“It cannot wait,” said Pavel Arden, the water minister. Farmers fear a flood.
"""
HARBOUR = "Nobody was hurt in the harbour. The fog lifted at noon and ships sailed again."
GERMAN = "Der Bürgermeister sagte, die Brücke sei sicher."
ARTICLES = [
    Article("bridge", BRIDGE, outlet="Velm Courier", published="2026-03-03", language="en"),
    Article("dam", DAM, published="2026-03-04"),
    Article("harbour", HARBOUR, language="en"),
    Article("brücke", GERMAN, language="de"),
    Article("empty", ""),
    Article("long", (BRIDGE + "\n" + DAM) * 4, language="en"),
]


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader.load()


@pytest.fixture(scope="module")
def alone(reader: Reader) -> list[Reading]:
    """Each article read by itself."""
    return [reader.read(article) for article in ARTICLES]


def cited(reading: Reading) -> list[Statement]:
    return [one for one in reading.statements if one.voice == "source"]


def said(reading: Reading) -> list[tuple[str | None, str | None, str]]:
    return [
        (
            one.source.text if one.source else None,
            one.cue.text if one.cue else None,
            one.content.text,
        )
        for one in cited(reading)
    ]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("The bridge is safe, engineers said.", "engineers", "said", "The bridge is safe"),
        ('"We will rebuild," the mayor said.', "mayor", "said", '"We will rebuild,"'),
        ("“We will rebuild,” the mayor said.", "mayor", "said", "“We will rebuild,”"),
        (
            "Officials said on Monday that the dam was safe.",
            "Officials",
            "said",
            "that the dam was safe",
        ),
        (
            "The bridge is closed, according to the ministry.",
            "ministry",
            "according to",
            "The bridge is closed",
        ),
        (
            "The operator denied on Monday that bolts were missing from the bridge.",
            "operator",
            "denied",
            "that bolts were missing from the bridge",
        ),
    ],
)
def test_who_says_what(reader: Reader, text: str, source: str, cue: str, content: str) -> None:
    ((who, how, what),) = said(reader.read(Article("note", text)))
    assert who is not None
    assert how is not None
    assert who.lower().removeprefix("the ") == source.lower()
    assert cue in how  # "said on Monday" is a cue, too
    assert what == content


def test_a_quotation_on_both_sides_of_its_source_is_one_statement(reader: Reader) -> None:
    text = "“There is no crack,” Marta Lindqvist said. “There is a stain.”"
    assert said(reader.read(Article("note", text))) == [
        ("Marta Lindqvist", "said", "“There is no crack,” “There is a stain.”")
    ]


def test_statements_know_their_article_and_come_with_the_whole_of_it(
    alone: list[Reading],
) -> None:
    for article, reading in zip(ARTICLES, alone, strict=True):
        assert reading.article == article
        assert all(one.article_id == article.id for one in reading.statements)


def test_an_article_in_which_nobody_says_anything(reader: Reader) -> None:
    reading = reader.read(Article("harbour", HARBOUR))
    assert cited(reading) == []
    assert reading.notes == ()


@pytest.mark.parametrize("text", ["", " \n\t\u2028", "\x00", "…", "\u200b", "\ud800"])
def test_a_text_without_words_has_no_statements(reader: Reader, text: str) -> None:
    assert reader.read(Article("empty", text)).statements == ()


def test_another_language_is_said_and_nothing_invented(reader: Reader) -> None:
    reading = reader.read(Article("brücke", GERMAN, language="de"))
    assert reading.statements == ()
    assert len(reading.notes) == 1
    assert "de" in reading.notes[0]


def test_a_text_of_unknown_language_is_read(reader: Reader) -> None:
    text = "The bridge is safe, engineers said."
    assert said(reader.read(Article("x", text))) == said(
        reader.read(Article("x", text, language="en"))
    )


def test_reading_again_gives_the_same(reader: Reader, alone: list[Reading]) -> None:
    assert [reader.read(article) for article in ARTICLES] == alone


def test_order_and_company_change_nothing(reader: Reader, alone: list[Reading]) -> None:
    for seed in range(2):
        order = list(range(len(ARTICLES)))
        random.Random(seed).shuffle(order)
        read = list(reader.read_all(ARTICLES[i] for i in order))
        assert read == [alone[i] for i in order]


def test_readings_come_one_by_one(reader: Reader) -> None:
    def endless() -> Iterator[Article]:
        yield ARTICLES[0]
        raise AssertionError("asked for more than was wanted")

    readings = reader.read_all(endless())
    assert next(readings).article == ARTICLES[0]


def test_threads_change_nothing(alone: list[Reading]) -> None:
    crowd = Reader.load(running=Running(threads=3))
    assert list(crowd.read_all(ARTICLES)) == alone


def test_one_reader_serves_several_threads(reader: Reader, alone: list[Reading]) -> None:
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(reader.read, ARTICLES * 2)) == alone * 2


def test_a_ref_changes_nothing(reader: Reader) -> None:
    one, other = (reader.read(replace(ARTICLES[0], ref=ref)) for ref in ("a.txt", "b.txt"))
    assert one.statements == other.statements


def test_missing_weights_stop_everything(tmp_path: Path) -> None:
    with pytest.raises(ModelError):
        Reader.load(tmp_path)


# What holds of every reading.

WORDS = [
    "said", "told", "denied that", "according to", "fears", "asked whether", "reportedly",
    "Ana Ruiz", "the mayor", "officials", "She", "they", "Northwire", "the ministry's report",
    "the dam is safe", "rain fell on Monday", "“we will see,”", "\"no\"", "‘never’", "“", "”", '"',
    "``", "''", "«", "»", ",", ".", ".\n\n", "\n", "-", "—", "(", ")", "?", "!", "\u00a0", "\u200b",
    "😀", "漢字", "e\u0301", "قال", "\x00", "\x1b[31m", "\u202e", "\ud800", "[SEP]", "1,000",
    "6'2\"",
]  # fmt: skip
NEWS = st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join)
TEXTS = NEWS | st.text(st.characters(), max_size=60)


def passages(one: Statement) -> list[Passage]:
    return [part for part in (one.source, one.cue, one.content) if part]


def moments(one: Statement) -> list[Moment]:
    return [*one.times, *([one.said] if one.said else [])]


def check_spans(text: str, one: Statement) -> None:
    parts: list[Passage | Moment] = [*passages(one), *moments(one)]
    for part in parts:
        assert part.spans
        reached = 0
        for start, end in part.spans:
            assert reached <= start < end <= len(text)
            reached = end
    for passage in passages(one):
        assert passage == Passage.of(text, passage.spans)


def ancestors(one: Statement, by_id: dict[str, Statement]) -> set[str]:
    found = set()
    while one.within is not None:
        assert one.within not in found
        found.add(one.within)
        one = by_id[one.within]
    return found


def places(one: Statement) -> set[int]:
    return {at for span in one.content.spans for at in range(*span)}


@settings(max_examples=60)
@given(TEXTS, st.none() | st.dates().map(str))
@example(BRIDGE, "2026-03-03")
@example(DAM * 3, None)
@example("“" * 300, None)
@example("said " * 300, None)
@example(", said the mayor " * 60, "2026-03-03")
@example("\n\n".join(["“We will see.", "“No.”", "He said so."] * 8), "2026-03-03")
def test_every_reading_keeps_to_the_text(reader: Reader, text: str, published: str | None) -> None:
    reading = reader.read(Article("any", text, published=published))
    by_id = {one.id: one for one in reading.statements}
    assert len(by_id) == len(reading.statements)
    for one in reading.statements:
        check_spans(text, one)
        assert 0 <= one.score <= 1
        assert one.cue if one.voice == "source" else not (one.cue or one.source or one.chain)
        assert one.within is None or by_id[one.within].voice == "source"
    for one, other in itertools.combinations(reading.statements, 2):
        if one.id not in ancestors(other, by_id) and other.id not in ancestors(one, by_id):
            assert not places(one) & places(other)


@settings(max_examples=15)
@given(TEXTS)
def test_any_text_reads_the_same_twice(reader: Reader, text: str) -> None:
    article = Article("any", text)
    assert reader.read(article) == reader.read(article)
