"""Traces → their JSON."""

from __future__ import annotations

from dataclasses import asdict

from sayso.domain import Event, Evidence, Origin, Standing, Tie, Trace, TracedArticle, Voiced
from sayso.records.readings import SCHEMA, Record


def trace_record(trace: Trace) -> Record:
    """What `sayso trace --json` prints."""
    return {
        "schema": SCHEMA,
        "claim": trace.claim,
        "counts": asdict(trace.counts),
        "origins": [_origin(origin) for origin in trace.origins],
        "articles": [_article(article) for article in trace.articles],
        "ties": [_tie(tie) for tie in trace.ties],
        "timeline": [_event(event) for event in trace.timeline],
        "standing": standing_record(trace.standing),
    }


def standing_record(standing: Standing) -> Record:
    """How a claim stands: who confirmed, denied, would not say; named and unnamed origins."""
    return {
        "confirmed_by": _voiced(standing.confirmed_by),
        "denied_by": _voiced(standing.denied_by),
        "withheld_by": _voiced(standing.withheld_by),
        "named_origins": standing.named_origins,
        "unnamed_origins": standing.unnamed_origins,
    }


def _origin(origin: Origin) -> Record:
    return {
        "id": origin.id,
        "name": origin.name,
        "kind": origin.kind,
        "named": origin.named,
        "via": list(origin.via),
        "self": origin.of_itself,
        "position": origin.position,
        "first": origin.first,
        "articles": list(origin.articles),
        "why": origin.why,
    }


def _article(article: TracedArticle) -> Record:
    return {
        "ref": article.ref,
        "id": article.id,
        "outlet": article.outlet,
        "published": article.published,
        "label": article.label,
        "copy_of": article.copy_of,
        "credits": list(article.credits),
        "origins": list(article.origins),
        "position": article.position,
        "statements": list(article.statements),
    }


def _tie(tie: Tie) -> Record:
    return {
        "kind": tie.kind,
        "from": tie.start,
        "to": tie.to,
        "why": tie.why,
        "passages": [_evidence(passage) for passage in tie.passages],
    }


def _evidence(passage: Evidence) -> Record:
    return {"ref": passage.ref, "spans": [[start, end] for start, end in passage.spans]}


def _event(event: Event) -> Record:
    return {
        "when": event.when,
        "what": event.what,
        "by": event.by,
        "ref": event.ref,
        "statement": event.statement,
    }


def _voiced(voices: tuple[Voiced, ...]) -> list[Record]:
    return [{"name": voice.name, "statement": voice.statement} for voice in voices]
