"""Sayso: on whose say-so?

Reads news articles and keeps who says what, on whose word.

>>> import sayso
>>> reading = sayso.read("The bridge is safe, engineers said.", published="2026-03-03")
>>> [(s.source.text, s.content.text) for s in reading.statements]
[('engineers', 'The bridge is safe')]
"""

from __future__ import annotations

from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from sayso.domain import Article, Credit, Link, Moment, Passage, Reading, Span, Statement
from sayso.errors import ArticleError, ModelError, SaysoError, UsageError

if TYPE_CHECKING:  # numpy and onnxruntime are loaded when somebody reads, not on import
    from sayso.reading.reader import Reader

__version__ = "0.1.0"
__all__ = [
    "Article", "ArticleError", "Credit", "Link", "ModelError", "Moment", "Passage", "Reader",
    "Reading", "SaysoError", "Span", "Statement", "UsageError", "__version__", "read",
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


@cache
def _reader() -> Reader:
    from sayso.reading.reader import Reader

    return Reader.load()


def __getattr__(name: str) -> Any:  # noqa: ANN401 — as Python defines it
    if name == "Reader":
        from sayso.reading.reader import Reader

        return Reader
    raise AttributeError(f"module 'sayso' has no attribute {name!r}")
