"""Sessions: a signed cookie for each browser, and the word that every form of it carries.

The cookie holds who signed in and how, nothing secret; nobody can make or change one without the
server's secret. A form's word is bound to its session, so that no other page can fill it in.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from itsdangerous import BadData, URLSafeTimedSerializer

Way = Literal["", "token", "account"]
COOKIE: Final = "sayso"
AGE: Final = 14 * 24 * 3600  # seconds
_WAYS: Final = ("", "token", "account")


def new_secret() -> bytes:
    """A secret to sign with."""
    return secrets.token_bytes(32)


def _new_id() -> str:
    return secrets.token_urlsafe(12)


@dataclass(frozen=True, slots=True)
class Session:
    """One browser's. `way`: how it signed in, empty if not; `user`: the account's name; `stamp`:
    of the token or the account, which ends it when it changes."""

    id: str = field(default_factory=_new_id)
    way: Way = ""
    user: str = ""
    stamp: str = ""


class Sessions:
    """Reads and writes sessions and forms' words."""

    def __init__(self, secret: bytes) -> None:
        self._cookies = URLSafeTimedSerializer(secret, salt="sayso session")
        self._forms = URLSafeTimedSerializer(secret, salt="sayso form")

    def signed(self, session: Session) -> str:
        """The cookie's value."""
        return self._cookies.dumps([session.id, session.way, session.user, session.stamp])

    def read(self, value: str) -> Session | None:
        """The session of a cookie's value; None if it is old, or not ours."""
        try:
            found: Any = self._cookies.loads(value, max_age=AGE)
        except BadData:
            return None
        texts = isinstance(found, list) and all(isinstance(part, str) for part in found)
        if not texts or len(found) != 4 or found[1] not in _WAYS:
            return None
        return Session(*found)

    def form_word(self, session: Session) -> str:
        """A word for the forms of one page, another each time (compression can't betray it)."""
        return self._forms.dumps([secrets.token_urlsafe(6), session.id])

    def is_form_word(self, session: Session, word: str) -> bool:
        """Whether it was made for this session, and not long ago."""
        try:
            found: Any = self._forms.loads(word, max_age=AGE)
        except BadData:
            return False
        return isinstance(found, list) and found[1:] == [session.id]


def cookie_header(value: str, secure: bool, age: int = AGE) -> str:
    """`Set-Cookie`: not for scripts, not for requests that come from other sites."""
    made = f"{COOKIE}={value}; Path=/; Max-Age={age}; HttpOnly; SameSite=Strict"
    return made + ("; Secure" if secure else "")
