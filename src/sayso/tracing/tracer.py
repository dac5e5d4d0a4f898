"""The stage as one object: a claim in plain words → its trace."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sayso.domain import (
    Correction,
    Event,
    Origin,
    Position,
    Reading,
    Statement,
    Trace,
    TracedArticle,
)
from sayso.tracing.candidates import FindOptions, find, find_like
from sayso.tracing.carried import Carried
from sayso.tracing.corrections import corrected
from sayso.tracing.credits import SURE
from sayso.tracing.findings import Findings, findings
from sayso.tracing.grounds import OWN
from sayso.tracing.origins import Ground
from sayso.tracing.setting import closeness
from sayso.tracing.shelf import Shelf
from sayso.tracing.spoken import called, kind_of, leading, of_itself, relayed, why
from sayso.tracing.standing import counts, standing, started, timeline, until
from sayso.tracing.ties import ties

_Rest = tuple[Origin, Sequence[Ground], frozenset[int]]


class Tracer:
    """Traces claims over a shelf of readings."""

    def __init__(self, shelf: Shelf, options: FindOptions | None = None) -> None:
        self._shelf = shelf
        self._options = options or FindOptions()

    def trace(self, claim: str, day: str | None = None) -> Trace:
        """A claim in plain words, followed home; `day`: as it stood at the end of that day."""
        return self._traced(claim, find(claim, self._shelf, self._options), day)

    def trace_like(self, statement: Statement, reading: Reading, day: str | None = None) -> Trace:
        """The claim that a statement of an article makes."""
        carried = find_like(statement, reading, self._shelf, self._options)
        return self._traced(statement.content.text, carried, day)

    def _traced(self, claim: str, carried: Sequence[Carried], day: str | None) -> Trace:
        known = until(carried, day) if day else carried
        return traced(claim, known, self._shelf.corrections())


def traced(claim: str, carried: Sequence[Carried], corrections: Sequence[Correction] = ()) -> Trace:
    """The trace of a claim over the articles that carry it, whatever order they come in."""
    ordered = sorted(
        corrected(claim, carried, corrections),
        key=lambda one: (one.reading.article.ref, one.reading.article.id),
    )
    once = {one.reading.article.id: one for one in reversed(ordered)}
    found = findings(claim, tuple(reversed(once.values())), corrections)
    rests = _rests(found)
    origins = tuple(origin for origin, _, _ in rests)
    resting = [
        tuple(origin.id for origin, _, on in rests if n in on) for n in range(len(found.carried))
    ]
    articles = tuple(_article(found, n, ids) for n, ids in enumerate(resting))
    return Trace(
        claim,
        counts(articles, origins, sum(not ids for ids in resting)),
        origins,
        articles,
        ties(found, rests),
        timeline(found.carried, _starts(found, rests), found.setting),
        standing(found.carried, origins, found.setting),
    )


def _rests(found: Findings) -> list[_Rest]:
    """The origins, what leads to each, and which articles rest on it."""
    origins = found.origins()
    parts: list[tuple[Sequence[Ground], frozenset[int]]] = []
    if origins.resting:
        parts.append((origins.root, origins.resting))
    unknown = found.unknown()
    parts += [((ground,), ground.articles - unknown) for ground in origins.alone]
    told = [(grounds, _with_copies(found, on)) for grounds, on in parts if on]
    return [
        (_origin(found, f"o{n}", grounds, on), grounds, on)
        for n, (grounds, on) in enumerate(told, 1)
    ]


def _starts(found: Findings, rests: Sequence[_Rest]) -> list[Event]:
    """For each origin its first article that has a date, and the statement that says so; of one
    day, whoever is said to have been first."""
    out = []
    for origin, grounds, on in sorted(rests, key=lambda rest: not _was_first(rest[1])):
        dated = [(found.carried[n].reading.article.published, found.ref(n), n) for n in on]
        first = min(((when, ref, n) for when, ref, n in dated if when), default=None)
        if first:
            when, ref, n = first
            said = [
                (-closeness(n, statement, found.setting), at, statement.id)
                for ground in grounds
                for voice in ground.voices
                if voice.article == n
                for at, statement in enumerate(voice.statements)
            ]
            out.append(started(origin, when, ref, min(said)[2] if said else None))
    return out


def _was_first(grounds: Sequence[Ground]) -> bool:
    return any(s.first_report for g in grounds for voice in g.voices for s in voice.statements)


def _with_copies(found: Findings, on: frozenset[int]) -> frozenset[int]:
    """With the articles that copy one of these, as readers say."""
    held = set(on)
    waiting = True
    while waiting:
        more = {n for n, copy in found.forced.items() if int(copy.other) in held} - held
        held |= more
        waiting = bool(more)
    return frozenset(held)


def _origin(found: Findings, key: str, grounds: Sequence[Ground], on: frozenset[int]) -> Origin:
    lead = leading(grounds, found.setting)
    dates = [found.carried[n].reading.article.published for n in on]
    origin = Origin(
        id=key,
        name=called(lead),
        kind=kind_of(lead),
        named=lead is not None and lead.named,
        position=grounds[0].position if grounds else "supports",
        via=relayed(grounds, lead),
        of_itself=of_itself(lead, found.setting),
        first=min((date for date in dates if date), default=None),
        articles=tuple(found.ref(n) for n in sorted(on)),
    )
    copied = sum(found.labels[n] == "copy" for n in on)
    return replace(origin, why=why(origin, grounds[:1], len(on), copied))


def _article(found: Findings, n: int, rests: tuple[str, ...]) -> TracedArticle:
    one = found.carried[n]
    article = one.reading.article
    copy = found.copied.get(n) if found.labels[n] == "copy" else None
    return TracedArticle(
        ref=article.ref,
        id=article.id,
        label=found.labels[n],
        position=_position(found, n),
        outlet=article.outlet,
        published=article.published,
        copy_of=found.ref(int(copy.other)) if copy else None,
        credits=tuple(one.named.name for one in found.given[n] if one.likely >= SURE),
        origins=rests,
        statements=tuple(part.statement.id for part in one.agreed),
    )


def _position(found: Findings, n: int) -> Position:
    """As finding has it, unless the article itself finds the claim false."""
    own = any(voice.article == n and voice.who[1] == OWN for voice in found.heard)
    return "denies" if own else found.carried[n].position
