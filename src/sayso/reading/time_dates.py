"""Names of days and longer stretches, those of the calendar ("3 March 2026", "in May", "2015").

What has no year takes it from the tense of its clause.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from sayso.reading.time_calendar import (
    Interval,
    day,
    months,
    on,
    season,
    step,
    weekday,
    year_of,
    yearly,
)
from sayso.reading.time_grammar import Found, Rule
from sayso.reading.time_words import lexicon, symbol

_YEARS = range(1500, 2101)  # what a number of four digits may be, where words call it a year
_LIKELY_YEARS = range(1900, 2100)  # the same where words leave it open
_DOTS = str.maketrans(".-", "//")
_OPENERS = frozenset("in into since until till by before after during throughout from of as through".split())
_FIRM = frozenset("in into since until till during throughout between early mid late".split())
_CHAINS = frozenset(["and", "or", "to", ",", "-", "through"])
# Words that may follow a year which is no modifier of them.
_GLUE = frozenset(
    "was were is are has had did will would when which that who as because with to the a an he she"
    " it they we i you his her its their our this but while after before for in on at by and or"
    " from than if under until into about against not also there".split()
)

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

    def make(year: int) -> Interval | None:
        start, end = on(year, month, first), on(year, month, last)
        if start is None or end is None or wanted not in (-1, start.weekday()):
            return None
        return Interval(start, end, "day" if start == end else "span")

    return _in_year(found, make)


def ordinal(found: Found, name: str) -> int:
    """3, 3rd, third; -1 for other words."""
    digits = found.value(name).rstrip("stndrh")
    return int(digits) if digits.isdecimal() else -1


def _in_year(found: Found, make: Callable[[int], Interval | None]) -> Interval | None:
    """What `make` gives for the year that is said, or for the one that the tense asks for."""
    year = said_year(found)
    if year is not None:
        return make(year)
    return yearly(make, found.published, found.tense) if found.published else None


def said_year(found: Found) -> int | None:
    """The year that the words name ("2016", "'16", "last year"); 0 if it cannot be told, None if
    they name none."""
    published, anchor = found.published, found.scene.anchor
    if found.part("year"):
        return found.number("year")
    if found.part("short"):
        return _short_year(int(found.value("short")[1:]), published)
    if not found.part("rely"):
        return None
    word = found.value("rely")
    if found.value("yearunit") != "year":
        return 0
    if word in ("that", "the"):
        return anchor.start.year if anchor else 0
    return published.year + {"last": -1, "this": 0, "next": 1}[word] if published else 0


def _short_year(number: int, published: date | None) -> int:
    """'08: the last such year that is at most ten years ahead; 0 with no day to see it from."""
    if published is None:
        return 0
    ahead = published.year + 10
    return ahead - (ahead - number) % 100


def _month(found: Found) -> Interval | None:
    """March 2016, October of last year."""
    number = found.number("month")
    return _in_year(found, lambda year: months(year, number, 1, "month"))


def _bare_month(found: Found) -> Interval | None:
    """In March; "May", "June" and "March" only where a word before makes them months."""
    before, ahead = _lead(found, found.first), found.kind_at(found.behind)
    kind, word = found.kind_at(found.first), found.word_at(found.first)
    chained = 0 < found.first - found.accepted <= 2 and found.accepted and before in _CHAINS
    known = chained or before in _OPENERS or before in _FIRM
    if kind == symbol("MONTHABBR"):
        sure = known and word.endswith(".")
    elif kind == symbol("MAYMONTH"):
        name = ahead in (symbol("POSS"), symbol("NAME"), symbol("COMMA")) and before not in _FIRM
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


def _year(found: Found) -> Interval | None:
    """2015, where the words around call it a year; "the 2015 vote" and "2015 people" do not."""
    year = found.number("year")
    at = found.first + len(found.part("lead"))
    before, ahead = _lead(found, at), found.kind_at(found.behind)
    if year not in _YEARS or ahead in (symbol("POSS"), symbol("COUNTED"), symbol("DASH")):
        return None
    glued = ahead not in (symbol("OTHER"), symbol("NAME")) or found.word_at(found.behind) in _GLUE
    if found.part("lead"):
        sure = found.value("lead") != "fiscal"
    elif found.accepted == at - 1 and found.accepted and before in _CHAINS:
        sure = glued
    elif before in _FIRM:
        sure = glued or (year in _LIKELY_YEARS and year % 100 != 0)
    elif before in _OPENERS or before in ("and", "or", "for", "than", "("):
        sure = glued and year in _LIKELY_YEARS and _no_name(found, at, before)
    else:
        sure = at == 0 and year in _LIKELY_YEARS and found.word_at(at + 1) in _GLUE
    return year_of(year) if sure else None


def _lead(found: Found, at: int) -> str:
    """The word before a place; in "mid-March" that is "mid"."""
    before = found.word_at(at - 1)
    if found.kind_at(at - 1) == symbol("DASH"):
        before = found.word_at(at - 2) if found.kind_at(at - 2) == symbol("PHASE") else "-"
    return before


def _no_name(found: Found, at: int, before: str) -> bool:
    """Whether a year after "of" is a date: not in "Class of 2016", "the Act of 1964"."""
    if before in ("and", "or"):  # "2012 and 2016" after an accepted year is told by the caller
        return found.accepted == at - 2 and found.accepted > 0
    if before != "of":
        return True
    head = found.kind_at(at - 2)
    return head not in (symbol("NAME"), symbol("CLASS"))


def _years(found: Found) -> Interval | None:
    """2010-2014, 2016-17, where a preposition or bracket makes them years."""
    if found.word_at(found.first - 1) not in _FIRM | {"from", "("}:
        return None
    first, last = found.number("year"), found.number("last")
    last = first // 100 * 100 + last if last < 100 else last
    start, end = year_of(first), year_of(last)
    if first not in _YEARS or last not in _YEARS or not start or not end or first >= last:
        return None
    return Interval(start.start, end.end, "span")


def _short(found: Found) -> Interval | None:
    """In '08."""
    return year_of(_short_year(int(found.value("short")[1:]), found.published) or -1)


def _decade(found: Found) -> Interval | None:
    """The 1990s, the '90s; the 1800s are a century, the 2000s a decade."""
    digits = found.value("decade").strip("'’s").replace("'", "").replace("’", "")
    year = int(digits)
    if year < 100:
        if found.published is None:
            return None
        year = found.published.year // 100 * 100 + year
        year -= 100 if year > found.published.year else 0
    return months(year, 1, 1200 if year % 100 == 0 and year < 2000 else 120, "decade")


def _century(found: Found) -> Interval | None:
    """The 19th century: 1801 to 1900; not "a 19th-century house"."""
    if found.value("unit") != "century" or found.kind_at(found.behind) == symbol("OTHER"):
        return None
    return months((ordinal(found, "nth") - 1) * 100 + 1, 1, 1200, "century")


def _season(found: Found) -> Interval | None:
    """Summer 2025, the spring of last year, last summer; "in the fall" by its tense."""
    name, word = found.value("season"), _turn(found)
    if not word:
        return _in_year(found, lambda year: season(year, name))
    if found.published is None:
        return None
    if word == "this":
        return yearly(lambda year: season(year, name), found.published, "unknown")
    tense = "past" if word == "last" else "future"
    return yearly(lambda year: season(year, name), found.published, tense, strict=True)


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
        firm = before in _OPENERS or before in ("on", "at") or found.part("year")
        if not firm or (ahead in (symbol("OTHER"), symbol("NAME"), symbol("PART")) and before != "on"):
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


_TURN = "(?: (?P<rel>LAST | NEXT | THIS) | THE (?=PAST | COMING) ) (?P<turned>PAST | COMING)?"
RULES: tuple[Rule, ...] = (
    ("ISO", _iso),
    ("NUMERIC", _numeric),
    (f"{_WEEKDAY} {_MONTH} THE? {_DAY} (?!COUNTED) {_LAST} (?!COUNTED) {_YEAR}?", _dated),
    (f"{_WEEKDAY} THE? {_DAY} {_LAST} OF? {_MONTH} {_YEAR}?", _dated),
    (f"{_WEEKDAY} THE? (?P<day>ORDINAL) OF {_MONTH} {_YEAR}?", _dated),
    (f"{_MONTH} {_YEAR}", _month),
    (f"{_TURN} {_MONTH}", _relative_month),
    (
        f"THE? (?P<nth>ORDINAL | NTH | LAST | FINAL) (?P<weekday>WEEKDAY) (?:IN | OF) {_MONTH}"
        f" {_YEAR}?",
        _nth_weekday,
    ),
    ("THE? (?:ORDINAL | NTH | LAST | FINAL) WEEKDAY OF (?:EVERY | AN | THE)", lambda _: None),
    (_MONTH, _bare_month),
    ("(?P<year>YEAR) DASH (?P<last>YEAR | DAYNUM | NUM)", _years),
    ("(?: THE? (?P<lead>UNIT) )? (?P<year>YEAR)", _year),
    ("(?P<lead>FISCAL UNIT?) YEAR", lambda _: None),
    ("(?<=[IN OF SINCE BY UNTIL FROM]) (?P<short>SHORTYEAR)", _short),
    ("THE? (?P<decade>DECADES)", _decade),
    ("THE? (?P<nth>NTH | ORDINAL) (?P<unit>UNIT) (?!OF)", _century),
    (f"(?: {_TURN} | THE )? (?P<season>SEASON) {_YEAR}", _season),
    (f"{_TURN} (?P<season>SEASON)", _season),
    ("(?<=[IN DURING SINCE BY UNTIL]) THE? (?P<season>SEASON) (?!OF)", _season),
    (f"(?P<day>HOLIDAY) (?: COMMA? (?P<year>YEAR) )?", _holiday),
    ("QUARTERLY (?P<nth>DAYNUM) (?: (?:COMMA | OF)? (?P<year>YEAR) )?", _quarterly),
)
