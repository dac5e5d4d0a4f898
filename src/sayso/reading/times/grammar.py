"""A grammar of time expressions: rules over kinds of words, applied in layers.

A rule is a regular expression whose words are kinds (`THE? WEEKDAY PART?`; capitals, at least two
letters) and a builder that makes an interval of what matched. A layer rewrites a list of items:
what a rule matched becomes one item of a new kind, which the rules of the next layer can use.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sayso.reading.times.calendar import FINENESS, Interval, Tense, Unit
from sayso.reading.times.tense import tense
from sayso.reading.times.words import Item, symbol

_KIND = re.compile(r"(?<![?<\w])[A-Z]{2,}(?!\w)")
_GROUP = re.compile(r"\?P<(\w+)>")
# An anchor is a stretch that a story can go on from: "in 2012 … two years later".
_ANCHORING = FINENESS["decade"]


@dataclass(frozen=True, slots=True)
class Scene:
    """What relative expressions are seen from: the day of publication, the last date mentioned."""

    published: date | None
    anchor: Interval | None = None

    def after(self, found: Interval | None) -> Scene:
        """The scene behind an expression: it is what the next one may go on from."""
        if found is None or FINENESS[found.unit] > _ANCHORING:
            return self
        return Scene(self.published, found)


@dataclass(frozen=True, slots=True)
class Found:
    """What a rule matched: `items[first:behind]`; `accepted`: behind the last match before it."""

    items: Sequence[Item]
    first: int
    behind: int
    groups: dict[str, tuple[int, int]]
    scene: Scene
    accepted: int

    @property
    def published(self) -> date | None:
        """The day of publication, if it is known."""
        return self.scene.published

    @property
    def tense(self) -> Tense:
        """Of the clause around the match."""
        return tense(self.items, self.first, self.behind)

    def part(self, name: str) -> Sequence[Item]:
        """The items of a group; none if it took no part."""
        start, behind = self.groups.get(name, (-1, -1))
        return self.items[start:behind] if start >= 0 else ()

    def value(self, name: str) -> str:
        """The value of a group's first item, or empty."""
        return next((item.value for item in self.part(name)), "")

    def number(self, name: str) -> int:
        """The same as a number, -1 if there is none."""
        value = self.value(name)
        return int(value) if value.isdecimal() else -1

    def unit(self, name: str) -> Unit:
        """The unit that a group names."""
        return self.value(name)  # type: ignore[return-value] # the lists hold units only

    def interval(self, name: str) -> Interval:
        """The stretch that a group's one item stands for."""
        found = self.part(name)[0].interval
        assert found is not None, name
        return found

    def kind_at(self, at: int) -> str:
        """The symbol of an item by its place, empty outside."""
        return self.items[at].symbol if 0 <= at < len(self.items) else ""

    def word_at(self, at: int) -> str:
        """The word at a place, empty outside."""
        return self.items[at].word if 0 <= at < len(self.items) else ""


Builder = Callable[[Found], Interval | None]
# A pattern, its builder; the first that matches wins, at the leftmost place.
Rule = tuple[str, Builder]


@dataclass(frozen=True, slots=True)
class Layer:
    """Rules, compiled: `starts` finds symbols that a rule can begin with; `patterns`: for each of
    them, the rules that can begin with it, as one expression; `groups`: for each rule its groups,
    by their names and by those that they have in the expression."""

    starts: re.Pattern[str]
    patterns: Mapping[str, re.Pattern[str]]
    builders: tuple[Builder, ...]
    groups: tuple[tuple[tuple[str, str], ...], ...]

    @classmethod
    def of(cls, rules: Sequence[Rule]) -> Layer:
        """Compile rules."""
        by_start: dict[str, list[str]] = {}
        groups = []
        for number, (pattern, _) in enumerate(rules):
            text = "".join(_KIND.sub(_symbol, pattern).split())
            for start in first_symbols(text):
                named = _GROUP.sub(rf"?P<\1_{number}>", text)
                by_start.setdefault(start, []).append(f"(?P<rule_{number}>{named})")
            names = _GROUP.findall(pattern)
            groups.append(tuple((name, f"{name}_{number}") for name in names))
        patterns = {start: re.compile("|".join(parts)) for start, parts in by_start.items()}
        starts = re.compile(f"[{''.join(patterns)}]")
        return cls(starts, patterns, tuple(builder for _, builder in rules), tuple(groups))

    def rewrite(self, items: Sequence[Item], scene: Scene) -> tuple[list[Item], Scene]:
        """The items with what the rules found in them, and the scene behind them.

        What a rule matched and could not resolve stays as it is; no other rule of the layer looks
        at it again.
        """
        symbols = "".join([item.symbol for item in items])
        result: list[Item] = []
        done = seen = 0
        for match, number in self._matches(symbols):
            for item in items[seen : match.start()]:
                scene = scene.after(item.interval)
            seen = match.start()
            groups = {name: match.span(full) for name, full in self.groups[number]}
            found = Found(items, match.start(), match.end(), groups, scene, done)
            interval = self.builders[number](found)
            if interval is None:
                continue
            scene, seen = scene.after(interval), match.end()
            result += items[done : match.start()]
            result.append(_merged(found, interval))
            done = match.end()
        result += items[done:]
        return result, scene

    def _matches(self, symbols: str) -> Iterator[tuple[re.Match[str], int]]:
        """What rules match, from left to right, without overlap, and which rule it is."""
        behind = 0
        for start in self.starts.finditer(symbols):
            if start.start() < behind:
                continue
            match = self.patterns[start.group()].match(symbols, start.start())
            if match:
                behind = match.end()
                yield match, int((match.lastgroup or "").rpartition("_")[2])


def _symbol(match: re.Match[str]) -> str:
    return symbol(match.group())


def _merged(found: Found, interval: Interval) -> Item:
    """What a rule matched, as one item."""
    start, end = found.items[found.first].start, found.items[found.behind - 1].end
    if interval.clock:
        kind = "TIMED"
    elif interval.unit == "rolling":
        kind = "ROLLING"
    else:
        kind = "DATED" if interval.unit == "day" else "LONG"
    return Item(symbol(kind), start, end, "", interval=interval)


_PIECE = re.compile(r"\(\?P<\w+>|\(\?:|\(\?[=!]|\(\?<[=!]|[()|?$]|\[[^\]]*\]|.")


def first_symbols(pattern: str) -> list[str]:
    """The symbols that a match of a pattern can begin with, in order; lookarounds do not count."""
    pieces = _PIECE.findall(pattern)
    found, _, _ = _alternatives(pieces, 0)
    return sorted(found)


def _alternatives(pieces: Sequence[str], at: int) -> tuple[set[str], bool, int]:
    """First symbols up to a closing bracket, whether nothing will match as well, and where."""
    found: set[str] = set()
    empty, open_still = False, True  # open_still: nothing that must match stands before
    while at < len(pieces) and pieces[at] != ")":
        piece = pieces[at]
        if piece == "|":
            empty, open_still, at = empty or open_still, True, at + 1
            continue
        if piece.startswith("("):
            symbols, may_be_empty, at = _alternatives(pieces, at + 1)
            if "=" in piece or "!" in piece:
                symbols, may_be_empty = set(), True
        else:
            symbols, may_be_empty = set(piece.strip("[]$")), piece == "$"
        at += 1
        if at < len(pieces) and pieces[at] == "?":
            may_be_empty, at = True, at + 1
        if open_still:
            found |= symbols
        open_still = open_still and may_be_empty
    return found, empty or open_still, at
