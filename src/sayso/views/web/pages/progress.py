"""What becomes of something that is being added."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.errors import UsageError
from sayso.views.web import links
from sayso.views.web.adding import Job, Step
from sayso.views.web.desk import Desk
from sayso.views.web.tracked import job_version

_SHOWN = 200
_FATES = {"added": "added", "reread": "read again", "known": "known already", "failed": "failed"}


@dataclass(frozen=True, slots=True)
class StepShown:
    """One thing. `href`: its article's page, if there is one."""

    ref: str
    fate: str
    words: str
    statements: int
    problem: str
    href: str


@dataclass(frozen=True, slots=True)
class ProgressPage:
    """What `progress.html` shows. `counts`: (number, fate in words); `here`: its own address;
    `live`: of the stream that tells when there is more, empty once it is done."""

    here: str
    live: str
    done: bool
    problem: str
    counts: tuple[tuple[int, str], ...]
    steps: tuple[StepShown, ...]
    more: int


def progress_page(desk: Desk, job: Job) -> ProgressPage:
    """The page of a job as it stands."""
    version = job_version(job)  # first: what comes in between is told once more
    with job.changed:
        steps, done, problem = list(job.steps), job.done, job.problem
    fates = [step.fate for step in steps]
    counts = ((fates.count(fate), words) for fate, words in _FATES.items())
    return ProgressPage(
        here=f"/adding/{job.id}",
        live="" if done else f"/adding/{job.id}/events?since={version}",
        done=done,
        problem=problem,
        counts=tuple(pair for pair in counts if pair[0]),
        steps=tuple(_shown(desk, step) for step in steps[-_SHOWN:]),
        more=max(0, len(steps) - _SHOWN),
    )


def article_of(desk: Desk, step: Step) -> str:
    """The page of what a step added; empty where it failed."""
    if step.fate == "failed":
        return ""
    try:
        return links.article(desk.ledger.reading(step.ref).article.id)
    except UsageError:
        return ""


def _shown(desk: Desk, step: Step) -> StepShown:
    href = article_of(desk, step)
    return StepShown(step.ref, step.fate, _FATES[step.fate], step.statements, step.problem, href)
