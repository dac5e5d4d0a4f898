"""A text with everybody who is spoken of: figures, described persons, and whom pronouns mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sayso.reading.document import Document
from sayso.reading.figures import Cast, Figure, cast, same
from sayso.reading.phrases import Phrase, phrases
from sayso.reading.press import Press, press
from sayso.reading.pronouns import Mark, Scene, resolve


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


def discourse(document: Document, sources: list[tuple[int, int]]) -> Discourse:
    """Read a text; `sources`: ranges of the words of its sources."""
    speakers = frozenset(word for first, behind in sources for word in range(first, behind))
    prints = press(document)
    company = cast(document, prints, speakers)
    found = phrases(document, company)
    marks, described = marks_of(company, found)
    introduced = _introduced(document, company, marks, found)
    marks = tuple(replace(mark, who=introduced.get(mark.who, mark.who)) for mark in marks)
    people = dict(enumerate(company.figures))
    genders = {number: figure.gender for number, figure in people.items()}
    unsure = frozenset(number for number, figure in people.items() if not figure.sure)
    scene = Scene(document, marks, speakers, genders, unsure)
    return Discourse(
        document, prints, company, found, {phrase.head: phrase for phrase in found}, described,
        introduced, {mark.word: mark.who for mark in marks}, resolve(scene), speakers,
    )  # fmt: skip


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
        before = [word.text.lower() for word in words[name.begin - 3 : name.begin]]
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
    groups: dict[str, int] = {}
    for phrase in found:
        if not phrase.personal or not phrase.determiner or phrase.head in within:
            continue
        who = _who(company, phrase, groups, described)
        gender = phrase.gender
        marks.append(Mark(phrase.head, who, gender, True, True, phrase.behind, phrase.first))
    marks.sort(key=lambda mark: mark.word)
    return tuple(marks), tuple(described)


def _who(company: Cast, phrase: Phrase, groups: dict[str, int], described: list[Phrase]) -> int:
    """The person that a phrase describes: a figure, one described before, or a new one."""
    if phrase.definite:
        figure = figure_described(company, phrase)
        if figure >= 0:
            return figure
        if phrase.lemma in groups:
            return groups[phrase.lemma]
    described.append(phrase)
    groups[phrase.lemma] = len(company.figures) + len(described) - 1
    return groups[phrase.lemma]


def figure_described(
    company: Cast, phrase: Phrase, barred: frozenset[int] | set[int] = frozenset()
) -> int:
    """The figure that a definite phrase means by what it was said to be, or -1."""
    best, figure = (0.0, 0.0, 0), -1
    recent = {m.figure: m.name.first for m in company.mentions if m.name.first < phrase.first}
    for number, candidate in enumerate(company.figures):
        if candidate.sort != "person" or number in barred:
            continue
        if same(phrase.lemma) not in candidate.traits:
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


def shared(phrase: Phrase, figure: Figure) -> int:
    """How many of a phrase's modifiers a figure is said to have."""
    return sum(same(modifier) in figure.traits for modifier in phrase.modifiers)
