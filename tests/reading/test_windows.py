"""Windows over pieces: who answers for which piece, and what it sees around it."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.reading.windows import Cutting, Window, windows

Case = tuple[int, list[int], Cutting]


@st.composite
def cuttings(draw: st.DrawFn) -> Cutting:
    overlap = draw(st.integers(0, 12))
    size = draw(st.integers(4 * max(1, overlap), 4 * max(1, overlap) + 40))
    return Cutting(size=size, margin=draw(st.integers(0, overlap)), overlap=overlap)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    count = draw(st.integers(0, 400))
    breaks = draw(st.sets(st.integers(0, max(0, count - 1)), max_size=30)) if count else set()
    return count, sorted(breaks), draw(cuttings())


@given(cases())
def test_every_piece_is_owned_exactly_once(case: Case) -> None:
    owned = [piece for w in windows(*case) for piece in range(w.own_start, w.own_end)]
    assert owned == list(range(case[0]))


@given(cases())
def test_no_window_is_larger_than_asked_or_leaves_the_text(case: Case) -> None:
    count, _, how = case
    for window in windows(*case):
        assert 0 <= window.start <= window.own_start < window.own_end <= window.end <= count
        assert window.end - window.start <= how.size


@given(cases())
def test_a_window_sees_what_lies_around_the_pieces_it_owns(case: Case) -> None:
    """A margin where a paragraph begins, the whole overlap where one had to be cut."""
    count, breaks, how = case
    for window in windows(*case):
        before = how.margin if window.own_start in breaks else how.overlap
        behind = how.margin if window.own_end in breaks else how.overlap
        assert window.start == max(0, window.own_start - before) or window.own_start == 0
        assert window.end >= min(count, window.own_end + min(before, behind, how.margin))
        if window.own_end not in breaks:
            assert window.end == min(count, window.own_end + how.overlap)


@given(cases())
def test_a_cut_lies_where_a_paragraph_begins_if_one_is_in_reach(case: Case) -> None:
    count, breaks, how = case
    for window in windows(*case):
        reach = window.own_start + how.size - how.overlap
        near = range(window.own_start + how.size // 3 + 1, reach - how.margin + 1)
        inside = [at for at in breaks if at in near]
        if window.own_end < count and inside:
            assert window.own_end == inside[-1]


@given(cases())
def test_windows_do_not_come_thick_and_fast(case: Case) -> None:
    """Each costs time: all but the last answer for a third of their size at least."""
    _, _, how = case
    for window in windows(*case)[:-1]:
        assert window.own_end - window.own_start >= how.size // 3


@given(cases(), st.integers(1, 50))
def test_what_is_far_ahead_changes_nothing(case: Case, more: int) -> None:
    """Windows are cut from the beginning: a longer text has the same first ones."""
    count, breaks, how = case
    short, long = windows(*case), windows(count + more, breaks, how)
    assert [w for w in short if w.end < count] == [w for w in long if w.end < count][: len(short)]


@pytest.mark.parametrize("count", [1, 7, 200])
def test_a_text_that_fits_is_one_window(count: int) -> None:
    assert windows(count, [0, count // 2], Cutting()) == [Window(0, count, 0, count)]


def test_nothing_has_no_window() -> None:
    assert windows(0, [], Cutting()) == []


def test_a_text_of_two_paragraphs_is_cut_between_them() -> None:
    how = Cutting(size=100, margin=5, overlap=10)
    assert windows(120, [0, 61], how) == [Window(0, 66, 0, 61), Window(56, 120, 61, 120)]


def test_a_paragraph_too_long_for_a_window_is_cut_with_more_to_see() -> None:
    how = Cutting(size=100, margin=5, overlap=10)
    assert windows(150, [0], how) == [Window(0, 90, 0, 80), Window(70, 150, 80, 150)]


@pytest.mark.parametrize(
    ("size", "margin", "overlap"), [(256, 33, 32), (256, -1, 32), (127, 16, 32), (3, 0, 0)]
)
def test_windows_that_cannot_be_cut_are_refused(size: int, margin: int, overlap: int) -> None:
    with pytest.raises(ValueError, match="can't be cut"):
        Cutting(size=size, margin=margin, overlap=overlap)


@given(cases())
def test_neighbours_come_in_order(case: Case) -> None:
    for left, right in pairwise(windows(*case)):
        assert left.start < right.start
        assert left.end <= right.end
