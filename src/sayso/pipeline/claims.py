"""Ledger and tracing meet: what statements of several articles say, kept as claims."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from sayso.domain import Correction, Reading

if TYPE_CHECKING:  # SQLAlchemy and NumPy are loaded when there is something to group
    from sayso.ledger import Claim, Ledger
    from sayso.tracing.claimed import Claimed

_AT_ONCE = 500  # articles that are grouped before the next are read from the ledger
_TOGETHER = 20  # claims whose articles are asked of the ledger at once
_MOST = 80  # articles of a claim that are followed home for its counts; `sayso trace` does all


def refresh_claims(
    ledger: Ledger, told: Callable[[int, int], None] = lambda _done, _all: None
) -> int:
    """Bring the ledger's claims up to its articles; how many articles went in anew.

    All statements are grouped again: it takes some 0.1 ms for each, and some 10 ms for each claim.
    `told` hears how many claims of how many are followed home. Nothing happens where nothing is
    new.
    """
    known = ledger.clustered()
    if next(ledger.stream(known), None) is None:
        return 0
    from sayso.tracing.claimed import merged
    from sayso.tracing.clusters import Clusters

    clusters = Clusters()
    stream = ledger.stream()
    last = new = 0
    while part := list(islice(stream, _AT_ONCE)):
        clusters.add(reading for _, reading in part)
        last = part[-1][0]
        new += sum(number > known for number, _ in part)
    found = list(clusters.claims(ledger))
    before = {*ledger.merged(), *ledger.merged().values(), *_ids(ledger)}
    kept = _followed(ledger, found, told)
    with ledger.writer() as writer:
        writer.keep_claims(kept, merged(before, found), last)
    return new


def _ids(ledger: Ledger) -> Iterator[str]:
    from sayso.ledger import ClaimsWanted, Page

    after = None
    while True:
        listing = ledger.claims(ClaimsWanted(), Page(500, after))
        yield from (claim.id for claim in listing)
        if listing.next is None:
            return
        after = listing.next


def _followed(
    ledger: Ledger, found: Sequence[Claimed], told: Callable[[int, int], None]
) -> Iterator[Claim]:
    corrections = ledger.corrections()
    for start in range(0, len(found), _TOGETHER):
        told(start, len(found))
        part = found[start : start + _TOGETHER]
        ids = sorted({one.article for claimed in part for one in claimed.members})
        readings = dict(zip(ids, ledger.readings(ids), strict=True))
        for claimed in part:
            yield _claim(claimed, readings, corrections)
    told(len(found), len(found))


def _claim(
    claimed: Claimed, readings: dict[str, Reading], corrections: Iterable[Correction]
) -> Claim:
    from dataclasses import replace

    from sayso.ledger import Claim, Member
    from sayso.tracing.claimed import carrying
    from sayso.tracing.tracer import traced

    articles = {one.article for one in claimed.members}
    followed = [readings[each] for each in dict.fromkeys(one.article for one in claimed.members)]
    trace = traced(claimed.text, carrying(claimed, followed[:_MOST]), tuple(corrections))
    days = sorted(
        day for each in articles if (day := (readings[each].article.published or "")[:10])
    )
    return Claim(
        claimed.id,
        claimed.text,
        replace(trace.counts, articles=len(articles)),
        trace.standing,
        days[0] if days else None,
        days[-1] if days else None,
        tuple(Member(one.statement, one.position) for one in claimed.members),
    )
