"""Why an article rests on something: each tie with its passages, side by side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sayso.domain import Reading, Tie, TieKind, Trace
from sayso.errors import UsageError
from sayso.views.web import links, wording
from sayso.views.web.excerpts import Excerpt, of_spans
from sayso.views.web.pages.claim import called
from sayso.views.web.stemma.edges import pair_key
from sayso.views.web.subjects import Subject


@dataclass(frozen=True, slots=True)
class Beside:
    """What one article has to show for a tie."""

    name: str
    title: str
    day: str
    href: str
    excerpts: tuple[Excerpt, ...]


@dataclass(frozen=True, slots=True)
class TieShown:
    """A tie: `why` in words, and its passages, an article each."""

    kind: TieKind
    why: str
    beside: tuple[Beside, ...]


@dataclass(frozen=True, slots=True)
class WhyPage:
    """What `why.html` shows: `lower` `verb` `upper`, because of `ties`; `claim_href` leads back."""

    claim: str
    claim_href: str
    lower: str
    verb: str
    upper: str
    ties: tuple[TieShown, ...]


def why_page(subject: Subject, trace: Trace, readings: Mapping[str, Reading], key: str) -> WhyPage:
    """The page of the pair whose key this is; UsageError if the trace has no such pair."""
    ties = [tie for tie in trace.ties if pair_key(tie.start, tie.to) == key]
    implied = [
        (one.ref, origin)
        for one in trace.articles
        for origin in one.origins
        if pair_key(one.ref, origin) == key
    ]
    if not ties and not implied:
        raise UsageError("this trace has no such reason: it may have changed since")
    start, to = (ties[0].start, ties[0].to) if ties else implied[0]
    names = called(trace, readings)
    outlets = {one.ref: one.outlet for one in trace.articles if one.outlet}
    return WhyPage(
        claim=trace.claim,
        claim_href=subject.href(),
        lower=outlets.get(start) or names.get(start, start),
        verb=wording.rests([tie.kind for tie in ties]),
        upper=outlets.get(to) or names.get(to, to),
        ties=tuple(_tie(tie, trace, readings) for tie in ties),
    )


def _tie(tie: Tie, trace: Trace, readings: Mapping[str, Reading]) -> TieShown:
    ids = {one.ref: one.id for one in trace.articles}
    beside = []
    for evidence in tie.passages:
        reading = readings.get(ids.get(evidence.ref, ""))
        if reading is None:
            continue
        article = reading.article
        beside.append(
            Beside(
                name=article.outlet or "",
                title=article.title or wording.last_part(article.ref),
                day=wording.day(article.published),
                href=links.article(article.id),
                excerpts=of_spans(
                    article.text, evidence.spans, "shared" if tie.kind == "copy" else "named"
                ),
            )
        )
    return TieShown(tie.kind, tie.why, tuple(beside))
