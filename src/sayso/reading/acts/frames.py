"""Patterns in what a cue's head governs: an infinitive, a clause, a claim, somebody, a question.

`lexicon/frames.csv` chooses between the readings of a cue by their names: "asked to" is no
question, "dismissed the claim" no dismissal of a person.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from sayso.reading.acts.cues import Token, words_of
from sayso.reading.acts.hedges import finite
from sayso.reading.acts.scenes import Scene

_NEAR = 9  # words in which the noun stands that a verb has for its object
_SIGNS = frozenset(".;:!?—")
_BEFORE_COMMANDS = frozenset({"please", "so", "and", "just", "now", ",", "then"})
_BREAKS = frozenset({",", ";", ":", ".", "and", "or", "but"})
_OBJECTS = ("questions", "claim", "rule", "request", "nominee", "meeting", "pledge")

Test = Callable[[Sequence[Token]], bool]


def frames(complement: Sequence[Token], content: Sequence[Token]) -> frozenset[str]:
    """Names of the patterns that hold of what follows a cue's head.

    `complement`: the rest of the cue, then the content if it is the object of the cue's verb.
    """
    held = {name for name, test in _TESTS.items() if test(complement)}
    held |= {name for name, test in _CONTENT_TESTS.items() if test(content)}
    held |= _object(complement)
    first = _first(complement)
    if first in words_of("preposition") or first in ("away", "that"):
        held.add("about" if first in ("on", "over", "about") else first)
    if {"as", "claim"} <= held and "just" in [token.word for token in complement[:14]]:
        held.add("as-claim")
    if _somebody(complement):
        held.add("somebody")
    if first == "not":
        held.add("not")
    return frozenset(held)


def _somebody(complement: Sequence[Token]) -> bool:
    """The object is a person: a pronoun, or a name that owns nothing ("Ann Lee's plan")."""
    for token in complement[:5]:
        if token.word == "'s":
            return False
        if token.word in words_of("object") or token.word in words_of("people"):
            return True
        if not token.capital and token.word not in words_of("determiner"):
            break
    return bool(complement) and complement[0].capital


def patterns(around: Scene, held: frozenset[str]) -> frozenset[str]:
    """What a guess goes by: the frames, the manner, and where the parts stand."""
    more = {f"manner {around.manner}", "follows" if around.follows else "precedes"}
    if not around.source:
        more.add("no source")
    if len(around.content) < 4:
        more.add("short")
    return held | more


def _first(complement: Sequence[Token]) -> str:
    return next((token.word for token in complement if token.word.isalpha()), "")


def _to_do(complement: Sequence[Token]) -> bool:
    """An infinitive follows, after the one who is to do it if that is said."""
    words = [token.word for token in complement]
    for at, word in enumerate(words[:12]):
        if word == "to" and at + 1 < len(words):
            title_case = complement[at].capital
            return _bare_verb(words[at + 1]) and complement[at + 1].capital == title_case
        if word in words_of("finite") or word in words_of("relative") or word in _SIGNS:
            return False
    return False


def _to_do_now(complement: Sequence[Token]) -> bool:
    """An infinitive follows at once."""
    return _first(complement) == "to" and _to_do(complement)


def _bare_verb(word: str) -> bool:
    if word in ("be", "have", "do", "not", "get"):
        return True
    closed = ("determiner", "object", "subject", "preposition", "wh")
    return (
        word.isalpha()
        and not any(word in words_of(sort) for sort in closed)
        and not word.endswith(("ing", "ers", "ors", "ists", "ians"))
    )


def _asks(complement: Sequence[Token]) -> bool:
    return _first(complement) in words_of("wh")


def _object(complement: Sequence[Token]) -> set[str]:
    """The class of the object's noun, if it has one of `_OBJECTS`: "the plan's critics" are no
    plan, so the last noun counts before a preposition, a clause or a mark."""
    found: set[str] = set()
    for at, token in enumerate(complement[:_NEAR]):
        word = token.word
        ends = word in words_of("preposition") or word in words_of("relative")
        if (at and ends) or word in _BREAKS or word in words_of("finite"):
            break
        found = {sort for sort in _OBJECTS if word in words_of(sort)} or found
    return found


def _that(complement: Sequence[Token]) -> bool:
    words = [token.word for token in complement]
    return "that" in words[:2] or finite(words) is not None


def _as(complement: Sequence[Token]) -> bool:
    """ "… as a friend", but not "as well", "as much as"."""
    words = [token.word for token in complement[:40]]
    for at, word in enumerate(words):
        around = words[max(0, at - 3) : at] + words[at + 1 : at + 4]  # "as long as"
        if word == "as" and "as" not in around and words[at + 1 : at + 2] != ["well"]:
            return True
    return False


def _doing(complement: Sequence[Token]) -> bool:
    first = _first(complement)
    return len(first) > 5 and first.endswith("ing")


def _reason(complement: Sequence[Token]) -> bool:
    """ "… for hiding the report", "of lying", "because …"."""
    words = [token.word for token in complement]
    for at, word in enumerate(words[:-1]):
        if word in ("for", "of") and words[at + 1].endswith("ing") and len(words[at + 1]) > 4:
            return True
        if word == "because":
            return True
    return False


def sentences(content: Sequence[Token]) -> list[list[Token]]:
    """Tokens between final marks, each with its mark."""
    out: list[list[Token]] = [[]]
    for token in content:
        out[-1].append(token)
        if token.word in ".?!":
            out.append([])
    return [them for them in out if any(t.word.isalnum() for t in them)]


def _question(content: Sequence[Token]) -> bool:
    found = sentences(content)
    return bool(found) and all(any(t.word == "?" for t in them) for them in found)


def _imperative(content: Sequence[Token]) -> bool:
    found = sentences(content)
    return bool(found) and all(map(_commands, found))


def _commands(sentence: Sequence[Token]) -> bool:
    words = [t.word for t in sentence if t.word.isalpha() or t.word in (",", "n't")]
    while words and words[0] in _BEFORE_COMMANDS:
        words.pop(0)
    if not words or words[0] not in words_of("imperative"):
        return False
    if len(words) == 1:
        return True
    if words[0] == "do":
        return words[1] in ("n't", "not", "it", "this", "that", "what")
    subject = words[1] in words_of("subject") and words[1] not in ("you", "it", "there")
    return not subject and words[1] not in words_of("finite")


_TESTS: Mapping[str, Test] = MappingProxyType(
    {
        "to do": _to_do,
        "to do now": _to_do_now,
        "whether": _asks,
        "as": _as,
        "ing": _doing,
        "reason": _reason,
    }
)
_CONTENT_TESTS: Mapping[str, Test] = MappingProxyType(
    {"clause": _that, "question": _question, "imperative": _imperative}
)
