"""Expressions that are seen from the day of publication: "two weeks ago", "on Monday", "this year".

A bare weekday may be the day of publication itself; the tense of its clause says which way to
look. "Last Tuesday" is the latest one before that day, "next Tuesday" that of the next week.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sayso.reading.times.calendar import (
    Interval,
    Tense,
    Unit,
    containing,
    day,
    moved,
    step,
    weekday,
)
from sayso.reading.times.grammar import Found, Rule
from sayso.reading.times.words import group, symbol

# Half of a unit is told in smaller ones: how many of them the whole has.
_SMALLER: Mapping[str, tuple[int, Unit]] = {
    "month": (4, "week"),
    "year": (12, "month"),
    "decade": (10, "year"),
    "century": (100, "year"),
}
_PER_DAY: Mapping[Unit, int] = {"hour": 24, "minute": 1440}
_THURSDAY = 3
_BACK = ("last", "past", "previous")

_LOW = "NUMWORD | DAYNUM | NUM"
_NUMBER = f"(?: TENS (?: DASH? NUMWORD )? | {_LOW} )"
QUANTITY = (
    f"(?P<qty> {_NUMBER} (?P<more>AND AN HALF)? | [AN THE]? COUPLE OF? | HALF DASH? AN?"
    " | AN HALF DASH? | AN )"
)
ANY_UNIT = "(?P<unit>UNIT | UNITS | DAY | DAYS | HOUR | HOURS) (?P<half>AND AN HALF)?"
TURN = "(?: (?P<rel>LAST | NEXT | THIS) | THE (?=PAST | COMING) ) (?P<turned>PAST | COMING)?"


def count(found: Found) -> tuple[int, Unit] | None:
    """How many of which unit: "two weeks", "a year and a half" (18 months), "48 hours" (2 days).

    None for less than a day and for halves that no smaller unit tells.
    """
    unit, number = found.unit("unit"), _number(found)
    if unit in _PER_DAY:
        days = number // _PER_DAY[unit]
        return (days, "day") if days else None
    and_half = found.part("more") or found.part("half")
    halved = any(item.symbol == symbol("HALF") for item in found.part("qty"))
    if not (and_half or halved):
        return number, unit
    if unit not in _SMALLER:
        return None
    whole, smaller = _SMALLER[unit]
    return (number * whole if and_half else 0) + whole // 2, smaller


def _number(found: Found) -> int:
    """Twenty-one, two, a couple of, a."""
    one = symbol("AN")
    return (
        sum(
            int(item.value)
            for item in found.part("qty")
            if item.value.isdecimal() and item.symbol != one
        )
        or 1
    )


def point(reference: date, number: int, unit: Unit) -> Interval | None:
    """What lies so many units away, as exact as the unit: years ago is a year.

    Decades and centuries are counted to the year.
    """
    there = step(reference, number, unit)
    return containing(there, "year" if unit in ("decade", "century") else unit) if there else None


def rolling(reference: date, number: int, unit: Unit) -> Interval | None:
    """From a day so many units on, or back if negative."""
    there = step(reference, number, unit)
    if there is None:
        return None
    return Interval(min(reference, there), max(reference, there), "rolling")


def _ago(found: Found) -> Interval | None:
    """Two weeks ago; a year ago today; a week ago Monday; two or three months ago."""
    if found.published is None:
        return None
    counted = count(found)
    if counted is None:
        return day(found.published) if found.unit("unit") in _PER_DAY else None
    number, unit = counted
    if found.part("today") or found.part("same") or found.part("weekday"):
        there = step(found.published, -number, unit)
        return _pinned(found, there, unit) if there else None
    if found.part("low"):
        low = found.number("low")
        far = point(found.published, -max(number, low), unit)
        near = point(found.published, -min(number, low), unit)
        return Interval(far.start, near.end, "span") if far and near else None
    return point(found.published, -number, unit)


def _pinned(found: Found, there: date, unit: Unit) -> Interval | None:
    """A year ago today, two years ago this month, a week ago Monday."""
    if found.part("today"):
        return day(there) if found.value("today") == "0" else None
    if found.part("same"):
        return containing(there, found.unit("same"))
    week = containing(there, "week") if unit == "week" else None
    return weekday(week.start, found.number("weekday"), "future") if week else None


def _quarter_ago(found: Found) -> Interval | None:
    """A quarter-century ago, a quarter of a century ago."""
    if found.published is None or found.value("unit") != "quarter":
        return None
    return point(found.published, -25, "year") if found.value("whole") == "century" else None


def _rolling(found: Found) -> Interval | None:
    """The past three days, the next two weeks, the last year: up to or from publication."""
    counted = count(found) if found.part("qty") else (1, found.unit("unit"))
    if found.published is None or counted is None:
        return None
    if not found.part("the") and found.value("rel") in ("past", "coming"):
        return None
    number, unit = counted
    return rolling(found.published, -number if found.value("rel") in _BACK else number, unit)


def _unit(found: Found) -> Interval | None:
    """Last week, this month, next year: stretches of the calendar."""
    here = containing(found.published, found.unit("unit")) if found.published else None
    turn = {"last": -1, "this": 0, "next": 1}[found.value("rel")]
    return moved(here, turn) if here else None


def _weekend(found: Found) -> Interval | None:
    """Last weekend; the weekend: the one before, from Thursday on by tense the one that comes."""
    here = containing(found.published, "weekend") if found.published else None
    if here is None or found.published is None:
        return None
    word = found.value("turned") or found.value("rel")
    if word in ("last", "past"):
        return moved(here, -1)
    if word in ("next", "coming"):
        return moved(here, 1 if word == "next" else 0)
    if word == "this":
        ahead = found.tense != "past"
    else:
        ahead = found.tense == "future" and found.published.weekday() >= _THURSDAY
    return here if ahead or here.start <= found.published else moved(here, -1)


def _weekday(found: Found) -> Interval | None:
    """Monday, Tuesday night, last Friday, this coming Sunday; not "Sunday Times"."""
    if found.published is None or _title(found):
        return None
    number, word = found.number("weekday"), found.value("turned") or found.value("rel")
    if word in ("last", "past", "coming"):
        tense: Tense = "future" if word == "coming" else "past"
        return weekday(found.published, number, tense, strict=True)
    week = containing(found.published, "week")
    if week and word == "next":
        return weekday(week.end, number, "future", strict=True)
    tense = found.tense
    if week and word == "this" and tense == "unknown":
        return weekday(week.start, number, "future")
    return weekday(found.published, number, tense)


def _weekday_of(found: Found) -> Interval | None:
    """Monday of last week, Friday this week."""
    if found.published is None or found.value("week") != "week":
        return None
    here = containing(found.published, "week")
    week = moved(here, {"last": -1, "this": 0, "next": 1}[found.value("rel")]) if here else None
    return weekday(week.start, found.number("weekday"), "future") if week else None


def _title(found: Found) -> bool:
    """Whether a weekday is part of a name: "Super Tuesday", "Fox News Sunday"."""
    before, ahead = found.kind_at(found.first - 1), found.kind_at(found.behind)
    if before in (symbol("EVERY"), symbol("TITLING")) or ahead == symbol("TITLED"):
        return True
    if found.word_at(found.first - 1) == "news" and found.number("weekday") == 6:
        return found.kind_at(found.first - 1) == symbol("NAME")
    following = found.word_at(found.behind)
    if ahead == symbol("NAME") and following in ("night", "morning", "afternoon", "evening"):
        return True
    return ahead == symbol("THE") and found.kind_at(found.behind + 1) == symbol("NTH")


def _today(found: Found) -> Interval | None:
    """Today, tomorrow morning, earlier today, tonight, this evening, last night."""
    if found.published is None or found.kind_at(found.behind) == symbol("TITLED"):
        return None
    quoted, before = symbol("QUOTE"), found.kind_at(found.first - 1)
    if before == symbol("TITLING") or (before == quoted == found.kind_at(found.behind)):
        return None  # a paper or a show
    vague = found.kind_at(found.behind) == symbol("POSS")
    if vague and found.kind_at(found.behind + 1) == symbol("TIMELESS"):
        return None
    word = found.value("rel")
    away = -1 if word == "last" else 0 if not found.part("day") else int(found.value("day"))
    if found.part("beyond"):
        if away == 0 or (found.value("beyond") == "after") != (away > 0):
            return None
        away *= 2
    there = step(found.published, away, "day")
    return day(there) if there else None


def _last_but_one(found: Found) -> Interval | None:
    """The week before last, the year after next."""
    if (found.value("way") == "before") != (found.value("rel") == "last"):
        return None
    here = containing(found.published, found.unit("unit")) if found.published else None
    return moved(here, -2 if found.value("rel") == "last" else 2) if here else None


def _ahead(found: Found) -> Interval | None:
    """In two weeks, within 48 hours: only where the clause looks ahead, else it is a duration."""
    counted = count(found)
    if found.published is None or counted is None or found.tense != "future":
        return None
    # "The first win in two years" looks back, whatever the tense of its verb.
    before = [found.word_at(at) for at in range(max(0, found.first - 4), found.first)]
    if any(word in group("counting") or word.endswith("est") for word in before):
        return None
    number, unit = counted
    if found.items[found.first].word == "within":
        return rolling(found.published, number, unit)
    return point(found.published, number, unit)


def _from_now(found: Found) -> Interval | None:
    """Two weeks from now."""
    counted = count(found)
    if found.published is None or counted is None:
        return None
    if found.part("today"):
        there = step(found.published, *counted)
        return day(there) if there and found.value("today") == "0" else None
    return point(found.published, *counted)


def _never(_: Found) -> None:
    """What is no time, though a part of it would be: "the last week of the campaign"."""


_ENDING = "(?= [STOP COMMA CLOSE QUOTE MARK AND OR] | $ )"
_AGO = (
    f"(?: (?P<low>{_LOW}) [OR TO DASH] )? {QUANTITY} {ANY_UNIT} AGO"
    " (?: (?P<today>TODAY) | THIS (?P<same>UNIT) | ON? (?P<weekday>WEEKDAY) )?"
)
_THE_PAST = (
    "(?P<the>THE | THESE | THIS)? (?P<rel>LAST | PAST | NEXT | COMING) ABOUT?"
    f" (?!AN) {QUANTITY} {ANY_UNIT} (?!OF)"
)
_IN_WEEKS = (
    f"(?: IN | WITHIN ) ABOUT? (?! AN UNIT (?!{_ENDING}) ) {QUANTITY} {ANY_UNIT}"
    " (?: POSS TIME )? (?!OF | AGO)"
)
RULES: tuple[Rule, ...] = (
    ("(?: EARLIER | LATER )? (?<!OF) (?P<day>TODAY) PART?", _today),
    ("THE DAY (?P<beyond>BEFORE | AFTER) (?P<day>TODAY)", _today),
    ("TONIGHT | THIS PART | (?P<rel>LAST) PART", _today),
    (_AGO, _ago),
    ("AN (?P<unit>UNIT) (?: DASH | OF AN ) (?P<whole>UNIT) AGO", _quarter_ago),
    ("THE (?P<unit>UNIT | WEEKEND) (?P<way>BEFORE | AFTER) (?P<rel>LAST | NEXT)", _last_but_one),
    (_THE_PAST, _rolling),
    ("(?P<the>THE | THIS) (?P<rel>LAST | PAST | COMING) (?P<unit>UNIT) (?!OF)", _rolling),
    ("(?: THE | THESE | THIS ) (?: LAST | PAST | NEXT | COMING ) (?: UNIT | UNITS ) OF", _never),
    ("(?P<rel>LAST | NEXT | THIS) (?P<unit>UNIT)", _unit),
    (f"(?: {TURN} | THE | (?<=DURING) ) WEEKEND", _weekend),
    ("(?P<weekday>WEEKDAY) PART? OF? (?P<rel>LAST | THIS | NEXT) (?P<week>UNIT)", _weekday_of),
    (f"(?: {TURN} )? (?P<weekday>WEEKDAY) PART?", _weekday),
    (_IN_WEEKS, _ahead),
    (f"{QUANTITY} {ANY_UNIT} FROM (?: NOW | (?P<today>TODAY) )", _from_now),
)
