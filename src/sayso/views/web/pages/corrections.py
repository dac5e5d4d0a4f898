"""What readers said against traces: all of it, what bears on one trace, and the forms to say it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sayso.domain import Correction, Reading, Statement, Trace
from sayso.errors import UsageError
from sayso.views.web import links, wording
from sayso.views.web.desk import Desk
from sayso.views.web.excerpts import Excerpt, of_statement
from sayso.views.web.notes import Note, note
from sayso.views.web.subjects import Subject

_PER_PAGE = 50
_MOST_STATEMENTS = 12  # of one article that can be corrected on one page
_SHORT = 140  # characters of a statement in a line


@dataclass(frozen=True, slots=True)
class CorrectionLine:
    """A correction in words: `before` what it is about, `verb`, `after`; `href` leads to what it is
    about, or is empty; `withdrawn`: the day, or empty."""

    id: str
    before: str
    verb: str
    after: str
    href: str
    by: str
    day: str
    note: str
    withdrawn: str


@dataclass(frozen=True, slots=True)
class CorrectionsPage:
    """What `corrections.html` shows: the newest first. `here`: its own address; `more`: the next
    page's, or empty."""

    lines: tuple[CorrectionLine, ...]
    here: str
    more: str


@dataclass(frozen=True, slots=True)
class Correctable:
    """A statement that can be corrected: what stands beside it, and its words in context."""

    note: Note
    excerpt: Excerpt
    who: str


@dataclass(frozen=True, slots=True)
class CorrectPage:
    """What `correct.html` shows: the forms for one article in one trace.

    `claim`: in the words by which the trace goes; `claim_href`: the page to go back to; `article`:
    (id, name); `others`: (id, name) of what it may be a copy of; `by`: who has signed in.
    """

    claim: str
    claim_href: str
    article: tuple[str, str]
    statements: tuple[Correctable, ...]
    others: tuple[tuple[str, str], ...]
    by: str


def correct_page(
    subject: Subject, trace: Trace, readings: Mapping[str, Reading], begins: str, by: str
) -> CorrectPage:
    """The forms for the article of a trace whose id begins so; UsageError if there is none."""
    found = [one for one in trace.articles if begins and one.id.startswith(begins)]
    if len(found) != 1 or found[0].id not in readings:
        raise UsageError("there is no such article behind this claim")
    article = found[0]
    reading = readings[article.id]
    said = [one for one in reading.statements if one.id in set(article.statements)]
    return CorrectPage(
        claim=trace.claim,
        claim_href=subject.href(),
        article=(article.id, _name(reading)),
        statements=tuple(
            Correctable(
                note(place, one, {}),
                of_statement(reading.article.text, one),
                one.chain[0].name if one.chain else "",
            )
            for place, one in enumerate(said[:_MOST_STATEMENTS], 1)
        ),
        others=tuple(
            (one.id, _name(readings[one.id]))
            for one in sorted(trace.articles, key=lambda one: (one.published or "9999", one.ref))
            if one.id != article.id and one.id in readings
        ),
        by=by,
    )


def corrections_page(desk: Desk, start: int) -> CorrectionsPage:
    """All corrections, the newest first, from the place `start` on."""
    every = desk.ledger.corrections(withdrawn=True)[::-1]
    shown = every[start : start + _PER_PAGE]
    following = start + _PER_PAGE
    return CorrectionsPage(
        lines=lines(desk, shown),
        here="/corrections" + (f"?start={start}" if start else ""),
        more=f"/corrections?start={following}" if len(every) > following else "",
    )


def bearing_on(desk: Desk, trace: Trace) -> tuple[CorrectionLine, ...]:
    """The corrections that hold and change this trace, or may."""
    inside = {one.id for one in trace.articles}
    inside |= {statement for one in trace.articles for statement in one.statements}
    claim = _plain(trace.claim)
    return lines(
        desk,
        [
            one
            for one in desk.ledger.corrections()
            if (_plain(one.target) == claim if one.kind == "not_same_claim" else False)
            or (one.kind == "copy" and {one.subject, one.target} <= inside)
            or (one.kind == "source" and one.subject in inside)
        ],
    )


def lines(desk: Desk, corrections: Sequence[Correction]) -> tuple[CorrectionLine, ...]:
    """Corrections in words."""
    return tuple(_line(desk, one) for one in corrections)


def _line(desk: Desk, one: Correction) -> CorrectionLine:
    before, href = _subject(desk, one)
    verb, after = {
        "not_same_claim": ("is not about", f"“{wording.shortened(one.target, _SHORT)}”"),
        "source": ("was said by", wording.shortened(one.target, _SHORT)),
        "copy": ("copies", _article(desk, one.target)[0]),
    }[one.kind]
    return CorrectionLine(
        id=one.id,
        before=before,
        verb=verb,
        after=after,
        href=href,
        by=one.by,
        day=wording.day(one.at),
        note=one.note,
        withdrawn=wording.day(one.withdrawn or ""),
    )


def _subject(desk: Desk, one: Correction) -> tuple[str, str]:
    if one.kind == "copy":
        return _article(desk, one.subject)
    statement = _statement(desk, one.subject)
    if statement is None:
        return f"statement {one.subject[:8]}", ""
    return f"“{wording.shortened(statement.content.text, _SHORT)}”", links.claim(statement.id)


def _statement(desk: Desk, statement_id: str) -> Statement | None:
    """A statement that is kept; a correction may have come from another ledger."""
    try:
        reading = desk.ledger.reading(statement_id)
    except UsageError:
        return None
    return next((one for one in reading.statements if one.id == statement_id), None)


def _article(desk: Desk, article_id: str) -> tuple[str, str]:
    try:
        reading = desk.ledger.reading(article_id)
    except UsageError:
        return f"article {article_id[:8]}", ""
    return _name(reading), links.article(reading.article.id)


def _name(reading: Reading) -> str:
    article = reading.article
    title = article.title or wording.last_part(article.ref)
    day = wording.day(article.published or "")
    return ", ".join(part for part in (article.outlet, title, day) if part)


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
