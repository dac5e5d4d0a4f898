"""Pieces of a text with what uncased word pieces lose."""

from __future__ import annotations

import re
import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.reading.pieces import CASES, FEATURES, PLACES, QUOTATIONS, Pieces, describe
from sayso.reading.text import Quotation, paragraphs, quotation_states

ANY = st.text(st.characters(), max_size=120)
LOWER, INITIAL, CAPITALS, MIXED, DIGITS, SIGN = range(CASES)


def cut(text: str, longest: int = 3) -> Pieces:
    """A text described as a tokenizer would: words and signs, long words in several pieces."""
    offsets, words = [], []
    for number, word in enumerate(re.finditer(r"\w+|[^\w\s]", text)):
        for start in range(word.start(), word.end(), longest):
            offsets.append((start, min(start + longest, word.end())))
            words.append(number)
    return describe(text, list(range(len(offsets))), offsets, words)


@given(ANY)
def test_features_stay_in_their_tables(text: str) -> None:
    pieces = cut(text)
    assert pieces.features.shape == (len(pieces), FEATURES)
    assert (pieces.features >= 0).all()
    assert (pieces.features < [CASES, QUOTATIONS, PLACES]).all()


@given(ANY)
def test_a_piece_keeps_its_offsets_and_the_state_of_its_first_character(text: str) -> None:
    pieces, states = cut(text), quotation_states(text)
    for start, end, state in zip(pieces.starts, pieces.ends, pieces.features[:, 1], strict=True):
        assert 0 <= start < end <= len(text)
        assert state == states[start]


@given(ANY)
def test_pieces_of_one_word_have_the_case_of_the_whole_word(text: str) -> None:
    short, whole = cut(text, 1), cut(text, 1000)
    assert short.features[:, 0].tolist() == whole.features[short.words, 0].tolist()


@given(ANY)
def test_each_paragraph_that_holds_a_piece_has_one_first(text: str) -> None:
    pieces = cut(text)
    firsts = pieces.starts[pieces.features[:, 2] > 0].tolist()
    spans = list(paragraphs(text))
    inside = [
        next((at for at in pieces.starts.tolist() if start <= at < end), None)
        for start, end in spans
    ]
    assert firsts == [at for at in inside if at is not None]
    assert pieces.features[:1, 2].tolist() == [2][: len(pieces)]
    assert not (pieces.features[1:, 2] == 2).any()


def test_breaks_are_where_paragraphs_begin() -> None:
    pieces = cut("\nRain fell.\n\nIt stopped.\n \nSnow")
    assert [int(pieces.starts[at]) for at in pieces.breaks()] == [1, 13, 27]
    assert cut("").breaks() == []


@pytest.mark.parametrize(
    ("word", "case"),
    [
        ("bridge", LOWER),
        ("état", LOWER),
        ("Bridge", INITIAL),
        ("Élan", INITIAL),
        ("I", INITIAL),
        ("NATO", CAPITALS),
        ("ЦИК", CAPITALS),
        ("McCoy", MIXED),
        ("iPhone", MIXED),
        ("النيل", MIXED),
        ("1998", DIGITS),
        ("G20", DIGITS),
        ("mid90s", DIGITS),
        ("²", DIGITS),
        (",", SIGN),
        ("😀", SIGN),
        ("\ud800", SIGN),
    ],
)
def test_case_of_a_word(word: str, case: int) -> None:
    assert describe(word, [7], [(0, len(word))], [0]).features[0, 0] == case


def test_what_the_model_sees_of_a_short_text() -> None:
    pieces = cut("“No,” Ada\nsaid.", longest=2)
    assert [
        (int(start), int(word), *map(int, row))
        for start, word, row in zip(pieces.starts, pieces.words, pieces.features, strict=True)
    ] == [
        (0, 0, SIGN, Quotation.MARK, 2),
        (1, 1, INITIAL, Quotation.INSIDE, 0),
        (3, 2, SIGN, Quotation.INSIDE, 0),
        (4, 3, SIGN, Quotation.MARK, 0),
        (6, 4, INITIAL, Quotation.OUTSIDE, 0),
        (8, 4, INITIAL, Quotation.OUTSIDE, 0),
        (10, 5, LOWER, Quotation.OUTSIDE, 1),
        (12, 5, LOWER, Quotation.OUTSIDE, 0),
        (14, 6, SIGN, Quotation.OUTSIDE, 0),
    ]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\u200b"])
def test_a_text_without_pieces(text: str) -> None:
    pieces = describe(text, [], [], [])
    assert len(pieces) == 0
    assert pieces.features.shape == (0, FEATURES)
    assert {pieces.ids.dtype, pieces.words.dtype, pieces.starts.dtype} == {np.dtype(np.int64)}


def test_time_grows_with_the_length_only() -> None:
    def seconds(n: int) -> float:
        text = "“Ab, " * n
        offsets = [(at + i, at + i + 1) for at in range(0, 5 * n, 5) for i in range(4)]
        words = [0] * len(offsets)  # one word of all pieces: the longest slice there is
        start = time.process_time()
        describe(text, words, offsets, words)
        return time.process_time() - start

    small = min(seconds(1_000) for _ in range(3))
    assert seconds(10_000) < 60 * small + 0.5
