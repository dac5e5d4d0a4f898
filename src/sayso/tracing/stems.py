"""Words → stems, after M. F. Porter, "An algorithm for suffix stripping" (1980).

Written from the paper, so that "arrest", "arrested" and "arrests" compare as equal. Words that
aren't plain lower-case ASCII letters come back as they are.
"""

from __future__ import annotations

import re
from functools import lru_cache

_PLAIN = re.compile("[a-z]{3,40}")
_MEASURED = re.compile("[aeiouy]+[^aeiouy]+")
# Steps 2 to 4 of the paper: suffix, what it becomes; the first that fits is the only one tried.
_STEP2 = (
    ("ational", "ate"), ("tional", "tion"), ("enci", "ence"), ("anci", "ance"), ("izer", "ize"),
    ("abli", "able"), ("alli", "al"), ("entli", "ent"), ("eli", "e"), ("ousli", "ous"),
    ("ization", "ize"), ("ation", "ate"), ("ator", "ate"), ("alism", "al"), ("iveness", "ive"),
    ("fulness", "ful"), ("ousness", "ous"), ("aliti", "al"), ("iviti", "ive"), ("biliti", "ble"),
)  # fmt: skip
_STEP3 = (
    ("icate", "ic"), ("ative", ""), ("alize", "al"), ("iciti", "ic"), ("ical", "ic"), ("ful", ""),
    ("ness", ""),
)  # fmt: skip
_STEP4 = (
    "al", "ance", "ence", "er", "ic", "able", "ible", "ant", "ement", "ment", "ent", "ion", "ou",
    "ism", "ate", "iti", "ous", "ive", "ize",
)  # fmt: skip


@lru_cache(maxsize=1 << 16)  # a pure function, asked for the same few thousand words
def stem(word: str) -> str:
    """The stem of a word in lower case."""
    if not _PLAIN.fullmatch(word):
        return word
    word = _plural(word)
    word = _past(word)
    if word.endswith("y") and _has_vowel(word[:-1]):
        word = word[:-1] + "i"
    word = _replaced(word, _STEP2)
    word = _replaced(word, _STEP3)
    word = _stripped(word)
    if word.endswith("e"):
        measure = _measure(word[:-1])
        if measure > 1 or (measure == 1 and not _short(word[:-1])):
            word = word[:-1]
    if word.endswith("ll") and _measure(word[:-1]) > 1:
        word = word[:-1]
    return word


def _plural(word: str) -> str:
    if word.endswith(("sses", "ies")):
        return word[:-2]
    if word.endswith("s") and not word.endswith("ss"):
        return word[:-1]
    return word


def _past(word: str) -> str:
    if word.endswith("eed"):
        return word[:-1] if _measure(word[:-3]) > 0 else word
    for suffix in ("ed", "ing"):
        if word.endswith(suffix):
            if not _has_vowel(word[: -len(suffix)]):
                return word
            return _mended(word[: -len(suffix)])
    return word


def _mended(word: str) -> str:
    """What "-ed" or "-ing" was taken from, as a word again: "hopp" → "hop", "fil" → "file"."""
    if word.endswith(("at", "bl", "iz")):
        return word + "e"
    if len(word) > 1 and word[-1] == word[-2] and word[-1] not in "aeioulsz":
        return word[:-1]
    if _measure(word) == 1 and _short(word):
        return word + "e"
    return word


def _replaced(word: str, table: tuple[tuple[str, str], ...]) -> str:
    best = max((pair for pair in table if word.endswith(pair[0])), key=_length, default=None)
    if best is not None and _measure(word[: -len(best[0])]) > 0:
        return word[: -len(best[0])] + best[1]
    return word


def _length(pair: tuple[str, str]) -> int:
    return len(pair[0])


def _stripped(word: str) -> str:
    suffix = max((part for part in _STEP4 if word.endswith(part)), key=len, default="")
    rest = word[: len(word) - len(suffix)]
    if suffix == "ion" and not rest.endswith(("s", "t")):
        return word
    return rest if suffix and _measure(rest) > 1 else word


def _shape(word: str) -> str:
    """The word with each "y" after a consonant as a vowel, every other one as a consonant."""
    return "".join(
        ("i" if i and word[i - 1] not in "aeiou" else "j") if letter == "y" else letter
        for i, letter in enumerate(word)
    )


def _measure(word: str) -> int:
    """How many times vowels are followed by consonants."""
    return len(_MEASURED.findall(_shape(word)))


def _has_vowel(word: str) -> bool:
    return any(letter in "aeiou" for letter in _shape(word))


def _short(word: str) -> bool:
    """Does it end consonant, vowel, consonant (the last not w, x or y)?"""
    if len(word) < 3 or word[-1] in "wxy":
        return False
    return [letter in "aeiou" for letter in _shape(word[-3:])] == [False, True, False]
