"""Ledgers of every earlier schema open, after a copy was put beside them."""

from __future__ import annotations

import gzip
import shutil
from pathlib import Path

import pytest
import synthetic
from sqlalchemy import inspect

from sayso.errors import LedgerError
from sayso.ledger import FindWanted, Ledger, Page
from sayso.ledger.migrating import SCRIPTS, migrate, revision_of
from sayso.ledger.schema import SCHEMA, metadata

DATA = Path(__file__).parent / "data"
WORLD = synthetic.World.of(1, words=100, names=10)
NEXT = '''"""An invented next schema."""
import sqlalchemy as sa
from alembic import op

revision, down_revision = "0002", "0001"


def upgrade() -> None:
    op.add_column("articles", sa.Column("mood", sa.Text, server_default="calm"))
    op.execute("UPDATE articles SET mood = 'stormy' WHERE number = 1")
    if {fails}:
        raise RuntimeError("the plug was pulled")
'''


@pytest.mark.parametrize("number", range(1, SCHEMA + 1))
def test_a_stored_ledger_of_every_schema_opens(number: int, tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    packed = DATA / f"schema_{number}.db.gz"
    path.write_bytes(gzip.decompress(packed.read_bytes()))
    given = list(synthetic.readings(3, world=WORLD))
    with Ledger.open(path, create=False) as ledger:
        assert ledger.readings([each.article.id for each in given]) == given
        assert not ledger.check().problems
        assert ledger.find(FindWanted(unnamed=True), Page(5)).items
        assert ledger.corrections(withdrawn=True)
        columns = inspect(ledger._database.engine)
        for table in metadata.sorted_tables:
            there = {column["name"] for column in columns.get_columns(table.name)}
            assert there == {column.name for column in table.columns}
        with ledger.writer() as writer:
            writer.keep_many(synthetic.readings(5, world=WORLD), "r1")
        assert ledger.size() == 5
        assert not ledger.check().problems
    copies = [path.name for path in tmp_path.glob("*before-schema*")]
    assert copies == ([] if number == SCHEMA else [f"ledger.db.before-schema-{SCHEMA}"])


@pytest.fixture
def scripts(tmp_path: Path) -> Path:
    """Today's migrations, to which one may add."""
    folder = tmp_path / "migrations % 1"
    shutil.copytree(SCRIPTS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    return folder


def columns(ledger: Ledger) -> set[str]:
    with ledger._database.reading() as connection:
        return {column["name"] for column in inspect(connection).get_columns("articles")}


def test_a_migration_changes_tables_and_leaves_a_copy(place: str, scripts: Path) -> None:
    (scripts / "versions" / "0002_next.py").write_text(NEXT.format(fails=False))
    with Ledger.open(place) as ledger:
        with ledger.writer() as writer:
            writer.keep_many(synthetic.readings(3, world=WORLD), "r1")
        migrate(ledger._database, 2, scripts)
        migrate(ledger._database, 2, scripts)  # again: nothing is left to do
        with ledger._database.reading() as connection:
            rows = connection.exec_driver_sql("SELECT mood FROM articles ORDER BY number")
            assert [row[0] for row in rows] == ["stormy", "calm", "calm"]
            number = connection.exec_driver_sql("SELECT schema FROM ledger").scalar()
            revision = connection.exec_driver_sql("SELECT version_num FROM alembic_version")
            assert (number, revision.scalar()) == (2, revision_of(2))
    with pytest.raises(LedgerError, match="newer"):
        Ledger.open(place)


def test_the_copy_is_the_ledger_as_it_was(tmp_path: Path, scripts: Path) -> None:
    (scripts / "versions" / "0002_next.py").write_text(NEXT.format(fails=False))
    path = tmp_path / "ledger.db"
    with Ledger.open(path) as ledger:
        with ledger.writer() as writer:
            writer.keep_many(synthetic.readings(3, world=WORLD), "r1")
        before = ledger.check()
        migrate(ledger._database, 2, scripts)
    with Ledger.open(tmp_path / "ledger.db.before-schema-2", create=False) as copy:
        assert copy.check() == before


def test_a_migration_that_fails_leaves_the_old_ledger(place: str, scripts: Path) -> None:
    (scripts / "versions" / "0002_next.py").write_text(NEXT.format(fails=True))
    with Ledger.open(place) as ledger:
        with ledger.writer() as writer:
            writer.keep_many(synthetic.readings(2, world=WORLD), "r1")
        with pytest.raises(RuntimeError, match="plug"):
            migrate(ledger._database, 2, scripts)
        assert "mood" not in columns(ledger)
    with Ledger.open(place, create=False) as ledger:
        assert ledger.size() == 2
        assert not ledger.check().problems


def test_there_is_a_script_for_every_schema() -> None:
    names = sorted(path.name[:4] for path in (SCRIPTS / "versions").glob("0*.py"))
    assert names == [revision_of(number) for number in range(1, SCHEMA + 1)]
