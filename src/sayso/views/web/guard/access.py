"""Who asks, and whether they may: bearer tokens, sessions, forged requests, rates.

A server without token and accounts is open to whoever reaches it, which is this machine alone
(`sayso serve` sees to that); forged requests and strange hosts are refused there, too.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.requests import cookie_parser
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sayso.views.accounts import Accounts
from sayso.views.web.guard import asking
from sayso.views.web.guard.rates import Rates
from sayso.views.web.guard.refusing import refused
from sayso.views.web.guard.rules import Rules
from sayso.views.web.guard.sessions import COOKIE, Session, Sessions, cookie_header

SIGN_IN: Final = "/signin"
_FORM_HEADER: Final = b"x-sayso-token"
_NO_WORD: Final = (
    "A write needs Authorization: Bearer TOKEN, or the word of a page's form in X-Sayso-Token. "
    "A server without token takes application/json and application/octet-stream as they are."
)


@dataclass(frozen=True, slots=True)
class Visit:
    """Who asks. `bearer`: by a token in the request itself; `fresh`: the session is a new one;
    `formed`: the word of a form came in a header, and is right."""

    session: Session
    bearer: bool = False
    fresh: bool = False
    formed: bool = False

    @property
    def known(self) -> bool:
        return self.bearer or bool(self.session.way)


@dataclass(frozen=True, slots=True)
class Keys:
    """What opens the server: its rules, its sessions, the accounts of its ledger, the counts."""

    rules: Rules
    sessions: Sessions
    rates: Rates
    accounts: Callable[[], Accounts]

    def locked(self) -> bool:
        """Whether one has to sign in."""
        rules = self.rules
        return rules.closed or bool(rules.token) or bool(self.accounts().every())

    def holds(self, session: Session) -> bool:
        """Whether a session still holds: its token, its account as they were."""
        if session.way == "token":
            return bool(self.rules.token) and session.stamp == self.rules.stamp
        if session.way == "account":
            account = self.accounts().get(session.user)
            return account is not None and account.stamp == session.stamp
        return True


class Access:
    """Lets through who may; `request.state` then has `visit`, `token` (of forms) and `user`."""

    def __init__(self, app: ASGIApp, keys: Keys) -> None:
        self._app = app
        self._keys = keys

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            return  # there are none here; the server says so
        if scope["type"] != "http" or scope["path"].startswith("/static/"):
            await self._app(scope, receive, send)
            return
        visit, answer = await run_in_threadpool(self._judged, scope)
        if answer is not None:
            await answer(scope, receive, send)
            return
        state = scope.setdefault("state", {})
        state["visit"] = visit
        state["keys"] = self._keys
        state["token"] = self._keys.sessions.form_word(visit.session)
        state["user"] = visit.session.user or ("signed in" if visit.session.way else "")
        keeps = visit.fresh and not asking.is_api(scope)
        await self._app(scope, receive, self._sending(scope, visit, send) if keeps else send)

    def _judged(self, scope: Scope) -> tuple[Visit, Response | None]:
        """Who asks, and what is to be said against it, if anything; reads the ledger."""
        visit = self._visit(scope)
        return visit, self._misfit(scope, visit) or self._unknown(scope, visit)

    def _visit(self, scope: Scope) -> Visit:
        token = asking.bearer(scope)
        if token is not None:
            return Visit(Session(), bearer=self._keys.rules.is_token(token))
        value = cookie_parser(asking.header(scope, b"cookie")).get(COOKIE, "")
        session = self._keys.sessions.read(value) if value else None
        if session is None or not self._keys.holds(session):
            return Visit(Session(), fresh=True)
        word = asking.header(scope, _FORM_HEADER)
        formed = bool(word) and self._keys.sessions.is_form_word(session, word)
        return Visit(session, formed=formed)

    def _misfit(self, scope: Scope, visit: Visit) -> Response | None:
        who = asking.client(scope)
        if asking.bearer(scope) is not None:
            if not self._keys.rates.failures_left(who):  # the right one, too: it may be a guess
                return refused(scope, 429, "Too many wrong tokens.", {"retry-after": "60"})
            if not visit.bearer:
                self._keys.rates.failed(who)
                told = "That token is not right."
                return refused(scope, 401, told, {"www-authenticate": "Bearer"})
        if asking.writes(scope):
            if asking.foreign(scope):
                return refused(scope, 403, "Another site’s page sent this.")
            if not self._keys.rates.may_write(visit.session.user or who):
                return refused(scope, 429, "That is too often.", {"retry-after": "60"})
        return None

    def _unknown(self, scope: Scope, visit: Visit) -> Response | None:
        if scope["path"] == SIGN_IN:
            return None
        locked = self._keys.locked()
        if locked and not visit.known:
            return _stranger(scope)
        return self._forged(scope, visit, locked)

    def _forged(self, scope: Scope, visit: Visit, locked: bool) -> Response | None:
        """A program's write that might be one of a stranger's page. Forms are looked at later:
        their word comes with the fields (`forms.checked`)."""
        if not asking.writes(scope) or not asking.is_api(scope) or visit.bearer or visit.formed:
            return None
        if locked or asking.simple(scope) or asking.header(scope, _FORM_HEADER):
            return refused(scope, 403, _NO_WORD)
        return None

    def _sending(self, scope: Scope, visit: Visit, send: Send) -> Send:
        """Gives a new session its cookie, unless the page has given it one."""

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if "set-cookie" not in headers:
                    value = self._keys.sessions.signed(visit.session)
                    headers.append("set-cookie", cookie_header(value, secure(scope)))
            await send(message)

        return sending


def secure(scope: Scope) -> bool:
    """Whether cookies may go over https only."""
    return bool(scope.get("scheme") == "https")


def _stranger(scope: Scope) -> Response:
    if asking.is_api(scope) or scope["method"] not in {"GET", "HEAD"}:
        told = "Sign in, or send Authorization: Bearer TOKEN."
        return refused(scope, 401, told, {"www-authenticate": "Bearer"})
    query = scope["query_string"].decode("latin-1")
    wanted = scope["path"] + (f"?{query}" if query else "")
    where = SIGN_IN if wanted == "/" else f"{SIGN_IN}?to={quote(wanted, safe='', errors='replace')}"
    return RedirectResponse(where, status_code=303)


__all__ = ["SIGN_IN", "Access", "Keys", "Visit", "secure"]
