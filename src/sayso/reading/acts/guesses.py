"""A guess at the act of a cue that the lexicon does not have.

First by likeness: an entry that shares the word's stem, or what a prefix or hyphen was put before
("counterargue", "live-blog"). Else by the company it keeps: naive Bayes over the patterns around
the cue, with weights from PolNeAR train (`lexicon/guesses.csv`, training/guess_acts.py).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType
from typing import cast

from sayso.domain import Act
from sayso.reading.acts.cues import Entry, entries, entry_of, lemmas
from sayso.reading.lexicon import rows

_PREFIXES = ("counter", "over", "under", "fore", "mis", "out", "pre", "dis", "re", "un", "co")
_TURNING = ("mis", "dis", "un")  # what these make of a word is not what the word was
_STEM = 5  # letters that two words must share to be taken for relatives
_SHARE = 0.7  # of the longer word


def by_likeness(words: Iterable[str]) -> Entry | None:
    """The entry of the most similar known word, for the first of `words` that has one."""
    for word in words:
        found = _inner(word) or _relative(word)
        if found is not None:
            return found
    return None


def _inner(word: str) -> Entry | None:
    if "-" in word:
        return _full(entry_of(word.rsplit("-", 1)[1]))
    for prefix in _PREFIXES:
        if word.startswith(prefix) and len(word) > len(prefix) + 3 and prefix not in _TURNING:
            return _full(entry_of(word[len(prefix) :]))
    return None


def _relative(word: str) -> Entry | None:
    stem = min(lemmas(word), key=len)
    best, share = None, 0.0
    for entry in _by_stem().get(stem[:_STEM], ()):
        common = _common(stem, entry.cue) / max(len(stem), len(entry.cue))
        if common > share:
            best, share = entry, common
    return best if share >= _SHARE else None


def _full(entry: Entry | None) -> Entry | None:
    return entry if entry is not None and entry.weight == "full" else None


def _common(one: str, other: str) -> int:
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count


@cache
def _by_stem() -> Mapping[str, tuple[Entry, ...]]:
    found: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries():
        if " " not in entry.cue and len(entry.cue) >= _STEM and entry.weight == "full":
            found[entry.cue[:_STEM]].append(entry)
    return MappingProxyType({stem: tuple(them) for stem, them in found.items()})


@cache
def _weights() -> Mapping[str, Mapping[Act, float]]:
    found: dict[str, dict[Act, float]] = defaultdict(dict)
    for pattern, act, weight in rows("guesses"):
        found[pattern][cast(Act, act)] = float(weight)
    return MappingProxyType({p: MappingProxyType(them) for p, them in found.items()})


def by_company(patterns: Iterable[str]) -> Act:
    """The likeliest act given the patterns that hold."""
    total = dict(_weights()["prior"])
    for pattern in sorted(set(patterns)):
        for act, weight in _weights().get(pattern, {}).items():
            total[act] += weight
    return min(total, key=lambda act: (-total[act], act))
