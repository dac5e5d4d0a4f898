"""Text → words that compare: folded, stemmed, with where they stand."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from sayso.tracing.lexicon import forms, stop_words
from sayso.tracing.stems import stem

# "U.S.", "4,999", "16", "year", "can't", "9to5"; a hyphen parts words.
_WORD = re.compile(
    r"(?:[^\W\d_]\.){2,}|\d+(?:[.,]\d+)*[^\W_]*|[^\W\d_](?:[^\W_]|['’](?=[^\W\d_]))*"
)
_POSSESSIVE = re.compile(r"'s?$")


class Word(NamedTuple):
    """A word of a text: its key (what it is compared by), and where it stands."""

    key: str
    start: int
    end: int


def words(text: str) -> list[Word]:
    """The words of a text that mean something, in order: function words are left out."""
    found = (Word(key(match[0]), *match.span()) for match in _WORD.finditer(text))
    return [word for word in found if word.key]


def keys(text: str) -> list[str]:
    """The keys of `words` alone."""
    return [found for found in map(key, _WORD.findall(text)) if found]


def places(text: str) -> list[int]:
    """Where the words of `words` begin."""
    return [match.start() for match in _WORD.finditer(text) if key(match[0])]


@lru_cache(maxsize=1 << 16)  # a pure function, asked for the same few thousand words
def key(word: str) -> str:
    """What a word is compared by: no accents, no case, no endings, irregular forms as regular.

    Empty for a word that says nothing of what a text is about.
    """
    whole = folded(word)
    known = forms()
    if word.isupper() and whole.isalpha() and (dotted := ".".join(whole)) in known:
        return stem(known[dotted])  # "US" is not "us"
    if whole in stop_words():
        return ""
    plain = _POSSESSIVE.sub("", whole).replace(",", "").rstrip(".")
    if plain not in known and len(plain) > 5 and plain.endswith("men"):
        plain = f"{plain[:-3]}man"
    return stem(known.get(plain, plain))


def folded(word: str) -> str:
    """A word without accents and case; typographic apostrophes as plain ones."""
    parts = unicodedata.normalize("NFKD", word.replace("’", "'"))
    return "".join(part for part in parts if not unicodedata.combining(part)).casefold()
