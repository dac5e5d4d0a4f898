"""Does a clause speak of what was, or of what is to come? Verbs and their like decide.

Rules of thumb over lexicon/tenses.csv, without a parser: the nearest verb before an expression
tells, else the first one behind it ("On Friday the panel will …"). Inside a quotation, words
before it do not count. In US news, judged by eye, about nine in ten months without a year come out
right (of 150), and nineteen in twenty weekdays (of 65).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType

from sayso.reading.lexicon import rows
from sayso.reading.times.calendar import Tense
from sayso.reading.times.words import Item, group, symbol

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
    if clause.follows():
        return "past"
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

    def follows(self) -> bool:
        """Whether it is told from behind: "since Monday", "in the wake of the March 3 vote"."""
        at = self.first - (2 if self.word(self.first - 1) == "the" else 1)
        if self.word(at) == "of":
            return self.word(at - 1) in group("wake")
        return self.word(at) in ("since", "following")

    def backward(self, start: int) -> Tense | None:
        """What the nearest verb before the expression tells."""
        due = self.first > start and self.word(self.first - 1) in ("by", "until", "till")
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
            passive = self.word(at) in ("is", "are") and self._class_at(at + 1)
            if kind == "future" or passive in ("scheduled", "leading"):
                return "future"
            if passive == "past":
                return None  # "the March 3 flood is remembered": of any time
            if kind == "modal":
                return "past" if self.word(at + 1) == "have" else "future"
            if kind in ("past", "saying", "present"):
                told: Tense = "future" if kind == "present" else "past"
                return told if whole else None
        return None

    def _class_at(self, at: int) -> str:
        return _class(self.items[at]) if at < len(self.items) else ""

    def _tells(self, at: int) -> Tense | None:
        """What one word before the expression says of its tense; None if nothing."""
        kind = _class(self.items[at])
        if kind:
            return _TELLERS[kind](self, at)
        return _plain(self, at) if self.word(at - 1) in group("pronoun") else None


def _plain(clause: _Clause, at: int) -> Tense | None:
    """We leave Friday: a verb in no list, right behind its pronoun and near the expression."""
    word = clause.word(at)
    near = clause.first - at <= _NEAR
    verb = word.isalpha() and word not in group("undecided") and not word.endswith("ly")
    return "future" if near and verb else None


def _future(_: _Clause, __: int) -> Tense | None:
    return "future"


def _modal(clause: _Clause, at: int) -> Tense | None:
    """Would, may; but "could have", and "could not be reached" are past."""
    ahead = clause.word(at + 1)
    return "past" if ahead == "have" or (clause.word(at), ahead) == ("could", "not") else "future"


def _leading(clause: _Clause, at: int) -> Tense | None:
    """Agreed to meet, hopes to win: ahead; "had been invited to speak" is past."""
    if clause.word(at + 1) != "to":
        return _past(clause, at)
    return "past" if "had" in (clause.word(at - 1), clause.word(at - 2)) else "future"


def _scheduled(clause: _Clause, at: int) -> Tense | None:
    """Due Tuesday, set for Friday, expected to leave."""
    near = clause.first - at <= 2 or clause.word(at + 1) in ("to", "for")
    return "future" if near else _past(clause, at)


def _saying(clause: _Clause, at: int) -> Tense | None:
    """Said on Monday; behind "said the", the verb of what is said tells."""
    if clause.first - at > _NEAR:
        return "unknown"
    ahead = clause.items[at + 1]
    speech = ahead.word in group("clause") or ahead.symbol == symbol("NAME")
    if at + 1 < clause.first and speech and clause.word(at) in group("report"):
        return clause.forward(_MODIFIED, whole=True) or "past"
    return "past"


def _present(clause: _Clause, at: int) -> Tense | None:
    """Is on Friday, begins in May; "had come" is past, "to come" goes by its head."""
    before = clause.word(at - 1)
    if before in ("had", "has", "have"):
        return "past"
    if before == "to":
        return None
    return "future" if clause.first - at <= _NEAR else "unknown"


def _be(clause: _Clause, at: int) -> Tense | None:
    return "future" if clause.word(at - 1) == "to" else None


def _past(clause: _Clause, at: int) -> Tense | None:
    """A past form: none of its own after "be" (the word before that tells), unsure after "is"."""
    word, before = clause.word(at), clause.word(at - 1)
    planned = _class_of(word) in ("leading", "scheduled") and not word.endswith("ed")
    if planned or word in group("unlike_past") or before in ("be", "being", "to"):
        return None
    return "unknown" if before in ("is", "are", "'s", "'re") else "past"


_TELLERS: Mapping[str, Callable[[_Clause, int], Tense | None]] = MappingProxyType(
    {
        "future": _future,
        "modal": _modal,
        "leading": _leading,
        "scheduled": _scheduled,
        "saying": _saying,
        "present": _present,
        "be": _be,
        "past": _past,
    }
)


def _class(item: Item) -> str:
    """What a word says of its clause: a class of tenses.csv, or empty."""
    return "" if item.symbol == symbol("NAME") else _class_of(item.word)


@lru_cache(maxsize=4096)
def _class_of(word: str) -> str:
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
