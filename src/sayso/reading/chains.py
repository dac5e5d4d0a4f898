"""Through whom a statement came: outlets told, cited, interviewed with or published in.

A relay is stated in the attribution's own sentence or still holds from an earlier one: an
interview goes on until its speaker is heard elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sayso.domain import Link
from sayso.reading.attributions import Attribution
from sayso.reading.discourse import Discourse, discourse
from sayso.reading.document import Document, joined
from sayso.reading.lexicon import nouns, table
from sayso.reading.references import NOBODY, Reference
from sayso.reading.relays import Relay, Relays
from sayso.reading.sources import Said, Sources

_CITING = frozenset("citing quoting".split())
_FIRST = re.compile(
    r"\bfirst\s+(?:to\s+)?(?:report|publish|disclos|reveal|writ|wrote|post|break|broke|obtain|air)"
    r"|\b(?:broke|broken)\s+the\s+(?:news|story)|\bexclusively\s+report",
    re.IGNORECASE,
)
_LASTING = 4  # sentences without a word of it after which an interview is over
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
    ranges = [
        document.range(*span) for n in order for span in attributions[n].source[:1]
    ]
    scene = discourse(document, ranges)
    said = Sources(scene, byline).resolve([attributions[n] for n in order])
    chains = _Tracing(scene, said).chains()
    return [chain for _, chain in sorted(zip(order, chains, strict=True), key=lambda p: p[0])]


class _Tracing:
    """One pass over a text's attributions; lives within `trace`."""

    def __init__(self, scene: Discourse, said: list[Said]) -> None:
        self._scene = scene
        self._said = said
        self._relays = Relays(scene)
        self._lasting: dict[str, tuple[int, tuple[Relay, ...]]] = {}
        self._poll: tuple[int, Reference] = (-99, NOBODY)

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
        relays = self._held(place, reference, stated)
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
            if words[at].text.lower() in _CITING:
                for head in range(at + 1, min(at + 9, len(words))):
                    mention = self._scene.cast.mention_at(head)
                    phrase = self._scene.phrase_at.get(head)
                    if phrase is not None or mention is not None:
                        return self._relays.reference(head, place.sentence, self._said)
        return NOBODY

    def _held(
        self, place: Said, reference: Reference, stated: tuple[Relay, ...]
    ) -> tuple[Relay, ...]:
        """The relays stated, else those of the same speaker that still hold."""
        key = reference.link.name
        if stated:
            if any(relay.lasting for relay in stated):
                self._lasting[key] = (place.sentence, tuple(r for r in stated if r.lasting))
            else:
                self._lasting.pop(key, None)
            return stated
        if self._asked(place, reference):
            return (Relay(self._poll[1].link.name, "document", False),)
        since, relays = self._lasting.get(key, (-99, ()))
        if not relays or place.sentence - since > _LASTING or self._relays.elsewhere(place):
            return ()
        self._lasting[key] = (place.sentence, relays)
        return relays

    def _asked(self, place: Said, reference: Reference) -> bool:
        """Whether people speak as the respondents of a poll named shortly before."""
        if reference.link.kind != "people" or place.sentence - self._poll[0] > _LASTING:
            return False
        text = reference.link.name
        share = any(ch.isdigit() for ch in text[:14]) or "percent" in text or "half" in text
        return share or bool({_lemma(word) for word in text.lower().split()} & _ASKED)

    def _remember(self, place: Said, reference: Reference) -> None:
        name = reference.link.name.lower()
        if reference.link.kind == "document" and ("poll" in name or "survey" in name):
            self._poll = (place.sentence, reference)

    def _first(self, place: Said, reference: Reference) -> bool:
        """Whether the cue says that an outlet was first."""
        if reference.link.kind not in ("outlet", "person"):
            return False
        start, end = joined(place.attribution.cue)
        around = self._scene.document.text[max(0, start - 12) : end + 20]
        return _FIRST.search(around) is not None


def _lemma(word: str) -> str:
    noun = nouns().get(word)
    return noun.lemma if noun is not None else word


__all__ = ["Chain", "replace", "table", "trace"]
