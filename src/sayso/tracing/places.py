"""Where the words of a claim stand in an article: found once, asked for many times."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from sayso.tracing.words import words


@dataclass(frozen=True, slots=True)
class Places:
    """The claim's words in a text, in order: where each starts, and its key."""

    starts: tuple[int, ...]
    keys: tuple[str, ...]

    def between(self, start: int, end: int) -> frozenset[str]:
        """The claim's words that start in `[start, end)`."""
        return frozenset(self.keys[bisect_left(self.starts, start) : bisect_left(self.starts, end)])


def places_of(text: str, asked: frozenset[str]) -> Places:
    """The places in `text` of the words asked for."""
    found = [word for word in words(text) if word.key in asked]
    return Places(tuple(word.start for word in found), tuple(word.key for word in found))


def keys(text: str) -> frozenset[str]:
    """The words of a text that mean something, as they are compared."""
    return frozenset(word.key for word in words(text))
