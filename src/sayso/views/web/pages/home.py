"""The claims of a ledger, search, and the way to add to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from markupsafe import Markup

from sayso.views.web import links, wording
from sayso.views.web.desk import Desk
from sayso.views.web.pages.lists import ArticleLine, article_line
from sayso.views.web.svg import element, number

if TYPE_CHECKING:
    from sayso.ledger import Claim, Found

_PER_PAGE = 30
_NEWEST = 12  # articles shown where there are no claims
_FOUND = 6  # statements shown below the claims of a search
_FILTERS = (("single", "Single origin"), ("unnamed", "Unnamed only"), ("denied", "Denied"))


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of the list: `on` are names of filters; all of it stands in the address."""

    q: str = ""
    on: frozenset[str] = frozenset()
    after: str = ""

    def href(self, on: Iterable[str], after: str = "") -> str:
        query = {"q": self.q} if self.q else {}
        query |= dict.fromkeys(sorted(on), "1")
        query |= {"after": after} if after else {}
        return "/" + (f"?{urlencode(query, errors='replace')}" if query else "")


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """One claim of the list. `tags`: (words, tone); `span`: SVG of when it was carried."""

    href: str
    text: str
    articles: int
    outlets: int
    supporting: int
    denying: int
    tags: tuple[tuple[str, str], ...]
    when: str
    span: Markup


@dataclass(frozen=True, slots=True)
class FoundLine:
    """A statement that a search found."""

    href: str
    text: str
    who: str
    where: str


@dataclass(frozen=True, slots=True)
class HomePage:
    """What `home.html` shows.

    `filters`: (words, href, whether it is on); `follow`: where the words searched for are traced;
    `more`: the next page of the list; `articles`: in the ledger; `newest`: some of them, where
    there is no claim to show.
    """

    query: str
    claims: tuple[ClaimLine, ...]
    filters: tuple[tuple[str, str, bool], ...]
    found: tuple[FoundLine, ...]
    follow: str
    more: str
    articles: int
    newest: tuple[ArticleLine, ...]


def home_page(desk: Desk, asked: Asked) -> HomePage:
    """The list as it was asked for."""
    from sayso.ledger import ClaimsWanted, FindWanted, Page

    wanted = ClaimsWanted(
        words=asked.q,
        single_origin="single" in asked.on,
        unnamed_only="unnamed" in asked.on,
        denied="denied" in asked.on,
    )
    listing = desk.ledger.claims(wanted, Page(_PER_PAGE, asked.after or None))
    found: tuple[Found, ...] = ()
    if asked.q and not asked.after:
        found = desk.ledger.find(FindWanted(words=asked.q, voice="source"), Page(_FOUND)).items
    return HomePage(
        query=asked.q,
        claims=tuple(_lines(listing.items)),
        filters=tuple(
            (words, asked.href(asked.on ^ {name}), name in asked.on) for name, words in _FILTERS
        ),
        found=tuple(map(_found, found)),
        follow=links.trace(asked.q) if asked.q else "",
        more=asked.href(asked.on, listing.next) if listing.next else "",
        articles=desk.ledger.size(),
        newest=() if listing.items or asked != Asked() else _newest(desk),
    )


def _newest(desk: Desk) -> tuple[ArticleLine, ...]:
    from sayso.ledger import ArticlesWanted, Page

    rows = desk.ledger.articles(ArticlesWanted(), Page(_NEWEST)).items
    return tuple(map(article_line, rows))


def _lines(claims: tuple[Claim, ...]) -> list[ClaimLine]:
    days = [day for claim in claims for day in (_day(claim.first), _day(claim.last)) if day]
    ends = (min(days), max(days)) if days else None
    return [_line(claim, ends) for claim in claims]


def _line(claim: Claim, ends: tuple[date, date] | None) -> ClaimLine:
    first, last = claim.first or "", claim.last or claim.first or ""
    return ClaimLine(
        href=links.claim(claim.id),
        text=wording.shortened(claim.text, 240),
        articles=claim.counts.articles,
        outlets=claim.counts.outlets,
        supporting=claim.counts.supporting,
        denying=claim.counts.denying,
        tags=tuple(_tags(claim)),
        when=wording.day_range(first, last) if first else "",
        span=_span(_day(first), _day(last), ends) if ends else Markup(""),
    )


def _tags(claim: Claim) -> list[tuple[str, str]]:
    counts, standing = claim.counts, claim.standing
    told = (
        (counts.supporting == 1, "single origin", "single"),
        (not standing.named_origins and standing.unnamed_origins > 0, "unnamed only", "unnamed"),
        (bool(standing.confirmed_by), "confirmed", "confirmed"),
        (bool(standing.denied_by) and not counts.denying, "denied", "denied"),
        (bool(standing.withheld_by), "refused", "refused"),
        (counts.unknown > 0, f"{counts.unknown} of unknown lineage", "unknown"),
    )
    return [(words, tone) for so, words, tone in told if so]


def _found(row: Found) -> FoundLine:
    statement = row.statement
    who = " → ".join(link.name for link in statement.chain)
    who = who or (statement.source.text if statement.source else wording.NOBODY)
    where = row.outlet or row.title or wording.last_part(row.ref)
    return FoundLine(
        href=links.claim(row.id),
        text=wording.shortened(statement.content.text, 200),
        who=wording.shortened(who, 90),
        where=" · ".join(part for part in (where, wording.day(row.published)) if part),
    )


def _day(iso: str | None) -> date | None:
    try:
        return date.fromisoformat((iso or "")[:10])
    except ValueError:
        return None


def _span(first: date | None, last: date | None, ends: tuple[date, date]) -> Markup:
    """From its first to its last article, on the scale of the whole list."""
    if first is None:
        return Markup("")
    days = max(1, (ends[1] - ends[0]).days)
    start = (first - ends[0]).days / days * 90
    wide = ((last or first) - first).days / days * 90
    return element(
        "svg",
        {"class": "span", "viewBox": "0 0 96 10", "aria-hidden": "true"},
        element("path", {"class": "axis", "d": "M0 5h96"}),
        element("path", {"class": "run", "d": f"M{number(3 + start)} 5h{number(wide)}"}),
        element("circle", {"cx": 3 + start, "cy": 5, "r": 2.6}),
    )
