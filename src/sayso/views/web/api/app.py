"""The API as an app of its own: its errors are problem details, whatever goes wrong."""

from __future__ import annotations

import logging
from typing import Any, Final

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

import sayso
from sayso.errors import LedgerError, ModelError, SaysoError
from sayso.views.web.api import docs, reads, writes
from sayso.views.web.api.described import described
from sayso.views.web.guard.refusing import problem
from sayso.views.web.security import HEADERS

_LOG: Final = logging.getLogger("sayso.web")


class _Api(FastAPI):
    """FastAPI, with our own JSON Schemas in what it says of itself."""

    def openapi(self) -> dict[str, Any]:
        if not self.openapi_schema:
            self.openapi_schema = described(super().openapi())
        return self.openapi_schema


def create_api() -> FastAPI:
    """The API; whoever mounts it sets `state.desk` and `state.jobs` before it is asked."""
    api = _Api(
        title="Sayso",
        summary="On whose say-so? Articles, statements, claims and their origins.",
        version=sayso.__version__,
        docs_url=None,
        redoc_url=None,
        openapi_url="/openapi.json",
    )
    api.include_router(reads.router)
    api.include_router(writes.router)
    api.include_router(docs.router)
    api.add_exception_handler(SaysoError, _told)
    api.add_exception_handler(RequestValidationError, _invalid)
    api.add_exception_handler(ValidationError, _invalid)
    api.add_exception_handler(HTTPException, _refused)
    api.add_exception_handler(Exception, _broken)
    return api


def _told(request: Request, error: Exception) -> Response:
    """An error that was raised on purpose: its message is for people."""
    if isinstance(error, LedgerError | ModelError):
        _LOG.error("%s", error)
        return problem(503, str(error))
    named = bool(request.path_params) and request.method == "GET"
    return problem(404 if named else 400, str(error))


def _invalid(request: Request, error: Exception) -> Response:  # noqa: ARG001 — as Starlette calls it
    assert isinstance(error, RequestValidationError | ValidationError)
    told = [
        f"{'.'.join(str(part) for part in one['loc'])}: {one['msg']}" for one in error.errors()[:10]
    ]
    return problem(422, "; ".join(told))


def _refused(request: Request, error: Exception) -> Response:  # noqa: ARG001
    assert isinstance(error, HTTPException)
    answer = problem(error.status_code, str(error.detail))
    answer.headers.update(error.headers or {})
    return answer


def _broken(request: Request, error: Exception) -> Response:  # noqa: ARG001 — the server logs it
    answer = problem(500, "Something went wrong inside. It was written down; nothing was lost.")
    answer.headers.update(HEADERS)
    return answer
