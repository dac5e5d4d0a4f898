"""RSS and Atom: what a feed announces, and what it can't do to us. The stories are invented."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.articles.feeds import Entry, Feed, feed_links, looks_like_feed, parse_feed
from sayso.articles.page import looks_like_html
from sayso.errors import ArticleError

RSS = """<?xml version="1.0" encoding="{encoding}"?>
<!DOCTYPE rss PUBLIC "-//X//DTD RSS 0.91//EN" "http://x.example/rss.dtd">
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>Tidewater Herald &amp;amp; Post</title><link>https://tide.example/</link>
<item><title>Ferry &amp;amp; <![CDATA[<b>fog</b>]]></title>
 <link>https://tide.example/ferry?utm_source=rss#top</link>
 <guid isPermaLink="false">f-1</guid><pubDate>Tue, 03 Mar 2026 23:30:00 -0500</pubDate>
 <dc:creator>Ann Møe</dc:creator><description>Short.</description>
 <content:encoded>
 <![CDATA[<p>The ferry stays in port, Ilse Tarn said.</p><p>Fog.</p>]]>
 </content:encoded></item>
<item><title>No link</title><guid isPermaLink="false">f-2</guid></item>
<item><title>Odd link</title><link>javascript:alert(1)</link></item>
<item><title>Again</title><link>https://tide.example/ferry</link></item>
</channel></rss>"""
ATOM = """<?xml version='1.0'?><!-- a --><?xml-stylesheet href="x"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://post.example/news/"><title>Post</title>
<entry><id>tag:post.example,2026:1</id>
<title type="html">Fog &lt;b&gt;lifts&lt;/b&gt;</title>
<link rel="alternate" href="fog"/><link rel="enclosure" href="fog.mp3"/>
<updated>2026-03-04T08:00:00Z</updated><author><name>Bo Lund</name></author>
<content type="html">&lt;p&gt;The fog has gone, pilots said.&lt;/p&gt;</content></entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
<channel rdf:about="https://old.example/"><title>Old</title></channel>
<item rdf:about="https://old.example/a"><title>A</title><link>https://old.example/a</link></item></rdf:RDF>"""


def feed(text: str, url: str | None = None) -> Feed:
    return parse_feed("here", text.encode("utf-8", "surrogatepass"), url)


def one(text: str, url: str | None = None) -> Entry:
    (entry,) = feed(text, url).entries
    return entry


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1"])
def test_rss_announces_articles(encoding: str) -> None:
    found = parse_feed("here", RSS.format(encoding=encoding).encode(encoding))
    assert found.title == "Tidewater Herald & Post"
    (entry,) = found.entries
    assert entry.link == entry.ref == "https://tide.example/ferry"
    said = entry.said
    assert (said.title, said.outlet, said.byline, said.published, said.url) == (
        "Ferry & fog", "Tidewater Herald & Post", ("Ann Møe",), "2026-03-03T23:30:00-05:00",
        "https://tide.example/ferry",
    )  # fmt: skip
    assert entry.content.startswith("<p>The ferry stays")


def test_atom_announces_articles() -> None:
    entry = one(ATOM)
    assert entry.link == "https://post.example/news/fog"
    said = entry.said
    assert (said.title, said.byline, said.published) == (
        "Fog lifts", ("Bo Lund",), "2026-03-04T08:00:00+00:00",
    )  # fmt: skip
    assert "pilots said" in entry.content


def test_rss_1_announces_articles() -> None:
    assert one(RDF).link == "https://old.example/a"


def test_links_are_relative_to_where_the_feed_was_found() -> None:
    text = "<rss version='2.0'><channel><item><link>/a?b=1</link></item></channel></rss>"
    assert one(text, "https://tide.example/rss/all").link == "https://tide.example/a?b=1"


def test_a_broken_feed_tells_what_it_can() -> None:
    assert one(RDF.replace("Old<", "Old & Co &nope;<")).link == "https://old.example/a"
    assert one(ATOM[:-40]).link.endswith("fog")


def test_what_has_no_address_is_known_by_its_name() -> None:
    text = ATOM.replace('<link rel="alternate" href="fog"/>', "")
    entry = one(text)
    assert (entry.link, entry.ref) == ("", "here#tag:post.example,2026:1")


def test_an_entry_is_new_when_the_feed_says_so() -> None:
    marks = {
        one(text).mark
        for text in (
            ATOM,
            ATOM.replace("2026-03-04", "2026-03-05"),
            ATOM.replace("Fog", "Smog"),
            ATOM.replace("pilots", "seamen"),
        )
    }
    assert len(marks) == 4
    assert one(ATOM).mark in marks


@pytest.mark.parametrize("text", ["", "words", "<html><body/></html>", "{}", "<svg/>", "<opml/>"])
def test_what_is_no_feed_is_refused(text: str) -> None:
    assert not looks_like_feed(text.encode())
    with pytest.raises(ArticleError):
        feed(text)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
@pytest.mark.parametrize(
    "declares",
    [
        "<!DOCTYPE rss [<!ENTITY a 'b'>]>",
        "<!DOCTYPE rss [<!ENTITY % a SYSTEM 'file:///etc/passwd'> %a;]>",
        "<!DOCTYPE rss><!DOCTYPE rss [<! ENTITY a 'b'>]>",
        "<!ENTITY a 'b'>",
    ],
)
def test_entities_are_not_declared(declares: str, encoding: str) -> None:
    text = f"{declares}<rss><channel><item><title>&a;</title></item></channel></rss>"
    with pytest.raises(ArticleError):
        parse_feed("here", text.encode(encoding))


@pytest.mark.parametrize(
    "text",
    [
        "<rss>" + "<a>" * 100_001,
        "<rss><channel>" + "<item>" * 100_001,
        "<rss>" + "a" * 5_000_001,
    ],
)
def test_what_is_too_large_is_refused_at_once(text: str) -> None:
    start = time.process_time()
    with pytest.raises(ArticleError, match="too large"):
        feed(text)
    assert time.process_time() - start < 1


@pytest.mark.parametrize("part", ["<??>", "<!---->", "<!-- -->\n", "<!doctype a>", "<?", "<!--"])
def test_what_stands_before_a_feed_is_passed_over_once(part: str) -> None:
    start = time.process_time()
    assert not looks_like_feed((part * 1_000).encode() + b"x")
    assert not looks_like_html((part * 1_000).encode() + b"x")
    assert time.process_time() - start < 1


def test_nothing_is_opened_or_asked_for(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("<rss><channel><title>secret</title></channel></rss>")
    for text in (str(secret), f"file://{secret}", "https://tide.example/rss"):
        with pytest.raises(ArticleError):
            feed(text)


PARTS = st.sampled_from([
    "<rss version='2.0'>", "<channel>", "<item>", "</item>", "<link>", "</link>", "<title>",
    "<entry>", "<link href='//a'/>", "<content type='xhtml'>", "<div>", "<![CDATA[", "]]>", "&#x0;",
    "&amp;", "<pubDate>", "0000-00-00", "https://a.example/", "<guid>", "\ud83d", "<dc:date>",
    "<updated>", "99999", "<content:encoded>", "<source>", "<author>", "xml:base='::'", "&nope;",
])  # fmt: skip


@settings(max_examples=150)
@given(st.lists(PARTS | st.text(max_size=5), max_size=25).map("".join), st.integers(0, 900))
def test_any_text_is_a_feed_or_an_error(text: str, at: int) -> None:
    for whole in (f"<rss>{text}", ATOM[:at] + text + ATOM[at:]):
        try:
            found = feed(whole)
        except ArticleError:
            continue
        for entry in found.entries:
            assert entry.ref
            assert entry.link == "" or entry.link.startswith("http")


def test_a_page_says_where_its_feed_is() -> None:
    page = b'<link rel="stylesheet" href="a"><link type="application/rss+xml" href="/a?b&amp;c=2">'
    assert list(feed_links(page)) == ["/a?b&c=2"]
