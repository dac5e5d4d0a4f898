"""Outlets in a text: those that `sayso.outlets` knows, others by how names are formed and used."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType

from sayso import outlets
from sayso.reading.document import Document
from sayso.reading.lexicon import nouns, places, table
from sayso.reading.sources.names import HOST, Name, is_station

_RECEIVING = frozenset("told tells telling".split())
_NAMED = frozenset(
    ("News", word)
    for word in ("Agency", "Network", "Service", "Channel", "Site", "Website", "Online", "Now",
                 "NOW", "Live", "Portal", "Wire")
)  # fmt: skip
_LEADING = frozenset("Radio TV".split())
_SUFFIXED = re.compile(r"[A-Z][a-z]+(?:wire|news)")
_CALLED = frozenset("called named dubbed".split())
_MEDIA = frozenset("newspaper newswire tabloid broadsheet magazine webzine".split())
_TWO = frozenset(
    (one, two)
    for one in ("news", "web", "media")
    for two in ("agency", "site", "website", "service", "outlet", "network", "channel", "portal")
)


@dataclass(frozen=True, slots=True)
class Print:
    """A known outlet at words `[first, behind)` under its canonical `name`.

    `brief`: by a word that only holds because the text has introduced it ("the paper");
    `programme`: by the name of a programme of its.
    """

    first: int
    behind: int
    name: str
    platform: bool
    brief: bool
    programme: bool


@dataclass(frozen=True, slots=True)
class Press:
    """All known outlets of a text, in order; `at` maps a word to its place in `prints`."""

    prints: tuple[Print, ...]
    at: Mapping[int, int]

    def covering(self, word: int) -> Print | None:
        """The outlet named at a word."""
        index = self.at.get(word)
        return None if index is None else self.prints[index]


def press(document: Document) -> Press:
    """Find the outlets that are known."""
    known = outlets.known()
    introduced = [known.find(document.outlet)] if document.outlet else []
    text = document.text
    found = [(mention, False) for mention in known.mentions(text, [o for o in introduced if o])] + [
        (mention, True) for mention in known.programmes(text)
    ]
    prints: list[Print] = []
    taken: dict[int, int] = {}
    for mention, programme in sorted(found, key=lambda p: (p[0].start, -p[0].end, not p[1])):
        first, behind = document.range(mention.start, mention.end)
        if first >= behind or any(word in taken for word in range(first, behind)):
            continue
        taken.update(dict.fromkeys(range(first, behind), len(prints)))
        outlet = mention.outlet
        platform = outlet.kind == "platform"
        prints.append(Print(first, behind, outlet.name, platform, mention.brief, programme))
    return Press(tuple(prints), MappingProxyType(taken))


def is_press(document: Document, uses: list[Name], speakers: frozenset[int]) -> bool:
    """Whether a name is an outlet's that `sayso.outlets` did not find where it stands: by its form
    or its use, or because it speaks or is told things and is listed.

    By form: it ends like one and is more than that ending.
    """
    pairs = set(pairwise(uses[0].tokens))
    tokens = uses[0].tokens
    formed = (len(tokens) > 1 and tokens[0] in _LEADING) or _SUFFIXED.fullmatch(tokens[-1])
    if formed or is_station(tokens) or HOST.fullmatch(tokens[-1]) or pairs & _NAMED:
        return True
    if any(_used(document, use) for use in uses) or _listed(document, uses, speakers):
        return True
    ending = table("organisations").get(tokens[-1])
    if ending not in ("programme", "press") or any(use.role for use in uses):
        return False
    if ending == "programme":
        return len(tokens) > 1
    if len(tokens) > 1 and tokens[0] not in table("first_names"):
        return True
    return any(_told(document, use) for use in uses)


def canonical(document: Document, use: Name) -> str:
    """What a listed outlet is called that is named here; else the name as it stands."""
    found = _entry(document, use)
    return found.name if found is not None else use.text


def _listed(document: Document, uses: list[Name], speakers: frozenset[int]) -> bool:
    """Whether a name that speaks or is told things is an outlet's of the list.

    Names that are words as well ("the Independent", "People", "AP") are not found everywhere.
    """
    heard = [use for use in uses if use.first in speakers or _heard(document, use)]
    entries = [_entry(document, use) for use in heard]
    return any(entry is not None and entry.kind != "platform" for entry in entries)


def _entry(document: Document, use: Name) -> outlets.Outlet | None:
    """The outlet of the list that is called exactly so, with the article that stands before it."""
    words, known = document.words, outlets.known()
    articled = use.first > 0 and words[use.first - 1].lower == "the"
    text = f"The {use.text}" if articled else use.text
    found = known.find(text)
    if found is None and len(use.tokens) > 1 and use.tokens[0] in places():
        text = " ".join(use.tokens[1:])  # "UK MailOnline"
        found = known.find(text)
    if found is None:
        return None
    names = (found.name, *found.short)
    exact = text in names or (use.text.isupper() and use.text in names)
    return found if exact else None


def _heard(document: Document, use: Name) -> bool:
    """Whether a name is told things, or goes on with "which" as what has reported them."""
    after = [word.lower for word in document.words[use.behind : use.behind + 4]]
    reports = after[:2] == [",", "which"] and bool({"first", "reported"} & set(after[2:]))
    return reports or _told(document, use)


def _told(document: Document, use: Name) -> bool:
    words = document.words[max(0, use.first - 2) : use.first]
    return any(word.text in _RECEIVING for word in words)


def _used(document: Document, use: Name) -> bool:
    """Whether a name stands behind what it is ("the news site NAME", "a site called NAME"), before
    that ("the NAME news agency"), or is said to be first with a report."""
    words, known = document.words, nouns()
    at = use.first - 1
    if at > 0 and words[at].lower in _CALLED:
        at -= 1
    noun = known.get(words[at].lower) if at >= 0 else None
    outlet = noun is not None and noun.kind == "outlet" and not noun.journalist
    opening = at >= 0 and at == document.bounds[words[at].sentence]
    if noun is not None and outlet and not noun.plural and (opening or words[at].text.islower()):
        return True
    if at > 0 and (words[at - 1].lower, words[at].lower) in _TWO:
        return True
    after = [word.lower for word in words[use.behind : use.behind + 4]]
    if use.text in places() or use.tokens[-1] in table("capitals"):
        return False
    if after[:2] == ["first", "reported"] or after[:4] == ["was", "first", "to", "report"]:
        return True
    alone = not use.role and use.tokens[0] not in table("first_names")
    if after[:1] in (["reported"], ["reports"]) and words[at].text == "," and alone:
        return len(use.tokens) > 1
    return after[:1] != [] and (after[0] in _MEDIA or tuple(after[:2]) in _TWO)
