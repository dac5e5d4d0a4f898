"""The addresses of signing in and out."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from sayso.views.accounts import LONGEST
from sayso.views.web.guard.access import SIGN_IN, Keys, Visit, secure
from sayso.views.web.guard.asking import client
from sayso.views.web.guard.sessions import Session, cookie_header
from sayso.views.web.pages.signin import SignInPage, local
from sayso.views.web.templating import page

router = APIRouter(default_response_class=HTMLResponse)


@router.get(SIGN_IN)
def sign_in(request: Request, to: str = "/") -> Response:
    """The ways in."""
    return _shown(request, to)


@router.post(SIGN_IN)
def signed_in(
    request: Request,
    to: Annotated[str, Form()] = "/",
    name: Annotated[str, Form()] = "",
    password: Annotated[str, Form()] = "",
    key: Annotated[str, Form()] = "",
) -> Response:
    """A session for who knows the token or a password. Tries that fail are counted."""
    keys: Keys = request.state.keys
    who = client(request.scope)
    name = " ".join(name.split())[:200]
    if not keys.rates.failures_left(who) or (name and not keys.rates.name_left(name)):
        told = "Too many tries failed. Wait a few minutes, then try again."
        answer = _shown(request, to, told, name, 429)
        answer.headers["retry-after"] = "60"
        return answer
    session = _session(keys, name, password, key)
    if session is None:
        keys.rates.failed(who)
        if name:
            keys.rates.name_failed(name)
        told = "Name and password don’t belong together." if name else "That is not the token."
        return _shown(request, to, told, name, 401)
    answer = RedirectResponse(local(to), status_code=303)
    _give(request, answer, session)
    return answer


@router.post("/signout")
def signed_out(request: Request) -> Response:
    """This browser's session ends."""
    answer = RedirectResponse("/", status_code=303)
    _give(request, answer, Session())
    return answer


def _session(keys: Keys, name: str, password: str, key: str) -> Session | None:
    if key and keys.rules.is_token(key.strip()):
        return Session(way="token", stamp=keys.rules.stamp)
    if not name or not password or len(password) > LONGEST:
        return None
    account = keys.accounts().verified(name, password)
    if account is None:
        return None
    return Session(way="account", user=account.name, stamp=account.stamp)


def _give(request: Request, answer: Response, session: Session) -> None:
    """The session under a new id: one that somebody knew before is worth nothing afterwards."""
    keys: Keys = request.state.keys
    value = keys.sessions.signed(session)
    answer.headers["set-cookie"] = cookie_header(value, secure(request.scope))


def _shown(
    request: Request, to: str, problem: str = "", name: str = "", status: int = 200
) -> Response:
    keys: Keys = request.state.keys
    visit: Visit = request.state.visit
    by_account = bool(keys.accounts().every())
    if visit.session.way and not problem:
        return RedirectResponse(local(to), status_code=303)
    shown = SignInPage(local(to), bool(keys.rules.token), by_account, problem, name)
    return page(request, "signin.html", shown, status)
