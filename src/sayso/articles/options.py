"""How articles are loaded, and what the user says of them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import BinaryIO

from sayso.articles.dates import stated_date
from sayso.articles.fields import Fields
from sayso.domain import Article
from sayso.errors import UsageError


@dataclass(frozen=True, slots=True)
class Given:
    """What the user says of the articles, whatever they say themselves.

    `published`: a date or date-time, kept as ISO; UsageError if it is none, or none on which
    anything can have been published (before 1600, more than a year ahead).
    """

    outlet: str | None = None
    published: str | None = None
    title: str | None = None

    def __post_init__(self) -> None:
        if self.published is not None:
            object.__setattr__(self, "published", iso_day(self.published))

    def over(self, article: Article) -> Article:
        """The article with what was given in place of what was found."""
        return replace(
            article,
            outlet=self.outlet or article.outlet,
            published=self.published or article.published,
            title=self.title or article.title,
        )


@dataclass(frozen=True, slots=True)
class Loading:
    """How articles are loaded.

    `allow_private`: pages also from addresses that are not public; `max_bytes`: of a file, a line
    of JSON Lines, a record of an archive or a page; `fields`: which fields of somebody's JSON are
    ours; `feeds`: whether every source is a feed; `pause`: seconds between two pages of one host;
    `stdin`: what `-` reads (None: the process's standard input).
    """

    given: Given = field(default_factory=Given)
    allow_private: bool = False
    max_bytes: int = 20_000_000
    fields: Fields | None = None
    feeds: bool = False
    pause: float = 0.0
    stdin: BinaryIO | None = None


def iso_day(text: str) -> str:
    """The date or date-time that a text is, ISO; UsageError if it is none or can't be one."""
    day = stated_date(text)
    if day is None:
        shown = ascii(text[:100])
        raise UsageError(f"published {shown} is no date: write it as 2026-03-03")
    return day
