"""The one place where stages meet: from where articles lie to what is read in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Protocol

from sayso.domain import Article, Reading
from sayso.errors import ArticleError
from sayso.pipeline.claims import refresh_claims
from sayso.pipeline.tracing import trace_claim

if TYPE_CHECKING:  # SQLAlchemy is loaded when a ledger is opened
    from sayso.ledger import Ledger


class Reads(Protocol):
    """Reads statements out of one article."""

    def read(self, article: Article) -> Reading: ...


def readings(
    articles: Iterable[Article | ArticleError], reader: Reads
) -> Iterator[Reading | ArticleError]:
    """A reading for each article, in their order; an article that can't be had stays an error."""
    for article in articles:
        yield article if isinstance(article, ArticleError) else reader.read(article)


def open_ledger(place: str, *, create: bool = True) -> Ledger:
    """The ledger at a path or a postgresql:// address, made if there is none and `create`."""
    from sayso.ledger import Ledger

    return Ledger.open(place, create=create)


__all__ = ["Reads", "open_ledger", "readings", "refresh_claims", "trace_claim"]
