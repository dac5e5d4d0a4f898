"""RSS and Atom → what they announce: addresses, with what the feed says of each.

feedparser repairs what is broken. It is handed the text in UTF-8 without a document type, so that
no entity can unfold; its time grows with the number of tags (55 µs each), so that these are
bounded.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any

from sayso.articles.dates import iso_date
from sayso.articles.decoding import begins_with, decode_page
from sayso.articles.foreign import foreign_date, names
from sayso.articles.head_lines import Head
from sayso.articles.weblinks import canonical
from sayso.domain import content_hash
from sayso.errors import ArticleError

_LONGEST = 5_000_000  # characters; of 50 entries with their whole texts 500,000
_TAGS = 100_000
_ENTRIES = 2_000
_LONGEST_NAME = 300  # characters, as for pages
_ROOT = re.compile(
    # What is taken once is not given back, or many comments would be tried in every combination.
    r"\s*(?:(?><\?.{0,1000}?\?>|<!--.{0,2000}?-->|<!doctype\s[^<>\[]{0,500}>)\s*+)*+"
    r"<(?:\w{1,20}:)?(?:rss|feed|rdf)[\s>]",
    re.IGNORECASE | re.DOTALL,
)
_DECLARATION = re.compile(r"\s*<\?xml\b[^>]{0,500}\?>")
_DOCTYPE = re.compile(r"<!doctype\b[^<>\[]{0,1000}>", re.IGNORECASE)
_DECLARES = re.compile(r"<!\s*(?:doctype|entity|element|attlist)", re.IGNORECASE)
_MARKUP = re.compile(r"<[^<>]{0,1000}>")
_LONGEST_KEY = 2_000


@dataclass(frozen=True, slots=True)
class Entry:
    """What a feed says of one article. `ref`: its address, or the feed's and a name for it;
    `link`: the address, "" if it has none; `content`: its whole text as HTML, "" if the feed has
    only a summary; `mark`: changes when the feed says something new of it."""

    ref: str
    link: str
    said: Head
    content: str
    mark: str


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed as it was at one time, entries in its own order. `ref`: where it was found."""

    ref: str
    title: str | None
    entries: tuple[Entry, ...]


def looks_like_feed(begin: bytes) -> bool:
    """Whether bytes begin as a feed does."""
    return _ROOT.match(begins_with(begin)) is not None


def parse_feed(ref: str, raw: bytes, url: str | None = None, charset: str | None = None) -> Feed:
    """The feed in these bytes; ArticleError if they are none. `url`, `charset`: where it was found
    in the end and what the server said its encoding is."""
    if not looks_like_feed(raw):
        raise ArticleError(ref, "no feed", "give the address of an RSS or Atom feed")
    found = _parsed(ref, _sound(ref, decode_page(ref, raw, charset)), url)
    title = _tidy(found.feed.get("title"))
    entries = [_entry(ref, one, title) for one in found.entries[:_ENTRIES]]
    known: dict[str, Entry] = {}
    for entry in entries:
        if entry.link or entry.content:
            known.setdefault(entry.ref, entry)
    return Feed(ref, title, tuple(known.values()))


def _sound(ref: str, text: str) -> str:
    """The text without declarations; ArticleError if there is more to it than a feed needs."""
    text = _DOCTYPE.sub("", _DECLARATION.sub("", text, count=1), count=1)
    if _DECLARES.search(text):
        raise ArticleError(ref, "a feed that declares entities of its own", "no feed needs to")
    if len(text) > _LONGEST or text.count("<") > _TAGS:
        raise ArticleError(ref, f"too large a feed: over {_LONGEST:,} characters or {_TAGS:,} tags")
    return text


def _parsed(ref: str, text: str, url: str | None) -> Any:  # noqa: ANN401 — feedparser has no types
    """What feedparser makes of it."""
    import feedparser  # type: ignore[import-untyped]

    headers = {"content-type": "application/xml; charset=utf-8"}
    if url:
        headers["content-location"] = url
    stream = io.BytesIO(text.encode("utf-8", "replace"))
    try:
        return feedparser.parse(
            stream, response_headers=headers, sanitize_html=False, resolve_relative_uris=False
        )
    except Exception as error:
        # The one boundary to a parser that was written for well-meant feeds.
        reason = f"this feed can't be taken apart ({type(error).__name__})"
        raise ArticleError(ref, reason, "give the addresses of its articles") from error


# `dict.get`, for feedparser's own puts one field in the place of another and warns of it.


def _entry(ref: str, found: Any, outlet: str | None) -> Entry:  # noqa: ANN401 — as above
    link = (
        canonical(dict.get(found, "feedburner_origlink"))
        or canonical(dict.get(found, "link"))
        or ""
    )
    said = Head(
        title=_tidy(dict.get(found, "title")),
        outlet=_tidy((dict.get(found, "source") or {}).get("title")) or outlet,
        byline=tuple(names(dict.get(found, "author"))),
        published=_date(found, "published") or _date(found, "updated"),
        url=link or None,
    )
    content = _content(found)
    own = str(dict.get(found, "id") or link or content_hash("entry", str(said), content))
    mark = content_hash(
        "entry",
        own[:_LONGEST_KEY],
        link,
        said.title or "",
        str(dict.get(found, "updated")),
        content,
    )
    return Entry(link or f"{ref}#{own[:200]}", link, said, content, mark)


def _content(found: Any) -> str:  # noqa: ANN401 — as above
    """The longest whole text that the entry carries (content:encoded, Atom's content)."""
    values = (one.get("value") for one in dict.get(found, "content") or ())
    texts = (value for value in values if isinstance(value, str))
    return max(texts, key=len, default="")


def _date(found: Any, name: str) -> str | None:  # noqa: ANN401 — as above
    """A date as the feed writes it, with its own offset: a day is the writer's."""
    try:
        return foreign_date("", dict.get(found, name))
    except ArticleError:
        parsed = dict.get(found, f"{name}_parsed")  # feedparser knows more forms, all made UTC
        return iso_date("{:04}-{:02}-{:02}".format(*parsed)) if parsed else None


def _tidy(text: object) -> str | None:
    plain = unescape(_MARKUP.sub("", text)) if isinstance(text, str) else ""
    tidy = " ".join(plain.split())
    return tidy if 0 < len(tidy) <= _LONGEST_NAME else None


def feed_links(page: bytes) -> Iterator[str]:
    """The feeds that a page says are its own, as it writes their addresses."""
    for tag in re.findall(r"<link\b[^<>]{0,1000}>", begins_with(page, 200_000), re.IGNORECASE):
        if re.search(r"application/(?:rss|atom)\+xml", tag, re.IGNORECASE):
            found = re.search(r"\bhref\s*=\s*[\"']?([^\"'\s<>]{1,500})", tag, re.IGNORECASE)
            if found:
                yield unescape(found[1])
