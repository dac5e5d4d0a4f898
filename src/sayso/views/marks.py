"""An article's text with its attributions marked in place: which characters are what, and numbers.

Pure data, so that terminal, web and tests agree on what is marked.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from sayso.domain import Reading, Span, Statement

Role = Literal["source", "cue", "content"]
ROLES: tuple[Role, ...] = ("content", "source", "cue")  # later ones are drawn over earlier ones
_LINE = re.compile(r"[^\r\n\u2028\u2029\u0085\u000b\u000c]+")
# Control characters could drive the terminal; directional ones could show words in another order;
# halves of surrogate pairs can't be written.
_UNSAFE = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)


@dataclass(frozen=True, slots=True)
class Mark:
    """One stretch of a paragraph. Offsets count from the paragraph's start."""

    start: int
    end: int
    role: Role


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of an article: safe to show, same length as in the article.

    `numbers`: (offset, number) of each attribution whose cue ends here.
    """

    span: Span
    text: str
    marks: tuple[Mark, ...]
    numbers: tuple[tuple[int, int], ...]


def safe(text: str) -> str:
    """Text without characters that could act on a terminal; the length stays."""
    return _UNSAFE.sub("\ufffd", text.replace("\t", " "))


def cited(reading: Reading) -> list[Statement]:
    """The statements that are somebody's, by where their cues end; numbers are places from 1."""
    statements = [statement for statement in reading.statements if statement.voice == "source"]
    return sorted(statements, key=lambda statement: (_anchor(statement), statement.id))


def paragraphs(reading: Reading) -> Iterator[Paragraph]:
    """The paragraphs of a reading's article with what is marked in them."""
    text = reading.article.text
    lines = [Span(*line.span()) for line in _LINE.finditer(text) if line.group().strip()]
    marks = _marks_by_line(lines, cited(reading))
    numbers = _numbers_by_line(lines, cited(reading))
    for i, (start, end) in enumerate(lines):
        yield Paragraph(
            Span(start, end), safe(text[start:end]), tuple(marks[i]), tuple(sorted(numbers[i]))
        )


def _marks_by_line(lines: list[Span], statements: list[Statement]) -> list[list[Mark]]:
    """For each line its marks, in the order in which they are drawn."""
    out: list[list[Mark]] = [[] for _ in lines]
    starts = [line.start for line in lines]
    for span, role in sorted(_marks(statements), key=lambda m: (ROLES.index(m[1]), m[0])):
        for i in range(max(0, bisect_right(starts, span.start) - 1), len(lines)):
            start, end = lines[i]
            if start >= span.end:
                break
            if end > span.start:
                mark = Mark(max(span.start, start) - start, min(span.end, end) - start, role)
                out[i].append(mark)
    return out


def _numbers_by_line(lines: list[Span], statements: list[Statement]) -> list[list[tuple[int, int]]]:
    """For each line (offset, number) of the attributions whose cue ends in it or after it."""
    out: list[list[tuple[int, int]]] = [[] for _ in lines]
    starts = [line.start for line in lines]
    for at, number in _numbers(statements) if lines else ():
        i = max(0, bisect_left(starts, at) - 1)
        out[i].append((max(0, min(at, lines[i].end) - lines[i].start), number))
    return out


def _marks(statements: Iterable[Statement]) -> Iterator[tuple[Span, Role]]:
    for statement in statements:
        for role in ROLES:
            passage = getattr(statement, role)
            for span in passage.spans if passage else ():
                yield span, role


def _numbers(statements: Iterable[Statement]) -> Iterator[tuple[int, int]]:
    for number, statement in enumerate(statements, 1):
        yield _anchor(statement), number


def _anchor(statement: Statement) -> int:
    """Where a statement's number stands: behind its cue."""
    return (statement.cue or statement.content).spans[-1].end


def covered(statements: Iterable[Statement]) -> int:
    """How many characters lie in somebody's words."""
    spans = sorted(span for statement in statements for span in statement.content.spans)
    total = reached = 0
    for start, end in spans:
        total += max(0, end - max(start, reached))
        reached = max(reached, end)
    return total
