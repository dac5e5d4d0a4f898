"""A reading as marked-up paragraphs in which overlapping and nested statements stay legible.

A paragraph is cut wherever a source, a cue or a content begins or ends. Each fragment carries the
marks that lie on it, so that no element has to close inside another.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sayso.domain import Passage, Reading, Span, Statement
from sayso.views.marks import ROLES, cited

_LINE = re.compile(r"[^\r\n\u2028\u2029\u0085\u000b\u000c]+")
_LETTERS = {"source": "s", "cue": "q", "content": "c"}
_DEEPEST = 3  # nested contents beyond this look alike
LONGEST = 20_000  # characters of one piece: a paragraph without end is cut
PART = 60_000  # characters of a page: what lies behind is on the next one


@dataclass(frozen=True, slots=True)
class Laid:
    """A role of one statement on a stretch of text; `number` is the statement's place, from 1."""

    span: Span
    number: int
    role: str
    weight: int

    @property
    def mark(self) -> str:
        """`c5`: content of statement 5."""
        return f"{_LETTERS[self.role]}{self.number}"


@dataclass(frozen=True, slots=True)
class Fragment:
    """Text that is marked alike throughout. `marks`: innermost first; `look`: classes of CSS;
    `numbers`: statements whose number stands behind it."""

    text: str
    marks: str = ""
    look: str = ""
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A paragraph, and the numbers of the statements that are noted beside it."""

    span: Span
    fragments: tuple[Fragment, ...]

    @property
    def numbers(self) -> tuple[int, ...]:
        return tuple(number for fragment in self.fragments for number in fragment.numbers)

    @property
    def text(self) -> str:
        return "".join(fragment.text for fragment in self.fragments)


def parts(text: str) -> list[list[Span]]:
    """The paragraphs of a text, those of one page together; at least one page, maybe empty."""
    out: list[list[Span]] = [[]]
    filled = 0
    for piece in _pieces(text):
        if filled and filled + piece.end - piece.start > PART:
            out.append([])
            filled = 0
        out[-1].append(piece)
        filled += piece.end - piece.start
    return out


def rows(reading: Reading, pages: Sequence[Sequence[Span]], page: int) -> list[Row]:
    """The paragraphs of one of the text's pages with what is marked in them."""
    pieces = pages[page]
    if not pieces:
        return []
    window = Span(pieces[0].start, pieces[-1].end)
    laid = [
        item
        for item in laid_out(reading)
        if item.span.start < window.end and item.span.end > window.start
    ]
    anchors = _anchors(cited(reading), pages)
    return [_row(reading.article.text, piece, laid, anchors.get(piece, ())) for piece in pieces]


def segments(laid: Iterable[Laid], window: Span) -> Iterator[tuple[Span, list[Laid]]]:
    """A window cut wherever something begins or ends, with what lies on each part of it."""
    inside = [item for item in laid if item.span.start < window.end > window.start < item.span.end]
    begins: dict[int, list[Laid]] = {}
    ends: dict[int, list[Laid]] = {}
    for item in inside:
        begins.setdefault(max(item.span.start, window.start), []).append(item)
        ends.setdefault(min(item.span.end, window.end), []).append(item)
    on: dict[Laid, None] = {}
    last = window.start
    for at in sorted({*begins, *ends, window.end}):
        if at > last:
            yield Span(last, at), list(on)
        for item in ends.get(at, ()):
            on.pop(item, None)
        on.update(dict.fromkeys(begins.get(at, ())))
        last = max(last, at)


def laid_out(reading: Reading) -> list[Laid]:
    """Every role of every cited statement, in the order of the text."""
    return sorted(_laid(cited(reading)), key=lambda item: item.span)


def _pieces(text: str) -> Iterator[Span]:
    for line in _LINE.finditer(text):
        start, end = line.span()
        if line.group().isspace():
            continue
        while end - start > LONGEST:
            cut = text.rfind(" ", start + LONGEST // 2, start + LONGEST) + 1 or start + LONGEST
            yield Span(start, cut)
            start = cut
        yield Span(start, end)


def _laid(statements: Iterable[Statement]) -> Iterator[Laid]:
    for number, statement in enumerate(statements, 1):
        for role in ROLES:
            passage: Passage | None = getattr(statement, role)
            spans = passage.spans if passage else ()
            weight = sum(end - start for start, end in spans)
            for span in spans:
                yield Laid(span, number, role, weight)


def _anchors(
    statements: Sequence[Statement], pages: Iterable[Sequence[Span]]
) -> dict[Span, list[tuple[int, int]]]:
    """For each paragraph (offset, number) of the statements whose number stands in it: where the
    cue ends, or where the content ends if nothing but the context says who."""
    pieces = [piece for page in pages for piece in page]
    out: dict[Span, list[tuple[int, int]]] = {}
    i = 0
    for number, statement in enumerate(statements, 1):
        at = (statement.cue or statement.content).spans[-1].end
        while i + 1 < len(pieces) and pieces[i].end < at:
            i += 1
        if pieces:
            inside = min(max(at, pieces[i].start), pieces[i].end)
            out.setdefault(pieces[i], []).append((inside, number))
    return out


def _row(text: str, piece: Span, laid: list[Laid], anchors: Sequence[tuple[int, int]]) -> Row:
    numbers: dict[int, list[int]] = {}
    for at, number in anchors:
        numbers.setdefault(at, []).append(number)
    fragments: list[Fragment] = []
    if piece.start in numbers:
        fragments.append(Fragment("", numbers=tuple(numbers.pop(piece.start))))
    for span, on in segments(laid, piece):
        on.sort(key=lambda item: (item.role == "content", item.weight, item.number))
        marks, look = " ".join(item.mark for item in on), _look(on)
        start = span.start
        for cut in sorted(at for at in numbers if span.start < at <= span.end):
            fragments.append(Fragment(text[start:cut], marks, look, tuple(numbers[cut])))
            start = cut
        if start < span.end:
            fragments.append(Fragment(text[start : span.end], marks, look))
    return Row(piece, tuple(fragments))


def _look(on: Sequence[Laid]) -> str:
    roles = [item.role for item in on]
    depth = min(_DEEPEST, roles.count("content"))
    look = [letter for role, letter in _LETTERS.items() if role != "content" and role in roles]
    return " ".join([*look, *([f"c{depth}"] if depth else [])])
