"""Texts as databases take them, and names as people look for them.

No database keeps every string that Python has: SQLite refuses lone surrogates, PostgreSQL NUL as
well. `stored` writes such code points as an escape (U+0010 and four hexadecimal digits), `told`
reads it back exactly, so that spans and hashes hold; other texts, nearly all, stay as they are.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, date, datetime

_ESCAPE = "\x10"
_ODD = re.compile("[\x00\x10\ud800-\udfff]")
_ESCAPED = re.compile("\x10([0-9a-f]{4})")
_WORD = re.compile(r"[^\W_]+")
_SPACE = re.compile(r"\s+")
NAME_LENGTH = 200  # of a folded name in code points: PostgreSQL indexes up to 2,700 bytes


def stored(text: str) -> str:
    """The text without what a database can't keep; `told` turns it back."""
    if "\x00" not in text and _ESCAPE not in text and _encodes(text):
        return text
    return _ODD.sub(lambda odd: f"{_ESCAPE}{ord(odd[0]):04x}", text)


def told(text: str) -> str:
    """The text that `stored` was given."""
    if _ESCAPE not in text:
        return text
    return _ESCAPED.sub(lambda escaped: chr(int(escaped[1], 16)), text)


def _encodes(text: str) -> bool:
    if text.isascii():
        return True
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def folded(name: str) -> str:
    """A name as names are compared: no case, no accents, no article in front, at most 200 long."""
    plain = name if name.isascii() else _unaccented(name)
    plain = _SPACE.sub(" ", plain.casefold()).strip()
    return plain.removeprefix("the ")[:NAME_LENGTH]


def folded_words(text: str) -> str:
    """The words of a text without case, accents and everything between them."""
    plain = text if text.isascii() else _unaccented(text)
    return " ".join(_WORD.findall(plain.casefold()))


def _unaccented(text: str) -> str:
    parts = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in parts if not unicodedata.combining(sign))


def day_of(published: str | None) -> int:
    """The ordinal of a date's day, 0 where there is none."""
    try:
        return date.fromisoformat((published or "")[:10]).toordinal()
    except ValueError:
        return 0


def now() -> str:
    """This moment in UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


__all__ = ["NAME_LENGTH", "day_of", "folded", "folded_words", "now", "stored", "told"]
