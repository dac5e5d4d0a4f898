"""Grounds: what each article's account of the claim rests on.

A *voice* is somebody whom an article lets speak, with the outlet or platform through which it
hears them; an outlet that it credits is one, too. Voices of several articles that are the same
source on the same occasion are tied: the same words in quotation marks, the same person told the
same outlet, the same outlet credited.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from sayso.domain import Kind, Link, Statement
from sayso.outlets import known
from sayso.outlets.names import fold
from sayso.tracing.carried import Carried
from sayso.tracing.credits import SURE, Credited
from sayso.tracing.groups import Groups
from sayso.tracing.naming import outlet_key
from sayso.tracing.persons import Who, same, tokens, who
from sayso.tracing.senses import words_of

OWN = "own finding"  # who finds in its own voice that the claim is not so
POSTED = "(a post)"  # in place of a relay: what somebody put on a platform
_QUOTE_RUN = 6  # words; shorter runs are set phrases
_SAME_WORDS = 0.1  # of the runs of whoever is quoted less, where the name is the same
_OTHER_WORDS = 0.5  # … where the names differ, as they do if one article names nobody
_NEAR_ENOUGH = 0.5  # of the nearest voice
_CROWD = 40  # voices that are compared for one run of words


_Occasion = tuple[str, str | Who, str]


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody whom one article hears. `article` counts in the order of the carried articles.

    `relay`: the key of the outlet it was heard through, `POSTED`, or empty; `statements` in the
    order of the text; `credit`: the outlet where the voice is nobody but that.
    """

    article: int
    who: Who
    name: str
    kind: Kind
    named: bool
    relay: str
    relay_name: str
    statements: tuple[Statement, ...]
    credit: Credited | None = None


def voices(carried: Sequence[Carried], given: Sequence[Sequence[Credited]]) -> tuple[Voice, ...]:
    """Every voice of every article."""
    fullest = same(
        who(statement.chain[0])
        for one in carried
        for statement in one.reading.statements
        if statement.chain
    )
    return tuple(
        voice
        for n, (one, credited) in enumerate(zip(carried, given, strict=True))
        for voice in _voices(n, one, credited, fullest)
    )


def _voices(
    n: int, one: Carried, given: Sequence[Credited], fullest: Mapping[Who, Who]
) -> Iterator[Voice]:
    held: dict[tuple[Who, str], list[Statement]] = defaultdict(list)
    links: dict[tuple[Who, str], list[Link]] = defaultdict(list)
    relays: dict[str, str] = {}
    for statement in one.reading.statements:
        if statement.voice != "source" or not statement.chain:
            continue
        first = statement.chain[0]
        if first.kind in ("writer", "none") or is_platform(first) or not tokens(first.name):
            continue
        relay, name = _relay(statement.chain[1:])
        key = (fullest[who(first)], relay)
        held[key].append(statement)
        links[key].append(first)
        relays.setdefault(relay, name)
    own = _own_finding(one)
    if own:
        yield Voice(n, ("writer", OWN), OWN, "writer", False, "", "", own)
    outlets = {credited.named.key: credited for credited in given}
    for key, statements in held.items():
        link = max(links[key], key=lambda link: (link.named, len(link.name), link.name))
        if link.kind == "outlet":
            continue
        yield Voice(
            n, key[0], link.name, link.kind, link.named, key[1], relays[key[1]], tuple(statements)
        )
    for outlet, credited in outlets.items():
        if credited.likely >= SURE / 2:
            about = [
                statement
                for (source, _), statements in held.items()
                if source == ("outlet", outlet)
                for statement in statements
            ]
            yield Voice(
                n, ("outlet", outlet), credited.named.name, "outlet", True, "", "",
                tuple(about), credited,
            )  # fmt: skip


def _own_finding(one: Carried) -> tuple[Statement, ...]:
    """Where the article says in its own voice that something is a hoax, false, satire …"""
    found = []
    for statement in one.reading.statements:
        first = statement.chain[0].kind if statement.chain else "none"
        if first in ("none", "writer") and statement.content.spans:
            said = fold(statement.content.text).casefold()
            if words_of("debunking").search(said):
                found.append(statement)
    return tuple(found)


def is_platform(link: Link) -> bool:
    """Whether a link is a platform, which vouches for nothing."""
    outlet = known().find(link.name)
    return outlet is not None and outlet.kind == "platform"


def _relay(links: Sequence[Link]) -> tuple[str, str]:
    """Key and name of the outlet nearest the origin."""
    posted = False
    for link in links:
        if is_platform(link):
            posted = True
        elif link.kind == "outlet":
            return outlet_key(link.name), link.name
    return (POSTED, "") if posted else ("", "")


def occasions(
    voices: Sequence[Voice],
    near: Sequence[float],
    onward: Mapping[str, frozenset[str]] = MappingProxyType({}),
) -> tuple[tuple[Voice, ...], ...]:
    """Voices grouped: the same source on the same occasion, as far as the articles show.

    `near`: how much of the claim each is about (0 to 1). Two that were heard by one outlet are one
    occasion only where both are about it: an outlet hears many people on many things. `onward`:
    for the key of an outlet those that its own article has the claim from.
    """
    groups = Groups(range(len(voices)))
    alike = _alike(voices, near)
    for members in alike.values():
        for n in members[1:]:
            groups.tie(members[0], n)
    for one, other in (*_by_quotation(voices), *_speaking_for(voices), *_onward(alike, onward)):
        groups.tie(one, other)
    _settle(voices, groups)
    return tuple(tuple(voices[n] for n in group) for group in groups.all())


def _alike(voices: Sequence[Voice], near: Sequence[float]) -> Mapping[_Occasion, list[int]]:
    """Voices by what they share: an outlet, who told it, whose post it is."""
    enough = _NEAR_ENOUGH * max(near, default=0.0)
    held: dict[_Occasion, list[int]] = defaultdict(list)
    for n, voice in enumerate(voices):
        if voice.kind == "outlet":
            held["outlet", voice.who[1], ""].append(n)
        elif voice.relay and voice.relay != POSTED:
            held["told", voice.who, voice.relay].append(n)
            if near[n] >= enough:
                held["outlet", voice.relay, ""].append(n)
        elif voice.relay:
            held["posted", voice.who, ""].append(n)
    return held


def _onward(
    alike: Mapping[_Occasion, list[int]], onward: Mapping[str, frozenset[str]]
) -> Iterator[tuple[int, int]]:
    for outlet, others in onward.items():
        for other in others:
            one, another = alike.get(("outlet", outlet, "")), alike.get(("outlet", other, ""))
            if one and another:
                yield one[0], another[0]


def _speaking_for(voices: Sequence[Voice]) -> Iterator[tuple[int, int]]:
    """In one article an organisation and the person who speaks for it, heard the same way."""
    bodies: dict[tuple[int, str], list[int]] = defaultdict(list)
    for n, voice in enumerate(voices):
        if voice.kind in ("organisation", "officials"):
            bodies[voice.article, voice.relay].append(n)
    for n, voice in enumerate(voices):
        if voice.kind != "person":
            continue
        whose = frozenset(
            part
            for statement in voice.statements
            for text in (statement.chain[0].affiliation, statement.chain[0].role)
            if text
            for part in tokens(text)
        )
        for body in bodies[voice.article, voice.relay]:
            if whose and frozenset(tokens(voices[body].name)) <= whose:
                yield body, n


def _settle(voices: Sequence[Voice], groups: Groups[int]) -> None:
    """A source heard through nobody is the one that is most heard elsewhere."""
    by_source: dict[Who, list[int]] = defaultdict(list)
    for n, voice in enumerate(voices):
        if voice.kind != "outlet":
            by_source[voice.who].append(n)
    for members in by_source.values():
        loose = [n for n in members if not voices[n].relay]
        if not loose:
            continue
        for n in loose[1:]:
            groups.tie(loose[0], n)
        fixed = [n for n in members if voices[n].relay]
        if fixed and not any(groups.tied(loose[0], n) for n in fixed):
            sizes = {n: sum(groups.tied(n, other) for other in fixed) for n in fixed}
            groups.tie(loose[0], max(fixed, key=lambda n: (sizes[n], -n)))


def _by_quotation(voices: Sequence[Voice]) -> Iterator[tuple[int, int]]:
    """Voices of two articles of which one says in quotation marks mostly what the other says."""
    said = [_quoted_runs(voice) for voice in voices]
    holders: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for n, runs in enumerate(said):
        for run in runs:
            holders[run].append(n)
    shared: Counter[tuple[int, int]] = Counter()
    for found in holders.values():
        for at, one in enumerate(found[:_CROWD]):
            for other in found[at + 1 : _CROWD]:
                if voices[one].article != voices[other].article:
                    shared[one, other] += 1
    for (one, other), runs_shared in sorted(shared.items()):
        least = min(len(said[one]), len(said[other]))
        alike = voices[one].who == voices[other].who
        if runs_shared >= (_SAME_WORDS if alike else _OTHER_WORDS) * least:
            yield one, other


def _quoted_runs(voice: Voice) -> frozenset[tuple[str, ...]]:
    return frozenset(
        run
        for statement in voice.statements
        if statement.manner in ("direct", "mixed")
        for run in _runs(statement.content.text)
    )


def _runs(text: str) -> Iterator[tuple[str, ...]]:
    words = re.findall(r"[^\W_]+", fold(text).casefold())
    for at in range(len(words) - _QUOTE_RUN + 1):
        yield tuple(words[at : at + _QUOTE_RUN])
