"""The one place where stages meet: from where articles lie to what is read in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from sayso.domain import Article, Reading
from sayso.errors import ArticleError


class Reads(Protocol):
    """Reads statements out of one article."""

    def read(self, article: Article) -> Reading: ...


def readings(
    articles: Iterable[Article | ArticleError], reader: Reads
) -> Iterator[Reading | ArticleError]:
    """A reading for each article, in their order; an article that can't be had stays an error."""
    for article in articles:
        yield article if isinstance(article, ArticleError) else reader.read(article)
