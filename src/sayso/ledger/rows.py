"""What one asks of a ledger and what it answers: filters, pages and rows, frozen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from sayso.domain import Act, Counts, Kind, Position, Standing, Statement, Voice

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Page:
    """At most `limit` rows after the place that an earlier listing gave as `next`."""

    limit: int = 50
    after: str | None = None


@dataclass(frozen=True, slots=True)
class Listing(Generic[Row]):
    """One page of rows; `next` is the `Page.after` of the page behind it, None at the end."""

    items: tuple[Row, ...]
    next: str | None = None

    def __iter__(self) -> Iterator[Row]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)


@dataclass(frozen=True, slots=True)
class ArticlesWanted:
    """Which articles: of an outlet (as its name is written, case and accents apart), published
    `since` and `until` these ISO dates, inclusive. None: any."""

    outlet: str | None = None
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """An article without its text. `ref` is where it was first added from, `refs` how many places
    there were; `version` the reader of its newest reading; `added` an ISO date-time, UTC."""

    id: str
    ref: str
    title: str | None
    outlet: str | None
    byline: tuple[str, ...]
    published: str | None
    url: str | None
    language: str | None
    statements: int
    version: str
    added: str
    refs: int = 1


@dataclass(frozen=True, slots=True)
class FindWanted:
    """Which statements, in the newest readings.

    `words` all stand in the content ("quoted words" side by side), compared by stem, without case
    and accents; `source` stands in the name of somebody in the chain, `speaker` is the whole name
    of who is nearest the origin. `unnamed`: nobody is named as the origin (True), somebody is
    (False). `kind` and `act` as in the contract; dates are the article's, inclusive.
    """

    words: str = ""
    source: str | None = None
    speaker: str | None = None
    outlet: str | None = None
    act: Act | None = None
    kind: Kind | None = None
    voice: Voice | None = None
    unnamed: bool | None = None
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A statement and where it stands."""

    id: str
    statement: Statement
    ref: str
    title: str | None
    outlet: str | None
    published: str | None


@dataclass(frozen=True, slots=True)
class SourcesWanted:
    """Which sources: whose name holds `name`, of a kind, named or not, cited by an outlet."""

    name: str | None = None
    kind: Kind | None = None
    named: bool | None = None
    outlet: str | None = None


@dataclass(frozen=True, slots=True)
class Cited:
    """How many statements of an outlet (None: not known) cite a source."""

    outlet: str | None
    statements: int


@dataclass(frozen=True, slots=True)
class SourceRow:
    """Somebody who is cited as the origin of statements, most often first in `outlets`."""

    name: str
    kind: Kind
    named: bool
    statements: int
    articles: int
    outlets: tuple[Cited, ...] = ()


@dataclass(frozen=True, slots=True)
class Changed:
    """A statement that reads otherwise in the next version."""

    before: Statement
    after: Statement


@dataclass(frozen=True, slots=True)
class Version:
    """A page as it was at one time, and what became of the statements of the version before."""

    article: ArticleRow
    came: tuple[Statement, ...] = ()
    went: tuple[Statement, ...] = ()
    changed: tuple[Changed, ...] = ()


@dataclass(frozen=True, slots=True)
class Kept:
    """What keeping a reading added; all False where the ledger had it already."""

    article_id: str
    statements: int
    new_article: bool
    new_reading: bool
    new_ref: bool


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found. `problems` in plain words, the first broken link of the chain of batches
    first; `head` is the hash of the last batch: whoever notes it can show later that nothing
    behind it was cut off."""

    articles: int
    statements: int
    batches: int
    head: str
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Member:
    """A statement (its id) that makes or denies a claim."""

    statement: str
    position: Position


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim that statements of several articles make or deny.

    `first`, `last`: ISO dates of its earliest and latest article; `members` in the order of time.
    """

    id: str
    text: str
    counts: Counts
    standing: Standing = field(default_factory=Standing)
    first: str | None = None
    last: str | None = None
    members: tuple[Member, ...] = ()


@dataclass(frozen=True, slots=True)
class ClaimsWanted:
    """Which claims: with a single supporting origin, with unnamed origins only, denied, or with
    these words in their text. None or False: any."""

    words: str = ""
    single_origin: bool = False
    unnamed_only: bool = False
    denied: bool = False


__all__ = [
    "ArticleRow", "ArticlesWanted", "Changed", "Checked", "Cited", "Claim", "ClaimsWanted",
    "FindWanted", "Found", "Kept", "Listing", "Member", "Page", "SourceRow", "SourcesWanted",
    "Version",
]  # fmt: skip
