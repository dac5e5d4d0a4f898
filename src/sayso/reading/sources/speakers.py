"""Whom the source of an attribution means: a person, body, outlet or document of the article."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from operator import itemgetter

from sayso.domain import Link
from sayso.reading.attributions import Attribution
from sayso.reading.document import joined
from sayso.reading.lexicon import nouns, table
from sayso.reading.sources.described import Describing
from sayso.reading.sources.discourse import Discourse
from sayso.reading.sources.figures import Mention
from sayso.reading.sources.heads import Heads
from sayso.reading.sources.phrases import OWNING, Phrase
from sayso.reading.sources.pronouns import PERSONAL
from sayso.reading.sources.references import NOBODY, Reference, of_figure

_RELATIVE = frozenset("who which that whose whom".split())
_THEY = frozenset("they them their theirs themselves both".split())
_IT = frozenset("it its itself".split())
_LEADING = frozenset("he she him they them i me we us himself herself themselves".split())
_WE = frozenset("i me my mine myself we us our ours ourselves".split())
_OPENING = frozenset("even as both only also by according to in".split())
_FLOATING = frozenset(
    "both also all each too then now later himself herself itself themselves myself ourselves "
    "who which that".split()
)
_FIRST = frozenset(("I", "me", "myself"))
_RUMOURS = frozenset(
    "speculation rumor rumors rumour rumours fears fear concern concerns claims suggestions "
    "questions expectations hopes criticism accusations allegations".split()
)
_BE = frozenset("is are was were be been being 's get gets got getting".split())
_ONE = 0.4
_NEAR = 3  # sentences that a speaker left out may lie back


@dataclass(frozen=True, slots=True)
class Said:
    """An attribution as words, and whom its source means."""

    attribution: Attribution
    first: int
    behind: int
    sentence: int
    reference: Reference


@dataclass(frozen=True, slots=True)
class Sources:
    """Resolves the sources of one text, in their order."""

    scene: Discourse
    byline: tuple[str, ...] = ()
    _describing: Describing = field(init=False)
    _heads: Heads = field(init=False)
    _signatures: tuple[tuple[int, str], ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_describing", Describing(self.scene))
        object.__setattr__(self, "_heads", Heads(self.scene, self._describing))
        object.__setattr__(self, "_signatures", tuple(_signatures(self.scene)))

    def resolve(self, attributions: Sequence[Attribution]) -> list[Said]:
        """Whom each attribution is from; `NOBODY` where nobody can be named."""
        places = [self._place(attribution) for attribution in attributions]
        said: list[Said] = []
        for place in places:
            if not self._of_quoted(place):
                said.append(replace(place, reference=self._reference(place, said)))
        if len(said) == len(places):
            return said
        # "I" may lie within words whose speaker is named only after them
        known = iter(said)
        return [
            replace(place, reference=self._reference(place, said))
            if self._of_quoted(place)
            else next(known)
            for place in places
        ]

    def _place(self, attribution: Attribution) -> Said:
        first, behind = self._range(attribution)
        sentence = self._sentence(self.scene.document.at(joined(attribution.cue)[0]))
        return Said(attribution, first, behind, sentence, NOBODY)

    def _of_quoted(self, place: Said) -> bool:
        """Whether a source is "I" or "we"."""
        source = self.scene.document.words[place.first : place.behind]
        own = bool(source) and source[0].lower in _WE and source[0].text != "US"
        return own or self._with_me(place.first, place.behind)

    def _with_me(self, first: int, behind: int) -> bool:
        """Whether a source counts the speaker in at its end ("my sisters and I")."""
        source = [word.text for word in self.scene.document.words[first:behind]]
        return len(source) > 2 and source[-1] in _FIRST and source[-2] in ("and", "or")

    def _range(self, attribution: Attribution) -> tuple[int, int]:
        if not attribution.source:
            return 0, 0
        return self.scene.document.range(*attribution.source[0])

    def _sentence(self, word: int) -> int:
        words = self.scene.document.words
        return words[min(word, len(words) - 1)].sentence if words else 0

    def _reference(self, place: Said, said: list[Said]) -> Reference:
        first, behind = self._trimmed(place.first, place.behind)
        if first >= behind:
            return self._left_out(place, said)
        if self._with_me(first, behind):
            return self._writer(place, said, "i")
        if self._oneself(first, behind):
            return self._writer(place, said, "i")
        pronoun = self._pronoun(first, behind, place, said)
        if pronoun is not None:
            return pronoun
        return self._heads.resolve(first, behind, said)

    def _oneself(self, first: int, behind: int) -> bool:
        """Whether a writer speaks of himself as "this reporter"."""
        words = [word.lower for word in self.scene.document.words[first:behind]]
        noun = nouns().get(words[-1])
        writes = words[-1] in ("author", "writer") or (noun is not None and noun.journalist)
        return len(words) == 2 and words[0] == "this" and writes

    def _trimmed(self, first: int, behind: int) -> tuple[int, int]:
        """A source without marks and small words around it."""
        words = self.scene.document.words
        while first < behind and (
            (not words[first].text[:1].isalnum() and words[first].text[:1] not in "#@$")
            or (words[first].lower in _OPENING and behind - first > 1)
        ):
            first += 1
        while first < behind and (
            not (words[behind - 1].text[:1].isalnum() or words[behind - 1].text == "%")
            or (words[behind - 1].lower in _FLOATING and self._floats(first, behind - 1))
        ):
            behind -= 1
        return first, behind

    def _floats(self, first: int, at: int) -> bool:
        """Whether a word only follows the name or noun of its source ("NAME also")."""
        before = self.scene.document.words[at - 1].lower
        ended = before in nouns() or before in _FLOATING or before in _LEADING | {","}
        if self.scene.document.words[at].lower in _RELATIVE and at - first > 1:
            return True
        return at > first and (ended or self.scene.cast.mention_at(at - 1) is not None)

    # Pronouns -----------------------------------------------------------------------------------

    def _pronoun(self, first: int, behind: int, place: Said, said: list[Said]) -> Reference | None:
        """Whom a pronoun means, None where the source is none."""
        shown = self.scene.document.words[first].text
        text = shown.lower().partition("'")[0].partition("’")[0]
        alone = behind - first == 1
        if text in _RELATIVE and (alone or not self._asked(first, text)):
            return self._antecedent(first, said, text == "who")
        if shown == "US" or not (alone or text in _LEADING):
            return None
        if text in PERSONAL:
            who = self.scene.pronouns.get(first, -1)
            return self._person(who, said) or self._last_person(place, said)
        if text in _WE:
            return self._writer(place, said, text)
        return self._they(first, text, place, said) if text in _THEY | _IT else None

    def _they(self, first: int, text: str, place: Said, said: list[Said]) -> Reference:
        """Whom "they", "both" or "it" means: a group or body, or two persons just named."""
        pair = self._heads.together.pair(first) if text in _THEY else None
        if pair is not None and text == "both":
            return pair
        found = self._earlier(first, text in _THEY, place, said)
        return pair if pair is not None and found is NOBODY else found

    def _person(self, who: int, said: list[Said]) -> Reference | None:
        if who < 0:
            return None
        count = len(self.scene.cast.figures)
        if who < count:
            found = of_figure(self.scene, who)
            return replace(found, who=who, link=replace(found.link, kind="person", named=True))
        phrase = self.scene.described[who - count]
        return self._describing.persons.resolve(phrase, phrase.behind, said)

    def _last(self, place: Said, said: list[Said]) -> Reference:
        """Who spoke last."""
        for before in reversed(said):
            if place.sentence - before.sentence > _NEAR:
                break
            if before.reference is not NOBODY:
                return before.reference
        return NOBODY

    def _last_person(self, place: Said, said: list[Said]) -> Reference:
        """Which person spoke last."""
        persons = [s for s in said if s.reference.link.kind in ("person", "officials", "people")]
        return self._last(place, persons)

    def _writer(self, place: Said, said: list[Said], text: str) -> Reference:
        """Whom "I" and "we" mean: whoever is being quoted there, else the writer."""
        at = self.scene.document.words[place.first].start
        for other in reversed(said):
            if any(start <= at < end for start, end in other.attribution.content):
                return other.reference
        if self.scene.document.words[place.first].quoted:
            return self._last(place, said)
        outlet = self.scene.document.outlet
        if text in ("we", "us", "our", "ours") and outlet:
            return Reference(Link(outlet, "writer", True))
        names = self._signature(place.first) or " and ".join(self.byline) or self._signed()
        return Reference(Link(names or "the author", "writer", bool(names)))

    def _signature(self, at: int) -> str:
        """Whom the next line that is only a name gives, where the text ends with such a line (as
        a page of letters does)."""
        words, lines = self.scene.document.words, self._signatures
        if not lines or lines[-1][0] < words[-1].paragraph - 1:
            return ""
        following = bisect_left(lines, words[at].paragraph, key=itemgetter(0))
        return lines[following][1] if following < len(lines) else ""

    def _signed(self) -> str:
        """Whom a line at the top ("By …") or a note at the end ("… is a writer") names."""
        scene = self.scene
        words, last = scene.document.words, scene.document.words[-1].paragraph
        for mention in scene.cast.mentions:
            name, figure = mention.name, scene.cast.figure_of(mention)
            if figure.sort != "person" or len(name.tokens) < 2 or words[name.first].quoted:
                continue
            before = words[name.begin - 1].text if name.begin else ""
            by = before in ("By", "BY") and words[name.first].paragraph < 4
            place = words[name.first].paragraph
            opens = name.begin == 0 or words[name.begin - 1].paragraph < place
            after = words[name.behind].text if name.behind < len(words) else ""
            if by or (opens and place >= last - 4 and after in ("is", "covers", "writes", ",")):
                return figure.name
        return ""

    def _asked(self, first: int, text: str) -> bool:
        """Whether a "which" with more words begins no clause about what stands before it."""
        words = self.scene.document.words
        if text not in ("who", "which"):
            return True
        after = words[first + 1].lower
        return after in nouns() or first == self.scene.document.bounds[words[first].sentence]

    def _antecedent(self, first: int, said: list[Said], person: bool) -> Reference:
        """What a relative pronoun follows; `person`: it can only be people ("who")."""
        scene, words = self.scene, self.scene.document.words
        start = scene.document.bounds[words[first].sentence]
        for word in range(first - 1, max(start, first - 16) - 1, -1):
            owner = self._apposed(word)
            if person and owner >= 0:
                return of_figure(scene, owner)
            printed = scene.press.covering(word)
            if printed is not None and not (printed.platform or printed.programme):
                return Reference(Link(printed.name, "outlet", True))
            mention = scene.cast.mention_at(word)
            owned = words[word + 1].text in OWNING or not person
            if mention is not None and scene.cast.figure_of(mention).sort == "person" and owned:
                continue
            if mention is not None and (place_of(scene, mention.figure) or word > first - 4):
                if scene.cast.figure_of(mention).sort == "place" and word < first - 1:
                    continue
                return of_figure(scene, mention.figure)
            if owner >= 0:
                return of_figure(scene, owner)
            phrase = scene.phrase_at.get(word)
            if phrase is not None and (phrase.person or not person or word == first - 1):
                phrase = self._counted(phrase)
                return self._describing.resolve(phrase, phrase.behind, said)
        return NOBODY

    def _counted(self, phrase: Phrase) -> Phrase:
        """A phrase of many with the quantity in front of it ("a number of towns")."""
        words, first = self.scene.document.words, phrase.first
        if first < 2 or words[first - 1].lower != "of" or not phrase.plural:
            return phrase
        if words[first - 2].lower not in table("quantities"):
            return phrase
        first -= 2
        if first and words[first - 1].lower in ("a", "an", "the"):
            first -= 1
        return replace(phrase, first=first, determiner="some", possessor=-1)

    def _apposed(self, word: int) -> int:
        """The figure in whose apposition a word stands, or -1."""
        for at in range(word, max(-1, word - 20), -1):
            mention = self.scene.cast.mention_at(at)
            if mention is not None and mention.name.behind <= word < mention.name.behind_role:
                return self._from(mention)
        return -1

    def _from(self, mention: Mention) -> int:
        """The figure of a mention; of "NAME of PLACE", the person's."""
        cast, at = self.scene.cast, mention.name.first
        if cast.figure_of(mention).sort != "place" or at < 2:
            return mention.figure
        before = cast.mention_at(at - 2)
        of = self.scene.document.words[at - 1].text == "of"
        return before.figure if of and before is not None else mention.figure

    def _earlier(self, at: int, plural: bool, place: Said, said: list[Said]) -> Reference:
        """What "they" and "it" mean: the nearest body or group before, a speaker first."""
        best, chosen = 0.0, NOBODY
        for before in said:
            reference = before.reference
            far = place.sentence - before.sentence
            if not 0 <= far <= _NEAR or not _fits(reference, plural):
                continue
            score = 2.0 - 0.5 * far + 0.001 * before.first - _apart(reference, plural)
            if score > best:
                best, chosen = score, reference
        for first, reference in self._describing.before(at, plural):
            words = self.scene.document.words
            far = words[at].sentence - words[first].sentence
            opening = first - self.scene.document.bounds[words[first].sentence] < 3
            score = 1.4 + 0.6 * opening - 0.5 * far + 0.0001 * first - _apart(reference, plural)
            if score > best and _fits(reference, plural):
                best, chosen = score, reference
        return chosen

    def _left_out(self, place: Said, said: list[Said]) -> Reference:
        """No source is marked: a clause that goes on about its subject, or nobody."""
        document = self.scene.document
        first, behind = document.range(*joined(place.attribution.cue))
        cue = [w.lower for w in document.words[first:behind] if w.text[:1].isalnum()]
        before = document.words[first - 1].lower if first else ""
        passive = any(word in _BE for word in cue[:-1]) or before in _BE
        if not cue or passive or set(cue) & _RUMOURS:
            return NOBODY
        active = cue[0].endswith("ing") or (cue[0] in ("and", "but") and len(cue) > 1)
        ranges = [document.range(*span) for span in place.attribution.content]
        quoted = any(w.quoted for low, high in ranges for w in document.words[low:high])
        spoken = quoted and cue[-1] in ("said", "says", "added", "adds", "wrote", "continued")
        if not (active or spoken):
            return NOBODY
        same = [s for s in said if s.sentence == place.sentence and s.first < first]
        if same:
            return same[-1].reference
        return self._last(place, said) if spoken or before in (",", "") else NOBODY


def _signatures(scene: Discourse) -> Iterator[tuple[int, str]]:
    """The lines that are only somebody's name, in order: number of the paragraph and name."""
    words = scene.document.words
    for mention in scene.cast.mentions:
        name, line = mention.name, words[mention.name.first].paragraph
        lone = name.begin == 0 or words[name.begin - 1].paragraph < line
        ends = [w for w in words[name.behind : name.behind + 2] if w.paragraph == line]
        closed = not ends or (ends[0].text == "." and len(ends) == 1)
        if not (lone and closed) or len(name.tokens) < 2 or name.headline:
            continue
        if scene.cast.figure_of(mention).sort in ("person", "other"):
            yield line, scene.cast.figure_of(mention).name


def place_of(scene: Discourse, number: int) -> bool:
    """Whether a figure is something that can speak by itself."""
    return scene.cast.figures[number].sort not in ("place", "other")


def _apart(reference: Reference, plural: bool) -> float:
    """What speaks against "they" for one body."""
    return _ONE if plural and not reference.plural else 0.0


def _fits(reference: Reference, plural: bool) -> bool:
    """Whether "they" (or "it") can mean what a reference means."""
    kind = reference.link.kind
    if plural:
        return reference.plural or kind in ("people", "officials", "organisation", "outlet")
    return kind in ("organisation", "outlet", "document") and not reference.plural
