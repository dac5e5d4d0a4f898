"""Time expressions resolved to intervals: a table of sentences, and what holds of any text.

`time_table.csv` beside this file holds the sentences (all invented) with what is to be found in
them: `words=from..to`, joined by ` | `; one date alone stands for both ends.
"""

from __future__ import annotations

import csv
import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.domain import Moment, Span
from sayso.reading.times import find

with Path(__file__).with_name("time_table.csv").open(encoding="utf-8", newline="") as table:
    TABLE = [(row["published"], row["text"], row["expected"]) for row in csv.DictReader(table)]

WORDS = """
    on in at by since until before after from to through and or between during within for of the a
    last next this that past previous following same these early mid late earlier later ago end
    beginning rest first second two three 14 3 31 2015 2016 1990s '90s 3rd 5 p.m. noon midnight ET
    Monday Tuesday Sunday March May June September Sept. Jan day days week weeks weekend month year
    years decade century quarter half hours morning night summer fall today tomorrow yesterday now
    Christmas 2026-03-03 13/03/2026 17:30 said will was is , . - 's ( ) " couple Q1 every Times
""".split()
PUBLISHED = st.one_of(
    st.none(), st.dates().map(date.isoformat), st.text(max_size=12), st.just("2026-03-03T09:00Z")
)
ANY = st.text(st.characters(), max_size=120)  # of all code points, halves of surrogate pairs too
PHRASES = st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join)
TEXTS = st.one_of(ANY, PHRASES, st.lists(st.one_of(PHRASES, ANY), max_size=4).map("\n".join))


def shown(moments: list[Moment]) -> str:
    """Moments as the table writes them."""
    return " | ".join(
        f"{each.text}={each.start}"
        if each.start == each.end
        else f"{each.text}={each.start or ''}..{each.end or ''}"
        for each in moments
    )


@pytest.mark.parametrize(("published", "text", "expected"), TABLE)
def test_table(published: str, text: str, expected: str) -> None:
    assert shown(find(text, published or None)) == expected


def test_the_table_is_large() -> None:
    assert sum(expected.count("=") for _, _, expected in TABLE) >= 150


@given(TEXTS, PUBLISHED)
def test_moments_are_stretches_of_the_text(text: str, published: str | None) -> None:
    behind = 0
    for moment in find(text, published):
        ((start, end),) = moment.spans
        assert behind <= start < end <= len(text)
        assert moment.text == text[start:end]
        behind = end


@given(TEXTS, PUBLISHED)
def test_intervals_are_dates_in_order(text: str, published: str | None) -> None:
    for moment in find(text, published):
        assert moment.start or moment.end
        for bound in (moment.start, moment.end):
            if bound is not None:
                date.fromisoformat(bound[:10])
                assert len(bound) in (10, 16)
        if moment.start and moment.end:
            assert moment.start <= moment.end


@given(TEXTS, PUBLISHED, st.data())
def test_a_region_gives_what_lies_in_it(
    text: str, published: str | None, data: st.DataObject
) -> None:
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(text))] * 2)))
    inside = [
        moment
        for moment in find(text, published)
        if start <= moment.spans[0].start and moment.spans[0].end <= end
    ]
    assert find(text, published, Span(start, end)) == inside


@given(TEXTS, TEXTS, PUBLISHED)
def test_what_stands_far_above_does_not_matter(
    above: str, text: str, published: str | None
) -> None:
    text = f"{text.strip()}\n"
    gap = above + "\nNothing.\nNothing.\nNothing.\n"
    moved = find(gap + text, published, Span(len(gap), len(gap) + len(text)))
    assert shown(moved) == shown(find(text, published))


@given(TEXTS, PUBLISHED)
def test_a_second_look_gives_the_same(text: str, published: str | None) -> None:
    assert find(text, published) == find(text, published)


def test_an_anchor_holds_in_the_next_paragraphs_and_no_longer() -> None:
    text = "The dam broke on Feb. 20.{}The next day the mayor fled."
    near = find(text.format("\nIt rained.\n"), "2026-03-03")
    far = find(text.format("\nIt rained.\nIt blew.\nIt froze.\n"), "2026-03-03")
    assert shown(near) == "on Feb. 20=2026-02-20 | The next day=2026-02-21"
    assert shown(far) == "on Feb. 20=2026-02-20"


def test_published_may_be_a_date_time_and_what_is_no_date_counts_as_none() -> None:
    assert shown(find("It broke yesterday.", "2026-03-03T23:30:00+02:00")) == (
        "yesterday=2026-03-02"
    )
    for nonsense in ("", "2026-02-30", "soon", "2026", "03/03/2026"):
        assert find("It broke yesterday.", nonsense) == []


def test_typographic_marks_are_the_same_as_plain_ones() -> None:
    plain = find("New Year's Eve, the '80s, mid-March and this year's end", "2026-03-03")
    curly = find(
        "New Year\u2019s Eve, the \u201980s, mid\u2011March and this year\u2019s end", "2026-03-03"
    )
    assert [(each.start, each.end) for each in plain] == [(each.start, each.end) for each in curly]
    assert len(plain) == 4


def test_dates_at_the_edges_of_the_calendar_are_left_out() -> None:
    assert find("It began 999 centuries ago.", "2026-03-03") == []
    assert find("It began yesterday and 20 years ago.", "0001-01-01") == []
    assert find("It ends tomorrow or next year.", "9999-12-31") == []


HOSTILE = [
    "on Monday " * 2_000,
    "the first two " * 4_000,
    "." * 100_000 + " Monday",
    "\"'" * 100_000 + " May 3",
    "1" * 100_000 + " 3 May",
    "A." * 100_000 + " in 2015",
    "2015, " * 4_000,
    "3 p.m. to " * 4_000,
    "between March and " * 1_500,
]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:12])
def test_time_grows_with_the_text_only(text: str) -> None:
    start = time.process_time()
    find(text, "2026-03-03")
    assert time.process_time() - start < 20  # seconds; quadratic would be minutes
