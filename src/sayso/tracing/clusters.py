"""Statements of many articles → claims: groups of statements that make or deny the same one.

Two statements are held against each other if they share three of their six rarest words; whether
they are alike depends on nothing but the two (signatures.py), so that groups don't depend on the
order in which articles come, and new ones join the groups that are there.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import combinations

import numpy as np
import numpy.typing as npt

from sayso.domain import Reading, Statement
from sayso.tracing.claimed import Claimed, claimed
from sayso.tracing.overlap import Words, near
from sayso.tracing.shelf import Shelf
from sayso.tracing.signatures import MARKS, SHARED, Signature, alike, signature

_PART = 200_000  # statements; the blocks of more are found part by part
_TESTS = 400  # a statement is held against at most so many others of one block
_PAIRS = 20_000  # that are looked at together
_LARGE = 50  # statements in one block
_AT_ONCE = 200  # articles asked of the shelf at once
_MIX = np.uint64(0x9E3779B97F4A7C15)

Numbers = npt.NDArray[np.uint64]
Places = npt.NDArray[np.int64]


class Clusters:
    """Statements and which of them are alike; about 300 bytes for each, texts aren't kept."""

    def __init__(self) -> None:
        self._ids: list[str] = []
        self._articles: list[tuple[str, str]] = []  # day (or "9999"), id
        self._where = array("q")  # statement → its article's number
        self._starts = array("q")  # statement → where it begins
        self._words, self._weights, self._sorts = array("Q"), array("d"), array("B")
        self._ends = array("q", [0])  # statement → end of its words in these three
        self._marks = array("Q")
        self._above: list[int] = []  # statement → one of its group, up to itself
        self._linked = 0

    def add(self, readings: Iterable[Reading]) -> None:
        """Take in readings; an article that is there already must not be given again."""
        for reading in readings:
            day = (reading.article.published or "9999")[:10]
            self._articles.append((day, reading.article.id))
            for statement in reading.statements:
                found = signature(statement)
                if found.telling:
                    self._keep(statement, found)

    def claims(self, shelf: Shelf) -> Iterator[Claimed]:
        """The claims that two and more articles carry, by id. The shelf has the articles."""
        self.join()
        groups: dict[int, list[int]] = {}
        for number in range(len(self._ids)):
            groups.setdefault(self._root(number), []).append(number)
        shared = [
            sorted(group, key=self._first)
            for group in groups.values()
            if len({self._where[number] for number in group}) > 1
        ]
        shared.sort(key=lambda group: self._ids[group[0]])
        for start in range(0, len(shared), _AT_ONCE):
            yield from self._claimed(shared[start : start + _AT_ONCE], shelf)

    def _claimed(self, groups: Sequence[Sequence[int]], shelf: Shelf) -> Iterator[Claimed]:
        needed = sorted(
            {self._articles[self._where[number]][1] for part in groups for number in part}
        )
        kept: dict[str, Statement] = {}
        for start in range(0, len(needed), _AT_ONCE):
            for reading in shelf.readings(needed[start : start + _AT_ONCE]):
                kept.update((statement.id, statement) for statement in reading.statements)
        for group in groups:
            yield claimed([kept[self._ids[number]] for number in group])

    def _first(self, number: int) -> tuple[str, str, int, str]:
        return (*self._articles[self._where[number]], self._starts[number], self._ids[number])

    def _keep(self, statement: Statement, found: Signature) -> None:
        self._above.append(len(self._ids))
        self._ids.append(statement.id)
        self._where.append(len(self._articles) - 1)
        self._starts.append(statement.content.spans[0].start if statement.content.spans else 0)
        for word, weight in found.words.items():
            self._words.append(word)
            self._weights.append(weight)
            self._sorts.append((word in found.names) + 2 * (word in found.numbers))
        self._ends.append(len(self._words))
        marks = found.marks
        self._marks.extend(marks + marks[-1:] * (MARKS - len(marks)))

    def _signature(self, number: int) -> Signature:
        held = slice(self._ends[number], self._ends[number + 1])
        words, sorts = self._words[held], self._sorts[held]
        return Signature(
            dict(zip(words, self._weights[held], strict=True)),
            frozenset(word for word, sort in zip(words, sorts, strict=True) if sort & 1),
            frozenset(word for word, sort in zip(words, sorts, strict=True) if sort & 2),
        )

    def join(self) -> None:
        """Join the statements that came since the last time with all that are like them; `claims`
        does so by itself."""
        if self._linked == len(self._ids):
            return
        marks = np.frombuffer(self._marks, dtype=np.uint64).reshape(-1, MARKS)
        parts = 1 + len(marks) // _PART
        pairs: dict[tuple[int, int], None] = {}
        for part in range(parts):
            for block in _blocks(marks, (part, parts), self._linked):
                ordered = sorted(block, key=self._first)
                if len(ordered) > _LARGE:  # mostly one text: what is next to each other joins first
                    self._join_pairs(dict.fromkeys(self._pairs(ordered, 1)))
                for pair in self._pairs(ordered, _TESTS):
                    pairs[pair] = None
                    if len(pairs) >= _PAIRS:
                        self._join_pairs(pairs)
                        pairs.clear()
        self._join_pairs(pairs)
        self._linked = len(self._ids)

    def _pairs(self, block: Sequence[int], back: int) -> Iterator[tuple[int, int]]:
        """Of a block, each with at most so many before it: those that aren't joined when asked."""
        if len({self._root(number) for number in block}) == 1:
            return
        for place, one in enumerate(block):
            for other in block[max(0, place - back) : place]:
                if max(one, other) >= self._linked and self._root(one) != self._root(other):
                    yield one, other

    def _join_pairs(self, pairs: Collection[tuple[int, int]]) -> None:
        words = Words(
            np.frombuffer(self._words, dtype=np.uint64),
            np.frombuffer(self._weights, dtype=np.float64),
            np.frombuffer(self._ends, dtype=np.int64),
        )
        for one, other in near(words, pairs):
            joined = self._root(one) == self._root(other)
            if not joined and alike(self._signature(one), self._signature(other)):
                self._above[self._root(one)] = self._root(other)

    def _root(self, number: int) -> int:
        while self._above[number] != number:
            self._above[number] = self._above[self._above[number]]
            number = self._above[number]
        return number


def _blocks(marks: Numbers, part: tuple[int, int], since: int) -> Iterator[list[int]]:
    """Statements (rows) that share three marks, one of them from row `since` on.

    `part`: which of how many parts that all blocks fall into. A row that has its last mark twice
    has fewer than six.
    """
    hashes: list[Numbers] = []
    rows: list[Places] = []
    everyone = np.arange(len(marks))
    for columns in combinations(range(MARKS), SHARED):
        chosen = marks[:, columns]
        mixed = chosen[:, 0] * _MIX
        for column in range(1, SHARED):
            mixed = ((mixed ^ (mixed >> np.uint64(29))) + chosen[:, column]) * _MIX
        here = mixed % np.uint64(part[1]) == part[0]
        for column in range(1, SHARED):
            here &= chosen[:, column - 1] != chosen[:, column]
        hashes.append(mixed[here])
        rows.append(everyone[here])
    found, where = np.concatenate(hashes), np.concatenate(rows)
    order = np.argsort(found, kind="stable")
    found, where = found[order], where[order]
    bounds = np.flatnonzero(np.diff(found, prepend=found[:1] + _MIX, append=found[-1:] + _MIX))
    if not len(found):
        return
    starts, ends = bounds[:-1], bounds[1:]
    shared = (ends - starts > 1) & (np.maximum.reduceat(where, starts) >= since)
    for start, end in zip(starts[shared], ends[shared], strict=True):
        block = list(dict.fromkeys(where[start:end].tolist()))
        if len(block) > 1:
            yield block
