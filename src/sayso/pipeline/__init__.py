"""The one place where stages meet: from where articles lie to what is read in them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Protocol

from sayso.domain import Article, Reading, Trace
from sayso.errors import ArticleError

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


def trace_claim(ledger: Ledger, claim: str, until: str | None = None) -> Trace:
    """A claim in plain words, or the id of a statement or kept claim, followed home."""
    from sayso.pipeline.tracing import trace_claim as traced

    return traced(ledger, claim, until)


def refresh_claims(
    ledger: Ledger, told: Callable[[int, int], None] = lambda _done, _all: None
) -> int:
    """Bring the ledger's claims up to its articles; how many articles went in anew."""
    from sayso.pipeline.claims import refresh_claims as refreshed

    return refreshed(ledger, told)
