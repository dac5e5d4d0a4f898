"""The dateline that news stories begin with: "GENEVA, March 3 (Reuters) - …"."""

from __future__ import annotations

import re

from sayso.articles.dates import date_at

_DASH = re.compile(r"(?P<before>.{2,120}?)(?:\s+--?\s+|\s*--\s+|\s*[–—]\s*)(?=(?P<after>\S))")
_SLASHES = re.compile(r"(?P<before>.{0,80}?/[^/]{2,40}/)\.\s+(?=(?P<after>\S))")  # /TASS/. …
_AGENCY = re.compile(r"\(([^()]{2,40})\)$|(?:^|\s)/([^/]{2,40})/$")
_NAME = re.compile(r"[^\W\d_][\w.&'’]*(?:[ /][^\W\d_][\w.&'’]*){0,4}")
_PLACE = re.compile(r"[^\W\d_][\w.'’ -]{1,40}(?:,\s[^\W\d_][\w.'’ -]{1,30}){0,2}")
_PART_OF_DATE = re.compile(r"\s*,?\s*(?:[^\W\d_]{3,9}\.?\s+\d{1,2}|\d{1,2}\s+[^\W\d_]{3,9}\.?)$")
_SHOUTED = frozenset("ANALYSIS BREAKING EXCLUSIVE LIVE OPINION UPDATE UPDATED VIDEO WATCH".split())
_CAPITALS = 0.8  # of a place's letters ("McALLEN")


def dateline(line: str) -> tuple[str | None, str | None] | None:
    """Agency and date (ISO) of the dateline that a paragraph begins with; None if it has none.

    A date without a year says nothing on its own, and a place alone ("LONDON — …") makes no
    dateline here, since it would tell nothing.
    """
    found = _SLASHES.match(line) or _DASH.match(line)
    if not found:
        return None
    before = found["before"].strip()
    agency = _AGENCY.search(before)
    name = (agency[1] or agency[2]).strip() if agency else None
    place, date = _without_date(before[: agency.start()].strip(". ") if agency else before)
    in_capitals = _in_capitals(place)
    if name is None:
        return (None, date) if in_capitals and date else None
    if name in _SHOUTED or (place and not _PLACE.fullmatch(place)):
        return None
    if _is_known(name) or (in_capitals and _NAME.fullmatch(name) and not found["after"].islower()):
        return name, date
    return None


def _without_date(before: str) -> tuple[str, str | None]:
    """Place and date of "GENEVA, March 3, 2026"; the date None if it has no year."""
    for position in (0, *(comma.end() for comma in re.finditer(r",\s*", before))):
        date = date_at(before, position)
        if date and date.end == len(before):
            return before[:position].rstrip(", "), date.value
    return _PART_OF_DATE.sub("", before).rstrip(", "), None


def _in_capitals(place: str) -> bool:
    """Whether a place is written as datelines have it; what follows a comma need not be."""
    letters = [letter for letter in place.partition(",")[0] if letter.isalpha()]
    return len(letters) > 2 and sum(map(str.isupper, letters)) >= _CAPITALS * len(letters)


def _is_known(name: str) -> bool:
    """Whether this is a news agency that we know."""
    from sayso.outlets import known

    outlet = known().find(name)
    return outlet is not None and outlet.kind == "agency"
