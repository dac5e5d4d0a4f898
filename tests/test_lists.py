"""Lists of what a ledger holds ↔ JSON, and the schema that they are held to."""

from __future__ import annotations

import copy
import json
from dataclasses import replace
from typing import Any

import jsonschema
import pytest

from sayso.domain import (
    Correction,
    Counts,
    Link,
    Passage,
    Span,
    Standing,
    Statement,
    Voiced,
)
from sayso.ledger import ArticleRow, Changed, Cited, Claim, Found, SourceRow, Version
from sayso.records import (
    article_item,
    claim_item,
    correction_item,
    list_record,
    source_item,
    statement_item,
    statement_record,
    version_item,
)
from sayso.schema import lists_schema, reading_schema, trace_schema

SCHEMA = lists_schema()
CHECK = jsonschema.Draft202012Validator(SCHEMA)
ROW = ArticleRow(
    id="1" * 32, ref="rain.txt", title="Rain", outlet="Velm Courier", byline=("Ilse Marchetti",),
    published="2026-03-03", url="https://courier.example/rain", language="en", statements=3,
    version="reader-1", added="2026-03-04T10:00:00Z", refs=2,
)  # fmt: skip
STATEMENT = Statement(
    "1" * 32, "source", Passage("Rain fell", (Span(0, 9),)),
    source=Passage("Ana Ruiz", (Span(11, 19),)), cue=Passage("said", (Span(20, 24),)),
    chain=(Link("Ana Ruiz", "person", named=True),), act="state", polarity="+",
    certainty="certain", manner="indirect",
)  # fmt: skip
SOFTER = replace(STATEMENT, certainty="possible")
FOUND = Found(STATEMENT.id, STATEMENT, "rain.txt", "Rain", "Velm Courier", "2026-03-03")
SOURCE = SourceRow("Ana Ruiz", "person", True, 5, 3, (Cited("Velm Courier", 4), Cited(None, 1)))
CLAIM = Claim(
    "2" * 32, "Rain fell", Counts(articles=3, outlets=2, origins=2, supporting=1, denying=1),
    Standing(denied_by=(Voiced("Ben Okafor", "3" * 32),), named_origins=2), "2026-03-03", None,
)  # fmt: skip
VERSION = Version(ROW, (STATEMENT,), (SOFTER,), (Changed(STATEMENT, SOFTER),))
CORRECTION = Correction("source", STATEMENT.id, "Ana Ruiz", "Ben", "2026-03-04T10:00:00Z", "why")
ITEMS: dict[str, dict[str, Any]] = {
    "article": article_item(ROW),
    "statement": statement_item(FOUND),
    "source": source_item(SOURCE),
    "claim": claim_item(CLAIM),
    "version": version_item(VERSION),
    "correction": correction_item(CORRECTION),
}


def test_the_schema_is_one_of_draft_2020_12() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    lists_schema()["title"] = "changed"
    assert lists_schema() == SCHEMA


@pytest.mark.parametrize("kind", ITEMS)
def test_it_takes_each_kind_of_item(kind: str) -> None:
    record = list_record([ITEMS[kind], ITEMS[kind]], "further")
    CHECK.validate(json.loads(json.dumps(record)))
    assert record["next"] == "further"


def test_it_takes_an_empty_list() -> None:
    assert list_record([]) == {"schema": "sayso/1", "items": [], "next": None}
    CHECK.validate(list_record([]))


@pytest.mark.parametrize(
    ("kind", "key"), [(kind, key) for kind, item in ITEMS.items() for key in item], ids=str
)
def test_every_key_is_required(kind: str, key: str) -> None:
    item = {name: value for name, value in ITEMS[kind].items() if name != key}
    assert not CHECK.is_valid(list_record([item]))


@pytest.mark.parametrize("kind", ITEMS)
def test_no_other_key_is_allowed(kind: str) -> None:
    assert not CHECK.is_valid(list_record([{**ITEMS[kind], "extra": None}]))


def test_kinds_of_items_are_not_mixed() -> None:
    assert not CHECK.is_valid(list_record([ITEMS["article"], ITEMS["source"]]))


@pytest.mark.parametrize(
    "change", [{"next": ""}, {"next": 3}, {"schema": "sayso/2"}, {"items": {}}]
)
def test_it_refuses(change: dict[str, Any]) -> None:
    assert not CHECK.is_valid({**list_record([]), **change})


def test_an_article_goes_without_its_text() -> None:
    of_reading = reading_schema()["$defs"]["article"]["properties"]
    kept = set(of_reading) - {"text", "credits"}
    assert kept <= set(ITEMS["article"])
    assert "text" not in ITEMS["article"]


def test_a_statement_has_what_a_reading_says_of_it_and_its_article() -> None:
    assert statement_record(STATEMENT).items() <= ITEMS["statement"].items()
    assert ITEMS["statement"]["ref"] == "rain.txt"
    assert ITEMS["statement"]["article"] == STATEMENT.article_id


def test_a_source_has_counts() -> None:
    assert ITEMS["source"]["counts"] == {"statements": 5, "articles": 3}
    assert ITEMS["source"]["outlets"][1] == {"outlet": None, "statements": 1}


def test_a_claim_has_counts_and_standing_as_a_trace_has() -> None:
    claim = ITEMS["claim"]
    assert claim["counts"]["denying"] == 1
    assert claim["standing"]["denied_by"] == [{"name": "Ben Okafor", "statement": "3" * 32}]


def test_what_is_shared_with_other_schemas_is_the_same() -> None:
    for other in (reading_schema(), trace_schema()):
        for name in ("id", "text", "date", "span", "spans", "passage", "moment", "link"):
            if name in other["$defs"]:
                assert SCHEMA["$defs"][name] == other["$defs"][name]
    assert SCHEMA["$defs"]["statement"] == reading_schema()["$defs"]["statement"]
    for name in ("counts", "standing"):
        assert SCHEMA["$defs"][name] == trace_schema()["$defs"][name]


def test_a_withdrawn_correction_says_when() -> None:
    taken_back = replace(CORRECTION, withdrawn="2026-03-05T08:00:00Z")
    item = correction_item(taken_back)
    assert item["withdrawn"] == "2026-03-05T08:00:00Z"
    assert item["id"] == ITEMS["correction"]["id"]
    CHECK.validate(list_record([copy.deepcopy(item)]))
