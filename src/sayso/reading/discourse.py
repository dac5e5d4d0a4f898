"""A text with everybody who is spoken of: figures, described persons, and whom pronouns mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sayso.reading.document import Document
from sayso.reading.figures import Cast, cast
from sayso.reading.phrases import Phrase, phrases
from sayso.reading.press import Press, press
from sayso.reading.pronouns import Mark, Scene, resolve


@dataclass(frozen=True, slots=True)
class Discourse:
    """`phrases` in order, by `phrase_at[head word]`; `people[pronoun word]` → person.

    A person is an index into `cast.figures`, or that many plus an index into `described`, the
    first phrases that persons without a name are described by. `speaking`: words of sources.
    """

    document: Document
    press: Press
    cast: Cast
    phrases: tuple[Phrase, ...]
    phrase_at: Mapping[int, Phrase]
    described: tuple[Phrase, ...]
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
    people = dict(enumerate(company.figures))
    genders = {number: figure.gender for number, figure in people.items()}
    unsure = frozenset(number for number, figure in people.items() if not figure.sure)
    scene = Scene(document, marks, speakers, genders, unsure)
    return Discourse(
        document, prints, company, found, {phrase.head: phrase for phrase in found}, described,
        {mark.word: mark.who for mark in marks}, resolve(scene), speakers,
    )  # fmt: skip


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


def figure_described(company: Cast, phrase: Phrase) -> int:
    """The figure that a definite phrase means by what it was said to be, or -1."""
    best, figure = (0.0, 0.0, 0), -1
    recent = {m.figure: m.name.first for m in company.mentions if m.name.first < phrase.first}
    for number, candidate in enumerate(company.figures):
        if candidate.sort != "person" or phrase.lemma not in candidate.traits:
            continue
        if phrase.gender and candidate.gender not in ("", phrase.gender):
            continue
        shared = len(phrase.modifiers & candidate.traits) - 0.5 * len(
            phrase.modifiers - candidate.traits
        )
        rank = (1.0 + shared, float(number in recent), recent.get(number, 0))
        if figure < 0 or rank > best:
            best, figure = rank, number
    return figure
