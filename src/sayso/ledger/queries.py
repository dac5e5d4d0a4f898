"""What readers ask for: readings, by article."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Select, func, select

from sayso.domain import Correction, CorrectionKind, Reading
from sayso.domain import content_hash as hashed
from sayso.errors import UsageError
from sayso.ledger.packing import article_from, reading_from, ref_key, texts_from
from sayso.ledger.recent import Recent
from sayso.ledger.schema import (
    SEALED,
    articles,
    corrections,
    readings,
    refs,
    remembered,
    statements,
    withdrawals,
)
from sayso.ledger.search import Search
from sayso.ledger.texts import stored, told

_AT_ONCE = 200
_ID_LENGTH = 32
_SHORTEST = 8
_HEX = frozenset("0123456789abcdef")
_first_ref = (
    select(refs.c.ref)
    .where(refs.c.article == articles.c.number)
    .order_by(refs.c.number)
    .limit(1)
    .scalar_subquery()
)
_STATEMENT = [statements.c[name] for name in SEALED["statements"]]
_ARTICLE = [
    articles.c[name]
    for name in ("outlet", "published", "url", "language", "title", "byline", "text")
]


def number_of(connection: Connection, search: Search, sought: str) -> int:
    """The number of the article with this id, ref or address, or whose id, or that of one of its
    statements, begins so.

    The newest where several came from one ref; UsageError if there is none, or if several ids
    begin so.
    """
    by_id = set(sought) <= _HEX and _SHORTEST <= len(sought) <= _ID_LENGTH
    for wanted in _ways(sought, by_id=by_id):
        numbers = connection.execute(wanted).scalars().all()
        if len(numbers) == 1:
            return numbers[0]
        if numbers:
            raise UsageError(f"several articles' ids begin with {sought}: give more of it")
    keys = search.with_id(connection, sought, 2) if by_id else []
    if len(keys) > 1:
        raise UsageError(f"several statements' ids begin with {sought}: give more of it")
    if not keys:
        raise UsageError(f"nothing is kept here under {sought[:200]!r}")
    of = select(readings.c.article).join(statements, statements.c.reading == readings.c.number)
    return int(connection.execute(of.where(statements.c.key == keys[0])).scalar_one())


def _ways(sought: str, *, by_id: bool) -> Iterator[Select[int]]:
    number = articles.c.number
    if by_id and len(sought) == _ID_LENGTH:
        yield select(number).where(articles.c.id == sought)
    newest = select(refs.c.article).where(refs.c.ref_key == ref_key(sought))
    yield newest.order_by(refs.c.article.desc()).limit(1)
    at = select(number).where(articles.c.page == hashed("page", sought))
    yield at.order_by(number.desc()).limit(1)
    if by_id:
        begins = (articles.c.id >= sought) & (articles.c.id < sought + "g")
        yield select(number).where(begins).limit(2)


def reading_of(connection: Connection, number: int, version: str | None) -> Reading:
    """The newest reading of an article (its number), or that of one version of the reader."""
    made = select(readings.c.number).where(readings.c.article == number)
    if version is not None:
        made = made.where(readings.c.version == stored(version))
    newest = connection.execute(made.order_by(readings.c.number.desc()).limit(1)).scalar()
    if newest is None:
        raise UsageError(f"the article was not read by {version!r}")
    return _loaded(connection, [newest])[newest]


def newest_readings(connection: Connection, recent: Recent, ids: Sequence[str]) -> list[Reading]:
    """The newest reading of each article, in the order asked for; UsageError if one is unknown."""
    numbers: dict[str, int] = {}
    found: dict[int, Reading] = {}
    wanted = sorted(set(ids))
    for start in range(0, len(wanted), _AT_ONCE):
        part = wanted[start : start + _AT_ONCE]
        newest = select(articles.c.id, articles.c.reading).where(articles.c.id.in_(part))
        there = {row[0]: row[1] for row in connection.execute(newest)}
        held = recent.among(there.values())
        missing = [number for number in there.values() if number not in held]
        loaded = _loaded(connection, missing)
        recent.hold(loaded)
        numbers |= there
        found |= held | loaded
    for each in ids:
        if each not in numbers:
            raise UsageError(f"no article {each[:200]!r} is kept here")
    return [found[numbers[each]] for each in ids]


def readings_after(connection: Connection, number: int) -> list[tuple[int, Reading]]:
    """The next newest readings behind a reading's number, in their order."""
    newest = select(readings.c.number).join(articles, articles.c.reading == readings.c.number)
    newest = newest.where(readings.c.number > number).order_by(readings.c.number).limit(_AT_ONCE)
    numbers = connection.execute(newest).scalars().all()
    if not numbers:
        return []
    return sorted(_loaded(connection, numbers).items())


def _loaded(connection: Connection, numbers: Sequence[int]) -> dict[int, Reading]:
    """Readings by their numbers; two statements in all."""
    if not numbers:
        return {}
    which = readings.c.number.in_(numbers)
    heads = (
        select(
            readings.c.number, articles.c.id, _first_ref, readings.c.credits, readings.c.notes,
            *_ARTICLE,
        )
        .join(articles, articles.c.number == readings.c.article)
        .where(which)
    )  # fmt: skip
    here = (statements.c.key >= readings.c.first) & (
        statements.c.key < readings.c.first + readings.c.said
    )
    bodies = select(*_STATEMENT).join(readings, here).where(which).order_by(statements.c.key)
    said: dict[int, list[Any]] = {}
    for row in connection.execute(bodies).all():
        said.setdefault(row[1], []).append(row)
    loaded = {}
    for number, article_id, ref, credits_, notes, *fields in connection.execute(heads).all():
        article = article_from(fields, ref, credits_)
        reading = reading_from(article, said.get(number, ()), article_id)
        loaded[number] = Reading(article, reading.statements, texts_from(notes))
    return loaded


def size(connection: Connection) -> int:
    """How many articles there are: they are numbered from 1, and none ever goes."""
    return connection.execute(select(func.max(articles.c.number))).scalar() or 0


def ids_of(connection: Connection, numbers: Sequence[int]) -> dict[int, str]:
    """The ids of articles by their numbers."""
    found: dict[int, str] = {}
    for start in range(0, len(numbers), _AT_ONCE):
        part = list(numbers[start : start + _AT_ONCE])
        wanted = select(articles.c.number, articles.c.id).where(articles.c.number.in_(part))
        found |= {row[0]: row[1] for row in connection.execute(wanted)}
    return found


def standing_corrections(connection: Connection, *, withdrawn: bool) -> list[Correction]:
    """What readers said against traces, in order; with what they took back if asked for."""
    both = select(
        corrections.c.kind, corrections.c.subject, corrections.c.target, corrections.c.by,
        corrections.c.at, corrections.c.note, withdrawals.c.at,
    ).outerjoin(withdrawals, withdrawals.c.correction == corrections.c.id)  # fmt: skip
    if not withdrawn:
        both = both.where(withdrawals.c.at.is_(None))
    return [_correction(*row) for row in connection.execute(both.order_by(corrections.c.number))]


def _correction(kind: CorrectionKind, *rest: str | None) -> Correction:
    subject, target, by, at, note = (told(value or "") for value in rest[:5])
    return Correction(kind, subject, target, by, at, note, rest[5] and told(rest[5]))


def recalled(connection: Connection, key: str) -> Any:  # noqa: ANN401 — any JSON value
    """What was remembered under a key, None if nothing was."""
    wanted = select(remembered.c.value).where(remembered.c.key == stored(key))
    value = connection.execute(wanted).scalar()
    return None if value is None else json.loads(told(value))
