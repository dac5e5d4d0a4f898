"""One transaction's worth of readings: what of it is new, its rows, and the hash that seals it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Table, func, select, update

from sayso.domain import Reading
from sayso.domain import content_hash as hashed
from sayso.ledger import packing, schema
from sayso.ledger.inserting import insert_whole
from sayso.ledger.packing import Indexed, Prepared, Row
from sayso.ledger.rows import Kept
from sayso.ledger.schema import articles, batches, readings, refs, statements
from sayso.ledger.search import Search
from sayso.ledger.sources import Citations
from sayso.ledger.texts import stored, told

_AT_ONCE = 500  # values in one IN (…)
START = "0" * 32  # what the first batch is chained to


class Seal:
    """The running hash of a batch. Check builds it again from what the tables hold."""

    def __init__(self) -> None:
        self._digest = hashlib.blake2b(digest_size=16)

    def add(self, table: str, rows: object) -> None:
        """One more record, as the tables keep it."""
        raw = packing.sealed([table, rows])
        self._digest.update(len(raw).to_bytes(8, "big"))
        self._digest.update(raw)

    def chained(self, number: int, at: str, previous: str) -> str:
        """The batch's digest: of its records and of the batch before it."""
        return hashed("batch", str(number), at, previous, self._digest.hexdigest())


class Batch:
    """What one transaction adds. Nothing is written before `write`."""

    def __init__(self, connection: Connection, search: Search, at: str) -> None:
        self._connection = connection
        self._search = search
        self._at = at
        self._number = self._next(batches)
        self._rows: dict[str, list[Row]] = {
            table.name: [] for table in (articles, refs, readings, statements)
        }
        self._grouped: list[list[Row]] = []  # statements, by reading
        self._indexed: list[Indexed] = []
        self._texts: list[tuple[int, str, str]] = []
        self._citations = Citations()
        self._newest: dict[int, int] = {}  # article that was here before → its new reading
        self._articles: dict[str, int] = {}
        self._refs: set[tuple[int, str]] = set()
        self._readings: set[tuple[int, str]] = set()
        self._next_of = {table.name: self._next(table) for table in (articles, refs, readings)}
        self._running = self._next_statement()

    def expect(self, ids: Sequence[str]) -> None:
        """Look up once what the ledger has of these articles."""
        wanted = sorted(set(ids) - self._articles.keys())
        for start in range(0, len(wanted), _AT_ONCE):
            part = wanted[start : start + _AT_ONCE]
            known = select(articles.c.id, articles.c.number).where(articles.c.id.in_(part))
            found = {row[0]: row[1] for row in self._connection.execute(known)}
            self._articles |= found
            numbers = list(found.values())
            seen = select(refs.c.article, refs.c.ref_key).where(refs.c.article.in_(numbers))
            self._refs |= {(row[0], row[1]) for row in self._connection.execute(seen)}
            made = select(readings.c.article, readings.c.version)
            made = made.where(readings.c.article.in_(numbers))
            self._readings |= {(row[0], row[1]) for row in self._connection.execute(made)}

    def add(self, prepared: Prepared, version: str) -> Kept:
        """One article with its statements, as far as the ledger does not have them."""
        reading, article_id = prepared.reading, prepared.article_id
        number = self._articles.get(article_id)
        new_article = number is None
        if number is None:
            number = self._add_article(reading, article_id)
        new_ref = self.add_ref(number, reading.article.ref)
        new_reading = (number, stored(version)) not in self._readings
        if new_reading:
            self._add_reading(prepared, number, version, new_article=new_article)
        count = len(reading.statements) if new_reading else 0
        return Kept(article_id, count, new_article, new_reading, new_ref)

    def add_ref(self, article: int, ref: str) -> bool:
        """One more place that an article was added from; whether it is a new one."""
        key = packing.ref_key(ref)
        if (article, key) in self._refs:
            return False
        self._refs.add((article, key))
        number = self._take(refs)
        self._rows["refs"].append((number, self._number, article, stored(ref), self._at, key))
        return True

    def number_of(self, article_id: str) -> int | None:
        """The number of an article that the ledger has."""
        return self._articles.get(article_id)

    def write(self) -> None:
        """Everything into the tables, the index and the chain; nothing where nothing is new."""
        if not any(self._rows.values()):
            return
        seal_batch(self._connection, self._number, self._at, self._sealed())
        for table in (articles, refs, readings, statements):
            insert_whole(self._connection, table, self._rows[table.name])
        self._search.add_articles(self._connection, self._texts)
        self._supersede()
        self._search.add_statements(self._connection, self._indexed)
        self._citations.write(self._connection)

    def _sealed(self) -> Iterator[tuple[str, object]]:
        for table in (articles, refs):
            width = len(schema.SEALED[table.name])
            for row in self._rows[table.name]:
                yield table.name, row[:width]
        width = len(schema.SEALED["statements"])
        for row, said in zip(self._rows["readings"], self._grouped, strict=True):
            yield "readings", [row, [statement[:width] for statement in said]]

    def _add_article(self, reading: Reading, article_id: str) -> int:
        article = reading.article
        number = self._articles[article_id] = self._take(articles)
        row = packing.article_row(article, number, self._number, self._at)
        self._rows["articles"].append((*row[:-1], self._next_of["readings"]))
        text = row[schema.SEALED["articles"].index("text")]
        self._texts.append((number, stored(article.title or ""), text))
        return number

    def _add_reading(
        self, prepared: Prepared, article: int, version: str, *, new_article: bool
    ) -> None:
        reading = prepared.reading
        number = self._take(readings)
        self._readings.add((article, stored(version)))
        if not new_article:
            self._newest[article] = number
        first = packing.place_of(reading.article.published, self._running)
        rows, indexed = prepared.numbered(number, first)
        self._running += len(rows)
        self._rows["readings"].append(
            (
                number,
                self._number,
                article,
                stored(version),
                self._at,
                packing.credits_json(reading.article.credits),
                packing.texts_json(reading.notes),
                first,
                len(rows),
            )
        )
        self._citations.add(reading, rows)
        self._rows["statements"] += rows
        self._grouped.append(rows)
        self._indexed += indexed

    def _supersede(self) -> None:
        """Older readings leave the index and the counts; their rows stay."""
        for article, newest in self._newest.items():
            old = select(readings.c.first, readings.c.said, articles.c.outlet, articles.c.text)
            old = old.join(articles, articles.c.reading == readings.c.number)
            was = self._connection.execute(old.where(articles.c.number == article)).first()
            if was is not None:
                self._leave(*was)
            move = update(articles).where(articles.c.number == article).values(reading=newest)
            self._connection.execute(move)

    def _leave(self, first: int, count: int, outlet: str | None, text: str) -> None:
        these = statements.c.key.between(first, first + count - 1)
        rows = self._connection.execute(select(statements).where(these)).all()
        self._search.drop_statements(self._connection, packing.reindexed(rows, outlet, text))
        self._citations.drop(rows, packing.outlet_key(None if outlet is None else told(outlet)))
        self._connection.execute(update(statements).where(these).values(current=0))

    def _next(self, table: Table) -> int:
        return int(self._connection.execute(select(func.max(table.c.number))).scalar() or 0) + 1

    def _take(self, table: Table) -> int:
        number = self._next_of[table.name]
        self._next_of[table.name] += 1
        return number

    def _next_statement(self) -> int:
        last = select(readings.c.first, readings.c.said).order_by(readings.c.number.desc())
        row = self._connection.execute(last.limit(1)).first()
        return 1 if row is None else row[0] % schema.RUNNING + row[1]


def seal_batch(
    connection: Connection, number: int, at: str, records: Iterator[tuple[str, Any]]
) -> None:
    """Write a batch's link of the chain, before what it seals."""
    seal = Seal()
    for table, rows in records:
        seal.add(table, rows)
    before = select(batches.c.digest).where(batches.c.number == number - 1)
    previous = connection.execute(before).scalar() or START
    row = (number, at, previous, seal.chained(number, at, previous))
    insert_whole(connection, batches, [row])
