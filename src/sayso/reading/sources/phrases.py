"""Noun phrases that describe instead of naming: "a senior aide", "the paper", "exit polls"."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import get_args

from sayso.domain import Kind
from sayso.reading.document import Document
from sayso.reading.lexicon import nouns, rows, table
from sayso.reading.sources.figures import Cast

_LONGEST = 7  # words of a phrase before its head
DEFINITE = frozenset("the this that these those such both".split())
POSSESSIVE = frozenset("my your his her its our their whose".split())
_INDEFINITE = frozenset("a an another one some any every each no".split())
_LEADING = frozenset("the these those such both".split())
_OF_GENERAL = frozenset("attorney inspector secretary solicitor surgeon director".split())
# What so many people of a text are that it only means whom the text is just about
GENERIC = frozenset(
    "candidate nominee contender hopeful front-runner frontrunner republican democrat politician "
    "businessman businesswoman billionaire mogul tycoon magnate leader incumbent star "
    "celebrity".split()
)
OWNING = frozenset(("'s", "’s", "'", "’"))  # what makes an owner of a name


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase at words `[first, behind)`, its head noun at `head`.

    `determiner`: in lower case, empty if there is none ("'s" where a possessor stands before it) ·
    `modifiers`: words between determiner and head · `possessor`: word that says whose, or -1.
    """

    first: int
    behind: int
    head: int
    lemma: str
    kind: Kind
    gender: str
    plural: bool
    determiner: str
    possessor: int
    modifiers: frozenset[str]
    person: bool

    @property
    def definite(self) -> bool:
        """Speaks of something that the reader should know already."""
        return self.determiner in DEFINITE or self.possessor >= 0

    @property
    def personal(self) -> bool:
        """Describes one person."""
        return self.person and not self.plural


@cache
def _function() -> frozenset[str]:
    return frozenset(table("function_words"))


@cache
def _quantifiers() -> frozenset[str]:
    return frozenset(word for word, sort in table("function_words").items() if sort == "quantifier")


@cache
def _verbs() -> frozenset[str]:
    return frozenset(row[0] for row in rows("verbs"))


def phrases(document: Document, cast: Cast) -> tuple[Phrase, ...]:
    """All phrases of a text whose head noun can be a source, in order."""
    known = nouns()
    found = []
    for at, word in enumerate(document.words):
        if word.lower in known and cast.mention_at(at) is None:
            phrase = phrase_at(document, cast, at)
            if phrase is not None:
                found.append(phrase)
    return tuple(found)


def phrase_at(
    document: Document, cast: Cast, head: int, behind: int | None = None
) -> Phrase | None:
    """The phrase whose head noun is at a word; None where the noun only modifies another.

    `behind`: where the words end that the phrase is sought in, if not with the sentence.
    """
    words = document.words
    limit = document.bounds[words[head].sentence + 1] if behind is None else behind
    if head + 1 < limit and _modifies(document, cast, head):
        return None
    noun = nouns()[words[head].lower]
    first, possessor = _left(document, cast, head)
    determiner = words[first].lower if first < head else ""
    if determiner not in _function() or words[first].text == "US":
        determiner = ""
    if possessor >= 0:
        determiner = "'s" if words[possessor].lower not in POSSESSIVE else determiner
    inner = first + (bool(determiner) and determiner != "'s")
    modifiers = frozenset(word.lower for word in words[inner:head])
    lemma = noun.lemma
    if lemma == "general" and words[head - 1].lower in _OF_GENERAL:
        lemma = words[head - 1].lower
    press = bool(modifiers & {"news", "editorial"}) and noun.kind == "organisation"
    kind = "outlet" if press else noun.kind
    return Phrase(
        first, head + 1, head, lemma, cast_kind(kind), noun.gender, noun.plural,
        determiner, possessor, modifiers, noun.person,
    )  # fmt: skip


def cast_kind(kind: str) -> Kind:
    """A kind of the word list as a kind of the contract."""
    return next((known for known in get_args(Kind) if known == kind), "people")


def _modifies(document: Document, cast: Cast, head: int) -> bool:
    """Whether a noun stands before another noun or the name it is a role of."""
    words = document.words
    after = words[head + 1]
    if after.lower in nouns() and words[head].lower not in ("leaders", "officials"):
        noun = nouns()[words[head].lower]
        return not noun.plural
    mention = cast.mention_at(head + 1)
    return mention is not None and mention.name.begin <= head and mention.name.first == head + 1


def _left(document: Document, cast: Cast, head: int) -> tuple[int, int]:
    """Where a phrase begins, and the word that says whose it is (-1 if none does)."""
    words = document.words
    limit = max(document.bounds[words[head].sentence], head - _LONGEST)
    first = head
    while first > limit:
        before = words[first - 1]
        text = before.lower if before.text != "US" else "US"
        if before.text in OWNING and first - 1 > limit:
            return _possessed(document, cast, first - 2, limit), first - 2
        if text in POSSESSIVE:
            return first - 1, first - 1
        if text in DEFINITE or text in _INDEFINITE or text in _quantifiers():
            return _counted(document, first - 1, limit), -1
        if not before.text[:1].isalnum() or text in _function():
            break
        first -= 1
    return _undetermined(document, first, head), -1


def _possessed(document: Document, cast: Cast, at: int, limit: int) -> int:
    """Where "X" of "X's aide" begins."""
    mention = cast.mention_at(at)
    if mention is not None:
        return max(limit, mention.name.begin)
    words = document.words
    first = at
    while first > limit and words[first - 1].text[:1].isalnum():
        first -= 1
        if words[first].lower in DEFINITE | _INDEFINITE | POSSESSIVE:
            break
        if words[first].lower in _function():
            return first + 1
    return first


def _counted(document: Document, at: int, limit: int) -> int:
    """Several determiners in a row: "the two", "at least some"."""
    words = document.words
    while at > limit and words[at - 1].lower in _quantifiers() | _LEADING:
        at -= 1
    return at


def _undetermined(document: Document, first: int, head: int) -> int:
    """Without a determiner, leave out a verb in front ("released polls")."""
    words = document.words
    for at in range(head - 1, first - 1, -1):
        text = words[at].text
        if text.islower() and text.endswith(("ed", "ing", "ly")) and "-" not in text:
            return at + 1
        if text.islower() and {text.removesuffix("s"), text.removesuffix("es")} & _verbs():
            return at + 1 if text.endswith("s") and text not in nouns() else first
    return first
