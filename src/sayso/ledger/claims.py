"""Claims as tracing has found them: derived from the statements, replaced as a whole."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, delete, select, tuple_

from sayso.domain import Counts, Standing, Voiced
from sayso.errors import UsageError
from sayso.ledger.inserting import insert_whole
from sayso.ledger.paging import limit_of, place_in, token
from sayso.ledger.rows import Claim, ClaimsWanted, Listing, Member, Page
from sayso.ledger.schema import claims, members, merged
from sayso.ledger.search import phrases
from sayso.ledger.texts import folded, stored, told

_AT_ONCE = 500


def replace_claims(connection: Connection, kept: Sequence[Claim], into: Mapping[str, str]) -> None:
    """Put these claims in the place of all that were there; `into`: merged id → claim's id."""
    for table in (members, merged, claims):
        connection.execute(delete(table))
    insert_whole(connection, claims, [_row(claim) for claim in kept])
    held = [
        (claim.id, place, member.statement, member.position)
        for claim in kept
        for place, member in enumerate(claim.members)
    ]
    insert_whole(connection, members, held)
    insert_whole(connection, merged, sorted(into.items()))


def _row(claim: Claim) -> tuple[Any, ...]:
    counts = claim.counts
    record = {
        "counts": asdict(counts),
        "standing": asdict(claim.standing),
        "first": claim.first,
        "last": claim.last,
    }
    return (
        claim.id,
        -counts.articles,
        counts.supporting,
        counts.denying,
        claim.standing.named_origins,
        stored(claim.text),
        stored(" ".join(folded(word) for word in claim.text.split())),
        stored(json.dumps(record, ensure_ascii=False)),
    )


_COLUMNS = (claims.c.place, claims.c.id, claims.c.text, claims.c.record)


def listed_claims(connection: Connection, wanted: ClaimsWanted, page: Page) -> Listing[Claim]:
    """Claims without their members, the most carried first."""
    limit = limit_of(page)
    query = select(*_COLUMNS)
    for word in phrases(wanted.words):
        query = query.where(claims.c.words.contains(stored(folded(word)), autoescape=True))
    if wanted.single_origin:
        query = query.where(claims.c.supporting == 1)
    if wanted.unnamed_only:
        query = query.where(claims.c.named == 0, claims.c.supporting > 0)
    if wanted.denied:
        query = query.where(claims.c.denying > 0)
    after = place_in(page, int, str)
    if after is not None:
        query = query.where(tuple_(claims.c.place, claims.c.id) > tuple_(*after))
    rows = connection.execute(query.order_by(claims.c.place, claims.c.id).limit(limit)).all()
    shown = rows[: page.limit]
    more = token(list(shown[-1][:2])) if len(rows) > len(shown) else None
    return Listing(tuple(_claim(row, ()) for row in shown), more)


def one_claim(connection: Connection, claim_id: str) -> Claim:
    """A claim with its members, under its id or one that was merged into it; UsageError if none."""
    now = select(merged.c.claim).where(merged.c.id == claim_id)
    claim_id = connection.execute(now).scalar() or claim_id
    row = connection.execute(select(*_COLUMNS).where(claims.c.id == claim_id)).first()
    if row is None:
        raise UsageError(f"no claim {claim_id[:200]!r} is kept here")
    held = select(members.c.statement, members.c.position).where(members.c.claim == claim_id)
    found = connection.execute(held.order_by(members.c.place))
    return _claim(row, tuple(Member(*member) for member in found))


def claims_with(connection: Connection, ids: Iterable[str]) -> dict[str, str]:
    """The claims that statements make or deny: statement's id → claim's id."""
    wanted = sorted(set(ids))
    found: dict[str, str] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        part = members.c.statement.in_(wanted[start : start + _AT_ONCE])
        held = select(members.c.statement, members.c.claim).where(part)
        held = held.order_by(members.c.statement, members.c.claim.desc())
        found |= {row[0]: row[1] for row in connection.execute(held)}
    return found


def aliases(connection: Connection) -> dict[str, str]:
    """The ids that were merged into others: id → the claim that it leads to now."""
    return {row[0]: row[1] for row in connection.execute(select(merged.c.id, merged.c.claim))}


def _claim(row: Sequence[Any], held: tuple[Member, ...]) -> Claim:
    _place, claim_id, text, kept = row
    record = json.loads(told(kept))
    standing = record["standing"]
    for name in ("confirmed_by", "denied_by", "withheld_by"):
        standing[name] = tuple(Voiced(**voiced) for voiced in standing[name])
    return Claim(
        id=claim_id,
        text=told(text),
        counts=Counts(**record["counts"]),
        standing=Standing(**standing),
        first=record["first"],
        last=record["last"],
        members=held,
    )
