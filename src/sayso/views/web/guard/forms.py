"""Every form carries its session's word; one that does not was sent by somebody else's page."""

from __future__ import annotations

from fastapi import Request
from starlette.exceptions import HTTPException

from sayso.views.web.guard import asking
from sayso.views.web.guard.access import Keys, Visit

OLD: str = "This form is old or was not made here. Go back, load the page again, and send."


async def checked(request: Request) -> None:
    """A dependency of all pages: a write without the right word goes no further."""
    if not asking.writes(request.scope):
        return
    visit: Visit = request.state.visit
    keys: Keys = request.state.keys
    if visit.bearer or visit.formed:
        return
    form = await request.form()
    word = form.get("token")
    if not isinstance(word, str) or not keys.sessions.is_form_word(visit.session, word):
        raise HTTPException(403, OLD)
