"""The lexicon of cues: what a cue's words say about the act, and how its head is found.

The words themselves are data: `lexicon/cues.csv` (act, certainty, polarity of a cue's head),
`lexicon/irregular_verbs.csv`, `lexicon/word_classes.csv`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType
from typing import NamedTuple, cast

from sayso.domain import Act, Certainty, Polarity
from sayso.reading.lexicon import rows, table
from sayso.reading.text import normal

# The first alternative only saves time: most words are letters before a blank or mark.
_TOKEN = re.compile(r"[a-z]+(?![^\s,.])|n't(?!\w)|'\w+|\w+?(?=n't(?!\w))|\w+(?:-\w+)*|[^\w\s]")
_GAP = 2  # words that may stand inside a phrase of the lexicon: "made it abundantly clear"
_FULL = "full"
_WEAK = "weak"


class Token(NamedTuple):
    """A word or mark in lower case at `[start, end)`; `capital`: it began with a capital letter."""

    word: str
    start: int
    end: int
    capital: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """What the lexicon says of a cue.

    `bare` is the certainty where the content is only a topic, without a predicate of its own.
    `weight`: a `light` entry yields to a later head ("went on to praise"), a `weak` one (a
    preposition, a colon) to any other.
    """

    cue: str
    act: Act
    certainty: Certainty
    bare: Certainty
    polarity: Polarity
    weight: str


class Match(NamedTuple):
    """An entry found in a cue: tokens `first` to `last`, both included."""

    first: int
    last: int
    entry: Entry


def tokens(text: str, start: int, end: int) -> tuple[Token, ...]:
    """Words and marks of `text[start:end]`, their places counted from `start`.

    "didn't" is two words, "did" and "n't".
    """
    return _tokens(text[start:end])


@lru_cache(maxsize=512)  # contents and cues are looked at more than once
def _tokens(raw: str) -> tuple[Token, ...]:
    plain = normal(raw).lower()
    if len(plain) != len(raw):  # a few capitals grow when lowered: then leave those alone
        plain = "".join(c.lower() if len(c.lower()) == 1 else c for c in normal(raw))
    return tuple(
        [
            Token(match.group(), match.start(), match.end(), raw[match.start()].isupper())
            for match in _TOKEN.finditer(plain)
        ]
    )


@cache
def words_of(sort: str) -> frozenset[str]:
    """The words of one class of `word_classes.csv`."""
    return frozenset(word for word, its in rows("word_classes") if its == sort)


@lru_cache(maxsize=1 << 14)
def lemmas(word: str) -> tuple[str, ...]:
    """Forms that `word` may be an inflection of, the likeliest first, itself among them."""
    irregular = table("irregular_verbs").get(word)
    out = [irregular] if irregular else []
    out.append(word)
    for suffix, endings in _SUFFIXES:
        if word.endswith(suffix) and len(word) > len(suffix) + (suffix != "ying"):
            stem = word[: -len(suffix)]
            out += [stem + ending for ending in endings]
            if suffix in ("ing", "ed") and len(stem) > 2 and stem[-1] == stem[-2]:
                out.append(stem[:-1])
    return tuple(dict.fromkeys(out))


_SUFFIXES = (
    ("ying", ("ie",)),
    ("ies", ("y", "ie")),
    ("ied", ("y", "ie")),
    ("ing", ("", "e")),
    ("ed", ("", "e")),
    ("es", ("", "e")),
    ("s", ("",)),
)


@cache
def entries() -> tuple[Entry, ...]:
    """The rows of `cues.csv`."""
    return tuple(
        Entry(
            cue,
            cast(Act, act),
            cast(Certainty, certainty),
            cast(Certainty, bare),
            cast(Polarity, polarity),
            weight,
        )
        for cue, act, certainty, bare, polarity, weight in rows("cues")
    )


@cache
def _lexicon() -> Mapping[str, tuple[tuple[tuple[str, ...], Entry], ...]]:
    """First word → the phrases that begin with it, the longest first."""
    found: dict[str, list[tuple[tuple[str, ...], Entry]]] = {}
    for entry in entries():
        first, *rest = entry.cue.split(" ")
        found.setdefault(first, []).append((tuple(rest), entry))
    return MappingProxyType(
        {first: tuple(sorted(them, key=lambda it: -len(it[0]))) for first, them in found.items()}
    )


def entry_of(word: str) -> Entry | None:
    """The entry of one word in any inflection."""
    for lemma in lemmas(word):
        for rest, entry in _lexicon().get(lemma, ()):
            if not rest:
                return entry
    return None


def matches(words: Sequence[str], inside: int) -> Iterator[Match]:
    """Entries in the first `inside` words, from left to right; phrases may reach beyond them."""
    at = 0
    while at < inside:
        match = _match(words, at, inside)
        if match is None:
            at += 1
        else:
            yield match
            at = match.last + 1


def _match(words: Sequence[str], at: int, inside: int) -> Match | None:
    best: Match | None = None
    for lemma in lemmas(words[at]):
        for rest, entry in _lexicon().get(lemma, ()):
            if best is not None and len(entry.cue.split(" ")) <= len(best.entry.cue.split(" ")):
                continue
            last = _reach(words, at, rest, inside)
            if last is not None:
                best = Match(at, last, entry)
    return best


def _reach(words: Sequence[str], at: int, rest: Sequence[str], inside: int) -> int | None:
    """Where a phrase that begins at `at` ends, if the words after it are there."""
    for wanted in rest:
        limit = at + 2 + (_GAP if at + 1 < inside else 0)
        for there in range(at + 1, min(limit, len(words))):
            if wanted in lemmas(words[there]):
                at = there
                break
        else:
            return None
    return at


def head(words: Sequence[str], inside: int) -> Match | None:
    """The entry that decides: the first full one, else the last light, else the first weak.

    After plain saying or silence a later verb takes over where the content hangs on it: "sent a
    letter disputing", "broke his silence to confirm".
    """
    full: Match | None = None
    light = weak = None
    for match in matches(words, inside):
        if match.entry.weight == _FULL:
            if full is None:
                full = match
            elif _takes_over(words, full, match, inside):
                return match
        elif match.entry.weight == _WEAK:
            weak = weak or match
        else:
            light = match
    return full or light or weak


def _takes_over(words: Sequence[str], full: Match, later: Match, inside: int) -> bool:
    if full.entry.act not in ("state", "withhold") or later.last < inside - 3:
        return False
    word, before = words[later.first], words[later.first - 1]
    if full.entry.act == "withhold":
        return before == "before" or (before == "to" and later.first - full.last > 2)
    if later.first - full.last < 2 or before in words_of("determiner"):
        return False
    return (word.endswith("ing") and len(word) > 5) or before in ("to", "before")
