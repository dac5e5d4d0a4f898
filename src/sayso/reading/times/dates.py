"""Names of days and longer stretches, those of the calendar ("3 March 2026", "in May", "2015").

What has no year takes it from the tense of its clause.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from sayso.reading.times.calendar import (
    Interval,
    Tense,
    day,
    months,
    on,
    season,
    step,
    weekday,
    yearly,
)
from sayso.reading.times.grammar import Found, Rule
from sayso.reading.times.words import group, lexicon, symbol
from sayso.reading.times.years import lead, ordinal, said_year

_YEAR_AWAY = 370  # days
_DOTS = str.maketrans(".-", "//")

_WEEKDAY = "(?: (?P<weekday>WEEKDAY | DAYABBR) PART? [MARK STOP]? COMMA? )?"
_MONTH = "(?P<month>MONTH | MAYMONTH | MONTHABBR)"
_DAY = "(?P<day>DAYNUM | NTH)"
_LAST = "(?: (?:DASH | TO | THROUGH | (?P<and>AND)) (?P<last>DAYNUM | NTH) )?"
_YEAR = (
    "(?: (?:COMMA | OF)? (?P<year>YEAR) (?!COUNTED) | (?P<short>SHORTYEAR)"
    " | OF? (?P<rely>LAST | THIS | NEXT | THAT | THE SAME) (?P<yearunit>UNIT) )"
)


def _iso(found: Found) -> Interval | None:
    """2026-03-03, 2026-03-03T17:00Z: the clock as it stands, whatever its zone."""
    raw = found.items[found.first].word
    when = on(int(raw[:4]), int(raw[5:7]), int(raw[8:10]))
    clock = raw[11:16]
    if when is None or not clock:
        return day(when) if when else None
    return replace(day(when), clock=(clock, clock)) if clock < "24" and clock[3] < "6" else None


def _numeric(found: Found) -> Interval | None:
    """13/03/2026, 2026/03/13: only where day and month cannot be taken for each other."""
    first, second, third = map(int, found.items[found.first].word.translate(_DOTS).split("/"))
    if first > 999:
        when = on(first, second, third)
    elif first > 12 or first == second:
        when = on(third, second, first)
    else:
        when = on(third, first, second) if second > 12 else None
    return day(when) if when else None


def _dated(found: Found) -> Interval | None:
    """March 3; Tuesday, March 3, 2026; the 3rd of March; March 3-5."""
    month, first = found.number("month"), ordinal(found, "day")
    last = ordinal(found, "last") if found.part("last") else first
    if last < first or (found.part("and") and last != first + 1):
        return None
    wanted = -1 if found.part("year") else found.number("weekday")

    def make(year: int, weekday: int = -1) -> Interval | None:
        start, end = on(year, month, first), on(year, month, last)
        if start is None or end is None or weekday not in (-1, start.weekday()):
            return None
        return Interval(start, end, "day" if start == end else "span")

    fitting = _in_year(found, lambda year: make(year, wanted))
    here = found.published
    if wanted < 0 or (fitting and here and abs(fitting.start - here).days <= _YEAR_AWAY):
        return fitting
    return _in_year(found, make)  # the weekday fits no year near by: a slip


def _in_year(found: Found, make: Callable[[int], Interval | None]) -> Interval | None:
    """What `make` gives for the year that is said, or for the one that the tense asks for."""
    year = said_year(found)
    if year is not None:
        return make(year)
    return yearly(make, found.published, found.tense) if found.published else None


def _month(found: Found) -> Interval | None:
    """March 2016, October of last year."""
    number = found.number("month")
    return _in_year(found, lambda year: months(year, number, 1, "month"))


def _bare_month(found: Found) -> Interval | None:
    """In March; "May", "June" and "March" only where a word before makes them months."""
    before, ahead = lead(found, found.first), found.kind_at(found.behind)
    kind, word = found.kind_at(found.first), found.word_at(found.first)
    chained = 0 < found.first - found.accepted <= 2 and found.accepted and before in group("chain")
    known = chained or before in group("opener") or before in group("firm")
    if kind == symbol("MONTHABBR"):
        sure = known and word.endswith(".")
    elif kind == symbol("MAYMONTH"):
        named = ahead in (symbol("POSS"), symbol("NAME"), symbol("COMMA"))
        name = named and before not in group("firm")
        modifier = before in ("a", "an", "the") and word not in ("march", "may")
        sure = (known and not name) or (modifier and ahead == symbol("OTHER"))
    else:
        sure = found.kind_at(found.first - 1) != symbol("EVERY")
    return _month(found) if sure and ahead != symbol("DASH") else None


def _turn(found: Found) -> str:
    """Last, this, next, or empty; "this past" is last, "this coming" next."""
    return {"past": "last", "coming": "next"}.get(found.value("turned"), found.value("rel"))


def _relative_month(found: Found) -> Interval | None:
    """Last March, this past July, next May: never the month that is going on, but "this" may."""
    if found.published is None:
        return None
    number, word = found.number("month"), _turn(found)
    if word == "this":
        return months(found.published.year, number, 1, "month")
    return yearly(
        lambda year: months(year, number, 1, "month"),
        found.published,
        "past" if word == "last" else "future",
        strict=True,
    )


def _season(found: Found) -> Interval | None:
    """Summer 2025, the spring of last year, last summer; "in the fall" by its tense."""
    name, word = found.value("season"), _turn(found)
    if not word:
        return _in_year(found, lambda year: season(year, name))
    if found.published is None:
        return None
    if word == "this":
        return this_season(found.published, name)
    tense: Tense = "past" if word == "last" else "future"
    return yearly(lambda year: season(year, name), found.published, tense, strict=True)


def this_season(reference: date, name: str) -> Interval | None:
    """The season of the year; in January and February, the winter that is going on."""
    going = season(reference.year - 1, name)
    return going if going and going.end >= reference else season(reference.year, name)


def _nth_weekday(found: Found) -> Interval | None:
    """The first Tuesday in November, the last Friday of March 2026."""
    month, wanted = found.number("month"), found.number("weekday")
    nth = ordinal(found, "nth")

    def make(year: int) -> Interval | None:
        whole = months(year, month, 1, "month")
        if whole is None:
            return None
        if nth < 0:
            return weekday(whole.end, wanted, "past")
        first = weekday(whole.start, wanted, "future")
        when = step(first.start, nth - 1, "week") if first else None
        return day(when) if when and when <= whole.end else None

    return _in_year(found, make)


def _holiday(found: Found) -> Interval | None:
    """Christmas Day, New Year's Eve 1999, by Halloween; not "Christmas party"."""
    month, number, fixed = lexicon().days[found.part("day")[0].word]
    before, ahead = found.word_at(found.first - 1), found.kind_at(found.behind)
    if found.word_at(found.first) in ("christmas", "9/11", "epiphany"):
        firm = before in group("opener") or before in ("on", "at") or found.part("year")
        if not firm or (
            ahead in (symbol("OTHER"), symbol("NAME"), symbol("PART")) and before != "on"
        ):
            return None

    def make(year: int) -> Interval | None:
        when = on(year, month, number)
        return day(when) if when else None

    return make(fixed) if fixed else _in_year(found, make)


def _quarterly(found: Found) -> Interval | None:
    """Q1 2026, Q3."""
    mark, number = found.items[found.first : found.first + 2]
    quarter = int(number.value)
    if mark.end != number.start or not 1 <= quarter <= 4:
        return None
    return _in_year(found, lambda year: months(year, quarter * 3 - 2, 3, "quarter"))


def _never(_: Found) -> None:
    """What comes round: "the last Friday of every month"."""


_TURN = "(?: (?P<rel>LAST | NEXT | THIS) | THE (?=PAST | COMING) ) (?P<turned>PAST | COMING)?"
_NTH_WEEKDAY = (
    f"THE? (?P<nth>ORDINAL | NTH | LAST | FINAL) (?P<weekday>WEEKDAY) (?:IN | OF) {_MONTH} {_YEAR}?"
)
RULES: tuple[Rule, ...] = (
    ("ISO", _iso),
    ("NUMERIC", _numeric),
    (f"{_WEEKDAY} {_MONTH} THE? {_DAY} (?!COUNTED) {_LAST} (?!COUNTED) {_YEAR}?", _dated),
    (f"{_WEEKDAY} THE? {_DAY} {_LAST} OF? {_MONTH} {_YEAR}?", _dated),
    (f"{_WEEKDAY} THE? (?P<day>ORDINAL) OF {_MONTH} {_YEAR}?", _dated),
    (f"{_MONTH} {_YEAR}", _month),
    (f"{_TURN} {_MONTH}", _relative_month),
    (_NTH_WEEKDAY, _nth_weekday),
    ("THE? (?:ORDINAL | NTH | LAST | FINAL) WEEKDAY OF (?:EVERY | AN | THE)", _never),
    (_MONTH, _bare_month),
    (f"(?: {_TURN} | THE )? (?P<season>SEASON) {_YEAR}", _season),
    (f"{_TURN} (?P<season>SEASON)", _season),
    ("(?<=[IN DURING SINCE BY UNTIL]) THE? (?P<season>SEASON) (?!OF)", _season),
    ("(?P<day>HOLIDAY) (?: COMMA? (?P<year>YEAR) )?", _holiday),
    ("QUARTERLY (?P<nth>DAYNUM) (?: (?:COMMA | OF)? (?P<year>YEAR) )?", _quarterly),
)
