"""When two names mean one source: "Jo Brooks" and "Brooks", "the embassy" and "Saudi Embassy"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from functools import lru_cache

from sayso.domain import Kind, Link
from sayso.outlets.names import fold
from sayso.tracing.groups import Groups
from sayso.tracing.naming import outlet_key

_SMALL = frozenset(
    "the a an of for and in at on to from by mr mrs ms dr sir lord st jr sr s his her its their"
    " who this that our my your he she it they you we i them him someone one no nobody everyone"
    " anyone never here there what which photos photo pic video videos watch read see".split()
)
_ANY = frozenset(
    "senior top local one two several some many few anonymous unnamed former other another more"
    " same unidentified high ranking level key first recent new alleged original".split()
)
_CLAUSE = re.compile(r"\s(?:who|whom|which|that|from|of|in|at|for|on|with|over|near|to|,)\s.*$")
_CROWD = 60  # names that are compared with one, of those that sound like it
_ALIKE_CROWD = 12  # … where letters are compared: names come sorted, like beside like
_ALIKE_PAIRS = 5  # pairs of letters that two spellings of a whole name have in common at least
_ALIKE = 0.86  # of letters in order: "Mohammed al-Momani", "Mohammad Al Moumani"
Who = tuple[Kind, str]


def who(link: Link) -> Who:
    """What a link of a chain is compared as."""
    if link.kind == "outlet":
        return "outlet", outlet_key(link.name)
    return link.kind, " ".join(fold(link.name).casefold().split())


@lru_cache(maxsize=1 << 14)  # a pure function of short names that come again and again
def tokens(name: str) -> tuple[str, ...]:
    """The words of a name that tell it from others."""
    found = re.findall(r"[^\W_]+", fold(name).casefold())
    return tuple(part for part in found if part not in _SMALL)


@lru_cache(maxsize=1 << 14)
def head(name: str) -> str:
    """What somebody unnamed is: "a senior US defence official who …" is an official."""
    plain = _CLAUSE.sub("", f"{name} ")
    parts = tokens(plain)
    last = parts[-1] if parts else ""
    return last.removesuffix("s") if len(last) > 4 else last


def same(names: Iterable[Who]) -> dict[Who, Who]:
    """For each name the one that stands for all that mean the same source (the fullest)."""
    distinct = sorted(set(names))
    groups = Groups(distinct)
    for one, other in _pairs(distinct):
        if _alike(one, other):
            groups.tie(one, other)
    fullest: dict[Who, Who] = {}
    for group in groups.all():
        best = max(group, key=lambda n: (n[0] == "person", len(tokens(n[1])), n[1]))
        fullest |= dict.fromkeys(group, best)
    return fullest


def _pairs(names: list[Who]) -> Iterator[tuple[Who, Who]]:
    """Names that share their last word, its beginning, or (unnamed) what somebody is."""
    shelves: dict[str, list[Who]] = defaultdict(list)
    for name in names:
        parts = tokens(name[1])
        if not parts:
            continue
        shelves[f"last {parts[-1]}"].append(name)
        shelves[f"head {head(name[1])}"].append(name)
        if name[0] == "person":
            shelves[f"like {parts[-1][:1]}{parts[0][:3]}"].append(name)
        if name[0] == "organisation":
            for part in set(parts):
                shelves[f"part {part}"].append(name)
    for label, shelf in shelves.items():
        crowd = _ALIKE_CROWD if label.startswith("like ") else _CROWD
        for n, one in enumerate(shelf):
            for other in shelf[n + 1 : n + crowd]:
                yield one, other


def _alike(one: Who, other: Who) -> bool:
    (kind, name), (other_kind, other_name) = one, other
    a, b = tokens(name), tokens(other_name)
    if kind != other_kind or kind == "outlet" or not a or not b:
        return False
    short, long = sorted((a, b), key=len)
    if kind == "person":
        return _same_person(short, long)
    if kind == "organisation":
        return set(short) <= set(long)
    return head(name) == head(other_name) and _described(name) == _described(other_name)


def _same_person(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """A last name or a whole name within the other, or two whole names spelt much alike."""
    if set(short) <= set(long):
        return short[-1] == long[-1] or len(short) > 1
    if len(short) == 1:
        return False
    if len(_pairs_of_letters(short) & _pairs_of_letters(long)) < _ALIKE_PAIRS:
        return False  # most are unlike at a glance
    return SequenceMatcher(None, " ".join(short), " ".join(long)).ratio() >= _ALIKE


@lru_cache(maxsize=1 << 14)
def _pairs_of_letters(name: tuple[str, ...]) -> frozenset[str]:
    text = " ".join(name)
    return frozenset(text[at : at + 2] for at in range(len(text) - 1))


@lru_cache(maxsize=1 << 14)
def _described(name: str) -> frozenset[str]:
    """What an unnamed source is said to be, beyond what it is: of which country, which company."""
    parts = tokens(_CLAUSE.sub("", f"{name} "))
    return frozenset(part for part in parts[:-1] if part not in _ANY)
