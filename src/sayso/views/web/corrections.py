"""The addresses of corrections: the forms, what they send, the list, and taking back."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from pydantic import BaseModel
from starlette.responses import HTMLResponse, RedirectResponse, Response

from sayso.domain import CorrectionKind
from sayso.views import correcting
from sayso.views.web.desk import Desk
from sayso.views.web.guard.access import Visit
from sayso.views.web.pages.corrections import correct_page, corrections_page
from sayso.views.web.pages.signin import local
from sayso.views.web.subjects import Subject
from sayso.views.web.templating import page

router = APIRouter(default_response_class=HTMLResponse)
_SECTION = "#corrections"


class CorrectionForm(BaseModel):
    """What a form of correct.html sends; `back`: the page that it was opened from."""

    kind: CorrectionKind
    subject: str
    target: str = ""
    by: str = ""
    note: str = ""
    back: str = "/corrections"


@router.get("/corrections")
def corrections(request: Request, start: int = 0) -> Response:
    """What readers said."""
    shown = corrections_page(_desk(request), min(max(0, start), 1_000_000))
    return page(request, "corrections.html", shown)


@router.get("/trace/correct/{article}")
def traced_correct(request: Request, article: str, claim: str = "", until: str = "") -> Response:
    """The forms for an article behind a claim in plain words."""
    return _forms(request, Subject(words=claim, until=until), article)


@router.get("/claims/{claim_id}/correct/{article}")
def claim_correct(request: Request, claim_id: str, article: str, until: str = "") -> Response:
    """The forms for an article behind a claim."""
    return _forms(request, Subject(id=claim_id, until=until), article)


@router.post("/corrections")
def correct(request: Request, said: Annotated[CorrectionForm, Form()]) -> Response:
    """Keep a correction and go back to the claim, which is followed anew."""
    ledger = _desk(request).ledger
    by = correcting.Said(user(request) or said.by, said.note)
    correcting.keep(ledger, correcting.KINDS[said.kind](ledger, said.subject, said.target, by))
    return _back(said.back)


@router.post("/corrections/{correction_id}/withdraw")
def withdraw(
    request: Request, correction_id: str, back: Annotated[str, Form()] = "/corrections"
) -> Response:
    """Take it back."""
    correcting.withdraw(_desk(request).ledger, correction_id)
    return _back(back)


def _back(address: str) -> Response:
    """To the part of a page that shows what was said."""
    return RedirectResponse(local(address).partition("#")[0] + _SECTION, status_code=303)


def user(request: Request) -> str:
    """Who has signed in by name, or empty."""
    visit: Visit = request.state.visit
    return visit.session.user


def _forms(request: Request, subject: Subject, article: str) -> Response:
    desk = _desk(request)
    trace = desk.trace(subject.checked())
    shown = correct_page(subject, trace, desk.readings_of(trace), article, user(request))
    return page(request, "correct.html", shown)


def _desk(request: Request) -> Desk:
    desk: Desk = request.app.state.desk
    return desk
