"""Plug pulled, disk full, everybody at once: what is kept is whole, and the rest can follow."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import synthetic

from sayso.domain import Reading
from sayso.errors import LedgerError
from sayso.ledger import FindWanted, Ledger, Page
from sayso.ledger.queries import size

ARTICLES = 90
WORLD = synthetic.World.of(7, words=300, names=40)
# Keeps readings one by one or some at a time and says after each what the ledger has promised.
WRITER = """
import sys
import synthetic
from sayso.ledger import Ledger

place, at_once, start, count = sys.argv[1], *map(int, sys.argv[2:])
world = synthetic.World.of(7, words=300, names=40)
readings = list(synthetic.readings(count, world=world))[start:]
with Ledger.open(place) as ledger, ledger.writer() as writer:
    print("open", flush=True)
    for begin in range(0, len(readings), at_once):
        part = [
            each for each in readings[begin : begin + at_once]
            if not writer.known(each.article.id, "r1")
        ]
        writer.keep_many(part, "r1")
        print(*(each.article.id for each in part), flush=True)
print("done", flush=True)
"""


def writing(
    place: str, at_once: int, start: int = 0, count: int = ARTICLES
) -> subprocess.Popen[str]:
    source = str(Path(synthetic.__file__).parent)
    paths = os.pathsep.join([source, *filter(None, sys.path)])
    command = [sys.executable, "-c", WRITER, place, str(at_once), str(start), str(count)]
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": paths}
    )


@cache
def invented(count: int = ARTICLES) -> list[Reading]:
    return list(synthetic.readings(count, world=WORLD))


def whole(ledger: Ledger, promised: set[str]) -> set[str]:
    """The ids of the articles that a ledger holds, each of them whole, and all that it promised."""
    expected = {each.article.id: each for each in invented()}
    held = {reading.article.id: reading for _, reading in ledger.stream()}
    assert promised <= held.keys() <= expected.keys()
    assert all(reading == expected[each] for each, reading in held.items())
    assert not ledger.check().problems
    return set(held)


def test_a_killed_writer_leaves_whole_articles_and_the_rest_can_follow(place: str) -> None:
    chance = random.Random(4)
    kills = 0
    for _ in range(3):
        process = writing(place, chance.choice((1, 3, 10)))
        assert process.stdout is not None
        assert process.stdout.readline() == "open\n"
        time.sleep(chance.uniform(0.005, 0.12))
        process.send_signal(signal.SIGKILL)
        lines = process.stdout.read().splitlines()
        process.stdout.close()
        kills += process.wait() == -signal.SIGKILL
        with Ledger.open(place, create=False) as ledger:
            held = whole(ledger, set(" ".join(lines).split()) - {"done"})
    assert kills
    with Ledger.open(place, create=False) as ledger, ledger.writer() as writer:
        rest = [each for each in invented() if not writer.known(each.article.id, "r1")]
        assert len(rest) == ARTICLES - len(held)
        writer.keep_many(rest, "r1")
        assert len(whole(ledger, held)) == ARTICLES


def test_two_writers_at_once_keep_everything_once(place: str) -> None:
    processes = [writing(place, 2, start, 60) for start in (0, 20)]
    for process in processes:
        out, _ = process.communicate(timeout=60)
        assert process.returncode == 0
        assert out.endswith("done\n")
    with Ledger.open(place, create=False) as ledger:
        expected = invented(60)
        assert {reading.article.id for _, reading in ledger.stream()} == {
            each.article.id for each in expected
        }
        assert not ledger.check().problems


def test_threads_share_a_ledger(place: str) -> None:
    readings = invented(24)
    with Ledger.open(place) as ledger, ledger.writer() as writer:
        threads = [
            threading.Thread(target=writer.keep_many, args=(readings[part : part + 12], "r1"))
            for part in (0, 6, 12)
        ]
        for thread in threads:
            thread.start()
        seen = [ledger.size() for _ in range(10)]
        for thread in threads:
            thread.join()
        assert seen == sorted(seen)
        assert ledger.size() == 24
        assert not ledger.check().problems


def test_a_reader_waits_for_no_writer(place: str) -> None:
    readings = invented(40)
    with Ledger.open(place) as ledger, ledger.writer() as writer:
        writer.keep_many(readings[:30], "r1")
        with ledger._database.writing() as connection:  # a writer in the middle of its work
            connection.exec_driver_sql("UPDATE articles SET title = 'x'")
            begin = time.perf_counter()
            ids = [each.article.id for each in readings[:30]]
            assert ledger.readings(ids) == readings[:30]
            assert ledger.find(FindWanted("the"), Page(5)).items
            assert ledger.size() == 30
            assert time.perf_counter() - begin < 5  # a writer is waited for a minute
            connection.exec_driver_sql("UPDATE articles SET title = NULL")


def test_a_reader_sees_one_state(place: str) -> None:
    readings = invented(20)
    with Ledger.open(place) as ledger, ledger.writer() as writer:
        writer.keep_many(readings[:10], "r1")
        with ledger._database.reading() as connection:
            before = size(connection)
            writer.keep_many(readings[10:], "r1")
            assert size(connection) == before == 10
        assert ledger.size() == 20


def test_a_writer_that_waits_too_long_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sayso.ledger.database.BUSY_SECONDS", 0.1)
    path = tmp_path / "ledger.db"
    with (
        Ledger.open(path) as ledger,
        ledger._database.writing(),
        pytest.raises(LedgerError, match="busy"),
    ):
        ledger.writer().keep_many(invented(1), "r1")


@pytest.fixture
def small_disk() -> Iterator[Path]:
    """A real file system of 2 MB."""
    folder = Path(tempfile.mkdtemp(prefix="sayso-disk-"))
    mount = ["mount", "-t", "tmpfs", "-o", "size=2m", "sayso", str(folder)]
    try:
        done = subprocess.run(mount, capture_output=True, check=False)
    except FileNotFoundError:
        pytest.skip("there is no mount command")
    if done.returncode:
        folder.rmdir()
        pytest.skip("only root may mount a small disk")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)
        folder.rmdir()


def test_a_full_disk_keeps_what_was_kept(small_disk: Path) -> None:
    path = small_disk / "ledger.db"
    promised: set[str] = set()
    with Ledger.open(path) as ledger, ledger.writer() as writer:
        with pytest.raises(LedgerError, match="no space left"):  # noqa: PT012 — how far it gets
            for each in invented(120):
                writer.keep(each, "r1")
                promised.add(each.article.id)
        assert len(promised) > 3
        assert {each.article.id for _, each in ledger.stream()} == promised
    with Ledger.open(path, create=False) as ledger:
        assert {each.article.id for _, each in ledger.stream()} == promised
        assert not ledger.check().problems
        with pytest.raises(LedgerError, match=r"backup .* no space"):
            ledger.backup(small_disk / "copy.db")
        assert [file.name for file in small_disk.iterdir() if "copy" in file.name] == []
    subprocess.run(["mount", "-o", "remount,size=64m", str(small_disk)], check=True)
    with Ledger.open(path, create=False) as ledger, ledger.writer() as writer:
        writer.keep_many(invented(120), "r1")
        assert ledger.size() == 120
        assert not ledger.check().problems
