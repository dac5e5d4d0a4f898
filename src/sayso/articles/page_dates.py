"""When an article was published, by the data that its page carries for machines."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from sayso.articles.dates import stated_date

_NAMES = frozenset(
    "article:published_time article:published og:published_time datepublished date_published "
    "publishdate publish-date publish_date published_time publication_date publication-date "
    "pubdate dc.date.issued dcterms.issued dcterms.created parsely-pub-date sailthru.date "
    "cxenseparse:recs:publishtime citation_publication_date".split()
)
_DEEPEST = 20  # of JSON-LD; in news pages 2 to 5
_MOST = 2_000  # objects in it


def published_on(tree: Any) -> str | None:  # noqa: ANN401 — lxml has no types
    """The day or moment that a page states it was published, ISO; None if it states none.

    Any date of an update is left aside, which htmldate mixes up where both are given.
    """
    for text in (*_in_meta(tree), *_in_data(tree)):
        date = stated_date(text[:100])
        if date:
            return date
    return None


def _in_meta(tree: Any) -> Iterator[str]:  # noqa: ANN401 — lxml has no types
    for element in tree.iter("meta"):
        names = (element.get(key, "").lower() for key in ("property", "name", "itemprop"))
        if not _NAMES.isdisjoint(names):
            yield element.get("content", "")


def _in_data(tree: Any) -> Iterator[str]:  # noqa: ANN401 — lxml has no types
    """`datePublished` of the articles that JSON-LD describes, before those of anything else."""
    articles: list[str] = []
    others: list[str] = []
    for element in tree.iter("script"):
        try:
            data = json.loads(element.text or "")
        except (ValueError, RecursionError):
            continue
        for described in _objects(data):
            stated = described.get("datePublished")
            if isinstance(stated, str):
                kind = str(described.get("@type", ""))[:200]
                (articles if "Article" in kind or "Posting" in kind else others).append(stated)
    yield from articles
    yield from others


def _objects(data: object) -> Iterator[dict[str, object]]:
    """The objects in JSON, outer before inner."""
    level, seen = [data], 0
    for _ in range(_DEEPEST):
        inner: list[object] = []
        for value in level:
            if isinstance(value, dict):
                yield value
                inner += value.values()
            elif isinstance(value, list):
                inner += value
        level = inner[: _MOST - seen]
        seen += len(level)
