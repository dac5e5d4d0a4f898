"""The app: `create` puts pages, files and safety together."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Final

from fastapi import Depends, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import Response

from sayso.errors import LedgerError, ModelError, SaysoError, UsageError
from sayso.views.web import assets, corrections, live, routes, signing
from sayso.views.web.adding import Jobs
from sayso.views.web.api import create_api
from sayso.views.web.desk import Desk, Tracing
from sayso.views.web.guard import Rules, install, new_secret
from sayso.views.web.guard.forms import checked
from sayso.views.web.live import Streams
from sayso.views.web.pages.error import ErrorPage
from sayso.views.web.security import HEADERS, Headers
from sayso.views.web.templating import page

_LOG: Final = logging.getLogger("sayso.web")
_ASIDE: Final = {LedgerError: 503, ModelError: 503, UsageError: 400}


def _rules() -> Rules:
    return Rules(new_secret())


@dataclass(frozen=True, slots=True)
class WebOptions:
    """How the app behaves. `allow_private`: fetch from addresses that are not public, too;
    `rules`: who may use it; by default whoever reaches it under a name of this machine alone."""

    allow_private: bool = False
    rules: Rules = field(default_factory=_rules)


def create(
    ledger_place: str, options: WebOptions | None = None, tracing: Tracing | None = None
) -> FastAPI:
    """The app over the ledger at a place, which is made if there is none. `tracing` stands in for
    the pipeline's own."""
    options = options or WebOptions()
    api = create_api()

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        from sayso.articles import Loading
        from sayso.pipeline import open_ledger

        with open_ledger(ledger_place) as ledger:
            desk = Desk(ledger, tracing or _tracing())
            jobs = Jobs(ledger, Loading(allow_private=options.allow_private, pause=1.0))
            for state in (app.state, api.state):
                state.desk, state.jobs = desk, jobs
            try:
                yield
            finally:
                app.state.streams.stop()
                jobs.close()

    app = FastAPI(title="Sayso", docs_url=None, redoc_url=None, openapi_url=None, lifespan=lifespan)
    app.state.streams = Streams()
    app.mount("/static", assets.Static(directory=assets.STATIC), name="static")
    app.mount("/api", api)
    for part in (routes.router, signing.router, corrections.router, live.router):
        app.include_router(part, dependencies=[Depends(checked)])
    app.add_exception_handler(SaysoError, _told)
    app.add_exception_handler(RequestValidationError, _senseless)
    app.add_exception_handler(HTTPException, _missing)
    app.add_exception_handler(Exception, _broken)
    app.add_middleware(GZipMiddleware, minimum_size=1000)
    install(app, options.rules)
    app.add_middleware(Headers)
    return app


def _tracing() -> Tracing:
    from sayso.pipeline.tracing import trace_claim

    return trace_claim


def _told(request: Request, error: Exception) -> Response:
    """An error that was raised on purpose: its message is for people."""
    status = next((code for kind, code in _ASIDE.items() if isinstance(error, kind)), 400)
    heading = "That can’t be done" if status == 400 else "The ledger can’t be read"
    message = str(error)
    if status == 503:  # where it lies is nobody's business
        _LOG.error("%s", error)
        message = "something is wrong with it, and the server's log says what. Try again later."
    elif request.method == "GET":
        status, heading = 404, "Not here"
    sentence = message[:1].upper() + message[1:]
    return page(request, "error.html", ErrorPage(heading, sentence), status)


def _senseless(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    fields = ", ".join(sorted({str(one["loc"][-1]) for one in error.errors()[:10]}))
    message = f"What was sent makes no sense here. Look at: {fields}."
    return page(request, "error.html", ErrorPage("That can’t be done", message), 400)


def _missing(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    known = {404: "There is no such page.", 405: "That page can only be looked at."}
    message = known.get(error.status_code, str(error.detail))
    heading = "Not here" if error.status_code in known else "That can’t be done"
    return page(request, "error.html", ErrorPage(heading, message), error.status_code)


def _broken(request: Request, error: Exception) -> Response:  # noqa: ARG001 — the server logs it
    """Whatever nobody thought of: logged by the server, not told to strangers."""
    message = "Something went wrong inside. It was written down; nothing was lost."
    answer = page(request, "error.html", ErrorPage("That went wrong", message), 500)
    answer.headers.update(HEADERS)  # this answer passes no middleware
    return answer
