"""Sources of several: "NAME and NAME", "NAME and her aides", "two jurors, NAME and NAME"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sayso.domain import Link
from sayso.reading.lexicon import nouns
from sayso.reading.sources.described import Describing, Spoken
from sayso.reading.sources.discourse import Discourse
from sayso.reading.sources.phrases import OWNING, POSSESSIVE
from sayso.reading.sources.references import Reference, of_figure

_TWO = (["two"], ["pair"], ["duo"], ["two", "men"], ["two", "women"], ["both"], ["both", "men"])
_REACH = 3  # sentences before "the two" that may name them
_AND = frozenset("and or , & as well both former".split())


@dataclass(frozen=True, slots=True)
class Together:
    """Resolves sources that name or describe several, within one text."""

    scene: Discourse
    describing: Describing

    def resolve(self, first: int, behind: int, said: Sequence[Spoken]) -> Reference | None:
        """Whom the words `[first, behind)` join; None where they speak of one."""
        several = self.two(first, behind) or self._several(first, behind)
        several = several or self._accompanied(first, behind)
        return several or self._apposed(first, behind) or self._with_others(first, behind, said)

    def two(self, first: int, behind: int) -> Reference | None:
        """Whom "the two" or "the pair" means; None where a source is neither."""
        text = [word.lower for word in self.scene.document.words[first:behind]]
        if text[:1] == ["the"]:
            text = text[1:]
        return self.pair(first) if text in _TWO else None

    def pair(self, first: int) -> Reference | None:
        """The two persons whom the sentences before a word name, if they name no others."""
        scene, words = self.scene, self.scene.document.words
        place = words[first].sentence
        for reach in range(_REACH + 1):
            start = scene.document.bounds[max(0, place - reach)]
            told = words[first].quoted
            near = [m for m in scene.cast.mentions if start <= m.name.first < first]
            named = [m.figure for m in near if words[m.name.first].quoted == told]
            named += [scene.pronouns[at] for at in range(start, first) if at in scene.pronouns]
            count = len(scene.cast.figures)
            named = [
                who for who in named if who < count and scene.cast.figures[who].sort == "person"
            ]
            found = sorted(set(named), key=named.index)
            if len(found) >= 2:
                pair = " and ".join(scene.cast.figures[who].name for who in found)
                return Reference(Link(pair, "person", True), -1, True) if len(found) == 2 else None
        return None

    def _accompanied(self, first: int, behind: int) -> Reference | None:
        """Somebody named with others who are not ("NAME and her aides"): as the one named."""
        scene, words = self.scene, self.scene.document.words
        at = first
        while at < behind and self._titled(at):
            at += 1
        mention = scene.cast.mention_at(at)
        if mention is None or mention.name.behind + 1 >= behind:
            return None
        if " " not in scene.cast.figure_of(mention).name:
            return None
        then, last = mention.name.behind, words[behind - 1].lower
        kind = of_figure(scene, mention.figure).link.kind
        if words[then].lower != "and" or kind not in ("person", "organisation", "outlet"):
            return None
        if self._persons(then, behind) or last not in nouns() or not nouns()[last].plural:
            return None
        name = f"{scene.cast.figures[mention.figure].name} {scene.document.slice(then, behind)}"
        return Reference(Link(name, kind, True), -1, True)

    def _persons(self, first: int, behind: int) -> bool:
        """Whether some words name anybody, or anything but a place or people."""
        named = filter(None, map(self.scene.cast.mention_at, range(first, behind)))
        return any(self.scene.cast.figure_of(m).sort not in ("place", "group") for m in named)

    def _with_others(self, first: int, behind: int, said: Sequence[Spoken]) -> Reference | None:
        """Somebody described with others ("the senator and his aides"): as who is described."""
        words = self.scene.document.words
        then = next((at for at in range(first, behind) if words[at].lower == "and"), behind)
        last = nouns().get(words[behind - 1].lower)
        if then + 2 >= behind or words[then + 1].lower not in POSSESSIVE:
            return None
        phrase = self.scene.phrase_at.get(then - 1)
        one = phrase is not None and phrase.first == first and phrase.personal and phrase.definite
        if phrase is None or not one or last is None or not last.plural:
            return None
        found = self.describing.resolve(phrase, then, said)
        if not found.link.named:
            return None
        name = f"{found.link.name} {self.scene.document.slice(then, behind)}"
        return Reference(Link(name, found.link.kind, True), -1, True)

    def _apposed(self, first: int, behind: int) -> Reference | None:
        """Several whom a description goes on to name ("two jurors, NAME and NAME")."""
        words = self.scene.document.words
        for at in range(first + 1, behind):
            if words[at].text == ",":
                head = nouns().get(words[at - 1].lower)
                several = head is not None and head.plural and head.person
                end = behind - (words[behind - 1].text == ",")
                return self._several(at + 1, end) if several else None
        return None

    def _several(self, first: int, behind: int) -> Reference | None:
        """Persons or bodies joined by commas and "and"; None where there are not two."""
        scene, words = self.scene, self.scene.document.words
        found: list[int] = []
        at = first
        while at < behind:
            mention = scene.cast.mention_at(at)
            if self._titled(at):
                at += 1
            elif words[at].text == "(" and found:
                at = self._closed(at, behind)
            elif words[at].text in OWNING:
                return None
            elif mention is not None and mention.name.first == at:
                found.append(mention.figure)
                at = mention.name.behind
            elif words[at].lower in _AND:
                at += 1
            elif len(set(found)) > 1 and words[at - 1].text == ",":
                break
            else:
                return None
        names = list(dict.fromkeys(scene.cast.figures[number].name for number in found))
        joining = {word.lower for word in words[first:behind]} & {"and", "or", "as"}
        if len(names) < 2 or not joining:
            return None
        kinds = [of_figure(scene, number).link.kind for number in found]
        kind = "person" if "person" in kinds else kinds[0]
        text = ", ".join(names[:-1]) + f" {'or' if joining == {'or'} else 'and'} " + names[-1]
        return Reference(Link(text, kind, kind != "people"), -1, True)

    def _closed(self, at: int, behind: int) -> int:
        """Behind the bracket that opens at a word."""
        words = self.scene.document.words
        return next((end + 1 for end in range(at, behind) if words[end].text == ")"), behind)

    def _titled(self, at: int) -> bool:
        """Whether a word is part of a title or role before a name."""
        for ahead in range(at + 1, min(at + 9, len(self.scene.document.words))):
            mention = self.scene.cast.mention_at(ahead)
            if mention is not None and mention.name.begin <= at < mention.name.first:
                return True
        return False
