"""The full-text index made anew from the tables: after a migration, or in a copy."""

from __future__ import annotations

from sqlalchemy import Connection, select

from sayso.ledger import packing
from sayso.ledger.schema import articles, readings, statements
from sayso.ledger.search import Search

_AT_ONCE = 200  # articles


def fill_index(connection: Connection, search: Search) -> None:
    """Put everything that the tables hold into an empty index; memory does not grow."""
    a, r, s = articles.c, readings.c, statements.c
    last = 0
    while True:
        heads = select(a.number, a.title, a.text, a.outlet, r.first, r.said)
        heads = heads.join(readings, r.number == a.reading).where(a.number > last)
        rows = connection.execute(heads.order_by(a.number).limit(_AT_ONCE)).all()
        if not rows:
            return
        last = rows[-1][0]
        search.add_articles(connection, [(row[0], row[1] or "", row[2]) for row in rows])
        indexed = []
        for _, _, text, outlet, first, said in rows:
            body = select(statements).where(s.key >= first, s.key < first + said)
            indexed += packing.reindexed(connection.execute(body).all(), outlet, text)
        search.add_statements(connection, indexed)
