"""Finding a ledger, making one, and bringing an old one up to date."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect, select

from sayso.errors import LedgerError
from sayso.ledger import schema
from sayso.ledger.database import Database, connected
from sayso.ledger.migrating import migrate, revision_of
from sayso.ledger.postgres_search import PostgresSearch
from sayso.ledger.search import Search
from sayso.ledger.sqlite_search import SqliteSearch
from sayso.ledger.texts import now


def opened(place: str | Path, *, create: bool) -> Database:
    """A database that holds a ledger of this schema; LedgerError if there can't be one."""
    database = connected(place)
    try:
        if database.is_sqlite:
            _look_for_file(Path(str(place)), create=create)
        number = _schema(database)
        if number is None:
            _make(database, create=create)
        elif number < schema.SCHEMA:
            migrate(database)
        elif number > schema.SCHEMA:
            raise LedgerError(
                f"the ledger {database.name} was made by a newer Sayso (schema {number}, "
                f"this one knows {schema.SCHEMA}): update Sayso"
            )
    except BaseException:
        database.close()
        raise
    return database


def search_of(database: Database) -> Search:
    """The full-text search of a database."""
    return SqliteSearch() if database.is_sqlite else PostgresSearch()


def _look_for_file(path: Path, *, create: bool) -> None:
    if path.is_dir():
        raise LedgerError(f"the ledger {path} is a folder: give the path of a file in it")
    if path.exists():
        return
    if not create:
        raise LedgerError(f"there is no ledger at {path}: `sayso add` makes one")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LedgerError(f"the ledger {path}: its folder can't be made ({error})") from error


def _schema(database: Database) -> int | None:
    """The number of a ledger's schema; None where there are no tables at all."""
    with database.reading() as connection:
        return _schema_in(database, connection)


def _schema_in(database: Database, connection: Connection) -> int | None:
    names = set(inspect(connection).get_table_names())
    if "ledger" in names:
        return connection.execute(select(schema.ledger.c.schema)).scalar()
    if names and (database.is_sqlite or "articles" in names):
        raise LedgerError(f"the database {database.name} holds something that is no ledger")
    return None


def _make(database: Database, *, create: bool) -> None:
    if not create:
        raise LedgerError(f"the database {database.name} holds no ledger: `sayso add` makes one")
    if database.is_sqlite:
        database.write_ahead()
    with database.writing() as connection:
        if _schema_in(database, connection) is not None:
            return  # somebody else was faster
        schema.metadata.create_all(connection)
        search_of(database).create(connection)
        revision = schema.revision.insert().values(version_num=revision_of(schema.SCHEMA))
        connection.execute(revision)
        connection.execute(schema.ledger.insert().values(schema=schema.SCHEMA, made=now()))
