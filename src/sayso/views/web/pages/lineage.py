"""How an outlet came by the claims that it shares with others: gathered, credited, copied."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from sayso.domain import Label
from sayso.views.web import links, wording
from sayso.views.web.desk import Desk
from sayso.views.web.subjects import Subject

_ARTICLES = 40  # newest ones that are looked at
_CLAIMS = 8  # of theirs that most of them share; each is traced
_ORDER: tuple[Label, ...] = ("own", "credited", "copy", "unclear")
_TONES: dict[Label, str] = {"own": "", "credited": "own", "copy": "own", "unclear": "shy"}


@dataclass(frozen=True, slots=True)
class Share:
    """How often it came by a claim in one way, from 0 to 1."""

    words: str
    share: float
    tone: str


@dataclass(frozen=True, slots=True)
class Case:
    """One claim in one article, and how it came there."""

    claim: str
    claim_href: str
    article_href: str
    day: str
    words: str


@dataclass(frozen=True, slots=True)
class LineagePage:
    """What `lineage.html` shows; `cases` are what the shares are taken from."""

    name: str
    outlet_href: str
    shares: tuple[Share, ...]
    cases: tuple[Case, ...]


def lineage_page(desk: Desk, name: str) -> LineagePage:
    """The page of an outlet; no shares where it tells nothing that others tell, too."""
    from sayso.ledger import ArticlesWanted, Page

    rows = desk.ledger.articles(ArticlesWanted(outlet=name), Page(_ARTICLES)).items
    readings = desk.ledger.readings([row.id for row in rows])
    statements = [one.id for reading in readings for one in reading.statements]
    shared = Counter(desk.claims_of(statements).values())
    claims = sorted(shared, key=lambda claim: (-shared[claim], claim))[:_CLAIMS]
    theirs = {row.id for row in rows}
    cases: list[tuple[Label, Case]] = []
    for claim in claims:
        trace = desk.trace(Subject(id=claim))
        cases += [
            (one.label, _case(claim, trace.claim, one.id, one.published, one.label))
            for one in trace.articles
            if one.id in theirs
        ]
    labels = Counter(label for label, _ in cases)
    return LineagePage(
        name=name,
        outlet_href=links.outlet(name),
        shares=tuple(
            Share(wording.LABELS[label], labels[label] / len(cases), _TONES[label])
            for label in _ORDER
            if labels[label]
        ),
        cases=tuple(case for _, case in cases),
    )


def _case(claim: str, text: str, article: str, published: str | None, label: Label) -> Case:
    return Case(
        wording.shortened(text, 140),
        links.claim(claim),
        links.article(article),
        wording.day(published),
        wording.LABELS[label],
    )
