"""Bytes → text, code point for code point."""

from __future__ import annotations

import codecs
import re

from sayso.articles.charsets import ESCAPED, codec_of
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
    b"%PDF-": ("a PDF", "save it as text first, with pdftotext or from its reader"),
    b"{\\rtf": ("an RTF document", "save it as plain text first"),
    b"PK\x03\x04": ("a zip archive or office document", "unpack it, or save it as text first"),
    b"\xd0\xcf\x11\xe0": ("an office document", "save it as text first"),
    b"\x1f\x8b": ("compressed with gzip", "unpack it first"),
    b"\x28\xb5\x2f\xfd": ("compressed with zstd", "unpack it first"),
    b"\xfd7zXZ": ("compressed with xz", "unpack it first"),
    b"BZh": ("compressed with bzip2", "unpack it first"),
    b"\x89PNG": ("a picture", ""),
    b"\xff\xd8\xff": ("a picture", ""),
    b"GIF8": ("a picture", ""),
    b"RIFF": ("a picture or recording", ""),
    b"OggS": ("a recording", ""),
    b"ID3": ("a recording", ""),
}
_SAVE = "save it as UTF-8"
_HIGH = bytes(range(0x80, 0x100))
# Control characters that no text has, save NUL, of which one is enough.
_CONTROLS = bytes([*range(0x01, 0x09), *range(0x0E, 0x1B), *range(0x1C, 0x20), 0x7F])
_MOST_CONTROLS = 0.02  # of all bytes; random bytes hold .11 of them
_HALF = 0.5

_META = re.compile(
    rb"<(?:meta|\?xml)\b[^<>]{0,500}?\b(?:charset|encoding)\s{0,9}=\s{0,9}[\"']?([\w.:-]+)",
    re.IGNORECASE,
)

# What text in another encoding looks like when it is read as Windows-1252: letters in long rows
# (Cyrillic, Greek, Chinese), capitals inside words (Mac Roman), signs inside words (Polish, Czech).
_ROW = re.compile(r"[À-ÿŠŽšžŒœŸƒ]{4,}")
_CAPITAL = re.compile(r"[a-zß-öø-ÿ][À-ÖØ-ÞŠŽŒŸ]")
_SIGN = re.compile(r"(?<=[^\W\d_])[¡-©«¬®-³¶¸¹»-¿×÷€‚ƒ„†‡ˆ‰‹˜™›](?=[^\W\d_])")
_MOST_ODD = 0.1  # of the bytes from 80 up


def decode(ref: str, raw: bytes, charset: str | None = None) -> str:
    """The text of a file, only a byte-order mark dropped; ArticleError if it is none.

    UTF-8, UTF-16 and UTF-32 by their marks, then UTF-8, then what a server says it is (`charset`),
    then Windows-1252 (which is what is left of older newsroom systems) where what comes out looks
    like the writing of a language.
    """
    marked = _by_mark(ref, raw)
    if marked is not None:
        return _worded(ref, marked)
    _refuse_binary(ref, raw)
    text = _first_that_fits(raw, codec_of(charset))
    return _worded(ref, _western(ref, raw) if text is None else text)


def decode_page(ref: str, raw: bytes, charset: str | None = None) -> str:
    """The source of an HTML page. `charset`: as the server states it; the page's own word is
    looked up in it.

    Pages that are UTF-8 often say otherwise, but hardly any other text passes for it, so it is
    tried first; encodings made of escape sequences are the exception.
    """
    marked = _by_mark(ref, raw)
    if marked is not None:
        return _worded(ref, marked)
    _refuse_binary(ref, raw)
    text = _first_that_fits(raw, codec_of(charset), codec_of(_stated(raw)))
    if text is not None:
        return _worded(ref, text)
    if _damage(raw) <= _HALF:  # as browsers do: no offset counts in a page's source
        return _worded(ref, raw.decode("utf-8", "replace"))
    return _worded(ref, _western(ref, raw))


def _first_that_fits(raw: bytes, *stated: str | None) -> str | None:
    """The text in the first encoding in which it is one: UTF-8, then those stated."""
    codecs_ = [codec for codec in stated if codec]
    escaped = [codec for codec in codecs_ if codec in ESCAPED]
    for codec in (*escaped, "utf-8", *codecs_):
        try:
            return raw.decode(codec)
        except UnicodeDecodeError:
            continue
    return None


def begins_with(raw: bytes, size: int = 4096) -> str:
    """The beginning of a file in some reading or other: enough to see what kind it is."""
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return raw[:size].decode(encoding, "replace")
    return raw[:size].decode("latin-1")


def _by_mark(ref: str, raw: bytes) -> str | None:
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            try:
                return raw.decode(encoding)
            except UnicodeDecodeError as error:
                name = encoding.removesuffix("-sig").upper()
                reason = f"marked as {name}, but damaged at byte {error.start:,}"
                raise ArticleError(ref, reason, _SAVE) from error
    return None


def _refuse_binary(ref: str, raw: bytes) -> None:
    for start, (what, hint) in _KINDS.items():
        if raw.startswith(start):
            raise ArticleError(ref, f"binary, not a text: it is {what}", hint)
    if b"\x00" in raw:
        every_other = max(raw[0::2].count(0), raw[1::2].count(0)) > len(raw) // 4
        hint = f"it may be UTF-16 without its mark: {_SAVE}" if every_other else ""
        raise ArticleError(ref, "binary, not a text: it holds NUL bytes", hint)


def _western(ref: str, raw: bytes) -> str:
    """Windows-1252, if it is that rather than another encoding, UTF-8 with a few bytes lost, or no
    text at all."""
    at = _first_error(raw)
    if len(raw) - len(raw.translate(None, _CONTROLS)) > _MOST_CONTROLS * len(raw):
        raise ArticleError(ref, "binary, not a text: it is full of control characters")
    if _damage(raw) <= _HALF:
        raise ArticleError(ref, f"damaged UTF-8 at byte {at:,}", "get a whole copy of it")
    try:
        text = raw.decode("cp1252")
    except UnicodeDecodeError as error:
        reason = f"unknown encoding (no UTF-8 at byte {at:,}, no Windows-1252 at {error.start:,})"
        raise ArticleError(ref, reason, _SAVE) from error
    odd = sum(map(len, _ROW.findall(text)))
    odd += len(_CAPITAL.findall(text)) + len(_SIGN.findall(text))
    if odd > _MOST_ODD * _high(raw):
        reason = f"unknown encoding (no UTF-8 at byte {at:,}, no words as Windows-1252)"
        raise ArticleError(ref, reason, _SAVE)
    return text


def _high(raw: bytes) -> int:
    """How many bytes lie beyond ASCII."""
    return len(raw) - len(raw.translate(None, _HIGH))


def _damage(raw: bytes) -> float:
    """Share of the bytes beyond ASCII that are no part of UTF-8: near 0 in damaged UTF-8, near 1
    in another encoding."""
    sound = _high(raw.decode("utf-8", "ignore").encode())
    return 1 - sound / max(1, _high(raw))


def _first_error(raw: bytes) -> int:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start
    return 0


def _stated(raw: bytes) -> str | None:
    """The encoding that a page's head states."""
    found = _META.search(raw[:8192])
    return found[1].decode("ascii", "ignore") if found else None


def _worded(ref: str, text: str) -> str:
    if not any(map(str.isalnum, text)):
        raise ArticleError(ref, "empty: there is no word in it")
    return text
