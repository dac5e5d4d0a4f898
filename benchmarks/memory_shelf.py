"""A shelf in memory, written apart from the ledger: for thousands of small ledgers, and to hold the
ledger against."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sayso.domain import Correction, Reading


class Match(NamedTuple):
    """As `sayso.tracing.shelf.Match`."""

    article_id: str
    score: float


class MemoryShelf:
    """Readings with BM25 over title and text; words fold as `str.casefold` does, unstemmed.

    `counted`: words of articles that were counted before, by id; it takes in those that weren't.
    """

    def __init__(
        self, readings: Sequence[Reading], counted: dict[str, Counter[str]] | None = None
    ) -> None:
        counted = {} if counted is None else counted
        self._kept = {reading.article.id: reading for reading in readings}
        self._held: defaultdict[str, dict[str, int]] = defaultdict(dict)
        self._lengths: dict[str, int] = {}
        for key, reading in self._kept.items():
            if key not in counted:
                text = f"{reading.article.title or ''} {reading.article.text}"
                counted[key] = Counter(_words(text))
            self._lengths[key] = counted[key].total()
            for word, count in counted[key].items():
                self._held[word][key] = count

    def size(self) -> int:
        """How many articles there are."""
        return len(self._kept)

    def frequencies(self, words: Sequence[str]) -> Mapping[str, int]:
        """In how many articles each word occurs; one of several words in its rarest."""
        return {
            word: min((len(self._held.get(part, ())) for part in _words(word)), default=0)
            for word in words
        }

    def matching(self, words: Sequence[str], limit: int) -> Sequence[Match]:
        """The best articles by BM25, ties by id."""
        mean = sum(self._lengths.values()) / max(1, len(self._lengths))
        scores: defaultdict[str, float] = defaultdict(float)
        for word in sorted({part for asked in words for part in _words(asked)}):
            held = self._held.get(word, {})
            rarity = math.log((len(self._kept) - len(held) + 0.5) / (len(held) + 0.5))
            for key, count in held.items():
                norm = count + 1.2 * (0.25 + 0.75 * self._lengths[key] / mean)
                scores[key] += max(1e-6, rarity) * count * 2.2 / norm
        ranked = sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))
        return [Match(*pair) for pair in ranked[:limit]]

    def readings(self, ids: Sequence[str]) -> Sequence[Reading]:
        """In the order asked for."""
        return [self._kept[key] for key in ids]

    def corrections(self) -> Sequence[Correction]:
        """None."""
        return []


def _words(text: str) -> list[str]:
    return [word.removesuffix("'s") for word in re.findall(r"[\w']+", text.casefold())]
