"""A statement as it is held against others: its words by rarity, its numbers and names.

Rarity is that of English at large, never of the ledger, so that a signature stays as it is while
the ledger grows. Words are numbers of 64 bits here: there are millions of statements.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

from sayso.domain import Statement, content_hash
from sayso.tracing.lexicon import frequencies
from sayso.tracing.terms import RAREST, UNLISTED
from sayso.tracing.words import words

MARKS = 6  # of a statement's rarest words: those that alike statements are sought by
SHARED = 3  # marks that alike statements have in common
_LONGEST = 40  # words; what says more is no single claim, and its first words tell
_LEAST = 2.0  # weight of all words: what says less is said of anything
# Share of the weightier statement's words that alike ones have in common. On the 1,238 articles .5
# chains 208 of them into one group by general talk of a war, .65 at most 45 that tell one event.
COMMON = 0.65


@dataclass(frozen=True, slots=True)
class Signature:
    """`words` → weight, the rarest first; `names`, `numbers`: which of them are such."""

    words: dict[int, float]
    names: frozenset[int]
    numbers: frozenset[int]

    @property
    def marks(self) -> tuple[int, ...]:
        """The rarest words, ascending."""
        return tuple(sorted(list(self.words)[:MARKS]))

    @property
    def telling(self) -> bool:
        """Does the statement say enough to be sought elsewhere?"""
        return len(self.words) >= SHARED and sum(self.words.values()) >= _LEAST


def signature(statement: Statement) -> Signature:
    """The signature of what a statement says."""
    text = statement.content.text
    held: dict[str, float] = {}
    names, numbers = set(), set()
    for word in words(text)[:_LONGEST]:
        held[word.key] = rarity(word.key)
        written = text[word.start]
        if written.isdigit():
            numbers.add(number(word.key))
        elif written.isupper() and word.start > 0 and word.key not in frequencies():
            names.add(number(word.key))
    ordered = sorted(held.items(), key=lambda pair: (-pair[1], pair[0]))
    weights = {number(key): weight for key, weight in ordered}
    return Signature(weights, frozenset(names), frozenset(numbers))


@lru_cache(maxsize=1 << 16)  # a pure function of few different words
def rarity(key: str) -> float:
    """The logarithm of how rare a word (its key) is, about 0 to 1."""
    return -math.log(frequencies().get(key, UNLISTED)) / RAREST


@lru_cache(maxsize=1 << 16)  # likewise
def number(key: str) -> int:
    """A word as a number of 64 bits, the same everywhere."""
    return int(content_hash(key)[:16], 16)


def alike(one: Signature, other: Signature) -> bool:
    """Do two statements make or deny the same claim, going by their words?

    They share most of the weightier one's, and their names and numbers are not at odds.
    """
    if not (one.numbers <= other.numbers or other.numbers <= one.numbers):
        return False
    if one.names and other.names and not one.names & other.names:
        return False
    shared = sum(weight for word, weight in one.words.items() if word in other.words)
    weightier = max(sum(one.words.values()), sum(other.words.values()))
    return shared >= COMMON * weightier
