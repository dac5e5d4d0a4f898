"""How something is refused: a short page to people, problem details (RFC 9457) to programs."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Final

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import Scope

from sayso.views.web.guard.asking import is_api
from sayso.views.web.pages.error import ErrorPage

_HEADINGS: Final = {
    401: "Please sign in", 403: "Not this way", 413: "Too much at once", 421: "Another name",
    429: "Too often",
}  # fmt: skip


def refused(
    scope: Scope, status: int, message: str, more: Mapping[str, str] | None = None
) -> Response:
    """The answer; `more` are headers."""
    if is_api(scope):
        made: Response = problem(status, message)
    else:
        from sayso.views.web.templating import page

        shown = ErrorPage(_HEADINGS.get(status, "Not here"), message)
        made = page(Request(scope), "error.html", shown, status)
    made.headers.update(more or {})
    return made


def problem(status: int, detail: str) -> JSONResponse:
    """What is wrong, for programs."""
    title = HTTPStatus(status).phrase
    made = {"type": "about:blank", "title": title, "status": status, "detail": detail}
    return JSONResponse(made, status, media_type="application/problem+json")
