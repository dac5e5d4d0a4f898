"""Ledger and tracing meet: a claim in words, or by an id, over what a ledger keeps."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sayso.domain import Reading, Statement, Trace
from sayso.errors import UsageError

if TYPE_CHECKING:  # SQLAlchemy is loaded when a ledger is opened
    from sayso.ledger import Ledger

_ID = re.compile(r"[0-9a-f]{8,32}")


def trace_claim(ledger: Ledger, claim: str, until: str | None = None) -> Trace:
    """The trace of a claim in plain words, of a statement (its id), or of a kept claim (its id).

    `until`: as it stood at the end of that day (ISO). UsageError where an id leads nowhere.
    """
    from sayso.tracing.tracer import Tracer

    tracer = Tracer(ledger)
    words = claim.strip()
    if not _ID.fullmatch(words) or words.isdecimal():
        return tracer.trace(words, until)
    reading, statement = _statement(ledger, words)
    return tracer.trace_like(statement, reading, until)


def _statement(ledger: Ledger, begins: str) -> tuple[Reading, Statement]:
    """The statement whose id begins so; a claim's id is that of its earliest statement."""
    sought = ledger.merged().get(begins, begins)
    reading = ledger.reading(sought)
    for statement in reading.statements:
        if statement.id.startswith(sought):
            return reading, statement
    raise UsageError(f"{begins} is an article: give a statement's id, or the claim in words")
