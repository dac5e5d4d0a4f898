"""One text as the model sees it: word pieces with their offsets and what uncased pieces lose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from unicodedata import category

import numpy as np
from numpy.typing import NDArray

from sayso.reading.text import Quotation, paragraphs, quotation_states

Ints = NDArray[np.int64]

CASES = 6  # lower, Initial, CAPITALS, miXed, with digits, no letter or digit
QUOTATIONS = len(Quotation)
PLACES = 3  # inside a paragraph, first piece of one, first piece of the text's first
FEATURES = 3


@dataclass(frozen=True, slots=True)
class Pieces:
    """Word pieces of one text.

    `ids` [n] vocabulary ids · `starts`, `ends` [n] code-point offsets · `words` [n] index of the
    word that a piece belongs to · `features` [n, 3] case, quotation state, place in the paragraph.
    """

    ids: Ints
    starts: Ints
    ends: Ints
    words: Ints
    features: Ints

    def __len__(self) -> int:
        return len(self.ids)

    def breaks(self) -> list[int]:
        """Indices of the pieces that begin a paragraph."""
        return [int(at) for at in np.flatnonzero(self.features[:, 2])]


def describe(
    text: str, ids: Sequence[int], offsets: Sequence[tuple[int, int]], words: Sequence[int]
) -> Pieces:
    """Pieces of a text from what a tokenizer says of it (no special tokens)."""
    where = np.asarray(offsets, dtype=np.int64).reshape(-1, 2)
    word = np.asarray(words, dtype=np.int64)
    features = np.zeros((len(ids), FEATURES), dtype=np.int64)
    if len(ids):
        features[:, 0] = _cases(text, where, word)
        states = np.frombuffer(quotation_states(text), dtype=np.uint8)
        features[:, 1] = states[np.minimum(where[:, 0], len(text) - 1)]
        features[:, 2] = _places(text, where[:, 0])
    accented = not text.isascii() and any(category(sign) == "Mn" for sign in set(text))
    ends = _ends(text, where) if accented else where[:, 1]
    return Pieces(np.asarray(ids, dtype=np.int64), where[:, 0], ends, word, features)


def _ends(text: str, where: Ints) -> Ints:
    """Ends of the pieces with the combining accents behind them, which the tokenizer drops."""
    ends = where[:, 1].tolist()
    limits = [*where[1:, 0].tolist(), len(text)]
    for i, limit in enumerate(limits[: len(ends)]):
        while ends[i] < limit and category(text[ends[i]]) == "Mn":
            ends[i] += 1
    return np.asarray(ends, dtype=np.int64)


def _cases(text: str, where: Ints, words: Ints) -> Ints:
    """Case of the word that each piece belongs to."""
    firsts = np.flatnonzero(np.diff(words, prepend=-1))
    lasts = np.append(firsts[1:], len(words)) - 1
    cases = [
        _case(text[start:end])
        for start, end in zip(where[firsts, 0].tolist(), where[lasts, 1].tolist(), strict=True)
    ]
    return np.repeat(np.asarray(cases, dtype=np.int64), lasts - firsts + 1)


@lru_cache(maxsize=1 << 14)
def _case(word: str) -> int:
    if word.islower():
        return 4 if any(map(str.isdigit, word)) else 0
    if word.istitle() and word.isalpha():
        return 1
    if any(map(str.isdigit, word)):
        return 4
    if word.isupper():
        return 2 if len(word) > 1 else 1
    return 3 if any(map(str.isalpha, word)) else 5


def _places(text: str, starts: Ints) -> Ints:
    places = np.zeros(len(starts), dtype=np.int64)
    heads = np.fromiter((start for start, _ in paragraphs(text)), dtype=np.int64)
    at = np.searchsorted(starts, heads)
    places[at[at < len(places)]] = 1
    if len(places):
        places[0] = 2
    return places
