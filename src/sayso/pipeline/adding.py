"""What is found → read → kept: `sayso add`, and what `sayso watch` does with what is new."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from threading import Event
from typing import TYPE_CHECKING, Literal, Protocol

from sayso.articles import Raw
from sayso.domain import Reading
from sayso.errors import ArticleError
from sayso.pipeline.crew import Crew, Known, Result
from sayso.pipeline.tasks import Orders

if TYPE_CHECKING:  # SQLAlchemy is loaded when a ledger is opened
    from sayso.ledger import Ledger

_PAGE = 100  # articles
Fate = Literal["added", "reread", "known", "failed"]


class Kept(Protocol):
    """What keeping a reading added."""

    @property
    def new_article(self) -> bool: ...
    @property
    def new_reading(self) -> bool: ...


class Keeps(Protocol):
    """Whatever keeps readings; `sayso.ledger.Writer` does."""

    def known(self, article_id: str, reader_version: str) -> bool: ...
    def keep_many(self, many: Iterable[Reading], reader_version: str) -> Sequence[Kept]: ...
    def note(self, article_id: str, ref: str) -> bool: ...


@dataclass(frozen=True, slots=True)
class Adding:
    """How things are added. `processes`: that read; `again`: read, too, what is kept already."""

    orders: Orders
    processes: int = 1
    again: bool = False


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one thing that was found, `number` of them before it.

    `fate`: `added` for a new article, `reread` for a new reading of an old one, `known` for
    nothing new; `size`: bytes of its source; `notes`: what its reader should know.
    """

    number: int
    ref: str
    fate: Fate
    statements: int = 0
    size: int = 0
    error: ArticleError | None = None
    notes: tuple[str, ...] = ()


def add(
    found: Iterable[Raw | ArticleError], keeper: Keeps, how: Adding, stop: Event
) -> Iterator[Added]:
    """Read and keep what is found, in its order; each is kept when it comes out.

    Once `stop` is set, what is finished is kept, and no more is begun. What the keeper knows is
    not read again, unless it is wanted; its ref is noted.
    """

    def skip(article_id: str, version: str) -> bool:
        return not how.again and keeper.known(article_id, version)

    with Crew(how.orders, how.processes, skip) as crew:
        for results in crew.read(found, stop):
            yield from _kept(results, keeper)


def kept_articles(ledger: Ledger) -> Iterator[Raw]:
    """All articles of a ledger, as they are kept, to be read again."""
    from sayso.ledger import ArticlesWanted, Page

    after: str | None = None
    while True:
        listed = ledger.articles(ArticlesWanted(), Page(_PAGE, after))
        for reading in ledger.readings([row.id for row in listed]):
            article = reading.article
            yield Raw(article.ref, "text", article=article, size=len(article.text))
        if listed.next is None:
            return
        after = listed.next


def _kept(results: Sequence[Result], keeper: Keeps) -> Iterator[Added]:
    """Keep what lies side by side in one go: a transaction costs more than an article in it."""
    readings = [result.outcome for result in results if isinstance(result.outcome, Reading)]
    version = results[-1].version if results else ""
    kept = iter(keeper.keep_many(readings, version) if readings else ())
    for result in results:
        match result.outcome:
            case ArticleError() as error:
                yield Added(result.number, error.ref, "failed", size=result.size, error=error)
            case Known(article_id, ref):
                keeper.note(article_id, ref)
                yield Added(result.number, ref, "known", size=result.size)
            case reading:
                yield _added(result, reading, next(kept))


def _added(result: Result, reading: Reading, kept: Kept) -> Added:
    fate: Fate = "known"
    if kept.new_reading:
        fate = "added" if kept.new_article else "reread"
    statements = 0 if fate == "known" else len(reading.statements)
    ref = reading.article.ref
    return Added(result.number, ref, fate, statements, result.size, notes=reading.notes)
