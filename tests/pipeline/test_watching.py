"""Feeds that are watched, on a real server, by a clock of our own. The stories are invented."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event

import pytest

from sayso.articles import Loading
from sayso.ledger import Ledger
from sayso.pipeline.adding import Added, Adding
from sayso.pipeline.tasks import Orders
from sayso.pipeline.watching import Watch

HOW = Adding(Orders(Loading(allow_private=True)))
EVERY = 900.0


class Site(ThreadingHTTPServer):
    """A site with feeds. `news`: paths of the pages that each feed announces, `gone`: paths that
    are not there, `busy`: seconds for which it asks to be left alone."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Visit)
        self.news: dict[str, list[str]] = {}
        self.gone: set[str] = set()
        self.busy = 0
        self.asked: list[str] = []

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.server_port}{path}"

    def feed(self, path: str) -> str:
        items = "".join(f"<item><link>{self.url(page)}</link></item>" for page in self.news[path])
        return f"<rss version='2.0'><channel><title>Herald</title>{items}</channel></rss>"


class Visit(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        site = self.server
        assert isinstance(site, Site)
        status, body = 200, f"<p>The ferry to {self.path} will not sail, Ilse Tarn said.</p>"
        if self.path == "/robots.txt" or self.path in site.gone:
            status, body = 404, ""
        elif site.busy:
            status, body = 503, ""
        elif self.path in site.news:
            body = site.feed(self.path)
        etag = f'"{hash(body)}"'
        if self.headers["If-None-Match"] == etag:
            status, body = 304, ""
        site.asked.append(f"{self.path} {status}")
        self.send_response(status)
        self.send_header("ETag", etag)
        self.send_header("Content-Type", "text/xml" if self.path in site.news else "text/html")
        if site.busy:
            self.send_header("Retry-After", str(site.busy))
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class Clock:
    def __init__(self) -> None:
        self.now = 1_772_533_230.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as server:
        threading.Thread(target=server.serve_forever, args=(0.01,)).start()
        yield server
        server.shutdown()


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(tmp_path / "ledger.db") as opened:
        yield opened


class Watcher:
    """Somebody who watches feeds of a site, and may begin anew."""

    def __init__(self, site: Site, ledger: Ledger, *feeds: str) -> None:
        self.site, self.ledger, self.clock = site, ledger, Clock()
        self.feeds = [site.url(feed) for feed in feeds]
        self.begin()

    def begin(self) -> None:
        self.watch = Watch(self.feeds, self.ledger, HOW, EVERY, self.clock)

    def look(self, stop: Event | None = None) -> list[Added]:
        """What came of one look; the clock goes on until a feed is due."""
        self.clock.now += self.watch.until_due()
        self.site.asked.clear()
        with self.ledger.writer() as writer:
            return list(self.watch.look(writer, stop or Event()))

    @property
    def pages(self) -> list[str]:
        return [one for one in self.site.asked if "robots" not in one]


def test_only_what_is_new_is_fetched(site: Site, ledger: Ledger) -> None:
    site.news = {"/rss": ["/a", "/b"]}
    watcher = Watcher(site, ledger, "/rss")
    assert [(one.ref, one.fate) for one in watcher.look()] == [
        (site.url("/a"), "added"), (site.url("/b"), "added"),
    ]  # fmt: skip
    assert ledger.size() == 2
    assert watcher.watch.until_due() == EVERY
    assert watcher.look() == []
    assert watcher.pages == ["/rss 304"]
    site.news["/rss"] = ["/c", "/a"]
    watcher.begin()  # by what it noted in the ledger
    assert [one.ref for one in watcher.look()] == [site.url("/c")]
    assert watcher.pages == ["/rss 200", "/c 200"]


def test_a_feed_that_fails_is_told_and_left_alone_and_the_others_are_not(
    site: Site, ledger: Ledger
) -> None:
    site.news, site.gone = {"/rss": ["/a"]}, {"/none"}
    watcher = Watcher(site, ledger, "/none", "/rss")
    assert [(one.ref, one.fate) for one in watcher.look()] == [
        (site.url("/none"), "failed"), (site.url("/a"), "added"),
    ]  # fmt: skip
    asked = []
    for step in range(1, 15):
        watcher.look()
        assert watcher.pages[-1] == "/rss 304"
        asked += [step] if "/none 404" in watcher.pages else []
    assert asked == [2, 6, 14]


def test_a_server_that_names_a_time_gets_it_even_from_the_next_process(
    site: Site, ledger: Ledger
) -> None:
    site.news, site.busy = {"/rss": ["/a"]}, 7_200
    watcher = Watcher(site, ledger, "/rss")
    (failed,) = watcher.look()
    assert failed.fate == "failed"
    watcher.begin()
    assert 7_100 < watcher.watch.until_due() <= 7_200


def test_a_page_that_fails_is_tried_again_three_times(site: Site, ledger: Ledger) -> None:
    site.news, site.gone = {"/rss": ["/a", "/b"]}, {"/b"}
    watcher = Watcher(site, ledger, "/rss")
    assert [one.fate for one in watcher.look()] == ["added", "failed"]
    for _ in range(2):
        assert [one.fate for one in watcher.look()] == ["failed"]
        assert watcher.pages == ["/rss 200", "/b 404"]
    assert watcher.look() == []


def test_hosts_are_asked_in_turns(site: Site, ledger: Ledger) -> None:
    other = site.url("").replace("127.0.0.1", "localhost")
    site.news = {"/rss": ["/a", "/b"], "/atom": []}
    watcher = Watcher(site, ledger, "/rss", "/atom")
    site.feed = lambda path: (  # type: ignore[method-assign]
        f"<rss version='2.0'><channel><item><link>{other}/c</link></item></channel></rss>"
        if path == "/atom"
        else Site.feed(site, path)
    )
    watcher.look()
    assert watcher.pages == ["/rss 200", "/atom 200", "/a 200", "/c 200", "/b 200"]


def test_what_was_cut_short_is_there_the_next_time(site: Site, ledger: Ledger) -> None:
    site.news = {"/rss": [f"/{number}" for number in range(30)]}
    watcher = Watcher(site, ledger, "/rss")
    stop = Event()
    with ledger.writer() as writer:
        first = []
        for one in watcher.watch.look(writer, stop):
            first.append(one.ref)
            stop.set()
    assert 0 < len(first) < 30
    watcher.begin()
    second = [one.ref for one in watcher.look() if one.fate == "added"]
    assert not set(first) & set(second)
    assert len({*first, *second}) == 30
