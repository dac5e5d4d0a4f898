"""Statements by their words and by who says what to whom."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, select

from sayso.ledger.details import statement_from
from sayso.ledger.packing import name_key_of, outlet_tag, places, speaker_tag
from sayso.ledger.paging import limit_of, place_in, token
from sayso.ledger.rows import FindWanted, Found, Listing, Page
from sayso.ledger.schema import SEALED, articles, readings, refs, statements
from sayso.ledger.search import Question, Search, phrase, phrases
from sayso.ledger.texts import told

_STATEMENT = [statements.c[name] for name in SEALED["statements"]]
_first_ref = (
    select(refs.c.ref)
    .where(refs.c.article == articles.c.number)
    .order_by(refs.c.number)
    .limit(1)
    .scalar_subquery()
)


def found(connection: Connection, search: Search, wanted: FindWanted, page: Page) -> Listing[Found]:
    """Statements of the newest readings, the newest article first, then in the order of text."""
    limit = limit_of(page)
    low, high = places(wanted.since, wanted.until)
    after = place_in(page, int)
    if after is not None:
        low = max(low, after[0] + 1)
    question = question_of(wanted)
    if question.is_empty:
        keys = _all_keys(connection, (low, high), limit)
    else:
        keys = search.find(connection, question, (low, high), limit)
    items = _found(connection, keys[: page.limit])
    return Listing(items, token([keys[page.limit - 1]]) if len(keys) > page.limit else None)


def question_of(wanted: FindWanted) -> Question:
    """What is wanted, in the words of the index."""
    tags = []
    if wanted.outlet is not None:
        tags.append(outlet_tag(wanted.outlet))
    if wanted.speaker is not None:
        tags.append(speaker_tag(name_key_of(wanted.speaker)))
    if wanted.act is not None:
        tags.append(f"a{wanted.act}")
    if wanted.kind is not None:
        tags.append(f"k{wanted.kind}")
    if wanted.voice is not None:
        tags.append(f"v{wanted.voice}")
    if wanted.unnamed is not None:
        tags.append("unnamed" if wanted.unnamed else "named")
    return Question(phrases(wanted.words), phrase(wanted.source), tuple(tags))


def _all_keys(connection: Connection, bounds: tuple[int, int], limit: int) -> list[int]:
    key = statements.c.key
    wanted = select(key).where(key >= bounds[0], key < bounds[1], statements.c.current == 1)
    return list(connection.execute(wanted.order_by(key).limit(limit)).scalars())


def _found(connection: Connection, keys: list[int]) -> tuple[Found, ...]:
    wanted = (
        select(
            articles.c.id, articles.c.text, _first_ref, articles.c.title, articles.c.outlet,
            articles.c.published, *_STATEMENT,
        )
        .join(readings, readings.c.number == statements.c.reading)
        .join(articles, articles.c.number == readings.c.article)
        .where(statements.c.key.in_(keys))
        .order_by(statements.c.key)
    )  # fmt: skip
    return tuple(map(_from_row, connection.execute(wanted))) if keys else ()


def _from_row(row: Sequence[Any]) -> Found:
    article_id, text, ref, title, outlet, published, *said = row
    return Found(
        id=said[2],
        statement=statement_from(said, told(text), article_id),
        ref=told(ref),
        title=None if title is None else told(title),
        outlet=None if outlet is None else told(outlet),
        published=None if published is None else told(published),
    )
