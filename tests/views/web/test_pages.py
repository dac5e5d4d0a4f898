"""The pages over HTTP: what they show, where they lead, what they refuse."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from sayso.domain import (
    Counts,
    Event,
    Evidence,
    Link,
    Origin,
    Reading,
    Span,
    Tie,
    Trace,
    TracedArticle,
)
from sayso.ledger import Ledger
from sayso.views.web.app import create

Writes = Callable[..., Reading]
CLAIM = "Engineers found a crack in the dam"
LOCAL = "http://localhost"


@pytest.fixture
def client(story: list[Reading], trace: Trace, tmp_path: Path) -> Iterator[TestClient]:
    place = tmp_path / "ledger.db"
    with Ledger.open(place) as ledger, ledger.writer() as writer:
        writer.keep_many(story, "hand/1")

    def tracing(_: Ledger, asked: str, until: str | None) -> Trace:
        return trace if asked == CLAIM or len(asked) == 32 else Trace(asked, Counts())

    app = create(str(place), tracing=tracing)
    with TestClient(app, LOCAL, follow_redirects=False, raise_server_exceptions=False) as made:
        yield made


def text_of(page: str) -> str:
    """What a reader sees of a page, in one line."""
    body = re.sub(r"(?s)<(svg|script|dialog)\b.*?</\1>|<head>.*?</head>", " ", page)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", body)).split())


def links_of(page: str) -> set[str]:
    return {html.unescape(found) for found in re.findall(r'href="([^"]*)"', page)}


class Parsed(HTMLParser):
    """A page as a browser takes it apart."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.links: list[str] = []
        self.scripts = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links += [value or "" for name, value in attrs if name in {"href", "src"}]

    def handle_data(self, data: str) -> None:
        if self.lasttag == "script":
            self.scripts += data


def test_an_article_shows_its_text_as_published_with_its_statements(
    client: TestClient, story: list[Reading]
) -> None:
    article = story[0].article
    page = client.get(f"/articles/{article.id}").text
    seen = text_of(page)
    assert (article.title or "?") in seen
    assert "Engineers found a crack in the dam, officials at the ministry told Northwire" in seen
    assert "officials at the ministry unnamed → Northwire" in seen
    assert f"/claims/{story[0].statements[0].id}" in links_of(page)
    assert '<span class="s" data-m="s1">officials at the ministry</span>' in page
    assert "2 March 2026" in seen


def test_the_sentence_that_matters_tells_supporters_and_deniers_apart(client: TestClient) -> None:
    page = client.get("/trace", params={"claim": CLAIM}).text
    seen = text_of(page)
    assert (
        "1 independent origin says so: officials at the ministry (unnamed) via Northwire." in seen
    )
    assert "1 denies it: Kessel Hydro" in seen
    assert seen.index("says so") < seen.index("How it travelled")


def test_everything_on_a_claim_page_leads_somewhere(client: TestClient) -> None:
    page = client.get("/trace", params={"claim": CLAIM}).text
    anchors = set(re.findall(r'id="([^"]+)"', page))
    for link in links_of(page):
        if link.startswith("#"):
            assert link[1:] in anchors
        elif link.startswith("/") and not link.startswith(("/static", "/api")):
            assert client.get(link).status_code == 200, link


def test_a_reason_shows_both_passages_side_by_side(
    client: TestClient, story: list[Reading]
) -> None:
    page = client.get("/trace", params={"claim": CLAIM}).text
    whys = [client.get(link).text for link in sorted(links_of(page)) if "/why/" in link]
    [copied] = [why for why in whys if "Lakeside Gazette copies Northwire" in text_of(why)]
    assert copied.count("<figure>") == 2
    assert copied.count('<span class="shared">Engineers found a crack in the da') == 2
    assert "the same 13 words" in copied


def test_a_stemma_can_be_had_as_a_file(client: TestClient) -> None:
    answer = client.get("/trace/stemma.svg", params={"claim": CLAIM})
    assert answer.headers["content-type"] == "image/svg+xml"
    assert answer.text.startswith("<svg")
    assert "Business Ledger" in answer.text


def test_a_statement_leads_to_its_claim(client: TestClient, story: list[Reading]) -> None:
    assert client.get(f"/claims/{story[0].statements[0].id}").status_code == 200


def test_a_claim_that_nobody_carries_says_what_to_do(client: TestClient) -> None:
    seen = text_of(client.get("/trace", params={"claim": "The moon is cheese"}).text)
    assert "None of them carries this one yet" in seen
    assert "is true" not in seen.replace("no verdict on what is true", "")


def test_sources_and_outlets(client: TestClient) -> None:
    source = text_of(client.get("/sources/Kessel%20Hydro").text)
    assert "engineers found a crack in the dam" in source
    assert "Business Ledger, 3 March 2026" in source
    assert "Cited by Business Ledger" in source
    outlet = text_of(client.get("/outlets/Northwire").text)
    assert "Crack in the dam" in outlet
    assert "officials at the ministry" in outlet
    assert "Kessel Hydro" in text_of(client.get("/sources").text)
    assert "Kessel Hydro" not in text_of(client.get("/sources?unnamed=1").text)
    assert "Lakeside Gazette" in text_of(client.get("/outlets").text)
    assert "Crack in the dam" in text_of(client.get("/articles").text)


def test_home_searches_statements_and_offers_to_follow_the_words(client: TestClient) -> None:
    page = client.get("/", params={"q": "crack"}).text
    assert "/trace?claim=crack" in links_of(page)
    assert "Engineers found a crack in the dam" in text_of(page)
    assert 'value="crack"' in page


def test_an_empty_ledger_teaches(tmp_path: Path) -> None:
    with TestClient(create(str(tmp_path / "new.db")), LOCAL) as made:
        for path in ("/", "/articles", "/sources", "/outlets"):
            page = made.get(path)
            assert page.status_code == 200
            assert '<div class="nothing">' in page.text
        assert "This ledger is empty" in made.get("/").text
        assert '<details class="add" id="add" open>' in made.get("/").text


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/nothing", 404), ("/articles/nothing", 404), (f"/articles/{'0' * 32}", 404),
        ("/articles/..%2f..%2fetc%2fpasswd", 404), ("/sources/Nobody", 404), ("/outlets/None", 404),
        ("/trace", 404), ("/trace?claim=x&until=soon", 404), ("/claims/zzz", 404),
        ("/adding/unknown", 404), ("/trace/why/0?claim=x", 404), ("/articles?after=junk", 404),
        ("/articles/%00%ff", 404), ("/static/../app.py", 404), ("/trace?claim=" + "x" * 700, 404),
    ],
)  # fmt: skip
def test_what_is_not_there_is_said_so(client: TestClient, path: str, status: int) -> None:
    answer = client.get(path)
    assert answer.status_code == status
    assert "Traceback" not in answer.text


def test_an_error_inside_is_not_told_to_strangers(story: list[Reading], tmp_path: Path) -> None:
    def broken(*_: object) -> Trace:
        raise RuntimeError("secret detail")

    app = create(str(tmp_path / "ledger.db"), tracing=broken)
    with TestClient(app, LOCAL, raise_server_exceptions=False) as made:
        answer = made.get("/trace?claim=x")
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert "Something went wrong inside" in answer.text
    assert answer.headers["content-security-policy"]


def test_every_answer_carries_a_strict_policy(client: TestClient, story: list[Reading]) -> None:
    for path in ("/", f"/articles/{story[0].article.id}", "/nothing", "/static/app.css"):
        policy = client.get(path).headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
    page = client.get(f"/trace?claim={CLAIM}").text
    assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=", page)
    assert not re.search(r'(?:src|action|data-hx-get)="(?!/)', page)
    assert all(link.startswith(("/", "#")) for link in links_of(page))


def test_our_files_are_kept_for_ever_by_their_content_only(client: TestClient) -> None:
    page = client.get("/").text
    [style] = re.findall(r'href="(/static/app\.css\?[^"]+)"', page)
    assert "immutable" in client.get(style).headers["cache-control"]
    assert "immutable" not in client.get("/static/app.css?other").headers["cache-control"]
    assert client.get("/").headers["cache-control"] == "private, no-cache"


HOSTILE = (
    "</span><script>alert(1)</script><img src=x onerror=alert(2)>"
    "\u202egnp.exe\u2066 \x1b[31m\x00 {{ 7*7 }} &amp; \"'"
)


def test_hostile_articles_stay_words(written: Writes, tmp_path: Path) -> None:
    who = Link(f"Olin {HOSTILE}", "person", named=True, role=HOSTILE)
    reading = written(
        f"Olin said {HOSTILE} today.\n{'w' * 10_000}\n\u202e\u2066",
        ("Olin", "said", HOSTILE, (who,)),
        title=HOSTILE, outlet=HOSTILE, url="javascript:alert(1)", ref=f"{HOSTILE}.txt",
        published="2026-03-02",
    )  # fmt: skip
    place = tmp_path / "ledger.db"
    with Ledger.open(place) as ledger, ledger.writer() as writer:
        writer.keep(reading, "hand/1")
    article = reading.article

    def tracing(*_: object) -> Trace:
        origin = Origin("o1", who.name, "person", True, "supports", (HOSTILE,), why=HOSTILE)
        carried = TracedArticle(
            article.ref,
            article.id,
            "own",
            "supports",
            HOSTILE,
            article.published,
            origins=("o1",),
            statements=(reading.statements[0].id,),
        )
        tie = Tie("source", article.ref, "o1", HOSTILE, (Evidence(article.ref, (Span(0, 40),)),))
        event = Event("2026-03-02", HOSTILE, HOSTILE, article.ref)
        return Trace(HOSTILE, Counts(1, 1, 1, 1), (origin,), (carried,), (tie,), (event,))

    with TestClient(create(str(place), tracing=tracing), LOCAL) as made:
        first = made.get(f"/articles/{article.id}").text
        claim = made.get("/trace", params={"claim": HOSTILE}).text
        seen = links_of(first) | links_of(claim)
        pages = [
            first,
            claim,
            made.get("/articles").text,
            made.get("/sources").text,
            made.get("/outlets").text,
        ]
        pages += [
            made.get(link).text
            for link in sorted(seen)
            if link.startswith(("/sources", "/outlets", "/trace/", "/claims"))
        ]
    assert len(pages) > 8
    for page in pages:
        parsed = Parsed(page)
        assert "alert(1)" not in parsed.scripts
        assert not {"img", "iframe", "object", "style", "base"} & parsed.tags
        assert not {name for name in parsed.attributes if name.startswith("on") or name == "style"}
        assert not set("\u202e\u2066\x1b\x00") & set(page)
        assert not [link for link in parsed.links if link.startswith("javascript")]
        assert "49" not in text_of(page).replace(article.id, "")


def test_ten_megabytes_make_pages_that_are_bounded(written: Writes, tmp_path: Path) -> None:
    reading = written("word " * 1_000_000 + "x" * 5_000_000)
    place = tmp_path / "ledger.db"
    with Ledger.open(place) as ledger, ledger.writer() as writer:
        writer.keep(reading, "hand/1")
    with TestClient(create(str(place)), LOCAL) as made:
        first = made.get(f"/articles/{reading.article.id}")
        assert len(first.text) < 120_000
        assert "Part 1 of " in text_of(first.text)
        last = made.get(f"/articles/{reading.article.id}?part=99999")
        assert len(last.text) < 120_000
        assert "xxx" in last.text


def test_addresses_that_strangers_gave_are_links_to_the_web_or_nothing(
    client: TestClient, story: list[Reading]
) -> None:
    page = client.get(f"/articles/{story[2].article.id}").text
    assert '<a href="https://ledger.example/dam" rel="noopener noreferrer nofollow">' in page


def test_a_trace_is_remembered_until_the_ledger_changes(
    story: list[Reading], trace: Trace, written: Writes, tmp_path: Path
) -> None:
    place = tmp_path / "ledger.db"
    asked: list[str] = []

    def tracing(_: Ledger, words: str, __: str | None) -> Trace:
        asked.append(words)
        return replace(trace, articles=())

    app = create(str(place), tracing=tracing)
    with Ledger.open(place) as ledger, TestClient(app, LOCAL) as made:
        for _ in range(3):
            made.get("/trace?claim=a")
        assert asked == ["a"]
        with ledger.writer() as writer:
            writer.keep_many(story, "hand/1")
        made.get("/trace?claim=a")
    assert asked == ["a", "a"]


def test_forms_that_ask_for_nothing_or_nonsense_are_refused(client: TestClient) -> None:
    [word] = set(re.findall(r'name="token" value="([^"]+)"', client.get("/").text))
    for given in (
        {"text": "  "},
        {"addresses": "file:///etc/passwd"},
        {"addresses": "/etc/passwd"},
        {"text": "x", "published": "soon"},
    ):
        assert client.post("/add", data={"token": word, **given}).status_code == 400
    assert client.get("/add").status_code == 405
