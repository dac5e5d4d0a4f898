"""Who speaks how much in an article, and how much rests on people without a name."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.domain import Reading, Span, Statement
from sayso.views.marks import cited
from sayso.views.web import links
from sayso.views.web.marked import laid_out, segments
from sayso.views.web.wording import NOBODY

_MOST = 8
_WITHOUT = {"document", "writer"}  # nobody asks for their names


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody's share of the text, from 0 to 1; `href`: empty where nobody can be followed."""

    name: str
    named: bool
    share: float
    statements: int
    href: str = ""


@dataclass(frozen=True, slots=True)
class Speakers:
    """Those who say most, then the others together; shares of the text from 0 to 1."""

    most: tuple[Speaker, ...]
    others: Speaker | None
    own: float
    unnamed: float
    quoted: int


def speakers(reading: Reading) -> Speakers:
    """Each letter belongs to the innermost statement whose content it lies in."""
    statements = cited(reading)
    letters, total = _letters(reading, len(statements))
    grouped: dict[tuple[str, bool], list[int]] = {}
    names: dict[tuple[str, bool], str] = {}
    for statement, said in zip(statements, letters, strict=True):
        name, named = _who(statement)
        key = (name.casefold(), named)
        names.setdefault(key, name)
        grouped.setdefault(key, []).append(said)
    found = [
        Speaker(names[key], key[1], sum(said) / total, len(said), _href(names[key]))
        for key, said in grouped.items()
    ]
    found.sort(key=lambda one: (-one.share, -one.statements, one.name))
    rest = found[_MOST:]
    return Speakers(
        most=tuple(found[:_MOST]),
        others=_together(rest) if rest else None,
        own=max(0.0, 1 - sum(letters) / total),
        unnamed=sum(one.share for one in found if not one.named),
        quoted=sum(statement.manner == "direct" for statement in statements),
    )


def _letters(reading: Reading, count: int) -> tuple[list[int], int]:
    """How many characters each statement has for itself, of how many (at least one)."""
    letters = [0] * count
    contents = [item for item in laid_out(reading) if item.role == "content"]
    whole = Span(0, len(reading.article.text))
    for span, on in segments(contents, whole):
        if on:
            innermost = min(on, key=lambda item: (item.weight, item.number))
            letters[innermost.number - 1] += span.end - span.start
    return letters, max(1, len(reading.article.text.strip()))


def _who(statement: Statement) -> tuple[str, bool]:
    if statement.chain:
        link = statement.chain[0]
        return link.name, link.named or link.kind in _WITHOUT
    return (statement.source.text, False) if statement.source else (NOBODY, False)


def _href(name: str) -> str:
    return "" if name == NOBODY else links.source(name)


def _together(rest: list[Speaker]) -> Speaker:
    return Speaker(
        name=f"{len(rest)} others",
        named=True,
        share=sum(one.share for one in rest),
        statements=sum(one.statements for one in rest),
    )
