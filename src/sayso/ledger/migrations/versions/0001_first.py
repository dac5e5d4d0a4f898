"""Schema 1: where ledgers begin. `schema.py` makes new ones, so nothing leads up to it."""

from __future__ import annotations

revision = "0001"
down_revision = None


def upgrade() -> None:
    """There is no ledger before this one."""
