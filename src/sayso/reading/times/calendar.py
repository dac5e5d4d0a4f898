"""Stretches of the calendar: pure arithmetic on dates, no words.

Weeks run from Monday to Sunday (ISO 8601), seasons are those of meteorologists in the northern
hemisphere (spring: March to May), a decade runs from its year 0, a century from its year 1.
What lies outside of the years 1 to 9999 is None: such a date cannot be said in ISO 8601.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

Unit = Literal[
    "minute", "hour", "day", "weekend", "week", "month", "quarter", "season", "year", "decade",
    "century", "span", "rolling",
]  # fmt: skip
Tense = Literal["past", "future", "unknown"]
Phase = Literal["early", "mid", "late"]
Open = Literal["", "start", "end"]

# How many months a unit has, and in which month, counted from January of year 0, one begins.
_BLOCKS: Mapping[Unit, tuple[int, int]] = {
    "month": (1, 0), "quarter": (3, 0), "season": (3, 2), "year": (12, 0), "decade": (120, 0),
    "century": (1200, 12),
}  # fmt: skip
# Where the thirds of a unit begin and end, in months.
_THIRDS: Mapping[Unit, tuple[int, int, int, int]] = {
    "quarter": (0, 1, 2, 3), "season": (0, 1, 2, 3), "year": (0, 4, 8, 12),
    "decade": (0, 48, 84, 120), "century": (0, 396, 804, 1200),
}  # fmt: skip
_DAYS: Mapping[Unit, int] = {"day": 1, "week": 7}
_SEASONS: Mapping[str, int] = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
# How fine a unit is: an anchor must be at least as fine as the step that is counted from it.
FINENESS: Mapping[Unit, int] = {
    "minute": 0, "hour": 0, "day": 1, "weekend": 2, "week": 2, "month": 3, "quarter": 4,
    "season": 4, "year": 5, "decade": 6, "century": 7, "span": 8, "rolling": 9,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Interval:
    """Days from `start` to `end`, both included.

    `unit`: how exact the words are (`span`: a part of the calendar that is no unit of it;
    `rolling`: a stretch that begins or ends with a given day); `cycle`: the words hold again after
    a week or a year, so a neighbour may move them; `clock`: the times of day (HH:MM) at both ends;
    `open`: which end the words leave open.
    """

    start: date
    end: date
    unit: Unit
    cycle: Literal["", "week", "year"] = ""
    clock: tuple[str, str] | None = None
    open: Open = ""

    def ends(self) -> tuple[str | None, str | None]:
        """ISO dates or date-times of both ends; None where the words leave one open."""
        first, last = self.start.isoformat(), self.end.isoformat()
        if self.clock:
            first, last = f"{first}T{self.clock[0]}", f"{last}T{self.clock[1]}"
        return (None if self.open == "start" else first, None if self.open == "end" else last)


def day(when: date) -> Interval:
    """One day."""
    return Interval(when, when, "day")


def on(year: int, month: int, number: int) -> date | None:
    """The date, if there is one."""
    if not (1 <= year <= 9999 and 1 <= month <= 12):
        return None
    return date(year, month, number) if 1 <= number <= monthrange(year, month)[1] else None


def months(year: int, month: int, count: int, unit: Unit) -> Interval | None:
    """`count` whole months from a month on; `month` may lie outside of 1 to 12."""
    first, last = year * 12 + month - 1, year * 12 + month - 2 + count
    start = on(first // 12, first % 12 + 1, 1)
    end = on(last // 12, last % 12 + 1, monthrange(2000, last % 12 + 1)[1])
    end = end or on(last // 12, last % 12 + 1, 28)  # February of a year that is no leap year
    return Interval(start, end, unit) if start and end else None


def year_of(year: int) -> Interval | None:
    """A calendar year."""
    return months(year, 1, 12, "year")


def season(year: int, name: str) -> Interval | None:
    """A season; a winter begins in December of its year."""
    return months(year, _SEASONS[name], 3, "season")


def step(when: date, count: int, unit: Unit) -> date | None:
    """The day `count` units later (earlier if negative); months keep the day where they can."""
    if unit in _DAYS:
        ordinal = when.toordinal() + count * _DAYS[unit]
        return date.fromordinal(ordinal) if 1 <= ordinal <= date.max.toordinal() else None
    number = when.year * 12 + when.month - 1 + count * _BLOCKS[unit][0]
    year, month = number // 12, number % 12 + 1
    if not 1 <= year <= 9999:
        return None
    return date(year, month, min(when.day, monthrange(year, month)[1]))


def containing(when: date, unit: Unit) -> Interval | None:
    """The unit of the calendar that a day lies in; for a weekend, the one of its week."""
    if unit in ("week", "weekend"):
        return _week(when, unit)
    if unit not in _BLOCKS:
        return day(when)
    size, offset = _BLOCKS[unit]
    number = (when.year * 12 + when.month - 1 - offset) // size * size + offset
    return months(number // 12, number % 12 + 1, size, unit)


def _week(when: date, unit: Unit) -> Interval | None:
    monday = step(when, -when.weekday(), "day")
    sunday = step(when, 6 - when.weekday(), "day")
    if monday is None or sunday is None:
        return None
    return Interval(sunday - timedelta(days=1) if unit == "weekend" else monday, sunday, unit)


def moved(whole: Interval, count: int) -> Interval | None:
    """The unit of the calendar `count` units later."""
    start = step(whole.start, count, "week" if whole.unit == "weekend" else whole.unit)
    return containing(start, whole.unit) if start else None


def weekday(reference: date, number: int, tense: Tense, *, strict: bool = False) -> Interval | None:
    """The nearest such day: the reference day itself counts unless `strict`; past unless told."""
    if tense == "future":
        away = (number - reference.weekday()) % 7
        away = 7 if strict and not away else away
    else:
        away = -((reference.weekday() - number) % 7)
        away = -7 if strict and not away else away
    when = step(reference, away, "day")
    return replace(day(when), cycle="week") if when else None


def yearly(
    make: Callable[[int], Interval | None], reference: date, tense: Tense, *, strict: bool = False
) -> Interval | None:
    """What comes round every year, in the year that the tense asks for.

    Past: the last one that has begun; future: the next one that is not over. `strict` leaves out
    the one that the reference day lies in. Where the tense is not known, the past one, unless it
    is more than twice as far away as the coming one. A past verb is not believed of a day
    that lies eight times as far away as the coming one, or a month twenty times: the words would
    have named its year.
    """
    near = [made for year in range(reference.year - 8, reference.year + 9) if (made := make(year))]
    before = [one for one in near if (one.end if strict else one.start) <= reference]
    behind = [one for one in near if (one.start if strict else one.end) >= reference]
    if strict:
        before = [one for one in before if one.end < reference]
        behind = [one for one in behind if one.start > reference]
    past = max(before, key=lambda one: one.start, default=None)
    future = min(behind, key=lambda one: one.start, default=None)
    if past is None or future is None or past == future:
        found = past or future
    elif strict or tense == "future":
        found = future if tense == "future" else past
    else:
        since, until = reference - past.end, future.start - reference
        far = 2 if tense == "unknown" else 8 if past.unit == "day" else 20
        found = future if since > until * far else past
    return replace(found, cycle="year") if found else None


def third(whole: Interval, phase: Phase) -> Interval | None:
    """The early, middle or late third of a stretch, in the coarsest units that make it up.

    Week: Monday to Wednesday, Tuesday to Thursday, Thursday to Sunday; month: to the 10th, the
    20th, its end; season or quarter: a month; year: four months; decade: years 0-3, 4-6, 7-9.
    """
    index = ("early", "mid", "late").index(phase)
    if FINENESS[whole.unit] <= FINENESS["day"]:
        return whole
    if whole.unit in _THIRDS:
        first, behind = _THIRDS[whole.unit][index : index + 2]
        part = months(whole.start.year, whole.start.month + first, behind - first, "span")
        return replace(part, cycle=whole.cycle) if part else None
    first, behind = _third_in_days(whole, index)
    start, end = step(whole.start, first, "day"), step(whole.start, behind - 1, "day")
    return Interval(start, end, "span", whole.cycle) if start and end else None


def _third_in_days(whole: Interval, index: int) -> tuple[int, int]:
    """Which days of a week, a month or another stretch make up its third."""
    size = length(whole)
    if whole.unit == "week":
        return ((0, 3), (1, 4), (3, 7))[index]
    if whole.unit == "month":
        return ((0, 10), (10, 20), (20, size))[index]
    return size * index // 3, max(size * (index + 1) // 3, size * index // 3 + 1)


def edge(whole: Interval, which: Literal["start", "end"]) -> Interval | None:
    """The beginning or end of a stretch.

    Week: two days at its start, Friday to Sunday at its end; month: seven days; season, quarter,
    year: a month; decade and century: a year.
    """
    if FINENESS[whole.unit] <= FINENESS["day"] or whole.unit == "weekend":
        return whole
    if whole.unit in ("quarter", "season", "year"):
        side = whole.start if which == "start" else whole.end
        found = containing(side, "month")
    elif whole.unit in ("decade", "century"):
        found = year_of(whole.start.year if which == "start" else whole.end.year)
    else:
        size = min({"week": (2, 3)}.get(whole.unit, (7, 7))[which == "end"], length(whole)) - 1
        if which == "start":
            found = Interval(whole.start, whole.start + timedelta(days=size), "span")
        else:
            found = Interval(whole.end - timedelta(days=size), whole.end, "span")
    return replace(found, unit="span", cycle=whole.cycle) if found else None


def length(whole: Interval) -> int:
    """How many days a stretch has."""
    return (whole.end - whole.start).days + 1


def counted(whole: Interval, first: int, count: int, unit: Unit) -> Interval | None:
    """`count` units from the `first` on (1 is the first, -1 ends with the last) of a stretch.

    None if that many do not fit in it. Weeks are counted from the first day.
    """
    if first < 0:
        begin = step(whole.end, 1, "day")
        start = step(begin, -count, unit) if begin else None
    else:
        start = step(whole.start, first - 1, unit)
    behind = step(start, count, unit) if start else None
    end = step(behind, -1, "day") if behind else None
    if start is None or end is None or start < whole.start or start > whole.end:
        return None
    kind: Unit = unit if count == 1 else "span"
    return Interval(start, min(end, whole.end), kind, whole.cycle)


def joined(first: Interval, last: Interval, reference: date | None) -> Interval | None:
    """From the start of one to the end of the other; one that comes round may move.

    "From March to May 2024" takes its first year from its second; "from Monday to Thursday" ends
    after it starts: what still lies ahead of the reference day gets its end moved, else its start.
    """
    if first.cycle and not last.cycle:
        first = _turned(first, lambda one: one.start <= last.end, latest=True) or first
    elif last.cycle and last.end < first.start:
        ahead = reference is not None and first.start > reference
        if ahead or not first.cycle:
            last = _turned(last, lambda one: one.end >= first.start, latest=False) or last
        else:
            first = _turned(first, lambda one: one.start <= last.end, latest=True) or first
    if first.start > last.end:
        return None
    clock = (first.clock[0], last.clock[1]) if first.clock and last.clock else None
    return Interval(first.start, last.end, "span", clock=clock)


def _turned(one: Interval, fits: Callable[[Interval], bool], *, latest: bool) -> Interval | None:
    """The latest or earliest repetition that fits, of those within eight turns."""
    unit: Unit = "week" if one.cycle == "week" else "year"
    for count in range(8, -9, -1) if latest else range(-8, 9):
        start, end = step(one.start, count, unit), step(one.end, count, unit)
        if start and end:
            turn = replace(one, start=start, end=end)
            if fits(turn):
                return turn
    return None
