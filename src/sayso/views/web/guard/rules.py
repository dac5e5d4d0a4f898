"""What the guard goes by: fixed when the server starts."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from typing import Final

from sayso.errors import UsageError

LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "[::1]"})
SHORTEST_TOKEN: Final = 16  # characters: 80 bits if they are drawn well


@dataclass(frozen=True, slots=True)
class Rules:
    """How the server may be used.

    `secret` signs sessions and forms; `token` opens everything, empty for none; `hosts`: names
    besides those of this machine's loopback under which the server is asked, lower case;
    `addresses`: bare IP addresses are such names, too; `closed`: one has to sign in even if there
    is no account (any more); `max_bytes` of one request's body.
    """

    secret: bytes
    token: str = ""
    hosts: frozenset[str] = frozenset()
    addresses: bool = False
    closed: bool = False
    max_bytes: int = 32_000_000

    def __post_init__(self) -> None:
        if len(self.secret) < 32:
            raise UsageError("a secret has at least 32 bytes")
        if self.token and (len(self.token) < SHORTEST_TOKEN or not self.token.isprintable()):
            raise UsageError(
                f"a token has at least {SHORTEST_TOKEN} characters that can be printed: "
                "make one with python -c 'import secrets; print(secrets.token_urlsafe())'"
            )

    def is_token(self, given: str) -> bool:
        """Whether this is the token, in the same time whatever it is."""
        raw, own = (text.encode("utf-8", "surrogatepass") for text in (given, self.token))
        same = hmac.compare_digest(hashlib.sha256(raw).digest(), hashlib.sha256(own).digest())
        return bool(self.token) and same

    @property
    def stamp(self) -> str:
        """Changes with the token, and so ends the sessions that it opened."""
        return hmac.new(self.secret, self.token.encode("utf-8"), hashlib.sha256).hexdigest()[:16]
