"""The addresses of the pages. Plain functions: each runs in a thread of its own."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, File, Form, Request, UploadFile
from starlette.responses import HTMLResponse, RedirectResponse, Response

from sayso.views.web.adding import Jobs, Order, Upload
from sayso.views.web.desk import Desk
from sayso.views.web.pages.article import article_page
from sayso.views.web.pages.claim import called, claim_page, stemma
from sayso.views.web.pages.corrections import bearing_on
from sayso.views.web.pages.home import Asked, home_page
from sayso.views.web.pages.lineage import lineage_page
from sayso.views.web.pages.lists import articles_page, outlets_page, sources_page
from sayso.views.web.pages.outlet import outlet_page
from sayso.views.web.pages.progress import article_of, progress_page
from sayso.views.web.pages.source import source_page
from sayso.views.web.pages.versions import versions_page
from sayso.views.web.pages.why import why_page
from sayso.views.web.stemma import graph_of
from sayso.views.web.subjects import Subject
from sayso.views.web.templating import page

router = APIRouter(default_response_class=HTMLResponse)
_PATIENCE = 6.0  # seconds that a form waits for its articles before it shows progress instead


def desk_of(request: Request) -> Desk:
    """The server's desk."""
    desk: Desk = request.app.state.desk
    return desk


@router.get("/")
def home(request: Request, q: str = "", after: str = "") -> Response:
    """The claims."""
    on = frozenset({"single", "unnamed", "denied"} & set(request.query_params))
    asked = Asked(" ".join(q.split())[:300], on, after)
    return page(request, "home.html", home_page(desk_of(request), asked))


@router.get("/articles")
def articles(request: Request, after: str = "") -> Response:
    """The articles."""
    return page(request, "list.html", articles_page(desk_of(request), after))


@router.get("/articles/{article_id}")
def article(request: Request, article_id: str, part: int = 1) -> Response:
    """One article, marked."""
    desk = desk_of(request)
    reading = desk.reading(article_id)
    versions = len(desk.ledger.versions(article_id)) if reading.article.url else 1
    return page(request, "article.html", article_page(reading, part, versions))


@router.get("/articles/{article_id}/versions")
def versions(request: Request, article_id: str) -> Response:
    """What changed in it."""
    return page(request, "versions.html", versions_page(desk_of(request), article_id))


@router.get("/sources")
def sources(request: Request, name: str = "", unnamed: str = "", after: str = "") -> Response:
    """The sources."""
    shown = sources_page(desk_of(request), name.strip()[:200], bool(unnamed), after)
    return page(request, "list.html", shown)


@router.get("/sources/{name:path}")
def source(request: Request, name: str, after: str = "") -> Response:
    """One source."""
    return page(request, "source.html", source_page(desk_of(request), name, after))


@router.get("/outlets")
def outlets(request: Request) -> Response:
    """The outlets."""
    return page(request, "list.html", outlets_page(desk_of(request)))


@router.get("/outlets/{name:path}")
def outlet(request: Request, name: str, after: str = "") -> Response:
    """One outlet."""
    return page(request, "outlet.html", outlet_page(desk_of(request), name, after))


@router.get("/lineage")
def lineage(request: Request, outlet: str = "") -> Response:
    """How an outlet came by what it tells."""
    return page(request, "lineage.html", lineage_page(desk_of(request), outlet[:300]))


@router.get("/trace")
def traced(request: Request, claim: str = "", until: str = "", open: str = "") -> Response:  # noqa: A002 — it stands in the address
    """A claim in plain words."""
    return _claim(request, Subject(words=claim, until=until), open)


@router.get("/trace/stemma.svg")
def traced_stemma(request: Request, claim: str = "", until: str = "", open: str = "") -> Response:  # noqa: A002
    """Its stemma as a file."""
    return _stemma(request, Subject(words=claim, until=until), open)


@router.get("/trace/why/{key}")
def traced_why(request: Request, key: str, claim: str = "", until: str = "") -> Response:
    """One of its reasons."""
    return _why(request, Subject(words=claim, until=until), key)


@router.get("/claims/{claim_id}")
def claim(request: Request, claim_id: str, until: str = "", open: str = "") -> Response:  # noqa: A002
    """A claim by its id, or by that of any of its statements."""
    return _claim(request, Subject(id=claim_id, until=until), open)


@router.get("/claims/{claim_id}/stemma.svg")
def claim_stemma(request: Request, claim_id: str, until: str = "", open: str = "") -> Response:  # noqa: A002
    """Its stemma as a file."""
    return _stemma(request, Subject(id=claim_id, until=until), open)


@router.get("/claims/{claim_id}/why/{key}")
def claim_why(request: Request, claim_id: str, key: str, until: str = "") -> Response:
    """One of its reasons."""
    return _why(request, Subject(id=claim_id, until=until), key)


@router.post("/add")
def add(
    request: Request,
    text: Annotated[str, Form()] = "",
    addresses: Annotated[str, Form()] = "",
    outlet: Annotated[str, Form()] = "",
    published: Annotated[str, Form()] = "",
    files: Annotated[list[UploadFile] | None, File()] = None,
) -> Response:
    """Read and keep; waits a little, then shows the article, or how far it is."""
    uploads = tuple(
        Upload(file.filename or "file", file.file.read())
        for file in files or ()
        if file.filename or file.size
    )
    order = Order(text, uploads, tuple(addresses.split()), outlet.strip(), published.strip())
    jobs: Jobs = request.app.state.jobs
    job = jobs.start(order)
    where = f"/adding/{job.id}"
    if job.wait(_PATIENCE) and len(job.steps) == 1 and not job.problem:
        where = article_of(desk_of(request), job.steps[0]) or where
    return RedirectResponse(where, status_code=303)


@router.get("/adding/{job_id}")
def adding(request: Request, job_id: str) -> Response:
    """How far something is that is being added."""
    jobs: Jobs = request.app.state.jobs
    return page(request, "progress.html", progress_page(desk_of(request), jobs.job(job_id)))


def _claim(request: Request, subject: Subject, opened: str) -> Response:
    desk = desk_of(request)
    trace = desk.trace(subject.checked())
    stacks = _stacks(opened)
    shown = desk.remembered(
        ("claim", subject, stacks),
        lambda: claim_page(
            subject, trace, desk.readings_of(trace), stacks, bearing_on(desk, trace)
        ),
    )
    return page(request, "claim.html", shown)


def _why(request: Request, subject: Subject, key: str) -> Response:
    desk = desk_of(request)
    trace = desk.trace(subject.checked())
    return page(request, "why.html", why_page(subject, trace, desk.readings_of(trace), key))


def _stemma(request: Request, subject: Subject, opened: str) -> Response:
    desk = desk_of(request)
    trace = desk.trace(subject.checked())
    graph = graph_of(trace, called(trace, desk.readings_of(trace)), _stacks(opened))
    picture = stemma(subject, trace, graph)
    return Response(picture.encode("utf-8", "replace"), media_type="image/svg+xml")


def _stacks(opened: str) -> frozenset[str]:
    return frozenset(opened.split(",")) - {""}
