"""Paths, folders, standard input and addresses → articles, one by one, errors in their place."""

from __future__ import annotations

import json
import os
import re
import stat
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO

from sayso.articles.decoding import decode
from sayso.articles.heads import head, iso_date, stated_date
from sayso.articles.language import language
from sayso.articles.page import looks_like_html, read_page
from sayso.domain import Article
from sayso.errors import ArticleError, UsageError
from sayso.records import article_from

_TEXTS = frozenset({".txt", ".text", ".md", ".markdown"})
_PAGES = frozenset({".html", ".htm", ".xhtml"})
_RECORDS = frozenset({".json", ".jsonl", ".ndjson"})
_PLAIN = frozenset({"text/plain", "text/markdown"})
READABLE = _TEXTS | _PAGES | _RECORDS
_OBJECT = re.compile(rb"(?:\xef\xbb\xbf)?\s*\{\s*\"")  # how our own JSON begins
_SEVERAL = 2


@dataclass(frozen=True, slots=True)
class Given:
    """What the user says of the articles, whatever they say themselves."""

    outlet: str | None = None
    published: str | None = None
    title: str | None = None

    def __post_init__(self) -> None:
        if self.published is not None:
            day = stated_date(self.published)
            if day is None:
                raise UsageError(
                    f"--published {self.published!r} is no date: write it as 2026-03-03"
                )
            object.__setattr__(self, "published", day)

    def over(self, article: Article) -> Article:
        """The article with what was given in place of what was found."""
        return replace(
            article,
            outlet=self.outlet or article.outlet,
            published=self.published or article.published,
            title=self.title or article.title,
        )


@dataclass(frozen=True, slots=True)
class Loading:
    """How articles are loaded. `max_bytes`: of one file or page; `stdin`: what `-` reads."""

    given: Given = field(default_factory=Given)
    allow_private: bool = False
    max_bytes: int = 20_000_000
    stdin: BinaryIO | None = None


def expand(refs: Iterable[str]) -> list[str | ArticleError]:
    """Folders replaced by the readable files below them, in order; what is no folder as it is."""
    out: list[str | ArticleError] = []
    for ref in refs:
        if ref != "-" and not _is_address(ref) and _is_folder(ref):
            members = _members(Path(ref))
            reason = "no article in this folder"
            hint = f"looked for {' '.join(sorted(READABLE))}"
            out += members or [ArticleError(ref, reason, hint)]
        else:
            out.append(ref)
    return out


def load(places: Iterable[str | ArticleError], how: Loading) -> Iterator[Article | ArticleError]:
    """The articles of places that `expand` gave, in order; an error where one can't be had."""
    for place in places:
        if isinstance(place, ArticleError):
            yield place
            continue
        try:
            for found in _articles(place, how):
                yield how.given.over(found) if isinstance(found, Article) else found
        except ArticleError as error:
            yield error


def _is_address(ref: str) -> bool:
    return ref.lower().startswith(("http://", "https://"))


def _is_folder(ref: str) -> bool:
    try:
        return Path(ref).is_dir()
    except (OSError, ValueError):  # a name too long, say: opening it will tell
        return False


def _members(folder: Path) -> list[str | ArticleError]:
    """Readable files below a folder, sorted; hidden ones and linked folders are passed over."""
    found: list[str | ArticleError] = []

    def unreadable(error: OSError) -> None:
        found.append(ArticleError(str(error.filename), f"can't be opened ({error.strerror})"))

    for base, folders, files in os.walk(folder, onerror=unreadable):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found += [
            str(Path(base) / name)
            for name in sorted(files)
            if not name.startswith(".") and Path(name).suffix.lower() in READABLE
        ]
    return found


def _articles(place: str, how: Loading) -> Iterator[Article | ArticleError]:
    if _is_address(place):
        yield from _fetched(place, how)
        return
    raw = _stdin(how) if place == "-" else _bytes(place, how.max_bytes)
    suffix = "" if place == "-" else Path(place).suffix.lower()
    if suffix in _PAGES or (suffix not in READABLE and looks_like_html(raw)):
        yield read_page(place, raw)
    elif suffix in _RECORDS or (suffix not in READABLE and _OBJECT.match(raw)):
        yield from _records(place, decode(place, raw))
    else:
        yield plain(place, decode(place, raw))


def plain(ref: str, text: str) -> Article:
    """The article of a plain text, as it stands."""
    said = head(text)
    return Article(
        ref=ref,
        text=text,
        title=said.title,
        outlet=said.outlet,
        byline=said.byline,
        published=said.published,
        url=said.url,
        language=language(text),
    )


def _fetched(address: str, how: Loading) -> Iterator[Article | ArticleError]:
    from sayso.articles.fetching import Fetching
    from sayso.articles.web import Fetcher

    fetching = Fetching(
        allow_private=how.allow_private, max_bytes=min(how.max_bytes, Fetching().max_bytes)
    )
    with Fetcher(fetching) as fetcher:
        page = fetcher.fetch(address)
    if page.content_type == "application/json":
        yield _record(address, decode(address, page.body, page.charset))
    elif page.content_type in _PLAIN and not looks_like_html(page.body):
        text = decode(address, page.body, page.charset)
        yield replace(plain(address, text), url=page.url)
    else:
        yield read_page(address, page.body, page.url, page.charset)


def _stdin(how: Loading) -> bytes:
    try:
        raw = (how.stdin or sys.stdin.buffer).read(how.max_bytes + 1)
    except (OSError, ValueError) as error:  # a folder redirected into it, a closed one
        raise ArticleError("-", f"standard input can't be read ({error})") from error
    return _measured("-", raw, len(raw), how.max_bytes)


def _bytes(place: str, most: int) -> bytes:
    try:
        about = Path(place).stat()
        if stat.S_ISDIR(about.st_mode):
            raise ArticleError(place, "a folder inside a list of files")
        if not stat.S_ISREG(about.st_mode):
            raise ArticleError(
                place, "not a file", "pipes and devices go through standard input: -"
            )
        with Path(place).open("rb") as file:
            return _measured(place, file.read(most + 1), about.st_size, most)
    except FileNotFoundError as error:
        raise ArticleError(place, "there is no such file") from error
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else str(error)
        raise ArticleError(place, f"can't be opened ({why})") from error


def _measured(ref: str, raw: bytes, size: int, most: int) -> bytes:
    if len(raw) > most:
        size = max(size, len(raw))
        raise ArticleError(ref, f"too large: {size:,} bytes, at most {most:,}", "split it up")
    return raw


def _records(place: str, text: str) -> Iterator[Article | ArticleError]:
    """Articles of our own JSON: one object, or one a line."""
    if Path(place).suffix.lower() == ".json":
        yield _record(place, text)
        return
    lines = [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    if place == "-":
        try:
            yield _record(place, text)
        except ArticleError:
            if len(lines) < _SEVERAL:
                raise
        else:
            return
    for number, line in lines:
        try:
            yield _record(f"{place}#{number}", line)
        except ArticleError as error:
            yield error


def _record(ref: str, text: str) -> Article:
    try:
        record = json.loads(text)
        made = article_from({"ref": ref, **record.get("article", record)})
        _check_record(made)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        reason = f"not an article as sayso writes it ({type(error).__name__}: {error})"
        raise ArticleError(ref, reason[:300], "it takes an object with at least text") from error
    if not any(map(str.isalnum, made.text)):
        raise ArticleError(ref, "empty: there is no word in its text")
    return replace(made, ref=ref, language=made.language or language(made.text))


def _check_record(article: Article) -> None:
    """ValueError for what no article of ours has: no date, spans elsewhere."""
    if article.published is not None and iso_date(article.published) is None:
        raise ValueError(f"published {article.published!r} is no date")
    for credit in article.credits:
        if any(not 0 <= start < end <= len(article.text) for start, end in credit.spans):
            raise ValueError(f"a credit of {credit.outlet!r} lies outside of the text")
