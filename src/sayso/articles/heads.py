"""What the head of a plain text says of the article: title, byline, outlet, date, address.

Only what stands on its own, is labelled, or is in the dateline counts: a date in running prose is
what the article tells, not when it was published.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sayso.outlets import known

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
    rf"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{{0,6}}\.?,?\s+)?(?:{_ISO}"
    rf"|{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})"
    rf"|(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\s+{_MONTH2},?\s+(?P<year2>\d{{4}}))"
)
_TIME = r"(?:[,;|·\s]+(?:at\s+)?\d{1,2}[:.]\d\d\s*(?:[ap]\.?m\.?)?(?:\s+[A-Z]{2,4})?)?"
_LABEL = (
    r"(?:(?P<late>updated|last updated)|(?P<sure>date)"
    r"|dated|published|publication date|posted|issued)"
)
# "published" and the like without a colon may begin a sentence: then the text just runs on
_LABELLED = re.compile(
    rf"^\s*{_LABEL}(?:\s*(?P<colon>:)|\s+on\b)?\s+{_DATE}(?P<rest>.{{0,3}})", re.IGNORECASE
)
_RUNS_ON = re.compile(r"\s*(?:,|[a-z])")
_ALONE = re.compile(rf"^\s*[(\[]?{_DATE}{_TIME}[)\]]?\s*[.|·–—-]?\s*$", re.IGNORECASE)
# "GENEVA, March 3, 2026 (Reuters) — ": place in capitals, then date, agency or both, then a dash
_DAY = (
    rf"(?:(?i:{_MONTH.replace('?P<month>', '?:')})\s+\d{{1,2}}(?P<year>,\s+\d{{4}})?"
    rf"|\d{{1,2}}\s+(?i:{_MONTH.replace('?P<month>', '?:')})(?P<year2>,?\s+\d{{4}})?)"
)
_DATELINE = re.compile(
    r"^\s*[A-Z][A-Z.'’\- ]{2,40}(?:,\s+[A-Z][\w.]+){0,2}?"
    rf"(?:,\s+(?P<when>{_DAY}))?"
    r"(?:\s*\((?P<agency>[A-Z][\w .&'’-]{1,40})\))?\s*[-–—]+\s*(?=\S)"
)
# "(Reuters) - ", "Geneva (dpa) – ": any place or none, if the outlet is a known one
_CREDIT = re.compile(r"^\s*(?:[A-Z][^()\n]{1,40})?\((?P<agency>[\w .&'’-]{2,40})\)\s*[-–—]+\s*\S")
_SHOUTED = frozenset("ANALYSIS BREAKING EXCLUSIVE LIVE OPINION UPDATE UPDATED VIDEO WATCH".split())
_FIELD = re.compile(r"^\s*(?P<key>[A-Za-z][A-Za-z _-]{2,20}?)\s*:\s*(?P<value>\S.*?)\s*$")
_WHO = r"[A-Z][\w.'’-]*(?:\s+(?:[a-z]{2,3}\s+)?[A-Z][\w.'’-]*){1,3}"
_BYLINE = re.compile(
    rf"^\s*(?:By|BY|by)\s+(?P<who>{_WHO}(?:(?:\s*,\s*|\s+and\s+){_WHO}){{0,9}})"
    r"(?:\s*[,|·–—-]\s*.{1,60})?\s*$"
)
_NO_NAME = re.compile(r"(?:The|A|An|All|Any|Our|His|Her|Their)\s", re.IGNORECASE)
_DECORATION = " \t*_"  # Markdown's, around a line
_BARE_LABEL = re.compile(rf"^\s*{_LABEL}\s*:?\s*$", re.IGNORECASE)
_KEYS = {
    "title": "title", "headline": "title",
    "author": "byline", "authors": "byline", "byline": "byline",
    "outlet": "outlet", "source": "outlet", "publication": "outlet", "publisher": "outlet",
    "url": "url", "link": "url",
    "date": "published", "published": "published", "publication date": "published",
    "posted": "published",
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
    found, updated = Head(), None
    lines = list(_lines(text))
    for line in lines:
        plain = line.strip(_DECORATION)
        labelled = _labelled(plain)
        if labelled and labelled["late"]:
            updated = updated or _date(labelled)
        elif match := labelled or _ALONE.match(plain):
            found = replace(found, published=found.published or _date(match))
        else:
            found = _with_line(found, plain, opened=text.startswith("---"))
    title = found.title or _title(text, lines)
    return replace(found, title=title, published=found.published or updated)


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


def _labelled(line: str) -> re.Match[str] | None:
    """A labelled date, unless what follows shows that its label begins a sentence."""
    match = _LABELLED.match(line)
    runs_on = match and not (match["colon"] or match["sure"]) and _RUNS_ON.match(match["rest"])
    return None if runs_on else match


def _with_line(found: Head, line: str, *, opened: bool) -> Head:
    if match := _dateline(line):
        year = match.groupdict().get("year") or match.groupdict().get("year2")
        agency = match["agency"].strip() if match["agency"] else None
        return replace(
            found,
            published=found.published or (stated_date(match["when"]) if year else None),
            outlet=found.outlet or agency,
        )
    if match := _field(line):
        return _with_field(found, match["key"].lower(), match["value"].strip("\"'"), opened=opened)
    if (match := _BYLINE.match(line)) and not _NO_NAME.match(match["who"]):
        return _with_byline(found, match["who"])
    return found


def _dateline(line: str) -> re.Match[str] | None:
    if match := _DATELINE.match(line):
        return match if match["agency"] not in _SHOUTED else None
    match = _CREDIT.match(line)
    outlet = known().find(match["agency"]) if match else None
    return match if outlet and outlet.kind != "platform" else None


def _field(line: str) -> re.Match[str] | None:
    match = _FIELD.match(line)
    return match if match and match["key"].lower() in _KEYS else None


def _with_byline(found: Head, who: str) -> Head:
    """People by name; what follows the last of them, or is an outlet, is where they work."""
    *first, last = re.split(r"\s+and\s+", who)
    people = [name for part in first for name in re.split(r"\s*,\s*", part)]
    people += re.split(r"\s*,\s*", last)[: 1 if first else None]
    named = tuple(name for name in people if not known().find(name))
    return replace(found, byline=found.byline or named)


def _with_field(found: Head, label: str, value: str, *, opened: bool) -> Head:
    """`opened`: the text opens with front matter, where a label is no headline's beginning."""
    key = _KEYS[label]
    if key == "published":
        return replace(found, published=found.published or stated_date(value))
    if key == "byline":
        return replace(found, byline=found.byline or tuple(re.split(r"\s*[,;]\s*", value)))
    if key == "url":
        good = value.lower().startswith(("http://", "https://"))
        return replace(found, url=found.url or (value if good else None))
    if key == "title":
        return replace(found, title=found.title or value[:_TITLE_CHARS])
    if label == "source" and not opened and not known().find(value):
        return found  # "Source: minister to go" is a headline
    return replace(found, outlet=found.outlet or value[:_TITLE_CHARS])


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
        plain = line.strip(_DECORATION)
        if plain.startswith("#"):
            return plain.lstrip("#").strip() or None
        if _is_about(plain):
            continue
        at = text.index(line)
        rest = text[at + len(line) :].lstrip()
        sentence = plain.endswith((".", ",", ";")) and not plain.endswith("...")
        if rest and len(plain) <= _TITLE_CHARS and not sentence and not _dateline(plain):
            return plain if len(rest) > len(plain) else None
        return None
    return None


def _is_about(line: str) -> bool:
    """Whether a line says something of the article, and so is not its headline."""
    if _BARE_LABEL.match(line) or _labelled(line) or _ALONE.match(line):
        return True
    byline = _BYLINE.match(line)
    if byline and not _NO_NAME.match(byline["who"]):
        return True
    field = _field(line)
    return field is not None and field["key"].lower() != "source"
