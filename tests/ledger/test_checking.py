"""Tampering shows: whatever is altered behind the ledger's back, `check` says so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
import synthetic
from sqlalchemy import Connection, select

from sayso.domain import Correction
from sayso.errors import LedgerError
from sayso.ledger import Ledger
from sayso.ledger.batch import START
from sayso.ledger.checking import checked
from sayso.ledger.packing import reindexed
from sayso.ledger.schema import articles, readings, statements

WORLD = synthetic.World.of(7, words=300, names=40)
NOTE = Correction("copy", "a" * 32, "b" * 32, "Ina", "2026-03-04T10:00:00Z")
BATCHES = 6
KEY = "(SELECT min(key) FROM statements)"
FIRST = f"UPDATE statements SET {{}} WHERE key = {KEY}"
CHAIN = "is not what was written then"
RECORD = "not what"

TAMPERED = [
    ("UPDATE articles SET text = text || '!' WHERE number = 4", f"batch 2 .* {CHAIN}", RECORD),
    ("UPDATE articles SET title = 'Other' WHERE number = 2", f"batch 1 .* {CHAIN}", ""),
    ("UPDATE articles SET published = '2024-01-01' WHERE number = 2", CHAIN, RECORD),
    ("UPDATE articles SET added = '2020-01-01T00:00:00Z'", CHAIN, ""),
    ("UPDATE articles SET byline = '[[1' WHERE number = 1", CHAIN, "can't be read"),
    ("UPDATE refs SET ref = 'elsewhere.txt' WHERE number = 1", CHAIN, "can't be found"),
    ("DELETE FROM refs WHERE number = 3", CHAIN, "came from nowhere"),
    ("UPDATE readings SET version = 'r9' WHERE number = 3", f"batch 1 .* {CHAIN}", ""),
    ("UPDATE readings SET credits = '[[\"X\", [0, 99999]]]' WHERE number = 3", CHAIN, "outside"),
    (FIRST.format("act = 'deny'"), CHAIN, ""),
    (FIRST.format("score = 0.1"), CHAIN, ""),
    (FIRST.format("detail = replace(detail, '[[', '[[9')"), CHAIN, ""),
    (FIRST.format("detail = '{'"), CHAIN, "can't be read"),
    (FIRST.format("detail = '[[-9,-1],null,[1,99999],[],null,[],null]'"), CHAIN, "outside"),
    (f"DELETE FROM statements WHERE key = {KEY}", CHAIN, "lacks 1 statement"),
    ("DELETE FROM articles WHERE number = 3", CHAIN, "belong to no article"),
    ("DELETE FROM readings WHERE number = 2", CHAIN, "belong to no reading"),
    ("UPDATE corrections SET note = 'hm'", f"batch 4 .* {CHAIN}", ""),
    ("DELETE FROM withdrawals", f"batch 5 .* {CHAIN}", ""),
    ("DELETE FROM batches WHERE number = 3", "batch 3 is missing", ""),
    ("DELETE FROM batches WHERE number = 6", "belong to no batch", ""),
    ("UPDATE batches SET at = '2020-01-01T00:00:00Z' WHERE number = 2", f"batch 2 .* {CHAIN}", ""),
    (f"UPDATE batches SET previous = '{START}' WHERE number = 3", "batch 3 .* follow", CHAIN),
    ("UPDATE batches SET digest = previous WHERE number = 2", f"batch 2 .* {CHAIN}", "follow"),
]
DERIVED = [
    ("UPDATE articles SET outlet_key = 'other' WHERE number = 1", RECORD),
    ("UPDATE articles SET place = place + 1 WHERE number = 1", RECORD),
    ("UPDATE articles SET reading = 1 WHERE number = 2", "newest reading"),
    (f"UPDATE statements SET current = 1 - current WHERE key = {KEY}", RECORD),
    ("UPDATE statements SET speaker_key = 'other' WHERE speaker_key IS NOT NULL", RECORD),
    ("UPDATE sources SET statements = statements + 1", "counts of who is cited"),
    ("DELETE FROM cited", "counts of who is cited"),
    ("DELETE FROM statements_words", "statements_words is out of step"),
    ("DELETE FROM articles_words", "articles_words is out of step"),
]


@pytest.fixture
def kept(ledger: Ledger) -> Ledger:
    six = list(synthetic.readings(6, world=WORLD))
    with ledger.writer() as writer:
        writer.keep_many(six[:3], "r1")
        writer.keep_many(six[3:], "r1")
        writer.keep_many([replace(six[0], notes=("again",))], "r2")
        writer.correct(NOTE)
        writer.withdraw(NOTE.id, "2026-03-05T10:00:00Z")
        writer.note(six[1].article.id, "elsewhere.txt")
    return ledger


class _UndoneError(Exception):
    pass


@contextmanager
def tampered(ledger: Ledger, statement: str) -> Iterator[Connection]:
    """A connection that sees what nobody will: all is undone at the end."""
    sqlite = ledger._database.is_sqlite
    if sqlite and statement.endswith("_words"):  # an index without contents takes no DELETE
        table = statement.rsplit(maxsplit=1)[-1]
        statement = f"INSERT INTO {table}({table}) VALUES ('delete-all')"
    try:
        with ledger._database.writing() as connection:
            free = (
                "PRAGMA defer_foreign_keys = ON"
                if sqlite
                else "SET LOCAL session_replication_role = replica"
            )
            connection.exec_driver_sql(free)
            connection.exec_driver_sql(statement)
            yield connection
            raise _UndoneError
    except _UndoneError:
        pass


def test_nothing_is_wrong_with_a_ledger_as_it_was_kept(kept: Ledger) -> None:
    found = kept.check()
    assert found.problems == ()
    assert (found.articles, found.batches) == (6, BATCHES)
    assert found.statements == sum(len(reading.statements) for _, reading in kept.stream()) + len(
        kept.reading("invented.jsonl#0", "r1").statements
    )


def test_tampering_is_found(kept: Ledger) -> None:
    for statement, first, more in TAMPERED:
        with tampered(kept, statement) as connection:
            problems = checked(connection, kept._search).problems
        assert problems, statement
        assert re.search(first, problems[0]), (statement, problems)
        assert any(more in problem for problem in problems), (statement, problems)
    assert not kept.check().problems


def test_what_is_derived_is_compared_with_what_it_comes_from(kept: Ledger) -> None:
    for statement, words in DERIVED:
        with tampered(kept, statement) as connection:
            problems = checked(connection, kept._search).problems
        assert any(words in problem for problem in problems), (statement, problems)
        assert not any("batch" in problem for problem in problems), (statement, problems)


def test_a_statement_that_search_lost_is_missed(kept: Ledger) -> None:
    with kept._database.writing() as connection:
        row = connection.execute(select(statements).where(statements.c.current == 1)).first()
        assert row is not None
        of = select(articles.c.outlet, articles.c.text).join(
            readings, readings.c.article == articles.c.number
        )
        outlet, text = connection.execute(of.where(readings.c.number == row.reading)).one()
        kept._search.drop_statements(connection, reindexed([row], outlet, text))
    (problem,) = kept.check().problems
    assert "statements_words is out of step" in problem


def test_a_long_list_of_problems_is_cut(ledger: Ledger) -> None:
    with ledger.writer() as writer:
        writer.keep_many(synthetic.readings(120, world=WORLD), "r1")
    with tampered(ledger, "UPDATE articles SET place = place + 1") as connection:
        problems = checked(connection, ledger._search).problems
    assert len(problems) == 101
    assert problems[-1].startswith("20 more problems")


def test_a_damaged_file_is_told(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    with Ledger.open(path) as ledger, ledger.writer() as writer:
        writer.keep_many(synthetic.readings(60, world=WORLD), "r1")
    raw = bytearray(path.read_bytes())
    for page in range(20, len(raw) // 4096, 3):
        raw[page * 4096 : page * 4096 + 200] = b"\xff" * 200
    path.write_bytes(raw)
    try:
        with Ledger.open(path) as ledger:
            problems = ledger.check().problems
    except LedgerError as error:  # where it is too damaged to be looked through
        problems = (str(error),)
    assert any("damaged" in problem for problem in problems)
