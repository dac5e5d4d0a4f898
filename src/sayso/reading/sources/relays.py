"""Relays of an attribution: what its own sentence states, and what it is part of."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from sayso.reading.attributions import Run
from sayso.reading.document import joined
from sayso.reading.sources.described import Describing, Spoken
from sayso.reading.sources.discourse import Discourse
from sayso.reading.sources.journalists import JOURNALISTS, book_in, homes_of
from sayso.reading.sources.occasions import (
    PIECES,
    Occasion,
    Outlet,
    Relay,
    occasions_in,
    outlets_in,
    relays_of,
)
from sayso.reading.sources.passages import passages_in
from sayso.reading.sources.references import Reference, of_figure
from sayso.reading.sources.speakers import Said

_WRITES = (
    "wr", "comment", "argu", "not", "report", "opin", "confirm", "reveal", "accord", "tweet",
    "point", "learn",
)  # fmt: skip
_AGAINST = frozenset("conducted commissioned sponsored owned about against".split())
_WRITTEN = frozenset("article column op-ed piece essay editorial story post blog".split())
_TWEETS = frozenset("tweet tweets tweeted tweeting retweeted retweet".split())
_ELSEWHERE = frozenset(
    "rally speech debate news hearing address tweet tweeted ad event town twitter facebook "
    "statement email e-mail letter memo release".split()
)
_OLDER = frozenset("previously once formerly".split())
_ADVERBS = _OLDER | frozenset(
    "long also already repeatedly often always consistently since".split()
)
_PARTICIPLES = frozenset("said told spoken written made called".split())
_HAVE = frozenset("has have had 's ’s".split())
_PROPOSING = frozenset("proposed proposes offered offers invited challenged proposing".split())
_POLLS = frozenset("poll survey".split())
_AIRED = frozenset("show program programme podcast broadcast".split())
_BEFORE_MONTH = frozenset("in a an last this early late mid".split())
_MONTHS = frozenset(
    "january february march april may june july august september october november december".split()
)
_PAST = frozenset(
    (one, two)
    for one, two in (
        ("last", "year"),
        ("years", "ago"),
        ("decades", "ago"),
        ("months", "ago"),
        ("year", "ago"),
        ("at", "the time"),
        ("last", "summer"),
        ("last", "fall"),
        ("last", "spring"),
        ("last", "winter"),
    )
)
_TALKS = frozenset("interview interviews conversation appearance".split())
_PIECE = 4  # sentences that "the article" may lie behind the outlet whose it is


class Relays:
    """Finds the relays of attributions (`said`, all of them) within one text."""

    def __init__(self, scene: Discourse, said: Sequence[Said]) -> None:
        self._scene = scene
        self._frames: dict[tuple[tuple[Run, ...], tuple[Run, ...]], list[int]] = {}
        self._places: dict[int, list[Said]] = {}
        for place in said:
            self._places.setdefault(place.sentence, []).append(place)
        self._describing = Describing(scene)
        self._outlets = outlets_in(scene)
        self._relays = relays_of(scene, self._outlets)
        self._at = {at: n for n, o in enumerate(self._outlets) for at in range(o.first, o.behind)}
        self._told_of = [self._contents(outlet) for outlet in self._outlets]
        self._homes = homes_of(scene, self._outlets)
        self._passages = passages_in(scene, self._outlets, self._homes)
        self.occasions = tuple(self._heard(occasions_in(scene, self._outlets, self._relays)))

    def reference(self, word: int, said: Sequence[Spoken]) -> Reference:
        """Whom the name or phrase at a word means."""
        mention = self._scene.cast.mention_at(word)
        if mention is not None:
            return of_figure(self._scene, mention.figure)
        phrase = self._scene.phrase_at[word]
        return self._describing.resolve(phrase, self._end(phrase.behind), said)

    def _end(self, behind: int) -> int:
        """Behind the words that go on about a phrase, up to the next mark."""
        words = self._scene.document.words
        at = behind
        while at < len(words) and words[at].text[:1].isalnum() and at < behind + 8:
            at += 1
        return at if at < len(words) and words[at].text in (",", ".") else behind

    def frame(self, place: Said) -> list[int]:
        """The words around an attribution's cue and source, outside its content."""
        key = place.attribution.cue, place.attribution.content
        if key not in self._frames:
            self._frames[key] = self._frame(place)
        return self._frames[key]

    def _frame(self, place: Said) -> list[int]:
        document = self._scene.document
        if not document.words:
            return []
        start, end = joined(place.attribution.cue + place.attribution.source)
        low = document.sentence(document.sentence_of(start))[0]
        high = document.sentence(document.sentence_of(max(start, end - 1)))[1]
        content = [(self._told(s), e) for s, e in place.attribution.content]
        starts = document.starts
        ranges = [range(bisect_left(starts, s), bisect_left(starts, e)) for s, e in content]
        told = set().union(*ranges)
        return [at for at in range(low, high) if at not in told]

    def _told(self, start: int) -> int:
        """Where a content begins that may open with whom it was told to ("to CNN that …")."""
        document = self._scene.document
        first = document.at(start)
        opening = [word.lower for word in document.words[first : first + 4]]
        if "to" not in opening:
            return start
        after = first + opening.index("to") + 1
        number = self._at.get(after, self._at.get(after + 1, -1))
        if number < 0 or self._outlets[number].behind >= len(document.words):
            return start
        return document.words[self._outlets[number].behind].start

    def stated(self, place: Said) -> tuple[Relay, ...]:
        """The relays that an attribution's own sentence states."""
        frame = self.frame(place)
        ends = {at: n for at in frame if (n := self._at.get(at, -1)) >= 0}
        numbers = [n for at, n in ends.items() if self._outlets[n].behind == at + 1]
        found = []
        for number in numbers:
            outlet = self._outlets[number]
            inside = place.first <= outlet.first < place.behind
            if not inside and (self._others(number, place) or self._sourced(outlet, place)):
                continue
            if not inside and self._bracketed(outlet, place):
                continue
            relay = self._in_source(outlet, place) if inside else self._relays[number]
            if relay is not None:
                found.append(relay)
        if not found:
            found += self._piece(frame) or self._shown(frame) or self._home(place)
        title = book_in(self._scene, [at for at in frame if not place.first <= at < place.behind])
        found += [Relay(title, "document", False)] if title else []
        if self._tweeted(frame, place):
            found.append(Relay("Twitter", "organisation", False))
        return tuple(dict.fromkeys([*self._polls(frame, place), *found]))

    def _polls(self, frame: list[int], place: Said) -> list[Relay]:
        """The poll in which a source was asked or found something ("in a poll by …")."""
        link = place.reference.link
        if link.kind not in ("people", "organisation"):
            return []
        words = self._scene.document.words
        for at in frame:
            phrase = self._scene.phrase_at.get(at)
            if phrase is None or phrase.lemma not in _POLLS or place.first <= at < place.behind:
                continue
            if phrase.first and words[phrase.first - 1].lower == "in":
                poll = self.reference(at, ()).link
                whose = link.kind == "organisation" and link.named and not poll.named
                name = f"{link.name} {phrase.lemma}" if whose else poll.name
                return [Relay(name, "document", False)]
        return []

    def _shown(self, frame: list[int]) -> list[Relay]:
        """The outlet on the air that "on the show" means: the last one with a guest."""
        words = self._scene.document.words
        for at in frame:
            before = [word.lower for word in words[max(0, at - 2) : at]]
            text = words[at].lower
            shown = text in _AIRED and before in (["on", "the"], ["during", "the"])
            if shown or (text in _TALKS and before in (["in", "the"], ["during", "the"])):
                heard = [
                    (outlet.first < at, relay)
                    for outlet, relay in zip(self._outlets, self._relays, strict=True)
                    if relay is not None and relay.lasting
                ]
                earlier = [relay for before_it, relay in heard if before_it]
                return earlier[-1:] or [relay for _, relay in heard[:1]]
        return []

    def _home(self, place: Said) -> list[Relay]:
        """The outlet of a journalist who writes or reports something."""
        relay = self._homes.get(place.reference.link.name)
        if relay is None or place.reference.link.kind != "person" or self.elsewhere(place):
            return []
        start, end = joined(place.attribution.cue)
        cue = self._scene.document.text[start:end].lower().split()
        return [relay] if any(word.startswith(_WRITES) for word in cue) else []

    def _heard(self, occasions: Sequence[Occasion]) -> Iterator[Occasion]:
        """Occasions, the guests of each those who are said to speak on it; without those that
        somebody only proposes ("offered to debate on CNN")."""
        for occasion in occasions:
            places = self._places.get(occasion.sentence, [])
            if any(self.proposes(place) or self.dated(place) for place in places):
                continue
            heard = [p.reference.link for p in places if not self._content(occasion.at, p)]
            # One without a name ("a woman told CNN") may be named in the same sentence.
            if heard and occasion.guests and all(link.named for link in heard):
                guests = frozenset({"", *(link.name for link in heard)})
                yield replace(occasion, guests=guests)
            else:
                yield occasion

    def _content(self, word: int, place: Said) -> list[tuple[int, int]]:
        """The parts of an attribution's content that a word lies in."""
        start = self._scene.document.words[word].start
        return [(s, e) for s, e in place.attribution.content if self._told(s) <= start < e]

    def _contents(self, outlet: Outlet) -> list[tuple[int, int]]:
        """Contents of attributions, in characters, that an outlet is named within."""
        places = self._places.get(self._scene.document.words[outlet.first].sentence, [])
        return [part for place in places for part in self._content(outlet.first, place)]

    def _others(self, number: int, place: Said) -> bool:
        """Whether an outlet is within what somebody else says, the cue outside it."""
        cue = joined(place.attribution.cue)[0]
        return any(not low <= cue < high for low, high in self._told_of[number])

    def _sourced(self, outlet: Outlet, place: Said) -> bool:
        """Whether an outlet is no more than a part of the source of another attribution."""
        places = self._places.get(place.sentence, [])
        return any(
            other.first <= outlet.first < other.behind
            and other.behind - other.first > outlet.behind - outlet.first + 1
            for other in places
            if (other.first, other.behind) != (place.first, place.behind)
        )

    def _bracketed(self, outlet: Outlet, place: Said) -> bool:
        """Whether an outlet is in brackets that an attribution stands outside of."""
        words, low = (
            self._scene.document.words,
            self._scene.document.at(joined(place.attribution.cue)[0]),
        )
        return any(word.text == "(" for word in words[low : outlet.first]) and not any(
            word.text == ")" for word in words[low : outlet.first]
        )

    def dated(self, place: Said) -> bool:
        """Whether an attribution is of an occasion long past, which nothing that follows is of."""
        words = self._scene.document.words
        frame = [words[at].lower for at in self.frame(place)]
        pairs = set(pairwise(frame))
        if any(one in _BEFORE_MONTH and two in _MONTHS for one, two in pairs):
            return not any(two.isdecimal() and one in _MONTHS for one, two in pairs)
        return bool(pairs & _PAST) or frame[-2:-1] == ["then"] or frame[-1:] == ["then"]

    def proposes(self, place: Said) -> bool:
        """Whether an attribution is an offer, whose occasion need not come about."""
        words = self._scene.document.words
        first, behind = self._scene.document.range(*joined(place.attribution.cue))
        return any(word.lower in _PROPOSING for word in words[first:behind])

    def _piece(self, frame: list[int]) -> list[Relay]:
        """The outlet whose piece was spoken of shortly before ("in the article")."""
        for at in frame:
            phrase = self._scene.phrase_at.get(at)
            if phrase is None or phrase.lemma not in _WRITTEN or not phrase.definite:
                continue
            words = self._scene.document.words
            if phrase.first and words[phrase.first - 1].lower in ("in", "for"):
                return self._printed(at)
        return []

    def _printed(self, at: int) -> list[Relay]:
        words = self._scene.document.words
        for outlet in reversed(self._outlets):
            far = words[at].sentence - words[outlet.first].sentence
            if far > _PIECE:
                break
            tail = {word.lower for word in words[outlet.behind : outlet.behind + 3]}
            if outlet.first < at and outlet.kind == "outlet" and tail & PIECES:
                return [Relay(outlet.name, outlet.kind, False)]
        return []

    def _tweeted(self, frame: list[int], place: Said) -> bool:
        """Whether "tweeted" or "tweet" stands around a source that is not a tweet itself."""
        words = self._scene.document.words
        return place.reference.link.kind != "document" and any(
            words[at].lower in _TWEETS and not place.first <= at < place.behind for at in frame
        )

    def _in_source(self, outlet: Outlet, place: Said) -> Relay | None:
        """An outlet within the source: "polls reported by CNN", a columnist's own outlet."""
        link = place.reference.link
        if outlet.name == link.name:
            return None
        words = self._scene.document.words
        low = max(place.first, outlet.first - 3)
        near = [w.lower for w in words[low : outlet.first] if w.lower != "the"]
        passed = near[-1:] in (["in"], ["on"]) or (
            near[-1:] == ["by"] and near[-2:-1] != [] and near[-2].endswith(("ed", "wn"))
        )
        if passed and not set(near) & _AGAINST:
            return Relay(outlet.name, outlet.kind, False)
        start, end = joined(place.attribution.cue)
        cue = self._scene.document.text[start:end].lower().split()
        high = min(outlet.behind + 3, place.behind)
        own = {word.lower for word in words[outlet.behind : high]} & JOURNALISTS
        if own and link.kind == "person" and any(word.startswith(_WRITES) for word in cue):
            return Relay(outlet.name, outlet.kind, False)
        return None

    def passage(self, offset: int) -> tuple[Relay, ...]:
        """The outlet that a passage at an offset is quoted from, if it is."""
        for passage in self._passages:
            if passage.start <= offset < passage.end:
                return (passage.relay,)
        return ()

    def elsewhere(self, place: Said) -> bool:
        """Whether an attribution's sentence names another occasion."""
        words = self._scene.document.words
        return any(words[at].lower in _ELSEWHERE for at in self.frame(place))

    def earlier(self, place: Said) -> bool:
        """Whether an attribution is of no one occasion, or an older one ("has long said")."""
        words = self._scene.document.words
        first, behind = self._scene.document.range(*joined(place.attribution.cue))
        near = [word.lower for word in words[max(0, first - 2) : behind]]
        for at, word in enumerate(near):
            after = [text for text in near[at + 1 : at + 3] if text not in _ADVERBS][:1]
            if word in _HAVE and after and (after[0] in _PARTICIPLES or after[0].endswith("ed")):
                return True
        return bool(_OLDER & set(near))
