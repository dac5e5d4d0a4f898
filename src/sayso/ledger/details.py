"""What a statement says beside its columns, as one JSON text: spans, chain, times.

`[source, cue, content, chain, said, times, within]`: spans as `[start, end, start, end …]`, a link
as `[name, kind, named, role, affiliation]`, a time as `[from, to, spans]`, null where there is
none. Words are not in it: they stand in the article's text. Written piece by piece, for keeping a
statement should cost a few millionths of a second.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from sayso.domain import Link, Moment, Passage, Span, Statement
from sayso.errors import UsageError
from sayso.ledger.texts import stored, told

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_REMEMBERED = 4096  # links: the same sources speak again and again


def detail_of(statement: Statement, text: str) -> str:
    """The JSON, as a database takes it; UsageError if a passage's words aren't at its spans."""
    content, said, times = statement.content, statement.said, statement.times
    links = ",".join([_link(link) for link in statement.chain])
    when = "null" if said is None else _moment(said, text)
    others = ",".join([_moment(moment, text) for moment in times]) if times else ""
    within = "null" if statement.within is None else stored(_encode(statement.within))
    return (
        f"[{_spans(statement.source, text)},{_spans(statement.cue, text)},{_spans(content, text)},"
        f"[{links}],{when},[{others}],{within}]"
    )


def statement_from(row: Sequence[Any], text: str, article_id: str) -> Statement:
    """A statement from a row that begins as `statements` does, and its article's text."""
    _, _, _, voice, act, polarity, certainty, manner, first_report, score, detail, *_ = row
    source, cue, content, chain, said, times, within = json.loads(told(detail))
    return Statement(
        article_id=article_id,
        voice=voice,
        content=_passage_from(content, text),
        source=None if source is None else _passage_from(source, text),
        cue=None if cue is None else _passage_from(cue, text),
        chain=tuple(
            [
                Link(name, kind, bool(named), role, affiliation)
                for name, kind, named, role, affiliation in chain
            ]
        ),
        act=act,
        polarity=polarity,
        certainty=certainty,
        manner=manner,
        first_report=bool(first_report),
        said=None if said is None else _moment_from(said, text),
        times=tuple([_moment_from(moment, text) for moment in times]),
        within=within,
        score=score,
    )


def spans_from(flat: list[int]) -> tuple[Span, ...]:
    """Spans from their ends, in a row."""
    return tuple(map(Span, flat[::2], flat[1::2]))


def _spans(part: Passage | Moment | None, text: str) -> str:
    if part is None:
        return "null"
    spans = part.spans
    if len(spans) == 1:
        ((start, end),) = spans
        words, flat = text[start:end], f"[{start},{end}]"
    else:
        words = " ".join([text[start:end] for start, end in spans])
        flat = f"[{','.join([f'{start},{end}' for start, end in spans])}]"
    if part.text != words:
        raise UsageError(f"a passage says {part.text[:60]!r}, its article something else there")
    return flat


def _moment(moment: Moment, text: str) -> str:
    ends = stored(_encode([moment.start, moment.end]))
    return f"{ends[:-1]},{_spans(moment, text)}]"


@lru_cache(maxsize=_REMEMBERED)
def _link(link: Link) -> str:
    parts = [link.name, link.kind, int(link.named), link.role, link.affiliation]
    return stored(_encode(parts))


def _moment_from(parts: list[Any], text: str) -> Moment:
    start, end, flat = parts
    passage = _passage_from(flat, text)
    return Moment(passage.text, passage.spans, start, end)


def _passage_from(flat: list[int], text: str) -> Passage:
    if len(flat) == 2:
        return Passage(text[flat[0] : flat[1]], (Span(*flat),))
    return Passage.of(text, zip(flat[::2], flat[1::2], strict=True))
