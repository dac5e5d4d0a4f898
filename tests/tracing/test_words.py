"""Words that compare: what counts as one word, what as none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.tracing.stems import stem
from sayso.tracing.words import folded, key, keys, words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("arrested", "arrests"),
        ("Died", "death"),
        ("fishermen", "fisherman"),
        ("Chinese", "China"),
        ("U.S.", "American"),
        ("US", "U.S."),
        ("café", "CAFE"),
        ("mayor’s", "mayors"),
        ("4,500", "4500"),
        ("seven", "7"),
        ("stolen", "theft"),
    ],
)
def test_forms_of_one_word_compare_as_equal(one: str, other: str) -> None:
    assert key(one) == key(other) != ""


@pytest.mark.parametrize(
    ("one", "other"), [("us", "US"), ("police", "policy"), ("15", "50"), ("woman", "man")]
)
def test_different_words_stay_different(one: str, other: str) -> None:
    assert key(one) != key(other)


@pytest.mark.parametrize("word", ["the", "Was", "don’t", "said", "its"])
def test_function_words_say_nothing(word: str) -> None:
    assert key(word) == ""


@pytest.mark.parametrize(
    ("word", "expected"),
    # The examples of Porter's paper, one a step.
    [
        ("caresses", "caress"), ("ponies", "poni"), ("agreed", "agre"), ("plastered", "plaster"),
        ("motoring", "motor"), ("sing", "sing"), ("conflated", "conflat"), ("hopping", "hop"),
        ("falling", "fall"), ("filing", "file"), ("happy", "happi"), ("relational", "relat"),
        ("conditional", "condit"), ("digitizer", "digit"), ("triplicate", "triplic"),
        ("hopefulness", "hope"), ("goodness", "good"), ("revival", "reviv"),
        ("adjustment", "adjust"), ("adoption", "adopt"), ("probate", "probat"), ("rate", "rate"),
        ("controll", "control"), ("roll", "roll"), ("sky", "sky"), ("generalizations", "gener"),
    ],
)  # fmt: skip
def test_stems_are_porters(word: str, expected: str) -> None:
    assert stem(word) == expected


def test_words_stand_where_they_say() -> None:
    text = "The mayor’s 40-year-old dog, J.J., didn’t bark in the U.S. in 1,250 days."
    found = words(text)
    assert [text[word.start : word.end] for word in found] == [
        "mayor’s", "40", "year", "old", "dog", "J.J.", "bark", "U.S.", "1,250", "days",
    ]  # fmt: skip


@given(st.text())
def test_any_text_has_words_in_order_inside_it(text: str) -> None:
    found = words(text)
    assert [word.key for word in found] == keys(text)
    assert all(0 <= word.start < word.end <= len(text) for word in found)
    assert [word.start for word in found] == sorted(word.start for word in found)


@given(st.text(st.characters()))
def test_folding_is_done_at_once(text: str) -> None:
    assert folded(folded(text)) == folded(text)
