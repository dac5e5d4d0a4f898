"""Bytes of a file → its text, code point for code point."""

from __future__ import annotations

import codecs

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
# Control characters that no text in an eight-bit encoding has.
_NEVER = (
    frozenset(range(0x09)) | frozenset(range(0x0E, 0x1B)) | frozenset(range(0x1C, 0x20)) | {0x7F}
)


def decode(ref: str, raw: bytes) -> str:
    """The text of a file, only a byte-order mark dropped; ArticleError if it is none.

    UTF-8, UTF-16 and UTF-32 by their marks, then UTF-8, then Windows-1252 (which is what is left of
    older newsroom systems) where every byte has a meaning in it.
    """
    for start, what in _KINDS.items():
        if raw.startswith(start):
            raise ArticleError(ref, "not a text", f"it is {what}")
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return _worded(ref, _strictly(ref, raw, encoding))
    if b"\x00" in raw:
        raise ArticleError(ref, "not a text: it holds NUL bytes", "save it as UTF-8 text")
    try:
        return _worded(ref, raw.decode("utf-8"))
    except UnicodeDecodeError as error:
        if _NEVER & set(raw):
            raise ArticleError(ref, "not a text: it is binary") from error
        return _worded(ref, _strictly(ref, raw, "cp1252"))


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
