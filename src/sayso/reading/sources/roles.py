"""What a named person is said to be: the role in front of a name or in apposition behind it."""

from __future__ import annotations

from functools import cache

from sayso.reading.document import Document
from sayso.reading.lexicon import nouns, speech_forms, table

_LONGEST_BEFORE = 8  # words of a role in front of a name
_LONGEST_AFTER = 16  # words of an apposition
_ARTICLES = frozenset("a an the".split())
_OPENERS = _ARTICLES | frozenset("his her their its my our one another former also".split())
_SAYING = frozenset(
    "said says told tells was is were are has had did does will would also never then later "
    "asked wrote writes called".split()
)
_CLOSING = frozenset(',.;:()—–!?"”“')


@cache
def _function() -> frozenset[str]:
    return frozenset(table("function_words")) - _OPENERS


def is_role(word: str) -> bool:
    """Whether a word names what somebody is ("spokeswoman", "senator")."""
    noun = nouns().get(word.lower())
    return noun is not None and noun.person


def _is_one(word: str) -> bool:
    """Whether a word names what one person is."""
    return is_role(word) and not nouns()[word.lower()].plural


def role_before(document: Document, first: int, cut: int) -> tuple[int, str]:
    """Where the role before a name begins and its words; `cut` words of the run belong to it."""
    words = document.words
    name = first + cut
    limit = max(document.bounds[words[first].sentence], name - _LONGEST_BEFORE)
    begin = first
    if cut or (first > limit and is_role(words[first - 1].text)):
        while begin > limit and (step := _step(document, begin, limit, cut > 0)):
            begin -= step
        while begin < name and words[begin].text in ("'s", "’s"):
            begin += 1
        return begin, document.slice(begin, name)
    if first - 1 > limit and words[first - 1].text == ",":
        if is_role(words[first - 2].text):
            return _apposed(document, first, limit)
        if words[first].text in table("first_names"):
            return _belonging(document, first)
    return first, ""


def _belonging(document: Document, first: int) -> tuple[int, str]:
    """The role of "A lawyer for the town, NAME,": it opens its clause, and a comma follows."""
    words = document.words
    for at in range(first - 3, max(document.bounds[words[first].sentence], first - 9), -1):
        text = words[at].lower
        if text in _CLOSING or text in _SAYING:
            break
        if text in ("for", "of", "at", "with") and is_role(words[at - 1].text):
            begin = at - 1
            while begin and _extends(document, begin - 1, False):
                begin -= 1
            if begin and words[begin - 1].lower in _OPENERS:
                return begin, document.slice(begin, first - 1)
    return first, ""


def _step(document: Document, begin: int, limit: int, titled: bool) -> int:
    """How many words in front of `begin` belong to a role: two for "Secretary of", else 0 or 1."""
    words = document.words
    if words[begin - 1].text == "of" and begin - 2 >= limit and is_role(words[begin - 2].text):
        return 2
    return int(_extends(document, begin - 1, titled))


def _extends(document: Document, at: int, titled: bool) -> bool:
    """Whether a word belongs to the role that follows it."""
    text = document.words[at].text
    if text in ("'s", "’s", "/"):
        return not titled
    if (
        not text[:1].isalpha()
        or text.lower() in _function()
        or text.lower() in _OPENERS - {"former"}
    ):
        return False
    if text.endswith(("ed", "ing")) and text.islower():
        return False
    return not titled or text[:1].isupper() or text.lower() in nouns() or text == "former"


def _apposed(document: Document, first: int, limit: int) -> tuple[int, str]:
    """The role of "His campaign manager, NAME,", from behind its determiner."""
    words = document.words
    begin = first - 2
    while begin > limit and _extends(document, begin - 1, False):
        begin -= 1
    opened = begin > 0 and words[begin - 1].lower in _OPENERS
    if not opened and begin > document.bounds[words[first].sentence]:
        return first, ""
    return begin, document.slice(begin, first - 1)


def role_after(document: Document, end: int) -> tuple[int, str]:
    """Behind the apposition that follows a name ending at `end`, and its words without article."""
    words = document.words
    limit = min(document.bounds[words[end - 1].sentence + 1], end + _LONGEST_AFTER)
    at = _past_brackets(document, end, limit)
    if at >= limit or words[at].text != ",":
        return end, ""
    start = at + 1
    if start + 1 < limit and words[start].text.isdigit():
        start += 2 if words[start + 1].text == "," else 1
    if start >= limit or not _opens(document, start, limit):
        return end, ""
    begin = start + (words[start].lower in _ARTICLES)
    stop = begin
    while stop < limit and words[stop].text not in _CLOSING and words[stop].text != "who":
        stop += 1
    head = _head_end(document, begin, stop)
    if not any(_is_one(word.text) for word in words[begin:head]) or _says(document, head, stop):
        return end, ""
    return stop, document.slice(begin, stop)


def _says(document: Document, at: int, stop: int) -> bool:
    """Whether a clause goes on behind its subject: "At a talk in Harrow, the mayor also said"."""
    sorts, words = table("function_words"), document.words
    while at < stop and sorts.get(words[at].lower) == "adverb":
        at += 1
    return at < stop and words[at].lower in _SAYING


def _head_end(document: Document, begin: int, stop: int) -> int:
    """Where the first noun phrase of an apposition ends: before a verb or preposition."""
    sorts = table("function_words")
    for at in range(begin, min(stop, begin + 9)):
        text = document.words[at].lower
        if at > begin and sorts.get(text) in ("preposition", "verb", "pronoun"):
            return at if text != "of" or at > begin + 1 else min(stop, at + 5)
    return min(stop, begin + 9)


def _past_brackets(document: Document, end: int, limit: int) -> int:
    words = document.words
    if end < limit and words[end].text == "(":
        for at in range(end, min(limit, end + 6)):
            if words[at].text == ")":
                return at + 1
    return end


def _opens(document: Document, start: int, limit: int) -> bool:
    """Whether an apposition can begin at a word."""
    words = document.words
    text = words[start].text
    if text.lower() in _OPENERS:
        return True
    if text in speech_forms():
        return False
    if text.islower() and text not in _function():
        return not text.endswith("ing")
    return any(word.text in ("'s", "’s") for word in words[start + 1 : min(start + 4, limit)])
