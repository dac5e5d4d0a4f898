"""What can be asked of the API: the lists, readings and traces of the contract."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Query

from sayso.domain import Act, Kind, Voice
from sayso.ledger import ArticlesWanted, ClaimsWanted, FindWanted, SourcesWanted
from sayso.records import (
    article_item,
    claim_item,
    correction_item,
    list_record,
    reading_record,
    source_item,
    statement_item,
    trace_record,
    version_item,
)
from sayso.views.web.api.asked import Day, Desked, Id, Paged, Words, dated, iso
from sayso.views.web.api.bodies import Answer
from sayso.views.web.api.described import answers
from sayso.views.web.subjects import Subject

router = APIRouter(tags=["read"])


@dataclass(frozen=True, slots=True)
class _Of:
    """Where statements stand."""

    outlet: str | None
    since: str | None
    until: str | None


def _standing(outlet: Words = None, since: Day = None, until: Day = None) -> _Of:
    return _Of(outlet, iso(since), iso(until))


@dataclass(frozen=True, slots=True)
class _By:
    """Who says them."""

    source: str | None
    speaker: str | None
    kind: Kind | None
    unnamed: bool | None


def _saying(
    source: Words = None,
    speaker: Words = None,
    kind: Kind | None = None,
    unnamed: bool | None = None,
) -> _By:
    return _By(source, speaker, kind, unnamed)


def _sought(
    of: Annotated[_Of, Depends(_standing)],
    by: Annotated[_By, Depends(_saying)],
    words: Words = None,
    act: Act | None = None,
    voice: Voice | None = None,
) -> FindWanted:
    """Which statements are sought."""
    return FindWanted(
        words or "", by.source, by.speaker, of.outlet, act, by.kind, voice, by.unnamed,
        of.since, of.until,
    )  # fmt: skip


@router.get("/articles", responses=answers("article list"))
def articles(
    desk: Desked, page: Paged, outlet: Words = None, since: Day = None, until: Day = None
) -> Answer:
    """The articles, the newest first, without their text."""
    listing = desk.ledger.articles(ArticlesWanted(outlet, iso(since), iso(until)), page)
    return Answer(list_record(map(article_item, listing), listing.next))


@router.get("/articles/{article_id}", responses=answers("reading", missing=True))
def article(desk: Desked, article_id: Id) -> Answer:
    """One article with its text and statements: what `sayso read --json` prints."""
    return Answer(reading_record(desk.reading(article_id)))


@router.get("/articles/{article_id}/versions", responses=answers("version list", missing=True))
def versions(desk: Desked, article_id: Id) -> Answer:
    """The versions of its page, and what became of its statements."""
    return Answer(list_record(map(version_item, desk.ledger.versions(article_id))))


@router.get("/find", responses=answers("statement list"))
def find(desk: Desked, page: Paged, wanted: Annotated[FindWanted, Depends(_sought)]) -> Answer:
    """Statements of the newest readings, in the order of the articles."""
    listing = desk.ledger.find(wanted, page)
    return Answer(list_record(map(statement_item, listing), listing.next))


@router.get("/sources", responses=answers("source list"))
def sources(
    desk: Desked,
    page: Paged,
    name: Words = None,
    kind: Kind | None = None,
    named: bool | None = None,
    outlet: Words = None,
) -> Answer:
    """Who is cited as the origin of statements, the most often cited first."""
    listing = desk.ledger.sources(SourcesWanted(name, kind, named, outlet), page)
    return Answer(list_record(map(source_item, listing), listing.next))


@router.get("/claims", responses=answers("claim list"))
def claims(
    desk: Desked,
    page: Paged,
    words: Words = None,
    single_origin: bool = False,
    unnamed_only: bool = False,
    denied: bool = False,
) -> Answer:
    """The claims that several articles make or deny, the most carried first."""
    wanted = ClaimsWanted(words or "", single_origin, unnamed_only, denied)
    listing = desk.ledger.claims(wanted, page)
    return Answer(list_record(map(claim_item, listing), listing.next))


@router.get("/claims/{claim_id}", responses=answers("trace", missing=True))
def claim(desk: Desked, claim_id: Id, until: Day = None) -> Answer:
    """The trace of a claim, by its id or that of any statement that makes or denies it."""
    return Answer(trace_record(desk.trace(Subject(id=claim_id, until=dated(until)))))


@router.get("/trace", responses=answers("trace"))
def trace(
    desk: Desked,
    claim: Annotated[str, Query(min_length=1, max_length=600, description="In plain words.")],
    until: Day = None,
) -> Answer:
    """The trace of a claim in plain words; `until`: as it stood at the end of that day."""
    return Answer(trace_record(desk.trace(Subject(words=claim, until=dated(until)))))


@router.get("/corrections", responses=answers("correction list"))
def corrections(desk: Desked, withdrawn: bool = False) -> Answer:
    """What readers said against traces, in the order in which it was said."""
    made = desk.ledger.corrections(withdrawn=withdrawn)
    return Answer(list_record(map(correction_item, made)))
