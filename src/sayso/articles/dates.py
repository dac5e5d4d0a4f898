"""Dates as people and machines write them → ISO. What can't be a date of publication is none."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

_EARLIEST = 1600  # the first newspaper was printed in 1605
_AHEAD = timedelta(days=366)  # a magazine may be dated ahead; further off it is a slip

_MONTHS = {
    name: number
    for number, names in enumerate(
        "january jan,february feb,march mar,april apr,may,june jun,july jul,august aug,"
        "september sept sep,october oct,november nov,december dec".split(","),
        1,
    )
    for name in names.split()
}
_MONTH = "(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4})(?![\w-])"
_WEEKDAY = re.compile(
    r"(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?\b\.?,?\s+", re.IGNORECASE
)
_CLOCK = r"\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?"
_ISO = re.compile(
    rf"(?P<day>\d{{4}}-\d\d-\d\d)"
    rf"(?:[Tt ](?P<clock>{_CLOCK})(?:\s?(?P<zone>Z|UTC|GMT|[+-]\d\d:?\d\d)(?![\w:]))?)?(?![\w-])",
    re.IGNORECASE,
)
_WRITTEN = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_MONTH}\s+{_DAY},?\s+{_YEAR}",  # March 3, 2026
        rf"{_DAY}\s+(?:of\s+)?{_MONTH},?\s+{_YEAR}",  # 3rd of March 2026
        rf"{_DAY}-{_MONTH}-{_YEAR}",  # 03-Mar-2026
        r"(?P<year>\d{4})([/.])(?P<number>\d{1,2})\2(?P<day>\d{1,2})(?![\w/.-])",  # 2026/03/03
        rf"(?P<day>\d{{1,2}})\.\s?(?P<number>\d{{1,2}})\.\s?{_YEAR}",  # 3.3.2026, never American
    )
)
_SLASHED = re.compile(rf"(?P<one>\d{{1,2}})([/-])(?P<two>\d{{1,2}})\2{_YEAR}")


@dataclass(frozen=True, slots=True)
class Stated:
    """A date that a text states. `value`: ISO, or None if there is no such day or it can't be a
    day of publication; `end`: where in the text it ends."""

    value: str | None
    end: int


def iso_date(text: str) -> str | None:
    """An ISO date or date-time in its plainest form; None if it is none or can't be one."""
    tidy = text.strip()
    found = _ISO.fullmatch(tidy)
    return _iso(found) if found else None


def stated_date(text: str) -> str | None:
    """The date that a short text consists of, in any form that `date_at` knows, or None."""
    tidy = text.strip()
    found = date_at(tidy, 0)
    return found.value if found and found.end == len(tidy) else None


def date_at(text: str, start: int) -> Stated | None:
    """The full date (with its year) that is written at `start`, if one is.

    3/4/2026 is a day in March or in April, depending on the writer: `value` is None for it.
    """
    weekday = _WEEKDAY.match(text, start)
    start = weekday.end() if weekday else start
    if found := _ISO.match(text, start):
        return Stated(_iso(found), found.end())
    for pattern in _WRITTEN:
        if found := pattern.match(text, start):
            return Stated(_written(found), found.end())
    if found := _SLASHED.match(text, start):
        return Stated(_slashed(found), found.end())
    return None


def _iso(found: re.Match[str]) -> str | None:
    zone = (found["zone"] or "").upper()
    zone = "+00:00" if zone in ("Z", "UTC", "GMT") else zone
    try:
        if not found["clock"]:
            return _publishable(date.fromisoformat(found["day"]))
        moment = datetime.fromisoformat(f"{found['day']}T{found['clock']}{zone}")
    except ValueError:
        return None
    return moment.isoformat() if _publishable(moment.date()) else None


def _written(found: re.Match[str]) -> str | None:
    parts = found.groupdict()
    named = parts.get("month")
    month = _MONTHS[named.lower()] if named else int(parts["number"])
    return _day(int(parts["year"]), month, int(parts["day"]))


def _slashed(found: re.Match[str]) -> str | None:
    year, one, two = int(found["year"]), int(found["one"]), int(found["two"])
    if one == two or two > 12:
        return _day(year, one, two)
    return _day(year, two, one) if one > 12 else None


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return _publishable(date(year, month, day))
    except ValueError:
        return None


def _publishable(day: date) -> str | None:
    sensible = day.year >= _EARLIEST and day <= date.today() + _AHEAD
    return day.isoformat() if sensible else None
