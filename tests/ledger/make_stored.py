"""Store a ledger of today's schema, for a later Sayso to open: run it once for each schema.

PYTHONPATH=src:benchmarks python tests/ledger/make_stored.py
"""

from __future__ import annotations

import gzip
import tempfile
from dataclasses import replace
from pathlib import Path

import synthetic

from sayso.domain import Correction
from sayso.ledger import Ledger
from sayso.ledger.schema import SCHEMA

DATA = Path(__file__).parent / "data"


def main() -> None:
    """Write data/schema_N.db.gz."""
    world = synthetic.World.of(1, words=100, names=10)
    given = list(synthetic.readings(3, world=world))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ledger.db"
        with Ledger.open(path) as ledger, ledger.writer() as writer:
            writer.keep_many([replace(given[0], notes=("an older reading",))], "r0")
            writer.keep_many(given, "r1")
            writer.note(given[1].article.id, "elsewhere.txt")
            mistake = Correction("copy", "a" * 32, "b" * 32, "Ina Falk", "2026-03-04T10:00:00Z")
            writer.correct(mistake)
            writer.withdraw(mistake.id, "2026-03-05T10:00:00Z")
            writer.remember("feeds", {"https://courier.example/rss": '"etag"'})
            ledger.backup(Path(folder) / "copy.db")
        packed = gzip.compress((Path(folder) / "copy.db").read_bytes(), mtime=0)
    DATA.mkdir(exist_ok=True)
    (DATA / f"schema_{SCHEMA}.db.gz").write_bytes(packed)


if __name__ == "__main__":
    main()
