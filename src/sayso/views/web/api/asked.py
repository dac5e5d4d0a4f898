"""What the API is asked with: the parameters that several addresses share."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import Depends, Path, Query, Request

from sayso.ledger import Page
from sayso.views.web.desk import Desk

Id = Annotated[
    str, Path(pattern=r"^[0-9a-f]{8,32}$", description="An id, or at least its first 8 digits.")
]
Words = Annotated[str | None, Query(max_length=300)]
Day = Annotated[date | None, Query(description="An ISO date, inclusive.")]


def page_asked(
    limit: Annotated[int, Query(ge=1, le=500, description="At most so many items.")] = 50,
    after: Annotated[
        str | None, Query(max_length=2000, description="`next` of the page before.")
    ] = None,
) -> Page:
    """Which page of a list."""
    return Page(limit, after or None)


Paged = Annotated[Page, Depends(page_asked)]


def desk_of(request: Request) -> Desk:
    """The server's desk."""
    desk: Desk = request.app.state.desk
    return desk


Desked = Annotated[Desk, Depends(desk_of)]


def iso(day: date | None) -> str | None:
    """A day as the ledger has it."""
    return None if day is None else day.isoformat()


def dated(day: date | None) -> str:
    """A day as a trace is asked for it; empty for now."""
    return iso(day) or ""


__all__ = ["Day", "Desked", "Id", "Paged", "Words", "dated", "desk_of", "iso"]
