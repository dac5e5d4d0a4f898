"""Is the ledger what was written? Hashes, spans, orphans, the chain of batches, the index."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Table, func, select

from sayso.domain import Reading, Statement
from sayso.errors import UsageError
from sayso.ledger import packing
from sayso.ledger.batch import START, Seal
from sayso.ledger.rows import Checked
from sayso.ledger.schema import (
    SEALED,
    articles,
    batches,
    corrections,
    readings,
    refs,
    statements,
    withdrawals,
)
from sayso.ledger.search import Expected, Search
from sayso.ledger.sources import miscounted
from sayso.ledger.texts import told

_SAID = len(SEALED["statements"])
_TOLD = 100  # problems of one sort; behind them, only their number
_TABLES = (articles, refs, readings, corrections, withdrawals)
_BROKEN = (ValueError, TypeError, KeyError, IndexError, AttributeError, UsageError, RecursionError)
_FIELDS = [
    articles.c[name]
    for name in ("outlet", "published", "url", "language", "title", "byline", "text")
]
_first_ref = (
    select(refs.c.ref)
    .where(refs.c.article == articles.c.number)
    .order_by(refs.c.number)
    .limit(1)
    .scalar_subquery()
)


def checked(connection: Connection, search: Search) -> Checked:
    """Look at everything once, batch by batch; memory holds one batch."""
    check = _Check(connection, search.expected(connection))
    check.chain()
    check.orphans()
    check.index()
    return Checked(
        articles=_count(connection, articles),
        statements=_count(connection, statements),
        batches=_count(connection, batches),
        head=check.head,
        problems=tuple(check.problems()),
    )


class _Check:
    def __init__(self, connection: Connection, expected: Expected) -> None:
        self._connection = connection
        self._expected = expected
        self._found: dict[str, list[str]] = {"chain": [], "record": [], "orphan": [], "index": []}
        self.head = START

    def problems(self) -> list[str]:
        """The first of each sort, the chain's first."""
        told: list[str] = []
        for sort, found in self._found.items():
            told += found[:_TOLD]
            if len(found) > _TOLD:
                told.append(f"{len(found) - _TOLD} more problems of this sort ({sort})")
        return told

    def chain(self) -> None:
        """Every link from the first on, and every record that hangs on it."""
        number = 0
        links = select(batches).order_by(batches.c.number)
        for number, (found, at, previous, digest) in enumerate(self._connection.execute(links), 1):
            if found != number:
                self._say("chain", f"batch {number} is missing: the next is {found}")
                return
            if previous != self.head:
                self._say("chain", f"batch {number} ({at}) does not follow the one before it")
            seal = Seal()
            for table in _TABLES:
                self._table(table, number, seal)
            if seal.chained(number, at, previous) != digest:
                self._say("chain", f"batch {number} ({at}) is not what was written then")
            self.head = digest
        for table in _TABLES:
            if later := self._number(table, table.c.batch > number):
                self._say("chain", f"{later} of {table.name} belong to no batch")

    def _table(self, table: Table, batch: int, seal: Seal) -> None:
        wanted = select(table, _first_ref) if table is articles else select(table)
        wanted = wanted.where(table.c.batch == batch).order_by(table.c.number)
        rows = self._connection.execute(wanted).all()
        if table is readings:
            self._readings(rows, batch, seal)
            return
        width = len(SEALED[table.name])
        for row in rows:
            seal.add(table.name, list(row[:width]))
            if table is articles:
                self._article(row)
            elif table is refs and row.ref_key != packing.ref_key(told(row.ref)):
                self._say("record", f"ref {row.ref[:200]} can't be found by its name")

    def _readings(self, rows: Sequence[Any], batch: int, seal: Seal) -> None:
        """All readings of a batch, in two more queries."""
        here = (statements.c.key >= readings.c.first) & (
            statements.c.key < readings.c.first + readings.c.said
        )
        bodies = select(readings.c.number, statements).join(statements, here)
        bodies = bodies.where(readings.c.batch == batch).order_by(statements.c.key)
        said: dict[int, list[Any]] = {}
        for number, *body in self._connection.execute(bodies).all():
            said.setdefault(number, []).append(body)
        heads = select(readings.c.number, articles.c.id, articles.c.reading, *_FIELDS)
        heads = heads.join(articles, articles.c.number == readings.c.article)
        found = self._connection.execute(heads.where(readings.c.batch == batch)).all()
        head_of = {number: head for number, *head in found}
        for row in rows:
            body = said.get(row.number, [])
            seal.add("readings", [list(row), [each[:_SAID] for each in body]])
            if row.number in head_of:  # a reading without an article is told as an orphan
                self._reading(row, head_of[row.number], body)

    def _article(self, row: Any) -> None:  # noqa: ANN401 — a row of articles and its first ref
        self._expected.add_articles([(row.number, row.title or "", row.text)])
        *kept, _reading, first = row
        if first is None:
            self._say("orphan", f"article {row.id} came from nowhere")
        try:
            fields = [getattr(row, field.name) for field in _FIELDS]
            article = packing.article_from(fields, first or "", "[]")
            made = packing.article_row(article, row.number, row.batch, row.added)
        except _BROKEN as error:
            self._say("record", f"article {row.id} can't be read: {error}")
            return
        if list(made[:-1]) != kept:
            self._say("record", f"article {row.id} ({(first or '')[:200]}) is not what its id says")

    def _reading(self, row: Any, head: Sequence[Any], said: list[list[Any]]) -> None:  # noqa: ANN401 — a row of readings
        article_id, newest, *fields = head
        if len(said) != row.said:
            self._say("orphan", f"{article_id} lacks {row.said - len(said)} statements")
        try:
            article = packing.article_from(fields, "", row.credits)
            reading = packing.reading_from(article, said, article_id)
            made, indexed = packing.Prepared.of(reading).numbered(row.number, row.first)
            astray = _astray(reading)
        except _BROKEN as error:
            self._say("record", f"a reading of {article_id} can't be read: {error}")
            return
        current = int(newest == row.number)
        if [[*each[:-1], current] for each in made] != said:
            self._say("record", f"statements of {article_id} are not what their ids say")
        if astray:
            self._say("record", f"{astray} spans of {article_id} lie outside its text")
        if current:
            self._expected.add_statements(indexed)

    def orphans(self) -> None:
        """Rows that hang on nothing, and articles that nobody has read."""
        newest = select(func.max(readings.c.number)).where(readings.c.article == articles.c.number)
        for table, lost, words in (
            (statements, ~_in(statements.c.reading, readings), "statements belong to no reading"),
            (readings, ~_in(readings.c.article, articles), "readings belong to no article"),
            (refs, ~_in(refs.c.article, articles), "refs belong to no article"),
            (
                articles,
                articles.c.reading.is_distinct_from(newest.scalar_subquery()),
                "articles don't show their newest reading",
            ),
        ):
            if count := self._number(table, lost):
                self._say("orphan", f"{count} {words}")
        stray = _stray_statements()
        if count := self._connection.execute(stray).scalar_one():
            self._say("orphan", f"{count} statements lie outside their readings")

    def index(self) -> None:
        """Does search know what the tables hold, no more and no less?"""
        if wrong := miscounted(self._connection):
            self._say("index", f"{wrong} counts of who is cited are out of step")
        for problem in self._expected.differences(self._connection):
            self._say("index", problem)

    def _number(self, table: Table, where: ColumnElement[bool]) -> int:
        wanted = select(func.count()).select_from(table).where(where)
        return int(self._connection.execute(wanted).scalar_one())

    def _say(self, sort: str, problem: str) -> None:
        self._found[sort].append(problem)


def _in(column: Any, parent: Table) -> ColumnElement[bool]:  # noqa: ANN401 — a column
    return column.in_(select(parent.c.number))  # type: ignore[no-any-return]


def _stray_statements() -> Select[Any]:
    outside = (statements.c.key < readings.c.first) | (
        statements.c.key >= readings.c.first + readings.c.said
    )
    joined = statements.join(readings, readings.c.number == statements.c.reading)
    return select(func.count()).select_from(joined).where(outside)


def _astray(reading: Reading) -> int:
    """How many spans of a reading lie outside its text."""
    length = len(reading.article.text)
    spans = [span for credit in reading.article.credits for span in credit.spans]
    for statement in reading.statements:
        spans += _spans(statement)
    return sum(not 0 <= start <= end <= length for start, end in spans)


def _spans(statement: Statement) -> list[Any]:
    parts = (statement.source, statement.cue, statement.content, statement.said, *statement.times)
    return [span for part in parts if part is not None for span in part.spans]


def _count(connection: Connection, table: Table) -> int:
    return int(connection.execute(select(func.count()).select_from(table)).scalar_one())
