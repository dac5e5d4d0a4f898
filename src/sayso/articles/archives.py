"""Articles kept as JSON, one object or one a line → what each is to be made of, streamed; and the
article of one object."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Protocol

from sayso.articles.dates import iso_date
from sayso.articles.decoding import decode
from sayso.articles.fields import Fields
from sayso.articles.files import is_address, size_checked
from sayso.articles.language import language
from sayso.articles.ninjs import is_ninjs, ninjs_article
from sayso.articles.raw import Raw
from sayso.domain import Article
from sayso.errors import ArticleError
from sayso.records import SCHEMA, article_from

_TAKES = "it takes what sayso read --json writes, ninjs, or an object with at least a text"
_CHUNK = 1 << 20


def read_record(ref: str, raw: bytes, place: str = "", fields: Fields | None = None) -> Article:
    """The article of one JSON object: a reading, an article by itself, an item of ninjs, or
    (with `fields`) what these say. `place`: the collection that the record lies in."""
    text = decode(ref, raw)
    try:
        record = json.loads(text)
    except RecursionError as error:
        raise ArticleError(ref, "JSON nested too deeply", _TAKES) from error
    except ValueError as error:
        raise ArticleError(ref, f"not JSON ({error})", _TAKES) from error
    if not isinstance(record, dict):
        raise ArticleError(ref, "JSON, but no object", _TAKES)
    if fields is not None:
        return fields.article(ref, place or ref, record)
    return ninjs_article(ref, record) if is_ninjs(record) else _own(ref, record)


def find_lines(ref: str, file: Lines, most: int) -> Iterator[Raw | ArticleError]:
    """The records of JSON Lines, an error in the place of a line that is too long.

    `most`: bytes of a line. Its `ref` is the file's and its number.
    """
    number = found = 0
    while raw := file.readline(most + 1):
        number += 1
        if not raw.strip(b"\xef\xbb\xbf \t\r\n"):
            continue
        found += 1
        yield _record(f"{ref}#{number}", raw, most, ref)
        while len(raw) > most and not raw.endswith(b"\n"):  # to the end of a line too long
            raw = file.readline(_CHUNK) or b"\n"
    if not found:
        yield ArticleError(ref, "empty: there is no line in it")


def find_either(ref: str, file: Lines, most: int) -> Iterator[Raw | ArticleError]:
    """One JSON object (`ref` is the file's), or those of JSON Lines."""
    begin = [file.readline(most + 1)]
    while (line := file.readline(most + 1)) and not line.strip():
        begin.append(line)
    whole = Resumed([*begin, line] if line else begin, file)
    if line and _is_object(begin[0]):
        yield from find_lines(ref, whole, most)
        return
    raw = bytearray()
    while len(raw) <= most and (line := whole.readline(most + 1)):
        raw += line
    yield _record(ref, bytes(raw), most, ref)


class Lines(Protocol):
    """What lines can be read from, `size` bytes of one at most."""

    def readline(self, size: int, /) -> bytes: ...


class Resumed:
    """A file of which some lines have been read already."""

    def __init__(self, begin: list[bytes], file: Lines) -> None:
        self._begin = begin[::-1]  # the next one last
        self._file = file

    def readline(self, size: int, /) -> bytes:
        return self._begin.pop() if self._begin else self._file.readline(size)


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _record(ref: str, raw: bytes, most: int, place: str) -> Raw | ArticleError:
    try:
        body = size_checked(ref, raw, most)
    except ArticleError as error:
        return error
    return Raw(ref, "record", body, place=place, size=len(raw))


def _own(ref: str, record: dict[str, Any]) -> Article:
    """The article in a record as Sayso writes it."""
    schema = record.get("schema", SCHEMA)
    if schema != SCHEMA:
        shown = ascii(schema)[:40]
        raise ArticleError(ref, f"made for another version ({shown}, not {SCHEMA!r})")
    inner = record.get("article", record)
    try:
        made = article_from({**inner, "ref": ref})
    except (KeyError, TypeError, ValueError) as error:
        raise ArticleError(ref, f"no article as sayso writes it ({error!r})", _TAKES) from error
    return _checked(ref, made)


def _checked(ref: str, made: Article) -> Article:
    """The article, if its parts are what they should be: it may have been written by anybody."""
    if not any(map(str.isalnum, made.text)):
        raise ArticleError(ref, "empty: there is no word in its text")
    if made.published is not None and iso_date(made.published) is None:
        shown = ascii(made.published[:40])
        raise ArticleError(ref, f"published {shown}, which is no date", "write it as 2026-03-03")
    return replace(
        made,
        published=made.published and iso_date(made.published),
        url=made.url if made.url and is_address(made.url) else None,
        language=made.language or language(made.text),
    )
