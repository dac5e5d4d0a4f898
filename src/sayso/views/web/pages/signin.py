"""Signing in: with the server's token, or with a name and a password."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SignInPage:
    """What `signin.html` shows. `to`: where to go afterwards; `by_token`, `by_account`: which ways
    there are; `problem`: what was wrong with the try before, or empty; `name`: as it was given."""

    to: str
    by_token: bool
    by_account: bool
    problem: str = ""
    name: str = ""


def local(address: str) -> str:
    """An address within this server, whatever was given; the first page for anything else."""
    plain = address.isascii() and address.isprintable() and len(address) < 4000
    inside = address.startswith("/") and not address.startswith(("//", "/\\", "/signin"))
    return address if plain and inside and "\\" not in address else "/"
