"""Copies, credits and shared sources → independent origins.

Groups of voices (`grounds.py`) are weighed (`signs.py`): which stand on their own, having put the
claim, a confirmation or a denial on record? As many are taken as the weights add up to. What is
left belongs to the account that all share: what can't be told to be gathered separately is one
origin, the *root*.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from sayso.domain import Position
from sayso.tracing.credits import home
from sayso.tracing.grounds import POSTED, Voice
from sayso.tracing.setting import Setting, closeness, closest, nearest
from sayso.tracing.signs import all_signs, rootedness
from sayso.tracing.stances import stance, withholds
from sayso.tracing.weighing import likelihood

_ABOUT = 0.5  # of the nearest voice of all: from there on a voice is about the claim
_IN_DOUBT = 0.2  # rounding: of .1 to .5 the best counts in the 154 graded stories, though by little
_SURE = 0.45
_FLAT = 0.34  # of the claim's words
_BREATH = 300  # characters
_MAKING = 0.6  # of what the closest ground says of the claim
_SMALL = 3  # articles; in fewer than this nothing shows that several outlets share one account


@dataclass(frozen=True, slots=True)
class Ground:
    """A group of voices: `likely` an origin of its own, `rooted` as it looks like what all share;
    `near`: how much of the claim it is about, `close`: how much of it it says itself; `flat`:
    it denies the claim outright; `articles` that hear it."""

    voices: tuple[Voice, ...]
    likely: float
    rooted: float
    near: float
    close: float
    flat: bool
    articles: frozenset[int]
    position: Position


@dataclass(frozen=True, slots=True)
class Origins:
    """`alone`: grounds that are origins of their own. `root`: those of the origin that is left,
    the most telling first; `resting`: the articles that rest on it (none: there is no such)."""

    alone: tuple[Ground, ...]
    root: tuple[Ground, ...]
    resting: frozenset[int]


def weighed(groups: Sequence[Sequence[Voice]], setting: Setting) -> tuple[Ground, ...]:
    """Every group as a ground, in the order given."""
    return tuple(
        Ground(
            tuple(group),
            0.0 if signs["root"] else likelihood("origin", signs),
            rootedness(signs),
            nearest(group, setting),
            closest(group, setting),
            _flatly(group, setting),
            _hearing(group),
            stance(group, setting),
        )
        for group, signs in zip(groups, all_signs(groups, setting), strict=True)
    )


def separated(
    grounds: Sequence[Ground],
    setting: Setting,
    unknown: frozenset[int],
    told: frozenset[str] = frozenset(),
) -> Origins:
    """Which grounds are origins of their own, and which articles rest on what is left.

    `unknown`: articles of unknown lineage, which rest on nothing; `told`: statements (ids) of which
    a reader has said whose they are.
    """
    alone = _alone(grounds)
    homed = _homed(grounds, setting) | _told(grounds, told)
    alone |= homed
    about = _ABOUT * max((ground.near for ground in grounds), default=0.0)
    if len(setting.carried) < _SMALL:
        alone = _told_apart(grounds, alone, about)
    left = [
        ground
        for n, ground in enumerate(grounds)
        if n not in alone and ground.position != "denies" and ground.near >= about
    ]
    root = tuple(sorted(left, key=lambda ground: -ground.rooted))
    chosen = tuple(grounds[n] for n in sorted(alone))
    resting = _resting(chosen, root, setting, unknown)
    first_hand = frozenset(n for at in homed for n in grounds[at].articles)
    apart = first_hand - (root[0].articles if root else frozenset[int]())
    return Origins(chosen, root, resting - apart)


def _alone(grounds: Sequence[Ground]) -> frozenset[int]:
    """The likeliest, as many as there should be going by the sum of what is likely, and all that
    are about as likely as not. Who flatly denies the claim always stands alone.

    Of two that the same articles hear in one breath, one is taken: a spokesman and his ministry.
    """
    likely = [1.0 if ground.flat else ground.likely for ground in grounds]
    sure = sum(value >= _SURE for value in likely)
    expected = max(sure, math.floor(sum(likely) + _IN_DOUBT))
    bearing = (n for n, ground in enumerate(grounds) if _bears(ground))
    order = sorted(bearing, key=lambda n: (-likely[n], n))
    taken: list[int] = []
    for n in order:
        if len(taken) >= expected:
            break
        if not any(_one_breath(grounds[n], grounds[held]) for held in taken):
            taken.append(n)
    return frozenset(taken)


def _bears(ground: Ground) -> bool:
    """Whether it says any of the claim's words, denies or confirms something, or is an outlet: what
    is all beside the claim puts nothing on record."""
    return (
        ground.close > 0
        or ground.position == "denies"
        or all(voice.kind == "outlet" for voice in ground.voices)
        or any(s.act == "confirm" for voice in ground.voices for s in voice.statements)
    )


def _homed(grounds: Sequence[Ground], setting: Setting) -> frozenset[int]:
    """Grounds that a known outlet has gathered itself: somebody told the article's own outlet, or
    it has got hold of a document. What all the articles share is none of them, nor is anything
    else that its outlet has gathered."""
    about = _ABOUT * max((ground.near for ground in grounds), default=0.0)
    homes = {
        n: {voice.relay for voice in ground.voices if _first_hand(voice, setting)}
        for n, ground in enumerate(grounds)
    }
    shared = _most_rooted(grounds)
    return frozenset(
        n
        for n, own in homes.items()
        if n != shared and own - homes[shared] and grounds[n].near >= about
    )


def _told(grounds: Sequence[Ground], told: frozenset[str]) -> frozenset[int]:
    """Grounds of which a reader has said whose word they are; not what all the articles share."""
    shared = _most_rooted(grounds)
    return frozenset(
        n
        for n, ground in enumerate(grounds)
        if n != shared and any(s.id in told for voice in ground.voices for s in voice.statements)
    )


def _most_rooted(grounds: Sequence[Ground]) -> int:
    return max(range(len(grounds)), key=lambda n: (grounds[n].rooted, -n), default=0)


def _first_hand(voice: Voice, setting: Setting) -> bool:
    own = home(setting.carried[voice.article].reading.article)
    return bool(own) and voice.relay == own and voice.kind != "outlet"


def _one_breath(one: Ground, other: Ground) -> bool:
    if one.position != other.position:
        return False
    if not one.articles <= other.articles and not other.articles <= one.articles:
        return False
    shared = sorted(one.articles & other.articles)
    return all(_gap(one, other, n) <= _BREATH for n in shared)


def _gap(one: Ground, other: Ground, article: int) -> int:
    """Characters between the nearest words that two grounds have in an article."""
    mine, theirs = (
        [
            span
            for voice in ground.voices
            if voice.article == article
            for statement in voice.statements
            for span in statement.content.spans
        ]
        for ground in (one, other)
    )
    gaps = [max(0, a.start - b.end, b.start - a.end) for a in mine for b in theirs]
    return min(gaps, default=_BREATH + 1)


def _told_apart(grounds: Sequence[Ground], alone: frozenset[int], about: float) -> frozenset[int]:
    """Of one or two articles: those that make the claim in their own words, or deny it.

    A first report, and what another outlet has from its own sources, were gathered separately, for
    the text says so of either.
    """
    best = max((ground.close for ground in grounds), default=0.0)
    making = frozenset(n for n, one in enumerate(grounds) if one.close >= _MAKING * best > 0)
    denying = frozenset(
        n for n, one in enumerate(grounds) if one.position == "denies" and one.near >= about
    )
    first = frozenset(n for n in making if _first_report(grounds[n]))
    sourced = frozenset(n for n in making if _sourced(grounds[n]))
    apart = first | sourced if first and sourced - first else frozenset[int]()
    return (alone & making) | denying | apart


def _hearing(group: Sequence[Voice]) -> frozenset[int]:
    """The articles that hear a group say something; those to which it will not, unless all."""
    told = frozenset(
        voice.article
        for voice in group
        if not voice.statements or not all(map(withholds, voice.statements))
    )
    return told or frozenset(voice.article for voice in group)


def _flatly(group: Sequence[Voice], setting: Setting) -> bool:
    """Whether a denial is what it says, in the claim's words."""
    return stance(group, setting) == "denies" and any(
        s.act == "deny" and closeness(voice.article, s, setting) >= _FLAT
        for voice in group
        for s in voice.statements
    )


def _first_report(ground: Ground) -> bool:
    return any(s.first_report for voice in ground.voices for s in voice.statements)


def _sourced(ground: Ground) -> bool:
    return any(
        voice.kind in ("person", "officials", "organisation") and voice.relay not in ("", POSTED)
        for voice in ground.voices
    )


def _resting(
    alone: Sequence[Ground], root: Sequence[Ground], setting: Setting, unknown: frozenset[int]
) -> frozenset[int]:
    """The articles that rest on the root: all but those of unknown lineage, and in a story that
    its separate origins make up whole, those that rest on these."""
    everyone = frozenset(range(len(setting.carried))) - unknown
    if len(setting.carried) >= _SMALL:
        return everyone
    covered = frozenset(n for ground in alone for n in ground.articles)
    rooted = frozenset(n for ground in root for n in ground.articles)
    return everyone - covered if alone else everyone & rooted or everyone
