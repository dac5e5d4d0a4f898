"""A text with everybody who is spoken of: figures, described persons, and whom pronouns mean."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sayso.reading.document import Document
from sayso.reading.lexicon import places
from sayso.reading.sources.figures import Cast, Figure, cast, same
from sayso.reading.sources.phrases import GENERIC, Phrase, phrases
from sayso.reading.sources.press import Press, press
from sayso.reading.sources.pronouns import Mark, Scene, resolve


@dataclass(frozen=True, slots=True)
class Discourse:
    """`phrases` in order, by `phrase_at[head word]`; `people[pronoun word]` → person.

    A person is an index into `cast.figures`, or that many plus an index into `described`, the
    first phrases that persons without a name are described by. `introduced`: those persons whom the
    text names after all → figure. `speaking`: words of sources.
    """

    document: Document
    press: Press
    cast: Cast
    phrases: tuple[Phrase, ...]
    phrase_at: Mapping[int, Phrase]
    described: tuple[Phrase, ...]
    introduced: Mapping[int, int]
    person_at: Mapping[int, int]
    pronouns: Mapping[int, int]
    speaking: frozenset[int]


def discourse(
    document: Document,
    sources: Sequence[tuple[int, int]],
    contents: Sequence[Sequence[tuple[int, int]]] = (),
) -> Discourse:
    """Read a text; `sources`: ranges of the words of its sources; `contents`: of what each says."""
    speakers = frozenset(word for first, behind in sources for word in range(first, behind))
    prints = press(document)
    company = cast(document, prints, speakers)
    found = phrases(document, company)
    marks, described = marks_of(company, found)
    introduced = _introduced(document, company, marks, found)
    marks = tuple(
        replace(mark, who=introduced[mark.who]) if mark.who in introduced else mark
        for mark in marks
    )
    people = dict(enumerate(company.figures))
    genders = {number: figure.gender for number, figure in people.items()}
    unsure = frozenset(number for number, figure in people.items() if not figure.sure)
    told = _told(marks, sources, contents)
    scene = Scene(document, marks, speakers, genders, unsure, told)
    return Discourse(
        document, prints, company, found, {phrase.head: phrase for phrase in found}, described,
        introduced, {mark.word: mark.who for mark in marks}, resolve(scene), speakers,
    )  # fmt: skip


def _told(
    marks: tuple[Mark, ...],
    sources: Sequence[tuple[int, int]],
    contents: Sequence[Sequence[tuple[int, int]]],
) -> Mapping[int, frozenset[int]]:
    """Word of a source → persons named in its content."""
    named = [mark for mark in marks if not mark.described]
    words = [mark.word for mark in named]
    told: dict[int, frozenset[int]] = {}
    for (first, _), ranges in zip(sources, contents, strict=False):
        told[first] = frozenset(
            named[at].who
            for low, high in ranges
            for at in range(bisect_left(words, low), bisect_left(words, high))
        )
    return told


def _introduced(
    document: Document, company: Cast, marks: tuple[Mark, ...], found: tuple[Phrase, ...]
) -> dict[int, int]:
    """Persons described without a name whom the text then names ("a woman named NAME")."""
    words = document.words
    known: dict[int, int] = {}
    by_head = {phrase.head: phrase for phrase in found}
    seen: set[int] = set()
    for mention in company.mentions:
        name, figure = mention.name, company.figure_of(mention)
        new = mention.figure not in seen
        seen.add(mention.figure)
        if not new or figure.sort not in ("person", "other") or name.begin < 3:
            continue
        before = [word.lower for word in words[name.begin - 3 : name.begin]]
        called = before[-1] == "named" or before[-2:] == ["identified", "as"]
        called = called or (before[-2:-1] == ["name"] and before[-1] in ("is", "was", "as"))
        own = before[0] in ("her", "his", "whose") and before[1] == "name"
        if not (called or _apposed(document, name.begin, name.behind, by_head)):
            continue
        earliest = document.bounds[max(0, words[name.begin].sentence - own)]
        for mark in marks:
            near = earliest <= mark.word < name.begin and mark.who >= len(company.figures)
            if near and not {mark.gender, figure.gender} >= {"m", "f"}:
                known.setdefault(mark.who, mention.figure)
    return known


def _apposed(document: Document, begin: int, behind: int, by_head: Mapping[int, Phrase]) -> bool:
    """Whether a name stands between commas behind one person's description."""
    words = document.words
    if words[begin - 1].text != "," or behind >= len(words) or words[behind].text != ",":
        return False
    phrase = by_head.get(begin - 2)
    return phrase is not None and phrase.personal


def marks_of(
    company: Cast, found: tuple[Phrase, ...]
) -> tuple[tuple[Mark, ...], tuple[Phrase, ...]]:
    """Mentions of persons in order, and the first phrase for each that is only described."""
    marks = []
    within: set[int] = set()
    for mention in company.mentions:
        name, figure = mention.name, company.figure_of(mention)
        within.update(range(name.begin, name.behind_role))
        if figure.sort in ("person", "other"):
            sure = figure.sort == "person"
            place = (name.behind, name.begin)
            marks.append(Mark(name.first, mention.figure, figure.gender, False, sure, *place))
    described: list[Phrase] = []
    groups: dict[str, list[int]] = {}
    for phrase in found:
        if not phrase.personal or not phrase.determiner or phrase.head in within:
            continue
        who = _who(company, phrase, groups, described)
        gender = phrase.gender
        marks.append(Mark(phrase.head, who, gender, True, True, phrase.behind, phrase.first))
    marks.sort(key=lambda mark: mark.word)
    return tuple(marks), tuple(described)


def _who(
    company: Cast, phrase: Phrase, groups: dict[str, list[int]], described: list[Phrase]
) -> int:
    """The person that a phrase describes: a figure, one described before, or a new one."""
    if phrase.definite:
        figure = figure_described(company, phrase)
        if figure >= 0:
            return figure
        known = groups.get(phrase.lemma, [])
        for who in reversed(known):
            if phrase.modifiers <= described[who - len(company.figures)].modifiers:
                return who
        if len(known) == 1:
            return known[0]
    described.append(phrase)
    who = len(company.figures) + len(described) - 1
    groups.setdefault(phrase.lemma, []).append(who)
    return who


def figure_described(
    company: Cast, phrase: Phrase, barred: frozenset[int] | set[int] = frozenset()
) -> int:
    """The figure that a definite phrase means by what it was said to be, or -1."""
    best, figure = (0.0, 0.0, 0), -1
    recent = {m.figure: m.name.first for m in company.mentions if m.name.first < phrase.first}
    for number, candidate in enumerate(company.figures):
        if candidate.sort != "person" or number in barred:
            continue
        if phrase.lemma in GENERIC and number not in recent:
            continue
        if same(phrase.lemma) not in candidate.traits:
            continue
        if _of_another(company, phrase, candidate):
            continue
        if phrase.gender and candidate.gender not in ("", phrase.gender):
            continue
        alike = shared(phrase, candidate)
        rank = (
            1.0 + alike - 0.5 * (len(phrase.modifiers) - alike),
            float(number in recent),
            recent.get(number, 0),
        )
        if figure < 0 or rank > best:
            best, figure = rank, number
    return figure


def _of_another(company: Cast, phrase: Phrase, candidate: Figure) -> bool:
    """Whether a phrase is of one country ("Peru's spokesman") and a figure's role of another."""
    mention = company.mention_at(phrase.possessor) if phrase.possessor >= 0 else None
    if mention is None or company.figure_of(mention).sort != "place":
        return False
    words = [re.split("['’]", word)[0] for word in candidate.role.split()]
    held = {places()[word][0] for word in words if word in places()}
    return bool(held) and company.figure_of(mention).name not in held


def shared(phrase: Phrase, figure: Figure) -> int:
    """How many of a phrase's modifiers a figure is said to have."""
    return sum(same(modifier) in figure.traits for modifier in phrase.modifiers)
