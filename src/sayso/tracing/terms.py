"""A claim in plain words → its terms: what to look for, and how much each says."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from sayso.tracing.lexicon import forms, frequencies
from sayso.tracing.shelf import Shelf
from sayso.tracing.words import folded, key, words

# The ledger's frequencies are worth as much as a thousand articles' of English at large, each half:
# in a ledger about one story, a story's words aren't common words.
_BACKGROUND = 500
UNLISTED = 0.0002  # share of articles that hold a word that the list of frequencies lacks
RAREST = 8.0  # natural logarithm of 1 in 3,000: a word with the weight 1
LONGEST = 60  # terms of one claim; more is a pasted text, whose first words tell


class Term(NamedTuple):
    """A word of a claim, its key, the other forms that count as the same word.

    `weight`: what its rarity says, about 0 to 1; `name`: it begins with a capital letter (a common
    word that begins the claim is none); `number`: with a digit; `held`: how many articles of the
    ledger hold it, in the form that most do.
    """

    word: str
    key: str
    forms: tuple[str, ...]
    weight: float
    name: bool
    number: bool
    held: int


def terms(claim: str, shelf: Shelf) -> tuple[Term, ...]:
    """The distinct terms of a claim in the order of its words; empty if it has none."""
    first: dict[str, str] = {}
    for part in words(claim):
        first.setdefault(part.key, claim[part.start : part.end])
    chosen = [(known, word, _forms(known, word)) for known, word in list(first.items())[:LONGEST]]
    held = shelf.frequencies([form for _, word, others in chosen for form in (word, *others)])
    size = shelf.size()
    found = []
    for number, (known, word, others) in enumerate(chosen):
        most = max(held.get(form, 0) for form in (word, *others))
        name = word[:1].isupper() and (number > 0 or known not in frequencies())
        digit = word[:1].isdigit()
        found.append(Term(word, known, others, weight(known, most, size), name, digit, most))
    return tuple(found)


def _forms(known: str, word: str) -> tuple[str, ...]:
    return tuple(form for form in families().get(known, ()) if form != folded(word))


@cache
def families() -> Mapping[str, tuple[str, ...]]:
    """Key → the irregular forms that have it."""
    held: dict[str, list[str]] = {}
    for form, word in forms().items():
        held.setdefault(key(form), []).extend((form, word))
    return MappingProxyType({found: tuple(dict.fromkeys(all_)) for found, all_ in held.items()})


def weight(word: str, held: int, size: int) -> float:
    """What a word (its key) says that `held` of `size` articles hold: its rarity, as logarithm."""
    usual = frequencies().get(word, UNLISTED)
    share = (held + _BACKGROUND * usual) / (size + _BACKGROUND)
    return max(0.02, -math.log(min(1.0, share)) / RAREST)
