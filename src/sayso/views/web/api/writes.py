"""What can be changed through the API: articles come in, corrections are made and taken back."""

from __future__ import annotations

from typing import Annotated, Any, Final

from fastapi import APIRouter, Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from sayso.errors import UsageError
from sayso.records import SCHEMA, Record, correction_item
from sayso.views import correcting
from sayso.views.web.adding import Job, Jobs, Order, Step, Upload
from sayso.views.web.api.asked import Desked, Id
from sayso.views.web.api.bodies import Answer, Correcting, Given
from sayso.views.web.api.described import answers
from sayso.views.web.desk import Desk
from sayso.views.web.guard.access import Visit

router = APIRouter(tags=["write"])
_PATIENCE: Final = 20.0  # seconds until an answer says how far it is instead of what came of it
_SHOWN: Final = 500  # steps of a job
_RAW: Final = (
    "text/plain", "text/html", "application/xhtml+xml", "application/x-ndjson", "application/warc",
    "application/octet-stream", "application/rss+xml", "application/atom+xml",
)  # fmt: skip


_RAW_BODY: Final[dict[str, Any]] = {
    "requestBody": {
        "required": True,
        "description": "As JSON, or a file as it is: text, HTML, JSON Lines, WARC, a feed.",
        "content": {
            "application/json": {"schema": {"$ref": "#/components/schemas/Given"}},
            **{kind: {"schema": {"type": "string"}} for kind in _RAW},
        },
    }
}


@router.post(
    "/articles", status_code=202, responses=answers("adding", status=202), openapi_extra=_RAW_BODY
)
async def add(
    request: Request,
    name: Annotated[str, Query(max_length=120, description="What a file is called.")] = "file",
    outlet: Annotated[str, Query(max_length=200)] = "",
    published: Annotated[str, Query(max_length=40)] = "",
) -> Answer:
    """Read and keep articles. The answer comes when it is done, or after 20 s with how far it is;
    `/adding/{id}` then says the rest."""
    body = await request.body()
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "application/json":
        given = Given.model_validate_json(body)
        order = Order(given.text, (), tuple(given.addresses), given.outlet, given.published)
    elif kind in _RAW:
        order = Order("", (Upload(name, body),) if body else (), (), outlet, published)
    else:
        raise HTTPException(415, f"send application/json or one of {', '.join(_RAW)}")
    jobs: Jobs = request.app.state.jobs
    job = jobs.start(order)
    await run_in_threadpool(job.wait, _PATIENCE)
    record = await run_in_threadpool(_told, request.app.state.desk, job)
    return Answer(record, 202, {"location": f"/api/adding/{job.id}"})


@router.get("/adding/{job_id}", tags=["read"], responses=answers("adding", missing=True))
def adding(request: Request, desk: Desked, job_id: str) -> Answer:
    """How far something is that is being added."""
    jobs: Jobs = request.app.state.jobs
    return Answer(_told(desk, jobs.job(job_id)))


@router.post("/corrections", status_code=201, responses=answers("correction", status=201))
def correct(request: Request, desk: Desked, said: Correcting) -> Answer:
    """Keep what a reader says against a trace."""
    visit: Visit = request.state.visit
    by = correcting.Said(visit.session.user or said.by, said.note)
    made = correcting.KINDS[said.kind](desk.ledger, said.subject, said.target, by)
    correcting.keep(desk.ledger, made)
    return Answer(correction_item(made), 201)


@router.post("/corrections/{correction_id}/withdraw", responses=answers("correction", missing=True))
def withdraw(desk: Desked, correction_id: Id) -> Answer:
    """Take a correction back; it stays on record with the date."""
    try:
        made = correcting.withdraw(desk.ledger, correction_id)
    except UsageError as error:
        raise HTTPException(404, str(error)) from error
    return Answer(correction_item(made))


def _told(desk: Desk, job: Job) -> Record:
    with job.changed:
        steps, done, problem = list(job.steps), job.done, job.problem
    return {
        "schema": SCHEMA,
        "id": job.id,
        "done": done,
        "problem": problem or None,
        "steps": [_step(desk, one) for one in steps[-_SHOWN:]],
        "more": max(0, len(steps) - _SHOWN),
    }


def _step(desk: Desk, step: Step) -> Record:
    article: str | None = None
    if step.fate != "failed":
        try:
            article = desk.ledger.reading(step.ref).article.id
        except UsageError:  # taken from a place that several articles came from
            article = None
    return {
        "ref": step.ref,
        "fate": step.fate,
        "statements": step.statements,
        "problem": step.problem or None,
        "article": article,
    }
