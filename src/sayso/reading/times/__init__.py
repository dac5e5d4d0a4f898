"""When: the time expressions of a text, resolved to intervals against its date of publication.

Precision is kept: "in March" is a whole month, "2015" a whole year, "Monday night" a day; only
what names a time of day is a date-time, local to the place that the text means. What the words
leave open stays open ("since Sunday", "by 2030"). What cannot be told is left out: "recently",
"the 2016 campaign", and, with no date of publication, all but full dates.

Two weeks ago is the calendar week that lies two weeks back, as two years ago is a year; the past
two weeks are the days up to publication. Other conventions: `calendar.py`.

The layers of the grammar: names of days and stretches (`dates.py`, `years.py`,
`now.py`, `anchored.py`), parts of them and what is counted from them (`parts.py`),
both in their clause (`spans.py`).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache

from sayso.domain import Moment, Span
from sayso.reading.text import paragraphs
from sayso.reading.times import anchored, dates, now, parts, spans, years
from sayso.reading.times.grammar import Layer, Scene
from sayso.reading.times.words import items, lexicon

_ANCHORED = 2  # paragraphs behind a date in which "the next day" may still mean the one after it
_LONGEST = 20_000  # characters looked at together; a longer paragraph is cut at white space


def find(text: str, published: str | None, region: Span | None = None) -> list[Moment]:
    """The time expressions that lie in a region of a text (by default all of it), in order.

    `published`: ISO date or date-time of publication; what is no such date counts as none. An
    expression means the same whatever the region is: what comes before it in the text is read as
    well, so ask once for many regions. Expressions do not overlap; each has one span.
    """
    start, end = region or Span(0, len(text))
    scene, named = Scene(_day(published)), 0
    moments: list[Moment] = []
    for number, (first, behind) in enumerate(_stretches(text)):
        if first >= end:
            break
        if number - named > _ANCHORED:
            scene = Scene(scene.published)
        if not lexicon().trigger.search(text, first, behind):
            continue
        found, after = _read(text, (first, behind), scene)
        if after is not scene:
            scene, named = after, number
        moments += found
    return [each for each in moments if start <= each.spans[0].start and each.spans[0].end <= end]


def _read(text: str, stretch: tuple[int, int], scene: Scene) -> tuple[list[Moment], Scene]:
    """The expressions of one paragraph, and what is known behind it."""
    named, partial, spanning = _layers()
    words, behind = named.rewrite(items(text, *stretch), scene)
    words, _ = partial.rewrite(words, scene)
    words, _ = spanning.rewrite(words, scene)
    found = []
    for item in words:
        if item.interval:
            span = Span(item.start, item.end)
            found.append(Moment(text[item.start : item.end], (span,), *item.interval.ends()))
    return found, behind


@cache
def _layers() -> tuple[Layer, Layer, Layer]:
    named = (*dates.RULES, *years.RULES, *now.RULES, *anchored.RULES)
    return Layer.of(named), Layer.of(parts.RULES), Layer.of(spans.RULES)


def _day(published: str | None) -> date | None:
    """The day of an ISO date or date-time; None if it is none."""
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:
        return None


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """Paragraphs, the longest of them in pieces."""
    for start, end in paragraphs(text):
        at = start
        while end - at > _LONGEST:
            cut = text.rfind(" ", at, at + _LONGEST)
            cut = cut if cut > at else at + _LONGEST
            yield at, cut
            at = cut
        yield at, end
