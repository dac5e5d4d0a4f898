"""Old ledgers brought up to date by Alembic's scripts, after a copy was put beside them.

The scripts lie in migrations/versions, one for each number of schema.SCHEMA ("0001", "0002" …);
Alembic is loaded only when there is something to do. Each ledger is migrated in one transaction:
whatever happens meanwhile, it is of the old schema or of the new one.
"""

from __future__ import annotations

import os
from pathlib import Path

from sqlalchemy import Connection, select, update

from sayso.errors import LedgerError
from sayso.ledger import schema
from sayso.ledger.backups import copy_file
from sayso.ledger.database import Database

SCRIPTS = Path(__file__).parent / "migrations"


def migrate(database: Database, to: int = schema.SCHEMA, scripts: Path = SCRIPTS) -> None:
    """Bring a ledger up to schema `to`; a file is first copied to `….before-schema-N`."""
    if database.is_sqlite:
        _copy_beside(database, Path(f"{database.name}.before-schema-{to}"))
    with database.writing() as connection:
        number = connection.execute(select(schema.ledger.c.schema)).scalar_one()
        if number < to:  # nobody else was faster
            _upgrade(connection, to, scripts)
            connection.execute(update(schema.ledger).values(schema=to))


def revision_of(number: int) -> str:
    """The revision, in Alembic's sense, of a schema's number."""
    return f"{number:04d}"


def _upgrade(connection: Connection, to: int, scripts: Path) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, revision_of(to))


def _copy_beside(database: Database, path: Path) -> None:
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        with database.translated():
            copy_file(database, part)
        part.replace(path)
    except OSError as error:
        raise LedgerError(f"no copy can be put at {path} before migrating: {error}") from error
    finally:
        part.unlink(missing_ok=True)
