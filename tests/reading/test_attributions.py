"""Scores → attributions."""

from __future__ import annotations

import itertools
import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from sayso.reading.attributions import (
    CONTENT,
    CUE,
    OUTSIDE,
    SOURCE,
    Attribution,
    Decoding,
    Floats,
    Looks,
    decode,
    viterbi,
)
from sayso.reading.pieces import Pieces, describe

REACH = 12
NO_MOVES = np.zeros((4, 4), dtype=np.float32)
LETTERS = {"-": OUTSIDE, "s": SOURCE, "q": CUE, "c": CONTENT}


def cut(text: str) -> Pieces:
    """Pieces of at most four characters, each sign one of its own."""
    offsets, words = [], []
    for number, word in enumerate(re.finditer(r"\w+|[^\w\s]", text)):
        for start in range(word.start(), word.end(), 4):
            offsets.append((start, min(start + 4, word.end())))
            words.append(number)
    return describe(text, [0] * len(offsets), offsets, words)


def looks(*seen: tuple[int, float, str]) -> Looks:
    """Looks from (anchor, score, a letter for each piece of the text)."""
    tags = np.zeros((len(seen), 2 * REACH, 4), dtype=np.float32)
    for row, (anchor, _, letters) in enumerate(seen):
        for piece, letter in enumerate(letters):
            if 0 <= (at := piece - anchor + REACH) < 2 * REACH:
                tags[row, at, LETTERS[letter]] = 9.0
    return Looks(
        np.array([anchor for anchor, _, _ in seen], dtype=np.int64),
        np.array([score for _, score, _ in seen], dtype=np.float32),
        tags,
    )


def found(
    text: str, *seen: tuple[int, float, str], how: Decoding | None = None
) -> list[tuple[list[str], list[str], list[str]]]:
    """Words of each attribution by role."""
    decoded = decode(text, cut(text), looks(*seen), NO_MOVES, how or Decoding())
    return [
        (words(text, one.source), words(text, one.cue), words(text, one.content)) for one in decoded
    ]


def words(text: str, spans: tuple[tuple[int, int], ...]) -> list[str]:
    return [text[start:end] for start, end in spans]


FLOOD = "Ana said rain fell. Ben denied it."
# pieces: Ana said rain fell . Ben deni|ed it .


def test_one_attribution() -> None:
    assert found(FLOOD, (1, 0.9, "sqcc------")) == [(["Ana"], ["said"], ["rain fell"])]


def test_the_score_is_kept() -> None:
    (one,) = decode(FLOOD, cut(FLOOD), looks((1, 0.75, "sqcc")), NO_MOVES, Decoding())
    assert one.score == 0.75


def test_several_come_in_the_order_of_their_cues() -> None:
    assert found(FLOOD, (1, 0.6, "sqcc------"), (6, 0.9, "-----sqqc-")) == [
        (["Ana"], ["said"], ["rain fell"]),
        (["Ben"], ["denied"], ["it"]),
    ]


def test_a_doubtful_anchor_is_left_out() -> None:
    seen = (1, 0.6, "sqcc------")
    assert found(FLOOD, seen, how=Decoding(threshold=0.61, spoken=0.61)) == []
    assert found(FLOOD, seen, how=Decoding(threshold=0.59, spoken=0.59)) != []


def test_less_is_asked_of_an_anchor_whose_content_is_quoted() -> None:
    how = Decoding(threshold=0.8, quoted=0.4, spoken=0.8)
    plain, quoted = "Ana said rain fell", 'Ana said "rain fell"'
    assert found(plain, (1, 0.5, "sqcc"), how=how) == []
    assert found(quoted, (1, 0.5, "sqcccc"), how=how) == [(["Ana"], ["said"], ['"rain fell"'])]
    assert found(quoted, (1, 0.3, "sqcccc"), how=how) == []


def test_less_is_asked_where_somebody_says_something() -> None:
    how = Decoding(threshold=0.8, quoted=0.8, spoken=0.4)
    assert found("Ana said rain fell", (1, 0.5, "sqcc"), how=how) != []
    assert found("Ana said rain fell", (1, 0.5, "-qcc"), how=how) == []
    assert found("Ana kept rain out", (1, 0.5, "sqcc"), how=how) == []
    assert found("Ana said rain fell", (1, 0.3, "sqcc"), how=how) == []


def test_no_source_at_all() -> None:
    assert found(FLOOD, (1, 0.9, "-qcc------")) == [([], ["said"], ["rain fell"])]


@pytest.mark.parametrize("letters", ["s-cc", "sq--", "----"])
def test_no_cue_or_no_content_is_no_attribution(letters: str) -> None:
    assert found(FLOOD, (1, 0.9, letters)) == []


def test_a_word_is_never_cut() -> None:
    """The tag of its first piece is the tag of the word."""
    assert found(FLOOD, (6, 0.9, "-----sqcc-")) == [(["Ben"], ["denied"], ["it"])]
    assert found(FLOOD, (5, 0.9, "-----scqq-")) == [(["Ben"], ["it"], ["denied"])]


def test_a_word_is_not_cut_where_the_look_ends() -> None:
    behind = "said " + "so " * (REACH - 2) + "rainfalls end"  # its last piece is the look's last
    assert found(behind, (0, 0.9, "q" + "c" * REACH)) == [
        ([], ["said"], ["so " * (REACH - 2) + "rainfalls"])
    ]
    before = "rainfalls" + " so" * (REACH - 1) + " said"  # its first piece lies out of sight
    letters = "c" * (REACH + 2) + "q"
    assert found(before, (REACH + 2, 0.9, letters)) == [([], ["said"], [("so " * REACH)[:-4]])]


def test_the_cue_is_the_run_nearest_to_the_anchor() -> None:
    assert found(FLOOD, (6, 0.9, "-q--csqqc-")) == [(["Ben"], ["denied"], ["it"])]


def test_content_may_stand_on_both_sides() -> None:
    text = '"Rain," Ana said, "fell."'
    assert found(text, (5, 0.9, "ccccsq-cccc")) == [(["Ana"], ["said"], ['"Rain,"', '"fell."'])]


def test_content_is_not_split_by_a_sign() -> None:
    text = "Ana said rain, snow fell"
    assert found(text, (1, 0.9, "sqc-cc")) == [(["Ana"], ["said"], ["rain, snow fell"])]


def test_a_fragment_without_a_word_is_dropped() -> None:
    text = "Rain fell, Ana said."
    assert found(text, (4, 0.9, "cc-sqc")) == [(["Ana"], ["said"], ["Rain fell"])]


def test_content_of_signs_only_is_still_content() -> None:
    text = "Ana said: …!"
    assert found(text, (1, 0.9, "sq-cc")) == [(["Ana"], ["said"], ["…!"])]


def test_what_reads_the_same_cue_twice_is_one() -> None:
    assert found(FLOOD, (1, 0.7, "sqcc------"), (2, 0.9, "sqqc------")) == [
        (["Ana"], ["said rain"], ["fell"])
    ]


def test_what_reads_the_same_content_twice_competes() -> None:
    assert found(FLOOD, (1, 0.7, "sqcc------"), (6, 0.9, "--cccsqq--")) == [
        (["Ben"], ["denied"], ["rain fell."])
    ]


def test_the_weaker_keeps_what_the_stronger_leaves() -> None:
    text = "Ana said rain fell this week. Ben knew."
    strong, weak = (1, 0.9, "sqcc-----"), (8, 0.8, "---cccsq".replace("sq", "-sq"))
    assert found(text, strong, weak) == [
        (["Ana"], ["said"], ["rain fell"]),
        (["Ben"], ["knew"], ["this week"]),
    ]


def test_fragments_are_not_joined_over_what_is_somebody_elses() -> None:
    text = "Rain, snow Ana said Ben knew"
    strong, weak = (4, 0.9, "-c-sq--"), (6, 0.8, "ccc--sq")
    assert found(text, strong, weak) == [
        (["Ana"], ["said"], [","]),
        (["Ben"], ["knew"], ["Rain", "snow"]),
    ]


def test_fragments_are_not_joined_over_the_source() -> None:
    text = "Rain @ snow said"
    assert found(text, (3, 0.9, "cscq")) == [(["@"], ["said"], ["Rain", "snow"])]


def test_what_lies_beyond_the_text_is_outside() -> None:
    """Scores for places before the first and after the last piece are noise."""
    seen = looks((1, 0.9, "sqcc"))
    noise = seen.tags.copy()
    noise[0, : REACH - 1] = noise[0, REACH + 3 :] = [0, 0, 0, 50]
    text = "Ana said rain fell"
    noisy = Looks(seen.anchors, seen.scores, noise)
    steady = np.eye(4, dtype=np.float32) * 7  # what is beyond would pull its neighbours along
    (one,) = decode(text, cut(text), noisy, steady, Decoding())
    assert (words(text, one.source), words(text, one.content)) == (["Ana"], ["rain fell"])


def test_the_edges_of_a_text_are_no_reason_to_be_outside() -> None:
    """In training nothing comes before the first piece and after the last."""
    moves = np.zeros((4, 4), dtype=np.float32)
    moves[OUTSIDE, SOURCE] = moves[CONTENT, OUTSIDE] = -30
    text = "Ana said rain fell"
    (one,) = decode(text, cut(text), looks((1, 0.9, "sqcc")), moves, Decoding())
    assert (words(text, one.source), words(text, one.content)) == (["Ana"], ["rain fell"])


def test_no_anchor_no_attribution() -> None:
    nothing = Looks(
        np.zeros(0, np.int64), np.zeros(0, np.float32), np.zeros((0, 2 * REACH, 4), np.float32)
    )
    assert decode("", cut(""), nothing, NO_MOVES, Decoding()) == []
    assert decode(FLOOD, cut(FLOOD), nothing, NO_MOVES, Decoding()) == []


SMALL = st.floats(-8, 8, width=32)


@given(
    st.tuples(st.integers(1, 3), st.integers(1, 5), st.integers(2, 4)).flatmap(
        lambda shape: st.tuples(
            arrays.arrays(np.float32, shape, elements=SMALL),
            arrays.arrays(np.float32, (shape[2], shape[2]), elements=SMALL),
        )
    )
)
def test_viterbi_finds_the_best_of_all_paths(scores: tuple[Floats, Floats]) -> None:
    logits, moves = scores
    _, t, k = logits.shape
    every = np.array(list(itertools.product(range(k), repeat=t)))
    for row, path in zip(logits, viterbi(logits, moves), strict=True):
        assert value(row, moves, path[None])[0] == pytest.approx(
            value(row, moves, every).max(), abs=1e-3
        )


def value(logits: Floats, moves: Floats, paths: np.ndarray) -> Floats:
    """Scores [p] of tag paths [p, t]."""
    single: Floats = logits[np.arange(paths.shape[1]), paths].sum(1)
    pairs: Floats = moves[paths[:, :-1], paths[:, 1:]].sum(1)
    return np.add(single, pairs)


TEXTS = st.lists(
    st.sampled_from(["Ana", "said", "that", "“", "”", ",", ".", "rainfalls", "—", "x"]),
    min_size=1,
    max_size=30,
).map(" ".join)


@st.composite
def seen(draw: st.DrawFn) -> tuple[str, Pieces, Looks]:
    """A text and what a network might see in it, sense or nonsense."""
    text = draw(TEXTS)
    pieces = cut(text)
    anchors = sorted(draw(st.sets(st.integers(0, len(pieces) - 1), max_size=8)))
    shape = (len(anchors), 2 * REACH)
    best = draw(arrays.arrays(np.int64, shape, elements=st.integers(0, 3)))
    scores = draw(
        arrays.arrays(np.float32, len(anchors), elements=st.sampled_from([0.2, 0.5, 0.7, 1.0]))
    )
    tags = 5 * np.eye(4, dtype=np.float32)[best]
    return text, pieces, Looks(np.array(anchors, dtype=np.int64), scores, tags)


def decoded(case: tuple[str, Pieces, Looks]) -> list[Attribution]:
    return decode(*case, NO_MOVES, Decoding())


@settings(max_examples=50)
@given(seen())
def test_spans_lie_in_the_text_and_never_overlap_within_a_role(
    case: tuple[str, Pieces, Looks],
) -> None:
    text = case[0]
    for one in decoded(case):
        assert one.cue
        assert one.content
        for spans in (one.source, one.cue, one.content):
            reached = 0
            for start, end in spans:
                assert reached <= start < end <= len(text)
                reached = end
            assert all(text[start:end].strip() == text[start:end] for start, end in spans)


@settings(max_examples=50)
@given(seen())
def test_no_character_is_content_or_cue_of_two(case: tuple[str, Pieces, Looks]) -> None:
    for role in ("content", "cue"):
        taken: set[int] = set()
        for one in decoded(case):
            mine = {at for span in getattr(one, role) for at in range(*span)}
            assert not mine & taken, role
            taken |= mine


@settings(max_examples=50)
@given(seen())
def test_roles_of_one_attribution_do_not_overlap(case: tuple[str, Pieces, Looks]) -> None:
    for one in decoded(case):
        spans = sorted(one.source + one.cue + one.content)
        assert all(left[1] <= right[0] for left, right in itertools.pairwise(spans))


@settings(max_examples=50)
@given(seen())
def test_words_are_whole(case: tuple[str, Pieces, Looks]) -> None:
    text = case[0]
    edges = {edge for word in re.finditer(r"\w+|[^\w\s]", text) for edge in word.span()}
    for one in decoded(case):
        for spans in (one.source, one.cue, one.content):
            assert {edge for span in spans for edge in span} <= edges


@settings(max_examples=50)
@given(seen())
def test_order_is_that_of_the_text_and_scores_are_kept(case: tuple[str, Pieces, Looks]) -> None:
    cues = [one.cue for one in decoded(case)]
    assert cues == sorted(cues)
    assert {one.score for one in decoded(case)} <= {0.5, float(np.float32(0.7)), 1.0}


@settings(max_examples=50)
@given(seen())
def test_decoding_again_gives_the_same(case: tuple[str, Pieces, Looks]) -> None:
    assert decoded(case) == decoded(case)
