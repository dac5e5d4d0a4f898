"""Does a statement about a claim turn it round ("was not", "a hoax", "alive"), or hold it off?"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from types import MappingProxyType
from typing import NamedTuple

from sayso.tracing.lexicon import rows
from sayso.tracing.words import folded, key

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_BEFORE = 3  # words before a phrase among which a "not" turns it
_AFTER = 4  # words after a "not" among which it turns one of the claim's


class Turns(NamedTuple):
    """The words of a text, as it has them, that call a claim not so (`refuted`), turn one of its
    own words round (`negated`), say the opposite of one (`opposite`), hold it off (`hedged`)."""

    refuted: str = ""
    negated: str = ""
    opposite: str = ""
    hedged: str = ""


def turns(text: str, about: Collection[str]) -> Turns:
    """How a text bears on a claim of the keys `about`."""
    said, keyed = _said(text)
    return Turns(
        refuted=next(_refuted(said, keyed, about), ""),
        negated=next(_negated(said, keyed, about), ""),
        opposite=next(_opposite(keyed, about), ""),
        hedged=next((" ".join(said[slice(*place)]) for place in _held("hedging", said)), ""),
    )


def account_refuted(text: str) -> str:
    """The words that call an account (a report, a video, "it") not so; empty if none do."""
    said, keyed = _said(text)
    named = any(_held("account", said))
    if not named and not any(_held("pronoun", said)):
        return ""
    refuted = next(_refuted(said, keyed, ()), "")
    if refuted or not named:
        return refuted
    doubted = (place for place in _held("doubting", said) if not _turned(said, place[0]))
    return next((" ".join(said[slice(*place)]) for place in doubted), "")


def negated(claim: str) -> bool:
    """Does a claim itself say that something is not so?"""
    return any(_held("negating", _said(claim)[0]))


def _refuted(said: Sequence[str], keyed: Sequence[str], about: Collection[str]) -> Iterator[str]:
    for start, end in _held("refuting", said):
        if not _turned(said, start) and not any(part in about for part in keyed[start:end]):
            yield " ".join(said[start:end])
    for start, end in _held("verifying", said):
        if _turned(said, start):
            yield f"not {' '.join(said[start:end])}"


def _negated(said: Sequence[str], keyed: Sequence[str], about: Collection[str]) -> Iterator[str]:
    """Where one of the claim's words follows a "not" closely."""
    for start, end in _held("negating", said):
        if not any(_held("limiting", said[end : end + 2])):
            for place in range(end, min(len(said), end + _AFTER)):
                if keyed[place] in about:
                    yield f"{' '.join(said[start:end])} … {said[place]}"


def _opposite(keyed: Sequence[str], about: Collection[str]) -> Iterator[str]:
    held = set(keyed)
    for one, other in _opposites():
        if one in about and one not in held and other in held and other not in about:
            yield other


def _turned(said: Sequence[str], place: int) -> bool:
    return any(_held("negating", said[max(0, place - _BEFORE) : place]))


def _held(sense: str, said: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where phrases of a sense stand."""
    phrases = _phrases()[sense]
    if phrases.keys().isdisjoint(said):
        return
    for start, word in enumerate(said):
        for phrase in phrases.get(word, ()):
            if tuple(said[start : start + len(phrase)]) == phrase:
                yield start, start + len(phrase)
                break


@lru_cache(maxsize=1 << 12)  # a pure function, asked for each statement more than once
def _said(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words of a text, folded, and their keys."""
    said = tuple(map(_folded, _WORD.findall(text)))
    return said, tuple(map(key, said))


@lru_cache(maxsize=1 << 15)  # likewise
def _folded(word: str) -> str:
    return folded(word)


@cache
def _phrases() -> Mapping[str, Mapping[str, Sequence[tuple[str, ...]]]]:
    """Sense → first word → the phrases that begin with it, the longest first."""
    held: dict[str, dict[str, list[tuple[str, ...]]]] = {}
    for sense, *phrases in rows("turns"):
        for phrase in phrases:
            split = tuple(_WORD.findall(phrase))
            held.setdefault(sense, {}).setdefault(split[0], []).append(split)
    for starts in held.values():
        for known in starts.values():
            known.sort(key=len, reverse=True)
    return MappingProxyType(held)


@cache
def _opposites() -> tuple[tuple[str, str], ...]:
    """Keys of opposite words, each pair both ways."""
    pairs = [(key(one), key(other)) for one, other in rows("opposites")]
    return tuple(dict.fromkeys([*pairs, *((other, one) for one, other in pairs)]))
