"""What changes while somebody looks: streams of events, over real connections."""

from __future__ import annotations

import http.client
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from starlette.testclient import TestClient

from sayso.domain import Correction, Counts, Reading, Trace
from sayso.ledger import Ledger
from sayso.views.web.app import create
from sayso.views.web.live import _MOST, Streams
from sayso.views.web.tracked import trace_version

CLAIM = "Engineers found a crack in the dam"
Run = Callable[[object], str]


@pytest.fixture
def place(story: list[Reading], tmp_path: Path) -> Path:
    where = tmp_path / "news.db"
    with Ledger.open(where) as ledger, ledger.writer() as writer:
        writer.keep_many(story[:2], "hand/1")
    return where


def counting(ledger: Ledger, asked: str, until: str | None) -> Trace:
    """As many articles as are kept; corrections that hold take one away each."""
    return Trace(asked, Counts(articles=ledger.size() - len(ledger.corrections())))


@contextmanager
def stream(address: str, path: str, **headers: str) -> Iterator[Iterator[tuple[str, str]]]:
    """The (event, data) pairs that come."""
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=20)
    try:
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        assert answer.status == 200, answer.read()
        assert answer.headers["content-type"].startswith("text/event-stream")

        def events() -> Iterator[tuple[str, str]]:
            event: dict[str, str] = {}
            while line := answer.readline().decode():
                name, _, value = line.rstrip("\n").partition(": ")
                if name:
                    event[name] = value
                elif event.get("event"):
                    yield event["event"], event.get("data", "")
                    event = {}

        yield events()
    finally:
        connection.close()


def test_a_claim_says_so_when_it_stands_otherwise(
    place: Path, story: list[Reading], running: Run
) -> None:
    address = running(create(str(place), tracing=counting))
    shown = trace_version(Trace(CLAIM, Counts(articles=2)))
    path = f"/trace/events?claim={quote(CLAIM)}&since={shown}"
    with stream(address, path) as events, Ledger.open(place) as ledger, ledger.writer() as writer:
        writer.keep(story[2], "hand/1")
        more = next(events)
        assert more == ("change", trace_version(Trace(CLAIM, Counts(articles=3))))
        made = Correction("copy", "a" * 32, "b" * 32, "Ana", "2026-03-05T00:00:00Z")
        writer.correct(made)
        assert next(events) == ("change", shown)
        writer.withdraw(made.id, "2026-03-06T00:00:00Z")
        assert next(events) == more


def test_what_changed_before_the_stream_began_is_told_at_once(place: Path, running: Run) -> None:
    address = running(create(str(place), tracing=counting))
    now = trace_version(Trace(CLAIM, Counts(articles=2)))
    path = f"/trace/events?claim={quote(CLAIM)}"
    with stream(address, f"{path}&since=older") as events:
        assert next(events) == ("change", now)
    with stream(address, f"{path}&since=older", **{"last-event-id": "other"}) as events:
        assert next(events) == ("change", now)


def test_adding_tells_every_step_until_it_is_done(tmp_path: Path, running: Run) -> None:
    app = create(str(tmp_path / "new.db"))
    address = running(app)
    from sayso.views.web.adding import Order

    job = app.state.jobs.start(Order(text="The mill burns, Anna Weir said."))
    with stream(address, f"/adding/{job.id}/events?since=0") as events:
        told = list(events)
    assert told[-1][0] == "end"
    assert told[-2] == ("change", "1.")
    assert job.done


@pytest.mark.parametrize(
    "path",
    [
        "/trace/events",
        "/trace/events?claim=x&until=soon",
        "/claims/zz/events",
        "/adding/none/events",
    ],
)
def test_what_is_not_there_is_no_stream(place: Path, path: str) -> None:
    with TestClient(create(str(place)), "http://localhost") as client:
        assert client.get(path).status_code == 404


def test_only_so_many_can_look_on(place: Path) -> None:
    app = create(str(place), tracing=counting)
    with TestClient(app, "http://localhost") as client:
        streams: Streams = app.state.streams
        streams.open = _MOST
        assert client.get("/trace/events?claim=x").status_code == 503
        assert streams.open == _MOST


def test_a_stream_ends_with_the_server(place: Path, running: Run) -> None:
    app = create(str(place), tracing=counting)
    address = running(app)
    with stream(address, "/trace/events?claim=x") as events:
        app.state.streams.stop()
        began = time.monotonic()
        assert list(events) == []
        assert time.monotonic() - began < 8
    deadline = time.monotonic() + 5
    while app.state.streams.open and time.monotonic() < deadline:
        time.sleep(0.05)
    assert app.state.streams.open == 0


def test_a_page_carries_the_version_that_it_shows(place: Path) -> None:
    with TestClient(create(str(place), tracing=counting), "http://localhost") as client:
        page = client.get("/trace", params={"claim": CLAIM, "until": "2026-03-09"}).text
    [live] = re.findall(r'data-live="([^"]+)"', page)
    assert live.startswith("/trace/events?claim=Engineers")
    assert "until=2026-03-09" in live
    assert live.endswith(f"since={trace_version(Trace(CLAIM, Counts(articles=2)))}")


def test_versions_differ_where_traces_do() -> None:
    trace = Trace("\ud800", Counts(1, 1, 1, 1))
    assert trace_version(trace) == trace_version(replace(trace))
    assert trace_version(trace) != trace_version(replace(trace, counts=Counts(2, 1, 1, 1)))
