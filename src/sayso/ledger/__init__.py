"""The ledger: readings are kept, searchable, never overwritten.

>>> with Ledger.open("news.ledger") as ledger:
...     with ledger.writer() as writer:
...         writer.keep(reading, reader_version)
...     found = ledger.find(FindWanted("ceasefire", unnamed=True), Page(20))

SQLAlchemy is loaded when a ledger is opened, not when this package is imported.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sayso.ledger.rows import (
    ArticleRow,
    ArticlesWanted,
    Changed,
    Checked,
    Cited,
    Claim,
    ClaimsWanted,
    FindWanted,
    Found,
    Kept,
    Listing,
    Member,
    Page,
    SourceRow,
    SourcesWanted,
    Version,
)

if TYPE_CHECKING:  # SQLAlchemy takes 0.2 s
    from sayso.ledger.ledger import Ledger
    from sayso.ledger.writing import Writer

__all__ = [
    "ArticleRow", "ArticlesWanted", "Changed", "Checked", "Cited", "Claim", "ClaimsWanted",
    "FindWanted", "Found", "Kept", "Ledger", "Listing", "Member", "Page", "SourceRow",
    "SourcesWanted", "Version", "Writer",
]  # fmt: skip


def __getattr__(name: str) -> Any:  # noqa: ANN401 — as Python defines it
    if name == "Ledger":
        from sayso.ledger.ledger import Ledger

        return Ledger
    if name == "Writer":
        from sayso.ledger.writing import Writer

        return Writer
    raise AttributeError(f"module 'sayso.ledger' has no attribute {name!r}")
