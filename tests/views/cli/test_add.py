"""`sayso add` and `sayso watch` as people run them. The stories are invented."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

import sayso
from sayso.errors import LedgerError
from sayso.ledger import ArticlesWanted, Ledger, Page
from sayso.views.cli import main
from sayso.views.cli.intake import Tally

FERRY = "The ferry will not sail, harbour master Ilse Tarn said on Monday."
QUAY = "The council denied on Tuesday that the quay wall had moved."
HOSTILE = "\x1b]0;owned\x07\x1b[2J\u202e"
PACKAGE = Path(sayso.__file__).resolve().parent
ALONE = [sys.executable, "-m", "sayso.views.cli"]

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    """Runs the command inside a folder with two articles in it, on a ledger of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SAYSO_LEDGER", str(tmp_path / "ledger.db"))
    monkeypatch.setenv("COLUMNS", "120")
    Path("news").mkdir()
    Path("news/ferry.txt").write_text(FERRY, encoding="utf-8")
    Path("news/quay.txt").write_text(QUAY, encoding="utf-8")

    def command(*words: str, stdin: bytes = b"") -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["sayso", *words])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        with pytest.raises(SystemExit) as ended:
            main()
        return int(ended.value.code or 0), *capfd.readouterr()

    return command


def kept(place: str = "ledger.db") -> list[str]:
    with Ledger.open(place, create=False) as ledger:
        return sorted(row.ref for row in ledger.articles(ArticlesWanted(), Page(1_000)))


def test_what_is_added_is_kept_once(run: Run) -> None:
    code, out, err = run("add", "news")
    assert (code, err) == (0, "")
    assert out == "added 2 articles, 2 statements\n"
    assert kept() == ["news/ferry.txt", "news/quay.txt"]
    code, out, _ = run("add", "news", "-", stdin=FERRY.encode())
    assert (code, out) == (0, "added 0 articles, 0 statements · 3 known\n")


def test_what_fails_is_told_and_does_not_stop_the_rest(run: Run) -> None:
    words = ["add", f"none{HOSTILE}", "news/ferry.txt", "--errors", "failed.jsonl"]
    code, out, err = run(*words)
    assert code == 1
    assert out == "added 1 article, 1 statement · 1 failed\n"
    assert "there is no such file" in err
    assert not {"\x1b", "\x07", "\u202e"} & {*err}
    (failed,) = map(json.loads, Path("failed.jsonl").read_text().splitlines())
    assert failed == {"ref": f"none{HOSTILE}", "reason": "there is no such file", "hint": ""}


def test_only_the_first_failures_are_told(run: Run) -> None:
    code, out, err = run("add", *(f"none{n}" for n in range(30)), "--errors", "failed.jsonl")
    assert code == 1
    assert out == "added 0 articles, 0 statements · 30 failed\n"
    assert len(err.splitlines()) == 11
    assert "and 20 more" in err
    assert len(Path("failed.jsonl").read_text().splitlines()) == 30


def test_the_summary_as_json(run: Run) -> None:
    Path("fähre.txt").write_text("Der Hafenmeister sagte, dass die Fähre erst später fährt.")
    code, out, _ = run("add", "none", "news", "news/quay.txt", "fähre.txt", "--json")
    assert code == 1
    record = json.loads(out)
    assert Path(record.pop("ledger")).name == "ledger.db"
    assert record == {
        "schema": "sayso/1", "added": 3, "statements": 2, "reread": 0, "known": 1,
        "not_english": 1, "failed": 1,
        "failures": [{"ref": "none", "reason": "there is no such file", "hint": ""}],
    }  # fmt: skip


def test_fields_and_what_is_given_reach_the_ledger(run: Run) -> None:
    record = {"body": FERRY, "source": "Herald", "date": "2026-03-03", "key": "f-1"}
    mapping = "text=body,outlet=source,published=date,id=key"
    Path("data.jsonl").write_text(json.dumps(record) + "\n" + json.dumps(record | {"key": 2}))
    code, out, _ = run("add", "data.jsonl", "--fields", mapping, "--title", "Ferry")
    assert (code, out) == (0, "added 1 article, 1 statement · 1 known\n")
    with Ledger.open("ledger.db") as ledger:
        (row,) = ledger.articles(ArticlesWanted(), Page())
    assert (row.outlet, row.published, row.title, row.refs) == ("Herald", "2026-03-03", "Ferry", 2)
    assert row.ref == "data.jsonl#f-1"


def test_all_that_is_kept_can_be_read_again(run: Run) -> None:
    run("add", "news")
    assert run("add", "--reread") == (0, "added 0 articles, 0 statements · 2 known\n", "")
    with Ledger.open("ledger.db") as ledger, ledger.writer() as writer:
        reading = ledger.reading("news/ferry.txt")
        changed = reading.article.__class__("x.txt", f"{QUAY} {FERRY}", language="en")
        writer.keep(reading.__class__(changed, ()), "0.0.1+older")
    assert run("add", "--reread") == (
        0, "added 0 articles, 2 statements · 1 read again · 2 known\n", "",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["add"], "something to add"),
        (["add", "news", "--fields", "body"], "text=body"),
        (["add", "news", "--published", "soon"], "soon"),
        (["add", "news", "--processes", "0"], "processes"),
        (["add", "news", "--errors", "none/failed.jsonl"], "can't be written"),
        (["watch"], "--opml"),
        (["watch", "news"], "no address"),
        (["watch", "--opml", "news/ferry.txt"], "OPML"),
        (["watch", "--opml", "none.opml"], "no such file"),
        (["watch", "https://tide.example/rss", "--every", "0"], "every"),
    ],
)
def test_what_makes_no_sense_is_refused(run: Run, words: list[str], told: str) -> None:
    code, out, err = run(*words)
    assert (code, out) == (2, "")
    assert told in err
    assert not Path("ledger.db").exists() or "--errors" in words


def test_no_password_is_told() -> None:
    place = "postgresql://ilse:tarn@db.example/news"
    assert Tally().record(place)["ledger"] == "postgresql://ilse:***@db.example/news"
    assert Tally().record("/data/a:b@c.db")["ledger"] == "/data/a:b@c.db"


class Terminal(io.StringIO):
    """Standard error that somebody looks at."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("quiet", [True, False])
def test_a_bar_shows_how_far_it_is(run: Run, monkeypatch: pytest.MonkeyPatch, quiet: bool) -> None:
    seen = Terminal()
    monkeypatch.setattr(sys, "stderr", seen)
    assert run("add", "none", *(["--quiet"] if quiet else []))[0] == 1
    assert ("reading" in seen.getvalue()) != quiet


# As a process of its own, which is stopped


def environment(folder: Path) -> dict[str, str]:
    return {
        **os.environ,
        "PYTHONPATH": str(PACKAGE.parent),
        "SAYSO_LEDGER": str(folder / "ledger.db"),
    }


@contextmanager
def started(folder: Path, *words: str) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(
        [*ALONE, *words], cwd=folder, env=environment(folder), text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as process:  # fmt: skip
        try:
            yield process
        finally:
            process.kill()


def wait_for(condition: Callable[[], Any], seconds: float = 120.0) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it never happened"
        time.sleep(0.02)


def so_far(folder: Path) -> int:
    """How many articles the ledger there holds, which may be none yet itself."""
    try:
        return len(kept(str(folder / "ledger.db")))
    except LedgerError:
        return 0


def children(pid: int) -> list[int]:
    task = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(child) for child in task.read_text().split()] if task.exists() else []


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="needs /proc to see processes")
@pytest.mark.parametrize("kind", [signal.SIGINT, signal.SIGKILL])
def test_whatever_stops_it_what_is_read_is_kept_and_no_process_stays(
    tmp_path: Path, kind: signal.Signals
) -> None:
    """Standard input stays open: there is always more to come."""
    with started(tmp_path, "add", "-", "--processes", "2") as process:
        assert process.stdin is not None
        for number in range(6):
            process.stdin.write(json.dumps({"text": f"{number}: {FERRY}"}) + "\n")
        process.stdin.flush()
        wait_for(lambda: so_far(tmp_path) == 6)
        below = children(process.pid)
        assert len(below) >= 2
        process.send_signal(kind)
        out, err = process.communicate(timeout=30)
    wait_for(lambda: not any(Path(f"/proc/{child}/task").exists() for child in below))
    if kind != signal.SIGKILL:
        assert process.returncode == 128 + kind
        assert out == "added 6 articles, 6 statements\n"
        assert "the same command goes on" in err
        assert "Traceback" not in err
    assert so_far(tmp_path) == 6


class Site(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        rss = "<rss version='2.0'><channel><item><link>/ferry</link></item></channel></rss>"
        body = {"/rss": rss, "/ferry": f"<p>{FERRY}</p>"}.get(self.path, "")
        self.send_response(200 if body else 404)
        self.send_header("Content-Type", "text/xml" if self.path == "/rss" else "text/html")
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_a_feed_is_looked_at_once(run: Run, site: str) -> None:
    Path("feeds.opml").write_text(f'<opml><body><outline xmlUrl="{site}/rss"/></body></opml>')
    words = ["watch", "--opml", "feeds.opml", f"{site}/rss", "--once", "--allow-private"]
    code, out, err = run(*words)
    assert (code, err) == (0, "")
    assert out.endswith(" added 1 article, 1 statement\n")
    assert kept() == [f"{site}/ferry"]
    assert run(*words) == (0, "", "")
    code, out, _ = run("watch", f"{site}/none", "--once", "--allow-private", "--json")
    assert code == 1
    assert json.loads(out)["failures"][0]["ref"] == f"{site}/none"


def test_private_feeds_are_refused_unless_asked_for(run: Run, site: str) -> None:
    code, _, err = run("watch", f"{site}/rss", "--once")
    assert code == 1
    assert "not on the public internet" in err


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such signal")
def test_a_watch_ends_cleanly_when_it_is_told(tmp_path: Path, site: str) -> None:
    with started(tmp_path, "watch", f"{site}/rss", "--allow-private") as process:
        assert process.stdout is not None
        assert process.stdout.readline().endswith(" added 1 article, 1 statement\n")
        process.send_signal(signal.SIGTERM)
        out, err = process.communicate(timeout=30)
    assert (process.returncode, out, err) == (0, "", "")
