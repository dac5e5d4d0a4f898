"""What the voices of a trace are seen against: the claim's words, and how near each voice is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import median

from sayso.domain import Statement
from sayso.tracing.carried import Carried
from sayso.tracing.grounds import Voice
from sayso.tracing.places import Places, keys
from sayso.tracing.turns import negated

_BEFORE = 240  # characters before a statement in which the claim may be named
_BEHIND = 80  # … and behind it
_UNUSED = 0.5  # weight of a word of the claim that no article uses


@dataclass(frozen=True, slots=True)
class Setting:
    """The claim's words with their weights, which add up to 1; the articles, and where each has
    these words; how near to the claim the typical voice is; `negated`: the claim itself says that
    something is not so."""

    claim: Mapping[str, float]
    carried: Sequence[Carried]
    places: Sequence[Places]
    typical: float = 0.0
    negated: bool = False


def setting_of(
    claim: str,
    carried: Sequence[Carried],
    places: Sequence[Places],
    voices: Sequence[Voice],
) -> Setting:
    """The setting of these voices. `places`: of the claim's words."""
    asked = keys(claim)
    used = frozenset(key for held in places for key in held.keys)
    raw = {word: 1.0 if word in used else _UNUSED for word in sorted(asked)}
    whole = sum(raw.values()) or 1.0
    weights = {word: value / whole for word, value in raw.items()}
    bare = Setting(weights, carried, places, negated=negated(claim))
    near = [nearness(voice, bare) for voice in voices]
    return replace(bare, typical=median(near) if near else 0.0)


def closeness(article: int, statement: Statement, setting: Setting) -> float:
    """How much of the claim a statement says."""
    held = setting.places[article]
    said = (key for span in statement.content.spans for key in held.between(*span))
    return _weight(said, setting)


def stretch(article: int, statement: Statement, setting: Setting) -> float:
    """How much of the claim stands in a statement or just before it."""
    spans = statement.content.spans
    return _around(article, spans[0].start, spans[-1].end, setting) if spans else 0.0


def nearness(voice: Voice, setting: Setting) -> float:
    """How much of the claim stands in or just before one of the voice's statements."""
    near = [stretch(voice.article, statement, setting) for statement in voice.statements]
    if voice.credit:
        spans = voice.credit.spans
        near.append(_around(voice.article, spans[0].start, spans[-1].end, setting))
    return max(near, default=0.0)


def nearest(voices: Sequence[Voice], setting: Setting) -> float:
    """How near to the claim the nearest of some voices is; 0 of none."""
    return max((nearness(voice, setting) for voice in voices), default=0.0)


def closest(voices: Sequence[Voice], setting: Setting) -> float:
    """How much of the claim the closest statement of some voices says; 0 of none."""
    return max(
        (closeness(voice.article, s, setting) for voice in voices for s in voice.statements),
        default=0.0,
    )


def whole(article: int, setting: Setting) -> float:
    """How much of the claim an article says anywhere."""
    return _weight(setting.places[article].keys, setting)


def _around(article: int, start: int, end: int, setting: Setting) -> float:
    held = setting.places[article]
    return _weight(held.between(start - _BEFORE, end + _BEHIND), setting)


def _weight(words: Iterable[str], setting: Setting) -> float:
    return sum(setting.claim[word] for word in sorted(frozenset(words)))
