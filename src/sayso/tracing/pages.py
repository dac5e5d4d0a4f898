"""An article laid out for comparing: its words by key, and where its statements stand in them."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sayso.domain import Reading, Statement
from sayso.tracing.lexicon import frequencies
from sayso.tracing.words import keys, places, words

_NAMES = 3  # that stand for whom an article is about


@dataclass(frozen=True, slots=True)
class Page:
    """`length`: words that mean something, the title's first; `counts`: how often each comes;
    `places`: key → positions among the words, for the keys that were asked for."""

    reading: Reading
    length: int
    counts: Mapping[str, int]
    places: Mapping[str, Sequence[int]]

    def holds(self, key: str, start: int, end: int) -> bool:
        """Does the key stand at one of the positions [start, end)?"""
        places = self.places.get(key)
        if places is None:
            return False
        after = bisect_left(places, start)
        return after < len(places) and places[after] < end


def page(reading: Reading, wanted: Collection[str]) -> Page:
    """The layout of an article, with the places of the keys `wanted`."""
    article = reading.article
    found = (keys(article.title) if article.title else []) + keys(article.text)
    places: dict[str, list[int]] = {}
    for position, key in enumerate(found):
        if key in wanted:
            places.setdefault(key, []).append(position)
    return Page(reading, len(found), Counter(found), places)


def units(reading: Reading) -> tuple[tuple[int, int], ...]:
    """For each statement the positions [from, to) of source, cue and content among the words of
    the article's page."""
    title = len(keys(reading.article.title)) if reading.article.title else 0
    starts = places(reading.article.text)
    return tuple(_unit(statement, starts, title) for statement in reading.statements)


def often_named(reading: Reading) -> list[str]:
    """The names that an article has most often, the first before others; words, not phrases."""
    text = reading.article.text
    counts: Counter[str] = Counter()
    shown: dict[str, str] = {}
    for word in words(text):
        written = text[word.start : word.end]
        if written[:1].isupper() and word.key not in frequencies():
            counts[word.key] += 1
            shown.setdefault(word.key, written)
    return [shown[key] for key, _ in counts.most_common(_NAMES)]


def _unit(statement: Statement, starts: Sequence[int], before: int) -> tuple[int, int]:
    parts = (statement.source, statement.cue, statement.content)
    spans = [span for part in parts if part is not None for span in part.spans]
    start = min((span.start for span in spans), default=0)
    end = max((span.end for span in spans), default=0)
    return before + bisect_left(starts, start), before + bisect_left(starts, end)
