"""Does a clause speak of what was, or of what is to come? Verbs and their like decide.

Rules of thumb over lexicon/tenses.csv, without a parser: the nearest verb before an expression
tells, else the first one behind it ("On Friday the panel will …"). Inside a quotation, words
before it do not count.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from types import MappingProxyType

from sayso.reading.lexicon import rows
from sayso.reading.time_calendar import Tense
from sayso.reading.time_words import Item, symbol

_NEAR = 5  # words: farther behind "said" or "is", a clause of its own has begun
_MODIFIED = 7  # words behind a modifier ("Monday's vote will …") in which its verb is looked for
_OPENING = 4  # words with which a sentence opens
_SHORTEST = 5  # letters of a regular past form ("added"); shorter ones are "need", "bed"
_NOT_PAST = frozenset("need indeed hundred exceed proceed succeed embed naked sacred speed breed".split())
# Behind "said", these begin a clause with a verb of its own: "said the hearing in May will …".
_CLAUSES = frozenset("that the a an this his her its their he she it they there".split())
_REPORTS = frozenset("said says claimed argued insisted".split())
_RELATIVE = frozenset("that who which whom whose when where".split())
_PERFECT = frozenset("had hadn't".split())


@cache
def _tenses() -> Mapping[str, str]:
    return MappingProxyType({word: tense for word, tense in rows("tenses")})


def tense(items: Sequence[Item], first: int, behind: int) -> Tense:
    """The tense of the clause around `items[first:behind]`."""
    start = _begin(items, first)
    before = _backward(items, start, first)
    if _modifies(items, first, behind):
        after = _forward(items, behind, behind + _MODIFIED, whole=True)
        return "future" if "future" in (before, after) else "unknown"
    if before:
        return before
    # A verb behind tells of an expression that opens its sentence, not of one within its subject.
    opens = first - start < _OPENING
    return _forward(items, behind, len(items), whole=opens) or "unknown"


def _begin(items: Sequence[Item], first: int) -> int:
    """Where the sentence begins, or the quotation in it."""
    stop, quote = symbol("STOP"), symbol("QUOTE")
    for at in range(first - 1, -1, -1):
        item = items[at]
        if item.symbol == stop:
            return at + 1
        if item.symbol == quote and items[at + 1].start == item.end:
            spaced = at == 0 or items[at - 1].end < item.start or items[at - 1].symbol == quote
            if spaced and not _closes(items, at, first):
                return at + 1
    return 0


def _closes(items: Sequence[Item], at: int, first: int) -> bool:
    """Whether a quotation that opens at `at` has ended before `first`."""
    quote = symbol("QUOTE")
    return any(
        items[place].symbol == quote and items[place - 1].end == items[place].start
        for place in range(at + 2, first)
    )


def _modifies(items: Sequence[Item], first: int, behind: int) -> bool:
    """Whether the expression stands before a noun: "Monday's vote", "the Monday vote"."""
    if behind < len(items) and items[behind].symbol == symbol("POSS"):
        return True
    return first > 0 and items[first - 1].symbol in (symbol("THE"), symbol("AN"))


def _class(item: Item) -> str:
    """What a word says of its clause: a class of tenses.csv, or empty."""
    word = item.word
    if item.symbol == symbol("NAME"):
        return ""
    found = _tenses().get(word)
    if found is None and "'" in word:
        found = _contracted(word)
    if found is None and len(word) >= _SHORTEST and word.endswith("ed"):
        found = "past" if word not in _NOT_PAST else ""
    return found or ""


def _contracted(word: str) -> str | None:
    """The class of "they'll", "didn't"."""
    known = _tenses()
    if word.endswith("n't"):
        stem = {"wo": "will", "ca": "can", "sha": "shall"}.get(word[:-3], word[:-3])
        return known.get(stem)
    return known.get("'" + word.rpartition("'")[2])


def _backward(items: Sequence[Item], start: int, first: int) -> Tense | None:
    opener = items[first - 1].word if first > start else ""
    if opener == "since":
        return "past"
    due = opener in ("by", "until", "till")
    for at in range(first - 1, start - 1, -1):
        told = _tells(items, at, first)
        if told == "past" and due and items[at].word not in ("was", "were", "had"):
            return "future"
        if told:
            return told
        if items[at].word == "after" and start < at < first - 1:
            return "past"
    if not due:
        return None
    return _forward(items, first, len(items), whole=True) or "future"


def _tells(items: Sequence[Item], at: int, first: int) -> Tense | None:
    """What one word before the expression says of its tense; None if nothing."""
    kind = _class(items[at])
    if not kind:
        return None
    ahead = items[at + 1].word if at + 1 < len(items) else ""
    before = items[at - 1].word if at else ""
    near = first - at <= _NEAR
    if kind == "leading" and ahead == "to":
        return "past" if {before, items[at - 2].word} & _PERFECT else "future"
    if kind == "scheduled" and (first - at <= 2 or ahead in ("to", "for")):
        return "future"
    if kind == "future" or (kind == "be" and before == "to"):
        return "future"
    if kind == "modal":
        return "past" if ahead == "have" else "future"
    if kind == "saying":
        return _said(items, at, first) if near else "unknown"
    if kind == "present":
        return None if before == "to" else "future" if near else "unknown"
    return _finite(items[at].word, before, kind)


def _said(items: Sequence[Item], at: int, first: int) -> Tense | None:
    """Behind "said the", the verb of what is said tells."""
    ahead = items[at + 1]
    clause = ahead.word in _CLAUSES or ahead.symbol == symbol("NAME")
    if at + 1 < first and clause and items[at].word in _REPORTS:
        return _forward(items, first + 1, first + _MODIFIED, whole=True) or "past"
    return "past"


def _finite(word: str, before: str, kind: str) -> Tense | None:
    """A past form: none of its own after "be" (the word before that tells), unsure after "is"."""
    planned = kind in ("leading", "scheduled")
    if kind == "be" or word in _NOT_PAST or (planned and not word.endswith("ed")):
        return None
    if before in ("be", "being", "to"):
        return None
    return "unknown" if before in ("is", "are", "'s", "'re") else "past"


def _forward(items: Sequence[Item], behind: int, limit: int, *, whole: bool) -> Tense | None:
    """What the first verb behind an expression tells; unless `whole`, only of what will be."""
    stop = symbol("STOP")
    for at in range(behind, min(limit, len(items))):
        if items[at].symbol == stop or items[at].word in _RELATIVE:
            break
        kind = _class(items[at])
        if kind == "future":
            return "future"
        if kind == "modal":
            have = at + 1 < len(items) and items[at + 1].word == "have"
            return "past" if have else "future"
        if kind in ("past", "saying", "present"):
            told: Tense = "future" if kind == "present" else "past"
            return told if whole else None
    return None
