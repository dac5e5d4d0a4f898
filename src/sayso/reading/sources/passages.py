"""Passages that an article takes over from an outlet, after a line that introduces them.

The Courier’s Ann Cole writes:
“They came at night. …
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sayso.reading.sources.discourse import Discourse
from sayso.reading.sources.occasions import Outlet, Relay

_REPORTING = frozenset("reports reported writes wrote report from according notes noted".split())
_SAYING = frozenset("said says wrote writes added told tells telling tell".split())
_MARKS = frozenset("\"“‘'«")
_LONGEST = 12  # paragraphs that a passage without marks may have


@dataclass(frozen=True, slots=True)
class Passage:
    """Characters `[start, end)` that are quoted from an outlet."""

    start: int
    end: int
    relay: Relay


def passages_in(
    scene: Discourse, outlets: Sequence[Outlet], homes: Mapping[str, Relay]
) -> tuple[Passage, ...]:
    """Passages that an outlet, or a journalist of its (`homes`, by name), is said to report, after
    a colon that ends a paragraph."""
    words = scene.document.words
    named = _named(scene, outlets, homes)
    heads = _heads(scene)
    found: list[Passage] = []
    for number in range(1, len(heads) - 1):
        if words[heads[number] - 1].text in (":", "…"):
            name = _introducing(scene, heads[number], named, found)
            if name:
                start, end = words[heads[number]].start, _end(scene, heads, number)
                found.append(Passage(start, end, Relay(name, "outlet", False)))
    return tuple(found)


def _heads(scene: Discourse) -> list[int]:
    """First words of paragraphs, and behind the last word."""
    words = scene.document.words
    firsts = [
        at for at in range(len(words))
        if at == 0 or words[at].paragraph != words[at - 1].paragraph
    ]  # fmt: skip
    return [*firsts, len(words)]


def _named(
    scene: Discourse, outlets: Sequence[Outlet], homes: Mapping[str, Relay]
) -> Mapping[int, str]:
    """Sentence → the outlet that it names, by itself or by a journalist."""
    words = scene.document.words
    named: dict[int, str] = {}
    for outlet in outlets:
        if outlet.kind == "outlet":
            named.setdefault(words[outlet.first].sentence, outlet.name)
    for mention in scene.cast.mentions if homes else ():
        home = homes.get(scene.cast.figure_of(mention).name)
        if home is not None:
            named.setdefault(words[mention.name.first].sentence, home.name)
    return named


def _introducing(
    scene: Discourse, head: int, named: Mapping[int, str], found: Sequence[Passage]
) -> str:
    """The outlet that the line before a paragraph introduces, empty if none.

    A line that names nobody who speaks ("The mood is described at length:") goes on with what was
    quoted before.
    """
    document, words = scene.document, scene.document.words
    number = words[head - 1].sentence
    low, high = document.sentence(number)
    line = {word.lower for word in words[low:high]}
    if number in named:
        return named[number] if line & _REPORTING else ""
    if not found or line & _SAYING or words[head].text not in _MARKS:
        return ""
    last = words[document.at(found[-1].start)].paragraph
    return found[-1].relay.name if words[low].paragraph - last <= _LONGEST else ""


def _end(scene: Discourse, heads: Sequence[int], number: int) -> int:
    """Offset behind a quoted passage: its paragraphs open with marks, or it runs on a while."""
    words = scene.document.words
    marked = words[heads[number]].text in _MARKS
    stop = number
    while stop < len(heads) - 1 and stop - number < _LONGEST:
        if marked and words[heads[stop]].text not in _MARKS:
            break
        if not marked and words[heads[stop + 1] - 1].text == ":":
            break
        stop += 1
    return words[heads[stop] - 1].end
