"""Lists of what a ledger holds → their JSON: one page of items, and where the next one starts.

What a ledger answers with is described by shape, so that this stage needs no ledger.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Protocol

from sayso.domain import Correction, Counts, Kind, Standing, Statement
from sayso.records.readings import SCHEMA, Record, statement_record
from sayso.records.traces import standing_record


class Listed(Protocol):
    """An article without its text; `refs`: how many places it was added from."""

    @property
    def id(self) -> str: ...
    @property
    def ref(self) -> str: ...
    @property
    def title(self) -> str | None: ...
    @property
    def outlet(self) -> str | None: ...
    @property
    def byline(self) -> tuple[str, ...]: ...
    @property
    def published(self) -> str | None: ...
    @property
    def url(self) -> str | None: ...
    @property
    def language(self) -> str | None: ...
    @property
    def statements(self) -> int: ...
    @property
    def version(self) -> str: ...
    @property
    def added(self) -> str: ...
    @property
    def refs(self) -> int: ...


class Located(Protocol):
    """A statement and the article that it stands in."""

    @property
    def statement(self) -> Statement: ...
    @property
    def ref(self) -> str: ...
    @property
    def title(self) -> str | None: ...
    @property
    def outlet(self) -> str | None: ...
    @property
    def published(self) -> str | None: ...


class CitedBy(Protocol):
    """An outlet, None where it is not known, and how many of its statements cite a source."""

    @property
    def outlet(self) -> str | None: ...
    @property
    def statements(self) -> int: ...


class Sourced(Protocol):
    """Somebody who is cited, how often and by which outlets."""

    @property
    def name(self) -> str: ...
    @property
    def kind(self) -> Kind: ...
    @property
    def named(self) -> bool: ...
    @property
    def statements(self) -> int: ...
    @property
    def articles(self) -> int: ...
    @property
    def outlets(self) -> Sequence[CitedBy]: ...


class Claimed(Protocol):
    """A claim that statements of several articles make or deny."""

    @property
    def id(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def counts(self) -> Counts: ...
    @property
    def standing(self) -> Standing: ...
    @property
    def first(self) -> str | None: ...
    @property
    def last(self) -> str | None: ...


class Altered(Protocol):
    """A statement before and after a page was edited."""

    @property
    def before(self) -> Statement: ...
    @property
    def after(self) -> Statement: ...


class Versioned(Protocol):
    """A page at one time, and what became of the statements of the version before it."""

    @property
    def article(self) -> Listed: ...
    @property
    def came(self) -> Sequence[Statement]: ...
    @property
    def went(self) -> Sequence[Statement]: ...
    @property
    def changed(self) -> Sequence[Altered]: ...


def list_record(items: Iterable[Record], following: str | None = None) -> Record:
    """A list; `following` is what `--after` takes to go on, None at the end."""
    return {"schema": SCHEMA, "items": list(items), "next": following}


def article_item(row: Listed) -> Record:
    """An article in a list: everything but its text."""
    return {
        "id": row.id,
        "ref": row.ref,
        "title": row.title,
        "outlet": row.outlet,
        "byline": list(row.byline),
        "published": row.published,
        "url": row.url,
        "language": row.language,
        "statements": row.statements,
        "reader": row.version,
        "added": row.added,
        "refs": row.refs,
    }


def statement_item(row: Located) -> Record:
    """A statement in a list, with the article that it stands in; `article` is its id."""
    return {
        **statement_record(row.statement),
        "ref": row.ref,
        "article": row.statement.article_id,
        "title": row.title,
        "outlet": row.outlet,
        "published": row.published,
    }


def source_item(row: Sourced) -> Record:
    """Who is cited, with counts; of outlets those that cite them most come first."""
    return {
        "name": row.name,
        "kind": row.kind,
        "named": row.named,
        "counts": {"statements": row.statements, "articles": row.articles},
        "outlets": [{"outlet": by.outlet, "statements": by.statements} for by in row.outlets],
    }


def claim_item(row: Claimed) -> Record:
    """A claim with how it stands; `first` and `last` are dates of its articles."""
    return {
        "id": row.id,
        "text": row.text,
        "counts": asdict(row.counts),
        "standing": standing_record(row.standing),
        "first": row.first,
        "last": row.last,
    }


def correction_item(correction: Correction) -> Record:
    """What a reader says against a trace; `withdrawn` is when it was taken back."""
    return {"id": correction.id, **asdict(correction)}


def version_item(row: Versioned) -> Record:
    """A version of a page, and its statements beside those of the version before."""
    return {
        "article": article_item(row.article),
        "came": [statement_record(one) for one in row.came],
        "went": [statement_record(one) for one in row.went],
        "changed": [
            {"before": statement_record(one.before), "after": statement_record(one.after)}
            for one in row.changed
        ],
    }


__all__ = [
    "Altered", "CitedBy", "Claimed", "Listed", "Located", "Sourced", "Versioned", "article_item",
    "claim_item", "correction_item", "list_record", "source_item", "statement_item", "version_item",
]  # fmt: skip
