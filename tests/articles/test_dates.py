"""Dates as they are written → ISO."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.articles.dates import date_at, iso_date, stated_date

SAME_DAY = [
    "2026-03-03", "March 3, 2026", "march 3 2026", "Mar. 3, 2026", "Mar 3rd, 2026",
    "3 March 2026", "03 Mar 2026", "3rd of March, 2026", "Tuesday, March 3, 2026",
    "Tue 3 March 2026", "3-Mar-2026", "2026/03/03", "2026.3.3", "3.3.2026", "03. 03. 2026",
    "3/3/2026",
]  # fmt: skip


@pytest.mark.parametrize("text", SAME_DAY)
def test_forms_of_a_date(text: str) -> None:
    assert stated_date(text) == stated_date(f"  {text}\n") == "2026-03-03"


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("13/4/2026", "2026-04-13"),
        ("4/13/2026", "2026-04-13"),
        ("Sept. 9, 2025", "2025-09-09"),
        ("29 February 2024", "2024-02-29"),
        ("2026-03-03T10:15", "2026-03-03T10:15:00"),
        ("2026-03-03 10:15:30", "2026-03-03T10:15:30"),
        ("2026-03-03T10:15:30Z", "2026-03-03T10:15:30+00:00"),
        ("2026-03-03 10:15 GMT", "2026-03-03T10:15:00+00:00"),
        ("2026-03-03T10:15:30.5-0500", "2026-03-03T10:15:30.500000-05:00"),
    ],
)
def test_what_a_date_comes_out_as(text: str, iso: str) -> None:
    assert stated_date(text) == iso


@pytest.mark.parametrize(
    "text",
    [
        "2026-02-31", "February 29, 2026", "31 June 2025", "2026-13-01", "2026-03-03T25:00",
        "3/4/2026",  # March or April?
        "0001-01-01", "1 January 1599", "9999-12-31", "2 May 3026",
        "March 2026", "2026", "March 3", "Tuesday", "today", "20260303", "2026-W10-2", "",
        "March 3, 2026, the court", "in March 3, 2026", "Marching 3, 2026", "2026-03-03-04",
        "12026-03-03", "2026-03-033", "٢٠٢٦-٠٣-٠٣ x", "May day",
    ],
)  # fmt: skip
def test_what_is_no_date_of_publication(text: str) -> None:
    assert stated_date(text) is None


def test_iso_dates_are_tidied_and_nothing_else_is_taken() -> None:
    assert iso_date(" 2026-03-03 ") == "2026-03-03"
    assert iso_date("2026-03-03t10:15z") == "2026-03-03T10:15:00+00:00"
    assert iso_date("March 3, 2026") is None


def test_the_future_is_open_for_a_year() -> None:
    today = date.today()
    assert iso_date((today + timedelta(days=300)).isoformat())
    assert iso_date((today + timedelta(days=400)).isoformat()) is None


def test_a_date_is_found_where_it_stands() -> None:
    text = "on 3 March 2026, at noon"
    found = date_at(text, 3)
    assert found is not None
    assert (found.value, text[found.end :]) == ("2026-03-03", ", at noon")
    assert date_at(text, 0) is None


def test_an_impossible_date_is_still_seen_as_one() -> None:
    found = date_at("31 February 2026", 0)
    assert found is not None
    assert found.value is None


@given(st.dates(min_value=date(1600, 1, 1), max_value=date.today()))
def test_every_day_is_understood_in_every_form(day: date) -> None:
    month = day.strftime("%B")
    for text in (
        day.isoformat(),
        f"{month} {day.day}, {day.year}",
        f"{day.day} {month[:3]} {day.year}",
        f"{day.year}/{day.month}/{day.day}",
        f"{day.day}.{day.month}.{day.year}",
    ):
        assert stated_date(text) == day.isoformat()


@given(st.datetimes(min_value=datetime(1600, 1, 1), max_value=datetime(2026, 1, 1)))
def test_every_moment_keeps_its_time(moment: datetime) -> None:
    assert iso_date(moment.isoformat()) == moment.isoformat()


@given(st.text(alphabet="0123456789-/. ,:TZmarchy", max_size=40), st.integers(0, 40))
def test_any_text_is_a_date_or_not(text: str, start: int) -> None:
    found = date_at(text, min(start, len(text)))
    assert found is None or found.end <= len(text)
