"""Does a clause speak of what was, or of what is to come? Verbs and their like decide.

Rules of thumb over lexicon/tenses.csv, without a parser: the nearest verb before an expression
tells, else the first one behind it ("On Friday the panel will …"). Inside a quotation, words
before it do not count. Measured on news, about nine in ten dates without a year come out right.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from sayso.reading.lexicon import rows
from sayso.reading.time_calendar import Tense
from sayso.reading.time_words import Item, group, symbol

_WINDOW = 60  # words on either side that are looked at
_NEAR = 5  # words: farther behind "said" or "is", a clause of its own has begun
_MODIFIED = 7  # words behind a modifier ("Monday's vote will …") in which its verb is looked for
_OPENING = 4  # words with which a sentence opens
_SHORTEST = 5  # letters of a regular past form ("added"); shorter ones are "need", "bed"


@cache
def _tenses() -> Mapping[str, str]:
    return MappingProxyType(dict(rows("tenses")))


def tense(items: Sequence[Item], first: int, behind: int) -> Tense:
    """The tense of the clause around `items[first:behind]`."""
    clause = _Clause(items, first, behind)
    start = clause.begin()
    # A verb behind tells of an expression that opens its sentence, not of one within its subject.
    opens = first - start < _OPENING
    before = clause.backward(start)
    if clause.modifies():
        after = clause.forward(_MODIFIED, whole=True)
        if "future" in (before, after):
            return "future"
        return "past" if opens and after else "unknown"
    return before or clause.forward(_WINDOW, whole=opens) or "unknown"


@dataclass(frozen=True, slots=True)
class _Clause:
    """The words around an expression, `items[first:behind]`."""

    items: Sequence[Item]
    first: int
    behind: int

    def word(self, at: int) -> str:
        """The word at a place, empty outside."""
        return self.items[at].word if 0 <= at < len(self.items) else ""

    def begin(self) -> int:
        """Where the sentence begins, or the quotation in it."""
        stop, quote = symbol("STOP"), symbol("QUOTE")
        limit, closed = max(0, self.first - _WINDOW), False
        for at in range(self.first - 1, limit - 1, -1):
            item = self.items[at]
            if item.symbol == stop:
                return at + 1
            if item.symbol != quote:
                continue
            if at and self.items[at - 1].end == item.start:
                closed = True
            elif self.items[at + 1].start == item.end:
                if not closed:
                    return at + 1
                closed = False
        return limit

    def modifies(self) -> bool:
        """Whether the expression stands before a noun: "Monday's vote", "the Monday vote"."""
        if self.behind < len(self.items) and self.items[self.behind].symbol == symbol("POSS"):
            return True
        before = self.items[self.first - 1].symbol if self.first else ""
        return before in (symbol("THE"), symbol("AN"))

    def backward(self, start: int) -> Tense | None:
        """What the nearest verb before the expression tells."""
        opener = self.word(self.first - 1) if self.first > start else ""
        if opener == "since":
            return "past"
        due = opener in ("by", "until", "till")
        for at in range(self.first - 1, start - 1, -1):
            told = self._tells(at)
            if told == "past" and due and self.word(at) not in ("was", "were", "had"):
                return "future"
            if told:
                return told
            if self.word(at) == "after" and start < at < self.first - 1:
                return "past"
        if not due:
            return None
        return self.forward(_WINDOW, whole=True) or "future"

    def forward(self, limit: int, *, whole: bool) -> Tense | None:
        """What the first verb behind the expression tells; if not `whole`, only what will be."""
        for at in range(self.behind, min(self.behind + limit, len(self.items))):
            if self.items[at].symbol == symbol("STOP") or self.word(at) in group("relative"):
                break
            kind = _class(self.items[at])
            if kind == "future":
                return "future"
            if kind == "modal":
                return "past" if self.word(at + 1) == "have" else "future"
            if kind in ("past", "saying", "present"):
                told: Tense = "future" if kind == "present" else "past"
                return told if whole else None
        return None

    def _tells(self, at: int) -> Tense | None:
        """What one word before the expression says of its tense; None if nothing."""
        kind = _class(self.items[at])
        ahead, before = self.word(at + 1), self.word(at - 1)
        distance = self.first - at
        told: Tense | None = None
        if kind == "future" or (kind == "be" and before == "to"):
            told = "future"
        elif kind == "modal":
            told = "past" if ahead == "have" else "future"
        elif kind == "leading" and ahead == "to":
            told = "past" if "had" in (before, self.word(at - 2)) else "future"
        elif kind == "scheduled" and (distance <= 2 or ahead in ("to", "for")):
            told = "future"
        elif kind == "saying":
            told = self._said(at) if distance <= _NEAR else "unknown"
        elif kind == "present" and before != "to":
            told = "future" if distance <= _NEAR else "unknown"
        elif kind in ("past", "leading", "scheduled"):
            told = _finite(self.word(at), before, kind)
        return told

    def _said(self, at: int) -> Tense | None:
        """Behind "said the", the verb of what is said tells."""
        ahead = self.items[at + 1]
        clause = ahead.word in group("clause") or ahead.symbol == symbol("NAME")
        if at + 1 < self.first and clause and self.word(at) in group("report"):
            return self.forward(_MODIFIED, whole=True) or "past"
        return "past"


def _class(item: Item) -> str:
    """What a word says of its clause: a class of tenses.csv, or empty."""
    word = item.word
    if item.symbol == symbol("NAME"):
        return ""
    found = _tenses().get(word)
    if found is None and "'" in word:
        found = _contracted(word)
    if found is None and len(word) >= _SHORTEST and word.endswith("ed"):
        found = "past" if word not in group("unlike_past") else ""
    return found or ""


def _contracted(word: str) -> str | None:
    """The class of "they'll", "didn't"."""
    if word.endswith("n't"):
        stem = {"wo": "will", "ca": "can", "sha": "shall"}.get(word[:-3], word[:-3])
        return _tenses().get(stem)
    return _tenses().get("'" + word.rpartition("'")[2])


def _finite(word: str, before: str, kind: str) -> Tense | None:
    """A past form: none of its own after "be" (the word before that tells), unsure after "is"."""
    planned = kind in ("leading", "scheduled") and not word.endswith("ed")
    if planned or word in group("unlike_past") or before in ("be", "being", "to"):
        return None
    return "unknown" if before in ("is", "are", "'s", "'re") else "past"
