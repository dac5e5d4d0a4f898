"""Years, decades and centuries: numbers that the words around them make into years.

"In 2016" and "until 2030" are years; "the 2016 campaign", "2015 people", "Resolution 2024" are not.
"""

from __future__ import annotations

from datetime import date

from sayso.reading.times.calendar import Interval, months, year_of
from sayso.reading.times.grammar import Found, Rule
from sayso.reading.times.words import group, symbol

_YEARS = range(1500, 2101)  # what a number of four digits may be, where words call it a year
_LIKELY_YEARS = range(1900, 2100)  # the same where words leave it open


def ordinal(found: Found, name: str) -> int:
    """3, 3rd, third; -1 for other words."""
    digits = found.value(name).rstrip("stndrh")
    return int(digits) if digits.isdecimal() else -1


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


def _year(found: Found) -> Interval | None:
    """2015, where the words around call it a year; "the 2015 vote" and "2015 people" do not."""
    year = found.number("year")
    at = found.first + len(found.part("lead"))
    before, ahead = lead(found, at), found.kind_at(found.behind)
    if year not in _YEARS or ahead in (symbol("POSS"), symbol("COUNTED"), symbol("DASH")):
        return None
    following = found.word_at(found.behind)
    glued = ahead not in (symbol("OTHER"), symbol("NAME")) or following in group("glue")
    if found.part("lead"):
        sure = found.value("lead") == "year"
    elif found.accepted == at - 1 and found.accepted and before in group("chain"):
        sure = glued
    elif before in group("firm"):
        sure = glued or (year in _LIKELY_YEARS and year % 100 != 0)
    elif before in group("opener") or before in ("and", "or", "for", "than", "("):
        sure = glued and year in _LIKELY_YEARS and _no_name(found, at, before)
    else:
        sure = at == 0 and year in _LIKELY_YEARS and following in group("glue")
    return year_of(year) if sure else None


def lead(found: Found, at: int) -> str:
    """The word before a place; in "mid-March" that is "mid", in "since at least 2010" "since"."""
    while found.kind_at(at - 1) in (symbol("LEAST"), symbol("ABOUT")):
        at -= 2 if found.word_at(at - 2) == "at" else 1
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
    """From 2010 to 2014; 2010-2014, 2016-17, where a preposition or bracket makes them years."""
    dashed = found.kind_at(found.first) == symbol("YEAR")
    if dashed and found.word_at(found.first - 1) not in group("firm") | {"from", "("}:
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
    year = int("".join(filter(str.isdecimal, found.value("decade"))))
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


def _never(_: Found) -> None:
    """A fiscal year begins when its owner likes."""


RULES: tuple[Rule, ...] = (
    ("FROM (?P<year>YEAR) [TO THROUGH UNTIL] (?P<last>YEAR) (?!COUNTED)", _years),
    ("BETWEEN (?P<year>YEAR) AND (?P<last>YEAR) (?!COUNTED)", _years),
    ("(?P<year>YEAR) DASH (?P<last>YEAR | DAYNUM | NUM)", _years),
    ("(?: THE? (?P<lead>UNIT) )? (?P<year>YEAR)", _year),
    ("FISCAL UNIT? YEAR", _never),
    ("(?<=[IN OF SINCE BY UNTIL FROM]) (?P<short>SHORTYEAR)", _short),
    ("THE? (?P<decade>DECADES) (?!DASH)", _decade),
    ("THE? (?P<nth>NTH | ORDINAL) (?P<unit>UNIT) (?!OF)", _century),
)
