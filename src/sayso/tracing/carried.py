"""What finding hands to tracing: an article that carries a claim, and the statements that do."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.domain import Position, Reading, Statement


@dataclass(frozen=True, slots=True)
class Agreed:
    """A statement about the claim: what position it takes, how surely (0 to 1), and why so."""

    statement: Statement
    position: Position
    score: float
    why: str


@dataclass(frozen=True, slots=True)
class Carried:
    """An article that makes, denies or carries a claim.

    `agreed` holds at least one statement, in the order of the text; `position` is the article's:
    how it stands to the claim as a whole.
    """

    reading: Reading
    agreed: tuple[Agreed, ...]
    position: Position
    score: float
