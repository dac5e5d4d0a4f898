"""Sources that the words of a clause show."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.reading.attributions import Attribution
from sayso.reading.clauses import sourced


def spans(text: str, piece: str) -> tuple[tuple[int, int], ...]:
    """Where a piece stands; nowhere if it is empty."""
    return ((text.index(piece), text.index(piece) + len(piece)),) if piece else ()


def words(text: str, source: str, cue: str, content: str) -> tuple[str, str]:
    """Source and cue as they are once the clause has been looked at."""
    given_ = Attribution(spans(text, source), spans(text, cue), spans(text, content), 1.0)
    found = sourced(text, given_)
    return " ".join(text[a:b] for a, b in found.source), text[slice(*found.cue[0])]


@pytest.mark.parametrize(
    ("text", "cue", "source"),
    [
        ("It outlines what the author called a “toll doctrine” for ports", "called", "the author"),
        ("It shows what Ann Cole called a “toll doctrine” for ports", "called", "Ann Cole"),
        ("It shows which he called a “toll doctrine” for ports", "called", "he"),
        ("It shows what it reportedly called a “toll doctrine” for ports", "called", ""),
        ("On Friday, in Harrow, called a “toll doctrine” for ports", "called", ""),
    ],
)
def test_the_subject_of_a_relative_clause(text: str, cue: str, source: str) -> None:
    assert words(text, "", cue, "a “toll doctrine”") == (source, cue)


def test_who_shares_a_piece_does_not_say_what_it_says() -> None:
    text = "Cole twice shared on social media a Dunmore Courier column outlining the toll plan."
    cue = "twice shared on social media a Dunmore Courier column outlining"
    assert words(text, "Cole", cue, "the toll plan") == ("a Dunmore Courier column", "outlining")


def test_who_issues_a_statement_says_what_it_says() -> None:
    text = "Cole issued a statement outlining the toll plan."
    cue = "issued a statement outlining"
    assert words(text, "Cole", cue, "the toll plan") == ("Cole", cue)


@given(st.text(max_size=200), st.lists(st.integers(0, 200), min_size=4, max_size=4))
def test_no_text_breaks_it(text: str, cuts: list[int]) -> None:
    a, b, c, d = sorted(min(cut, len(text)) for cut in cuts)
    bare = Attribution((), ((a, b),), ((c, d),), 1.0)
    for start, end in sourced(text, bare).source:
        assert 0 <= start < end <= a
