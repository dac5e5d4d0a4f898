"""Lists of articles."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Select, func, select

from sayso.ledger.packing import outlet_key, places, texts_from
from sayso.ledger.paging import limit_of, place_in, token
from sayso.ledger.rows import ArticleRow, ArticlesWanted, Listing, Page
from sayso.ledger.schema import articles, readings, refs
from sayso.ledger.texts import told

_first_ref = (
    select(refs.c.ref)
    .where(refs.c.article == articles.c.number)
    .order_by(refs.c.number)
    .limit(1)
    .scalar_subquery()
)
_refs = (
    select(func.count())
    .select_from(refs)
    .where(refs.c.article == articles.c.number)
    .scalar_subquery()
)


def article_rows() -> Select[Any]:
    """Articles with what `article_row` needs; `place` comes first."""
    a, r = articles.c, readings.c
    return select(
        a.place, a.id, _first_ref, a.title, a.outlet, a.byline, a.published, a.url, a.language,
        r.said, r.version, a.added, _refs,
    ).join(readings, r.number == a.reading)  # fmt: skip


def article_row(row: Sequence[Any]) -> ArticleRow:
    """One of them as people see it."""
    _place, id_, ref, title, outlet, byline, published, url, language, count, version, added, n = (
        row
    )
    return ArticleRow(
        id=id_,
        ref=told(ref),
        title=_told(title),
        outlet=_told(outlet),
        byline=texts_from(byline),
        published=_told(published),
        url=_told(url),
        language=_told(language),
        statements=count,
        version=told(version),
        added=added,
        refs=n,
    )


def listed_articles(
    connection: Connection, wanted: ArticlesWanted, page: Page
) -> Listing[ArticleRow]:
    """Articles, the newest first, those of one day in the order of adding."""
    limit = limit_of(page)
    low, high = places(wanted.since, wanted.until)
    after = place_in(page, int)
    if after is not None:
        low = max(low, after[0] + 1)
    query = article_rows().where(articles.c.place >= low, articles.c.place < high)
    if wanted.outlet is not None:
        query = query.where(articles.c.outlet_key == outlet_key(wanted.outlet))
    rows = connection.execute(query.order_by(articles.c.place).limit(limit)).all()
    shown = rows[: page.limit]
    more = token([shown[-1][0]]) if len(rows) > len(shown) else None
    return Listing(tuple(map(article_row, shown)), more)


def _told(text: str | None) -> str | None:
    return None if text is None else told(text)
