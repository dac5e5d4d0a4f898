"""Statements within statements: what a source says that another one says, wants or denies.

The network is trained on outermost attributions (PolNeAR marks no others), so a content is read
once more as if it were a text of its own: then what was inside is outermost.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from sayso.reading.acts.cues import lemmas, tokens
from sayso.reading.attributions import Attribution, Run
from sayso.reading.clauses import sourced
from sayso.reading.edges import settled
from sayso.reading.lexicon import rows

_SHORTEST = 40  # characters; less hardly holds a source, a cue and a content
_DEEPEST = 2
_LEADS = frozenset({"", "to", "not to", "that"})

Reads = Callable[[str], list[Attribution]]


@dataclass(frozen=True, slots=True)
class Nested:
    """An attribution and the place in the list of the one whose content it lies in, or None.

    `heir`: the place of the one whose source it shares, where it names none itself ("…,” she said,
    without confirming it").
    """

    attribution: Attribution
    parent: int | None
    heir: int | None = None


def nested(text: str, outermost: list[Attribution], read: Reads) -> list[Nested]:
    """The attributions with those inside their contents; a parent comes before its children.

    What the network took into a content behind its quotation is cut off (`edges`); an attribution
    found there stands on its own.
    """
    found = [Nested(sourced(text, attribution), None) for attribution in outermost]
    first = 0
    for _ in range(_DEEPEST):
        behind = len(found)
        for place in range(first, behind):
            outer = found[place].attribution
            found[place] = _settled(text, found[place])
            inside = (sourced(text, inner) for inner in _inside(text, outer, read))
            found += [_placed(inner, found[place].attribution, place) for inner in inside]
        first = behind
    return [_settled(text, one) for one in found]


def _settled(text: str, one: Nested) -> Nested:
    kept = settled(text, one.attribution)
    return one if kept is one.attribution else replace(one, attribution=kept)


def _placed(inner: Attribution, outer: Attribution, place: int) -> Nested:
    start, end = inner.content[0]
    if any(a <= start and end <= b for a, b in outer.content):
        return Nested(inner, place)
    return Nested(inner, None, None if inner.source else place)


def _inside(text: str, outer: Attribution, read: Reads) -> Iterator[Attribution]:
    for start, end in outer.content:
        part = text[start:end]
        if end - start < _SHORTEST or not _may_hold(part):
            continue
        for inner in read(part):
            moved = _moved(inner, start)
            if sum(e - s for s, e in moved.content) < end - start and not _echoes(part, inner):
                yield moved


def _echoes(part: str, inner: Attribution) -> bool:
    """Whether it only goes on with the outer cue: "declined | to say whether …"."""
    return part[: inner.cue[0][0]].strip().lower() in _LEADS


def _may_hold(part: str) -> bool:
    """Whether a word of it is a common verb of saying, thinking or wanting.

    Reading again costs time: these verbs stand in a third of the text that contents make up, and
    in half of the contents that hold a statement (PolNeAR dev); the others hold mostly noise.
    """
    return any(_says(token.word) for token in tokens(part, 0, len(part)))


@lru_cache(maxsize=1 << 14)
def _says(word: str) -> bool:
    return not _verbs().isdisjoint(lemmas(word))


@cache
def _verbs() -> frozenset[str]:
    return frozenset(row[0] for row in rows("speech_verbs"))


def _moved(inner: Attribution, by: int) -> Attribution:
    def move(runs: tuple[Run, ...]) -> tuple[Run, ...]:
        return tuple((start + by, end + by) for start, end in runs)

    return Attribution(move(inner.source), move(inner.cue), move(inner.content), inner.score)
