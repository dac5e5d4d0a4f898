"""What a reader says against a trace, made and kept: shared by the command line and the web."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from sayso.domain import Correction, CorrectionKind
from sayso.errors import UsageError

if TYPE_CHECKING:
    from sayso.ledger import Ledger

_ID: Final = re.compile(r"[0-9a-f]{8,32}")
_MOST: Final = {"a name": 200, "a claim": 2000, "a note": 1000, "who says so": 120}  # characters


@dataclass(frozen=True, slots=True)
class Said:
    """Who says it, and why."""

    by: str
    note: str = ""


def not_same_claim(ledger: Ledger, statement: str, claim: str, said: Said) -> Correction:
    """A statement (its id) is not about a claim, given in words or by an id."""
    words = _given(claim, "a claim")
    if _ID.fullmatch(words) and not words.isdecimal():
        words = _given(_words_of(ledger, words), "a claim")
    return _made("not_same_claim", statement_id(ledger, statement), words, said)


def copy(ledger: Ledger, article: str, original: str, said: Said) -> Correction:
    """An article copies another; both by id or ref."""
    one = ledger.reading(article).article.id
    other = ledger.reading(original).article.id
    if one == other:
        raise UsageError(f"{article[:80]} and {original[:80]} are the same article")
    return _made("copy", one, other, said)


def source(ledger: Ledger, statement: str, name: str, said: Said) -> Correction:
    """The source of a statement (its id) is somebody of that name."""
    return _made("source", statement_id(ledger, statement), _given(name, "a name"), said)


KINDS: Final[dict[CorrectionKind, Callable[[Ledger, str, str, Said], Correction]]] = {
    "not_same_claim": not_same_claim,
    "copy": copy,
    "source": source,
}


def keep(ledger: Ledger, correction: Correction) -> None:
    """Put a correction on record."""
    with ledger.writer() as writer:
        writer.correct(correction)


def withdraw(ledger: Ledger, begins: str) -> Correction:
    """Take back the correction whose id begins so; it stays on record with the date."""
    made = {each.id: each for each in ledger.corrections(withdrawn=True)}
    sought = _only(begins, list(made), "correction")
    with ledger.writer() as writer:
        writer.withdraw(sought, _now())
    return next(each for each in ledger.corrections(withdrawn=True) if each.id == sought)


def statement_id(ledger: Ledger, begins: str) -> str:
    """The id of the one statement that begins so; UsageError if there is none."""
    reading = ledger.reading(begins)
    return _only(begins, [one.id for one in reading.statements], "statement")


def _made(kind: CorrectionKind, subject: str, target: str, said: Said) -> Correction:
    by = _given(said.by, "who says so")
    note = _given(said.note, "a note") if said.note.strip() else ""
    return Correction(kind, subject, target, by, _now(), note)


def _words_of(ledger: Ledger, begins: str) -> str:
    """The words by which a trace of an id goes: a trace knows its claim by them."""
    with suppress(UsageError):  # no kept claim: a statement, then
        begins = ledger.claim(begins).id
    reading = ledger.reading(begins)
    sought = _only(begins, [one.id for one in reading.statements], "statement")
    return next(one.content.text for one in reading.statements if one.id == sought)


def _only(begins: str, ids: Sequence[str], what: str) -> str:
    found = [each for each in ids if each.startswith(begins)] if begins else []
    if len(found) != 1:
        known = "several" if found else "no"
        raise UsageError(f"{known} {what} with an id that begins with {begins[:40]!r} is kept here")
    return found[0]


def _given(text: str, what: str) -> str:
    """A text of one line. UsageError if it is empty or longer than anybody means."""
    words = " ".join(text.split())
    if not words:
        raise UsageError(f"{what} is missing")
    if len(words) > _MOST[what]:
        raise UsageError(f"{what} has at most {_MOST[what]} characters here")
    return words


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


__all__ = ["KINDS", "Said", "copy", "keep", "not_same_claim", "source", "statement_id", "withdraw"]
