"""An article as it was published, each statement marked in place."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.domain import Article, Reading
from sayso.views.gist import count
from sayso.views.marks import cited
from sayso.views.web import links, wording
from sayso.views.web.marked import Row, parts, rows
from sayso.views.web.notes import Note, note
from sayso.views.web.speakers import Speakers, speakers


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above an article. `url` is safe to link to, or empty."""

    title: str
    outlet: str
    outlet_href: str
    byline: str
    published: str
    day: str
    url: str
    language: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A paragraph with its notes; a headline that the text begins with is shown as one."""

    row: Row
    notes: tuple[Note, ...]

    @property
    def claims(self) -> dict[int, str]:
        """Where the number of each statement leads."""
        return {note.number: note.claim for note in self.notes}


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """What `article.html` shows.

    `headline`: the text's own first line if it is the title, with its marks; `summary`: one line
    of counts; `part` of `parts`: pages of a text that is too long for one; `earlier`, `later`:
    their addresses or empty; `remarks`: what a reader should know of this reading; `versions`:
    address of what changed from version to version, or empty.
    """

    head: Head
    headline: Shown | None
    paragraphs: tuple[Shown, ...]
    summary: str
    speakers: Speakers
    part: int
    parts: int
    earlier: str
    later: str
    remarks: tuple[str, ...]
    versions: str


def article_page(reading: Reading, part: int = 1, versions: int = 1) -> ArticlePage:
    """The page of one reading; a `part` that there isn't is the nearest that there is."""
    pages = parts(reading.article.text)
    part = min(max(1, part), len(pages))
    shown = _shown(reading, rows(reading, pages, part - 1))
    headline = None
    if part == 1 and shown and _is_title(shown[0].row, reading.article):
        headline, *shown = shown
        if shown:  # a headline has no margin: its notes stand beside what follows
            shown[0] = Shown(shown[0].row, headline.notes + shown[0].notes)
    here = reading.article.id
    return ArticlePage(
        head=_head(reading.article),
        headline=headline,
        paragraphs=tuple(shown),
        summary=_summary(reading),
        speakers=speakers(reading),
        part=part,
        parts=len(pages),
        earlier=links.article(here, part - 1) if part > 1 else "",
        later=links.article(here, part + 1) if part < len(pages) else "",
        remarks=reading.notes,
        versions=f"{links.article(here)}/versions" if versions > 1 else "",
    )


def _head(article: Article) -> Head:
    outlet = article.outlet or ""
    return Head(
        title=article.title or wording.last_part(article.ref),
        outlet=outlet,
        outlet_href=links.outlet(outlet) if outlet else "",
        byline=", ".join(article.byline),
        published=article.published or "",
        day=wording.day(article.published),
        url=links.outside(article.url),
        language=article.language or "",
    )


def _shown(reading: Reading, marked: list[Row]) -> list[Shown]:
    statements = cited(reading)
    numbers = {statement.id: number for number, statement in enumerate(statements, 1)}
    return [
        Shown(row, tuple(note(n, statements[n - 1], numbers) for n in row.numbers))
        for row in marked
    ]


def _is_title(row: Row, article: Article) -> bool:
    return bool(article.title) and row.text.lstrip("# \t").rstrip() == (article.title or "").strip()


def _summary(reading: Reading) -> str:
    statements = cited(reading)
    sources = {one.chain[0].name.casefold() for one in statements if one.chain}
    words = len(reading.article.text.split())
    return " · ".join([
        count(words, "word"),
        count(len(statements), "statement"),
        count(len(sources), "source"),
    ])  # fmt: skip
