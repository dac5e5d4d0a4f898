"""Windows over pieces: who answers for which piece."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.reading.windows import Window, windows

SIZES = st.integers(1, 60).flatmap(lambda size: st.tuples(st.just(size), st.integers(0, size - 1)))
COUNTS = st.integers(0, 900)


@given(COUNTS, SIZES)
def test_every_piece_is_owned_exactly_once(count: int, sizes: tuple[int, int]) -> None:
    owned = [piece for w in windows(count, *sizes) for piece in range(w.own_start, w.own_end)]
    assert owned == list(range(count))


@given(COUNTS, SIZES)
def test_no_window_is_larger_than_asked_or_leaves_the_text(
    count: int, sizes: tuple[int, int]
) -> None:
    for window in windows(count, *sizes):
        assert 0 <= window.start <= window.own_start < window.own_end <= window.end <= count
        assert window.end - window.start <= sizes[0]


@given(COUNTS, SIZES)
def test_neighbours_overlap_as_asked(count: int, sizes: tuple[int, int]) -> None:
    found = windows(count, *sizes)
    for left, right in pairwise(found):
        assert left.start < right.start
        assert left.end - right.start >= sizes[1]


@given(COUNTS, SIZES)
def test_the_owner_has_the_most_context(count: int, sizes: tuple[int, int]) -> None:
    """Pieces on the poorer side; an end of the text is no lack of context."""

    def context(window: Window, piece: int) -> int:
        left = piece - window.start if window.start else count
        right = window.end - 1 - piece if window.end < count else count
        return min(left, right)

    found = windows(count, *sizes)
    for window in found:
        for piece in range(window.own_start, window.own_end):
            best = max(context(w, piece) for w in found if w.start <= piece < w.end)
            assert context(window, piece) >= best - 1  # one less where a half piece is rounded


@given(COUNTS, SIZES)
def test_no_more_windows_than_needed(count: int, sizes: tuple[int, int]) -> None:
    size, overlap = sizes
    most = 0 if not count else 1 + max(0, -(-(count - size) // (size - overlap)))
    assert len(windows(count, *sizes)) == most


@pytest.mark.parametrize("count", [1, 7, 256])
def test_a_text_that_fits_is_one_window(count: int) -> None:
    assert windows(count, 256, 96) == [Window(0, count, 0, count)]


def test_nothing_has_no_window() -> None:
    assert windows(0, 256, 96) == []


def test_a_text_of_many_windows_is_spread_evenly() -> None:
    starts = [window.start for window in windows(10_000, 256, 96)]
    steps = {right - left for left, right in pairwise(starts)}
    assert max(steps) - min(steps) <= 1


@pytest.mark.parametrize(("size", "overlap"), [(8, 8), (8, 9), (8, -1), (0, 0)])
def test_an_overlap_that_cannot_be_is_refused(size: int, overlap: int) -> None:
    with pytest.raises(ValueError, match="overlap"):
        windows(100, size, overlap)
