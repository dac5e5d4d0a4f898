"""The contract's words as types: ids and passages."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sayso import domain
from sayso.domain import Article, Link, Moment, Passage, Reading, Span, Statement, content_hash

ANY = st.text(st.characters(), max_size=20)  # halves of surrogate pairs too
BRIDGE = Article("bridge.txt", "The bridge is safe, engineers said.", outlet="Velm Courier")


def statement(**changed: Any) -> Statement:
    text = BRIDGE.text
    made = Statement(
        BRIDGE.id,
        "source",
        content=Passage.of(text, [(0, 18)]),
        source=Passage.of(text, [(20, 29)]),
        cue=Passage.of(text, [(30, 34)]),
    )
    return dataclasses.replace(made, **changed)


def test_the_same_text_under_another_ref_is_the_same_article() -> None:
    assert dataclasses.replace(BRIDGE, ref="copy of bridge.txt").id == BRIDGE.id


@pytest.mark.parametrize(
    "changed",
    [
        {"text": "The bridge is safe, engineers said"},
        {"outlet": "Northwire"},
        {"outlet": None},
        {"url": "https://courier.example/bridge"},
        {"published": "2026-03-03"},
    ],
)
def test_another_text_outlet_address_or_day_is_another_article(changed: dict[str, Any]) -> None:
    assert dataclasses.replace(BRIDGE, **changed).id != BRIDGE.id


@pytest.mark.parametrize(
    "changed",
    [{"title": "Safe"}, {"byline": ("Ilse Marchetti",)}, {"language": "en"}],
)
def test_what_is_found_out_about_an_article_does_not_change_its_id(
    changed: dict[str, Any],
) -> None:
    assert dataclasses.replace(BRIDGE, **changed).id == BRIDGE.id


def test_the_hour_of_publication_does_not_change_an_id() -> None:
    day = dataclasses.replace(BRIDGE, published="2026-03-03")
    hour = dataclasses.replace(BRIDGE, published="2026-03-03T10:30:00Z")
    assert day.id == hour.id


def test_fields_do_not_run_together() -> None:
    one = Article("a", "text", outlet="North", url="https://wire.example")
    assert one.id != Article("a", "text", outlet="https://wire.example", url="North").id
    assert one.id != Article("a", "textNorth", url="https://wire.example").id


@given(st.lists(ANY, max_size=4), st.lists(ANY, max_size=4))
@example(["a", ""], ["a"])
@example(["", "a"], ["a", ""])
@example(["ab"], ["a", "b"])
@example(["a" + "\x00" * 8], ["a", ""])  # a text that looks like the mark of the next one's length
@example(["\ud83d\ude00"], ["\U0001f600"])
def test_no_two_sequences_of_texts_share_a_hash(one: list[str], other: list[str]) -> None:
    assert (content_hash(*one) == content_hash(*other)) == (one == other)


@given(ANY)
def test_an_id_is_128_bits_in_hexadecimal(text: str) -> None:
    assert len(bytes.fromhex(Article("r", text).id)) == 16


def test_ids_stay_what_they_are() -> None:
    """Records are kept by id: a change here orphans every ledger."""
    assert content_hash("a", "b") == "4fc56058b4df0ca122be9a2e429541d6"
    assert BRIDGE.id == "d8137eff3d6652d43a5cde8397fbfa5f"
    assert statement().id == "d250acb6c85f68557015d05280d5a1fa"


@pytest.mark.parametrize(
    "changed",
    [
        {"article_id": "0" * 32},
        {"voice": "article"},
        {"source": None},
        {"cue": Passage.of(BRIDGE.text, [(30, 35)])},
        {"content": Passage.of(BRIDGE.text, [(0, 10), (11, 18)])},
    ],
)
def test_another_place_in_the_text_is_another_statement(changed: dict[str, Any]) -> None:
    assert statement(**changed).id != statement().id


def test_roles_do_not_run_together_in_a_statement() -> None:
    where = Passage.of(BRIDGE.text, [(20, 29)])
    assert statement(source=where, cue=None).id != statement(source=None, cue=where).id


def test_what_a_statement_means_does_not_change_its_id() -> None:
    meant = statement(
        act="deny",
        polarity="-",
        certainty="possible",
        chain=(Link("engineers", "people", named=False),),
        said=Moment("today", (Span(0, 3),), "2026-03-03", None),
        within="0" * 32,
        score=0.1,
    )
    assert meant.id == statement().id


def test_a_passage_joins_its_fragments_by_a_space() -> None:
    passage = Passage.of(BRIDGE.text, [(0, 10), (14, 18)])
    assert passage == Passage("The bridge safe", (Span(0, 10), Span(14, 18)))
    assert passage.spans[1].start == 14


@given(st.text(st.characters(), min_size=1), st.data())
def test_a_passage_shows_what_stands_in_the_text(text: str, data: st.DataObject) -> None:
    edges = sorted(data.draw(st.sets(st.integers(0, len(text)), min_size=2, max_size=2)))
    passage = Passage.of(text, [(edges[0], edges[1])])
    assert passage.text == text[slice(*passage.spans[0])]


def test_nothing_can_be_changed_after_the_fact() -> None:
    for thing, name in ((BRIDGE, "text"), (statement(), "score"), (Reading(BRIDGE, ()), "notes")):
        with pytest.raises(dataclasses.FrozenInstanceError):
            setattr(thing, name, "other")
        assert not hasattr(thing, "__dict__")


def test_notes_are_no_part_of_what_was_read() -> None:
    assert Reading(BRIDGE, (), ("in another language",)) == Reading(BRIDGE, ())


def test_public_names_exist() -> None:
    assert sorted(domain.__all__) == sorted(set(domain.__all__))
    assert all(hasattr(domain, name) for name in domain.__all__)
