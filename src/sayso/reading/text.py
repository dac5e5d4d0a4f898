"""What can be seen in a text before any model looks at it: paragraphs and quotation marks.

Everything here keeps the text's length, so that an offset means the same before and after.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import IntEnum

# One character for one: the encoder was trained on straight quotation marks and plain blanks, and
# the state of a quotation is told to it apart (`quotation_states`).
_NORMAL = str.maketrans(
    {
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033\uff02", '"'),
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u02bc\u00b4\uff07\u2039\u203a", "'"),
        **dict.fromkeys("\u00a0\u2000\u2001\u2002\u2003\u2007\u2008\u2009\u200a\u202f\u3000", " "),
        **dict.fromkeys("\u2010\u2011\u2012\u00ad", "-"),
        **dict.fromkeys("\u2028\u2029\u0085\u000b\u000c", "\n"),
        "\x00": " ",
        # halves of surrogate pairs are no characters: tokenizers refuse a text that holds one
        **dict.fromkeys(map(chr, range(0xD800, 0xE000)), "\ufffd"),
    }
)
_PARAGRAPH = re.compile(r"[^\n\r\u2028\u2029\u0085\u000b\u000c]+")
_DOUBLE = re.compile("[\"\u201c\u201d\u201e\u201f\u00ab\u00bb\uff02]|``|''")
_SINGLE = re.compile(
    r"[\u2018\u2019\u201a'`](?:(?<=[\u2018'\u201a`])(?<!\w.)(?=\w)|"
    r"(?<=['\u2019])(?<=[\w.,!?\u2026].)(?!\w))"
)
_LONGEST_SINGLE = 300  # characters; a longer stretch between two apostrophes is no quotation
_OPENING = "\u201c\u201e\u201f\u00ab"
_CLOSING = "\u201d\u00bb"
# German, Czech, Danish … close with what opens in English and French, and the other way about
_CLOSED_BY = {"\u201e": "\u201c", "\u00bb": "\u00ab"}


class Quotation(IntEnum):
    """What a character is with regard to quotations."""

    OUTSIDE = 0
    INSIDE = 1
    MARK = 2


_OUTSIDE, _INSIDE = bytes([Quotation.OUTSIDE]), bytes([Quotation.INSIDE])


def normal(text: str) -> str:
    """The text as the model wants it: typographic variants unified, length unchanged."""
    return text.translate(_NORMAL)


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Spans of the lines that hold more than white space, in order."""
    for match in _PARAGRAPH.finditer(text):
        piece = match.group()
        body = piece.strip()
        if body:
            start = match.start() + piece.index(body[0])
            yield start, start + len(body)


def quotation_states(text: str) -> bytes:
    """For each character its `Quotation`.

    A quotation left open at the end of a paragraph goes on only where the next paragraph begins
    with a mark (the newspaper convention for speeches that run over paragraphs); single marks
    count where the paragraph has no double ones around them.
    """
    states = bytearray(len(text))
    running = False
    for start, end in paragraphs(text):
        marks = list(_DOUBLE.finditer(text, start, end))
        resumed = running and bool(marks) and marks[0].start() == start
        running = _fill_double(text, states, marks, (start, end), resumed)
        _fill_single(text, states, (start, end))
    return bytes(states)


def _fill_double(
    text: str,
    states: bytearray,
    marks: list[re.Match[str]],
    paragraph: tuple[int, int],
    resumed: bool,
) -> bool:
    """Mark double-quoted stretches of one paragraph; true if one is still open at its end."""
    opened: int | None = None
    opener = ""
    told = paragraph[0]  # what was left open before the paragraph has been told as far as here
    for mark in marks:
        states[mark.start() : mark.end()] = bytes([Quotation.MARK]) * len(mark.group())
        if _opens(text, mark, opener):
            if opened is None:
                opened, opener = mark.end(), mark.group()
        elif opened is not None:
            _fill(states, opened, mark.start())
            opened, opener = None, ""
        elif resumed:
            _fill(states, told, mark.start())
            told = mark.start()
    if opened is None:
        return False
    _fill(states, opened, paragraph[1])
    return True


def _opens(text: str, mark: re.Match[str], opener: str) -> bool:
    """Whether a mark opens a quotation; `opener`: the mark of the open one, or empty."""
    sign = mark.group()
    if sign == _CLOSED_BY.get(opener):
        return False
    if sign == "``" or sign in _OPENING:
        return True
    before = text[mark.start() - 1 : mark.start()]
    after = text[mark.end() : mark.end() + 1]
    if sign in _CLOSING:
        return sign in _CLOSED_BY and not opener and after.isalnum() and not before.isalnum()
    if not before or before.isspace() or before in "([{\u2014\u2013-":
        return bool(after) and not after.isspace()
    if not after or after.isspace():
        return False
    return not opener


def _fill_single(text: str, states: bytearray, paragraph: tuple[int, int]) -> None:
    opened: int | None = None
    for mark in _SINGLE.finditer(text, *paragraph):
        at = mark.start()
        if states[at] != Quotation.OUTSIDE:
            continue
        before = text[at - 1 : at]
        if not before or not (before.isalnum() or before in ".,!?\u2026"):
            opened = at
        elif opened is not None:
            if at - opened <= _LONGEST_SINGLE and Quotation.MARK not in states[opened:at]:
                states[opened] = states[at] = Quotation.MARK
                _fill(states, opened + 1, at)
            opened = None


def _fill(states: bytearray, start: int, end: int) -> None:
    states[start:end] = states[start:end].replace(_OUTSIDE, _INSIDE)
