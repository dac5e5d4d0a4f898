"""A claim that several articles carry, and how each of its statements stands to it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sayso.domain import Position, Reading, Statement
from sayso.tracing.agreement import position
from sayso.tracing.carried import Agreed, Carried
from sayso.tracing.turns import turns
from sayso.tracing.words import keys


@dataclass(frozen=True, slots=True)
class Membership:
    """A statement that makes (`supports`), denies or merely passes on a claim."""

    statement: str
    article: str
    position: Position


@dataclass(frozen=True, slots=True)
class Claimed:
    """What statements of two and more articles say. `id` and `text` are the earliest one's;
    members in order of date, article and place in it."""

    id: str
    text: str
    members: tuple[Membership, ...]


def claimed(statements: Sequence[Statement]) -> Claimed:
    """The claim of statements that are alike, the earliest first."""
    first = statements[0]
    said = frozenset(keys(first.content.text))
    way = _turned(first, said)
    members = tuple(
        Membership(part.id, part.article_id, _stands(part, turned=_turned(part, said) != way))
        for part in statements
    )
    return Claimed(first.id, first.content.text, members)


def carrying(claim: Claimed, readings: Iterable[Reading]) -> tuple[Carried, ...]:
    """A claim's articles as tracing takes them; `readings` are those of its members' articles."""
    stands = {member.statement: member.position for member in claim.members}
    found = []
    for reading in readings:
        agreed = tuple(
            Agreed(part, stands[part.id], 1.0, "says the same as the earliest statement")
            for part in reading.statements
            if part.id in stands
        )
        if agreed:
            found.append(Carried(reading, agreed, position(agreed), 1.0))
    return tuple(found)


def merged(before: Iterable[str], claims: Iterable[Claimed]) -> dict[str, str]:
    """Ids that claims had before → the ids of the claims that they are part of now."""
    now = {member.statement: claim.id for claim in claims for member in claim.members}
    return {old: now[old] for old in before if old in now and now[old] != old}


def _stands(statement: Statement, *, turned: bool) -> Position:
    if turned:
        return "denies"
    held_off = statement.act in ("withhold", "ask") or statement.certainty == "unstated"
    return "reports" if held_off else "supports"


def _turned(statement: Statement, said: frozenset[str]) -> bool:
    """Does it say that something is not so? What it says so of are words `said`."""
    text = statement.content.text
    about = turns(text, said)
    called = turns(text, ()).refuted  # whichever words the first statement calls it false by
    return statement.act == "deny" or bool(about.negated or about.opposite or called)
