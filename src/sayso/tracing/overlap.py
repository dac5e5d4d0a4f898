"""Which pairs of statements share enough words to be held against each other, many at a time."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sayso.tracing.signatures import COMMON

_ROUNDING = 1e-6
_MIX = np.uint64(0x9E3779B97F4A7C15)

Places = npt.NDArray[np.int64]
Numbers = npt.NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Words:
    """Words of all statements and their weights, one after the other; statement n has those from
    `ends[n]` up to `ends[n + 1]`."""

    words: Numbers
    weights: npt.NDArray[np.float64]
    ends: Places


def near(held: Words, pairs: Collection[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The pairs, in their order, whose shared words weigh enough for them to be alike.

    What sharing takes costs one sort for all pairs; the rest of what makes statements alike is for
    `signatures.alike`, which most pairs never come to: they share but their rarest words.
    """
    if not pairs:
        return
    sides = np.array(list(pairs), dtype=np.int64)
    shared = _shared(held, sides)
    whole = np.maximum(_totals(held, sides[:, 0]), _totals(held, sides[:, 1]))
    for place in np.flatnonzero(shared >= COMMON * whole - _ROUNDING).tolist():
        yield int(sides[place, 0]), int(sides[place, 1])


def _totals(held: Words, numbers: Places) -> npt.NDArray[np.float64]:
    """What all words of each statement weigh."""
    pair, at = _places(held, numbers)
    return np.asarray(np.bincount(pair, held.weights[at], len(numbers)), dtype=np.float64)


def _shared(held: Words, sides: Places) -> npt.NDArray[np.float64]:
    """What the words weigh that both of a pair have. A statement has each of its words once."""
    both = [_places(held, sides[:, side]) for side in (0, 1)]
    pair, at = (np.concatenate(each) for each in zip(*both, strict=True))
    # A word and its pair in one number: equal for equal ones, so that nothing shared is overlooked
    mixed = held.words[at] ^ (pair.astype(np.uint64) * _MIX)
    order = np.argsort(mixed)
    twice = order[1:][mixed[order[1:]] == mixed[order[:-1]]]
    found = np.bincount(pair[twice], held.weights[at[twice]], len(sides))
    return np.asarray(found, dtype=np.float64)


def _places(held: Words, numbers: Places) -> tuple[Places, Places]:
    """Where the words of these statements stand: which of the statements, which word."""
    starts, lengths = held.ends[numbers], held.ends[numbers + 1] - held.ends[numbers]
    pair = np.repeat(np.arange(len(numbers)), lengths)
    before = np.repeat(np.cumsum(lengths) - lengths, lengths)
    return pair, np.repeat(starts, lengths) + np.arange(len(pair)) - before
