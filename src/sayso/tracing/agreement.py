"""Is a statement about a claim, and does it make, deny or merely report it? Score and reasons.

Shared words say that a statement is about the claim; whether it makes or denies it is told by what
its source does (denies, would not say), and by words that turn the claim round: "not", "a hoax",
the opposite of one of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sayso.domain import Position, Statement
from sayso.tracing.carried import Agreed
from sayso.tracing.pages import Page, units
from sayso.tracing.terms import Term
from sayso.tracing.turns import Turns, account_refuted, negated, turns

_BESIDE = 0.5  # what a term counts that stands in a neighbouring statement only
_AWAY = 0.25  # … or elsewhere in the article
_SHARE = 0.6  # of the best statement's score: from there on a statement is about the claim
_ACCOUNT = 0.7  # of the best: what counts a statement that calls the account false
_SHOWN = 6  # words that a reason names
_HOLDING = ("withhold", "ask")
# Shares of what an article says of a claim, from which on the article as a whole denies it or holds
# it off. Measured on 185 articles paired with their headlines, whose stance is known: denials
# P .75 R .68; "reports" is told from "supports" in 68 of 100, people's own line being thin there.
_AGAINST = 0.37
_HELD_OFF = 0.28


@dataclass(frozen=True, slots=True)
class Aim:
    """A claim as statements are held against it. `keys`: of its terms."""

    claim: str
    terms: tuple[Term, ...]
    keys: frozenset[str]
    negated: bool


def aim(claim: str, terms: Sequence[Term]) -> Aim:
    """A claim and its terms, made ready."""
    return Aim(claim, tuple(terms), frozenset(term.key for term in terms), negated(claim))


def agreed(aimed: Aim, page: Page, chance: float) -> tuple[Agreed, ...]:
    """The statements of an article that are about the claim, in the order of the text.

    `chance`: how likely the article is to carry it. An article with a statement has at least one.
    """
    statements = page.reading.statements
    where = units(page.reading)
    scores = [_score(aimed.terms, page, where, number) for number in range(len(where))]
    best = max(scores, default=0.0)
    found = []
    for number, statement in enumerate(statements):
        score = scores[number]
        said = statement.content.text
        account = account_refuted(said) if statement.certainty != "unstated" else ""
        if account:
            score = max(score, _ACCOUNT * best)
        if score >= _SHARE * best:
            turned = turns(said, aimed.keys)
            if account:
                turned = turned._replace(refuted=turned.refuted or account)
            shared = [term.word for term in aimed.terms if page.holds(term.key, *where[number])]
            why = _why(shared, statement, turned)
            held = round(chance * score, 6)
            found.append(Agreed(statement, stand(statement, turned, aimed.negated), held, why))
    return tuple(found)


def stand(statement: Statement, turned: Turns, claim_negated: bool) -> Position:
    """How a statement about a claim stands to it.

    A claim that itself says that something is not so isn't denied by a "not".
    """
    negated = turned.negated if not claim_negated else ""
    if statement.act == "deny" or turned.refuted or negated or turned.opposite:
        return "denies"
    if statement.polarity == "-" and statement.act in ("state", "think", "intend"):
        return "denies" if statement.certainty != "unstated" else "reports"
    if statement.act in _HOLDING or statement.certainty == "unstated":
        return "reports"
    if statement.polarity == "-" or statement.content.text.rstrip().endswith("?"):
        return "reports"
    return "reports" if turned.hedged and statement.voice == "article" else "supports"


def position(statements: Sequence[Agreed]) -> Position:
    """How an article stands to the claim, by shares of what it says of it.

    What denies a claim has to say what it denies: less than half is enough.
    """
    total = sum(part.score for part in statements) or 1.0
    against = sum(part.score for part in statements if part.position == "denies")
    held_off = sum(part.score for part in statements if part.position == "reports")
    if against >= _AGAINST * total:
        return "denies"
    return "reports" if held_off >= _HELD_OFF * total else "supports"


def _score(
    terms: Sequence[Term], page: Page, where: Sequence[tuple[int, int]], number: int
) -> float:
    start, end = where[number]
    before = where[max(0, number - 1)][0]
    after = where[min(len(where) - 1, number + 1)][1]
    total = held = 0.0
    for term in terms:
        total += term.weight
        if page.holds(term.key, start, end):
            held += term.weight
        elif page.holds(term.key, before, after):
            held += _BESIDE * term.weight
        elif term.key in page.places:
            held += _AWAY * term.weight
    return held / total


def _why(shared: Sequence[str], statement: Statement, turned: Turns) -> str:
    parts = [f"shares {', '.join(shared[:_SHOWN])}" if shared else "speaks of the same account"]
    against = [word for word in (turned.refuted, turned.negated, turned.opposite) if word]
    if against:
        parts.append(f"turned by {' and '.join(f'“{word}”' for word in against)}")
    if statement.act in ("deny", "withhold", "confirm") and statement.cue is not None:
        parts.append(f"its source “{statement.cue.text}”")
    return "; ".join(parts)
