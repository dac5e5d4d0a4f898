"""Who is cited: counts kept beside the statements, and their lists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Select,
    Table,
    and_,
    delete,
    func,
    or_,
    select,
    tuple_,
)

from sayso.domain import Reading
from sayso.ledger.inserting import insert_whole
from sayso.ledger.packing import SPEAKER, Row, outlet_key
from sayso.ledger.paging import limit_of, place_in, token
from sayso.ledger.rows import Cited, Listing, Page, SourceRow, SourcesWanted
from sayso.ledger.schema import articles, cited, readings, sources, statements
from sayso.ledger.texts import folded, stored, told

NAME_SHOWN = 300  # of a name in lists, in code points; the whole one is in the chain
_SPEAKER_KEY = SPEAKER.start
_Key = tuple[Any, ...]  # speaker_key, kind, named


class Citations:
    """What one transaction adds to the counts, and takes from them."""

    def __init__(self) -> None:
        self._more: dict[tuple[_Key, str], list[int]] = {}
        self._less: dict[tuple[_Key, str], list[int]] = {}
        self._names: dict[_Key, str] = {}
        self._outlets: dict[str, str | None] = {}

    def add(self, reading: Reading, rows: Sequence[Row]) -> None:
        """Count a new reading's statements; `rows` are theirs."""
        outlet = reading.article.outlet
        where = outlet_key(outlet) or ""
        self._outlets.setdefault(where, None if outlet is None else stored(outlet))
        for row, statement in zip(rows, reading.statements, strict=True):
            if statement.chain:
                key = row[SPEAKER]
                name = statement.chain[0].name
                known = self._names.get(key)
                if known is None or name < known:  # whatever order they come in
                    self._names[key] = name
        _count(rows, where, self._more)

    def drop(self, rows: Sequence[Sequence[Any]], where: str | None) -> None:
        """No longer count statements of an older reading, from an outlet (its key)."""
        _count(rows, where or "", self._less)

    def write(self, connection: Connection) -> None:
        """Bring the counts up to date."""
        if self._more:
            rows = [
                (*key, where, self._outlets[where], *count)
                for (key, where), count in sorted(self._more.items())
            ]
            _add(connection, cited, rows)
            totals = [
                (*key, stored(self._names[key][:NAME_SHOWN]), *count)
                for key, count in _totals(self._more)
            ]
            _add(connection, sources, totals)
        if self._less:
            _subtract(
                connection,
                cited,
                [((*key, where), count) for (key, where), count in self._less.items()],
            )
            _subtract(connection, sources, _totals(self._less))


def _count(
    rows: Sequence[Sequence[Any]], where: str, counts: dict[tuple[_Key, str], list[int]]
) -> None:
    said = Counter([tuple(row[SPEAKER]) for row in rows if row[_SPEAKER_KEY] is not None])
    for key, number in said.items():
        count = counts.setdefault((key, where), [0, 0])
        count[0] += number
        count[1] += 1


def _totals(counts: dict[tuple[_Key, str], list[int]]) -> list[tuple[_Key, list[int]]]:
    totals: dict[_Key, list[int]] = {}
    for (key, _), (said, carried) in counts.items():
        total = totals.setdefault(key, [0, 0])
        total[0] += said
        total[1] += carried
    return sorted(totals.items())


def _subtract(connection: Connection, table: Table, counts: list[tuple[_Key, list[int]]]) -> None:
    mark = "?" if connection.dialect.name == "sqlite" else "%s"
    *keys, _shown, said, carried = [column.name for column in table.columns]
    here = " AND ".join(f"{key} = {mark}" for key in keys)
    connection.exec_driver_sql(
        f"UPDATE {table.name} SET {said} = {said} - {mark}, {carried} = {carried} - {mark}"  # noqa: S608 — our own names
        f" WHERE {here}",
        [(*count, *key) for key, count in counts],
    )
    connection.execute(delete(table).where(table.c.statements == 0))


def _add(connection: Connection, table: Table, rows: list[_Key]) -> None:
    """Rows that end in two counts: added to those that are there under the same key."""
    least = "min" if connection.dialect.name == "sqlite" else "least"
    *keys, shown, said, carried = [column.name for column in table.columns]
    first = f"{least}({table.name}.{shown}, excluded.{shown})"
    then = (
        f"ON CONFLICT ({', '.join(keys)}) DO UPDATE SET {shown} = {first},"
        f" {said} = {table.name}.{said} + excluded.{said},"
        f" {carried} = {table.name}.{carried} + excluded.{carried}"
    )
    insert_whole(connection, table, rows, then)


def listed_sources(connection: Connection, wanted: SourcesWanted, page: Page) -> Listing[SourceRow]:
    """Who is cited as the origin of statements, the most often cited first."""
    limit = limit_of(page)
    table = sources if wanted.outlet is None else cited
    key = _key(table)
    query = _filtered(select(*key, table.c.statements, table.c.articles), table, wanted)
    after = place_in(page, int, str, str, int)
    if after is not None:
        count, *rest = after
        same = (table.c.statements == count) & (tuple_(*key) > tuple_(*rest))
        query = query.where((table.c.statements < count) | same)
    rows = connection.execute(query.order_by(table.c.statements.desc(), *key).limit(limit)).all()
    shown = rows[: page.limit]
    more = token([shown[-1][3], *shown[-1][:3]]) if len(rows) > len(shown) else None
    return Listing(tuple(_source_rows(connection, wanted, shown)), more)


def _filtered(query: Select[Any], table: Table, wanted: SourcesWanted) -> Select[Any]:
    if wanted.outlet is not None:
        query = query.where(table.c.outlet_key == outlet_key(wanted.outlet))
    if wanted.name is not None:
        name = folded(stored(wanted.name))
        query = query.where(table.c.speaker_key.contains(name, autoescape=True))
    if wanted.kind is not None:
        query = query.where(table.c.kind == wanted.kind)
    if wanted.named is not None:
        query = query.where(table.c.named == int(wanted.named))
    return query


def _source_rows(
    connection: Connection, wanted: SourcesWanted, rows: Sequence[Sequence[Any]]
) -> list[SourceRow]:
    """The same with the outlets that cite them."""
    if not rows:
        return []
    keys = [tuple(row[:3]) for row in rows]
    names = connection.execute(select(*_key(sources), sources.c.name).where(_any(sources, keys)))
    name_of = {tuple(row[:3]): told(row[3]) for row in names}
    by_outlet = select(*_key(cited), cited.c.outlet, cited.c.statements).where(_any(cited, keys))
    if wanted.outlet is not None:
        by_outlet = by_outlet.where(cited.c.outlet_key == outlet_key(wanted.outlet))
    outlets: dict[_Key, list[Cited]] = {key: [] for key in keys}
    ordered = by_outlet.order_by(cited.c.statements.desc(), cited.c.outlet_key)
    for *key, outlet, said in connection.execute(ordered):
        outlets[tuple(key)].append(Cited(None if outlet is None else told(outlet), said))
    return [
        SourceRow(
            name=name_of[key, kind, named],
            kind=kind,
            named=bool(named),
            statements=said,
            articles=carried,
            outlets=tuple(outlets[key, kind, named]),
        )
        for key, kind, named, said, carried in rows
    ]


def _key(table: Table) -> list[Column[Any]]:
    return [table.c.speaker_key, table.c.kind, table.c.named]


def _any(table: Table, keys: list[_Key]) -> ColumnElement[bool]:
    """Whether a row is of one of these sources; so written, every database uses its index."""
    return or_(
        *(
            and_(table.c.speaker_key == key, table.c.kind == kind, table.c.named == named)
            for key, kind, named in keys
        )
    )


def miscounted(connection: Connection) -> int:
    """How many counts differ from what the statements say."""
    key = _key(statements)
    where = func.coalesce(articles.c.outlet_key, "")
    joined = statements.join(readings, readings.c.number == statements.c.reading).join(
        articles, articles.c.number == readings.c.article
    )
    counts = func.count(), func.count(statements.c.reading.distinct())
    current = (statements.c.current == 1) & statements.c.speaker_key.is_not(None)
    wrong = 0
    for table, by in ((sources, key), (cited, [*key, where])):
        said = select(*by, *counts).select_from(joined).where(current).group_by(*by)
        kept = select(*(table.c[name] for name in _compared(table)))
        for one, other in ((said, kept), (kept, said)):
            differing = one.except_(other).subquery()
            wrong += connection.execute(select(func.count()).select_from(differing)).scalar_one()
    return wrong


def _compared(table: Table) -> list[str]:
    """Everything but the name that is shown."""
    names = [column.name for column in table.columns]
    return [*names[:-3], *names[-2:]]
