"""Which person a description means: "the senator", "her opponent", "the author", "his wife"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from sayso.reading.lexicon import nouns
from sayso.reading.sources.discourse import Discourse, figure_described, shared
from sayso.reading.sources.figures import Figure, Mention, same
from sayso.reading.sources.phrases import GENERIC, POSSESSIVE, Phrase
from sayso.reading.sources.references import Reference, of_figure, of_phrase

_COMMON = frozenset(
    "mother father mom dad son daughter brother sister husband wife uncle aunt friend colleague "
    "family relative person man woman boy girl supporter voter critic student".split()
)
_KINSHIP = frozenset("wife husband son daughter father mother brother sister dad mom".split())
_OPPOSING = frozenset("opponent rival challenger foe nemesis predecessor successor".split())
_RUNNING = frozenset(
    "candidate nominee contender hopeful front-runner frontrunner republican democrat politician "
    "incumbent".split()
)
_OFFICES = _RUNNING | frozenset(
    "president senator governor representative congressman congresswoman mayor secretary minister "
    "lawmaker businessman businesswoman billionaire mogul chairman speaker leader".split()
)
_WRITING = frozenset("author columnist writer essayist blogger commentator".split())
_OTHERS = frozenset("another one each every any no some".split())
_SINGLE = frozenset("judge mayor governor sheriff coroner".split())
_LEAD = 3  # sentences in which a story may describe whom it names later
_FRESH = 2.0  # for somebody just brought in, where an age is given
_REACH = 4  # sentences that "the businessman" may lie behind his name


class Spoken(Protocol):
    """What was said before: `Said` of sources.py."""

    @property
    def sentence(self) -> int: ...
    @property
    def reference(self) -> Reference: ...


@dataclass(frozen=True, slots=True)
class Persons:
    """Resolves descriptions of one person within one text."""

    scene: Discourse

    def resolve(self, phrase: Phrase, behind: int, said: Sequence[Spoken]) -> Reference:
        """Whom a phrase means whose words go on to `behind`; itself if nobody is found."""
        who = self.scene.person_at.get(phrase.head, -1)
        own = replace(of_phrase(self.scene, phrase, max(phrase.behind, behind)), who=who)
        if phrase.determiner and not phrase.definite:
            return self.later(phrase) or self._holder(phrase) or own
        for number in self._aged(phrase):
            return self._figure(number)
        if phrase.lemma in GENERIC and phrase.determiner:
            return self._salient(phrase, said) or own
        own_ones, others = self._related(phrase)
        figure = own_ones[0] if own_ones else figure_described(self.scene.cast, phrase, others)
        if figure >= 0:
            return self._figure(figure)
        return self._introduced(phrase, who) or self._guessed(phrase, said) or own

    def _figure(self, number: int) -> Reference:
        return replace(of_figure(self.scene, number), who=number)

    def _aged(self, phrase: Phrase) -> list[int]:
        """Who is said to be of the age that a phrase gives ("the 34-year-old nurse")."""
        ages = {word for word in phrase.modifiers if word.endswith("-year-old")}
        return [
            number
            for number, figure in enumerate(self.scene.cast.figures)
            if figure.sort == "person" and ages & figure.traits and _agree(phrase, figure)
        ]

    def _holder(self, phrase: Phrase) -> Reference | None:
        """The one holder of an office whom a lead gives by it and the text names later."""
        words = self.scene.document.words
        if phrase.determiner not in ("a", "an") or same(phrase.lemma) not in _SINGLE:
            return None
        held = {
            number
            for number, figure in enumerate(self.scene.cast.figures)
            if figure.sort == "person" and same(phrase.lemma) in figure.traits
        }
        first = [m.name.first for m in self.scene.cast.mentions if m.figure in held]
        lead = words[phrase.head].sentence <= _LEAD
        if len(held) != 1 or not lead or min(first) < phrase.head:
            return None
        return self._figure(held.pop())

    def _related(self, phrase: Phrase) -> tuple[list[int], set[int]]:
        """Who is named as "NAME's lawyer" is, and who is named as somebody else's."""
        at, owner, words = phrase.possessor, self.possessor(phrase), self.scene.document.words
        my = at >= 0 and words[at].lower in ("my", "our")
        own_ones: list[int] = []
        others: set[int] = set()
        if at < 0 or (owner < 0 and not my):
            return own_ones, others
        for mention in self.scene.cast.mentions:
            name, figure = mention.name, self.scene.cast.figure_of(mention)
            held = {same(noun_of(word)) for word in name.role.lower().split()}
            if figure.sort != "person" or same(phrase.lemma) not in held:
                continue
            span = [
                *range(max(0, name.begin - 2), name.first),
                *range(name.behind, name.behind_role),
            ]
            whose = self.named_in(span) - {mention.figure}
            whose = {who for who in whose if self.scene.cast.figures[who].sort == "person"}
            whose |= {self.scene.pronouns[word] for word in span if word in self.scene.pronouns}
            if owner in whose or (my and any(words[k].lower in ("my", "our") for k in span)):
                own_ones.append(mention.figure)
            elif whose:
                others.add(mention.figure)
        return own_ones, others - set(own_ones)

    def _introduced(self, phrase: Phrase, who: int) -> Reference | None:
        """Somebody described before without a name ("a woman" … "the woman")."""
        count = len(self.scene.cast.figures)
        if who < count:
            return None
        before = self.scene.described[who - count]
        if before.head == phrase.head or before.definite:
            return None
        return replace(of_phrase(self.scene, before, before.behind), who=who)

    def _guessed(self, phrase: Phrase, said: Sequence[Spoken]) -> Reference | None:
        """Whom a phrase means that shares no word with anybody's role."""
        found: Reference | None = None
        if phrase.lemma in _KINSHIP:
            found = self._relative(phrase)
        elif phrase.lemma in _WRITING:
            found = self._writer(phrase)
        found = found or self.later(phrase)
        aged = any(word.endswith("-year-old") for word in phrase.modifiers)
        pointing = phrase.determiner in ("the", "this", "that") and (
            aged or phrase.lemma not in _COMMON
        )
        if found is None and (pointing or (phrase.lemma in _OPPOSING and phrase.possessor >= 0)):
            found = self._salient(phrase, said)
        return found

    def _salient(self, phrase: Phrase, said: Sequence[Spoken]) -> Reference | None:
        """The person whom the text has just been about, other than whose the description is."""
        figures = self.scene.cast.figures
        barred = self.possessor(phrase)
        scores = self._scores(phrase, said)
        scores.pop(barred, None)
        for number, figure in enumerate(figures):
            held, alike = same(phrase.lemma) in figure.traits, shared(phrase, figure)
            if figure.sort == "person" and (held or alike) and number != barred:
                scores[number] = scores.get(number, 0.0) + 0.8 * held + 0.8 * alike
            elif number in scores and _other(phrase, figure):
                scores[number] -= 1.5
        if any(word.endswith("-year-old") for word in phrase.modifiers):
            for number in self._new(phrase):
                scores[number] = scores.get(number, 0.0) + _FRESH
        fitting = [who for who in scores if _agree(phrase, figures[who])]
        if not fitting:
            return None
        return self._figure(max(fitting, key=lambda who: (scores[who], -who)))

    def _new(self, phrase: Phrase) -> set[int]:
        """Persons whom the two sentences before a phrase have brought in: those get an age."""
        words = self.scene.document.words
        first: dict[int, int] = {}
        for mention in self.scene.cast.mentions:
            first.setdefault(mention.figure, words[mention.name.first].sentence)
        here = words[phrase.head].sentence
        return {
            number
            for number, sentence in first.items()
            if 0 < here - sentence <= 2 and self.scene.cast.figures[number].sort == "person"
        }

    def _scores(self, phrase: Phrase, said: Sequence[Spoken]) -> dict[int, float]:
        """How present each person is before a phrase; those of its own sentence are left out."""
        words = self.scene.document.words
        sentence = words[phrase.head].sentence
        scores: dict[int, float] = {}
        for place in said:
            who, far = place.reference.who, sentence - place.sentence
            if 0 < far <= _REACH and 0 <= who < len(self.scene.cast.figures):
                scores[who] = max(scores.get(who, 0.0), 3.0 - 0.6 * far)
        here = set()
        for mention in self.scene.cast.mentions:
            far = sentence - words[mention.name.first].sentence
            if 0 < far <= _REACH and self.scene.cast.figure_of(mention).sort == "person":
                score = 1.6 - 0.3 * far
                scores[mention.figure] = max(scores.get(mention.figure, 0.0), score) + 0.1
            if far == 0:
                here.add(mention.figure)
        return {who: score for who, score in scores.items() if who not in here}

    def _writer(self, phrase: Phrase) -> Reference | None:
        """Who is said to write for a living, nearest to "the author"."""
        found = [
            (abs(mention.name.first - phrase.head), mention.figure)
            for mention in self.scene.cast.mentions
            if self.scene.cast.figure_of(mention).sort == "person"
            and self.scene.cast.figure_of(mention).traits & _WRITING
        ]
        return self._figure(min(found)[1]) if found else None

    def _relative(self, phrase: Phrase) -> Reference | None:
        """The one other person of the same surname as whose "husband" he is."""
        figures = self.scene.cast.figures
        owner = self.possessor(phrase)
        if not 0 <= owner < len(figures):
            return None
        surname = figures[owner].name.split()[-1]
        fitting = [
            number
            for number, figure in enumerate(figures)
            if number != owner and figure.sort == "person" and figure.gender == phrase.gender
            and " " in figure.name and figure.name.split()[-1] == surname
        ]  # fmt: skip
        return self._figure(fitting[0]) if len(fitting) == 1 else None

    def later(self, phrase: Phrase) -> Reference | None:
        """Whom a lead describes and names only when he or she speaks a little later."""
        words = self.scene.document.words
        sentence = words[phrase.head].sentence
        if sentence > _LEAD or not phrase.personal or phrase.determiner in _OTHERS:
            return None
        new = bool(phrase.determiner) and not phrase.definite
        earlier: set[int] = set()
        for mention in self.scene.cast.mentions:
            far = words[mention.name.first].sentence - sentence
            if far > _REACH:
                break
            if mention.name.first < phrase.head:
                earlier.add(mention.figure)
                continue
            figure = self.scene.cast.figure_of(mention)
            speaks = far > 0 and len(mention.name.tokens) > 1 and self._speaks(mention)
            owned = phrase.possessor >= 0 and words[phrase.possessor].lower not in POSSESSIVE
            likely = phrase.lemma in figure.traits or not (figure.role or new or owned)
            if figure.sort != "person" or mention.figure in earlier or not (speaks and likely):
                continue
            if _agree(phrase, figure):
                return self._figure(mention.figure)
        return None

    def _speaks(self, mention: Mention) -> bool:
        """Whether a source begins with a name."""
        speaking, name = self.scene.speaking, mention.name
        return name.first in speaking and name.begin - 1 not in speaking

    def possessor(self, phrase: Phrase) -> int:
        """The person whose a description is, -1 if nobody's."""
        at = phrase.possessor
        if at < 0:
            return -1
        if self.scene.document.words[at].lower in POSSESSIVE:
            return self.scene.pronouns.get(at, -1)
        mention = self.scene.cast.mention_at(at)
        return mention.figure if mention is not None else -1

    def named_in(self, span: Iterable[int]) -> set[int]:
        """Figures named within some words."""
        mentions = map(self.scene.cast.mention_at, span)
        return {mention.figure for mention in mentions if mention is not None}


def noun_of(word: str) -> str:
    """The singular of a noun for a source; other words as they are."""
    noun = nouns().get(word)
    return word if noun is None else noun.lemma


def _other(phrase: Phrase, figure: Figure) -> bool:
    """Whether a figure is said to be something else than who runs for an office."""
    known = {trait for trait in figure.traits if trait in nouns() and nouns()[trait].person}
    return phrase.lemma in _RUNNING and bool(known) and not known & _OFFICES


def _agree(phrase: Phrase, figure: Figure) -> bool:
    return not phrase.gender or figure.gender in ("", phrase.gender)
