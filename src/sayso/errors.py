"""What can go wrong, by what it means for the work at hand.

    SaysoError
    ├── ArticleError   one article cannot be had: say so, go on with the next
    ├── ModelError     the reader itself is broken: stop
    ├── LedgerError    the ledger cannot be opened, written or trusted: stop
    └── UsageError     asked for something that makes no sense: stop before anything is read

A message says what was tried, on what, and what to do.
"""

from __future__ import annotations


class SaysoError(Exception):
    """Every error that Sayso raises on purpose."""


class ArticleError(SaysoError):
    """One article cannot be had from where it was said to be.

    `ref` is the path or address, `reason` what is wrong with it, `hint` what to do (may be empty).
    """

    def __init__(self, ref: str, reason: str, hint: str = "") -> None:
        super().__init__(ref, reason, hint)
        self.ref = ref
        self.reason = reason
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.ref}: {self.reason}" + (f" ({self.hint})" if self.hint else "")


class ModelError(SaysoError):
    """The weights are missing, damaged or made for another version of Sayso."""


class LedgerError(SaysoError):
    """The ledger cannot be opened, is made by a newer Sayso, is full, busy or damaged."""


class UsageError(SaysoError):
    """An option or argument that cannot be followed."""
