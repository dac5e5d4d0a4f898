"""Whom a description means: "the senator", "her campaign", "the paper", "officials", "the poll"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from sayso.domain import Link
from sayso.reading.discourse import Discourse, figure_described
from sayso.reading.phrases import POSSESSIVE, Phrase
from sayso.reading.references import NOBODY, Reference, of_figure, of_phrase

_BODIES = frozenset(
    "company firm corporation group organization organisation agency department nonprofit charity "
    "committee party union association institute bank university commission council board office "
    "administration government court ministry army police panel bureau service".split()
)
_PRINTED = frozenset("article report story piece column editorial op-ed dispatch".split())
_ALIKE = (
    frozenset("poll survey result finding number figure".split()),
    frozenset("report study review analysis research paper".split()),
    frozenset("lawsuit suit complaint filing".split()),
    frozenset("email e-mail message note letter memo memorandum".split()),
    frozenset("ad advert advertisement commercial spot video".split()),
    frozenset("adviser advisor aide".split()),
    frozenset("spokesman spokeswoman spokesperson".split()),
)
_KIN = frozenset(
    "mother father mom dad son daughter brother sister husband wife uncle aunt friend colleague "
    "family relative man woman boy girl supporter voter critic student".split()
)
_OPPOSING = frozenset("opponent rival challenger foe nemesis predecessor successor".split())
_WRITING = frozenset("author columnist writer essayist blogger commentator".split())
_REACH = 4  # sentences that "the businessman" may lie behind his name


class Spoken(Protocol):
    """What was said before: `Said` of sources.py."""

    @property
    def sentence(self) -> int: ...
    @property
    def reference(self) -> Reference: ...


@dataclass(frozen=True, slots=True)
class Describing:
    """Resolves descriptions within one text."""

    scene: Discourse

    def plain(self, phrase: Phrase) -> Reference:
        """A phrase by its own words."""
        return of_phrase(self.scene, phrase, phrase.behind)

    def resolve(
        self, phrase: Phrase, behind: int, sentence: int, said: Sequence[Spoken]
    ) -> Reference:
        """Whom a phrase means whose words go on to `behind`."""
        own = of_phrase(self.scene, phrase, max(phrase.behind, behind))
        if behind > phrase.behind and not phrase.definite:
            return own
        if phrase.personal:
            return self._one(phrase, own, sentence, said)
        if phrase.person:
            return self._fuller(phrase, own) if self._bare(phrase, behind) else own
        if phrase.kind == "outlet":
            return self._outlet(phrase, own)
        if phrase.kind == "organisation":
            return self._body(phrase, own, behind)
        return self._paper(phrase, own, behind)

    def before(self, at: int, plural: bool) -> Iterator[tuple[int, Reference]]:
        """Bodies, documents and groups mentioned before a word, with where."""
        words = self.scene.document.words
        earliest = self.scene.document.bounds[max(0, words[at].sentence - 2)]
        for mention in self.scene.cast.mentions:
            figure = self.scene.cast.figure_of(mention)
            if earliest <= mention.name.first < at:
                if figure.sort in ("organisation", "outlet") or (plural and figure.sort == "group"):
                    yield mention.name.first, of_figure(self.scene, mention.figure)
        for phrase in self.scene.phrases:
            if earliest <= phrase.first < at and phrase.behind <= at:
                if plural and phrase.plural and phrase.person:
                    yield phrase.first, self.plain(phrase)
                elif not plural and not phrase.plural and phrase.kind in ("organisation", "document"):
                    yield phrase.first, self._body(phrase, self.plain(phrase), phrase.behind)

    def _bare(self, phrase: Phrase, behind: int) -> bool:
        return not phrase.modifiers and phrase.determiner in ("", "the", "these", "those") and (
            behind <= phrase.behind
        )

    # One person ---------------------------------------------------------------------------------

    def _one(
        self, phrase: Phrase, own: Reference, sentence: int, said: Sequence[Spoken]
    ) -> Reference:
        count = len(self.scene.cast.figures)
        who = self.scene.person_at.get(phrase.head, -1)
        figure = figure_described(self.scene.cast, phrase)
        if phrase.definite or not phrase.determiner:
            if figure >= 0:
                return replace(of_figure(self.scene, figure), who=figure)
        else:
            return replace(own, who=who)
        known = who >= count and self.scene.described[who - count].head != phrase.head
        if known:
            return replace(self.plain(self.scene.described[who - count]), who=who)
        if phrase.lemma in _WRITING or phrase.determiner in ("the", "this", "that"):
            if phrase.lemma not in _KIN:
                return self._salient(phrase, own, sentence, said)
        if phrase.lemma in _OPPOSING and phrase.possessor >= 0:
            return self._salient(phrase, own, sentence, said)
        return replace(own, who=who)

    def _salient(
        self, phrase: Phrase, own: Reference, sentence: int, said: Sequence[Spoken]
    ) -> Reference:
        """The person whom the text has just been about, other than whose the description is."""
        words = self.scene.document.words
        barred = self._possessor(phrase)
        here = self.scene.document.sentence(words[phrase.head].sentence)
        scores: dict[int, float] = {}
        for place in said:
            who = place.reference.who
            far = sentence - place.sentence
            if 0 < far <= _REACH and 0 <= who < len(self.scene.cast.figures):
                scores[who] = max(scores.get(who, 0.0), 3.0 - 0.6 * far)
        for mention in self.scene.cast.mentions:
            far = words[phrase.head].sentence - words[mention.name.first].sentence
            if 0 < far <= _REACH and self.scene.cast.figure_of(mention).sort == "person":
                score = 1.6 - 0.3 * far
                scores[mention.figure] = max(scores.get(mention.figure, 0.0), score) + 0.1
        for mention in self.scene.cast.mentions:
            if here[0] <= mention.name.first < here[1]:
                scores.pop(mention.figure, None)
        scores.pop(barred, None)
        fitting = {
            who: score for who, score in scores.items()
            if not phrase.gender or self.scene.cast.figures[who].gender in ("", phrase.gender)
        }  # fmt: skip
        if not fitting:
            return own
        best = max(fitting, key=lambda who: (fitting[who], -who))
        return replace(of_figure(self.scene, best), who=best)

    def _possessor(self, phrase: Phrase) -> int:
        """The person whose a description is, -1 if nobody's."""
        at = phrase.possessor
        if at < 0:
            return -1
        if self.scene.document.words[at].text.lower() in POSSESSIVE:
            return self.scene.pronouns.get(at, -1)
        mention = self.scene.cast.mention_at(at)
        return mention.figure if mention is not None else -1

    # Many, bodies, outlets, documents -----------------------------------------------------------

    def _fuller(self, phrase: Phrase, own: Reference) -> Reference:
        """An earlier phrase of the same noun that says more ("US officials" for "officials")."""
        for other in reversed(self.scene.phrases):
            if other.head < phrase.head and other.plural and other.lemma == phrase.lemma:
                if other.modifiers and other.determiner not in ("no", "other", "any"):
                    return self.plain(other)
        return own

    def _outlet(self, phrase: Phrase, own: Reference) -> Reference:
        printed = self.scene.press.covering(phrase.head)
        if printed is not None:
            return Reference(Link(printed.name, "outlet", True))
        if phrase.plural or not phrase.definite:
            return own
        for mention in reversed(self.scene.cast.mentions):
            if mention.name.first < phrase.head:
                if self.scene.cast.figure_of(mention).sort == "outlet":
                    return of_figure(self.scene, mention.figure)
        return own

    def _body(self, phrase: Phrase, own: Reference, behind: int) -> Reference:
        if phrase.possessor >= 0:
            return self._whose(phrase, own)
        if own.link.named and phrase.determiner in ("", "the"):
            return own
        if not phrase.definite or phrase.plural or behind > phrase.behind:
            return own
        return self._named_body(phrase) or self._longest(phrase, own)

    def _whose(self, phrase: Phrase, own: Reference) -> Reference:
        """"His campaign": as the article calls it elsewhere, else by the owner's name."""
        owner = self._possessor(phrase)
        if not 0 <= owner < len(self.scene.cast.figures):
            return own
        forms = [
            of_phrase(self.scene, other, other.behind).link.name
            for other in self.scene.phrases
            if other.lemma == phrase.lemma and owner in self._owners(other)
        ]
        tail = self.scene.document.slice(phrase.possessor + 1, phrase.behind)
        tail = tail.removeprefix("'s ").removeprefix("’s ")
        name = max(forms, key=len, default="")
        owned = name or f"{self.scene.cast.figures[owner].name} {tail}"
        return replace(own, link=replace(own.link, name=owned, named=True))

    def _owners(self, phrase: Phrase) -> set[int]:
        """Persons named within a phrase before its head."""
        mentions = map(self.scene.cast.mention_at, range(phrase.first, phrase.head))
        return {mention.figure for mention in mentions if mention is not None}

    def _named_body(self, phrase: Phrase) -> Reference | None:
        """The body named last whose name has the noun, or that any such noun can mean."""
        loose: Reference | None = None
        for mention in reversed(self.scene.cast.mentions):
            figure = self.scene.cast.figure_of(mention)
            if figure.sort != "organisation" or mention.name.first > phrase.head:
                continue
            if phrase.lemma in figure.name.lower().split():
                return of_figure(self.scene, mention.figure)
            far = self.scene.document.words[phrase.head].sentence - (
                self.scene.document.words[mention.name.first].sentence
            )
            if loose is None and phrase.lemma in _BODIES and far <= _REACH:
                loose = of_figure(self.scene, mention.figure)
        return None if phrase.lemma == "campaign" else loose

    def _longest(self, phrase: Phrase, own: Reference) -> Reference:
        """The nearest phrase of the same noun that names whose or which it is."""
        best = own
        for other in self.scene.phrases:
            if other.lemma != phrase.lemma or other.plural != phrase.plural or other == phrase:
                continue
            if other.head > phrase.head and best is not own:
                break
            if self._owners(other):
                best = self.plain(other)
            elif other.possessor >= 0:
                whose = self._whose(other, own)
                best = whose if whose is not own else best
        return best

    def _paper(self, phrase: Phrase, own: Reference, behind: int) -> Reference:
        """A document: the fullest phrase for it before; a report may be an outlet's."""
        bare = not phrase.determiner and not phrase.modifiers and phrase.lemma in _ALIKE[0]
        if own.link.named or not (phrase.definite or bare) or phrase.possessor >= 0:
            return own
        if behind > phrase.behind:
            return own
        alike = next((words for words in _ALIKE if phrase.lemma in words), {phrase.lemma})
        best: Reference | None = None
        for other in self.scene.phrases:
            if other.lemma not in alike or other.head == phrase.head:
                continue
            if other.head > phrase.head and best is not None:
                break
            candidate = self.plain(other)
            if candidate.link.named or (best is None and other.modifiers and other.determiner):
                best = candidate
        if phrase.lemma in _PRINTED and (best is None or not best.link.named):
            return self._reported(phrase)
        return best or own

    def _reported(self, phrase: Phrase) -> Reference:
        """The outlet whose article "the report" is, if one was named shortly before."""
        words = self.scene.document.words
        for printed in reversed(self.scene.press.prints):
            far = words[phrase.head].sentence - words[printed.first].sentence
            if printed.first < phrase.first and not printed.platform and far <= _REACH:
                return Reference(Link(printed.name, "outlet", True))
        return self.plain(phrase)


__all__ = ["NOBODY", "Describing"]
