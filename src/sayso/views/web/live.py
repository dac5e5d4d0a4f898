"""What changes while somebody looks: server-sent events for what is being added, and for claims.

A page carries the version that it shows; a stream says `change` with a new version as soon as there
is one, and the page's script fetches the page anew. Nothing else travels in a stream.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from typing import Final

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response, StreamingResponse

from sayso.errors import SaysoError
from sayso.views.web.adding import Jobs
from sayso.views.web.desk import Desk
from sayso.views.web.subjects import Subject
from sayso.views.web.tracked import job_version, trace_version

router = APIRouter()
_MOST: Final = 120  # streams at a time
_LIFE: Final = 300.0  # seconds; a browser asks again by itself
_QUIET: Final = 15.0  # seconds until something is said, so that nobody between hangs up
_SAFE: Final = 64  # characters of a version


class Streams:
    """How many are open; `stop` ends them all."""

    def __init__(self) -> None:
        self.open = 0
        self.stopped = False

    def stop(self) -> None:
        self.stopped = True


@dataclass(frozen=True, slots=True)
class Watch:
    """What a stream looks at: `look` says its version and whether it is the last one."""

    look: Callable[[], tuple[str, bool]]
    since: str
    every: float


@router.get("/adding/{job_id}/events")
async def adding_events(request: Request, job_id: str, since: str = "") -> Response:
    """How far something is that is being added."""
    jobs: Jobs = request.app.state.jobs
    job = jobs.job(job_id)
    return _stream(request, lambda: (job_version(job), job.done), since, 0.3)


@router.get("/trace/events")
async def trace_events(
    request: Request, claim: str = "", until: str = "", since: str = ""
) -> Response:
    """When a claim in plain words stands otherwise."""
    return await _claim(request, Subject(words=claim, until=until), since)


@router.get("/claims/{claim_id}/events")
async def claim_events(
    request: Request, claim_id: str, until: str = "", since: str = ""
) -> Response:
    """When a claim stands otherwise."""
    return await _claim(request, Subject(id=claim_id, until=until), since)


async def _claim(request: Request, subject: Subject, since: str) -> Response:
    desk: Desk = request.app.state.desk
    subject.checked()
    seen: list[tuple[object, str]] = []

    def look() -> tuple[str, bool]:
        state = desk.state()
        if not seen or seen[-1][0] != state:
            seen[:] = [(state, trace_version(desk.trace(subject)))]
        return seen[-1][1], False

    first = (await run_in_threadpool(look))[0]  # what can't be traced is told at once
    return _stream(request, look, since or first, 2.0)


def _stream(
    request: Request, look: Callable[[], tuple[str, bool]], since: str, every: float
) -> Response:
    streams: Streams = request.app.state.streams
    if streams.open >= _MOST:
        return Response("too many are looking on already", 503, media_type="text/plain")
    since = request.headers.get("last-event-id") or since
    watch = Watch(look, since[:_SAFE], every)
    return StreamingResponse(
        _events(watch, streams),
        media_type="text/event-stream",
        headers={"cache-control": "no-store", "x-accel-buffering": "no"},
    )


async def _events(watch: Watch, streams: Streams) -> AsyncIterator[str]:
    streams.open += 1
    try:
        yield "retry: 2000\n\n"
        async for event in _changes(watch, streams):
            yield event
    finally:
        streams.open -= 1


async def _changes(watch: Watch, streams: Streams) -> AsyncIterator[str]:
    since, ends, said = watch.since, time.monotonic() + _LIFE, time.monotonic()
    while not streams.stopped and time.monotonic() < ends:
        try:
            version, last = await run_in_threadpool(watch.look)
        except SaysoError:  # the page itself will say what is wrong
            yield "event: change\ndata: gone\n\n"
            return
        if version != since:
            since, said = version, time.monotonic()
            yield f"id: {version}\nevent: change\ndata: {version}\n\n"
        if last:
            yield "event: end\ndata: end\n\n"
            return
        if time.monotonic() - said > _QUIET:
            said = time.monotonic()
            yield ": still here\n\n"
        await asyncio.sleep(watch.every)


__all__ = ["Streams", "router"]
