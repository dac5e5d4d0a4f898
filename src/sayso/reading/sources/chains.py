"""Through whom a statement came: outlets told, cited, interviewed with or published in.

A relay is stated in the attribution's own sentence or still holds from an earlier one: an
interview goes on until its speaker is heard elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sayso.domain import Link
from sayso.reading.attributions import Attribution
from sayso.reading.document import Document, joined
from sayso.reading.lexicon import nouns
from sayso.reading.sources.discourse import Discourse, discourse
from sayso.reading.sources.occasions import Relay
from sayso.reading.sources.references import NOBODY, Reference
from sayso.reading.sources.relays import Relays
from sayso.reading.sources.speakers import Said, Sources

_CITING = frozenset("citing quoting".split())
_FIRST = re.compile(
    r"\bfirst\s+(?:to\s+)?(?:report|publish|disclos|reveal|writ|wrote|post|break|broke|obtain|air)"
    r"|\b(?:broke|broken)\s+the\s+(?:news|story)|\bexclusively\s+report",
    re.IGNORECASE,
)
_POLL = re.compile(r"\b(?:polls?|surveys?)\b", re.IGNORECASE)
_MAKER = re.compile(
    r"\b((?:[\w-]+ )?(?:polls?|surveys?))\b.*?\bby (?:the )?"
    r"([A-Z][\w&.’'-]*(?: [A-Z][\w&.’'-]*)*)"
)
_OWNED = re.compile(
    r"([A-Z][\w&.’'/-]*(?:[ -](?:[A-Z][\w&.’'/-]*|News|and|&))*) "
    r"(?:(?:opinion|tracking|national|state|online|new|latest) )*((?:exit )?(?:polls?|surveys?))\b"
)
_SHARE = re.compile(
    r"\bper\s?cent\b|\b(?:half|third|quarter|majority|most)\b|\b(?:in|out of) "
    r"(?:two|three|four|five|six|seven|eight|nine|ten)\b",
    re.IGNORECASE,
)
_LASTING = 7  # sentences unheard after which an interview is over; of 2, 4, 7, 12 the best on train
_POLLED = 12  # sentences after which a poll is left behind
_PIECE = 5  # sentences that may lie between two of one written piece
_WRITING = frozenset("wrote writes write writing written posted posts".split())
_DATED = 2  # sentences that an interview of long ago may go on
_ONLY = 14  # the same for somebody's only interview; of 7, 10, 14, 20 the best on train
_LEAD = 3  # sentences of a lead, which the story may source only afterwards
_SAYING = frozenset(
    "said says saying added adds adding told continued explained noted argued insisted asked "
    "replied answered recalled suggested described called acknowledged".split()
)
_OPINING = frozenset(
    "thinks believes predicted predicts predicting warned warns warning claims claimed accused "
    "accuses urged urges calls slammed slams blasted criticized criticised praised defended "
    "compared denied denies insists argues vowed vows promised expressed backed wants worried "
    "suggests admits admitted revealed reveals".split()
)
_ASKED = frozenset("voter people american respondent republican democrat adult women".split())


@dataclass(frozen=True, slots=True)
class Chain:
    """Who says it, then whom it passed through, nearest the origin first; empty if nobody can be
    named. `first_report`: the text says that the source was first with it."""

    links: tuple[Link, ...]
    first_report: bool


def trace(
    document: Document, attributions: Sequence[Attribution], byline: tuple[str, ...] = ()
) -> list[Chain]:
    """A chain for each attribution of a text, in the order given."""
    order = sorted(range(len(attributions)), key=lambda n: (joined(attributions[n].cue), n))
    sourced = [attributions[n] for n in order if attributions[n].source]
    ranges = [document.range(*one.source[0]) for one in sourced]
    contents = [[document.range(*span) for span in one.content] for one in sourced]
    scene = discourse(document, ranges, contents)
    said = Sources(scene, byline).resolve([attributions[n] for n in order])
    chains = _Tracing(scene, said).chains()
    return [chain for _, chain in sorted(zip(order, chains, strict=True), key=lambda p: p[0])]


class _Tracing:
    """One pass over a text's attributions; lives within `trace`."""

    def __init__(self, scene: Discourse, said: list[Said]) -> None:
        self._scene = scene
        self._said = said
        self._relays = Relays(scene, said)
        self._accounts = [place for place in said if place.reference.link.kind == "outlet"]
        self._lasting: dict[str, tuple[int, tuple[Relay, ...]]] = {}
        self._written: dict[str, tuple[int, tuple[Relay, ...]]] = {}
        self._poll: tuple[int, Link] = (-99, NOBODY.link)

    def chains(self) -> list[Chain]:
        """A chain for each attribution."""
        return [self._chain(place) for place in self._said]

    def _chain(self, place: Said) -> Chain:
        reference = place.reference
        stated = self._relays.stated(place)
        origin = self._cited(place) if reference.link.kind == "outlet" else NOBODY
        if origin is not NOBODY:
            stated = (Relay(reference.link.name, "outlet", False), *stated)
            reference = origin
        relays = self._held(place, reference, stated) + self._around(place)
        self._remember(place, reference)
        if reference is NOBODY:
            return Chain((), False)
        links = [reference.link]
        for relay in relays:
            if all(relay.name != link.name for link in links):
                links.append(Link(relay.name, relay.kind, True))
        return Chain(tuple(links), self._first(place, reference))

    def _cited(self, place: Said) -> Reference:
        """Whom an outlet says it has something from ("citing people familiar with it")."""
        words = self._scene.document.words
        for at in self._relays.frame(place):
            if words[at].lower in _CITING:
                for head in range(at + 1, min(at + 9, len(words))):
                    mention = self._scene.cast.mention_at(head)
                    phrase = self._scene.phrase_at.get(head)
                    if phrase is not None or mention is not None:
                        return self._relays.reference(head, self._said)
        return NOBODY

    def _held(
        self, place: Said, reference: Reference, stated: tuple[Relay, ...]
    ) -> tuple[Relay, ...]:
        """The relays stated, else the occasion on which the source is still speaking."""
        key = reference.link.name
        if stated:
            self._ask(place, stated)
            self._open(place, key, stated)
            return stated
        if self._asked(place, reference):
            self._poll = (place.sentence, self._poll[1])
            return (Relay(_poll_name(self._poll[1].name), "document", False),)
        if piece := self._piece(place, key):
            return piece
        if reference.link.kind == "document" or self._relays.earlier(place):
            return ()
        if self._relays.elsewhere(place):
            self._lasting.pop(key, None)
            return ()
        return self._still(place, reference)

    def _open(self, place: Said, key: str, stated: tuple[Relay, ...]) -> None:
        """Remember on what occasion, or in what piece, a source is heard from here on."""
        lasting = tuple(relay for relay in stated if relay.lasting)
        if self._relays.dated(place):
            since = place.sentence - _LASTING + _DATED
            self._lasting.setdefault(key, (since, lasting))
            return
        if not lasting and self._writes(place):
            self._written[key] = (place.sentence, stated)
        if not self._relays.proposes(place):
            self._lasting[key] = (place.sentence, lasting)

    def _piece(self, place: Said, key: str) -> tuple[Relay, ...]:
        """Where the piece stands that a source goes on writing, if it does."""
        since, relays = self._written.get(key, (-99, ()))
        if place.sentence - since > _PIECE or not self._writes(place):
            return ()
        self._written[key] = (place.sentence, relays)
        return relays

    def _still(self, place: Said, reference: Reference) -> tuple[Relay, ...]:
        """The occasion that an earlier sentence names, if it is not over yet."""
        key = reference.link.name
        since, relays = self._occasion(place, key)
        person = reference.link.kind in ("person", "officials", "people") and self._spoken(place)
        if not relays or place.sentence - since > (self._limit(key) if person else 1):
            return ()
        self._lasting[key] = (place.sentence, relays)
        return relays

    def _lead(self, place: Said) -> bool:
        """Whether an attribution of a lead can be what an interview named below brought."""
        first, behind = self._scene.document.range(*joined(place.attribution.cue))
        cue = {word.lower for word in self._scene.document.words[first:behind]}
        return self._spoken(place) or bool(cue & _OPINING)

    def _limit(self, key: str) -> int:
        """Sentences unheard after which an occasion is over for somebody: more where the text
        has them on no other."""
        named = {o.relay.name for o in self._relays.occasions if not o.guests or key in o.guests}
        return _ONLY if key in self._lasting and len(named) == 1 else _LASTING

    def _spoken(self, place: Said) -> bool:
        """Whether an attribution gives words said: quoted ones, or by a verb of saying."""
        document = self._scene.document
        for start, end in place.attribution.content:
            first, behind = document.range(start, end)
            if any(word.quoted for word in document.words[first:behind]):
                return True
        first, behind = document.range(*joined(place.attribution.cue))
        return any(word.lower in _SAYING for word in document.words[first:behind])

    def _writes(self, place: Said) -> bool:
        """Whether the cue is a verb of writing."""
        first, behind = self._scene.document.range(*joined(place.attribution.cue))
        cue = {word.lower for word in self._scene.document.words[first:behind]}
        return bool(cue & _WRITING)

    def _around(self, place: Said) -> tuple[Relay, ...]:
        """The outlet whose account an attribution is part of: in its content, or in the passage
        that it introduces ("The Courier reports:")."""
        start, end = joined(place.attribution.cue)
        for other in self._accounts:
            if other is place:
                continue
            if any(s <= start and end <= e for s, e in other.attribution.content):
                return (Relay(other.reference.link.name, "outlet", False),)
        return self._relays.passage(start)

    def _occasion(self, place: Said, key: str) -> tuple[int, tuple[Relay, ...]]:
        """Since when a source is heard on which occasion; one that the lead leaves open may be
        named a little later."""
        since, relays = self._lasting.get(key, (-99, ()))
        for occasion in self._relays.occasions:
            welcome = not occasion.guests or key in occasion.guests
            if welcome and since < occasion.sentence <= place.sentence:
                since, relays = occasion.sentence, (occasion.relay,)
        if since < 0 and place.sentence <= _LEAD and self._lead(place):
            for occasion in self._relays.occasions:
                near = 0 <= occasion.sentence - place.sentence <= _LEAD
                if near and key in occasion.guests:
                    return place.sentence, (occasion.relay,)
        return since, relays

    def _asked(self, place: Said, reference: Reference) -> bool:
        """Whether people speak as the respondents of a poll named shortly before."""
        reach = _POLLED if self._poll[1].named else _LASTING
        if reference.link.kind != "people" or place.sentence - self._poll[0] > reach:
            return False
        text = reference.link.name
        share = any(ch.isdigit() for ch in text[:14]) or _SHARE.search(text) is not None
        return share or bool({_lemma(word) for word in text.lower().split()} & _ASKED)

    def _remember(self, place: Said, reference: Reference) -> None:
        link, named = reference.link, self._poll[1].named
        if link.kind != "document" or not _POLL.search(link.name):
            return
        near = place.sentence - self._poll[0] <= _POLLED
        self._poll = (place.sentence, self._poll[1] if near and named and not link.named else link)

    def _ask(self, place: Said, stated: tuple[Relay, ...]) -> None:
        """Remember the poll that an attribution states as its relay."""
        for relay in stated:
            if relay.kind == "document" and _POLL.search(relay.name):
                self._poll = (place.sentence, Link(relay.name, "document", True))

    def _first(self, place: Said, reference: Reference) -> bool:
        """Whether the cue says that an outlet was first."""
        if reference.link.kind not in ("outlet", "person"):
            return False
        start, end = joined(place.attribution.cue)
        around = self._scene.document.text[max(0, start - 12) : end + 20]
        return _FIRST.search(around) is not None


def _poll_name(name: str) -> str:
    """A poll by whose it is ("Harrow Research exit polls"), where its phrase says so."""
    made, owned = _MAKER.search(name), _OWNED.search(name)
    if made is not None:
        return f"{made[2]} {made[1]}"
    return f"{owned[1]} {owned[2]}" if owned is not None else name


def _lemma(word: str) -> str:
    noun = nouns().get(word)
    return noun.lemma if noun is not None else word


__all__ = ["Chain", "trace"]
