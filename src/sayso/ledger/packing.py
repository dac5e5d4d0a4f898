"""Domain objects ↔ rows of the tables. Pure: what is written is what `sealed` hashes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from sayso.domain import Article, Credit, Reading, Statement
from sayso.domain import content_hash as hashed
from sayso.errors import UsageError
from sayso.ledger.details import detail_of, spans_from, statement_from
from sayso.ledger.schema import LAST_DAY, RUNNING
from sayso.ledger.texts import day_of, folded, stored, told

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_ascii = json.JSONEncoder(ensure_ascii=True, separators=(",", ":")).encode
Row = tuple[Any, ...]
SPEAKER = slice(11, 14)  # speaker_key, kind, named in a row of statements


class Indexed(NamedTuple):
    """What search knows of a statement: its id, its words, names in its chain, and tags."""

    key: int
    id: str
    content: str
    names: str
    tags: str


def place_of(published: str | None, number: int) -> int:
    """Where something of this date stands in lists: the newest first, then in order of adding."""
    return (LAST_DAY - day_of(published)) * RUNNING + number


def places(since: str | None, until: str | None) -> tuple[int, int]:
    """The half-open range of places of things published in these days, inclusive.

    Without bounds it holds all, the undated too; UsageError if a day is no ISO date.
    """
    for day in (since, until):
        if day is not None and (not day_of(day) or len(day) > len("2026-03-03")):
            raise UsageError(f"{day!r} is no day (2026-03-03)")
    low = (LAST_DAY - day_of(until)) * RUNNING if until else 0
    last = day_of(since) - 1 if since else (0 if until else -1)
    return low, (LAST_DAY - last) * RUNNING


def page_key(article: Article) -> str | None:
    """Hash of the address at which versions of an article replace one another, if it has one."""
    if article.url:
        return hashed("page", article.url)
    if article.ref.startswith(("http://", "https://")):
        return hashed("page", article.ref)
    return None


def ref_key(ref: str) -> str:
    """By what a ref is looked up, however long it is."""
    return hashed("ref", ref)


def _optional(text: str | None) -> str | None:
    return None if text is None else stored(text)


def article_row(article: Article, number: int, batch: int, at: str) -> Row:
    """A row of `articles`, its newest reading not known yet."""
    return (
        number,
        batch,
        article.id,
        at,
        _optional(article.outlet),
        _optional(article.published),
        _optional(article.url),
        _optional(article.language),
        _optional(article.title),
        stored(_encode(article.byline)),
        stored(article.text),
        place_of(article.published, number),
        outlet_key(article.outlet),
        page_key(article),
        None,
    )


def outlet_key(outlet: str | None) -> str | None:
    """By what outlets are compared."""
    return None if outlet is None else stored(folded(outlet))


@dataclass(frozen=True, slots=True)
class Prepared:
    """A reading made ready for the tables; what is missing, its transaction will know: numbers.

    `said`: rows of `statements` without key and reading; `indexed`: what search gets of them,
    without the key.
    """

    reading: Reading
    article_id: str
    said: list[Row]
    indexed: list[tuple[str, str, str, str]]

    @classmethod
    def of(cls, reading: Reading) -> Prepared:
        """UsageError if a passage's words don't stand at its spans, or if a statement is another
        article's."""
        article, text = reading.article, reading.article.text
        is_plain = stored(text) is text  # then every part of it is, too
        outlet, article_id = outlet_tag(article.outlet), article.id
        prepared = cls(reading, article_id, [], [])
        for statement in reading.statements:
            if statement.article_id != article_id:
                raise UsageError(f"{article.ref}: a statement of another article")
            row = _statement_row(statement, text)
            content = statement.content.text if is_plain else stored(statement.content.text)
            prepared.said.append(row)
            prepared.indexed.append(_indexed(row, statement, content, outlet))
        return prepared

    def numbered(self, number: int, first: int) -> tuple[list[Row], list[Indexed]]:
        """Rows of `statements`, of this reading and with keys from `first` on, and of search."""
        rows = [(key, number, *row) for key, row in enumerate(self.said, first)]
        return rows, [Indexed(key, *each) for key, each in enumerate(self.indexed, first)]


def _statement_row(statement: Statement, text: str) -> Row:
    speaker = statement.chain[0] if statement.chain else None
    return (
        statement.id,
        statement.voice,
        statement.act,
        statement.polarity,
        statement.certainty,
        statement.manner,
        int(statement.first_report),
        statement.score,
        detail_of(statement, text),
        None if speaker is None else name_key_of(speaker.name),
        None if speaker is None else speaker.kind,
        None if speaker is None else int(speaker.named),
        1,
    )


def reading_from(article: Article, rows: Iterable[Sequence[Any]], article_id: str) -> Reading:
    """A reading from its article and rows that begin as `statements` does."""
    text = article.text
    return Reading(article, tuple(statement_from(row, text, article_id) for row in rows))


def credits_json(credits_: Iterable[Credit]) -> str:
    """Credits as `readings` keeps them."""
    return stored(
        _encode(
            [[credit.outlet, [end for span in credit.spans for end in span]] for credit in credits_]
        )
    )


def credits_from(text: str) -> tuple[Credit, ...]:
    """The credits that `credits_json` was given."""
    return tuple(Credit(outlet, spans_from(flat)) for outlet, flat in json.loads(told(text)))


def texts_json(texts: Iterable[str]) -> str:
    """A list of texts as one."""
    return stored(_encode(list(texts)))


def texts_from(text: str) -> tuple[str, ...]:
    """The texts that `texts_json` was given."""
    return tuple(json.loads(told(text)))


def sealed(rows: object) -> bytes:
    """What is hashed of rows: the same bytes whatever database they lie in."""
    return _ascii(rows).encode("ascii")


@lru_cache(maxsize=4096)
def name_key_of(name: str) -> str:
    """By what names of sources are compared."""
    return folded(stored(name))


def outlet_tag(outlet: str | None) -> str:
    """The token by which search finds an outlet's statements."""
    return "o" + hashed(folded(outlet))[:12] if outlet is not None else "onone"


@lru_cache(maxsize=4096)
def speaker_tag(name_key: str) -> str:
    """The token by which search finds what one source said."""
    return "s" + hashed(name_key)[:12]


def _indexed(
    row: Row, statement: Statement, content: str, outlet: str
) -> tuple[str, str, str, str]:
    chain, voice = statement.chain, statement.voice
    tags = f"{outlet} v{voice} a{statement.act}"
    names = ""
    if chain:
        names = stored(" ; ".join([link.name for link in chain]))
        nearest = chain[0]
        named = "named" if nearest.named else "unnamed"
        tags += f" {named} k{nearest.kind} {speaker_tag(name_key_of(nearest.name))}"
    elif voice == "source":
        tags += " unnamed knone"
    return row[0], content, names, tags


def reindexed(rows: Iterable[Sequence[Any]], outlet: str | None, text: str) -> list[Indexed]:
    """What search was given of rows of `statements`, their article's outlet and text as stored."""
    plain = told(text)
    tag = outlet_tag(None if outlet is None else told(outlet))
    indexed = []
    for key, _, *row in rows:
        statement = statement_from((key, 0, *row), plain, "")
        content = stored(statement.content.text)
        indexed.append(Indexed(key, *_indexed(tuple(row), statement, content, tag)))
    return indexed


def article_from(fields: Sequence[Any], ref: str, credits_: str) -> Article:
    """An article from (outlet, published, url, language, title, byline, text) of its row."""
    outlet, published, url, language, title = (
        None if value is None else told(value) for value in fields[:5]
    )
    return Article(
        ref=told(ref),
        text=told(fields[6]),
        title=title,
        outlet=outlet,
        byline=texts_from(fields[5]),
        published=published,
        url=url,
        language=language,
        credits=credits_from(credits_),
    )


__all__ = [
    "SPEAKER", "Indexed", "Prepared", "Row", "article_from", "article_row", "credits_from",
    "credits_json", "name_key_of", "outlet_key", "outlet_tag", "page_key", "place_of", "places",
    "reading_from", "ref_key", "reindexed", "sealed", "speaker_tag", "texts_from", "texts_json",
]  # fmt: skip
