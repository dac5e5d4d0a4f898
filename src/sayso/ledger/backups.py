"""Copies of a whole ledger while others use it: one state of it, in one file."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Table, select
from sqlalchemy.exc import SQLAlchemyError

from sayso.errors import LedgerError
from sayso.ledger.database import Database, connected, reason
from sayso.ledger.indexing import fill_index
from sayso.ledger.inserting import insert_whole
from sayso.ledger.schema import metadata
from sayso.ledger.sqlite_search import SqliteSearch

_AT_ONCE = 1000  # rows


def back_up(database: Database, path: Path) -> None:
    """Copy a ledger as it is now into a new file, which is a ledger, too.

    A copy of a file goes page by page, one of a PostgreSQL ledger row by row into SQLite. What
    stands at `path` is never half a copy; LedgerError if something stood there before, or if it
    can't be written.
    """
    if path.exists():
        raise LedgerError(f"the backup {path}: there is something already, give another name")
    with _part_of(path) as part:
        if database.is_sqlite:
            copy_file(database, part)
        else:
            _copy_rows(database, part)


@contextmanager
def _part_of(path: Path) -> Iterator[Path]:
    """A file beside `path` that gets its name when it is whole, and goes if it never is."""
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        yield part
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        part.replace(path)
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
    except (OSError, SQLAlchemyError, sqlite3.Error) as error:
        raise LedgerError(f"the backup {path} can't be made: {reason(error)}") from error
    finally:
        for left in (part, *(part.with_name(part.name + end) for end in ("-wal", "-shm"))):
            left.unlink(missing_ok=True)


def copy_file(database: Database, part: Path) -> None:
    """Page by page, all in one step: a writer neither waits nor makes it begin again."""
    raw = database.engine.raw_connection()
    try:
        source = raw.driver_connection
        assert isinstance(source, sqlite3.Connection)
        target = sqlite3.connect(part)
        try:
            source.backup(target)
        finally:
            target.close()
    finally:
        raw.close()


def _copy_rows(database: Database, part: Path) -> None:
    copy = connected(part)
    try:
        copy.write_ahead()
        search = SqliteSearch()
        with database.reading() as source, copy.writing() as target:
            metadata.create_all(target)
            for table in metadata.sorted_tables:
                _copy_table(source, target, table)
            search.create(target)
            fill_index(target, search)
    finally:
        copy.close()


def _copy_table(source: Connection, target: Connection, table: Table) -> None:
    rows = source.execution_options(yield_per=_AT_ONCE).execute(select(table))
    for some in rows.partitions():
        insert_whole(target, table, [tuple(row) for row in some])
