"""Sources → what is found there → articles, one by one, errors in their place.

`find` is cheap and goes through the sources in one process; `made` (in `making`) is dear and can
be done by several. `load` does both.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, BinaryIO

from sayso.articles.answers import PAGE_TYPES
from sayso.articles.archives import Resumed, find_either, find_lines
from sayso.articles.feeds import Entry, feed_links, looks_like_feed, parse_feed
from sayso.articles.files import (
    PAGES,
    RECORDS,
    STDIN,
    TEXTS,
    is_address,
    members,
    opened,
    size_checked,
    size_of,
    suffix_of,
)
from sayso.articles.making import looks_like_json, made, plain
from sayso.articles.options import Loading
from sayso.articles.page import looks_like_html
from sayso.articles.raw import Kind, Raw
from sayso.articles.streams import GZIP, Stream, stream_of
from sayso.articles.warc import find_pages, looks_like_warc
from sayso.articles.weblinks import canonical
from sayso.domain import Article
from sayso.errors import ArticleError

if TYPE_CHECKING:  # loading it takes 0.1 s, and most articles are in files
    from sayso.articles.web import Fetched, Fetcher

Finds = Iterator[Raw | ArticleError]
Fetching = Callable[[], "Fetcher"]  # made when it is first needed
_BEGIN = 4_096  # bytes by which a file is known


def load(places: Iterable[str | ArticleError], how: Loading) -> Iterator[Article | ArticleError]:
    """The articles of files, folders, addresses, feeds, archives and standard input (`-`).

    What can't be had is an ArticleError in its place, so that nothing else is lost; articles are
    made one by one, as they are asked for. Errors that `expand` found are passed on.
    """
    for found in find(places, how):
        if isinstance(found, ArticleError):
            yield found
            continue
        try:
            yield made(found, how)
        except ArticleError as error:
            yield error


def find(places: Iterable[str | ArticleError], how: Loading) -> Finds:
    """What there is to make articles of in these places, in order; errors as in `load`."""
    with ExitStack() as at_end:
        fetcher = cache(lambda: at_end.enter_context(open_fetcher(how)))
        for place in places:
            if isinstance(place, ArticleError):
                yield place
                continue
            try:
                yield from _found(place, how, fetcher)
            except ArticleError as error:
                yield error


def open_fetcher(how: Loading) -> Fetcher:
    """What fetches pages as these options say; it is to be closed."""
    from sayso.articles.fetching import Fetching
    from sayso.articles.web import Fetcher

    most = min(how.max_bytes, Fetching().max_bytes)
    return Fetcher(Fetching(allow_private=how.allow_private, max_bytes=most, pause=how.pause))


def entry_found(entry: Entry, fetcher: Fetcher) -> Raw | ArticleError:
    """The page that a feed's entry leads to. Where it can't be had or holds no article, what the
    feed itself has of it, if it has the whole."""
    whole = None
    if entry.content:
        body = entry.content.encode("utf-8", "replace")
        whole = Raw(entry.ref, "fragment", body, url=entry.link or None, said=entry.said)
    if not entry.link:
        return whole or ArticleError(entry.ref, "an entry without an address and a text")
    try:
        return _page(entry.ref, fetcher.fetch(entry.link), entry, whole)
    except ArticleError as error:
        return whole or error


def _found(place: str, how: Loading, fetcher: Fetching) -> Finds:
    if is_address(place):
        yield from _from_web(place, how, fetcher)
    elif place == STDIN:
        yield from _from_stdin(how, fetcher)
    else:
        for path in members(place):
            try:
                yield from (
                    [path] if isinstance(path, ArticleError) else _from_file(path, how, fetcher)
                )
            except ArticleError as error:
                yield error


def _from_file(path: str, how: Loading, fetcher: Fetching) -> Finds:
    suffix = suffix_of(path)
    if how.feeds:
        with opened(path, how.max_bytes) as file:
            yield from _feed(path, file.read(how.max_bytes), fetcher)
    elif suffix in RECORDS:
        one_a_line = suffix != ".json"
        with opened(path, None if one_a_line else how.max_bytes) as file:
            yield from (find_lines if one_a_line else find_either)(path, file, how.max_bytes)
    elif suffix in PAGES or suffix in TEXTS:
        yield Raw(path, "file", size=size_of(path))
    else:
        with opened(path) as file:
            yield from _of_some_kind(path, file, how, fetcher)


def _of_some_kind(path: str, file: BinaryIO, how: Loading, fetcher: Fetching) -> Finds:
    """A file that is known by its beginning: an archive, a feed, JSON, or one article."""
    packed = file.peek(2).startswith(GZIP) if hasattr(file, "peek") else False
    stream = stream_of(path, file)
    begin = stream.peek(_BEGIN)
    if looks_like_warc(begin):
        yield from find_pages(path, stream, how.max_bytes)
    elif looks_like_feed(begin):
        raw = size_checked(path, stream.read(how.max_bytes + 1), how.max_bytes)
        yield from _feed(path, raw, fetcher)
    elif looks_like_json(begin):
        yield from find_either(path, stream, how.max_bytes)
    elif packed:
        hint = "unpack it first"
        raise ArticleError(path, "compressed with gzip, and neither WARC nor JSON", hint)
    else:
        yield Raw(path, "file", size=size_of(path))


def _from_stdin(how: Loading, fetcher: Fetching) -> Finds:
    """What comes through standard input; JSON Lines and archives may be endless."""
    if how.stdin is None and sys.stdin is None:
        raise ArticleError(STDIN, "standard input is closed")
    file = how.stdin or sys.stdin.buffer
    try:
        first = file.readline(how.max_bytes + 1)
        if looks_like_json(first) and not how.feeds:
            yield from find_either(STDIN, Resumed([first], file), how.max_bytes)
            return
        if first.startswith(GZIP) or looks_like_warc(first):
            yield from _from_stream(stream_of(STDIN, file, first), how)
            return
        rest = b"" if len(first) > how.max_bytes else file.read(how.max_bytes + 1 - len(first))
    except (OSError, ValueError) as error:  # a folder redirected into it, a closed one
        raise ArticleError(STDIN, f"standard input can't be read ({error})") from error
    raw = size_checked(STDIN, first + rest, how.max_bytes)
    if how.feeds or looks_like_feed(raw[:_BEGIN]):
        yield from _feed(STDIN, raw, fetcher)
    else:
        yield Raw(STDIN, "unknown", raw, size=len(raw))


def _from_stream(stream: Stream, how: Loading) -> Finds:
    """What comes packed through standard input, or is an archive."""
    begin = stream.peek(_BEGIN)
    if looks_like_warc(begin):
        yield from find_pages(STDIN, stream, how.max_bytes)
    elif looks_like_json(begin):
        yield from find_either(STDIN, stream, how.max_bytes)
    else:
        raw = size_checked(STDIN, stream.read(how.max_bytes + 1), how.max_bytes)
        yield Raw(STDIN, "unknown", raw)


def _from_web(ref: str, how: Loading, fetcher: Fetching) -> Finds:
    """What is at an address: a feed's articles, or one."""
    fetched = fetcher().fetch(ref)
    if looks_like_feed(fetched.body[:_BEGIN]):
        yield from _feed(ref, fetched.body, fetcher, fetched)
    elif how.feeds:
        raise no_feed(ref, fetched)
    else:
        yield _page(ref, fetched)


def no_feed(ref: str, fetched: Fetched) -> ArticleError:
    """The error for an address that is no feed; it names the page's own feed, if there is one."""
    own = next((canonical(link, fetched.url) for link in feed_links(fetched.body)), None)
    hint = f"its feed is {own}" if own else "give the address of an RSS or Atom feed"
    return ArticleError(ref, "no feed", hint)


def _feed(ref: str, raw: bytes, fetcher: Fetching, fetched: Fetched | None = None) -> Finds:
    url, charset = (fetched.url, fetched.charset) if fetched else (None, None)
    feed = parse_feed(ref, raw, url, charset)
    if not feed.entries:
        yield ArticleError(ref, "a feed with nothing in it")
    for entry in feed.entries:
        yield entry_found(entry, fetcher())


def _page(
    ref: str, fetched: Fetched, entry: Entry | None = None, instead: Raw | None = None
) -> Raw:
    """The article at an address, by what the server says it is, unless it plainly is a page."""
    raw, kind = fetched.body, fetched.content_type or ""
    form: Kind = "text"
    if kind in PAGE_TYPES or looks_like_html(raw):
        form = "page"
    elif kind.endswith("json"):
        form = "record"
    elif kind.endswith("xml"):
        raise ArticleError(ref, f"no page of an article ({kind[:80]})", "give the article's own")
    found = Raw(ref, form, raw, fetched.url, fetched.charset, size=len(raw), instead=instead)
    return replace(found, said=entry.said) if entry else found


__all__ = ["entry_found", "find", "load", "no_feed", "open_fetcher", "plain"]
