"""Accounts: names, passwords that are never kept, and what ends a session."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso.errors import LedgerError, UsageError
from sayso.ledger import Ledger
from sayso.views.accounts import KEY, LONGEST, Accounts

WORD = "kestrel over the weir"


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(tmp_path / "news.db") as opened:
        yield opened


def test_a_password_opens_its_own_account_only(ledger: Ledger, tmp_path: Path) -> None:
    accounts = Accounts(ledger)
    assert accounts.every() == []
    made = accounts.add("  Ilse   Marchetti ", WORD)
    accounts.add("Pavel", "grey heron at dawn")
    assert made.name == "Ilse Marchetti"
    assert accounts.verified("Ilse Marchetti", WORD) == made
    for name, word in (
        ("Ilse Marchetti", WORD + " "),
        ("Pavel", WORD),
        ("", WORD),
        ("Nobody", WORD),
    ):
        assert accounts.verified(name, word) is None
    assert [one.name for one in accounts.every()] == ["Ilse Marchetti", "Pavel"]
    assert WORD not in str(ledger.remembered(KEY))


def test_a_new_password_is_another_stamp(ledger: Ledger) -> None:
    accounts = Accounts(ledger)
    first = accounts.add("Ilse", WORD)
    second = accounts.add("Ilse", WORD)  # even the same one: whoever changes it wants everyone out
    assert first.stamp != second.stamp
    accounts.remove("Ilse")
    assert accounts.get("Ilse") is None
    with pytest.raises(UsageError, match="Ilse"):
        accounts.remove("Ilse")


@pytest.mark.parametrize("name", ["", "  ", "x" * 81, "a\x1bb", "\u202eesli"])
def test_a_name_can_be_shown(ledger: Ledger, name: str) -> None:
    with pytest.raises(UsageError, match="name"):
        Accounts(ledger).add(name, WORD)


@pytest.mark.parametrize("password", ["", "short", "x" * (LONGEST + 1)])
def test_a_password_is_neither_short_nor_endless(ledger: Ledger, password: str) -> None:
    with pytest.raises(UsageError, match="password"):
        Accounts(ledger).add("Ilse", password)
    assert Accounts(ledger).every() == []


def test_what_is_no_list_of_accounts_lets_nobody_in(ledger: Ledger) -> None:
    with ledger.writer() as writer:
        writer.remember(KEY, {"Ilse": "no hash"})
    with pytest.raises(LedgerError, match="accounts"):
        Accounts(ledger).verified("Ilse", "no hash")
