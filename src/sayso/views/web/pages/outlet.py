"""An outlet: its articles, what they rest on, and whom they cite."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from sayso.domain import Reading
from sayso.errors import UsageError
from sayso.views.gist import count
from sayso.views.marks import cited
from sayso.views.web import links
from sayso.views.web.desk import Desk
from sayso.views.web.pages.lists import ArticleLine, NameLine, article_line, name_line

_LOOKED_AT = 40  # newest articles that shares are taken from
_CITED = 12


@dataclass(frozen=True, slots=True)
class Rests:
    """A share of the statements looked at, from 0 to 1."""

    words: str
    share: float
    tone: str


@dataclass(frozen=True, slots=True)
class OutletPage:
    """What `outlet.html` shows.

    `rests`: what its statements rest on, in its `looked` newest articles; `as_source`: where it is
    cited by others, with how often; `cites`: whom it cites; `lineage`: where it is told what it
    gathered, credited and copied, which takes a moment.
    """

    name: str
    articles: tuple[ArticleLine, ...]
    looked: int
    rests: tuple[Rests, ...]
    cites: tuple[NameLine, ...]
    as_source: tuple[str, str]
    lineage: str
    more: str


def outlet_page(desk: Desk, name: str, after: str = "") -> OutletPage:
    """The page of an outlet by its name; UsageError if the ledger has nothing of it or from it."""
    from sayso.ledger import ArticlesWanted, Page, SourcesWanted

    listing = desk.ledger.articles(ArticlesWanted(outlet=name), Page(_LOOKED_AT, after or None))
    cites = desk.ledger.sources(SourcesWanted(outlet=name), Page(_CITED)).items
    named = desk.ledger.sources(SourcesWanted(name=name, kind="outlet"), Page(20)).items
    row = next((one for one in named if one.name.casefold() == name.casefold()), None)
    if not listing.items and row is None and not _passed_on(desk, name):
        raise UsageError("no article of an outlet of that name is in this ledger")
    readings = desk.ledger.readings([one.id for one in listing.items])
    query = urlencode({"after": listing.next or ""})
    return OutletPage(
        name=(listing.items[0].outlet if listing.items else None) or name,
        articles=tuple(map(article_line, listing.items)),
        looked=len(readings),
        rests=_rests(readings, name),
        cites=tuple(map(name_line, cites)),
        as_source=(
            (links.source(row.name), f"Cited in {count(row.articles, 'article')}")
            if row
            else ("", "")
        ),
        lineage=links.lineage(name),
        more=f"{links.outlet(name)}?{query}" if listing.next else "",
    )


def _passed_on(desk: Desk, name: str) -> bool:
    """Whether statements came through an outlet that has no article here and is no origin."""
    from sayso.ledger import FindWanted, Page

    return bool(desk.ledger.find(FindWanted(source=name), Page(1)).items)


def _rests(readings: Sequence[Reading], name: str) -> tuple[Rests, ...]:
    """What the cited statements rest on: a name, nobody named, or another outlet's word."""
    statements = [one for reading in readings for one in cited(reading) if one.chain]
    if not statements:
        return ()
    own = name.casefold()
    other = sum(
        any(link.kind == "outlet" and link.name.casefold() != own for link in one.chain)
        for one in statements
    )
    unnamed = sum(
        not one.chain[0].named
        and not any(link.kind == "outlet" and link.name.casefold() != own for link in one.chain)
        for one in statements
    )
    whole = len(statements)
    return (
        Rests("told to the outlet itself, by name", (whole - other - unnamed) / whole, ""),
        Rests("told to it by sources without a name", unnamed / whole, "shy"),
        Rests("taken from other outlets", other / whole, "own"),
    )
