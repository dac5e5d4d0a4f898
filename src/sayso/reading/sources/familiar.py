"""Familiar first names: when "Bob Farlow" and "Robert Farlow" are one person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from sayso.reading.document import Document
from sayso.reading.lexicon import table
from sayso.reading.sources.names import Name

_KIN = frozenset(
    "brother brothers sister sisters sibling siblings twin twins son sons daughter daughters child "
    "children father mother dad mom mum parent parents stepson stepdaughter stepfather stepmother "
    "stepbrother stepsister husband wife spouse widow widower cousin cousins uncle aunt nephew "
    "niece grandson granddaughter grandfather grandmother".split()
)
_NEAR = 2  # words that a kin noun may lie before a name with its title ("his father, Joseph")


def fuller_names(
    document: Document, persons: Iterable[tuple[Name, Sequence[str]]]
) -> Mapping[tuple[str, str], str]:
    """First and last name → the fuller first name that the text gives whoever bears them.

    `persons`: names of people, each with its words without initials and suffixes. Two who stand
    in one sentence, or one of whom is brought in as somebody's relative, stay two, and so does
    everybody whose name may be short for several that the text has.
    """
    sentences: dict[tuple[str, str], set[int]] = defaultdict(set)
    related: set[tuple[str, str]] = set()
    firsts: dict[str, dict[str, None]] = defaultdict(dict)
    for name, core in persons:
        if len(core) < 2:
            continue
        who = (core[0], core[-1])
        firsts[core[-1]][core[0]] = None
        sentences[who].add(document.words[name.first].sentence)
        if _is_relative(document, name):
            related.add(who)
    found: dict[tuple[str, str], str] = {}
    for last, known in firsts.items():
        for first in known:
            fuller = [full for full in _full_forms(first) if full in known]
            if len(fuller) != 1:
                continue
            short, full = (first, last), (fuller[0], last)
            if sentences[short].isdisjoint(sentences[full]) and not related & {short, full}:
                found[short] = fuller[0]
    return MappingProxyType(found)


def _full_forms(short: str) -> list[str]:
    """What a familiar first name is short for."""
    genders = table("first_names")
    listed = table("familiar_names").get(short, "").split("/")
    gender = genders.get(short, "")
    return [full for full in listed if {gender, genders.get(full, "")} != {"m", "f"}]


def _is_relative(document: Document, name: Name) -> bool:
    """Whether a kin noun stands just before a name ("his father Joseph Farlow")."""
    start = document.bounds[document.words[name.first].sentence]
    before = document.words[max(start, name.begin - _NEAR) : name.first]
    return any(word.lower in _KIN for word in before)
