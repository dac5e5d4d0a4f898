"""Credits: the outlets that an article names as where it has the claim from.

Many outlets that an article names are no credits: an employer, a picture agency, background, the
article's own outlet, which tells that somebody "told the Courier". Which are is weighed from what
stands around the names, in this article and in the others that carry the claim.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sayso.domain import Article, Reading, Span
from sayso.tracing.naming import Named, outlet_key, outlets_of, scanned
from sayso.tracing.persons import tokens
from sayso.tracing.places import Places
from sayso.tracing.weighing import likelihood

SURE = 0.5  # the weights are fitted so that this is where F1 over graded credits is best

Signs = dict[str, float]
_TELLING = 4  # letters: a shorter name may be anything in another article
_CROWD = 3  # outlets in one article
_HEAD = 160  # characters in which a dateline ends
_DATELINE_END = re.compile(r"\)\s{0,3}[-\u2013\u2014]|/\.?\s")
_SOURCE_LINE = re.compile(r"source\s?:", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Credited:
    """An outlet that an article names, and how likely it is a credit for the claim.

    `own`: how many signs there are that it is the article's own outlet. `told_only`: people told
    it something, it is never cited; `elsewhere`: log(1 + other articles that credit it).
    """

    named: Named
    likely: float
    own: float
    told_only: bool
    elsewhere: float

    @property
    def spans(self) -> tuple[Span, ...]:
        """Where it is named."""
        return tuple(use.span for use in self.named.uses)


def credited(
    asked: frozenset[str], readings: Sequence[Reading], places: Sequence[Places]
) -> tuple[tuple[Credited, ...], ...]:
    """For each article the outlets it names, each weighed as a credit, in order of mention.

    `asked`: the claim's words; `places`: where each article has them.
    """
    signs = signs_of_all(asked, readings, places)
    return tuple(
        tuple(_weighed(one, held, reading.article) for one, held in named)
        for reading, named in zip(readings, signs, strict=True)
    )


def signs_of_all(
    asked: frozenset[str], readings: Sequence[Reading], places: Sequence[Places]
) -> list[list[tuple[Named, Signs]]]:
    """For each article the outlets it names with what speaks for and against a credit."""
    named = _named(readings)
    said = [_said(one, asked, held) for one, held in zip(readings, places, strict=True)]
    totals = _totals(named, said)
    return [
        [
            (one, _signs(one, reading, outlets, mine) | signs)
            for one, signs in zip(outlets, _elsewhere(outlets, mine, totals), strict=True)
        ]
        for reading, outlets, mine in zip(readings, named, said, strict=True)
    ]


@dataclass(frozen=True, slots=True)
class _Uses:
    """What articles do with one outlet: how many name it, credit it by the words around it, tell
    it something; how near to the claim its statements are (summed)."""

    naming: int = 0
    giving: int = 0
    telling: int = 0
    said: float = 0.0

    def more(self, one: Named, said: _Said, by: int = 1) -> _Uses:
        """With one article more, or (`by` -1) less."""
        return _Uses(
            self.naming + by,
            self.giving + by * _gives(one),
            self.telling + by * any(use.told for use in one.uses),
            self.said + by * said.outlets.get(one.key, 0.0),
        )


def _totals(named: Sequence[Sequence[Named]], said: Sequence[_Said]) -> dict[str, _Uses]:
    totals: dict[str, _Uses] = {}
    for outlets, mine in zip(named, said, strict=True):
        for one in outlets:
            totals[one.key] = totals.get(one.key, _Uses()).more(one, mine)
    return totals


def _elsewhere(
    outlets: Sequence[Named], said: _Said, totals: Mapping[str, _Uses]
) -> Iterator[Signs]:
    """For each outlet that an article names, what the other articles do with it."""
    others = [totals[one.key].more(one, said, -1) for one in outlets]
    most = max((uses.giving for uses in others), default=0)
    for uses in others:
        yield {
            "elsewhere": math.log1p(uses.giving),
            "most elsewhere": float(uses.giving >= most),
            "named elsewhere": math.log1p(uses.naming),
            "only here": float(uses.naming == 0),
            "told elsewhere": math.log1p(uses.telling),
            "said elsewhere": math.log1p(max(0.0, uses.said)),
        }


def _weighed(one: Named, signs: Signs, article: Article) -> Credited:
    is_own = one.key == home(article)
    published = is_own and not _signs_only(one, article)
    return Credited(
        one,
        likely=0.0 if published else likelihood("credit", signs),
        own=10.0 if is_own else signs["own"],
        told_only=bool(signs["told only"]),
        elsewhere=signs["elsewhere"],
    )


def _signs_only(one: Named, article: Article) -> bool:
    """Whether all that is known of the article's outlet is that its text begins with it, as an
    agency's does wherever it is published, or names it as its source: then it is a credit."""
    line = article.text[:_HEAD].lstrip().split("\n", 1)[0]
    return article.url is None and (
        (one.agency and _dateline(one, article.text)) or bool(_SOURCE_LINE.match(line))
    )


def _dateline(one: Named, text: str) -> bool:
    start, end = one.uses[0].span
    return (
        start < _HEAD
        and text[start - 1 : start] in ("(", "/")
        and bool(_DATELINE_END.match(text, end))
    )


def _named(readings: Sequence[Reading]) -> list[tuple[Named, ...]]:
    """What each article names, with what another has shown to be an outlet or was published by;
    people are none."""
    scans = [scanned(one.article) for one in readings]
    alone = [_no_people(outlets_of(scan), one) for scan, one in zip(scans, readings, strict=True)]
    shown = {
        one.name
        for outlets in alone
        for one in outlets
        if any(use.cited or use.aside or use.signed for use in one.uses)
        and not one.guessed
        and len(one.name) >= _TELLING
    }
    published = (one.article.outlet or "" for one in readings)
    shown |= {name for name in published if len(name) >= _TELLING}
    return [
        _no_people(outlets_of(scan, shown | _heard(one)), one)
        for scan, one in zip(scans, readings, strict=True)
    ]


def _heard(reading: Reading) -> set[str]:
    """Outlets that statements come from or passed through, by the names they have there."""
    return {
        link.name
        for statement in reading.statements
        for link in statement.chain
        if link.kind == "outlet" and link.named and len(link.name) >= _TELLING
    }


def _no_people(named: Sequence[Named], reading: Reading) -> tuple[Named, ...]:
    people = {
        part
        for statement in reading.statements
        for link in statement.chain
        if link.kind == "person"
        for part in tokens(link.name)
    }
    return tuple(one for one in named if one.listed or not set(tokens(one.name)) <= people)


def _signs(
    one: Named,
    reading: Reading,
    beside: Sequence[Named],
    said: _Said,
) -> Signs:
    """What speaks for and against a credit, each about 0 to 1, in the article that names it."""
    text, uses = reading.article.text, one.uses
    early = 0.3 * len(text)
    told = sum(use.told for use in uses)
    cited = any(use.cited for use in uses)
    asks = any(use.asked for use in uses)
    return {
        "told only": float(told > 0 and not any(use.cited or use.aside for use in uses)),
        "cited early": float(any(use.cited and use.span.start < early for use in uses)),
        "cited in a crowd": float(cited and len(beside) > _CROWD),
        "cited and listed": float(cited and one.listed),
        "source": float(any(use.source for use in uses)),
        "aside": float(any(use.aside for use in uses)),
        "signed": float(any(use.signed for use in uses)),
        "named once": float(len(uses) == 1),
        "uses": math.log(len(uses)),
        "listed": float(one.listed),
        "alone": float(len(beside) == 1),
        "first": float(beside[0].key == one.key),
        "rank": math.log1p([other.key for other in beside].index(one.key)),
        "length": math.log1p(len(text)) / 10,
        "said alone": float(0 < said.outlets.get(one.key, 0.0) >= said.people),
        "own": float(asks) + float(told > 1 and not cited),
        "asks": float(asks),
        "exclusive": float("exclusive" in text.casefold()),
        "house": float(_dateline(one, text) and not one.agency),
    }


@dataclass(frozen=True, slots=True)
class _Said:
    """How near the nearest statement is to the claim, as a share of the claim's words: of those
    that came through each outlet (by key), and of those that came through none."""

    outlets: Mapping[str, float]
    people: float


def _said(reading: Reading, asked: frozenset[str], places: Places) -> _Said:
    outlets: dict[str, float] = {}
    people = 0.0
    for statement in reading.statements:
        words = {word for span in statement.content.spans for word in places.between(*span)}
        near = len(words) / max(1, len(asked))
        through = {outlet_key(link.name) for link in statement.chain if link.kind == "outlet"}
        outlets |= {key: max(near, outlets.get(key, 0.0)) for key in through}
        if statement.chain and not through:
            people = max(people, near)
    return _Said(outlets, people)


def _gives(one: Named) -> bool:
    return any(
        (use.told or use.cited or use.aside or use.signed) and not use.idle for use in one.uses
    )


def home(article: Article) -> str:
    """The key of the outlet that published an article; empty where it isn't known."""
    return outlet_key(article.outlet) if article.outlet else ""
