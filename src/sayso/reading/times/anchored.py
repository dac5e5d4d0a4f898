"""Expressions that go on from the last date the text has named: "two weeks later", "that year".

Without such an anchor, "a day earlier" and "the previous week" are seen from the day of
publication; what looks ahead of an anchor, or repeats one, is left out.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sayso.reading.times.calendar import (
    FINENESS,
    Interval,
    Tense,
    Unit,
    containing,
    day,
    edge,
    months,
    moved,
    season,
    third,
    weekday,
    yearly,
)
from sayso.reading.times.dates import this_season
from sayso.reading.times.grammar import Found, Rule
from sayso.reading.times.now import ANY_UNIT, QUANTITY, count, point, rolling
from sayso.reading.times.words import group, symbol

_BACK = ("earlier", "before", "previous")


def _base(found: Found, unit: Unit, *, back: bool) -> date | None:
    """The day to count from: the anchor's, if it is as fine as the unit; with none, looking back,
    the day of publication."""
    anchor = found.scene.anchor
    if anchor and found.published and anchor.start > found.published and found.tense != "future":
        anchor = None  # what is told of the past goes on from nothing that is still to come
    if anchor is not None:
        return anchor.start if FINENESS[anchor.unit] <= FINENESS[unit] else None
    return found.published if back else None


def _shifted(found: Found) -> Interval | None:
    """Two weeks later, a year earlier, three days before."""
    counted = count(found)
    if counted is None or found.word_at(found.behind) == "than":
        return None
    back = found.value("way") in _BACK
    apposed = found.first - found.accepted in (1, 2) and found.word_at(found.accepted) == ","
    if apposed and not back and found.accepted:
        return None  # "in October 2014, eight months later": seen from before the date beside it
    base = _base(found, counted[1], back=back)
    return point(base, -counted[0] if back else counted[0], counted[1]) if base else None


def _same(found: Found) -> Interval | None:
    """That day, the same week, that summer, that same night."""
    anchor, name = found.scene.anchor, found.value("what")
    if anchor is None:
        return None
    if found.kind_at(found.behind - 1) == symbol("SEASON"):
        return season(anchor.start.year, name) if FINENESS[anchor.unit] <= 5 else None
    unit = _unit_of(found)
    return containing(anchor.start, unit) if FINENESS[anchor.unit] <= FINENESS[unit] else None


def _unit_of(found: Found) -> Unit:
    """The unit that `what` names; nights and mornings are days."""
    kind = found.part("what")[0].symbol
    return "day" if kind in (symbol("PART"), symbol("DAY")) else found.unit("what")


def _neighbour(found: Found) -> Interval | None:
    """The previous day, the following week, the next morning, the night before."""
    back = found.value("way") in _BACK
    turn = -1 if back else 1
    kind = found.part("what")[0].symbol
    if kind in (symbol("SEASON"), symbol("MONTH"), symbol("MAYMONTH"), symbol("WEEKDAY")):
        return _named_neighbour(found, back=back)
    unit, before = _unit_of(found), found.word_at(found.first - 1)
    stretching = found.tense == "future" or before in group("stretching")
    if found.value("way") == "next" and unit != "day" and stretching and found.published:
        return rolling(found.published, 1, unit)
    base = _base(found, unit, back=back)
    here = containing(base, unit) if base else None
    return moved(here, turn) if here else None


def _named_neighbour(found: Found, *, back: bool) -> Interval | None:
    """The following spring, the previous Monday, the following May."""
    base, item = _base(found, "year", back=back), found.part("what")[0]
    if base is None:
        return None
    tense: Tense = "past" if back else "future"
    if item.symbol == symbol("WEEKDAY"):
        return weekday(base, int(item.value), tense, strict=True)

    def make(year: int) -> Interval | None:
        if item.symbol == symbol("SEASON"):
            return season(year, item.value)
        return months(year, int(item.value), 1, "month")

    return yearly(make, base, tense, strict=True)


def _partly(found: Found) -> Interval | None:
    """Earlier this year, later that month, earlier in the day, late in the week.

    Up to the day that it is seen from, or from it on.
    """
    whole, here = _whole(found)
    if whole is None or here is None or whole.unit == "day":
        return whole
    way = found.value("way")
    if way in ("early", "mid", "late"):
        return third(whole, way)  # type: ignore[arg-type] # the words of Phase
    if not whole.start <= here.start <= here.end <= whole.end or here == whole:
        return whole
    if way == "earlier":
        return replace(whole, end=here.end, unit="span")
    return replace(whole, start=here.start, unit="span")


def _whole(found: Found) -> tuple[Interval | None, Interval | None]:
    """The stretch that "this year", "that year" or "the year" means, and what it is seen from."""
    anchor, item = found.scene.anchor, found.part("what")[0]
    now = day(found.published) if found.published else None
    here = now
    if found.value("which") == "that" or (
        found.value("which") == "the" and found.tense != "future"
    ):
        here = anchor if found.value("which") == "that" else anchor or now
    if here is None:
        return None, None
    if item.symbol == symbol("SEASON"):
        return this_season(here.start, item.value), here
    unit = _unit_of(found)
    if FINENESS[here.unit] > FINENESS[unit]:
        return None, None
    return containing(here.start, unit), here


def _edge(found: Found) -> Interval | None:
    """The end of the year, the year's end, year-end, the rest of the week.

    "At the end of the day" is a figure of speech: a day has an end only where one is due by then.
    """
    if found.value("what") == "day" and found.word_at(found.first - 1) != "by":
        return None
    whole, here = _whole(found)
    return edged(whole, found.value("edge"), here.start) if whole and here else None


def edged(whole: Interval, which: str, here: date) -> Interval | None:
    """The beginning, middle, end or rest of a stretch."""
    if which == "rest":
        inside = whole.start <= here <= whole.end
        return replace(whole, start=here, unit="rolling") if inside else None
    if which == "middle":
        return third(whole, "mid")
    return edge(whole, "start" if which == "start" else "end")


# "A day before" needs an end of phrase: "the day before the vote" is seen from the vote.
_END = "(?= [STOP COMMA CLOSE QUOTE MARK DASH AND OR IN ON AT FOR FROM BY WITH DURING SINCE] | $ )"
_WHAT = "(?P<what>DAY | PART | UNIT | WEEKEND)"
_THAT = "(?: THAT SAME? | THE SAME ) (?P<what>DAY | PART | UNIT | WEEKEND | SEASON) (?!OF | THAT)"
_THE_NEXT = (
    "THE (?P<way>PREVIOUS | FOLLOWING | NEXT)"
    " (?P<what>DAY | PART | UNIT | WEEKEND | SEASON | WEEKDAY | MONTH | MAYMONTH)"
)
RULES: tuple[Rule, ...] = (
    (f"{QUANTITY} {ANY_UNIT} (?: (?P<way>LATER | EARLIER) )", _shifted),
    (f"(?!THE) {QUANTITY} {ANY_UNIT} (?P<way>BEFORE | AFTER) {_END}", _shifted),
    (_THAT, _same),
    (_THE_NEXT, _neighbour),
    (f"THE {_WHAT} (?P<way>EARLIER | (?: BEFORE | AFTER ) {_END})", _neighbour),
    (
        "(?P<way>EARLIER | LATER) (?P<which>THIS | THAT) (?P<what>DAY | PART | UNIT | SEASON)",
        _partly,
    ),
    ("(?P<way>EARLIER | LATER | PHASE) IN (?P<which>THE) (?P<what>DAY | PART | UNIT)", _partly),
    (f"(?P<which>THE)? (?P<edge>EDGE | BEGINNING) OF THE {_WHAT}", _edge),
    ("(?P<which>THE)? (?P<what>UNIT) [POSS DASH] (?P<edge>EDGE)", _edge),
)
