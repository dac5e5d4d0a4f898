"""Which language a text is in: enough to say that an article is none that the model reads."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # loading it takes 0.9 s and 75 MB
    from py3langid.langid import LanguageIdentifier

SAMPLE = 2_000  # characters looked at
_SURE = 0.5  # probability below which detection is a guess
_FEW_LETTERS = 40  # below it detection is a guess, too ("Mayor resigns" comes out as Bikol)

_LETTER = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_TAG = re.compile(r"([a-z]{2})(?:[-_][a-z0-9]{1,8})*", re.IGNORECASE)

# Words that hold English together; the second list is shared with Dutch, Danish, German or French.
# This test takes 0.4 ms and spares loading the detector: 920 of PolNeAR's 924 articles pass it
# (the others have a sentence or two). Of 745 manual pages in 24 other languages only those did
# whose sentences are in fact English.
_ENGLISH = frozenset(
    "the and that with it are this has from which were been their they he his she not but who "
    "would said there after about than when its you your could should because into also other "
    "these those how where while against before between through only such some does says".split()
)
_SHARED = frozenset(
    "of to for is was by have had her will at be an what we if or over any did out up".split()
)
_SHARE = 0.18  # of all words; in English news .25 to .5, in other languages below .1
_COUNT = 6  # of these words in all
_KINDS = 4  # different ones of the first list
_ASCII = 0.95  # of all letters: English between lines of Chinese is not an English text


def language(text: str, hint: str | None = None) -> str | None:
    """ISO 639-1 code of a text's language; where the text leaves it open, that of `hint`, if any.

    `hint` is what somebody else says of it, such as a page's `lang`.
    """
    sample = text[:SAMPLE]
    if _plainly_english(sample):
        return "en"
    stated = _TAG.fullmatch((hint or "").strip())
    otherwise = stated[1].lower() if stated else None
    if len(_LETTER.findall(sample)) < _FEW_LETTERS:
        return otherwise
    code, probability = _detector().classify(sample)
    return str(code) if probability >= _SURE else otherwise


def _plainly_english(sample: str) -> bool:
    letters = "".join(_LETTER.findall(sample))
    if len(letters.encode("ascii", "ignore")) < _ASCII * len(letters):
        return False
    words = [word.lower() for word in _WORD.findall(sample)]
    known = [word for word in words if word in _ENGLISH or word in _SHARED]
    enough = len(known) >= max(_COUNT, _SHARE * len(words))
    return enough and len(_ENGLISH.intersection(known)) >= _KINDS


@cache
def _detector() -> LanguageIdentifier:
    """The detector of languages that have an ISO 639-1 code. Asking it changes nothing in it."""
    from py3langid.langid import LanguageIdentifier

    detector = LanguageIdentifier.from_model_file("data/model.npz.xz", norm_probs=True)
    detector.set_languages([label for label in detector.labels if len(label) == 2])
    return detector
