"""Connections: one way in for readers, one for the writer, and foreign errors made ours.

SQLite runs in WAL mode: readers see the state when they began and wait for nobody. `synchronous`
is FULL: in WAL mode NORMAL keeps the file sound, too, but may lose the last transactions when the
power goes, and what `add` has reported as kept, or a reader's correction, has to be there. It costs
a sync for each transaction, which is why many articles share one (writing.py).
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine.interfaces import DBAPICursor
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError

from sayso.errors import LedgerError, UsageError

BUSY_SECONDS = 60.0  # how long one waits for another's transaction
_ONE_STATE: dict[str, Any] = {
    "isolation_level": "REPEATABLE READ",
    "postgresql_readonly": True,
}
_LOCK = 0x5341_5953_4F  # PostgreSQL's advisory lock of the one writer: "SAYSO"
_REASONS = (
    ("full", "there is no space left on its disk: make some and do the same again"),
    ("no space left", "there is no space left on its disk: make some and do the same again"),
    ("locked", "somebody else has kept it busy for a minute: try again later"),
    ("lock timeout", "somebody else has kept it busy: try again later"),
    ("malformed", "the file is damaged: bring back a backup (sayso ledger check says more)"),
    ("not a database", "this file is no ledger: give another path"),
    ("readonly", "it can't be written to: check the rights of the file and of its folder"),
    ("read-only", "it can't be written to: check its rights"),
    ("unable to open", "it can't be opened: check the path and its rights"),
    ("disk i/o", "its disk doesn't answer as it should: look after the disk first"),
    ("connect", "nobody answers there: is PostgreSQL running, and are name and password right?"),
    ("authentication", "name or password is wrong"),
)


def connected(place: str | Path) -> Database:
    """A database at a path or a `postgresql://` address; nothing is opened or made yet."""
    text = str(place)
    if "://" not in text:
        return Database(text, _sqlite(Path(text)))
    scheme = text.partition("://")[0].partition("+")[0]
    if scheme not in {"postgresql", "postgres"}:
        raise UsageError(f"{scheme}:// is no kind of ledger: give a path or postgresql://…")
    try:
        url = make_url(text).set(drivername="postgresql+psycopg")
    except (ArgumentError, ValueError) as error:
        raise UsageError("the ledger's address is no postgresql:// address") from error
    name = url.set(drivername="postgresql").render_as_string(hide_password=True)
    return Database(name, _postgres(url, name))


class Database:
    """A database with its two ways in. Safe to share between threads."""

    def __init__(self, name: str, engine: Engine) -> None:
        self.name = name
        self.engine = engine

    @property
    def is_sqlite(self) -> bool:
        """Whether the ledger is a file."""
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the ledger, whatever a writer does meanwhile."""
        with self.translated(), self.engine.connect() as connection:
            options = {} if self.is_sqlite else _ONE_STATE
            with connection.execution_options(**options).begin():
                yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection inside a transaction that no other writer shares; all of it or nothing."""
        with self.translated(), self.engine.connect() as connection:
            writer = connection.execution_options(sayso_writes=True)
            with writer.begin():
                if not self.is_sqlite:
                    writer.exec_driver_sql("SELECT pg_advisory_xact_lock(%s)", (_LOCK,))
                yield writer

    @contextmanager
    def translated(self) -> Iterator[None]:
        """Every error of the database becomes a LedgerError that says what to do."""
        try:
            yield
        except (SQLAlchemyError, sqlite3.Error) as error:
            raise LedgerError(f"the ledger {self.name}: {reason(error)}") from error

    def write_ahead(self) -> None:
        """Put a SQLite file into WAL mode, as it stays; others may be at it at this moment."""
        with self.translated():
            raw = self.engine.raw_connection()
            try:
                _write_ahead(raw.cursor())
            finally:
                raw.close()

    def damage(self, connection: Connection) -> tuple[str, ...]:
        """What the database itself finds wrong with its file; PostgreSQL looks after its own."""
        if not self.is_sqlite:
            return ()
        found = connection.exec_driver_sql("PRAGMA integrity_check(20)").scalars()
        return tuple(f"the file is damaged: {line}" for line in found if line != "ok")

    def close(self) -> None:
        """Give the connections back."""
        self.engine.dispose()


def reason(error: Exception) -> str:
    """What went wrong, and what to do, in words."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    text = " ".join(str(cause).split())
    for sign, words in _REASONS:
        if sign in text.casefold():
            return f"{words} ({text[:200]})"
    return text[:400]


def _sqlite(path: Path) -> Engine:
    engine = create_engine(
        URL.create("sqlite+pysqlite", database=str(path.absolute())),
        connect_args={"timeout": BUSY_SECONDS, "isolation_level": None},
        pool_size=8,
        max_overflow=32,
    )

    def prepare(connection: Any, _record: object) -> None:  # noqa: ANN401 — the driver's own
        for pragma in (
            "synchronous = FULL",
            "cache_size = -65536",  # KiB
            "wal_autocheckpoint = 16000",  # pages, 64 MB: a page that changes often is moved less
            "foreign_keys = ON",
            "temp_store = MEMORY",
        ):
            connection.execute(f"PRAGMA {pragma}")

    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("sayso_writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    event.listen(engine, "connect", prepare)
    event.listen(engine, "begin", begin)
    return engine


def _postgres(url: URL, name: str) -> Engine:
    try:
        return create_engine(url, pool_size=8, max_overflow=32, pool_pre_ping=True)
    except (ImportError, NoSuchModuleError) as error:
        hint = "pip install 'sayso[postgres]' brings what it needs"
        raise LedgerError(
            f"the ledger {name}: PostgreSQL can't be reached without psycopg; {hint}"
        ) from error


def _write_ahead(cursor: DBAPICursor) -> None:
    give_up = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            cursor.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError:  # SQLite does not wait for this lock by itself
            if time.monotonic() > give_up:
                raise
            time.sleep(0.01)
        else:
            return
