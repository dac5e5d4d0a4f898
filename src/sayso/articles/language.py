"""Which language a text is in."""

from __future__ import annotations

import re

_LOOKED_AT = 3000  # characters
_SHORTEST = 40  # letters; less tells no language
_WORD = re.compile(r"[^\W\d_]+")
# The twenty commonest words of English that are words of no other large language in Latin script.
_ENGLISH = frozenset(
    "the and of to that was for with his he it which by from they were this have not are".split()
)
_PLAINLY = 0.18  # their share in English news is .24 to .36; in twelve other languages below .06


def language(text: str, hint: str | None = None) -> str | None:
    """ISO 639-1 code of a text's language, None where it is too short to tell.

    `hint` (a page's own word, say) counts only then. Plain English is told by its commonest words:
    loading py3langid for it would double the time to a first answer.
    """
    head = text[:_LOOKED_AT]
    words = _WORD.findall(head.lower())
    if sum(map(len, words)) < _SHORTEST:
        return hint
    if sum(word in _ENGLISH for word in words) >= _PLAINLY * len(words):
        return "en"
    from py3langid.langid import classify

    return str(classify(head)[0])
