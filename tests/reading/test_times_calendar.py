"""Stretches of the calendar hold together, whatever the day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import get_args

from hypothesis import given
from hypothesis import strategies as st

from sayso.reading.times.calendar import (
    Phase,
    Unit,
    containing,
    edge,
    joined,
    moved,
    step,
    third,
    weekday,
)

UNITS: list[Unit] = ["week", "month", "quarter", "season", "year", "decade", "century"]
DAYS = st.dates(date(1500, 1, 1), date(2500, 12, 31))
DAY = timedelta(days=1)


@given(DAYS, st.sampled_from([*UNITS, "day"]))
def test_a_unit_contains_its_day_and_borders_on_the_next(when: date, unit: Unit) -> None:
    here = containing(when, unit)
    assert here is not None
    assert here.start <= when <= here.end
    following = moved(here, 1)
    assert following is not None
    assert following.start == here.end + DAY
    assert moved(following, -1) == here


@given(DAYS, st.sampled_from(UNITS))
def test_thirds_and_edges_lie_inside_and_in_order(when: date, unit: Unit) -> None:
    here = containing(when, unit)
    assert here is not None
    parts = [third(here, phase) for phase in get_args(Phase)]
    edges = [edge(here, "start"), edge(here, "end")]
    for part in parts + edges:
        assert part is not None
        assert here.start <= part.start <= part.end <= here.end
    bounds = [(part.start, part.end) for part in parts if part]
    assert bounds == sorted(bounds)
    assert (bounds[0][0], bounds[2][1]) == (here.start, here.end)


@given(DAYS, st.integers(0, 6), st.booleans())
def test_weekdays_are_near(when: date, number: int, strict: bool) -> None:
    before = weekday(when, number, "past", strict=strict)
    behind = weekday(when, number, "future", strict=strict)
    assert before is not None
    assert behind is not None
    assert before.start.weekday() == behind.start.weekday() == number
    assert (before.start < when < behind.start) or not strict
    assert when - 7 * DAY <= before.start <= when <= behind.start <= when + 7 * DAY


@given(st.dates(), st.integers(-2000, 2000), st.sampled_from([*UNITS, "day"]))
def test_steps_end_at_the_edges_of_the_calendar(when: date, count: int, unit: Unit) -> None:
    there = step(when, count, unit)
    assert there is None or (there >= when) == (count >= 0) or there == when


def test_a_range_goes_round_with_what_recurs() -> None:
    thursday, monday = weekday(date(2026, 3, 3), 3, "past"), weekday(date(2026, 3, 3), 0, "past")
    assert thursday is not None
    assert monday is not None
    whole = joined(monday, thursday, date(2026, 3, 3))
    assert whole is not None
    assert (whole.start, whole.end) == (date(2026, 2, 23), date(2026, 2, 26))
