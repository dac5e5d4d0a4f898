"""What changed from version to version of a page."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.domain import Statement
from sayso.views.web import links, wording
from sayso.views.web.desk import Desk


@dataclass(frozen=True, slots=True)
class Line:
    """A statement that came, went or changed (then `before` holds how it read)."""

    what: str
    who: str
    text: str
    before: str = ""


@dataclass(frozen=True, slots=True)
class VersionShown:
    """One version and what it brought."""

    href: str
    title: str
    day: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class VersionsPage:
    """What `versions.html` shows: the versions of a page, the newest first."""

    title: str
    here: str
    versions: tuple[VersionShown, ...]


def versions_page(desk: Desk, article_id: str) -> VersionsPage:
    """The versions of the page that an article is one of; UsageError if there is none such."""
    article = desk.reading(article_id).article
    shown = []
    for place, version in enumerate(desk.ledger.versions(article_id)):
        lines = [Line("went", _who(one), one.content.text) for one in version.went]
        lines += [Line("came", _who(one), one.content.text) for one in version.came]
        lines += [
            Line("changed", _who(one.after), one.after.content.text, one.before.content.text)
            for one in version.changed
        ]
        row = version.article
        shown.append(
            VersionShown(
                links.article(row.id),
                row.title or wording.last_part(row.ref),
                wording.day(row.published) or wording.day(row.added),
                tuple(lines) if place else (),
            )
        )
    return VersionsPage(
        title=article.title or wording.last_part(article.ref),
        here=links.article(article.id),
        versions=tuple(reversed(shown)),
    )


def _who(statement: Statement) -> str:
    if statement.chain:
        return " → ".join(link.name for link in statement.chain)
    if statement.voice == "article":
        return "the article itself"
    return statement.source.text if statement.source else wording.NOBODY
