"""What is no ledger is told and left alone; what is one opens fast, whoever else opens it."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import Engine, inspect

from sayso.errors import LedgerError, UsageError
from sayso.ledger import Ledger
from sayso.ledger.database import connected, reason
from sayso.ledger.schema import SCHEMA, metadata

SOURCE = Path(__file__).parent.parent.parent / "src"


def python(script: str, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", script, *arguments],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        env={**os.environ, "PYTHONPATH": str(SOURCE)},
    )  # fmt: skip


def test_a_new_ledger_makes_its_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "Käse & co" / "deep" / "a%20b?c#d.db"
    with Ledger.open(path) as ledger:
        assert ledger.size() == 0
    assert path.is_file()
    monkeypatch.chdir(tmp_path)
    with Ledger.open(":memory:") as ledger:  # a name like any other
        assert ledger.size() == 0
    assert (tmp_path / ":memory:").is_file()
    with Ledger.open(path, create=False) as ledger:
        assert ledger.size() == 0


def test_an_empty_file_becomes_a_ledger(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    path.touch()
    with pytest.raises(LedgerError, match="sayso add"):
        Ledger.open(path, create=False)
    with Ledger.open(path) as ledger:
        assert ledger.size() == 0


def test_what_is_no_ledger_is_left_as_it_is(tmp_path: Path) -> None:
    text = tmp_path / "notes.txt"
    text.write_text("no database at all, but long enough to be taken for one" * 50)
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE articles (id TEXT)")
    connection.close()
    for path, words in ((text, "no ledger"), (other, "no ledger"), (tmp_path, "folder")):
        before = path.read_bytes() if path.is_file() else b""
        with pytest.raises(LedgerError, match=words):
            Ledger.open(path)
        assert (path.read_bytes() if path.is_file() else b"") == before
    assert sorted(file.name for file in tmp_path.iterdir()) == ["notes.txt", "other.db"]


def test_a_database_of_somebody_else_is_left_as_it_is(postgres: str) -> None:
    import psycopg

    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute("CREATE SCHEMA theirs")
        connection.execute("CREATE TABLE theirs.articles (id text)")
    with pytest.raises(LedgerError, match="no ledger"):
        Ledger.open(f"{postgres}&options=-csearch_path%3Dtheirs")


def test_addresses_that_lead_nowhere_are_told(tmp_path: Path) -> None:
    for place in ("mysql://x/y", "http://x.example/y", "sqlite:///x.db"):
        with pytest.raises(UsageError, match="postgresql://"):
            Ledger.open(place)
    with pytest.raises(UsageError, match="no postgresql:// address"):
        Ledger.open("postgresql://x:notaport/y")
    blocked = tmp_path / "file"
    blocked.touch()
    with pytest.raises(LedgerError, match="folder"):
        Ledger.open(blocked / "ledger.db")


def test_a_password_is_never_shown() -> None:
    address = "postgresql://ina:sesame@127.0.0.1:1/nothing"
    with pytest.raises(LedgerError, match="nobody answers") as told:
        Ledger.open(address)
    assert "sesame" not in str(told.value)
    assert "ina" in str(told.value)
    pytest.importorskip("psycopg")


def test_a_file_that_may_not_be_written_can_be_read(tmp_path: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may write everything")
    path = tmp_path / "ledger.db"
    Ledger.open(path).close()
    path.chmod(0o400)
    with Ledger.open(path) as ledger:
        assert ledger.size() == 0
        with pytest.raises(LedgerError, match="rights"):
            ledger.writer().remember("x", 1)


def test_everybody_may_make_it_at_once(place: str) -> None:
    script = "import sys; from sayso.ledger import Ledger; print(Ledger.open(sys.argv[1]).size())"
    processes = [python(script, place) for _ in range(2)]
    assert [process.communicate()[0] for process in processes] == ["0\n"] * 2


def test_opening_loads_little() -> None:
    script = (
        "import sys, sayso.ledger; assert 'sqlalchemy' not in sys.modules\n"
        "from sayso.ledger import Ledger; Ledger.open(sys.argv[1])\n"
        "print(sorted({'alembic', 'psycopg', 'numpy', 'onnxruntime'} & set(sys.modules)))"
    )
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = f"{folder}/ledger.db"
        Ledger.open(path).close()
        process = python(script, path)
        assert process.communicate()[0] == "[]\n"


def test_every_error_of_a_database_becomes_ours(tmp_path: Path) -> None:
    database = connected(tmp_path / "x.db")
    with database.writing() as connection:
        connection.exec_driver_sql("CREATE TABLE t (a INTEGER PRIMARY KEY CHECK (a < 5))")
    wrong = (
        ("SELECT * FROM nowhere", "no such table"),
        ("SELEC", "syntax"),
        ("INSERT INTO t VALUES (9)", "CHECK"),
        ("INSERT INTO t VALUES ('x')", "mismatch"),
    )
    for statement, words in wrong:
        with pytest.raises(LedgerError, match=words), database.writing() as connection:
            connection.exec_driver_sql(statement)
    with pytest.raises(LedgerError, match=r"x\.db"), database.translated():
        raise sqlite3.DatabaseError("database disk image is malformed")
    database.close()


def test_reasons_say_what_to_do() -> None:
    for text, words in (
        ("database or disk is full", "make some"),
        ("database is locked", "try again"),
        ("file is not a database", "another path"),
        ("attempt to write a readonly database", "rights"),
        ("connection failed: Connection refused", "running"),
        ('password authentication failed for user "x"', "password"),
        ("something new", "something new"),
    ):
        assert words in reason(sqlite3.OperationalError(text))


def test_the_tables_are_those_of_the_schema(place: str) -> None:
    with Ledger.open(place) as ledger:
        engine: Engine = ledger._database.engine
        look = inspect(engine)
        for table in metadata.sorted_tables:
            there = [column["name"] for column in look.get_columns(table.name)]
            assert there == [column.name for column in table.columns]
        assert SCHEMA == 1
