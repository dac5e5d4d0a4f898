"""Lists of feeds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.articles.opml import feeds_in
from sayso.errors import ArticleError

LIST = """<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0"><head><title>Harbour</title></head><body>
  <outline text="News">
    <outline type="rss" text="Herald" xmlUrl="https://tide.example/rss?a=1&amp;b=2"/>
    <outline type="rss" text="Post" xmlURL=" https://post.example/atom "/>
    <outline text="A page" htmlUrl="https://post.example/"/>
    <outline type="rss" text="Again" xmlUrl="https://post.example/atom"/>
    <outline type="rss" text="Mail" xmlUrl="mailto:a@post.example"/>
  </outline>
</body></opml>"""
FEEDS = ("https://tide.example/rss?a=1&b=2", "https://post.example/atom")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_feeds_are_found_at_any_depth_each_once(encoding: str) -> None:
    assert feeds_in("list", LIST.encode(encoding)) == FEEDS


def test_a_list_that_breaks_off_names_what_it_has() -> None:
    assert feeds_in("list", LIST[:260].encode()) == FEEDS[:1]


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (b"", "empty"),
        (b"words", "list of feeds"),
        (b"<html><body>no</body></html>", "no OPML"),
        (b"<opml><body/></opml>", "without a feed"),
        (b"<!DOCTYPE opml [<!ENTITY a 'b'>]><opml>&a;</opml>", "entities"),
        (b'<!DOCTYPE opml SYSTEM "file:///etc/passwd"><opml/>', "entities"),
    ],
)
def test_what_is_no_list_of_feeds_is_refused(raw: bytes, told: str) -> None:
    with pytest.raises(ArticleError, match=told):
        feeds_in("list", raw)


@given(st.binary(max_size=200), st.integers(0, len(LIST)))
def test_any_bytes_are_a_list_or_an_error(raw: bytes, at: int) -> None:
    whole = LIST.encode()
    for broken in (raw, whole[:at] + raw + whole[at:]):
        try:
            feeds = feeds_in("list", broken)
        except ArticleError:
            continue
        assert all(feed.lower().startswith("http") for feed in feeds)
