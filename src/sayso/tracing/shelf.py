"""What tracing asks of whatever keeps the readings. The ledger fits; so does anything else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from sayso.domain import Correction, Reading


class Match(Protocol):
    """An article whose text holds words that were asked for; a higher score is a better match."""

    @property
    def article_id(self) -> str: ...
    @property
    def score(self) -> float: ...


class Shelf(Protocol):
    """A store of readings with full-text search over title and text of articles.

    Words are compared by the store's own folding (case, accents; stemming as it does).
    """

    def size(self) -> int:
        """How many articles there are."""
        ...

    def frequencies(self, words: Sequence[str]) -> Mapping[str, int]:
        """In how many articles each word occurs."""
        ...

    def matching(self, words: Sequence[str], limit: int) -> Sequence[Match]:
        """The `limit` best articles that hold any of `words`, by BM25, best first; ties by id."""
        ...

    def readings(self, ids: Sequence[str]) -> Sequence[Reading]:
        """The newest reading of each article, in the order asked for."""
        ...

    def corrections(self) -> Sequence[Correction]:
        """What readers said against traces and have not withdrawn."""
        ...
