"""Every string of Python survives a database; names are compared as people compare them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.domain import Article
from sayso.errors import UsageError
from sayso.ledger.packing import (
    article_from,
    article_row,
    credits_from,
    place_of,
    places,
    texts_from,
    texts_json,
)  # fmt: skip
from sayso.ledger.schema import SEALED
from sayso.ledger.texts import NAME_LENGTH, day_of, folded, folded_words, stored, told

ANY = st.text(st.characters() | st.sampled_from("\x00\x10\ud83d\ude00\udfff01abcdef"), max_size=60)


@given(ANY)
def test_any_text_can_be_stored_and_told_again(text: str) -> None:
    kept = stored(text)
    assert told(kept) == text
    assert "\x00" not in kept
    kept.encode()


def test_most_texts_stay_as_they_are() -> None:
    for text in ("Plain.", "Ćwierć — “naïve” 😀\n\t", ""):
        assert stored(text) == text


@given(st.lists(ANY))
def test_lists_of_texts_come_back(texts: list[str]) -> None:
    assert list(texts_from(texts_json(texts))) == texts


@given(ANY, ANY, st.lists(ANY), st.none() | ANY)
def test_any_article_comes_back_from_its_row(
    text: str, title: str, byline: list[str], published: str | None
) -> None:
    article = Article("r", text, title, None, tuple(byline), published)
    row = dict(zip(SEALED["articles"], article_row(article, 1, 1, "now"), strict=False))
    names = ("outlet", "published", "url", "language", "title", "byline", "text")
    assert article_from([row[name] for name in names], "r", "[]") == article
    assert credits_from("[]") == ()


@given(ANY)
def test_a_folded_name_folds_to_itself(name: str) -> None:
    once = folded(name)
    assert len(once) <= NAME_LENGTH
    assert once == once.strip() or len(once) == NAME_LENGTH
    assert folded_words(name) == folded_words(folded_words(name))


def test_names_are_compared_without_case_accents_and_article() -> None:
    for name in ("The  Ólafur Café", "the olafur cafe", "OLAFUR\u00a0CAFÉ ", "Ólafur\nCafe"):
        assert folded(name) == "olafur cafe"
    assert folded("Thé") == "the"
    assert folded("Theodor") == "theodor"


def test_places_put_the_newest_first_and_the_undated_last() -> None:
    days = ["9999-12-31", "2026-03-02", "2026-03-01T23:59:59Z", "0001-01-01", None, "soon"]
    order = [place_of(day, 7) for day in days]
    assert order[:4] == sorted(order[:4])
    assert order[4] == order[5] > order[3]
    assert all(0 < place < 1 << 63 for place in order)
    assert place_of("2026-03-02", 1) < place_of("2026-03-02", 2) < place_of("2026-03-01", 1)


@given(st.dates(), st.dates(), st.dates())
def test_bounds_hold_the_days_between_them(since: object, until: object, day: object) -> None:
    low, high = places(str(since), str(until))
    assert (low <= place_of(str(day), 99) < high) == (str(since) <= str(day) <= str(until))
    low, high = places(None, str(until))
    assert (low <= place_of(str(day), 99) < high) == (str(day) <= str(until))
    assert not low <= place_of(None, 99) < high
    low, high = places(str(since), None)
    assert (low <= place_of(str(day), 99) < high) == (str(since) <= str(day))
    low, high = places(None, None)
    assert low <= place_of(None, 99) < high


def test_what_is_no_day_is_refused() -> None:
    for wrong in ("", "2026", "2026-02-30", "2026-03-01T00:00", "\ud800"):
        with pytest.raises(UsageError):
            places(wrong, None)
    assert day_of("2026-02-30") == 0
