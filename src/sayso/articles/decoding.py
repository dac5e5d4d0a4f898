"""Bytes of a file or page → its text, code point for code point."""

from __future__ import annotations

import codecs
import re

from sayso.errors import ArticleError

# Longest first: UTF-32's mark begins with UTF-16's.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_KINDS = {
    b"%PDF": "a PDF: save its text first (pdftotext, say)",
    b"PK\x03\x04": "a zip archive or office document: unpack or save it as text first",
    b"\x1f\x8b": "gzip-compressed: unpack it first",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
}
# Control characters that no text in an eight-bit encoding has. ESC may be one of ISO-2022's.
_NEVER = bytes(sorted({*range(0x09), *range(0x0E, 0x1B), *range(0x1C, 0x20), 0x7F}))
_JUNK = 100  # a page with more than one such byte in so many is none
_META = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,500}?(?:charset|encoding)\s*=\s*[\"']?([\w.:+-]+)", re.IGNORECASE
)
_PRESCAN = 4096  # bytes of a page in which it must name its encoding
# What pages are written in; Python knows more encodings, some of them slow or no encodings at all.
_WRITTEN = re.compile(
    r"utf-?(?:8|16)(?:-?[lb]e)?|(?:iso-?)?8859-?\d+|(?:windows|cp)-?\d+|latin-?\d|us-ascii|ascii"
    r"|koi8-[ru]|gbk|gb2312|gb18030|big5(?:-hkscs)?|euc-(?:jp|kr)|shift[_-]jis|iso-2022-(?:jp|kr)"
    r"|iso-8859-\d+|macintosh|ks_c_5601-1987|tis-620"
)
_READ_AS = re.compile(r"(?:iso-?)?8859-?1|latin-?1|us-ascii|ascii")  # as browsers do


def decode(ref: str, raw: bytes, stated: str | None = None) -> str:
    """The text of a file, only a byte-order mark dropped; ArticleError if it is none.

    UTF-8, UTF-16 and UTF-32 by their marks, then UTF-8, then the encoding that a server has
    `stated`, then Windows-1252 (which is what is left of older newsroom systems) where every byte
    has a meaning in it.
    """
    _check_kind(ref, raw)
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return _worded(ref, _strictly(ref, raw, encoding))
    wide = _known(stated)
    if b"\x00" in raw and not (wide and wide.startswith("utf-16")):
        raise ArticleError(ref, "not a text: it holds NUL bytes", "save it as UTF-8 text")
    if wide and not _is_utf8(raw):
        return _worded(ref, _strictly(ref, raw, wide))
    try:
        return _worded(ref, raw.decode("utf-8"))
    except UnicodeDecodeError as error:
        if _controls(raw):
            raise ArticleError(ref, "not a text: it is binary") from error
        return _worded(ref, _strictly(ref, raw, "cp1252"))


def decode_page(ref: str, raw: bytes, stated: str | None = None) -> str:
    """The markup of a page. What can't be decoded is replaced, as browsers do.

    By its mark; as UTF-8 if it is that; by what the server has `stated`; by what the page states;
    as Windows-1252. ArticleError where the bytes are no text at all.
    """
    _check_kind(ref, raw)
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return raw.decode(encoding, "replace")
    server = _known(stated)
    if server and server.startswith("utf-16"):
        return raw.decode(server, "replace")
    if _controls(raw) * _JUNK > len(raw):
        raise ArticleError(ref, "not a page: it is binary")
    named = _META.search(raw[:_PRESCAN])
    page = _known(named[1].decode("ascii", "replace")) if named else None
    if page and page.startswith("utf-16"):
        page = "utf-8"  # it can't have been UTF-16, or the name would not have been found
    if _is_utf8(raw):
        return raw.decode("utf-8")
    return raw.decode(server or page or "cp1252", "replace")


def _is_utf8(raw: bytes) -> bool:
    """Whether bytes are UTF-8 and not only ASCII, which other encodings share."""
    if raw.isascii():
        return b"\x1b" not in raw  # ISO-2022 switches its alphabets by ESC
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _known(label: str | None) -> str | None:
    """The encoding that a label names, None for one that nobody writes pages in."""
    name = (label or "").strip().lower()
    if not _WRITTEN.fullmatch(name):
        return None
    if _READ_AS.fullmatch(name):
        return "cp1252"
    try:
        return codecs.lookup(name).name
    except LookupError:
        return None


def _check_kind(ref: str, raw: bytes) -> None:
    for start, what in _KINDS.items():
        if raw.startswith(start):
            raise ArticleError(ref, "not a text", f"it is {what}")


def _strictly(ref: str, raw: bytes, encoding: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        reason = f"unknown encoding (no {encoding.removesuffix('-sig')} at byte {error.start})"
        raise ArticleError(ref, reason, "save it as UTF-8") from error


def _worded(ref: str, text: str) -> str:
    if not any(map(str.isalnum, text)):
        raise ArticleError(ref, "empty: there is no word in it")
    return text


def _controls(raw: bytes) -> int:
    return len(raw) - len(raw.translate(None, _NEVER))
