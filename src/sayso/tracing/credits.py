"""Credits: the outlets that an article names as where it has the claim from.

Many outlets that an article names are no credits: an employer, a picture agency, background, the
article's own outlet, which tells that somebody "told the Courier". Which are is weighed from what
stands around the names, in this article and in the others that carry the claim.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sayso.domain import Article, Reading, Span
from sayso.tracing.naming import Named, name_key, outlets_named
from sayso.tracing.persons import tokens
from sayso.tracing.places import Places, keys
from sayso.tracing.weighing import likelihood

SURE = 0.5  # the weights are fitted so that this is where F1 over graded credits is best


Signs = dict[str, float]
_TELLING = 4  # letters: a shorter name may be anything in another article
_END = re.compile(r"(?<=[.!?])\s|\n")


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
        tuple(_weighed(one, held, home(reading.article)) for one, held in named)
        for reading, named in zip(readings, signs, strict=True)
    )


def signs_of_all(
    asked: frozenset[str], readings: Sequence[Reading], places: Sequence[Places]
) -> list[list[tuple[Named, Signs]]]:
    """For each article the outlets it names with what speaks for and against a credit."""
    named = _named(readings)
    giving = Counter(one.key for outlets in named for one in outlets if _gives(one))
    out = []
    for reading, outlets, held in zip(readings, named, places, strict=True):
        article = []
        for one in outlets:
            signs = credit_signs(one, reading, outlets, asked, held)
            elsewhere = math.log1p(giving[one.key] - _gives(one))
            signs |= {"elsewhere": elsewhere, "told only elsewhere": signs["told only"] * elsewhere}
            article.append((one, signs))
        out.append(article)
    return out


def _weighed(one: Named, signs: Signs, own: str) -> Credited:
    is_own = one.key == own
    return Credited(
        one,
        likely=0.0 if is_own else likelihood("credit", signs),
        own=10.0 if is_own else signs["own"],
        told_only=bool(signs["told only"]),
        elsewhere=signs["elsewhere"],
    )


def _named(readings: Sequence[Reading]) -> list[tuple[Named, ...]]:
    """What each article names, with what another has shown to be an outlet; people are none."""
    alone = [_no_people(outlets_named(one.article), one) for one in readings]
    shown = {
        one.name
        for outlets in alone
        for one in outlets
        if any(use.cited or use.aside or use.signed for use in one.uses)
        and len(one.name) >= _TELLING
    }
    return [_no_people(outlets_named(one.article, shown), one) for one in readings]


def _no_people(named: Sequence[Named], reading: Reading) -> tuple[Named, ...]:
    people = {
        part
        for statement in reading.statements
        for link in statement.chain
        if link.kind == "person"
        for part in tokens(link.name)
    }
    return tuple(one for one in named if one.listed or not set(tokens(one.name)) <= people)


def credit_signs(
    one: Named,
    reading: Reading,
    beside: Sequence[Named],
    asked: frozenset[str],
    places: Places,
) -> dict[str, float]:
    """What speaks for and against a credit, each about 0 to 1."""
    text = reading.article.text
    uses = one.uses
    told = sum(use.told for use in uses)
    closeness = [_closeness(text, use.span, asked, places) for use in uses]
    serious = [near for use, near in zip(uses, closeness, strict=True) if use.told or use.cited]
    first = uses[0].span.start / max(1, len(text))
    asks = any(use.asked for use in uses)
    return {
        "told": float(told > 0),
        "cited": float(any(use.cited for use in uses)),
        "cited again": float(sum(use.cited for use in uses) > 1),
        "aside": float(any(use.aside for use in uses)),
        "signed": float(any(use.signed for use in uses)),
        "team only": float(all(use.team or use.idle for use in uses)),
        "idle only": float(all(use.idle for use in uses)),
        "named once": float(len(uses) == 1),
        "told only": float(told > 0 and not any(use.cited or use.aside for use in uses)),
        "team": sum(use.team for use in uses) / len(uses),
        "in claim": max(
            _in_claim(name, asked)
            for name in {one.name, *(text[use.span.start : use.span.end] for use in uses)}
        ),
        "cited early": float(any(use.cited and use.span.start < 0.3 * len(text) for use in uses)),
        "told early": float(any(use.told and use.span.start < 0.3 * len(text) for use in uses)),
        "cited in a crowd": float(any(use.cited for use in uses) and len(beside) > 3),
        "cited and listed": float(any(use.cited for use in uses) and one.listed),
        "near": max(closeness),
        "near where cited": max(serious, default=0.0),
        "early": float(first < 0.15),
        "late": float(first > 0.85),
        "listed": float(one.listed),
        "agency": float(one.agency),
        "alone": float(len(beside) == 1),
        "crowd": math.log1p(len(beside)) / 2,
        "chain": float(_in_chain(one.key, reading)),
        "own": float(asks) + float(told > 1 and not any(use.cited for use in uses)),
        "told alone": float(told > 0 and len(beside) == 1),
        "mailed": float(_mailed(one.key, text)),
    }


def _gives(one: Named) -> bool:
    return any(
        (use.told or use.cited or use.aside or use.signed) and not use.idle for use in one.uses
    )


def _in_claim(name: str, asked: frozenset[str]) -> float:
    parts = keys(name)
    return len(parts & asked) / max(1, len(parts))


def home(article: Article) -> str:
    """The key of the outlet that published an article; empty where it isn't known."""
    return name_key(article.outlet) if article.outlet else ""


def _closeness(text: str, span: Span, asked: frozenset[str], places: Places) -> float:
    """How much of the claim's words stand in the sentence that holds `span` and its neighbours."""
    before = list(_END.finditer(text, max(0, span.start - 400), span.start))
    after = list(_END.finditer(text, span.end, min(len(text), span.end + 400)))
    start = before[-2].end() if len(before) > 1 else max(0, span.start - 400)
    end = after[0].start() if after else min(len(text), span.end + 400)
    return len(places.between(start, end)) / max(1, len(asked))


def _in_chain(key: str, reading: Reading) -> bool:
    return any(
        name_key(link.name) == key
        for statement in reading.statements
        for link in statement.chain
        if link.kind == "outlet"
    )


def _mailed(key: str, text: str) -> bool:
    """An address of the outlet's: staff sign with it."""
    return any(key in host.casefold() for host in re.findall(r"@([\w.-]+)\.\w+", text)[:20])
