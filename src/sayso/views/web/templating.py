"""Templates: everything escaped, and everything that strangers wrote made harmless on its way out.

A page is shown by `page(request, template, context)`: the template sees `page`, a documented
frozen dataclass, and `site`, the same for all pages. Nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse

import sayso
from sayso.views.gist import count
from sayso.views.marks import safe
from sayso.views.web import assets, links, wording

TEMPLATES: Final = Path(__file__).parent / "templates"


@dataclass(frozen=True, slots=True)
class Site:
    """What the frame around every page shows.

    `path`: of the page, without host; `search`: words that stand in the search field; `partial`:
    htmx asks for the page's body only; `token`: to be sent back with every form; `user`: who has
    signed in, or empty; `version`: of Sayso.
    """

    path: str
    search: str = ""
    partial: bool = False
    token: str = ""
    user: str = ""
    version: str = sayso.__version__


def harmless(value: object) -> object:
    """Strings without control and directional characters; markup of our own as it is."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return safe(value)
    return value


def environment() -> Environment:
    """Jinja as it is used here: escapes everything, an unknown name is an error."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=harmless,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(asset=assets.address)
    made.filters.update(
        count=count, day=wording.day, short_day=wording.short_day, share=wording.share
    )
    made.globals.update(href=links)
    return made


_ENVIRONMENT: Final = environment()


def page(request: Request, template: str, context: Any, status: int = 200) -> HTMLResponse:  # noqa: ANN401 — any page's dataclass
    """One page as HTML."""
    text = _ENVIRONMENT.get_template(template).render(page=context, site=site(request))
    return HTMLResponse(text.encode("utf-8", "replace"), status_code=status)


def site(request: Request) -> Site:
    """The frame of this request; `request.state` holds what security put there."""
    return Site(
        path=request.url.path,
        search=request.query_params.get("q", ""),
        partial=request.headers.get("hx-request") == "true",
        token=getattr(request.state, "token", ""),
        user=getattr(request.state, "user", ""),
    )
