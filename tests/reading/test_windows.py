"""Windows over pieces: who answers for which piece."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.reading.windows import Cutting, Window, windows

CUTTINGS = st.integers(1, 16).flatmap(
    lambda overlap: st.builds(
        Cutting,
        size=st.integers(4 * overlap, 6 * overlap + 40),
        margin=st.integers(0, overlap),
        overlap=st.just(overlap),
    )
)
COUNTS = st.integers(0, 400)
BREAKS = st.sets(st.integers(0, 400), max_size=30).map(sorted)


@given(COUNTS, BREAKS, CUTTINGS)
def test_every_piece_is_owned_exactly_once(count: int, breaks: list[int], how: Cutting) -> None:
    owned = [p for w in windows(count, breaks, how) for p in range(w.own_start, w.own_end)]
    assert owned == list(range(count))


@given(COUNTS, BREAKS, CUTTINGS)
def test_no_window_is_larger_than_asked_or_leaves_the_text(
    count: int, breaks: list[int], how: Cutting
) -> None:
    for window in windows(count, breaks, how):
        assert 0 <= window.start <= window.own_start < window.own_end <= window.end <= count
        assert window.end - window.start <= how.size


@given(COUNTS, BREAKS, CUTTINGS)
def test_each_window_sees_beyond_what_it_answers_for(
    count: int, breaks: list[int], how: Cutting
) -> None:
    for left, right in pairwise(windows(count, breaks, how)):
        context = how.margin if right.own_start in breaks else how.overlap
        assert right.start == max(0, right.own_start - context)
        assert left.end >= min(count, left.own_end + how.margin)


@given(COUNTS, BREAKS, CUTTINGS)
def test_a_cut_inside_a_paragraph_has_more_context(
    count: int, breaks: list[int], how: Cutting
) -> None:
    for left, right in pairwise(windows(count, breaks, how)):
        if right.own_start not in breaks:
            assert left.end >= min(count, left.own_end + how.overlap)


@given(COUNTS, BREAKS, CUTTINGS)
def test_a_cut_lies_at_the_last_paragraph_in_reach(
    count: int, breaks: list[int], how: Cutting
) -> None:
    for window in windows(count, breaks, how)[:-1]:
        own = window.own_start
        most = own + how.size - how.overlap - how.margin
        inside = [at for at in breaks if own + how.size // 3 < at <= most]
        if inside:
            assert window.own_end == inside[-1]


@given(COUNTS, BREAKS, CUTTINGS)
def test_windows_do_not_come_thick_and_fast(count: int, breaks: list[int], how: Cutting) -> None:
    """Each costs time: all but the last answer for a third of their size at least."""
    for window in windows(count, breaks, how)[:-1]:
        assert window.own_end - window.own_start >= how.size // 3


@given(COUNTS, BREAKS, CUTTINGS, st.integers(1, 50))
def test_what_is_far_ahead_changes_nothing(
    count: int, breaks: list[int], how: Cutting, more: int
) -> None:
    """Windows are cut from the beginning: a longer text has the same first ones."""
    breaks = [at for at in breaks if at < count]
    ended = [window for window in windows(count, breaks, how)[:-1] if window.end < count]
    assert windows(count + more, breaks, how)[: len(ended)] == ended


def test_a_text_of_two_paragraphs_is_cut_between_them() -> None:
    how = Cutting(size=100, margin=5, overlap=10)
    assert windows(120, [0, 61], how) == [Window(0, 66, 0, 61), Window(56, 120, 61, 120)]


def test_a_paragraph_too_long_for_a_window_is_cut_with_more_to_see() -> None:
    how = Cutting(size=100, margin=5, overlap=10)
    assert windows(150, [0], how) == [Window(0, 90, 0, 80), Window(70, 150, 80, 150)]


def test_windows_are_cut_between_paragraphs() -> None:
    breaks = list(range(0, 1000, 70))
    found = windows(1000, breaks, Cutting(256, 16, 32))
    assert all(window.own_start in breaks for window in found)
    assert sum(w.end - w.start for w in found) < 1200


@pytest.mark.parametrize("count", [1, 7, 224])
def test_a_text_that_fits_is_one_window(count: int) -> None:
    assert windows(count, [0, 3], Cutting()) == [Window(0, count, 0, count)]


def test_nothing_has_no_window() -> None:
    assert windows(0, [], Cutting()) == []


@pytest.mark.parametrize(
    ("size", "margin", "overlap"), [(100, 40, 32), (100, -1, 32), (100, 16, 32), (0, 0, 0)]
)
def test_a_cutting_that_cannot_be_is_refused(size: int, margin: int, overlap: int) -> None:
    with pytest.raises(ValueError, match="cut"):
        Cutting(size, margin, overlap)
