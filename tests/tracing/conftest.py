"""A shelf in memory, and readings made of plain sentences."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import pytest
from memory_shelf import MemoryShelf

from sayso.domain import Article, Passage, Reading, Statement

Telling = Callable[..., Reading]
Shelving = Callable[[Sequence[Reading]], MemoryShelf]


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
