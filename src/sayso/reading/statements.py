"""Attributions → statements: each with chain, act and times, and the own voice between."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from sayso.domain import Article, Moment, Passage, Statement
from sayso.reading import sources, times
from sayso.reading.acts import Judgement, judge_all
from sayso.reading.acts.cues import tokens
from sayso.reading.acts.hedges import firmness
from sayso.reading.attributions import Attribution, Run
from sayso.reading.document import Document
from sayso.reading.nesting import Nested
from sayso.reading.sources import Chain
from sayso.reading.voices import own_voice

_GUESS = 0.5  # below it an act is a guess, and the statement's score says so


@dataclass(frozen=True, slots=True)
class _Facts:
    """What is known of an article before its statements are put together."""

    article: Article
    article_id: str
    document: Document
    moments: tuple[Moment, ...]


def statements(article: Article, found: Sequence[Nested]) -> tuple[Statement, ...]:
    """Statements in the order of the text, an outer one before those within it."""
    document = Document.of(article.text, article.title, article.outlet)
    moments = tuple(times.find(article.text, article.published))
    facts = _Facts(article, article.id, document, moments)
    attributions = [one.attribution for one in found]
    judgements = judge_all(article.text, attributions, document.states)
    traced = sources.trace(document, attributions, article.byline)
    cited = _cited(facts, found, judgements, traced)
    spans = [span for a in attributions for span in (*a.source, *a.cue, *a.content)]
    own = [_own(facts, fragments) for fragments in own_voice(document, spans)]
    return _in_order([*cited, *own])


def _in_order(found: Sequence[Statement]) -> tuple[Statement, ...]:
    """By where they stand; by their ids (which cost a hash) only where that is the same."""
    placed = sorted(found, key=_place)
    groups = [list(same) for _, same in groupby(placed, _place)]
    return tuple(
        one
        for same in groups
        for one in (sorted(same, key=lambda s: s.id) if len(same) > 1 else same)
    )


def _place(statement: Statement) -> tuple[int, int]:
    parts = (statement.source, statement.cue, statement.content)
    spans = [span for part in parts if part for span in part.spans]
    return min([start for start, _ in spans]), -max([end for _, end in spans])


def _cited(
    facts: _Facts,
    found: Sequence[Nested],
    judgements: Sequence[Judgement],
    traced: Sequence[Chain],
) -> list[Statement]:
    out: list[Statement] = []
    said = _said(facts, [one.attribution for one in found])
    for place, (one, what) in enumerate(zip(found, judgements, strict=True)):
        who = traced[place if one.heir is None else one.heir]
        made = _statement(facts, one.attribution, what, who)
        parent = None if one.parent is None else out[one.parent].id
        out.append(replace(made, said=said.get(place), within=parent))
    return out


def _statement(facts: _Facts, where: Attribution, what: Judgement, who: Chain) -> Statement:
    text = facts.article.text
    return Statement(
        article_id=facts.article_id,
        voice="source",
        content=Passage.of(text, where.content),
        source=Passage.of(text, where.source) if where.source else None,
        cue=Passage.of(text, where.cue),
        chain=who.links,
        act=what.act,
        polarity=what.polarity,
        certainty=what.certainty,
        manner=what.manner,
        first_report=who.first_report,
        times=_within(facts.moments, where.content),
        score=where.score * (what.score if what.score < _GUESS else 1.0),
    )


def _own(facts: _Facts, fragments: tuple[Run, ...]) -> Statement:
    words = [token.word for part in fragments for token in tokens(facts.article.text, *part)]
    return Statement(
        article_id=facts.article_id,
        voice="article",
        content=Passage.of(facts.article.text, fragments),
        act="state",
        polarity="+",
        certainty=firmness(words, own=False),
        times=_within(facts.moments, fragments),
    )


def _within(moments: Iterable[Moment], spans: Sequence[Run]) -> tuple[Moment, ...]:
    return tuple(
        moment
        for moment in moments
        if any(a <= moment.spans[0].start and moment.spans[-1].end <= b for a, b in spans)
    )


def _said(facts: _Facts, attributions: Sequence[Attribution]) -> dict[int, Moment]:
    """When each source said it: a time in the cue's sentence that lies in nobody's content.

    It belongs to the nearest cue of the sentence; where two times are left, to the nearer one.
    """
    document = facts.document
    contents = [span for a in attributions for span in a.content]
    cues: dict[int, list[tuple[Run, int]]] = {}
    for place, attribution in enumerate(attributions):
        cue = attribution.cue[0]
        cues.setdefault(document.sentence_of(cue[0]), []).append((cue, place))
    best: dict[int, tuple[int, Moment]] = {}
    for moment in facts.moments:
        at = moment.spans[0]
        rivals = cues.get(document.sentence_of(at.start), [])
        if not rivals or any(start < at.end and at.start < end for start, end in contents):
            continue
        gap, place = min((max(at.start - cue[1], cue[0] - at.end, 0), p) for cue, p in rivals)
        if place not in best or gap < best[place][0]:
            best[place] = (gap, moment)
    return {place: moment for place, (_, moment) in best.items()}
