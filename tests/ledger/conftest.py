"""Ledgers to test on: a file, and a PostgreSQL server of our own while the tests run."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from sayso.ledger import Ledger

_NUMBERS = count(1)
_PORT = "54871"  # names the socket only: the server listens on no network


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a real PostgreSQL without its schema, or the reason why there is none."""
    programs = _programs()
    if programs is None:
        pytest.skip("PostgreSQL is not installed (apt-get install postgresql)")
    pytest.importorskip("psycopg")
    folder = Path(tempfile.mkdtemp(prefix="sayso-pg-", dir="/tmp"))
    user = "postgres" if os.geteuid() == 0 else None
    if user:  # the server refuses to run as root
        shutil.chown(folder, user)
    data, socket = folder / "data", f"-k {folder} -p {_PORT} -c listen_addresses="
    _run(user, programs / "initdb", "-D", data, "-A", "trust", "-U", "sayso", "-E", "UTF8", "-N")
    fast = f"{socket} -c fsync=off -c full_page_writes=off -c synchronous_commit=off"
    _run(user, programs / "pg_ctl", "-D", data, "-o", fast, "-l", folder / "log", "-w", "start")
    try:
        yield f"postgresql://sayso@/postgres?host={folder}&port={_PORT}"
    finally:
        _run(user, programs / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
        shutil.rmtree(folder)


def _programs() -> Path | None:
    """The folder of the server's programs, the newest where there are several."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    here = shutil.which("initdb")
    return Path(here).parent if here else found[-1].parent if found else None


def _run(user: str | None, *command: str | Path) -> None:
    done = subprocess.run(
        list(map(str, command)), user=user, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL, text=True, check=False, cwd="/",
    )  # fmt: skip
    assert done.returncode == 0, done.stdout


@pytest.fixture(params=["sqlite", "postgres"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a new ledger can lie: once a file, once a PostgreSQL schema of its own."""
    if request.param == "sqlite":
        return str(tmp_path / "ledger.db")
    import psycopg

    address = request.getfixturevalue("postgres")
    schema = f"t{next(_NUMBERS)}"
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA {schema}")
    return f"{address}&options=-csearch_path%3D{schema}"


@pytest.fixture
def ledger(place: str) -> Iterator[Ledger]:
    """An empty ledger, once in each database."""
    with Ledger.open(place) as opened:
        yield opened
