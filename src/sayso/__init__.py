"""Sayso: on whose say-so?

Reads news articles and keeps who says what, on whose word.

>>> import sayso
>>> reading = sayso.read("The bridge is safe, engineers said.", published="2026-03-03")
>>> [(s.source.text, s.content.text) for s in reading.statements]
[('engineers', 'The bridge is safe')]

What was read can be kept in a ledger (a file, or a PostgreSQL database) and asked for again;
filters and rows are in `sayso.ledger`.

>>> from tempfile import TemporaryDirectory
>>> from sayso.ledger import FindWanted, Page
>>> folder = TemporaryDirectory()
>>> with sayso.Ledger.open(folder.name + "/news.db") as ledger:
...     with ledger.writer() as writer:
...         kept = writer.keep(reading, reader_version="example")
...     found = ledger.find(FindWanted(words="bridge", unnamed=True), Page(limit=10))
>>> kept.new_article, [one.statement.content.text for one in found]
(True, ['The bridge is safe'])
>>> folder.cleanup()
"""

from __future__ import annotations

from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from sayso.domain import (
    Article,
    Correction,
    Credit,
    Link,
    Moment,
    Passage,
    Reading,
    Span,
    Statement,
    Trace,
)
from sayso.errors import ArticleError, LedgerError, ModelError, SaysoError, UsageError
from sayso.version import VERSION

if TYPE_CHECKING:  # numpy, onnxruntime and SQLAlchemy are loaded when they are needed
    from sayso.ledger import Ledger
    from sayso.reading.reader import Reader

__version__ = VERSION
__all__ = [
    "Article", "ArticleError", "Correction", "Credit", "Ledger", "LedgerError", "Link",
    "ModelError", "Moment", "Passage", "Reader", "Reading", "SaysoError", "Span", "Statement",
    "Trace", "UsageError", "__version__", "read", "trace",
]  # fmt: skip


def read(
    text: str,
    *,
    published: str | None = None,
    outlet: str | None = None,
    title: str | None = None,
    ref: str = "text",
) -> Reading:
    """Read one English text.

    `published` is an ISO date or date-time; dates in the text are resolved against it (UsageError
    if it is none). Offsets in the result count the code points of `text`. For many articles keep a
    `Reader`.
    """
    if published is not None:
        try:
            datetime.fromisoformat(published)
        except ValueError as error:
            raise UsageError(f"published={published!r} is no ISO date (2026-03-03)") from error
    article = Article(
        ref=ref, text=text, title=title, outlet=outlet, published=published, language="en"
    )
    return _reader().read(article)


def trace(ledger: Ledger, claim: str, *, until: str | None = None) -> Trace:
    """Follow a claim home in a ledger: its independent origins, copies, credits and standing.

    `claim`: plain words, or the id of a statement. `until`: an ISO date; as it stood that day.
    """
    from sayso.pipeline import trace_claim

    return trace_claim(ledger, claim, until)


@cache
def _reader() -> Reader:
    from sayso.reading.reader import Reader

    return Reader.load()


def __getattr__(name: str) -> Any:  # noqa: ANN401 — as Python defines it
    if name == "Reader":
        from sayso.reading.reader import Reader

        return Reader
    if name == "Ledger":
        from sayso.ledger import Ledger

        return Ledger
    raise AttributeError(f"module 'sayso' has no attribute {name!r}")
