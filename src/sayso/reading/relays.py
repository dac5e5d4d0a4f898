"""Relays that a sentence states: "told CNN", "in an interview with", "on Twitter", "quoted by"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sayso.domain import Kind
from sayso.reading.described import Describing, Spoken
from sayso.reading.discourse import Discourse
from sayso.reading.document import joined
from sayso.reading.references import Reference, of_figure
from sayso.reading.sources import Said

_TOLD = frozenset("told tells telling tell".split())
_INTERVIEW = frozenset(
    "interview interviews interviewed appearance appearing appeared spoke speaking talking talked "
    "conversation remarks sat".split()
)
_THROUGH = frozenset("on in to by with for from at via through of".split())
_AGAINST = frozenset(
    "about against like than versus conducted commissioned sponsored criticized criticised slammed "
    "attacked blasted sued owned".split()
)
_PIECES = frozenset(
    "op-ed op-eds interview column article story piece editorial blog post essay report profile "
    "debate forum podcast radio show program programme broadcast video segment page feed account "
    "host anchor reporter correspondent journalist columnist editor".split()
)
_WRITING = ("wr", "comment", "argu", "not", "report")
_JOURNALIST = frozenset("columnist reporter correspondent editor writer contributor blogger".split())
_TWEETING = ("tweet", "retweet")
_ELSEWHERE = frozenset(
    "rally speech conference debate statement news hearing address tweet ad event town".split()
)


@dataclass(frozen=True, slots=True)
class Relay:
    """An outlet, platform or document that passed something on; `lasting`: an interview."""

    name: str
    kind: Kind
    lasting: bool


@dataclass(frozen=True, slots=True)
class _Outlet:
    """An outlet named at words `[first, behind)`."""

    first: int
    behind: int
    name: str
    kind: Kind


class Relays:
    """Finds the relays of attributions within one text."""

    def __init__(self, scene: Discourse) -> None:
        self._scene = scene
        self._describing = Describing(scene)
        self._outlets = self._all()
        self._interview: tuple[Relay, ...] = ()

    def _all(self) -> tuple[_Outlet, ...]:
        """Every outlet of the text in order: known ones, and others by form or use."""
        scene = self._scene
        networks = {p.name for p in scene.press.prints if not p.programme}
        found = []
        for printed in scene.press.prints:
            name = printed.name
            if printed.programme and name not in networks:
                name = scene.document.slice(printed.first, printed.behind)
            kind: Kind = "organisation" if printed.platform else "outlet"
            found.append(_Outlet(printed.first, printed.behind, name, kind))
        for mention in scene.cast.mentions:
            figure, name_words = scene.cast.figure_of(mention), mention.name
            if figure.sort == "outlet" and scene.press.covering(name_words.behind - 1) is None:
                found.append(_Outlet(name_words.first, name_words.behind, figure.name, "outlet"))
        for phrase in scene.phrases:
            if phrase.kind == "outlet" and phrase.definite and not phrase.plural:
                link = self._describing.plain(phrase).link
                meant = self._describing.resolve(phrase, phrase.behind, 0, ()).link
                if meant.named and meant.name != link.name:
                    found.append(_Outlet(phrase.first, phrase.behind, meant.name, "outlet"))
        taken: set[int] = set()
        kept = []
        for outlet in sorted(found, key=lambda o: (o.first, -o.behind)):
            if not taken & set(range(outlet.first, outlet.behind)):
                taken.update(range(outlet.first, outlet.behind))
                kept.append(outlet)
        return tuple(kept)

    def reference(self, word: int, sentence: int, said: Sequence[Spoken]) -> Reference:
        """Whom the name or phrase at a word means."""
        mention = self._scene.cast.mention_at(word)
        if mention is not None:
            return of_figure(self._scene, mention.figure)
        phrase = self._scene.phrase_at[word]
        return self._describing.resolve(phrase, self._end(phrase.behind), sentence, said)

    def _end(self, behind: int) -> int:
        """Behind the words that go on about a phrase, up to the next mark."""
        words = self._scene.document.words
        at = behind
        while at < len(words) and words[at].text[:1].isalnum() and at < behind + 8:
            at += 1
        return at if at < len(words) and words[at].text in (",", ".") else behind

    def frame(self, place: Said) -> list[int]:
        """The words around an attribution's cue and source, outside its content."""
        document = self._scene.document
        if not document.words:
            return []
        start, end = joined(place.attribution.cue + place.attribution.source)
        low = document.sentence(document.sentence_of(start))[0]
        high = document.sentence(document.sentence_of(max(start, end - 1)))[1]
        content = place.attribution.content
        return [
            at for at in range(low, high)
            if not any(s <= document.words[at].start < e for s, e in content)
        ]  # fmt: skip

    def stated(self, place: Said) -> tuple[Relay, ...]:
        """The relays that an attribution's own sentence states."""
        frame = self.frame(place)
        inside = set(frame)
        words = self._scene.document.words
        found = [
            relay
            for outlet in self._outlets
            if outlet.behind - 1 in inside and (relay := self._relay(outlet, place)) is not None
        ]
        start, end = joined(place.attribution.cue)
        cue = self._scene.document.text[start:end].lower()
        if any(form in cue for form in _TWEETING) or self._tweet(frame, place):
            found.append(Relay("Twitter", "organisation", False))
        lasting = tuple(relay for relay in found if relay.lasting)
        if lasting:
            self._interview = lasting
        elif not found and self._interview and "interview" in {words[a].text for a in frame}:
            return self._interview
        return tuple(dict.fromkeys(found))

    def _tweet(self, frame: list[int], place: Said) -> bool:
        """"in a tweet", "on Twitter" outside the source."""
        words = self._scene.document.words
        return any(
            words[at].text.lower() in ("tweet", "tweets", "tweeted", "tweeting")
            and not place.first <= at < place.behind
            and words[at - 1].text.lower() not in ("to", "'s")
            for at in frame
            if at
        )

    def _relay(self, outlet: _Outlet, place: Said) -> Relay | None:
        """What an outlet in the sentence has passed on, if it has."""
        words = self._scene.document.words
        sentence = self._scene.document.sentence(words[outlet.first].sentence)
        low = max(sentence[0], outlet.first - 7)
        before = [word.text.lower() for word in words[low : outlet.first]]
        near = [text for text in before[-3:] if text != "the"]
        if place.first <= outlet.first < place.behind:
            return self._in_source(outlet, place, near)
        if set(near[-2:]) & _AGAINST:
            return None
        told = bool(set(before[-3:]) & _TOLD)
        interview = bool(set(before) & _INTERVIEW)
        after = words[outlet.behind].text.lower() if outlet.behind < len(words) else ""
        piece = after in _PIECES and any(text in ("in", "a", "an", "on") for text in before[-3:])
        through = bool(near) and near[-1] in _THROUGH and near[-1] not in ("of", "from", "for")
        if told or interview or piece or through:
            return Relay(outlet.name, outlet.kind, told or interview)
        return None

    def _in_source(self, outlet: _Outlet, place: Said, near: list[str]) -> Relay | None:
        """An outlet within the source: "polls reported by CNN", a journalist's own outlet."""
        if outlet.name == place.reference.link.name:
            return None
        words = self._scene.document.words
        if outlet.first > place.first and near and near[-1] in ("by", "in") and not (
            set(near) & _AGAINST
        ):
            return Relay(outlet.name, outlet.kind, False)
        start, end = joined(place.attribution.cue)
        cue = self._scene.document.text[start:end].lower().split()
        writes = any(word.startswith(_WRITING) for word in cue)
        tail = {word.text.lower() for word in words[outlet.behind : min(outlet.behind + 3, place.behind)]}
        own = bool(tail & _JOURNALIST) or "'s" in tail or "’s" in tail
        if writes and own and place.reference.link.kind == "person":
            return Relay(outlet.name, outlet.kind, False)
        return None

    def elsewhere(self, place: Said) -> bool:
        """Whether an attribution's sentence names another occasion than an interview."""
        words = self._scene.document.words
        return any(words[at].text.lower() in _ELSEWHERE for at in self.frame(place))
