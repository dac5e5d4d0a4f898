"""Whom "he" and "she" mean: every singular personal pronoun of a text, in order.

A linear score over the persons mentioned before (and, failing those, next in the sentence). The
weights were learned on GAP's development part (training/train_pronouns.py); CSV beside the words.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from operator import mul
from types import MappingProxyType

from sayso.reading.document import Document
from sayso.reading.lexicon import rows, table

WINDOW = 6  # sentences to look back
_MOST = 14  # persons to choose among
_MALE = frozenset("he him his himself".split())
_FEMALE = frozenset("she her hers herself".split())
PERSONAL = _MALE | _FEMALE
_HEARD = PERSONAL | {"who"}
# Behind these a clause goes on about its own sentence, whoever has been speaking before
_INNER = frozenset("after because when while if before since although though until".split())
_OBJECT = frozenset("him himself herself".split())
FEATURES = (
    "same", "back1", "back2", "back3", "beyond", "rank", "subject", "subject_subject",
    "possessive", "object", "pronoun", "pronoun_subject", "speaker", "speaker_speaker",
    "last_speaker", "last_speaker_speaker", "quoted", "count", "unknown", "first", "paragraph",
    "clause", "described", "unsure", "opening", "subject_other",
    "against", "told",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mark:
    """One mention of a person at words `[begin, behind)`, the name at `word`.

    `who` numbers the person; `described`: by a phrase, not by name; `sure`: what is
    named can only be a person.
    """

    word: int
    who: int
    gender: str
    described: bool
    sure: bool
    behind: int
    begin: int


@dataclass(frozen=True, slots=True)
class Scene:
    """What the resolver sees. `speaking`: words of sources; `marks` in text order; `unsure`:
    persons whose gender only a first name suggests; `told`: pronoun that is a source → persons
    named in what it says, of whom it hardly is one ("Cole will win, he said")."""

    document: Document
    marks: tuple[Mark, ...]
    speaking: frozenset[int]
    genders: Mapping[int, str]
    unsure: frozenset[int]
    told: Mapping[int, frozenset[int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Seen:
    mark: Mark
    pronoun: bool
    place: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A pronoun, the persons it may mean and what speaks for each (`FEATURES`)."""

    word: int
    people: tuple[int, ...]
    features: tuple[tuple[float, ...], ...]


@cache
def weights() -> tuple[float, ...]:
    """Learned weights in the order of `FEATURES`."""
    learned = {row[0]: float(row[1]) for row in rows("pronoun_weights")}
    return tuple(learned[name] for name in FEATURES)


def resolve(scene: Scene) -> Mapping[int, int]:
    """Pronoun word → person; pronouns for which nobody can be meant are left out."""
    chosen: dict[int, int] = {}
    for choice, best in walk(scene, weights()):
        chosen[choice.word] = best
    return MappingProxyType(chosen)


def walk(scene: Scene, weighting: tuple[float, ...]) -> Iterator[tuple[Choice, int]]:
    """Each pronoun with its candidates and the best of them; choices feed those that follow."""
    state = _State(scene)
    marks = {mark.word: mark for mark in scene.marks}
    words = scene.document.words
    pronouns = [at for at, word in enumerate(words) if word.lower in _HEARD and at not in marks]
    for at in sorted([*marks, *pronouns]):
        mark = marks.get(at)
        if mark is not None:
            state.see(mark, False)
            continue
        lower = words[at].lower
        if lower not in PERSONAL:
            if at in scene.speaking:
                state.hear(at)
            continue
        choice = state.choice(at, "m" if lower in _MALE else "f")
        if not choice.people:
            continue
        totals = [_dot(weighting, row) for row in choice.features]
        best = choice.people[max(range(len(totals)), key=lambda k: (totals[k], -k))]
        yield choice, best
        state.see(Mark(at, best, "m" if lower in _MALE else "f", False, True, at + 1, at), True)


def _dot(a: tuple[float, ...], b: tuple[float, ...]) -> float:
    total: float = sum(map(mul, a, b))
    return total


class _State:
    """What has been read up to a pronoun; lives within one `walk`."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._seen: list[_Seen] = []
        self._genders = dict(scene.genders)
        self._unsure = scene.unsure
        self._counts: dict[int, int] = {}
        self._order: dict[int, int] = {}
        self._last_speaker = -1

    def see(self, mark: Mark, pronoun: bool) -> None:
        """Take in a mention, or a pronoun with whom it means."""
        who = mark.who
        role = _place(self._scene.document, mark)
        self._seen.append(_Seen(mark, pronoun, role))
        self._counts[who] = self._counts.get(who, 0) + 1
        self._order.setdefault(who, len(self._order))
        if mark.gender and not self._genders.get(who):
            self._genders[who] = mark.gender
        if mark.word in self._scene.speaking:
            self._last_speaker = who

    def hear(self, at: int) -> None:
        """Take it that whoever a "who" at a word follows speaks."""
        words = self._scene.document.words
        if self._seen and words[self._seen[-1].mark.word].sentence == words[at].sentence:
            self._last_speaker = self._seen[-1].mark.who

    def choice(self, at: int, gender: str) -> Choice:
        """The persons whom a pronoun may mean."""
        words = self._scene.document.words
        sentence = words[at].sentence
        people: dict[int, tuple[float, ...]] = {}
        for seen in reversed(self._seen):
            who = seen.mark.who
            if sentence - words[seen.mark.word].sentence > WINDOW or len(people) == _MOST:
                break
            if who not in people and self._fits(who, gender):
                people[who] = self._features(at, seen, len(people), gender)
        if not people:
            people = self._behind(at, gender)
        return Choice(at, tuple(people), tuple(people.values()))

    def _behind(self, at: int, gender: str) -> dict[int, tuple[float, ...]]:
        """Whom the sentence names only after the pronoun."""
        words = self._scene.document.words
        for mark in self._scene.marks:
            near = mark.word > at and words[mark.word].sentence - words[at].sentence <= 1
            if near and self._fits(mark.who, gender):
                seen = _Seen(mark, False, _place(self._scene.document, mark))
                return {mark.who: self._features(at, seen, 0, gender)}
        return {}

    def _fits(self, who: int, gender: str) -> bool:
        return self._genders.get(who, "") in ("", gender) or who in self._unsure

    def _features(self, at: int, seen: _Seen, rank: int, gender: str) -> tuple[float, ...]:
        words = self._scene.document.words
        mark, word = seen.mark, words[at]
        there = words[mark.word]
        who, far = mark.who, word.sentence - there.sentence
        subject = _subject_pronoun(word.text)
        speaking = at in self._scene.speaking and (at == 0 or words[at - 1].lower not in _INNER)
        near = far == 0
        return (
            near, far == 1, far == 2, far == 3, far > 3,
            min(rank, 5) / 5,
            seen.place == "subject", seen.place == "subject" and subject,
            seen.place == "possessive", seen.place == "object",
            seen.pronoun, seen.pronoun and subject,
            mark.word in self._scene.speaking, speaking and mark.word in self._scene.speaking,
            self._last_speaker == who, speaking and self._last_speaker == who,
            there.quoted != word.quoted,
            math.log1p(self._counts.get(who, 0)),
            self._genders.get(who, "") == "",
            self._order.get(who, 9) == 0,
            word.paragraph == there.paragraph,
            near and word.lower in _OBJECT and _close(self._scene.document, mark.word, at),
            mark.described, not mark.sure,
            far == 1 and _opens(self._scene.document, mark.begin),
            near and seen.place == "subject" and not subject,
            self._genders.get(who, "") not in ("", gender),
            who in self._scene.told.get(at, ()),
        )  # fmt: skip


def _subject_pronoun(text: str) -> bool:
    return text.lower() in ("he", "she")


def _place(document: Document, mark: Mark) -> str:
    """Where a mention stands in its clause, by the words beside it."""
    words = document.words
    if mark.behind < len(words) and words[mark.behind].text in ("'s", "’s", "'"):
        return "possessive"
    if words[mark.word].lower in ("his", "her"):
        return "possessive"
    start = document.bounds[words[mark.word].sentence]
    begin = _owner(document, mark.begin, start)
    if begin == start:
        return "subject"
    before = words[begin - 1].text
    sort = table("function_words").get(before.lower(), "")
    if not before[:1].isalnum() or sort in ("conjunction", "demonstrative", "adverb"):
        return "subject"
    return "object"


def _owner(document: Document, begin: int, start: int) -> int:
    """Where the owner of what begins at a word is named ("Cole's aide"), else that word."""
    words = document.words
    if begin - 1 <= start or words[begin - 1].text not in ("'s", "’s"):
        return begin
    at = begin - 2
    while at > start and words[at - 1].capital:
        at -= 1
    return at


def _opens(document: Document, word: int) -> bool:
    return word == document.bounds[document.words[word].sentence]


def _close(document: Document, first: int, behind: int) -> bool:
    """No mark or joining word stands between: both are in one clause."""
    return not any(
        not word.text[:1].isalnum() or table("function_words").get(word.lower) == "conjunction"
        for word in document.words[first + 1 : behind]
        if word.text not in ("'s", "’s")
    )
