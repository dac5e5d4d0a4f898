"""`sayso account`: who may sign in to the web app."""

from __future__ import annotations

from typing import Annotated

import typer

from sayso.errors import UsageError
from sayso.views.cli.app import LedgerOption, app, ledger_place, say
from sayso.views.marks import safe

_ADD_EXAMPLES = """
Examples

- `sayso account add Ilse` asks for a password, twice; again, it changes it
"""
_LIST_EXAMPLES = """
Examples

- `sayso account list` who may sign in, and since when
"""
_REMOVE_EXAMPLES = """
Examples

- `sayso account remove Ilse` signs her out, too
"""

account_app = typer.Typer(
    name="account",
    help="Who may sign in to the web app: once there is an account, everybody has to.",
    no_args_is_help=True,
    rich_markup_mode="markdown",
)
app.add_typer(account_app)
NameArgument = Annotated[str, typer.Argument(metavar="NAME", help="What somebody is called.")]


@account_app.command(epilog=_ADD_EXAMPLES)
def add(name: NameArgument, ledger: LedgerOption = None) -> None:
    """Let somebody sign in, or give a new password; asks for it."""
    from sayso.pipeline import open_ledger
    from sayso.views.accounts import Accounts

    with open_ledger(ledger_place(ledger)) as kept:
        account = Accounts(kept).add(name, _password())
    say(f"{account.name} may sign in")


@account_app.command("list", epilog=_LIST_EXAMPLES)
def listed(ledger: LedgerOption = None) -> None:
    """List who may sign in."""
    from sayso.pipeline import open_ledger
    from sayso.views.accounts import Accounts

    with open_ledger(ledger_place(ledger), create=False) as kept:
        accounts = Accounts(kept).every()
    for account in accounts:
        typer.echo(f"{safe(account.name)}\tsince {account.since}")
    if not accounts:
        say("No accounts: sayso account add NAME")


@account_app.command(epilog=_REMOVE_EXAMPLES)
def remove(name: NameArgument, ledger: LedgerOption = None) -> None:
    """Let somebody sign in no more."""
    from sayso.pipeline import open_ledger
    from sayso.views.accounts import Accounts

    with open_ledger(ledger_place(ledger), create=False) as kept:
        Accounts(kept).remove(name)
    say(f"{name} may not sign in any more")


def _password() -> str:
    """A password, typed twice (or once, through a pipe)."""
    import getpass
    import sys

    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    first = getpass.getpass("Password: ")
    if getpass.getpass("Again: ") != first:
        raise UsageError("that was not the same password twice: nothing was changed")
    return first


__all__ = ["account_app", "add", "listed", "remove"]
