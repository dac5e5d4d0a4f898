"""Shared wording: which articles carry whose words, as aligned passages.

Two texts share a passage where they agree over a run of at least `RUN` words, case, accents and
punctuation apart. What matters is containment, not similarity: a short article that lies whole in
a long one is a copy, however much more the long one says. Words inside quotation marks are set
apart: two reporters who heard the same speech write down the same words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sayso.domain import Span
from sayso.outlets.names import fold

RUN = 6  # words; of 5 to 10, where labels of graded copies come out best (6 to 8 are near)
_QUOTED = 0.5  # what a quoted word counts; of 0 to 1 the best (.4 to .75 are level)
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_MARK = re.compile(r'["\u201c\u201d\u00ab\u00bb\u201e]|\n\s*\n')
_LONGEST_QUOTE = 1500  # characters; a mark that finds no partner within these quotes nothing


@dataclass(frozen=True, slots=True)
class Copy:
    """How much of `article`'s wording is `other`'s: `share` of `article`'s own words, 0 to 1."""

    article: str
    other: str
    share: float


@dataclass(frozen=True, slots=True)
class _Worded:
    """The words of a text: where they stand, whether they are quoted, and its runs as hashes."""

    spans: tuple[tuple[int, int], ...]
    quoted: NDArray[np.bool_]
    runs: NDArray[np.int64]
    distinct: NDArray[np.int64]


def copies(texts: Mapping[str, str], run: int = RUN) -> tuple[Copy, ...]:
    """Every pair of texts that share a run of words, both ways round, by key."""
    worded = {key: _worded(text, run) for key, text in sorted(texts.items())}
    found = []
    for key, text in worded.items():
        for other, held in worded.items():
            if key != other:
                covered = _covered(text, held, run)
                if covered.any():
                    counting = np.where(text.quoted, _QUOTED, 1.0)
                    share = float(counting[covered].sum() / counting.sum())
                    found.append(Copy(key, other, share))
    return tuple(found)


def passages(text: str, other: str, run: int = RUN) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Where two texts have the same words: spans of the one, spans of the other."""
    one, another = _worded(text, run), _worded(other, run)
    return _spans(one, _covered(one, another, run)), _spans(another, _covered(another, one, run))


def portion(text: str, spans: Sequence[Span]) -> float:
    """The share of a text's words, quoted or not, that stand in some of its passages: 0 to 1."""
    there = sum(len(_WORD.findall(fold(text[start:end]))) for start, end in spans)
    return there / max(1, len(_WORD.findall(fold(text))))


def _covered(text: _Worded, other: _Worded, run: int) -> NDArray[np.bool_]:
    """Which words of a text lie in a run that the other has."""
    if not len(other.distinct):
        return np.zeros(len(text.spans), dtype=np.bool_)
    places = np.minimum(np.searchsorted(other.distinct, text.runs), len(other.distinct) - 1)
    starts = np.flatnonzero(other.distinct[places] == text.runs)
    steps = np.zeros(len(text.spans) + 1, dtype=np.int64)
    np.add.at(steps, starts, 1)
    np.add.at(steps, starts + run, -1)
    return np.cumsum(steps[:-1]) > 0


def _spans(text: _Worded, covered: NDArray[np.bool_]) -> tuple[Span, ...]:
    """Neighbouring words as one span."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], covered.view(np.int8), [0]))))
    pairs = zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)
    return tuple(Span(text.spans[first][0], text.spans[behind - 1][1]) for first, behind in pairs)


def _worded(text: str, run: int) -> _Worded:
    found = [(match[0].casefold(), match.span()) for match in _WORD.finditer(fold(text))]
    words = tuple(word for word, _ in found)
    runs = [hash(words[at : at + run]) for at in range(len(words) - run + 1)]
    quoted = list(quotations(text))
    marks, here = [], 0
    for _, (start, _) in found:
        while here < len(quoted) and quoted[here].end <= start:
            here += 1
        marks.append(here < len(quoted) and quoted[here].start <= start)
    hashes = np.array(runs, dtype=np.int64)
    spans = tuple(span for _, span in found)
    return _Worded(spans, np.array(marks, dtype=np.bool_), hashes, np.unique(hashes))


def quotations(text: str) -> Iterator[Span]:
    """What stands between double quotation marks, paragraph by paragraph."""
    start = None
    for match in _MARK.finditer(text):
        mark, at = match[0], match.start()
        if mark[0].isspace():
            start = None
        elif start is None or mark in "\u201c\u00ab\u201e":
            start = at
        else:
            if at - start <= _LONGEST_QUOTE:
                yield Span(start, at + 1)
            start = None
