"""How firmly a content is put: modals, hedges and beliefs that bear on its main predicate.

The words are data: `lexicon/hedges.csv`. What a subordinate clause hedges, or somebody else's
belief, does not count: "said the law, which may change, is in force" is plain.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import cast

from sayso.domain import Certainty
from sayso.reading.acts.cues import lemmas, words_of
from sayso.reading.lexicon import rows

_REACH = 24  # words into the content that its main predicate is looked for
_AFTER = 4  # words after a finite verb in which a predicate ("is more than likely") counts
_CLAUSE = frozenset(
    {"if", "when", "while", "although", "though", "since", "because", "as", "after", "unless"}
)
_VOTERS = frozenset({"voter", "voters", "nominee", "candidate", "candidates"})
_STOPS = frozenset(".;:!?—")


@cache
def _hedges(sort: str) -> Mapping[str, Certainty]:
    found = {
        phrase: cast(Certainty, certain) for phrase, its, certain in rows("hedges") if its == sort
    }
    return MappingProxyType(found)


def finite(words: Sequence[str]) -> int | None:
    """Where the first finite verb stands that is not in a relative clause, as far as forms tell."""
    verbs, subjects, relatives = words_of("finite"), words_of("subject"), words_of("relative")
    for at, word in enumerate(words):
        if word in relatives and at > _opening(words):
            return None
        if word in verbs or (word == "n't"):
            return at
        if word in subjects and at + 1 < len(words) and words[at + 1].isalpha():
            return at + 1
    return None


def firmness(words: Sequence[str], *, own: bool) -> Certainty:
    """How firmly the main clause of a content is put.

    `own`: the words are the source's own (a quotation), so that "you" and names are others.
    """
    clause = _main(words)
    for at, word in enumerate(clause):
        found = _at(clause, at, word, own)
        if found is not None:
            return found
        if _ends(clause, at):
            break
    return "certain"


def _at(clause: Sequence[str], at: int, word: str, own: bool) -> Certainty | None:
    if word in _hedges("modal"):
        not_able = word == "could" and tuple(clause[at + 1 : at + 2]) in (("not",), ("n't",))
        return None if not_able else _hedges("modal")[word]
    if word in _hedges("adverb") and not _compared(clause, at):
        return _hedges("adverb")[word]
    speakers = ("i", "we") if own else ("i", "we", "he", "she", "they")
    if word in speakers:
        return _belief(clause, at + 1)
    if word in words_of("finite"):
        return _predicate(clause, at + 1)
    for lemma in lemmas(word):
        if at and lemma in _hedges("verb") and clause[at - 1] not in words_of("determiner"):
            return _hedges("verb")[lemma]
    return None


def _belief(clause: Sequence[str], at: int) -> Certainty | None:
    """What a speaker believes: "I really do think", "he was confident"."""
    for there, word in enumerate(clause[at : at + 5], start=at):
        following = tuple(clause[there + 1 : there + 2])
        for lemma in lemmas(word):
            if lemma in _hedges("belief") and following != ("in",):
                return _hedges("belief")[lemma]
        if word not in words_of("emphatic") and not word.endswith("ly"):
            return None
    return None


def _predicate(clause: Sequence[str], at: int) -> Certainty | None:
    """A hedge close after a finite verb: "is likely", "has probably", "are expected to"."""
    for there in range(at, min(at + _AFTER, len(clause))):
        word = clause[there]
        if word in words_of("relative") or word in _STOPS or word == ",":
            return None
        for sort in ("predicate", "adverb"):
            if word in _hedges(sort) and not _compared(clause, there):
                return _hedges(sort)[word]
    return None


def _compared(clause: Sequence[str], at: int) -> bool:
    """ "more likely to vote", "likely voters": no hedge of what is said."""
    if clause[at] not in ("likely", "unlikely"):
        return False
    before, after = (clause[at - 1] if at else ""), clause[at + 1 : at + 2]
    return before in ("more", "less", "as", "equally") or (bool(after) and after[0] in _VOTERS)


def _ends(clause: Sequence[str], at: int) -> bool:
    """Does the main predicate lie before what follows this word?"""
    word = clause[at]
    if word in _STOPS or at >= _REACH or word in words_of("finite"):
        return True
    if word in words_of("relative"):
        return at > _opening(clause)
    return word in words_of("subject") and not _auxiliary_follows(clause, at + 1)


def _auxiliary_follows(clause: Sequence[str], at: int) -> bool:
    """ "they support" ends the search for a modal, "they also may" does not."""
    for word in clause[at : at + 3]:
        if word in words_of("finite") or word in _hedges("modal"):
            return True
        if not word.endswith("ly") and word not in words_of("emphatic"):
            return any(lemma in _hedges("verb") for lemma in lemmas(word))
    return False


def _opening(words: Sequence[str]) -> int:
    """The first word after conjunctions, marks and interjections."""
    skip = words_of("opening")
    for at, word in enumerate(words):
        if word not in skip and word[:1].isalnum():
            return at
    return 0


def _main(words: Sequence[str]) -> Sequence[str]:
    """The content from its main clause on: a subordinate clause before it is left out."""
    start = _opening(words)
    if start < len(words) and words[start] in _CLAUSE:
        commas = [at for at in range(start, min(len(words), start + 40)) if words[at] == ","]
        if commas:
            start = commas[0] + 1
    return words[start : start + 2 * _REACH]
