"""Layer two: what is said of a date that layer one has found: "late February", "the end of 2015",
"5 p.m. on Tuesday", "two days before Christmas"."""

from __future__ import annotations

import re
from dataclasses import replace

from sayso.reading.times.anchored import edged
from sayso.reading.times.calendar import (
    FINENESS,
    Interval,
    containing,
    counted,
    months,
    third,
    yearly,
)
from sayso.reading.times.grammar import Found, Rule
from sayso.reading.times.now import ANY_UNIT, QUANTITY, count, point
from sayso.reading.times.words import Item, group, symbol
from sayso.reading.times.years import ordinal


def _same(found: Found) -> Interval | None:
    """The night of March 3, early on Monday, the month of May: as exact as the date in it."""
    return found.interval("date")


def _phase(found: Found) -> Interval | None:
    """Late February, mid-2015, early next week, late in 2015."""
    whole = found.interval("date")
    return third(whole, found.value("phase"))  # type: ignore[arg-type] # the words of Phase


def _edge(found: Found) -> Interval | None:
    """The end of March, the rest of this year."""
    whole = found.interval("date")
    return edged(whole, found.value("edge"), found.published or whole.start)


def _nth(found: Found) -> Interval | None:
    """The first quarter of 2026, the last week of March, the first two months of the year."""
    whole = found.interval("date") if found.part("date") else _the_unit(found)
    if whole is None:
        return None
    nth = -1 if found.value("nth") in ("last", "final") else ordinal(found, "nth")
    if found.value("unit") == "half":
        return _half(whole, nth)
    many = count(found)
    return counted(whole, nth, *many) if many else None


def _the_unit(found: Found) -> Interval | None:
    """The year, month or week that is going on."""
    return containing(found.published, found.unit("of")) if found.published else None


def _half(whole: Interval, nth: int) -> Interval | None:
    """A half of a month (to the 15th, from the 16th) or of longer stretches, in months."""
    if nth not in (1, 2, -1):
        return None
    if whole.unit == "month":
        middle = whole.start.replace(day=15)
        if nth == 1:
            return Interval(whole.start, middle, "span", whole.cycle)
        return Interval(middle.replace(day=16), whole.end, "span", whole.cycle)
    size = {"year": 6, "decade": 60, "century": 600}.get(whole.unit)
    start = whole.start.month + (size or 0) * (nth != 1)
    return months(whole.start.year, start, size, "span") if size else None


def _quarter(found: Found) -> Interval | None:
    """The first quarter, with no year: by tense."""
    nth, at = ordinal(found, "nth"), found.first - (found.kind_at(found.first) != symbol("THE"))
    known = found.word_at(found.first - 1) in group("period") or found.kind_at(at + 2) == symbol(
        "DASH"
    )
    if (
        found.value("unit") != "quarter"
        or not known
        or not 1 <= nth <= 4
        or found.published is None
    ):
        return None
    return yearly(
        lambda year: months(year, nth * 3 - 2, 3, "quarter"), found.published, found.tense
    )


def _distant(found: Found) -> Interval | None:
    """Two days before Christmas, a week after Tuesday's vote, the day after March 3."""
    many, date = count(found), found.interval("date")
    if many is None:
        return None
    back = found.value("way") == "before"
    inside = FINENESS[many[1]] < FINENESS[date.unit]
    base = date.end if inside and not back else date.start
    return point(base, -many[0] if back else many[0], many[1])


def _around(found: Found) -> Interval | None:
    """The week of March 3, the weekend of July 4, the month of May."""
    date, unit = found.interval("date"), found.unit("unit")
    return containing(date.start, unit) if FINENESS[unit] >= FINENESS[date.unit] else None


def _timed(found: Found) -> Interval | None:
    """5 p.m. on Tuesday, Tuesday at noon; "midnight Tuesday" may be either end of the day."""
    date = found.interval("date") if found.part("date") else _day_before(found)
    if date is None:
        return None
    if found.value("clock") == "midnight":
        return date if found.part("date") else None
    last = _clock(found.part("clock")[0])
    first = _clock(found.part("start")[0], last) if found.part("start") else last
    return replace(date, clock=(first, last)) if first and last and first <= last else None


def _day_before(found: Found) -> Interval | None:
    """The last day that the sentence or the one before it has named."""
    stops = 0
    for at in range(found.first - 1, -1, -1):
        item = found.items[at]
        stops += item.symbol == symbol("STOP")
        if stops > 1:
            break
        if item.symbol == symbol("DATED"):
            return item.interval
    return None


def _clock(item: Item, last: str = "") -> str:
    """HH:MM, empty for what is no time of day; "10" of "10-11 a.m." goes by the time behind it."""
    if item.value == "noon":
        return "12:00"
    match = _DIGITS.match(item.value)
    hour, minute = (int(match[1]), int(match[2] or 0)) if match else (99, 0)
    if item.symbol == symbol("HHMM"):
        return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else ""
    if not 1 <= hour <= 12 or minute > 59:
        return ""
    if item.symbol == symbol("CLOCK"):
        return f"{hour % 12 + 12 * ('p' in item.value.lower()):02}:{minute:02}"
    late = f"{hour % 12 + 12:02}:00"
    return late if late <= last else f"{hour % 12:02}:00"


_DIGITS = re.compile(r"([0-9]{1,2})(?:[:.]([0-9]{2}))?")
_DATE = "(?P<date>DATED | LONG)"
_DAYDATE = "(?P<date>DATED)"
_ZONE = "(?: ZONE | ZONENAME TIME? )?"
_CLOCKS = f"(?P<start>CLOCK | DAYNUM | NOON) [TO AND DASH UNTIL] (?P<clock>CLOCK | NOON) {_ZONE}"
_ONE_CLOCK = f"(?P<clock>CLOCK | NOON | MIDNIGHT | (?<=AT) HHMM | HHMM (?=ZONE)) {_ZONE}"
_NTH = (
    f"THE? (?P<nth>ORDINAL | NTH | LAST | FINAL) (?: (?! AN ) {QUANTITY} )? DASH?"
    " (?P<unit>UNIT | UNITS | DAY | DAYS | HALF) [OF IN]"
    " (?: (?P<date>LONG) | THE (?P<of>UNIT) )"
)
RULES: tuple[Rule, ...] = (
    (f"(?:FROM | BETWEEN | AT) ? {_CLOCKS} COMMA? ON? {_DAYDATE}", _timed),
    (f"{_DAYDATE} COMMA? (?:FROM | BETWEEN | AT)? {_CLOCKS}", _timed),
    (f"AT? ABOUT? {_ONE_CLOCK} COMMA? ON? {_DAYDATE}", _timed),
    (f"{_DAYDATE} COMMA? [AT ABOUT]? {_ONE_CLOCK}", _timed),
    (f"AT ABOUT? {_ONE_CLOCK}", _timed),
    (f"(?: THE PART OF | PHASE [ON DASH]? | (?: EARLIER | LATER ) ON? ) {_DAYDATE}", _same),
    (f"THE? (?P<phase>PHASE) [DASH IN]? {_DATE}", _phase),
    ("(?: EARLIER | LATER ) IN? (?P<date>LONG)", _same),
    (f"THE? (?P<edge>EDGE | BEGINNING) OF {_DATE}", _edge),
    ("(?P<date>LONG) POSS (?P<edge>EDGE)", _edge),
    (_NTH, _nth),
    ("THE? (?P<nth>ORDINAL) DASH? (?P<unit>UNIT) (?!OF)", _quarter),
    (
        f"(?: {QUANTITY} | THE ) {ANY_UNIT} (?P<way>BEFORE | AFTER | FROM) THE? {_DATE}",
        _distant,
    ),
    (f"THE (?P<unit>UNIT | WEEKEND) OF {_DATE}", _around),
)
