"""HTML pages → articles."""

from __future__ import annotations

import time
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.articles.page import looks_like_html, read_page
from sayso.errors import ArticleError

STORY = (
    "<p>The mayor of Port Ellery said on Tuesday that the bridge would be closed for a week.</p>"
    "<p>She had been told by engineers that it was not safe, according to a spokesman, who "
    "added that “nobody was hurt” when a pier cracked.</p>"
    "<p>The council is to meet on Friday and will hear from the firm that built the bridge.</p>"
)
PAGE = f"""<!DOCTYPE html><html lang="en"><head><title>Bridge closed | The Ellery Post</title>
<meta charset="utf-8"><meta property="og:title" content="Bridge closed">
<meta property="og:site_name" content="The Ellery Post"><meta name="author" content="Ann Lee">
<meta property="article:published_time" content="2026-03-03T08:00:00Z">
<link rel="canonical" href="https://post.example/bridge"></head>
<body><nav><a href="/">Home</a></nav><article><h1>Bridge closed</h1>{STORY}</article>
<script>var never = "shown";</script></body></html>"""
TAGS = ["<p>", "</p>", "<div>", "</html>", "<b", "<!--", "<td>", "<script>", "&#0;", "said", " "]


def test_a_page_says_who_published_what_when() -> None:
    article = read_page("page.html", PAGE.encode())
    assert article.title == "Bridge closed"
    assert article.outlet == "The Ellery Post"
    assert article.byline == ("Ann Lee",)
    assert (article.published or "")[:10] == "2026-03-03"
    assert article.url == "https://post.example/bridge"
    assert article.language == "en"
    assert article.ref == "page.html"
    assert "nobody was hurt" in article.text
    assert "never" not in article.text
    assert "<p>" not in article.text


def test_the_same_page_is_the_same_article() -> None:
    first, second = (read_page("page.html", PAGE.encode()) for _ in range(2))
    assert first == second
    assert first.id == second.id


@pytest.mark.parametrize("address", ["javascript:alert(1)", "ftp://post.example/a", "file:///a"])
def test_only_web_addresses_are_canonical(address: str) -> None:
    raw = PAGE.replace("https://post.example/bridge", address).encode()
    found = read_page("page.html", raw, "https://found.example/a").url
    assert found is not None
    assert found.startswith("https://")


def test_no_date_is_taken_from_the_future() -> None:
    raw = PAGE.replace("2026-03-03", "2126-03-03").encode()
    assert "2126" not in (read_page("page.html", raw).published or "")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252"])
def test_pages_are_read_in_their_own_encoding(encoding: str) -> None:
    raw = PAGE.replace("utf-8", encoding).encode(encoding)
    assert looks_like_html(raw)
    assert "“nobody was hurt”" in read_page("page.html", raw).text


def test_the_servers_encoding_counts() -> None:
    raw = PAGE.replace("utf-8", "x").replace("mayor", "мэр").encode("koi8-r", "ignore")
    assert "мэр" in read_page("page.html", raw, charset="koi8-r").text


def test_a_fragment_is_a_page() -> None:
    assert "bridge" in read_page("page.html", f"<article>{STORY}</article>".encode()).text


@pytest.mark.parametrize("raw", [
    b"", b" ", b"<html></html>", b"<html><head><title>Bridge</title></head><body></body></html>",
    b"<html><body><script>said()</script></body></html>", b"%PDF-1.7", b"\x00" * 500,
    b"<html><body><p>...</p></body></html>", b"<!--", b"<?xml version='1.0'?>",
])  # fmt: skip
def test_a_page_without_text_is_refused(raw: bytes) -> None:
    with pytest.raises(ArticleError) as refused:
        read_page("page.html", raw)
    assert refused.value.ref == "page.html"


@pytest.mark.parametrize("markup", [
    "<div>" * 50_000 + STORY, "<p>" * 50_000 + STORY, "<ul><li>" * 30_000 + STORY,
    "<b>a</b> " * 300_000, "<" * 3_000_000, "<p>" + "word " * 1_000_000,
    "<div class='" + "comment " * 400_000 + f"'>{STORY}", "<!--" * 100_000,
    "<script type='application/ld+json'>" + "[" * 100_000 + f"</script>{STORY}",
])  # fmt: skip
def test_hostile_pages_end_soon(markup: str) -> None:
    before = time.process_time()
    with suppress(ArticleError):
        read_page("page.html", f"<html><body>{markup}".encode())
    assert time.process_time() - before < 20


def test_a_page_beyond_measure_says_so() -> None:
    with pytest.raises(ArticleError, match="too large a page"):
        read_page("page.html", f"<html><body>{'<p>word</p>' * 20_000}".encode())


def test_broken_markup_is_read_as_far_as_it_goes() -> None:
    broken = f"<html><body><p>The <b>mayor <i>said</b> so</i></span>{STORY}</html><div"
    assert "nobody was hurt" in read_page("page.html", broken.encode()).text


@settings(max_examples=60)
@given(
    st.binary(max_size=200)
    | st.lists(st.sampled_from(TAGS) | st.text(max_size=9), max_size=30).map(
        lambda parts: "".join(parts).encode("utf-8", "replace")
    )
)
def test_any_page_is_an_article_or_an_article_error(raw: bytes) -> None:
    for page in (raw, b"<html><body>" + raw, PAGE.encode() + raw):
        try:
            article = read_page("page.html", page)
        except ArticleError:
            continue
        assert any(map(str.isalnum, article.text))
