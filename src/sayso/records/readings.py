"""Readings, articles and statements ↔ their JSON."""

from __future__ import annotations

import re
from datetime import date
from typing import Any, TypeVar

from sayso.domain import Article, Credit, Link, Moment, Passage, Reading, Span, Statement

SCHEMA = "sayso/1"
Record = dict[str, Any]
T = TypeVar("T")
_DATE = re.compile(r"\d{4}-\d\d-\d\d(T\d\d(:\d\d(:\d\d(\.\d+)?)?)?(Z|[+-]\d\d:?\d\d)?)?", re.ASCII)
_LANGUAGE = re.compile("[a-z]{2,3}")


def reading_record(reading: Reading) -> Record:
    """What `sayso read --json` prints for one article."""
    return {
        "schema": SCHEMA,
        "article": article_record(reading.article),
        "statements": [statement_record(statement) for statement in reading.statements],
    }


def article_record(article: Article) -> Record:
    """An article with its text."""
    return {
        "id": article.id,
        "ref": article.ref,
        "text": article.text,
        "title": article.title,
        "outlet": article.outlet,
        "byline": list(article.byline),
        "published": article.published,
        "url": article.url,
        "language": article.language,
        "credits": [
            {"outlet": credit.outlet, "spans": _spans(credit.spans)} for credit in article.credits
        ],
    }


def statement_record(statement: Statement) -> Record:
    """A statement; spans are offsets into its article's text."""
    return {
        "id": statement.id,
        "voice": statement.voice,
        "source": _passage(statement.source),
        "cue": _passage(statement.cue),
        "content": _passage(statement.content),
        "chain": [_link(link) for link in statement.chain],
        "act": statement.act,
        "polarity": statement.polarity,
        "certainty": statement.certainty,
        "manner": statement.manner,
        "first_report": statement.first_report,
        "said": _moment(statement.said),
        "times": [_moment(moment) for moment in statement.times],
        "within": statement.within,
        "score": round(statement.score, 3),
    }


def article_from(record: Record) -> Article:
    """The article of a record made by `article_record`; KeyError, TypeError or ValueError if it
    is none.

    Only `ref` and `text` are needed. Records come from strangers, too: what the schema asks of
    an article is checked here.
    """
    article = Article(
        ref=_of(str, record["ref"]),
        text=_of(str, record["text"]),
        title=_known(record, "title"),
        outlet=_known(record, "outlet"),
        byline=tuple(_of(str, name) for name in _of(list, record.get("byline") or [])),
        published=_known(record, "published"),
        url=_known(record, "url"),
        language=_known(record, "language"),
        credits=tuple(map(_credit, _of(list, record.get("credits") or []))),
    )
    _check(article)
    return article


def _check(article: Article) -> None:
    """ValueError where a date, a language or a span can't be one."""
    if article.published is not None:
        if not _DATE.fullmatch(article.published):
            raise ValueError(f"{article.published[:40]!r} is no ISO date")
        date.fromisoformat(article.published[:10])
    if article.language is not None and not _LANGUAGE.fullmatch(article.language):
        raise ValueError(f"{article.language[:40]!r} is no ISO code of a language")
    for credit in article.credits:
        for start, end in credit.spans:
            if not 0 <= start < end <= len(article.text):
                raise ValueError(f"the span [{start}, {end}] lies outside the text")


def _credit(record: Record) -> Credit:
    spans = (Span(*(_of(int, end) for end in span)) for span in _of(list, record["spans"]))
    return Credit(_of(str, record["outlet"]), tuple(spans))


def _known(record: Record, name: str) -> str | None:
    value = record.get(name)
    return None if value is None else _of(str, value)


def _of(kind: type[T], value: object) -> T:
    if not isinstance(value, kind):
        raise TypeError(f"{type(value).__name__} where {kind.__name__} belongs")
    return value


def _spans(spans: tuple[Span, ...]) -> list[list[int]]:
    return [[start, end] for start, end in spans]


def _passage(passage: Passage | None) -> Record | None:
    if passage is None:
        return None
    return {"text": passage.text, "spans": _spans(passage.spans)}


def _link(link: Link) -> Record:
    return {
        "name": link.name,
        "kind": link.kind,
        "named": link.named,
        "role": link.role,
        "affiliation": link.affiliation,
    }


def _moment(moment: Moment | None) -> Record | None:
    if moment is None:
        return None
    return {
        "text": moment.text,
        "spans": _spans(moment.spans),
        "from": moment.start,
        "to": moment.end,
    }
