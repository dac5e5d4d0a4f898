"""WARC, the format of web archives (ISO 28500), gzip or not → the pages in it, streamed.

Written here because warcio 1.8 is made for archives of one's own: a line of a header, or a chunk
of up to 2 GiB, is read into memory whole, a body unpacks without bound, and it writes to standard
error. Our tests write their archives with it.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace

from sayso.articles.answers import PAGE_TYPES, Head, head_of
from sayso.articles.compression import CODINGS, unpacked
from sayso.articles.files import is_address
from sayso.articles.raw import Kind, Raw
from sayso.articles.streams import Stream
from sayso.errors import ArticleError

_VERSION = b"WARC/"
_LINE = 16_384  # bytes of a line of a header
_HEADER = 65_536  # bytes of a header
_BLANKS = 64  # lines between records; two are usual
_TEXTS = frozenset({*PAGE_TYPES, "text/plain"})
_LONGEST_ID = 200


@dataclass(frozen=True, slots=True)
class Answered:
    """The body of an archived answer, unpacked; its type and encoding as the server stated them."""

    body: bytes
    content_type: str | None
    charset: str | None


def find_pages(ref: str, stream: Stream, most: int) -> Iterator[Raw | ArticleError]:
    """The pages of an archive: answers that hold one, and texts made of pages. Everything else
    (pictures, requests, redirects) is passed over. `most`: bytes of a record.

    A damaged record ends it: nothing says where the next one begins.
    """
    found = told = 0
    try:
        while (fields := _fields(ref, stream)) is not None:
            found += 1
            for page in _page(ref, fields, _size(ref, fields), stream, most):
                step, told = stream.consumed - told, stream.consumed
                yield replace(page, size=step) if isinstance(page, Raw) else page
    except ArticleError as error:
        yield error
        return
    if not found:
        yield ArticleError(ref, "no record of a web archive in it")


def looks_like_warc(begin: bytes) -> bool:
    return begin.startswith(_VERSION)


def response(ref: str, raw: bytes, most: int) -> Answered:
    """The body of a server's whole answer; ArticleError if it is damaged or over `most` bytes."""
    head, at, chunked = _answer_head(raw)
    body = _joined(raw[at:]) if chunked else raw[at:]
    if head.codings:
        body = _unpacked(ref, body, head.codings, most)
    return Answered(body, head.content_type, head.charset)


def _unpacked(ref: str, body: bytes, codings: tuple[str, ...], most: int) -> bytes:
    if len(codings) > 1 or codings[0] not in CODINGS:
        raise ArticleError(
            ref, f"packed as {ascii(', '.join(codings))[1:60]}, which can't be undone"
        )
    out = bytearray()
    try:
        for piece in unpacked([body], codings[0]):
            out += piece
            if len(out) > most:
                raise ArticleError(ref, f"too large: more than {most:,} bytes")
    except zlib.error as error:
        raise ArticleError(ref, f"the body is damaged ({error})") from error
    return bytes(out)


def _page(
    ref: str, fields: dict[str, str], size: int, stream: Stream, most: int
) -> Iterator[Raw | ArticleError]:
    """The record's page, if it has one; the stream stands behind the record then."""
    kind, url = fields.get("warc-type", ""), fields.get("warc-target-uri", "").strip("<>")
    name = f"{ref}#{_name(fields)}"
    media = fields.get("content-type", "").partition(";")[0].strip().lower()
    wanted = is_address(url) and (
        (kind == "response" and media == "application/http")
        or (kind in ("resource", "conversion") and media in _TEXTS)
    )
    if not wanted or (kind == "response" and not _has_page(stream, size)):
        _passed(ref, stream, size)
        return
    if size > most:
        _passed(ref, stream, size)
        yield ArticleError(name, f"too large: {size:,} bytes, at most {most:,}")
        return
    body = stream.read(size)
    if len(body) < size:
        raise ArticleError(name, "the archive breaks off in this record", "get a whole copy of it")
    form: Kind = "http" if kind == "response" else "text" if media == "text/plain" else "page"
    yield Raw(name, form, body, url=url, place=ref)


def _has_page(stream: Stream, size: int) -> bool:
    head, _, _ = _answer_head(stream.peek(min(size, _HEADER)))
    return head.has_page and (head.content_type in _TEXTS or head.content_type is None)


def _passed(ref: str, stream: Stream, size: int) -> None:
    if stream.skip(size) < size:
        raise ArticleError(ref, "the archive breaks off in a record", "get a whole copy of it")


def _fields(ref: str, stream: Stream) -> dict[str, str] | None:
    """The header of the next record, names in lower case; None at the end."""
    for _ in range(_BLANKS):
        line = stream.readline(_LINE)
        if not line:
            return None
        if line.strip():
            break
    if not line.startswith(_VERSION):
        raise ArticleError(ref, "damaged: a record of a web archive should begin here, and doesn't")
    fields: dict[str, str] = {}
    left, last = _HEADER, ""
    while (line := stream.readline(_LINE)).strip():
        left -= len(line)
        if left < 0 or not line.endswith(b"\n"):
            raise ArticleError(ref, "damaged: the header of a record has no end")
        text = line.decode("utf-8", "replace").rstrip("\r\n")
        name, _, value = text.partition(":")
        if text[0] in " \t" and last:  # goes on, by an old rule
            fields[last] += " " + text.strip()
            continue
        last = name.strip().lower()
        fields.setdefault(last, value.strip())
    return fields


def _size(ref: str, fields: dict[str, str]) -> int:
    stated = fields.get("content-length", "")
    if not (stated.isascii() and stated.isdigit() and len(stated) <= 20):
        raise ArticleError(ref, f"damaged: a record of {ascii(stated)[:40]} bytes")
    return int(stated)


def _name(fields: dict[str, str]) -> str:
    return fields.get("warc-record-id", "").strip("<>").removeprefix("urn:uuid:")[:_LONGEST_ID]


def _answer_head(raw: bytes) -> tuple[Head, int, bool]:
    """Status and headers of an answer, where its body begins, and whether it comes in chunks."""
    ends = [(raw.find(mark), len(mark)) for mark in (b"\r\n\r\n", b"\n\n")]
    at, width = min(((at, width) for at, width in ends if at >= 0), default=(len(raw), 0))
    status, *lines = raw[:at].splitlines() or [b""]
    parted = (line.partition(b":") for line in lines)
    headers = [(name.strip(), value.strip()) for name, _, value in parted]
    code = status.split()[1:2] if status.startswith(b"HTTP/") else []
    number = int(code[0]) if code and code[0].isdigit() and len(code[0]) == 3 else 0
    transfer = [value.lower() for name, value in headers if name.lower() == b"transfer-encoding"]
    return head_of(number, headers), at + width, any(b"chunked" in value for value in transfer)


def _joined(body: bytes) -> bytes:
    """A chunked body in one piece; as it stands where it isn't chunked after all (crawlers keep
    the header and undo the chunks)."""
    out, at = bytearray(), 0
    while True:
        end = body.find(b"\r\n", at, at + 64)
        stated = body[at:end].partition(b";")[0].strip() if end >= 0 else b""
        if not stated or stated.strip(b"0123456789abcdefABCDEF") or len(stated) > 8:
            return bytes(out) if out else body
        size = int(stated, 16)
        if not size:
            return bytes(out)
        at = end + 2
        out += body[at : at + size]
        at += size + 2
