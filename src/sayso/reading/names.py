"""Names as they stand in a text: capitalised runs with the titles and roles around them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from sayso.reading.document import Document
from sayso.reading.lexicon import nouns, places, table, titles
from sayso.reading.roles import role_after, role_before

_PARTICLES = frozenset(
    "de del della der den du di da dos la le van von bin ibn al el ben ter ten zu af y".split()
)
_SUFFIXES = frozenset("Jr. Jr Sr. Sr II III IV".split())
_JOINING = frozenset("of for on against".split())
_CONTRACTED = re.compile("['’]")
_PARTY_TAG = re.compile(r"[DRI]-[A-Z]")
_HEADLINE = 0.9  # share of capitalised words above which a sentence is taken for a headline


@dataclass(frozen=True, slots=True)
class Name:
    """A name at words `[first, behind)`; `begin`: where its title or role begins.

    `title`: the title before it as written ("Mrs."), `role`: what it is said to be ("press
    secretary"), before or after it; `behind_role`: behind a role that follows. `headline`: in a
    line where capitals say nothing.
    """

    first: int
    behind: int
    begin: int
    behind_role: int
    tokens: tuple[str, ...]
    title: str
    role: str
    headline: bool

    @property
    def text(self) -> str:
        """The name without its title, as its words stand."""
        return " ".join(self.tokens)


@cache
def _heads() -> frozenset[str]:
    return frozenset(word for word, sort in table("organisations").items() if sort == "head")


def is_head(word: str) -> bool:
    """Whether a word ends the names of bodies ("Committee")."""
    return word in _heads()


def names(document: Document) -> Iterator[Name]:
    """All names of a text, in order."""
    plain = frozenset(word.text for word in document.words if word.text.islower())
    capitals = _capitals(document)
    for number in range(len(document.bounds) - 1):
        first, behind = document.sentence(number)
        headline = _is_headline(document, first, behind)
        at = first
        while at < behind:
            end = _run(document, at, behind)
            if end == at:
                at += 1
                continue
            start = at if headline else _start(document, at, end, (plain, capitals))
            if start < end:
                yield from _split(document, start, end, headline)
            at = end


def _is_headline(document: Document, first: int, behind: int) -> bool:
    """Whether all but small words have capitals, so that a capital says nothing."""
    worded = [
        word
        for word in document.words[first:behind]
        if word.text[0].isalpha() and word.text.lower() not in _never()
    ]
    capitals = sum(word.capital for word in worded)
    return len(worded) > 4 and capitals >= _HEADLINE * len(worded)


@cache
def _never() -> frozenset[str]:
    return frozenset(w for w, sort in table("function_words").items() if sort != "verb")


def _named(text: str) -> bool:
    """Whether a word can be part of a name."""
    if not text[:1].isupper():
        return False
    lower = text.lower()
    if lower in _never() or _CONTRACTED.split(lower)[0] in _never():
        return text == "US"
    return table("capitals").get(text) != "calendar" and not _PARTY_TAG.match(text)


def _run(document: Document, at: int, limit: int) -> int:
    """Behind the last word of the capitalised run that begins at `at`; `at` if none does."""
    words = document.words
    if not _named(words[at].text):
        return at
    end = at + 1
    while end < limit:
        text = words[end].text
        if _named(text) and words[end].quoted == words[at].quoted:
            end += 1
        elif text == "," and end + 1 < limit and words[end + 1].text in _SUFFIXES:
            end += 2
        elif (skipped := _bridge(document, end, limit)) > end:
            end = skipped
        else:
            break
    return end


def _bridge(document: Document, at: int, limit: int) -> int:
    """Behind small words that a name goes on after ("van", "of" in a body's name), else `at`."""
    words = document.words
    text = words[at].text
    ahead = words[at + 1].text if at + 1 < limit else ""
    if text in _PARTICLES or text == "&":
        if text in _PARTICLES and ahead in _PARTICLES and at + 2 < limit:
            return at + 2 if _named(words[at + 2].text) else at
        return at + 1 if _named(ahead) else at
    if text in _JOINING and is_head(words[at - 1].text):
        if ahead == "the" and at + 2 < limit and _named(words[at + 2].text):
            return at + 2
        return at + 1 if _named(ahead) else at
    return at


def _start(
    document: Document, at: int, end: int, seen: tuple[frozenset[str], frozenset[str]]
) -> int:
    """Where a run's name really begins: a sentence's first word has its capital anyhow."""
    words = document.words
    plain, capitals = seen
    opening = at == document.bounds[words[at].sentence] or words[at - 1].text in "\"“‘'«:([—–-•*"
    if not opening:
        return at
    text = words[at].text
    lower = text.lower()
    known = text in table("first_names") or text in titles() or text in places()
    if known or text in table("organisations") or text.isupper():
        return at
    if end - at == 1:
        common = lower in plain or lower in nouns() or lower in table("function_words")
        common = common or lower.endswith(("ing", "ly"))
        return end if common and text not in capitals else at
    verb = lower in table("function_words")
    return at + 1 if verb or (lower in plain and lower not in nouns()) else at


def _capitals(document: Document) -> frozenset[str]:
    """Words that have their capital inside some sentence."""
    words = document.words
    return frozenset(
        word.text
        for index, word in enumerate(words)
        if word.capital
        and index != document.bounds[word.sentence]
        and words[index - 1].text not in "\"“‘'«:"
    )


def _split(document: Document, first: int, end: int, headline: bool) -> Iterator[Name]:
    """One run as a name with what stands before and behind it."""
    tokens = [word.text for word in document.words[first:end]]
    if _is_office(tokens):
        return
    cut = 0 if headline else _title_length(tokens)
    begin, role = first, ""
    title = tokens[cut - 1] if cut else ""
    if not headline:
        begin, role = role_before(document, first, cut)
    behind_role, after = role_after(document, end) if not headline else (end, "")
    yield Name(
        first + cut, end, begin, behind_role,
        tuple(word for word in tokens[cut:] if word != ","),
        title, role or after, headline,
    )  # fmt: skip


def _is_office(tokens: list[str]) -> bool:
    """Whether a run only names an office ("House Speaker")."""
    last = nouns().get(tokens[-1].lower())
    if len(tokens) > 1 and is_head(tokens[-1]):
        return False
    if last is None or not last.person or tokens[-1] in table("first_names"):
        return False
    if len(tokens) == 1:
        return tokens[0] in titles()
    rest = tokens[:-1]
    return tokens[0] not in table("first_names") and not any(
        token.endswith(".") or (token in titles() and titles()[token].gender) for token in rest
    )


def _title_length(tokens: list[str]) -> int:
    """How many words at the front of a run are titles and roles."""
    core = len(tokens)
    while core > 1 and (tokens[core - 1] in _SUFFIXES or tokens[core - 1] == ","):
        core -= 1
    if is_head(tokens[core - 1]):
        return 0
    if " ".join(tokens) in table("organisations"):
        return 0
    known = nouns()
    for k in range(core - 2, -1, -1):
        noun = known.get(tokens[k].lower())
        ranked = noun is not None and noun.person and not noun.plural
        if tokens[k] in places() or table("capitals").get(tokens[k]) == "modifier":
            ranked = False
        if tokens[k] in titles() or (ranked and not (k == 0 and tokens[k] in table("first_names"))):
            return k + 1
    modifier = table("capitals").get(tokens[0]) == "modifier" or (
        tokens[0] in places() and places()[tokens[0]][1] == "demonym"
    )
    lead = known.get(tokens[0].lower())
    modifier = modifier or (lead is not None and lead.person)
    first_name = core > 2 and tokens[1] in table("first_names")
    return 1 if modifier and first_name else 0
