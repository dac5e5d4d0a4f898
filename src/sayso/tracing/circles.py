"""Credits followed on: an outlet's own article that credits another has the claim from there.

What runs in a circle (A credits B, B credits A, neither has another source) gives no origin.
Which article is whose can only be told where the articles' outlets are known.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sayso.tracing.carried import Carried
from sayso.tracing.credits import SURE, Credited
from sayso.tracing.grounds import Voice
from sayso.tracing.naming import outlet_key
from sayso.tracing.setting import Setting, nearness


@dataclass(frozen=True, slots=True)
class Lineage:
    """`onward`: for an outlet (by key) those that its own articles have the claim from;
    `circular`: outlets of whose credits none leads out of a circle; `articles`: theirs."""

    onward: Mapping[str, frozenset[str]]
    circular: frozenset[str]
    articles: Mapping[str, tuple[int, ...]]


def lineage(
    carried: Sequence[Carried],
    given: Sequence[Sequence[Credited]],
    heard: Sequence[Voice],
    setting: Setting,
) -> Lineage:
    """Where the outlets whose articles these are have the claim from."""
    owned: dict[str, list[int]] = defaultdict(list)
    for n, one in enumerate(carried):
        if one.reading.article.outlet:
            owned[outlet_key(one.reading.article.outlet)].append(n)
    near = {
        voice.article
        for voice in heard
        if voice.kind != "outlet" and not voice.relay and nearness(voice, setting) >= 0.5
    }
    onward = {
        key: frozenset(
            credit.named.key
            for n in places
            for credit in given[n]
            if credit.likely >= SURE and credit.named.key != key
        )
        for key, places in sorted(owned.items())
        if not near.intersection(places)  # who hears a source of its own has it from there
    }
    held = {key: tuple(places) for key, places in sorted(owned.items())}
    return Lineage(onward, _circular(onward), held)


def _circular(onward: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """The outlets all of whose credits, followed to the end, lead back to where they were."""
    found = set()
    for key in onward:
        reached = _reached(key, onward)
        if key in reached and all(onward.get(other) for other in reached):
            found.add(key)
    return frozenset(found)


def _reached(key: str, onward: Mapping[str, frozenset[str]]) -> frozenset[str]:
    seen: set[str] = set()
    waiting = list(onward.get(key, ()))
    while waiting:
        other = waiting.pop()
        if other not in seen:
            seen.add(other)
            waiting.extend(onward.get(other, ()))
    return frozenset(seen)
