"""Who and what an article introduces by name: people, bodies, outlets and places.

Every name of the text belongs to one figure; a short name ("Clinton") to the figure that it most
likely stands for where it stands.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from sayso.reading.document import Document
from sayso.reading.lexicon import nouns, places, table, titles
from sayso.reading.sources.familiar import fuller_names
from sayso.reading.sources.names import PARTICLES, Name, names
from sayso.reading.sources.press import Press, canonical
from sayso.reading.sources.sorting import Forms, Sort, sort_of

_OF_OTHERS = re.compile("(?:['’]s|s['’])$")
_SUFFIXES = frozenset("Jr. Jr Sr. Sr II III IV".split())


@dataclass(frozen=True, slots=True)
class Figure:
    """One named person, body, outlet or place.

    `name`: the fullest form · `gender`: m, f or empty, `sure` where a title or role tells it and
    not the first name · `role`: the fullest role given, or empty · `traits`: words of all that it
    is said to be, in lower case ("senator", "florida").
    """

    name: str
    sort: Sort
    gender: str
    sure: bool
    role: str
    traits: frozenset[str]


@dataclass(frozen=True, slots=True)
class Mention:
    """A name of the text and whom it stands for (index into `Cast.figures`)."""

    name: Name
    figure: int


@dataclass(frozen=True, slots=True)
class Cast:
    """The figures of a text and where they are named; `at` maps a word to its mention."""

    figures: tuple[Figure, ...]
    mentions: tuple[Mention, ...]
    at: Mapping[int, int]

    def mention_at(self, word: int) -> Mention | None:
        """The mention that covers a word."""
        index = self.at.get(word)
        return None if index is None else self.mentions[index]

    def figure_of(self, mention: Mention) -> Figure:
        """Whom a mention stands for."""
        return self.figures[mention.figure]


def cast(document: Document, press: Press, speakers: frozenset[int]) -> Cast:
    """Everybody and everything named in a text; `speakers`: indices of the words of sources."""
    found = list(names(document))
    plain = [name for name in found if not name.headline]
    groups = _Groups(document, press, plain, speakers)
    mentions = [Mention(name, groups.figure(name)) for name in plain]
    mentions += _headlined(document, [name for name in found if name.headline], groups)
    mentions.sort(key=lambda mention: mention.name.first)
    at = {
        word: index
        for index, mention in enumerate(mentions)
        for word in range(mention.name.first, mention.name.behind)
    }
    figures = groups.figures(document, mentions)
    return Cast(figures, tuple(mentions), MappingProxyType(at))


def _core(tokens: Sequence[str]) -> tuple[str, ...]:
    """A name without initials and suffix, its first and last words told apart by nothing else."""
    core = tuple(t for t in tokens if t not in _SUFFIXES and not (len(t) == 2 and t[1] == "."))
    return core or tuple(tokens)


class _Groups:
    """Names gathered into figures; short names find theirs by what has gone before.

    Built and used within `cast` only.
    """

    def __init__(
        self, document: Document, press: Press, plain: list[Name], speakers: frozenset[int]
    ) -> None:
        self._press = press
        self._sorts = _sorts(document, press, plain, speakers)
        self._ids: dict[tuple[str, ...], int] = {}
        self._keys: list[tuple[str, ...]] = []
        self.names: list[list[Name]] = []
        self.sorts: list[Sort] = []
        self._people: dict[str, list[int]] = defaultdict(list)
        self._last: dict[str, int] = {}
        self._full: dict[int, list[int]] = defaultdict(list)
        self._acronyms: dict[str, int] = {}
        persons = [(n, _core(n.tokens)) for n in plain if self._sorts[n.tokens] == "person"]
        self._fuller = fuller_names(document, persons)
        surnames = _surnames(core for _, core in persons)
        for name in plain:
            core = _core(name.tokens)
            if len(core) > 1 and " ".join(core).lower() not in surnames:
                self._introduce(name)

    def _key(self, name: Name) -> tuple[str, ...]:
        core = _core(name.tokens)
        if self._sorts[name.tokens] == "person" and len(core) > 1:
            suffix = tuple(t.rstrip(".") for t in name.tokens if t in _SUFFIXES)
            return (self._fuller.get((core[0], core[-1]), core[0]), core[-1], *suffix)
        return core

    def _introduce(self, name: Name) -> int:
        key = self._key(name)
        if key not in self._ids and key[2:] and key[:2] in self._ids and name.tokens[-1] != "Jr.":
            key = key[:2]
        if key not in self._ids:
            self._ids[key] = len(self.names)
            self._keys.append(key)
            self.names.append([])
            self.sorts.append(self._sorts[name.tokens])
            self._index(key, name)
        figure = self._ids[key]
        self._full[figure].append(name.first)
        return figure

    def _index(self, key: tuple[str, ...], name: Name) -> None:
        figure = self._ids[key]
        if self.sorts[figure] == "person":
            core = _core(name.tokens)
            shorts = {" ".join(core[k:]) for k in range(1, len(core))} | {core[0]}
            shorts |= {core[-1].partition("-")[2]} if core[-1][:1].islower() else set()
            shorts |= {short[:1].upper() + short[1:] for short in shorts}  # opening a sentence
            for short in sorted(shorts - {""}):
                self._people[short].append(figure)
        else:
            letters = "".join(t[0] for t in name.tokens if t[:1].isupper())
            if len(letters) > 1:
                self._acronyms.setdefault(letters, figure)
            short = _short_form(name.tokens, self.sorts[figure])
            if short:
                self._people[short].append(figure)

    def figure(self, name: Name) -> int:
        """The figure of a name that is no headline's."""
        core = _core(name.tokens)
        key = self._key(name)
        figure = self._ids.get(key, -1)
        if figure < 0 or (len(core) == 1 and self._people.get(core[0])):
            figure = self._short(name)
        if figure < 0:
            figure = self._introduce(name)
        self._last[" ".join(core)] = figure
        self.names[figure].append(name)
        return figure

    def _short(self, name: Name) -> int:
        short = " ".join(_core(name.tokens))
        acronym = self._acronyms.get(short.replace(".", ""), -1)
        if acronym >= 0 and short.isupper():
            return acronym
        people = self._people.get(short, [])
        if self._sorts[name.tokens] == "place" and not name.title:
            people = [f for f in people if self.sorts[f] == "person"]
        gender = titles()[name.title].gender if name.title in titles() else ""
        if name.title or name.role:
            people = [f for f in people if self.sorts[f] == "person"]
        fitting = [f for f in people if not gender or self._gender(f) in ("", gender)]
        if not fitting:
            return -1
        return max(fitting, key=lambda f: (self._likely(f, name, short), -f))

    def _gender(self, figure: int) -> str:
        return table("first_names").get(self._keys[figure][0], "")

    def _likely(self, figure: int, name: Name, short: str) -> float:
        """How likely a short name stands for a figure: writers go on calling by its full name
        whom they don't mean by the short one."""
        full = self._full[figure]
        before = [at for at in full if at < name.first]
        score = 1.5 * (self._last.get(short) == figure) - 0.4 * min(4, len(full) - 1)
        score += 2.0 * bool(before) + 1.0 * bool(before and name.first - before[-1] < 40)
        score += 1.0 * (self.sorts[figure] == "person")
        key = self._keys[figure]
        return score - 2.0 * len(key[2:]) - 1.0 * (key[0] == short and len(key) > 1)

    def figures(self, document: Document, mentions: Iterable[Mention]) -> tuple[Figure, ...]:
        """All figures with what is said of them."""
        by: dict[int, list[Name]] = defaultdict(list)
        for mention in mentions:
            by[mention.figure].append(mention.name)
        return tuple(
            _figure(document, self._press, self.sorts[number], by[number])
            for number in range(len(self.names))
        )

    def known(self, tokens: tuple[str, ...]) -> int:
        """The figure whose full or last name some words of a headline are, or -1."""
        key = _core(tokens)
        if len(key) > 1:
            key = (self._fuller.get((key[0], key[-1]), key[0]), key[-1])
        figure = self._ids.get(key, -1)
        if figure >= 0:
            return figure
        short = " ".join(tokens)
        people = self._people.get(short, [])
        whole = [f for f in people if self.sorts[f] == "person"]
        return max(whole, key=lambda f: (len(self.names[f]), -f)) if whole else -1


def _surnames(persons: Iterable[tuple[str, ...]]) -> frozenset[str]:
    """Surnames of several words by which persons of the text may be called ("le pen")."""
    return frozenset(
        " ".join(core[at:]).lower()
        for core in persons
        for at in range(1, len(core) - 1)
        if core[at].lower() in PARTICLES
    )


def _short_form(tokens: tuple[str, ...], sort: Sort) -> str:
    """The one word that may stand for a body or an outlet ("the Courier"), or empty."""
    if sort == "outlet":
        return tokens[-1] if table("organisations").get(tokens[-1]) == "press" else ""
    common = tokens[0] in places() or tokens[0] in table("capitals")
    return tokens[0] if sort == "organisation" and not common else ""


def _sorts(
    document: Document, press: Press, plain: list[Name], speakers: frozenset[int]
) -> dict[tuple[str, ...], Sort]:
    forms = Forms.of(plain)
    return {
        tokens: sort_of(document, press, forms, found, speakers)
        for tokens, found in forms.uses.items()
    }


def _headlined(document: Document, found: list[Name], groups: _Groups) -> list[Mention]:
    """Names of headlines, as far as the text below knows them."""
    mentions = []
    for name in found:
        at = name.first
        while at < name.behind:
            for end in range(min(name.behind, at + 4), at, -1):
                tokens = tuple(word.text for word in document.words[at:end])
                figure = groups.known(tokens)
                if figure < 0 and len(tokens[-1]) > 2 and all(map(str.isupper, tokens)):
                    figure = groups.known(tuple(token.capitalize() for token in tokens))
                if figure >= 0:
                    mentions.append(Mention(Name(at, end, at, end, tokens, "", "", True), figure))
                    break
            else:
                end = at + 1
            at = end
    return mentions


def _figure(document: Document, press: Press, sort: Sort, found: list[Name]) -> Figure:
    name = max(found, key=lambda n: (len(n.tokens), len(n.text), -n.first)).text
    if sort == "outlet":
        given = next((p.name for n in found if (p := press.covering(n.first))), "")
        name = given or next(
            (full for n in found if (full := canonical(document, n)) != n.text), name
        )
    if sort == "place" and name in places():
        name = places()[name][0]
    roles = [n.role for n in found if n.role and not _bare(n.role)]
    title_nouns = {titles()[n.title].noun for n in found if n.title in titles()} - {""}
    words = {word for role in roles for word in _traits(role.split())}
    traits = words | title_nouns | _origins(document, found)
    traits |= {nouns()[word].lemma for word in words if word in nouns()}
    gender, sure = _gender(found, traits) if sort == "person" else ("", False)
    traits |= {same(trait) for trait in traits} | _ages(document, found)
    role = max(roles, key=lambda r: min(len(r.split()), 6), default="")
    return Figure(name, sort, gender, sure, role, frozenset(traits))


def _traits(role: list[str]) -> Iterator[str]:
    """The words of a role in lower case, without the party in a body's name ("Republican National
    Committee chairman" makes nobody "the Republican")."""
    sorts = table("function_words")
    ends = [at for at, word in enumerate(role) if sorts.get(word.lower()) == "preposition"]
    core = role[: ends[0]] if ends else role
    owned = max((at + 1 for at, word in enumerate(core) if _OF_OTHERS.search(word)), default=0)
    role = role[owned:] or role  # "the senator's daughter" is no senator
    for word, after in zip(role, [*role[1:], ""], strict=True):
        if not (after[:1].isupper() and table("capitals").get(word) == "modifier"):
            yield word.lower()


def same(role: str) -> str:
    """The word that stands for all that mean the same office or calling ("attorney": lawyer)."""
    return table("same_roles").get(role, role)


def _ages(document: Document, found: list[Name]) -> set[str]:
    """Ages given behind a name ("NAME, 34," and "NAME (34)"), as "34-year-old"."""
    ages = set()
    for name in found:
        around = [word.text for word in document.words[name.behind : name.behind + 3]]
        set_off = len(around) == 3 and around[0] + around[2] in (",,", ",.", "()")
        if set_off and around[1].isdecimal() and len(around[1]) < 4:
            ages.add(f"{around[1]}-year-old")
    return ages


def _bare(role: str) -> bool:
    """Whether a role is no more than a form of address."""
    title = titles().get(role)
    return title is not None and not title.noun


def _origins(document: Document, found: list[Name]) -> set[str]:
    """Places in "Senator NAME of Florida", "NAME (R-Fla.)", "Florida Sen. NAME", in lower case."""
    origins: set[str] = set()
    for name in found:
        if not (name.title or name.role):
            continue
        around = document.words[name.begin : min(len(document.words), name.behind + 6)]
        for word in around:
            form = word.text.partition("-")[2] or word.text
            if form != word.text and word.text[:2] in ("R-", "D-"):
                origins.add("republican" if word.text[0] == "R" else "democrat")
            place = places().get(form) or places().get(form + ".")
            if place is not None and place[1] in ("region", "country"):
                origins.update(place[0].lower().split())
    return origins


def _gender(found: list[Name], traits: set[str]) -> tuple[str, bool]:
    """Gender, and whether it is sure."""
    votes = [titles()[n.title].gender for n in found if n.title in titles()]
    votes += [nouns()[trait].gender for trait in traits if trait in nouns()]
    clear = sorted({vote for vote in votes if vote})
    if len(clear) == 1:
        return clear[0], True
    first = max((n.tokens for n in found), key=len)
    return table("first_names").get(first[0], ""), False
