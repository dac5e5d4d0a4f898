"""Who may sign in: names and hashes of passwords, remembered by the ledger.

Passwords are kept as argon2id hashes only. A name may be anything people are called by.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from sayso.domain import content_hash
from sayso.errors import LedgerError, UsageError

if TYPE_CHECKING:
    from pwdlib import PasswordHash

    from sayso.ledger import Ledger

KEY: Final = "web/accounts"
SHORTEST: Final = 10  # characters of a password
LONGEST: Final = 1000  # hashing more would cost time and add nothing
_NAME: Final = 80


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who may sign in. `stamp` changes with the password and ends older sessions;
    `since`: ISO date-time, UTC."""

    name: str
    since: str
    stamp: str


class Accounts:
    """The accounts of a ledger. LedgerError where what is remembered is no such list."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def every(self) -> list[Account]:
        """All of them by name."""
        return [_account(name, kept) for name, kept in sorted(self._kept().items())]

    def get(self, name: str) -> Account | None:
        """The account of that name, if there is one."""
        kept = self._kept().get(name)
        return None if kept is None else _account(name, kept)

    def add(self, name: str, password: str) -> Account:
        """A new account, or a new password for an old one; UsageError where one won't do."""
        name = _proper(name)
        if not SHORTEST <= len(password) <= LONGEST:
            raise UsageError(f"a password has {SHORTEST} to {LONGEST} characters")
        since = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        kept = {"hash": _hasher().hash(_writable(password)), "since": since}
        self._keep({**self._kept(), name: kept})
        return _account(name, kept)

    def remove(self, name: str) -> None:
        """End an account and its sessions; UsageError if there is none."""
        kept = self._kept()
        if kept.pop(_proper(name), None) is None:
            raise UsageError(f"there is no account {name[:_NAME]!r}")
        self._keep(kept)

    def verified(self, name: str, password: str) -> Account | None:
        """The account whose name and password these are. An unknown name takes as long."""
        kept = self._kept().get(" ".join(name.split()))
        hashed = kept["hash"] if kept else _nobody()
        right = _hasher().verify(_writable(password[: LONGEST + 1]), hashed)
        return _account(" ".join(name.split()), kept) if kept and right else None

    def _kept(self) -> dict[str, Any]:
        kept = self._ledger.remembered(KEY) or {}
        if not isinstance(kept, dict) or not all(map(_whole, kept.values())):
            raise LedgerError(f"what the ledger keeps under {KEY} is no list of accounts")
        return kept

    def _keep(self, kept: Mapping[str, Any]) -> None:
        with self._ledger.writer() as writer:
            writer.remember(KEY, dict(kept))


def _whole(kept: object) -> bool:
    return isinstance(kept, dict) and {"hash", "since"} <= kept.keys()


def _account(name: str, kept: Mapping[str, str]) -> Account:
    return Account(name, kept["since"], content_hash("account", name, kept["hash"])[:16])


def _proper(name: str) -> str:
    name = " ".join(name.split())
    if not name or len(name) > _NAME or not name.isprintable():
        raise UsageError(f"a name has 1 to {_NAME} characters that can be shown")
    return name


def _writable(password: str) -> str:
    """Half a surrogate pair can't be hashed, and comes from no keyboard."""
    return password.encode("utf-8", "replace").decode("utf-8")


def _hasher() -> PasswordHash:
    from pwdlib import PasswordHash

    return PasswordHash.recommended()


@cache
def _nobody() -> str:
    """A hash that no password has, made with the parameters in use."""
    import secrets

    return _hasher().hash(secrets.token_urlsafe(24))


__all__ = ["LONGEST", "SHORTEST", "Account", "Accounts"]
