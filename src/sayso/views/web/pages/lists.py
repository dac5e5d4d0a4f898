"""Lists: the articles, the sources and the outlets of a ledger."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from sayso.views.gist import count
from sayso.views.web import links, wording
from sayso.views.web.desk import Desk

if TYPE_CHECKING:
    from sayso.ledger import ArticleRow, SourceRow

PER_PAGE = 50
_LOOKED_AT = 1000  # newest articles that the list of outlets counts


@dataclass(frozen=True, slots=True)
class ArticleLine:
    """An article in a list."""

    href: str
    title: str
    outlet: str
    outlet_href: str
    day: str
    statements: int


@dataclass(frozen=True, slots=True)
class NameLine:
    """A source or an outlet in a list; `facts` are what is counted of it."""

    href: str
    name: str
    named: bool
    kind: str
    facts: str


@dataclass(frozen=True, slots=True)
class ListPage:
    """What `list.html` shows: a heading, what the list is, its lines, the next page.

    `kind`: articles, sources or outlets; `filters`: (words, href, whether it is on); `teach`: what
    to do where it is empty; `query`: the name searched for; `names`, `articles`: one is filled.
    """

    kind: str
    heading: str
    about: str
    query: str
    filters: tuple[tuple[str, str, bool], ...]
    articles: tuple[ArticleLine, ...]
    names: tuple[NameLine, ...]
    more: str
    teach: str


def article_line(row: ArticleRow) -> ArticleLine:
    return ArticleLine(
        href=links.article(row.id),
        title=row.title or wording.last_part(row.ref),
        outlet=row.outlet or "",
        outlet_href=links.outlet(row.outlet) if row.outlet else "",
        day=wording.day(row.published),
        statements=row.statements,
    )


def name_line(row: SourceRow) -> NameLine:
    outlet = row.kind == "outlet"
    return NameLine(
        href=links.outlet(row.name) if outlet else links.source(row.name),
        name=row.name,
        named=row.named or row.kind == "document",
        kind=row.kind,
        facts=f"{count(row.statements, 'statement')} in {count(row.articles, 'article')}",
    )


def articles_page(desk: Desk, after: str) -> ListPage:
    from sayso.ledger import ArticlesWanted, Page

    listing = desk.ledger.articles(ArticlesWanted(), Page(PER_PAGE, after or None))
    return ListPage(
        kind="articles",
        heading="Articles",
        about=f"{count(desk.ledger.size(), 'article')} in this ledger, the newest first.",
        query="",
        filters=(),
        articles=tuple(map(article_line, listing.items)),
        names=(),
        more=_address("/articles", {"after": listing.next or ""}) if listing.next else "",
        teach="There is nothing here yet. Add articles on the first page, or by sayso add.",
    )


def sources_page(desk: Desk, query: str, unnamed: bool, after: str) -> ListPage:
    from sayso.ledger import Page, SourcesWanted

    wanted = SourcesWanted(name=query or None, named=False if unnamed else None)
    listing = desk.ledger.sources(wanted, Page(PER_PAGE, after or None))
    kept = {"name": query, "unnamed": "1" if unnamed else ""}
    switched = {"name": query, "unnamed": "" if unnamed else "1"}
    return ListPage(
        kind="sources",
        heading="Sources",
        about="Whoever is cited as the origin of statements, the most often cited first.",
        query=query,
        filters=(("Unnamed only", _address("/sources", switched), unnamed),),
        articles=(),
        names=tuple(map(name_line, listing.items)),
        more=_address("/sources", kept | {"after": listing.next}) if listing.next else "",
        teach="Nobody is cited here under that name. Names are looked for as the articles give "
        "them: a part of one will do."
        if query
        else "Nobody is cited here yet. Sources come out of the articles that are added.",
    )


def outlets_page(desk: Desk) -> ListPage:
    from sayso.ledger import ArticlesWanted, Page

    listing = desk.ledger.articles(ArticlesWanted(), Page(_LOOKED_AT))
    counted = Counter(row.outlet for row in listing.items if row.outlet)
    some = f"In the newest {_LOOKED_AT:,} articles" if listing.next else "In this ledger"
    return ListPage(
        kind="outlets",
        heading="Outlets",
        about=f"{some}, by how many articles of theirs there are.",
        query="",
        filters=(),
        articles=(),
        names=tuple(
            NameLine(links.outlet(name), name, True, "outlet", count(number, "article"))
            for name, number in sorted(counted.items(), key=lambda item: (-item[1], item[0]))
        ),
        more="",
        teach="No article here says which outlet it is from. Text files can, in a line "
        "“Outlet: …” above the text; pages mostly do by themselves.",
    )


def _address(path: str, query: Mapping[str, str | None]) -> str:
    given = {name: value for name, value in query.items() if value}
    return path + (f"?{urlencode(given, errors='replace')}" if given else "")
