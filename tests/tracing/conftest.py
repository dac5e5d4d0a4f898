"""A shelf in memory, written apart from the ledger (another implementation to hold it against), and
readings made of plain sentences."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

import pytest

from sayso.domain import Article, Correction, Passage, Reading, Statement
from sayso.tracing.shelf import Match

Telling = Callable[..., Reading]
Shelving = Callable[[Sequence[Reading]], "MemoryShelf"]


class MemoryShelf:
    """Readings in memory with BM25 over title and text; words fold as `str.casefold` does."""

    def __init__(self, readings: Sequence[Reading]) -> None:
        self.kept = {reading.article.id: reading for reading in readings}
        self.counts = {
            key: Counter(_words(f"{reading.article.title or ''} {reading.article.text}"))
            for key, reading in self.kept.items()
        }

    def size(self) -> int:
        return len(self.kept)

    def frequencies(self, words: Sequence[str]) -> Mapping[str, int]:
        return {
            word: sum(all(part in held for part in _words(word)) for held in self.counts.values())
            for word in words
        }

    def matching(self, words: Sequence[str], limit: int) -> Sequence[Match]:
        asked = {part for word in words for part in _words(word)}
        held = {word: sum(word in counts for counts in self.counts.values()) for word in asked}
        mean = sum(counts.total() for counts in self.counts.values()) / max(1, len(self.counts))
        found = []
        for key, counts in self.counts.items():
            score = 0.0
            for word in asked & counts.keys():
                rarity = math.log((self.size() - held[word] + 0.5) / (held[word] + 0.5))
                norm = counts[word] + 1.2 * (0.25 + 0.75 * counts.total() / mean)
                score += max(1e-6, rarity) * counts[word] * 2.2 / norm
            if score > 0:
                found.append(Match(key, score))
        return sorted(found, key=lambda match: (-match.score, match.article_id))[:limit]

    def readings(self, ids: Sequence[str]) -> Sequence[Reading]:
        return [self.kept[key] for key in ids]

    def corrections(self) -> Sequence[Correction]:
        return []


def _words(text: str) -> list[str]:
    return [word.removesuffix("'s") for word in re.findall(r"[\w']+", text.casefold())]


def _told(text: str, *, ref: str = "", said: Sequence[str] = (), **of: object) -> Reading:
    """A reading with a statement in the article's own voice for each sentence.

    `said`: sentences that are statements of a source, whose meaning is `of` (act, polarity …).
    """
    article = Article(ref or text[:20], text)
    statements = []
    for match in re.finditer(r"[^.!?]+[.!?]?", text):
        sentence = match[0].strip()
        if sentence:
            start = match.start() + match[0].index(sentence)
            content = Passage.of(text, [(start, start + len(sentence))])
            if any(part in sentence for part in said):
                meaning = {"act": "state", "polarity": "+", "certainty": "certain"} | of
                statements.append(Statement(article.id, "source", content, **meaning))  # type: ignore[arg-type]
            else:
                statements.append(
                    Statement(
                        article.id, "article", content,
                        act="state", polarity="+", certainty="certain",
                    )
                )  # fmt: skip
    return Reading(article, tuple(statements))


@pytest.fixture
def told() -> Telling:
    return _told


@pytest.fixture
def shelved() -> Shelving:
    return MemoryShelf
