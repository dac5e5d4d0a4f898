"""What readers said against traces, applied: dated records in, other evidence out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sayso.domain import Correction, Kind, Link, Reading, Statement
from sayso.outlets import known
from sayso.tracing.carried import Carried
from sayso.tracing.copies import Copy


def corrected(
    claim: str, carried: Sequence[Carried], corrections: Sequence[Correction]
) -> tuple[Carried, ...]:
    """The articles without the statements that are not about the claim, with sources as corrected.

    An article of which no statement is left that is about the claim does not carry it.
    """
    held = [correction for correction in corrections if correction.withdrawn is None]
    dropped = {
        one.subject
        for one in held
        if one.kind == "not_same_claim" and _plain(one.target) == _plain(claim)
    }
    renamed = named_sources(corrections)
    if not dropped and not renamed:
        return tuple(carried)
    out = [_corrected(one, dropped, renamed) for one in carried]
    return tuple(one for one in out if one.agreed)


def forced_copies(carried: Sequence[Carried], corrections: Sequence[Correction]) -> dict[int, Copy]:
    """Copies that readers know of, by the place of the article that copies."""
    places = {one.reading.article.id: n for n, one in enumerate(carried)}
    return {
        places[one.subject]: Copy(str(places[one.subject]), str(places[one.target]), 1.0)
        for one in sorted(corrections, key=_when)
        if one.kind == "copy"
        and one.withdrawn is None
        and one.subject in places
        and one.target in places
        and one.subject != one.target
    }


def named_sources(corrections: Sequence[Correction]) -> dict[str, str]:
    """Statements (ids) whose source readers have named, and the name; of several the last."""
    return {
        one.subject: one.target
        for one in sorted(corrections, key=_when)
        if one.kind == "source" and one.withdrawn is None
    }


def _corrected(one: Carried, dropped: set[str], renamed: dict[str, str]) -> Carried:
    kept = {
        statement.id: _renamed(statement, renamed)
        for statement in one.reading.statements
        if statement.id not in dropped
    }
    agreed = tuple(
        replace(part, statement=kept[part.statement.id])
        for part in one.agreed
        if part.statement.id in kept
    )
    reading = Reading(one.reading.article, tuple(kept.values()), one.reading.notes)
    return replace(one, reading=reading, agreed=agreed)


def _renamed(statement: Statement, renamed: dict[str, str]) -> Statement:
    name = renamed.get(statement.id)
    if name is None:
        return statement
    outlet = known().find(name)
    kind: Kind = "person"
    if outlet is not None and outlet.kind != "platform":
        kind = "outlet"
    elif statement.chain and statement.chain[0].kind not in ("none", "writer"):
        kind = statement.chain[0].kind
    return replace(statement, chain=(Link(name, kind, True), *statement.chain[1:]))


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def _when(correction: Correction) -> tuple[str, str]:
    return correction.at, correction.id
