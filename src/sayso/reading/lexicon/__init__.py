"""Words as data: one CSV a list, read once."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import NamedTuple


class Noun(NamedTuple):
    """A common noun for a source. `kind`: as in the contract; `gender`: m, f or empty; `person`:
    said of people, `journalist`: of those who speak as an outlet."""

    lemma: str
    kind: str
    gender: str
    plural: bool
    person: bool
    journalist: bool


class Title(NamedTuple):
    """A word that stands before a name. `noun`: the role it abbreviates, or empty."""

    gender: str
    noun: str


def rows(name: str) -> list[list[str]]:
    """The rows of `name`.csv without its header."""
    text = files(__package__).joinpath(f"{name}.csv").read_text(encoding="utf-8")
    return list(csv.reader(text.splitlines()))[1:]


@cache
def table(name: str) -> Mapping[str, str]:
    """A list of two columns: word → what is said of it."""
    return MappingProxyType({row[0]: row[1] for row in rows(name)})


@cache
def speech_forms() -> frozenset[str]:
    """Verbs of saying in all their forms, in lower case."""
    verbs = {row[0] for row in rows("speech_verbs")}
    forms = {form for form, verb in table("irregular_verbs").items() if verb in verbs}
    for verb in verbs:
        stem = verb.removesuffix("e")
        forms |= {verb, f"{verb}s", f"{verb}es", f"{stem}ed", f"{verb}ing"}
        if verb.endswith("y"):
            forms |= {f"{verb[:-1]}ies", f"{verb[:-1]}ied"}
    return frozenset(forms)


@cache
def nouns() -> Mapping[str, Noun]:
    """Singular and plural forms, in lower case."""
    found: dict[str, Noun] = {}
    for lemma, plural, sort, gender in rows("nouns"):
        journalist = sort == "journalist"
        person = journalist or sort in ("officials", "people")
        kind = "outlet" if journalist else sort
        found.setdefault(plural, Noun(lemma, kind, gender, plural != lemma, person, journalist))
        found[lemma] = Noun(lemma, kind, gender, False, person, journalist)
    return MappingProxyType(found)


@cache
def titles() -> Mapping[str, Title]:
    """Titles as they are written before a name."""
    return MappingProxyType({word: Title(gender, noun) for word, gender, noun in rows("titles")})


@cache
def places() -> Mapping[str, tuple[str, str]]:
    """Names of places and their demonyms → (place, country, region, city or demonym)."""
    return MappingProxyType({form: (place, sort) for form, place, sort in rows("places")})
