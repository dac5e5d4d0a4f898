"""The writer: what it keeps, it keeps whole, and never over something else."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from types import TracebackType
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, func, select

from sayso.domain import Correction, Reading
from sayso.errors import UsageError
from sayso.ledger import packing
from sayso.ledger.batch import Batch, seal_batch
from sayso.ledger.claims import replace_claims
from sayso.ledger.database import Database
from sayso.ledger.inserting import insert_whole
from sayso.ledger.packing import Prepared
from sayso.ledger.rows import Claim, Kept
from sayso.ledger.schema import (
    articles,
    batches,
    corrections,
    readings,
    refs,
    remembered,
    withdrawals,
)
from sayso.ledger.search import Search
from sayso.ledger.texts import now, stored

AT_ONCE = 512  # articles in one transaction: syncing and joining pieces is done once for all
VERSION_LENGTH = 200
CLUSTERED = "claims/clustered"


class Writer:
    """Adds to a ledger. Several writers, in several processes, take turns by the transaction."""

    def __init__(self, database: Database, search: Search) -> None:
        self._database = database
        self._search = search

    def __enter__(self) -> Writer:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Nothing is open between two calls, so nothing is left to do."""

    def known(self, article_id: str, reader_version: str) -> bool:
        """Whether this version of the reader has read this article."""
        wanted = (
            select(readings.c.number)
            .join(articles, articles.c.number == readings.c.article)
            .where(articles.c.id == article_id, readings.c.version == stored(reader_version))
        )
        with self._database.reading() as connection:
            return connection.execute(wanted).first() is not None

    def keep(self, reading: Reading, reader_version: str) -> Kept:
        """Keep one article and its statements, in a transaction of its own.

        What the ledger has already, it does not add again; a new ref is noted. UsageError if a
        passage's words don't stand at its spans; LedgerError as everywhere.
        """
        return self.keep_many([reading], reader_version)[0]

    def keep_many(self, many: Iterable[Reading], reader_version: str) -> list[Kept]:
        """Keep articles, at most 512 in a transaction: each is kept whole or, where the power
        goes before its transaction ends, not at all."""
        _check_version(reader_version)
        kept: list[Kept] = []
        waiting = iter(many)
        part = _prepared(waiting)
        with ThreadPoolExecutor(max_workers=1) as other:
            while part:
                whole = other.submit(self._keep, part, reader_version)
                part = _prepared(waiting)  # while the database works on what came before
                kept += whole.result()
        return kept

    def _keep(self, part: Sequence[Prepared], version: str) -> list[Kept]:
        with self._database.writing() as connection:
            batch = Batch(connection, self._search, now())
            batch.expect([each.article_id for each in part])
            kept = [batch.add(each, version) for each in part]
            batch.write()
        return kept

    def note(self, article_id: str, ref: str) -> bool:
        """Note one more place that a kept article was added from; False if it was known.

        UsageError if there is no such article.
        """
        seen = (
            select(refs.c.number)
            .join(articles, articles.c.number == refs.c.article)
            .where(articles.c.id == article_id, refs.c.ref_key == packing.ref_key(ref))
        )
        with self._database.reading() as connection:
            if connection.execute(seen).first() is not None:
                return False  # as most of what is added again: no writer is kept waiting
        with self._database.writing() as connection:
            batch = Batch(connection, self._search, now())
            batch.expect([article_id])
            number = batch.number_of(article_id)
            if number is None:
                raise UsageError(f"no article {article_id} is kept here")
            new = batch.add_ref(number, ref)
            batch.write()
        return new

    def correct(self, correction: Correction) -> None:
        """Keep what a reader says against a trace; again, it adds nothing."""
        values = tuple(
            stored(value)
            for value in (
                correction.id, correction.kind, correction.subject, correction.target,
                correction.by, correction.at, correction.note,
            )
        )  # fmt: skip
        self._append(corrections, corrections.c.id == correction.id, values)
        if correction.withdrawn is not None:
            self.withdraw(correction.id, correction.withdrawn)

    def withdraw(self, correction_id: str, at: str) -> None:
        """Take a correction back as of `at` (ISO date-time, UTC); it stays on record.

        UsageError if there is none; one that is withdrawn stays as it is.
        """
        known = select(corrections.c.number).where(corrections.c.id == correction_id)
        with self._database.reading() as connection:
            if connection.execute(known).first() is None:
                raise UsageError(f"no correction {correction_id} is kept here")
        values = (correction_id, stored(at))
        self._append(withdrawals, withdrawals.c.correction == correction_id, values)

    def _append(self, table: Table, same: ColumnElement[bool], values: tuple[Any, ...]) -> None:
        with self._database.writing() as connection:
            if connection.execute(select(table.c.number).where(same)).first() is not None:
                return
            number, batch = (
                (connection.execute(select(func.max(each.c.number))).scalar() or 0) + 1
                for each in (table, batches)
            )
            row = (number, batch, *values)
            seal_batch(connection, batch, now(), iter([(table.name, row)]))
            insert_whole(connection, table, [row])

    def keep_claims(
        self, claims: Iterable[Claim], merged: Mapping[str, str], clustered: int
    ) -> None:
        """Put claims in the place of all that were there, in one transaction.

        `merged`: ids of claims that are part of others now → the id of the claim that they lead
        to; `clustered`: number of the last reading (of `Ledger.stream`) that went in.
        """
        kept = sorted(claims, key=lambda claim: claim.id)
        with self._database.writing() as connection:
            replace_claims(connection, kept, merged)
            self._remember(connection, CLUSTERED, clustered)

    def remember(self, key: str, value: object) -> None:
        """Keep a small JSON value under a key, in the place of the one before."""
        with self._database.writing() as connection:
            self._remember(connection, key, value)

    def _remember(self, connection: Connection, key: str, value: object) -> None:
        row = (stored(key), stored(json.dumps(value, ensure_ascii=False)))
        upsert = "ON CONFLICT (key) DO UPDATE SET value = excluded.value"
        insert_whole(connection, remembered, [row], upsert)


def _prepared(waiting: Iterator[Reading]) -> list[Prepared]:
    """The next readings for one transaction."""
    return [Prepared.of(reading) for reading in islice(waiting, AT_ONCE)]


def _check_version(version: str) -> None:
    if not version or len(version) > VERSION_LENGTH:
        raise UsageError(f"{version[:40]!r} is no version of a reader (1 to 200 signs)")
