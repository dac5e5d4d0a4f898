"""Many rows into a table at once, as the driver takes them fastest: one statement, plain tuples.

SQLAlchemy's own INSERT takes a dictionary for each row, which costs as much as SQLite's work on it;
several rows in one statement are slower still.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Table

Rows = Sequence[tuple[Any, ...]]


def insert_rows(connection: Connection, into: str, rows: Rows, then: str = "") -> None:
    """`INSERT INTO {into} VALUES (…) {then}` for rows of one width; names must be our own."""
    if rows:
        mark = "?" if connection.dialect.name == "sqlite" else "%s"
        marks = ", ".join([mark] * len(rows[0]))
        connection.exec_driver_sql(f"INSERT INTO {into} VALUES ({marks}) {then}", list(rows))  # noqa: S608


def insert_whole(connection: Connection, table: Table, rows: Rows, then: str = "") -> None:
    """The same for rows that have all columns of a table, in their order."""
    names = ", ".join(f'"{column.name}"' for column in table.columns)
    insert_rows(connection, f'"{table.name}" ({names})', rows, then)
