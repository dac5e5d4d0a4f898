"""Passages in their context: a few words before, the passage marked, a few words behind."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sayso.domain import Span, Statement
from sayso.views.web.marked import Fragment, Laid, segments

_BREAKS = "\r\n\u2028\u2029\u0085"
_AROUND = 90  # characters of context on either side
_APART = 160  # passages nearer than this share an excerpt
_LONGEST = 1200  # characters of one excerpt
_MOST = 4  # excerpts of one article


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Fragments in the order of the text."""

    fragments: tuple[Fragment, ...]


def of_statement(text: str, statement: Statement) -> Excerpt:
    """A statement's sentence, more or less, with its source, cue and content marked."""
    parts = ((statement.source, "source"), (statement.cue, "cue"), (statement.content, "content"))
    laid = [Laid(span, 1, role, 0) for part, role in parts if part for span in part.spans]
    inside = [item for item in laid if item.span.end <= len(text)]
    if not inside:
        return Excerpt(())
    start = min(item.span.start for item in inside)
    end = max(item.span.end for item in inside)
    return _excerpt(text, _widened(text, start, end), inside)


def of_spans(text: str, spans: Iterable[tuple[int, int]], look: str) -> tuple[Excerpt, ...]:
    """The passages at `spans`, those that lie close together in one excerpt."""
    whole = sorted(Span(*span) for span in spans if 0 <= span[0] < span[1] <= len(text))
    groups: list[list[Span]] = []
    for span in whole:
        near = groups and span.start - groups[-1][-1].end < _APART
        if near and span.end - groups[-1][0].start < _LONGEST:
            groups[-1].append(span)
        else:
            groups.append([span])
    return tuple(
        _excerpt(
            text,
            _widened(text, group[0].start, max(span.end for span in group)),
            [Laid(span, 1, look, 0) for span in group],
        )
        for group in groups[:_MOST]
    )


def _widened(text: str, start: int, end: int) -> Span:
    """A window from word to word around a passage, within its paragraphs."""
    end = min(end, start + _LONGEST)
    low, high = max(0, start - _AROUND), min(len(text), end + _AROUND)
    low = max(low, *(text.rfind(sign, low, start) + 1 for sign in _BREAKS))
    high = min([high, *(at for sign in _BREAKS if (at := text.find(sign, end, high)) >= 0)])
    if low and not text[low - 1].isspace():
        low = text.find(" ", low, start) + 1 or low
    if high < len(text) and not text[high].isspace():
        high = max(end, text.rfind(" ", end, high))
    return Span(low, high)


def _excerpt(text: str, window: Span, laid: Sequence[Laid]) -> Excerpt:
    looks = {"source": "s", "cue": "q", "content": "c1", "shared": "shared", "named": "named"}
    fragments = []
    if window.start and text[window.start - 1] not in _BREAKS:
        fragments.append(Fragment("… "))
    for span, on in segments(laid, window):
        look = " ".join(dict.fromkeys(looks[item.role] for item in on))
        fragments.append(Fragment(text[span.start : span.end], look=look))
    if window.end < len(text) and text[window.end] not in _BREAKS:
        fragments.append(Fragment(" …"))
    return Excerpt(tuple(fragments))
