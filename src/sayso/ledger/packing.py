"""Domain objects ↔ rows of the tables. Pure: what is written is what `sealed` hashes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from sayso.domain import Article, Credit, Link, Moment, Passage, Reading, Span, Statement
from sayso.domain import content_hash as hashed
from sayso.errors import UsageError
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


def statement_rows(reading: Reading, number: int, first: int) -> tuple[list[Row], list[Indexed]]:
    """The rows of a reading's statements, keys from `first` on, and what search gets of them."""
    article = reading.article
    outlet = outlet_tag(article.outlet)
    rows: list[Row] = []
    indexed: list[Indexed] = []
    for key, statement in enumerate(reading.statements, first):
        _check(statement, article.text)
        speaker = statement.chain[0] if statement.chain else None
        name_key = None if speaker is None else name_key_of(speaker.name)
        row = (
            key,
            number,
            statement.id,
            statement.voice,
            statement.act,
            statement.polarity,
            statement.certainty,
            statement.manner,
            int(statement.first_report),
            statement.score,
            stored(_encode(_detail(statement))),
            name_key,
            speaker and speaker.kind,
            speaker and int(speaker.named),
            1,
        )
        rows.append(row)
        indexed.append(indexed_as(row, statement, outlet))
    return rows, indexed


def reading_from(article: Article, rows: Iterable[Sequence[Any]], article_id: str) -> Reading:
    """A reading from its article and rows that begin as `statements` does."""
    text = article.text
    return Reading(article, tuple(statement_from(row, text, article_id) for row in rows))


def statement_from(row: Sequence[Any], text: str, article_id: str) -> Statement:
    """A statement from its row and its article's text."""
    _, _, _, voice, act, polarity, certainty, manner, first_report, score, detail, *_ = row
    source, cue, content, chain, said, times, within = json.loads(told(detail))
    return Statement(
        article_id=article_id,
        voice=voice,
        content=_passage_from(content, text),
        source=None if source is None else _passage_from(source, text),
        cue=None if cue is None else _passage_from(cue, text),
        chain=tuple(
            Link(name, kind, bool(named), role, affiliation)
            for name, kind, named, role, affiliation in chain
        ),
        act=act,
        polarity=polarity,
        certainty=certainty,
        manner=manner,
        first_report=bool(first_report),
        said=None if said is None else _moment_from(said, text),
        times=tuple(_moment_from(moment, text) for moment in times),
        within=within,
        score=score,
    )


def credits_json(credits_: Iterable[Credit]) -> str:
    """Credits as `readings` keeps them."""
    return stored(_encode([[credit.outlet, _flat(credit.spans)] for credit in credits_]))


def credits_from(text: str) -> tuple[Credit, ...]:
    """The credits that `credits_json` was given."""
    return tuple(Credit(outlet, _spans_from(flat)) for outlet, flat in json.loads(told(text)))


def texts_json(texts: Iterable[str]) -> str:
    """A list of texts as one."""
    return stored(_encode(list(texts)))


def texts_from(text: str) -> tuple[str, ...]:
    """The texts that `texts_json` was given."""
    return tuple(json.loads(told(text)))


def sealed(rows: object) -> bytes:
    """What is hashed of rows: the same bytes whatever database they lie in."""
    return _ascii(rows).encode("ascii")


def _check(statement: Statement, text: str) -> None:
    for part in (statement.content, statement.source, statement.cue, statement.said):
        if part is not None:
            _check_part(part, text)
    for moment in statement.times:
        _check_part(moment, text)


def _check_part(part: Passage | Moment, text: str) -> None:
    """Only spans are kept: UsageError if they don't lead to the words."""
    if part.text != " ".join([text[start:end] for start, end in part.spans]):
        raise UsageError(f"a passage says {part.text[:60]!r}, its article something else there")


def _detail(statement: Statement) -> list[Any]:
    source, cue, said = statement.source, statement.cue, statement.said
    return [
        source and _flat(source.spans),
        cue and _flat(cue.spans),
        _flat(statement.content.spans),
        [
            [link.name, link.kind, int(link.named), link.role, link.affiliation]
            for link in statement.chain
        ],
        said and _moment(said),
        [_moment(moment) for moment in statement.times],
        statement.within,
    ]


def _moment(moment: Moment) -> list[Any]:
    return [moment.start, moment.end, _flat(moment.spans)]


def _moment_from(parts: list[Any], text: str) -> Moment:
    start, end, flat = parts
    passage = _passage_from(flat, text)
    return Moment(passage.text, passage.spans, start, end)


def _flat(spans: Iterable[tuple[int, int]]) -> list[int]:
    return [end for span in spans for end in span]


def _spans_from(flat: list[int]) -> tuple[Span, ...]:
    return tuple(map(Span, flat[::2], flat[1::2]))


def _passage_from(flat: list[int], text: str) -> Passage:
    if len(flat) == 2:
        return Passage(text[flat[0] : flat[1]], (Span(*flat),))
    return Passage.of(text, zip(flat[::2], flat[1::2], strict=True))


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


def indexed_as(row: Row, statement: Statement, outlet: str) -> Indexed:
    """What search gets of a statement and its row; `outlet` is its article's `outlet_tag`."""
    key, _, identity, *_ = row
    name_key = row[SPEAKER][0]
    chain = statement.chain
    tags = [outlet, "v" + statement.voice, f"a{statement.act}"]
    if statement.voice == "source":
        tags.append("unnamed" if not chain or not chain[0].named else "named")
        tags.append("k" + (chain[0].kind if chain else "none"))
    if name_key is not None:
        tags.append(speaker_tag(name_key))
    names = " ; ".join([link.name for link in chain])
    return Indexed(key, identity, stored(statement.content.text), stored(names), " ".join(tags))


def reindexed(rows: Iterable[Sequence[Any]], outlet: str | None, text: str) -> list[Indexed]:
    """What search was given of rows of `statements`, their article's outlet and text as stored."""
    plain = told(text)
    tag = outlet_tag(None if outlet is None else told(outlet))
    return [indexed_as(tuple(row), statement_from(row, plain, ""), tag) for row in rows]


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
    "SPEAKER", "Indexed", "Row", "article_from", "article_row", "credits_from", "credits_json",
    "indexed_as", "name_key_of", "outlet_key", "outlet_tag", "page_key", "place_of", "places",
    "reading_from", "ref_key", "reindexed", "sealed", "speaker_tag", "statement_from",
    "statement_rows", "texts_from", "texts_json",
]  # fmt: skip
