"""Everything one source said, in the order of the articles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from sayso.errors import UsageError
from sayso.views.gist import count
from sayso.views.web import links, wording
from sayso.views.web.desk import Desk
from sayso.views.web.notes import Note, note

if TYPE_CHECKING:
    from sayso.ledger import Found, SourceRow

_PER_PAGE = 40


@dataclass(frozen=True, slots=True)
class Said:
    """A statement of the source. `article`: where it stands, as a link."""

    text: str
    note: Note
    article: str
    where: str
    day: str


@dataclass(frozen=True, slots=True)
class SourcePage:
    """What `source.html` shows. `facts`: one line of counts; `cited_by`: (outlet, href, number);
    `more`: the next page."""

    name: str
    named: bool
    kind: str
    facts: str
    cited_by: tuple[tuple[str, str, int], ...]
    said: tuple[Said, ...]
    more: str


def source_page(desk: Desk, name: str, after: str = "") -> SourcePage:
    """The page of a source by its name; UsageError if no chain holds that name."""
    from sayso.ledger import FindWanted, Page, SourcesWanted

    page = Page(_PER_PAGE, after or None)
    listing = desk.ledger.find(FindWanted(speaker=name), page)
    if not listing.items:  # never the origin, but maybe one whom something passed through
        listing = desk.ledger.find(FindWanted(source=name), page)
    rows = desk.ledger.sources(SourcesWanted(name=name), Page(20)).items
    row = next((one for one in rows if one.name.casefold() == name.casefold()), None)
    if row is None and not listing.items:
        raise UsageError("nobody of that name is cited in this ledger")
    links_ = [link for found in listing.items for link in found.statement.chain]
    first = next((link for link in links_ if link.name.casefold() == name.casefold()), None)
    query = urlencode({"after": listing.next or ""})
    return SourcePage(
        name=row.name if row else name,
        named=row.named if row else bool(first and first.named),
        kind=row.kind if row else (first.kind if first else "person"),
        facts=_facts(row),
        cited_by=_cited_by(row),
        said=tuple(_said(number, found) for number, found in enumerate(listing.items, 1)),
        more=f"{links.source(name)}?{query}" if listing.next else "",
    )


def _facts(row: SourceRow | None) -> str:
    if row is None:
        return ""
    statements = count(row.statements, "statement")
    return f"{statements} in {count(row.articles, 'article')}"


def _cited_by(row: SourceRow | None) -> tuple[tuple[str, str, int], ...]:
    return tuple(
        (one.outlet, links.outlet(one.outlet), one.statements)
        for one in (row.outlets if row else ())
        if one.outlet
    )


def _said(number: int, found: Found) -> Said:
    return Said(
        text=wording.shortened(found.statement.content.text, 600),
        note=note(number, found.statement, {}),
        article=links.article(found.statement.article_id),
        where=found.outlet or found.title or wording.last_part(found.ref),
        day=wording.day(found.published),
    )
