"""What the head of a plain text says of the article: title, byline, outlet, date, address.

Only what stands on its own, is labelled, or is in the dateline counts: a date in running prose is
what the article tells, not when it was published.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

_HEAD_LINES = 12
_HEAD_CHARS = 1500
_TITLE_CHARS = 200
_EARLIEST = 1600  # the first newspaper was printed in 1605
_MONTHS = {
    name: number
    for number, names in enumerate(
        "january jan,february feb,march mar,april apr,may,june jun,july jul,august aug,"
        "september sept sep,october oct,november nov,december dec".split(","),
        1,
    )
    for name in names.split()
}
_MONTH = "(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\.?"
_MONTH2 = _MONTH.replace("<month>", "<month2>")
_ISO = (
    r"(?P<iso>\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?)(?![\w-])"
)
_DATE = (
    rf"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+)?(?:{_ISO}"
    rf"|{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})"
    rf"|(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\s+{_MONTH2},?\s+(?P<year2>\d{{4}}))"
)
_TIME = r"(?:[,;|·\s]+(?:at\s+)?\d{1,2}[:.]\d\d\s*(?:[ap]\.?m\.?)?(?:\s+[A-Z]{2,4})?)?"
_LABEL = r"(?:date|dated|published|publication date|posted|updated|last updated|issued)"
_LABELLED = re.compile(rf"^\s*{_LABEL}(?:\s*:|\s+on\b)?\s+{_DATE}", re.IGNORECASE)
_ALONE = re.compile(rf"^\s*[(\[]?{_DATE}{_TIME}[)\]]?\s*[.|·–—-]?\s*$", re.IGNORECASE)
# "GENEVA, March 3, 2026 (Reuters) — ": place in capitals, then date, agency or both, then a dash
_DATELINE = re.compile(
    r"^\s*[A-Z][A-Z.'’\- ]{2,40}(?:,\s+[A-Z][\w.]+){0,2}"
    rf"(?:,\s+(?P<when>{_MONTH.replace('<month>', '<m>')}\s+\d{{1,2}}(?:,\s+\d{{4}})?))?"
    r"(?:\s*\((?P<agency>[A-Z][\w .&'’-]{1,40})\))?\s*[-–—]+\s+(?=\S)"
)
_FIELD = re.compile(r"^\s*(?P<key>[A-Za-z][A-Za-z _-]{2,20}?)\s*:\s*(?P<value>\S.*?)\s*$")
_BYLINE = re.compile(
    r"^\s*by\s+(?P<who>[A-Z][\w.'’-]+(?:\s+(?:[a-z]{2,3}\s+)?[A-Z][\w.'’-]*){1,3}"
    r"(?:(?:\s*,\s*|\s+and\s+)[A-Z][\w.'’-]+(?:\s+[A-Z][\w.'’-]*){1,3})*)"
    r"(?:\s*[,|·–—-]\s*.{1,60})?\s*$",
    re.IGNORECASE,
)
_NAME = re.compile(r"^[A-Z]")
_KEYS = {
    "title": "title", "headline": "title",
    "author": "byline", "authors": "byline", "byline": "byline",
    "outlet": "outlet", "source": "outlet", "publication": "outlet", "publisher": "outlet",
    "url": "url", "link": "url",
    "date": "published", "published": "published", "publication date": "published",
    "posted": "published", "updated": "published",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Head:
    """What an article says of itself before it begins."""

    title: str | None = None
    byline: tuple[str, ...] = ()
    outlet: str | None = None
    published: str | None = None
    url: str | None = None


def head(text: str) -> Head:
    """The head of a plain text or Markdown file."""
    found = Head()
    lines = list(_lines(text))
    for number, line in enumerate(lines):
        found = _with_line(found, line.strip(), first=number == 0)
    title = _title(text, lines)
    return replace(found, title=found.title or title)


def iso_date(text: str) -> str | None:
    """An ISO date or date-time, tidied; None if it is none or can't be one."""
    tidy = text.strip().replace(" ", "T", 1)
    try:
        moment = datetime.fromisoformat(tidy)
    except ValueError:
        return None
    if not _possible(moment.date()):
        return None
    return moment.date().isoformat() if len(tidy) <= len("2026-03-03") else moment.isoformat()


def stated_date(text: str) -> str | None:
    """The date that a short stretch of text consists of, ISO, or None."""
    match = _ALONE.match(text)
    return _date(match) if match else iso_date(text)


def _lines(text: str) -> Iterator[str]:
    count = 0
    for line in text[:_HEAD_CHARS].splitlines():
        if line.strip() and line.strip() != "---":
            yield line
            count += 1
            if count == _HEAD_LINES:
                return


def _with_line(found: Head, line: str, *, first: bool) -> Head:
    if match := _LABELLED.match(line) or _ALONE.match(line):
        return replace(found, published=found.published or _date(match))
    if match := _DATELINE.match(line):
        return _with_dateline(found, match)
    if (match := _FIELD.match(line)) and match["key"].strip().lower() in _KEYS:
        return _with_field(found, _KEYS[match["key"].strip().lower()], match["value"].strip("\"'"))
    if (match := _BYLINE.match(line)) and not first and _NAME.match(match["who"]):
        people = re.split(r"\s*,\s*|\s+and\s+", match["who"])
        return replace(found, byline=found.byline or tuple(people))
    return found


def _with_dateline(found: Head, match: re.Match[str]) -> Head:
    day = stated_date(match["when"]) if match["when"] else None
    agency = match["agency"]
    return replace(
        found,
        published=found.published or day,
        outlet=found.outlet or (agency.strip() if agency else None),
    )


def _with_field(found: Head, key: str, value: str) -> Head:
    if key == "published":
        return replace(found, published=found.published or stated_date(value))
    if key == "byline":
        return replace(found, byline=found.byline or tuple(re.split(r"\s*[,;]\s*", value)))
    if key == "url":
        good = value.lower().startswith(("http://", "https://"))
        return replace(found, url=found.url or (value if good else None))
    if key == "title":
        return replace(found, title=found.title or value)
    return replace(found, outlet=found.outlet or value)


def _date(match: re.Match[str]) -> str | None:
    if match["iso"]:
        return iso_date(match["iso"])
    month = (match["month"] or match["month2"]).lower()
    day, year = match["day"] or match["day2"], match["year"] or match["year2"]
    try:
        found = date(int(year), _MONTHS[month], int(day))
    except ValueError:
        return None
    return found.isoformat() if _possible(found) else None


def _possible(day: date) -> bool:
    """Not before newspapers, not more than a year ahead of the clock."""
    return day.year >= _EARLIEST and day <= date.today() + timedelta(days=366)


def _title(text: str, lines: list[str]) -> str | None:
    """The first line, where it reads as a headline: short, set apart, not a sentence."""
    for line in lines:
        plain = line.strip()
        if plain.startswith("#"):
            return plain.lstrip("#").strip() or None
        if _LABELLED.match(plain) or _ALONE.match(plain) or _FIELD.match(plain):
            continue
        at = text.index(line)
        rest = text[at + len(line) :].lstrip()
        sentence = plain.endswith((".", ",", ";")) and not plain.endswith("...")
        if rest and len(plain) <= _TITLE_CHARS and not sentence and not _DATELINE.match(plain):
            return plain if len(rest) > len(plain) else None
        return None
    return None
