"""The one line that matters of a trace, in words: how many say so, on whose word; who denies it.

Terminal and web write the same sentences; a part's role says how it may be set off.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from sayso.domain import Origin, Position, Trace, Voiced

PartRole = Literal["plain", "number", "supports", "denies", "name", "unnamed", "aside"]
_SO: PartRole = "supports"
_NOT_SO: PartRole = "denies"
_ASIDE: PartRole = "aside"
_NAMES = 4  # origins or people named in the line; the others are counted


class Part(NamedTuple):
    """A stretch of a sentence and what it is."""

    text: str
    role: PartRole = "plain"


def gist(trace: Trace) -> list[list[Part]]:
    """The sentences, the most important first. Supporting and denying origins stand apart."""
    if not trace.articles:
        return [[Part("No article in this ledger carries it.")]]
    return [sentence for sentence in _sentences(trace) if sentence]


def _sentences(trace: Trace) -> Iterator[list[Part]]:
    counts = trace.counts
    carried = [Part(count(counts.articles, "article"), "number")]
    if counts.outlets:
        carried += [Part(", "), Part(count(counts.outlets, "outlet"), "number")]
    yield [*carried, Part(".")]
    yield _origins(trace, "supports")
    yield _origins(trace, "denies")
    yield _origins(trace, "reports")
    yield _people(trace.standing.confirmed_by, "confirmed it", _SO)
    yield _people(trace.standing.withheld_by, "would not confirm it", _ASIDE)
    if counts.unknown == 1:
        yield [Part("1 article", "number"), Part(" gives no source: it counts for nothing.")]
    elif counts.unknown:
        yield [
            Part(count(counts.unknown, "article"), "number"),
            Part(" give no source: they count for nothing."),
        ]


def _origins(trace: Trace, position: Position) -> list[Part]:
    """`2 independent origins say so: …`; nothing where no origin takes this position."""
    origins = [origin for origin in trace.origins if origin.position == position]
    if not origins:
        return [Part("No origin says so.", "aside")] if position == "supports" else []
    number = len(origins)
    one = number == 1
    lead, role = {
        "supports": (f"{count(number, 'independent origin')} {'says' if one else 'say'} so", _SO),
        "denies": (f"{number} {'denies' if one else 'deny'} it", _NOT_SO),
        "reports": (f"{number} {'carries' if one else 'carry'} it without taking it on", _ASIDE),
    }[position]
    return [Part(lead, role), Part(": "), *_listed(map(_named, origins)), Part(".")]


def _named(origin: Origin) -> list[Part]:
    """`US officials (unnamed) via The Wall Street Journal`."""
    parts = [Part(origin.name, "name")]
    if not origin.named:
        parts.append(Part(" (unnamed)", "unnamed"))
    if origin.via:
        parts += [Part(" via "), Part(" and ".join(origin.via), "name")]
    if origin.of_itself:
        parts.append(Part(" (of itself)", "aside"))
    return parts


def _people(voices: tuple[Voiced, ...], did: str, role: PartRole) -> list[Part]:
    names = list(dict.fromkeys(voice.name for voice in voices))
    if not names:
        return []
    return [*_listed([Part(name, "name")] for name in names), Part(f" {did}", role), Part(".")]


def _listed(items: Iterable[list[Part]]) -> Iterator[Part]:
    every = list(items)
    for place, parts in enumerate(every[:_NAMES]):
        if place:
            yield Part("; ")
        yield from parts
    if len(every) > _NAMES:
        yield Part(f"; and {len(every) - _NAMES} more", "aside")


def count(number: int, noun: str, plural: str = "") -> str:
    """`9 articles`, `1 article`, `1,203 articles`."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


__all__ = ["Part", "PartRole", "count", "gist"]
