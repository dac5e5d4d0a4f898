"""Domain objects ↔ JSON."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.domain import (
    Article,
    Credit,
    Link,
    Moment,
    Passage,
    Reading,
    Span,
    Statement,
)
from sayso.records import article_from, article_record, reading_record, statement_record
from sayso.schema import reading_schema

CHECK = jsonschema.Draft202012Validator(reading_schema())
WORDS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=12)
OR_NONE = st.none() | WORDS
DATES = st.dates().map(str) | st.datetimes().map(lambda when: when.isoformat())
SPANS = (
    st.lists(st.integers(0, 500), min_size=2, max_size=6, unique=True)
    .map(lambda edges: sorted(edges)[: len(edges) // 2 * 2])
    .map(lambda edges: tuple(Span(*pair) for pair in zip(edges[::2], edges[1::2], strict=True)))
)
PASSAGES = st.builds(Passage, WORDS, SPANS)
MOMENTS = st.builds(Moment, WORDS, SPANS, st.none() | DATES, st.none() | DATES)
LINKS = st.builds(
    Link,
    WORDS,
    st.sampled_from(["person", "officials", "people", "organisation", "outlet"])
    | st.sampled_from(["document", "writer", "none"]),
    st.booleans(),
    OR_NONE,
    OR_NONE,
)
ARTICLES = st.builds(
    Article,
    ref=st.text(max_size=8),
    text=st.text(st.characters(), max_size=60),
    title=OR_NONE,
    outlet=OR_NONE,
    byline=st.lists(WORDS, max_size=3).map(tuple),
    published=st.none() | DATES,
    url=OR_NONE,
    language=st.none() | st.sampled_from(["en", "de", "haw"]),
    credits=st.lists(st.builds(Credit, WORDS, SPANS), max_size=2).map(tuple),
).map(lambda made: replace(made, text=f"{made.text:500}") if made.credits else made)
IDS = st.binary(min_size=16, max_size=16).map(bytes.hex)
CITED = st.builds(
    Statement,
    IDS,
    st.just("source"),
    PASSAGES,
    source=st.none() | PASSAGES,
    cue=PASSAGES,
    chain=st.lists(LINKS, max_size=3).map(tuple),
    act=st.sampled_from([None, "state", "confirm", "deny", "withhold", "think"])
    | st.sampled_from(["intend", "direct", "ask", "judge"]),
    polarity=st.sampled_from([None, "+", "-"]),
    certainty=st.sampled_from([None, "certain", "probable", "possible", "unstated"]),
    manner=st.sampled_from([None, "direct", "mixed", "indirect"]),
    first_report=st.booleans(),
    said=st.none() | MOMENTS,
    times=st.lists(MOMENTS, max_size=2).map(tuple),
    within=st.none() | IDS,
    score=st.floats(0, 1),
)
OWN = st.builds(Statement, IDS, st.just("article"), PASSAGES, act=st.just("state"))
READINGS = st.builds(Reading, ARTICLES, st.lists(CITED | OWN, max_size=3).map(tuple))


@given(ARTICLES)
def test_an_article_comes_back_as_it_was(article: Article) -> None:
    assert article_from(article_record(article)) == article


@given(ARTICLES)
def test_an_article_comes_back_through_json(article: Article) -> None:
    back = article_from(json.loads(json.dumps(article_record(article))))
    assert back == article
    assert back.id == article.id


@settings(max_examples=50)
@given(READINGS)
def test_every_reading_is_as_the_schema_says(reading: Reading) -> None:
    CHECK.validate(json.loads(json.dumps(reading_record(reading), allow_nan=False)))


@settings(max_examples=30)
@given(READINGS)
def test_a_reading_says_everything_that_is_known(reading: Reading) -> None:
    record = reading_record(reading)
    assert record["schema"] == "sayso/1"
    assert record["article"]["id"] == reading.article.id
    assert [one["id"] for one in record["statements"]] == [one.id for one in reading.statements]


def test_the_words_of_a_statement() -> None:
    made = Statement(
        "a" * 32,
        "source",
        Passage("rain fell", (Span(9, 18),)),
        source=Passage("Ana", (Span(0, 3),)),
        cue=Passage("said", (Span(4, 8),)),
        chain=(Link("Ana Ruiz", "person", named=True, role="mayor"),),
        act="state",
        polarity="+",
        certainty="certain",
        manner="indirect",
        said=Moment("since Sunday", (Span(20, 32),), "2026-03-01", None),
        score=0.98765,
    )
    assert statement_record(made) == {
        "id": made.id,
        "voice": "source",
        "source": {"text": "Ana", "spans": [[0, 3]]},
        "cue": {"text": "said", "spans": [[4, 8]]},
        "content": {"text": "rain fell", "spans": [[9, 18]]},
        "chain": [
            {
                "name": "Ana Ruiz",
                "kind": "person",
                "named": True,
                "role": "mayor",
                "affiliation": None,
            }
        ],
        "act": "state",
        "polarity": "+",
        "certainty": "certain",
        "manner": "indirect",
        "first_report": False,
        "said": {"text": "since Sunday", "spans": [[20, 32]], "from": "2026-03-01", "to": None},
        "times": [],
        "within": None,
        "score": 0.988,
    }


def test_what_is_not_known_is_null_or_empty() -> None:
    record = statement_record(Statement("a" * 32, "article", Passage("Rain", (Span(0, 4),))))
    unknown = {name for name, value in record.items() if value is None}
    assert unknown == {
        "source", "cue", "act", "polarity", "certainty", "manner", "said", "within",
    }  # fmt: skip
    assert record["chain"] == record["times"] == []
    assert record["first_report"] is False


def test_an_article_may_leave_out_what_is_not_known() -> None:
    assert article_from({"ref": "note", "text": "Rain fell."}) == Article("note", "Rain fell.")


@pytest.mark.parametrize(
    "record",
    [
        {},
        {"text": "Rain fell."},
        {"ref": "note"},
        {"ref": "note", "text": "Rain.", "credits": [{"outlet": "Northwire"}]},
        {"ref": "note", "text": "Rain.", "credits": [{"outlet": "Northwire", "spans": [[1]]}]},
        {"ref": "note", "text": "Rain.", "credits": [3]},
        {"ref": "note", "text": "Rain.", "credits": {"outlet": "Northwire", "spans": []}},
        {"ref": "note", "text": "Rain.", "credits": [{"outlet": None, "spans": [[0, 1]]}]},
        {"ref": "note", "text": "Rain.", "credits": [{"outlet": "X", "spans": [["0", "1"]]}]},
        {"ref": "note", "text": "Rain.", "byline": 3},
        {"ref": "note", "text": "Rain.", "byline": ["Ana Ruiz", None]},
        {"ref": "note", "text": "Rain.", "byline": "Ana Ruiz"},
        {"ref": "note", "text": 3},
        {"ref": "note", "text": None},
        {"ref": None, "text": "Rain."},
        {"ref": "note", "text": "Rain.", "title": 3},
        {"ref": "note", "text": "Rain.", "outlet": ["Northwire"]},
        {"ref": "note", "text": "Rain.", "published": 20260303},
        {"ref": "note", "text": "Rain.", "published": "yesterday"},
        {"ref": "note", "text": "Rain.", "published": "2026-02-30"},
        {"ref": "note", "text": "Rain.", "published": "２０２６-03-03"},
        {"ref": "note", "text": "Rain.", "language": "English"},
        {"ref": "note", "text": "Rain.", "credits": [{"outlet": "X", "spans": [[0, 6]]}]},
        {"ref": "note", "text": "Rain.", "credits": [{"outlet": "X", "spans": [[3, 2]]}]},
        {"ref": "note", "text": "Rain.", "credits": [{"outlet": "X", "spans": [[-2, 3]]}]},
        [],
        "Rain fell.",
        None,
    ],
)
def test_what_is_no_article_is_refused(record: Any) -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        article_from(record)
