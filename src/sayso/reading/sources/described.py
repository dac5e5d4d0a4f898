"""Whom a description means: "her campaign", "the paper", "officials", "the poll"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from sayso.domain import Link
from sayso.reading.lexicon import places
from sayso.reading.sources.antecedents import named_before, over, start_of
from sayso.reading.sources.discourse import Discourse
from sayso.reading.sources.names import is_head
from sayso.reading.sources.persons import Persons, Spoken
from sayso.reading.sources.phrases import Phrase
from sayso.reading.sources.references import Reference, of_figure, of_phrase

_BODIES = frozenset(
    "company firm corporation group organization organisation agency department nonprofit charity "
    "committee union association institute bank university commission council bureau airline "
    "automaker manufacturer startup panel museum hospital studio insurer lender utility".split()
)
_GROUPS = frozenset("group organization organisation".split())
_ISSUED = frozenset("statement release message post".split())
_PRINTED = frozenset("article report story piece column editorial op-ed dispatch".split())
_PUBLISHED = frozenset("published posted carried filed aired broadcast printed first".split())
_PAGES = frozenset("website site page blog".split())
_IN = frozenset("in by from on at".split())
_REPORTS = frozenset(
    "investigation analysis profile coverage reporting feature exclusive exposé expose review "
    "interview tally".split()
)
_POLLS = frozenset("poll survey result results finding findings numbers figures".split())
_ALIKE = (
    _POLLS,
    frozenset("report study review analysis research paper".split()),
    frozenset("lawsuit suit complaint filing".split()),
    frozenset("email e-mail message note letter memo memorandum".split()),
    frozenset("ad advert advertisement commercial spot video".split()),
)
_REACH = 4  # sentences that "the company" may lie behind its name
_NEXT = 2  # sentences that "the report" may lie behind the outlet whose it is
_LEAD = 3  # sentences in which a story may describe what it names later
_OTHERS = frozenset("another one each every any no some".split())


@dataclass(frozen=True, slots=True)
class Describing:
    """Resolves descriptions within one text."""

    scene: Discourse
    persons: Persons = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "persons", Persons(self.scene))

    def plain(self, phrase: Phrase) -> Reference:
        """A phrase by its own words."""
        return of_phrase(self.scene, phrase, phrase.behind)

    def resolve(self, phrase: Phrase, behind: int, said: Sequence[Spoken]) -> Reference:
        """Whom a phrase means whose words go on to `behind`, after what was said before."""
        own = of_phrase(self.scene, phrase, max(phrase.behind, behind))
        whose = self._reporting(phrase, behind)
        if whose is not None:
            return whose
        headline = not phrase.determiner and self.scene.document.words[phrase.first].sentence < 2
        if behind > phrase.behind and not phrase.definite and not (headline and phrase.personal):
            body = phrase.kind == "organisation" and not phrase.plural
            return (self._heralded(phrase, False) if body and not own.link.named else None) or own
        if phrase.personal:
            return self.persons.resolve(phrase, behind, said)
        if phrase.kind == "organisation":
            return self._body(phrase, own, behind)
        if phrase.person:
            return self._fuller(phrase, behind) or own
        outlet = phrase.kind == "outlet"
        return (self._outlet(phrase) if outlet else self._paper(phrase, own, behind, said)) or own

    def before(self, at: int, plural: bool) -> Iterator[tuple[int, Reference]]:
        """What "they" (or "it") at a word can mean, with where it is mentioned."""
        earliest = start_of(self.scene, at)
        yield from named_before(self.scene, at, plural)
        for phrase in self.scene.phrases:
            if earliest > phrase.first or phrase.behind > at or over(self.scene, phrase.head, at):
                continue
            if phrase.plural != plural:
                continue
            if plural and (phrase.person or phrase.kind == "organisation"):
                yield phrase.first, self.plain(phrase)
            elif not plural and phrase.kind in ("organisation", "document"):
                yield phrase.first, self._body(phrase, self.plain(phrase), phrase.behind)

    def _fuller(self, phrase: Phrase, behind: int) -> Reference | None:
        """An earlier phrase of the same noun that says more ("US officials" for "officials")."""
        pointing = phrase.determiner in ("these", "those")
        bare = pointing or (phrase.determiner in ("", "the") and not phrase.modifiers)
        if not bare or behind > phrase.behind:
            return None
        same = _GROUPS if phrase.lemma in _GROUPS else {phrase.lemma}
        for other in reversed(self.scene.phrases):
            alike = other.head < phrase.head and other.plural and other.lemma in same
            if alike and other.modifiers and other.determiner not in ("no", "other", "any"):
                return self.plain(other)
        return None

    def _outlet(self, phrase: Phrase) -> Reference | None:
        """The outlet that "the paper" means: a known one, or the last that was named."""
        printed = self.scene.press.covering(phrase.head)
        if printed is not None:
            return Reference(Link(printed.name, "outlet", True))
        if (named := self._named_outlet(phrase)) is not None:
            return named
        if not phrase.definite:
            return self._introduced(phrase)
        if phrase.plural:
            return None
        for mention in reversed(self.scene.cast.mentions):
            outlet = self.scene.cast.figure_of(mention).sort == "outlet"
            if outlet and mention.name.first < phrase.head:
                return of_figure(self.scene, mention.figure)
        return None

    def _introduced(self, phrase: Phrase) -> Reference | None:
        """The outlet that a headline or lead describes ("a local paper") and the text names."""
        words = self.scene.document.words
        sentence = words[phrase.head].sentence
        if sentence > _LEAD or phrase.plural or phrase.determiner in _OTHERS:
            return None
        for mention in self.scene.cast.mentions:
            far = words[mention.name.first].sentence - sentence
            new = mention.name.first > phrase.head and far <= _LEAD
            if self.scene.cast.figure_of(mention).sort == "outlet":
                return of_figure(self.scene, mention.figure) if new else None
        return None

    def _named_outlet(self, phrase: Phrase) -> Reference | None:
        """The outlet that a phrase itself names: "the Velm Courier website", "the WXYB station"."""
        found = self._published(phrase)
        if found is not None:
            return found
        words = self.scene.document.words
        last = self.scene.cast.mention_at(phrase.head - 1)
        if last is None and words[phrase.head - 1].lower in ("web", "news"):
            last = self.scene.cast.mention_at(phrase.head - 2)
        if last is None or phrase.plural or phrase.person:
            return None
        figure = self.scene.cast.figure_of(last)
        body = figure.sort in ("organisation", "other", "place")
        if not body or last.name.text in places():
            return None
        name = self.scene.document.slice(last.name.first, phrase.behind)
        body = figure.sort == "organisation" and any(map(is_head, last.name.tokens))
        own = body and phrase.lemma in _PAGES
        return Reference(Link(name, "organisation" if own else "outlet", True))

    # Bodies -------------------------------------------------------------------------------------

    def _body(self, phrase: Phrase, own: Reference, behind: int) -> Reference:
        if phrase.possessor >= 0:
            return self._whose(phrase, own)
        if own.link.named and phrase.determiner in ("", "the"):
            loose = phrase.lemma in _BODIES and phrase.definite and not phrase.plural
            nation = loose and all(
                self.scene.cast.figures[who].sort == "group" for who in self._owners(phrase)
            )
            return (self._named_body(phrase) if nation else None) or own
        if phrase.plural and phrase.lemma in _GROUPS:
            return self._fuller(phrase, behind) or own
        if not phrase.definite or phrase.plural:
            return (None if own.link.named else self._heralded(phrase, True)) or own
        if behind > phrase.behind:
            return own
        return self._named_body(phrase) or self._longest(phrase, own)

    def _whose(self, phrase: Phrase, own: Reference) -> Reference:
        """The body of an owner ("his campaign") as the article calls it, else by the owner."""
        owner = self.persons.possessor(phrase)
        if not 0 <= owner < len(self.scene.cast.figures):
            return own
        forms = [
            self.plain(other).link.name
            for other in self.scene.phrases
            if other.lemma == phrase.lemma and owner in self._owners(other)
        ]
        tail = self.scene.document.slice(phrase.possessor + 1, phrase.behind)
        tail = tail.removeprefix("'s ").removeprefix("’s ")
        name = max(forms, key=len, default="")
        owned = name or f"{self.scene.cast.figures[owner].name} {tail}"
        return replace(own, link=replace(own.link, name=owned, named=True))

    def _owners(self, phrase: Phrase) -> set[int]:
        """Figures named within a phrase before its head."""
        return self.persons.named_in(range(phrase.first, phrase.head))

    def _named_body(self, phrase: Phrase) -> Reference | None:
        """The body named last whose name has the noun, or that any such noun can mean."""
        words = self.scene.document.words
        loose: Reference | None = None
        for mention in reversed(self.scene.cast.mentions):
            figure = self.scene.cast.figure_of(mention)
            if figure.sort != "organisation" or mention.name.first > phrase.head:
                continue
            if phrase.lemma in figure.name.lower().split() and " " in figure.name:
                return of_figure(self.scene, mention.figure)
            far = words[phrase.head].sentence - words[mention.name.first].sentence
            if loose is None and phrase.lemma in _BODIES and far <= _REACH:
                loose = of_figure(self.scene, mention.figure)
        return loose

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

    # Documents ----------------------------------------------------------------------------------

    def _paper(
        self, phrase: Phrase, own: Reference, behind: int, said: Sequence[Spoken]
    ) -> Reference | None:
        """A document: the fullest phrase for it; a report may be an outlet's."""
        bare = not phrase.determiner and not phrase.modifiers and phrase.lemma in _POLLS
        if phrase.possessor >= 0 and not own.link.named:
            return self._owned(phrase, own)
        if own.link.named or behind > phrase.behind or phrase.possessor >= 0:
            return None
        if not (phrase.definite or bare):
            return self._announced(phrase)
        printed = phrase.lemma in _PRINTED
        if printed and not phrase.modifiers and (found := self._reported(phrase, _NEXT)):
            return found
        alike = next((words for words in _ALIKE if phrase.lemma in words), {phrase.lemma})
        best = self._fullest(phrase, alike)
        if best is not None and best.link.named:
            return best
        if phrase.lemma in _ISSUED and not phrase.modifiers and not phrase.plural:
            best = self._issued(phrase, said) or best
        return (self._reported(phrase, _REACH) if printed else self._titled(alike)) or best

    def _owned(self, phrase: Phrase, own: Reference) -> Reference:
        """Somebody's document ("her brief") by the owner's name."""
        owner = self.persons.possessor(phrase)
        if phrase.plural or not 0 <= owner < len(self.scene.cast.figures):
            return own
        if self.scene.cast.figures[owner].sort not in ("person", "organisation"):
            return own
        tail = self.scene.document.slice(phrase.possessor + 1, phrase.behind)
        tail = tail.removeprefix("'s ").removeprefix("’s ")
        name = f"{self.scene.cast.figures[owner].name}'s {tail}"
        return replace(own, link=replace(own.link, name=name, named=True))

    def _issued(self, phrase: Phrase, said: Sequence[Spoken]) -> Reference | None:
        """ "The statement" by the name of whoever was heard just before it."""
        if phrase.determiner != "the" or not said:
            return None
        last = said[-1]
        far = self.scene.document.words[phrase.head].sentence - last.sentence
        if not (0 < far <= _NEXT and last.reference.link.named):
            return None
        if last.reference.link.kind not in ("person", "organisation", "outlet"):
            return None
        return Reference(Link(f"{last.reference.link.name} {phrase.lemma}", "document", True))

    def _reporting(self, phrase: Phrase, behind: int) -> Reference | None:
        """The outlet that a phrase speaks of by its report or blog."""
        if phrase.kind != "document" or phrase.plural:
            return None
        if phrase.lemma in _PRINTED | _REPORTS:
            return self._published(phrase) or self._carried(phrase, behind)
        return self._named_outlet(phrase) if phrase.lemma == "blog" else None

    def _carried(self, phrase: Phrase, behind: int) -> Reference | None:
        """The outlet that a phrase says a report is in or by ("a story in the Courier")."""
        scene, words = self.scene, self.scene.document.words
        at = phrase.behind
        while at < min(behind, phrase.behind + 3) and words[at].lower in _PUBLISHED:
            at += 1
        if at >= behind or words[at].lower not in _IN:
            return None
        for word in range(at + 1, min(behind, at + 7)):
            printed = scene.press.covering(word)
            if printed is not None and not (printed.platform or printed.programme):
                return Reference(Link(printed.name, "outlet", True))
            mention = scene.cast.mention_at(word)
            if mention is not None:
                outlet = scene.cast.figure_of(mention).sort == "outlet"
                if outlet or scene.cast.figure_of(mention).sort not in ("group", "place"):
                    return of_figure(scene, mention.figure) if outlet else None
        return None

    def _announced(self, phrase: Phrase) -> Reference | None:
        """A document that a lead brings in ("a new poll") and the text names a little later."""
        words = self.scene.document.words
        sentence = words[phrase.head].sentence
        if sentence > _LEAD or phrase.plural or phrase.determiner in _OTHERS:
            return None
        alike = next((group for group in _ALIKE if phrase.lemma in group), {phrase.lemma})
        for other in self.scene.phrases:
            far = words[other.head].sentence - sentence
            if other.head <= phrase.head or other.lemma not in alike or far > _REACH:
                continue
            candidate = self.plain(other)
            if candidate.link.named and candidate.link.kind == "document":
                return candidate
        return None

    def _heralded(self, phrase: Phrase, loose: bool) -> Reference | None:
        """A body that a lead or headline describes and the text names a little later: one with the
        noun in its name, or (`loose`) one that speaks."""
        scene, words = self.scene, self.scene.document.words
        sentence = words[phrase.head].sentence
        if sentence > _LEAD or phrase.plural or phrase.determiner in _OTHERS:
            return None
        earlier: set[int] = set()
        for mention in scene.cast.mentions:
            name, figure = mention.name, scene.cast.figure_of(mention)
            far = words[name.first].sentence - sentence
            if far > _REACH:
                break
            if name.first < phrase.head:
                earlier.add(mention.figure)
            elif far > 0 and figure.sort == "organisation" and mention.figure not in earlier:
                held = phrase.lemma in figure.name.lower().split() and " " in figure.name
                speaks = loose and phrase.lemma in _BODIES and name.first in scene.speaking
                if held or speaks:
                    return of_figure(scene, mention.figure)
        return None

    def _published(self, phrase: Phrase) -> Reference | None:
        """The outlet whose report a phrase speaks of ("a Dunmore Courier article")."""
        scene = self.scene
        for word in range(phrase.first, phrase.head):
            printed = scene.press.covering(word)
            if printed is not None and not printed.platform:
                return Reference(Link(printed.name, "outlet", True))
            mention = scene.cast.mention_at(word)
            if mention is not None and scene.cast.figure_of(mention).sort == "outlet":
                return of_figure(scene, mention.figure)
        return None

    def _fullest(self, phrase: Phrase, alike: frozenset[str] | set[str]) -> Reference | None:
        """The nearest phrase for such a document that names it, else the nearest fuller one."""
        best: Reference | None = None
        for other in self.scene.phrases:
            if other.lemma not in alike or other.head == phrase.head or other.kind == "outlet":
                continue
            if other.head > phrase.head and best is not None:
                break
            if phrase.lemma == other.lemma and phrase.plural and not other.plural:
                continue
            candidate = self.plain(other)
            before = other.head < phrase.head and other.lemma == phrase.lemma
            if before and other.possessor >= 0 and not candidate.link.named:
                candidate = self._owned(other, candidate)
            if candidate.link.named or (best is None and other.modifiers and other.determiner):
                best = candidate
        return best

    def _titled(self, alike: frozenset[str] | set[str]) -> Reference | None:
        """A document by a proper name with one of these nouns ("the Dunmore Poll")."""
        for number, figure in enumerate(self.scene.cast.figures):
            if figure.sort == "document" and figure.name.split()[-1].lower() in alike:
                return of_figure(self.scene, number)
        return None

    def _reported(self, phrase: Phrase, reach: int) -> Reference | None:
        """The outlet whose article "the report" is, if one was named shortly before."""
        words = self.scene.document.words
        for printed in reversed(self.scene.press.prints):
            far = words[phrase.head].sentence - words[printed.first].sentence
            if printed.first < phrase.first and not printed.platform and far <= reach:
                return Reference(Link(printed.name, "outlet", True))
        return None


__all__ = ["Describing", "Spoken"]
