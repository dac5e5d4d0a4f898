"""What refusal and negation make of an act: something unsaid, undone, or the contrary held.

The words are data: `lexicon/negations.csv`, and the class `speech` of `word_classes.csv`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from sayso.domain import Act, Certainty, Polarity
from sayso.reading.acts.cues import Match, Token, lemmas, words_of
from sayso.reading.acts.scenes import Scene
from sayso.reading.lexicon import table

MODALS = frozenset({"may", "might", "could"})
_ABLE = frozenset({"can", "ca", "cannot"})
_NOBODY = frozenset({"no", "neither", "none", "nobody"})
_PASSING = frozenset({"any", "direct", "further", "at", "first"})


@dataclass(frozen=True, slots=True)
class Sense:
    """A judgement on its way: `bare` is the certainty of a content without a predicate."""

    act: Act
    polarity: Polarity
    certainty: Certainty
    bare: Certainty
    score: float

    def unsaid(self) -> Sense:
        """The source does not say it."""
        return replace(self, act="withhold", polarity="+", certainty="unstated", bare="unstated")

    def undone(self) -> Sense:
        """The source will not do it."""
        return replace(self, act="intend", polarity="-", certainty="certain", bare="certain")

    def contrary(self) -> Sense:
        """The same act, the other way."""
        return replace(self, polarity="-" if self.polarity == "+" else "+")

    def unsure(self) -> Sense:
        """The same act, no matter how firmly."""
        return replace(self, certainty="unstated", bare="unstated")


@dataclass(frozen=True, slots=True)
class Situation:
    """A scene with its cue's head: the words before the head (`lead`), what the head governs
    (`complement`), and the patterns that hold of it (`held`)."""

    around: Scene
    found: Match | None
    lead: tuple[str, ...]
    complement: tuple[Token, ...]
    held: frozenset[str]


def turned(sense: Sense, at: Situation) -> Sense:
    """The sense after refusals and negations."""
    sort = _refusal(at.found)
    if sort and speech_follows(at.complement):
        sense = sense.unsaid()
    elif sort and _doing_follows(at.complement):
        sense = sense.undone()
    if "not" in at.held and sense.act == "intend":
        return sense.unsaid() if speech_follows(at.complement) else sense
    return _negative(sense, at) if negated(at) else sense


@cache
def _negations(sort: str) -> frozenset[str]:
    return frozenset(phrase for phrase, its in table("negations").items() if its == sort)


def _refusal(found: Match | None) -> str:
    if found is not None:
        for sort in ("will not", "avoid"):
            if found.entry.cue.removesuffix(" to") in _negations(sort):
                return sort
    return ""


def speech_follows(complement: Sequence[Token]) -> bool:
    """What is refused is to say something: the first verb or noun is one of speech."""
    for token in complement[:6]:
        word = token.word
        if any(lemma in words_of("speech") for lemma in lemmas(word)):
            return True
        passing = word in _PASSING or word.endswith("ly")
        closed = ("auxiliary", "determiner", "preposition")
        if not (passing or any(word in words_of(sort) for sort in closed)):
            return False
    return False


def _doing_follows(complement: Sequence[Token]) -> bool:
    first = next((token.word for token in complement if token.word.isalpha()), "")
    return first == "to" or (len(first) > 5 and first.endswith("ing"))


def negated(at: Situation) -> bool:
    """An odd number of negations bears on the head; "not only" is none."""
    words = at.lead
    if at.found and _negations("not").isdisjoint(at.found.entry.cue.split(" ")):
        words += at.around.cue[at.found.first : at.found.last]
    count = 0
    for word, following in zip(words, (*words[1:], "")[: len(words)], strict=True):
        count += word in _negations("not") and following not in words_of("only")
    count += bool(at.around.source) and at.around.source[0].word in _NOBODY
    return count % 2 == 1


def _negative(sense: Sense, at: Situation) -> Sense:
    saying = at.found is not None and at.found.entry.cue in words_of("speech")
    if sense.act == "withhold":
        return replace(sense, act="state", certainty="certain", bare="certain")
    if sense.act == "intend":
        unsaid = saying or ("to do now" in at.held and speech_follows(at.complement))
        return sense.unsaid() if unsaid else sense.contrary()
    if sense.act == "think":
        vague = sense.certainty == "certain" and "as" not in at.held
        return sense.contrary().unsure() if vague else sense.contrary()
    if not MODALS.isdisjoint(at.lead):
        return sense.contrary()
    if not _ABLE.isdisjoint(at.lead) and not saying and sense.act in ("judge", "state"):
        return (sense if sense.act == "judge" else sense.contrary()).unsure()
    return sense.unsaid()
