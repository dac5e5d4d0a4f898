"""Feeds on a real server, and what becomes of what they announce. The stories are invented."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest

from sayso.articles import Loading, load
from sayso.domain import Article
from sayso.errors import ArticleError

LEAD = "The harbour board said on Monday that the quay wall had moved by nine centimetres."
WHOLE = "The council denied on Tuesday that it had been warned of the quay wall in January."
FEED = f"""<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Tidewater Herald</title>
<item><title>Quay moved</title><link>/quay</link>
 <pubDate>Tue, 03 Mar 2026 10:00:00 GMT</pubDate></item>
<item><title>Council denies</title><link>/gone</link>
 <content:encoded>&lt;p&gt;{WHOLE}&lt;/p&gt;</content:encoded></item>
<item><title>Only a stub</title><link>/stub</link>
 <content:encoded>&lt;p&gt;{WHOLE}&lt;/p&gt;</content:encoded></item>
<item><title>Gone for good</title><link>/gone</link><guid>other</guid></item>
<item><title>Never there</title><link>/never</link></item>
</channel></rss>"""
PAGE = f"<html><body><article><p>{LEAD}</p></article></body></html>"


class Site(BaseHTTPRequestHandler):
    pages: ClassVar = {
        "/rss": ("application/rss+xml", FEED),
        "/mislabelled": ("text/html", FEED),
        "/quay": ("text/html", PAGE),
        "/stub": ("text/html", "<html><body></body></html>"),
        "/front": ("text/html", '<html><link type="application/atom+xml" href="/rss"></html>'),
        "/bomb": ("text/xml", "<!DOCTYPE rss [<!ENTITY a 'b'>]><rss><channel/></rss>"),
    }

    def do_GET(self) -> None:
        kind, body = self.pages.get(self.path, ("text/html", None))
        self.send_response(200 if body else 404)
        self.send_header("Content-Type", kind)
        self.end_headers()
        self.wfile.write((body or "").encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def loaded(ref: str, *, feeds: bool = False) -> list[Article | ArticleError]:
    return list(load([ref], Loading(allow_private=True, feeds=feeds)))


@pytest.mark.parametrize("name", ["rss", "mislabelled"])
@pytest.mark.parametrize("feeds", [True, False])
def test_a_feeds_articles_are_fetched(site: str, name: str, feeds: bool) -> None:
    page, told, stub, never = loaded(f"{site}/{name}", feeds=feeds)
    assert isinstance(page, Article)
    assert (page.text, page.title, page.outlet, page.published, page.url) == (
        LEAD, "Quay moved", "Tidewater Herald", "2026-03-03T10:00:00+00:00", f"{site}/quay",
    )  # fmt: skip
    for whole, path in ((told, "gone"), (stub, "stub")):
        assert isinstance(whole, Article), whole
        assert (whole.text, whole.ref) == (WHOLE, f"{site}/{path}")
        assert whole.outlet == "Tidewater Herald"
    assert isinstance(never, ArticleError)
    assert never.ref == f"{site}/never"


def test_a_feed_that_was_saved_leads_to_its_articles(site: str, tmp_path: Path) -> None:
    (tmp_path / "saved.xml").write_text(FEED.replace("<link>/", f"<link>{site}/"))
    found = loaded(str(tmp_path / "saved.xml"))
    assert [type(one) for one in found] == [Article, Article, Article, ArticleError]


def test_a_page_that_is_no_feed_names_the_one_it_has(site: str) -> None:
    (error,) = loaded(f"{site}/front", feeds=True)
    assert isinstance(error, ArticleError)
    assert f"{site}/rss" in error.hint
    (none,) = loaded(f"{site}/quay", feeds=True)
    assert isinstance(none, ArticleError)
    assert "no feed" in none.reason


def test_a_bomb_is_an_error(site: str) -> None:
    (error,) = loaded(f"{site}/bomb")
    assert isinstance(error, ArticleError)
