"""Files, standard input and addresses → articles, one by one, errors in their place."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from functools import cache
from typing import TYPE_CHECKING

from sayso.articles.archives import Resumed, read_either, read_lines, read_record
from sayso.articles.decoding import begins_with, decode
from sayso.articles.files import (
    PAGES,
    RECORDS,
    STDIN,
    TEXTS,
    expand,
    file_bytes,
    is_address,
    opened,
    size_checked,
    suffix_of,
)
from sayso.articles.heads import head
from sayso.articles.language import language
from sayso.articles.options import Loading
from sayso.articles.page import looks_like_html, read_page
from sayso.articles.weblinks import canonical, page_address
from sayso.domain import Article
from sayso.errors import ArticleError

if TYPE_CHECKING:  # loading it takes 0.1 s, and most articles are in files
    from sayso.articles.web import Fetched, Fetcher

Found = Article | ArticleError
_PAGE_TYPES = frozenset({"text/html", "application/xhtml+xml"})


def load(places: Iterable[str | ArticleError], how: Loading) -> Iterator[Found]:
    """The articles of files, folders, addresses and standard input (`-`), in order.

    What can't be had is an ArticleError in its place, so that nothing else is lost; articles are
    made one by one, as they are asked for. Errors that `expand` found are passed on.
    """
    with ExitStack() as at_end:
        fetcher = cache(lambda: at_end.enter_context(_fetcher(how)))
        for place in places:
            for found in _articles(place, how, fetcher):
                yield how.given.over(found) if isinstance(found, Article) else found


def plain(ref: str, text: str, url: str | None = None) -> Article:
    """The article of a plain text, as it stands. `url`: where it was found, if on the web."""
    said = head(text)
    return Article(
        ref=ref,
        text=text,
        title=said.title,
        outlet=said.outlet,
        byline=said.byline,
        published=said.published,
        url=page_address(said.url, url) if url else canonical(said.url),
        language=language(text),
    )


def _articles(
    place: str | ArticleError, how: Loading, fetcher: Callable[[], Fetcher]
) -> Iterator[Found]:
    if isinstance(place, ArticleError):
        yield place
        return
    try:
        if is_address(place):
            yield _from_web(place, fetcher().fetch(place))
        elif place == STDIN:
            yield from _from_stdin(how)
        else:
            for path in expand([place]):
                yield from [path] if isinstance(path, ArticleError) else _from_file(path, how)
    except ArticleError as error:
        yield error


def _from_file(path: str, how: Loading) -> Iterator[Found]:
    suffix = suffix_of(path)
    if suffix in RECORDS:
        one_a_line = suffix != ".json"
        with opened(path, None if one_a_line else how.max_bytes) as file:
            yield from (read_lines if one_a_line else read_either)(path, file, how.max_bytes)
        return
    raw = file_bytes(path, how.max_bytes)
    if suffix in PAGES:
        yield read_page(path, raw)
    elif suffix in TEXTS:
        yield plain(path, decode(path, raw))
    else:
        yield _of_some_kind(path, raw)


def _from_stdin(how: Loading) -> Iterator[Found]:
    """What comes through standard input; JSON Lines may be endless."""
    file = how.stdin or sys.stdin.buffer
    try:
        first = file.readline(how.max_bytes + 1)
        if _looks_like_json(first):
            yield from read_either(STDIN, Resumed([first], file), how.max_bytes)
            return
        rest = b"" if len(first) > how.max_bytes else file.read(how.max_bytes + 1 - len(first))
    except (OSError, ValueError) as error:  # a folder redirected into it, a closed one
        raise ArticleError(STDIN, f"standard input can't be read ({error})") from error
    yield _of_some_kind(STDIN, size_checked(STDIN, first + rest, how.max_bytes))


def _from_web(ref: str, fetched: Fetched) -> Article:
    """The article at an address, by what the server says it is, unless it plainly is a page."""
    raw, kind = fetched.body, fetched.content_type
    if kind in _PAGE_TYPES or looks_like_html(raw):
        return read_page(ref, raw, fetched.url, fetched.charset)
    if kind and kind.endswith("json"):
        return read_record(ref, raw)
    if kind and kind.endswith("xml"):
        raise ArticleError(ref, f"no page of an article ({kind[:80]})", "give the article's own")
    return plain(ref, decode(ref, raw, fetched.charset), fetched.url)


def _of_some_kind(ref: str, raw: bytes) -> Article:
    """The article of bytes of which nothing says what they are."""
    if looks_like_html(raw):
        return read_page(ref, raw)
    if _looks_like_json(raw):
        return read_record(ref, raw)
    return plain(ref, decode(ref, raw))


def _looks_like_json(raw: bytes) -> bool:
    begin = "".join(begins_with(raw, 100).lstrip("\ufeff").split())
    return begin == "{" or begin.startswith(('{"', "{}"))


def _fetcher(how: Loading) -> Fetcher:
    from sayso.articles.fetching import Fetching
    from sayso.articles.web import Fetcher

    most = min(how.max_bytes, Fetching().max_bytes)
    return Fetcher(Fetching(allow_private=how.allow_private, max_bytes=most))


__all__ = ["load", "plain"]
