"""Names as they stand in a text: capitalised runs with the titles and roles around them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from sayso.reading.document import Document
from sayso.reading.lexicon import nouns, places, rows, table, titles
from sayso.reading.sources.roles import is_role, role_after, role_before

PARTICLES = frozenset(
    "de del della der den du di da dos la le van von bin ibn al el ben ter ten zu af y".split()
)
_SUFFIXES = frozenset("Jr. Jr Sr. Sr II III IV".split())
_JOINING = frozenset("of for on against to".split())
_CONTRACTED = re.compile("['’]")
_PARTY_TAG = re.compile(r"[DRI]-[A-Z]")
_OUTLETS = frozenset("Website Websites Site Sites Newspaper Newspapers Magazine Tabloid".split())
_LABELS = frozenset("Correction Clarification Update Exclusive Breaking Report Analysis".split())
_MARKED = frozenset("-.\u2010\u2011")
_ARTICLED = re.compile(r"(?:al|el|ad|an|ar|as|az|ash|ul)[-\u2010\u2011][A-Z]")
_MIXED = re.compile(r"[a-z\d]+[A-Z]\w*")
HOST = re.compile(r"[\w-]+\.(?:com|net|org|info|news|tv|co\.uk|co)")
_CALL_SIGN = re.compile(r"[KW][A-Z]{2,3}[-/](?:TV|FM|AM|DT|CD|LD)|[KW][A-Z]{3}")
# What a number makes a station's name of: "Fox 13", "Channel 4"
_STATIONS = frozenset("Fox ABC CBS NBC CW Channel News Nine Action Eyewitness NewsChannel".split())
# "Boston-based", "Kuwaiti-born", "U.S.-led" say something of a name without being part of it
_DESCRIBING = re.compile(
    r".*[-\u2010\u2011](?:[a-z]+ed|born|led|run|style|era|wide|like|only|wing|bound)"
)
# What somebody is secretary, minister or director of, as it stands before a name
_DEPARTMENTS = frozenset(
    "State Defense Defence Health Human Services Education Labor Labour Commerce Energy Homeland "
    "Security Veterans Affairs Treasury Transportation Transport Agriculture Housing Urban Rural "
    "Development Interior Justice Finance Foreign Home Culture Environment Trade Industry Tourism "
    "Information Communications National Intelligence Public Safety War Staff Police Space Sport "
    "Sports Science Technology Economy Planning Works Water Immigration Elections".split()
)
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


def is_station(tokens: tuple[str, ...]) -> bool:
    """Whether a name is of a station by its form: "Fox 13", "KDRB-TV"."""
    numbered = len(tokens) > 1 and tokens[-1].isdecimal() and tokens[-2] in _STATIONS
    return numbered or (len(tokens) == 1 and _CALL_SIGN.fullmatch(tokens[0]) is not None)


def is_head(word: str) -> bool:
    """Whether a word ends the names of bodies ("Committee")."""
    return word in _heads()


def names(document: Document) -> Iterator[Name]:
    """All names of a text, in order."""
    plain = frozenset(word.text for word in document.words if word.text.islower())
    capitals, words = _capitals(document), document.words
    for number in range(len(document.bounds) - 1):
        first, behind = document.sentence(number)
        headline = _is_headline(document, first, behind)
        at = first
        while at < behind:
            small = words[at].text in plain and words[at].text.isalpha()
            end = at if small else _run(document, at, behind)
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
        if word.text[0].isalpha() and word.lower not in _never()
    ]
    capitals = sum(word.capital for word in worded)
    return len(worded) > 3 and capitals >= _HEADLINE * len(worded)


@cache
def _never() -> frozenset[str]:
    return frozenset(w for w, sort in table("function_words").items() if sort != "verb")


@lru_cache(maxsize=1 << 14)
def _named(text: str) -> bool:
    """Whether a word can be part of a name."""
    if not text[:1].isupper():
        return not _MARKED.isdisjoint(text) and (
            _ARTICLED.match(text) is not None or HOST.fullmatch(text) is not None
        )
    if not _MARKED.isdisjoint(text) and _DESCRIBING.fullmatch(text):
        return False
    lower = text.lower()
    if lower in _never() or _CONTRACTED.split(lower)[0] in _never():
        return text == "US"
    return table("capitals").get(text) != "calendar" and not _PARTY_TAG.match(text)


def _run(document: Document, at: int, limit: int) -> int:
    """Behind the last word of the capitalised run that begins at `at`; `at` if none does."""
    words = document.words
    if not (_named(words[at].text) or _coined(document, at)):
        return at
    end = at + 1
    while end < limit:
        text = words[end].text
        if _named(text) and words[end].quoted == words[at].quoted:
            end += 1
        elif text == "," and end + 1 < limit and words[end + 1].text in _SUFFIXES:
            end += 2
        elif text.isdecimal() and len(text) < 3 and words[end - 1].text in _STATIONS:
            return end + 1
        elif (skipped := _bridge(document, end, limit)) > end:
            end = skipped
        else:
            break
    return end


def _coined(document: Document, at: int) -> bool:
    """Whether a made-up name that begins small stands behind what it is ("a site called iMill")."""
    words = document.words
    if words[at].text.isalpha() and words[at].text.islower():
        return False
    if words[at].text.isdecimal() and len(words[at].text) < 3 and at + 2 < len(words):
        return words[at + 1].text == "News" and words[at + 2].text.lower() in ("now", "on")
    before = words[at - 1].text if at else ""
    noun = nouns().get(before)
    told = before in ("called", "named", "dubbed", "at") or (
        noun is not None and noun.kind == "outlet"
    )
    return told and _MIXED.fullmatch(words[at].text) is not None


def _bridge(document: Document, at: int, limit: int) -> int:
    """Behind small words that a name goes on after ("van", "of" in a body's name), else `at`."""
    words = document.words
    text = words[at].text
    ahead = words[at + 1].text if at + 1 < limit else ""
    behind_head = at > 0 and is_head(words[at - 1].text)
    far = words[at + 2].text if at + 2 < limit else ""
    two = ahead in PARTICLES if text in PARTICLES else ahead == "the" and behind_head
    if (text in PARTICLES or text in _JOINING - {"to"}) and two and _named(far):
        return at + 2
    joins = text in PARTICLES or text == "&" or (text == "and" and _joins(document, at, limit))
    joins = joins or (text in _JOINING - {"to"} and behind_head)
    joins = joins or (text == "to" and behind_head and ahead.lower() in _verbs())
    return at + 1 if joins and _named(ahead) else at


def _joins(document: Document, at: int, limit: int) -> bool:
    """Whether an "and" stands within the name of one body: behind "the" and with a head at its
    end, or behind "Department of"."""
    words = document.words
    begin = at
    while (
        begin and _named(words[begin - 1].text) and words[begin - 1].sentence == words[at].sentence
    ):
        begin -= 1
    end = at + 1
    while end < limit and _named(words[end].text):
        end += 1
    run = [word.text for word in words[begin:at]]
    if end == at + 1 or not run or end - at > 4 or any(map(is_head, run)) or _peopled(run):
        return False
    before = words[begin - 1].lower if begin else ""
    if before in _JOINING and begin > 1 and is_head(words[begin - 2].text):
        ahead = words[at + 1].text
        return run[0] not in places() and ahead not in places() and not is_head(words[end - 1].text)
    country = run[0] in ("United", "U.S.", "US", "House", "Senate", "National")
    return is_head(words[end - 1].text) and (before == "the" or (country and len(run) > 1))


def _peopled(run: list[str]) -> bool:
    """Whether some words are, or begin with, the name of a person or place."""
    return run[0] in table("first_names") or run[-1] in places() or run[0] in titles()


@cache
def _verbs() -> frozenset[str]:
    return frozenset(row[0] for row in rows("verbs"))


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
    body = table("organisations").get(text, "")
    party = table("capitals").get(text.removesuffix("s")) == "modifier"
    if known or text.isupper() or body == "body" or (body and (party or end - at > 1)):
        return at
    if end - at == 1 and text in _LABELS and words[min(end, len(words) - 1)].text == ":":
        return end
    if end - at == 1:
        common = lower in plain or lower in nouns() or lower in table("function_words")
        common = common or lower.endswith(("ing", "ly"))
        return end if common and text not in capitals else at
    named = words[at + 1].text in table("first_names") or words[at + 1].text in titles()
    verb = lower in table("function_words") or (lower.endswith("ing") and named)
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
    while len(tokens) > 1 and not headline and _describes(tokens[0]):
        tokens, first = tokens[1:], first + 1
    cut = 0 if headline else max(_title_length(tokens), _department(document, first, tokens))
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


def _describes(word: str) -> bool:
    """Whether a word that begins a sentence says of an outlet what it is ("Website NAME")."""
    noun = nouns().get(word.lower())
    return word in _OUTLETS and noun is not None and noun.kind == "outlet"


def _department(document: Document, first: int, tokens: list[str]) -> int:
    """How many words in front of a name say what its bearer is secretary or minister of."""
    words = document.words
    if first < 2 or words[first - 1].text != "of" or not is_role(words[first - 2].text):
        return 0
    cut = 0
    while cut < len(tokens) - 1 and tokens[cut] in _DEPARTMENTS:
        cut += 1
    return cut


def _is_office(tokens: list[str]) -> bool:
    """Whether a run only names an office ("House Speaker")."""
    last = nouns().get(tokens[-1].lower())
    if len(tokens) > 1 and (is_head(tokens[-1]) or any(map(_JOINING.__contains__, tokens))):
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
        noun = known.get(tokens[k].lower()) or known.get(tokens[k].lower().partition("-")[0])
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
