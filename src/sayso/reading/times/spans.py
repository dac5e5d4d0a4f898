"""Layer three: dates in their clause: "since Sunday", "from March to May", "on Monday"."""

from __future__ import annotations

from dataclasses import replace

from sayso.reading.times.calendar import Interval, joined, step
from sayso.reading.times.grammar import Found, Rule
from sayso.reading.times.words import symbol


def _between(found: Found) -> Interval | None:
    """From March to May, between 2010 and 2014, Monday through Thursday."""
    return joined(found.interval("date"), found.interval("last"), found.published)


def _until_then(found: Found) -> Interval | None:
    """Between now and Friday."""
    last, now = found.interval("last"), found.published
    if now is None or last.end < now:
        return None
    return Interval(now, last.end, "rolling")


def _since(found: Found) -> Interval | None:
    """Since Sunday, from Monday on, starting in March: the end is left open."""
    return replace(found.interval("date"), open="end")


def _until(found: Found) -> Interval | None:
    """Until Friday, by 2030: the start is left open."""
    return replace(found.interval("date"), open="start")


def _before(found: Found) -> Interval | None:
    """Before 2010: up to the day before; before Monday's vote: up to that Monday."""
    whole = found.interval("date")
    end = whole.end if _event(found) else step(whole.start, -1, "day")
    return replace(whole, start=end, end=end, open="start") if end else None


def _after(found: Found) -> Interval | None:
    """After 2010: from the day behind; after Monday's vote: from that Monday on."""
    whole = found.interval("date")
    start = whole.start if _event(found) else step(whole.end, 1, "day")
    return replace(whole, start=start, end=start, open="end") if start else None


def _event(found: Found) -> bool:
    """Whether the date is that of an event, or exact to the minute: it does not end its day."""
    return bool(found.interval("date").clock) or found.kind_at(found.behind) == symbol("POSS")


def _plain(found: Found) -> Interval | None:
    """On Monday, in 2015, for the past decade."""
    return found.interval("date")


_DATE = "(?P<date>DATED | LONG | TIMED)"
_LAST = "(?P<last>DATED | LONG | TIMED)"
_LOOSE = "(?: AT LEAST | ABOUT )? [IN ON AT]?"
RULES: tuple[Rule, ...] = (
    (f"BETWEEN {_DATE} AND {_LAST}", _between),
    (f"(?: FROM [IN ON]? )? {_DATE} (?: TO | THROUGH | UNTIL | DASH) {_LAST}", _between),
    (f"FROM {_DATE} (?: ONWARD | ON (?= [STOP COMMA CLOSE QUOTE MARK] | $ ) )", _since),
    (f"(?: STARTING | BEGINNING ) [IN ON WITH FROM]? {_DATE}", _since),
    (f"SINCE {_LOOSE} {_DATE}", _since),
    (f"(?: UNTIL | THROUGH | BY ) {_LOOSE} {_DATE}", _until),
    (f"(?: BEFORE | PREVIOUS TO ) {_DATE}", _before),
    (f"AFTER {_DATE}", _after),
    ("[FOR IN DURING WITHIN] (?P<date>ROLLING)", _plain),
    (f"BETWEEN NOW AND {_LAST}", _until_then),
    ("[IN DURING WITHIN AT] (?P<date>LONG) (?!POSS)", _plain),
    ("[ON AT DURING] (?P<date>DATED | TIMED) (?!POSS)", _plain),
)
