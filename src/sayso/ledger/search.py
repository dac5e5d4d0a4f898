"""What full-text search does for the ledger, whatever database does it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from sqlalchemy import Connection

from sayso.errors import UsageError
from sayso.ledger.packing import Indexed

MOST_WORDS = 64
_PARTS = re.compile(r'"([^"]*)"|(\S+)')
_WORD = re.compile(r"\w")


class Match(NamedTuple):
    """An article whose text holds words that were asked for; a higher score is a better match."""

    article_id: str
    score: float


@dataclass(frozen=True, slots=True)
class Question:
    """Phrases that must stand in the content, phrases in the names, and tags, all of them."""

    content: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether everything answers it."""
        return not (self.content or self.names or self.tags)


class Search(Protocol):
    """A full-text index beside the tables: derived, and changed in the same transactions."""

    def create(self, connection: Connection) -> None:
        """Make an empty index."""
        ...

    def add_articles(self, connection: Connection, rows: Sequence[tuple[int, str, str]]) -> None:
        """Index articles: (number, title, text)."""
        ...

    def add_statements(self, connection: Connection, rows: Sequence[Indexed]) -> None:
        """Index statements."""
        ...

    def drop_statements(self, connection: Connection, rows: Sequence[Indexed]) -> None:
        """Take statements out, given as they were put in."""
        ...

    def find(
        self, connection: Connection, question: Question, bounds: tuple[int, int], limit: int
    ) -> list[int]:
        """The first `limit` keys in `[low, high)` that answer, ascending."""
        ...

    def with_id(self, connection: Connection, begins: str, limit: int) -> list[int]:
        """Keys of at most `limit` statements whose ids begin so (hexadecimal digits)."""
        ...

    def frequencies(self, connection: Connection, words: Iterable[str]) -> dict[str, int]:
        """In how many articles each word stands."""
        ...

    def matching(
        self, connection: Connection, words: Sequence[str], limit: int
    ) -> list[tuple[int, float]]:
        """(article's number, BM25 score): at least the best `limit`, and all that tie the last."""
        ...

    def expected(self, connection: Connection) -> Expected:
        """Something to tell what the tables hold, so as to compare the index with it."""
        ...


class Expected(Protocol):
    """What the index should hold."""

    def add_articles(self, rows: Sequence[tuple[int, str, str]]) -> None:
        """Articles, as they were given to `Search.add_articles`."""
        ...

    def add_statements(self, rows: Sequence[Indexed]) -> None:
        """Statements of newest readings, as they were given to `Search.add_statements`."""
        ...

    def differences(self, connection: Connection) -> list[str]:
        """Where the index is not in step with what was told, in plain words."""
        ...


def phrases(words: str) -> tuple[str, ...]:
    """What people typed, as phrases: words, and quoted runs of words.

    UsageError where they are too many, or where there are signs but no words.
    """
    found = [quoted or word for quoted, word in _PARTS.findall(words)]
    kept = tuple(phrase for phrase in found if _WORD.search(phrase))
    if len(kept) > MOST_WORDS:
        raise UsageError(f"{len(kept)} words are more than the {MOST_WORDS} one can look for")
    if words.strip() and not kept:
        raise UsageError(f"{words[:40]!r} holds no word to look for")
    return kept


def phrase(words: str | None) -> tuple[str, ...]:
    """The same for words that must stand side by side."""
    return phrases('"' + words.replace('"', " ") + '"') if words else ()
