"""The network's scores → attributions: source, cue and content as spans of pieces, then of text.

Each anchor is decoded by itself (Viterbi over outside / source / cue / content); then attributions
that read the same words twice compete, and the better-scored one keeps them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sayso.reading.lexicon import speech_forms
from sayso.reading.pieces import Pieces
from sayso.reading.text import Quotation

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
Run = tuple[int, int]

OUTSIDE, SOURCE, CUE, CONTENT = range(4)


@dataclass(frozen=True, slots=True)
class Looks:
    """What the network says of one text: its second look at each anchor.

    `anchors` [n] piece indices, ascending · `scores` [n] probability that the anchor is an
    attribution · `tags` [n, 2 reach, 4] logits for the pieces from `anchor - reach` on.
    """

    anchors: Ints
    scores: Floats
    tags: Floats


@dataclass(frozen=True, slots=True)
class Decoding:
    """How scores become attributions.

    Least scores of an attribution, of one whose content is mostly in quotation marks (those are
    rarely wrong), and of one that has a source and a verb of saying. Tuned on PolNeAR dev
    (training/README.md); they trade precision for recall.
    """

    threshold: float = 0.55
    quoted: float = 0.3
    spoken: float = 0.35


@dataclass(frozen=True, slots=True)
class Attribution:
    """Spans in code points by role; `source` may be empty, `cue` and `content` are not."""

    source: tuple[Run, ...]
    cue: tuple[Run, ...]
    content: tuple[Run, ...]
    score: float


@dataclass(frozen=True, slots=True)
class _Stretch:
    """The pieces around an anchor: `tags` by piece, from piece `first` of the text on; `taken`:
    what better-scored attributions hold of them (a view: what is taken here is taken there)."""

    pieces: Pieces
    first: int
    tags: Ints
    taken: Ints


def decode(
    text: str, pieces: Pieces, looks: Looks, moves: Floats, how: Decoding
) -> list[Attribution]:
    """Attributions of one text, in the order of their cues. `moves` [4, 4]: scores of tag pairs."""
    kept = np.flatnonzero(looks.scores >= min(how.threshold, how.quoted, how.spoken))
    kept = kept[np.argsort(-looks.scores[kept], kind="stable")]
    if not len(kept):
        return []
    reach = looks.tags.shape[1] // 2
    anchors = looks.anchors[kept]
    where = anchors[:, None] + np.arange(-reach, reach)
    seen = (where >= 0) & (where < len(pieces))
    used = slice(max(reach - int(anchors.max()), 0), reach + len(pieces) - int(anchors.min()))
    paths = np.full(where.shape, OUTSIDE)
    paths[:, used] = viterbi(looks.tags[kept, used], moves, seen[:, used])
    heads = _heads(pieces)
    taken = np.zeros(len(pieces), dtype=np.int64)
    found = []
    for path, anchor, score in zip(paths, anchors.tolist(), looks.scores[kept], strict=True):
        low, high = max(anchor - reach, 0), min(anchor + reach, len(pieces))
        stop = int(np.searchsorted(pieces.words, pieces.words[high - 1], side="right"))
        at = heads[low:stop]  # whole words, also where the look ends within one
        tags = np.where(at < low, OUTSIDE, path[np.maximum(at - (anchor - reach), 0)])
        stretch = _Stretch(pieces, low, tags, taken[low:stop])
        if score < how.threshold and not (
            _mostly_quoted(stretch) or (score >= how.spoken and _spoken(text, stretch, anchor))
        ):
            continue
        attribution = _attribution(text, stretch, anchor, float(score))
        if attribution is not None:
            found.append(attribution)
    return sorted(found, key=lambda a: (a.cue, a.content))


def viterbi(logits: Floats, moves: Floats, seen: NDArray[np.bool_] | None = None) -> Ints:
    """Best tag path [n, t] for unary scores [n, t, k] and pair scores [k, k].

    `seen` [n, t]: where there are pieces, in each row one stretch; elsewhere the path is OUTSIDE.
    """
    n, t, k = logits.shape
    real = np.ones((t, n), dtype=np.bool_) if seen is None else np.ascontiguousarray(seen.T)
    goes_on = real[1:] & real[:-1]
    best = logits.transpose(1, 2, 0).copy()  # [t, k, n]: NumPy is fast along the last axis
    _forward(best, moves, goes_on)
    back = _back(best, moves, goes_on)
    rows = np.arange(n)
    last = t - 1 - real[::-1].argmax(0)
    at = best[last, :, rows].argmax(1) * n + rows
    out = [at, *(at := step.take(at) for step in (back * n + rows).reshape(t - 1, k * n)[::-1])]
    return np.where(real, np.asarray(out[::-1]) // n, OUTSIDE).T


def _forward(best: Floats, moves: Floats, goes_on: NDArray[np.bool_]) -> None:
    """Add to each score [t, k, n] that of the best path to it, where one `goes_on` [t - 1, n]."""
    _, k, n = best.shape
    pair, paths = moves[:, :, None], np.empty((k, k, n), dtype=best.dtype)
    everywhere: list[bool] = np.logical_and.reduce(goes_on, 1).tolist()
    behind = best[0]
    for score, on, whole in zip(best[1:], goes_on, everywhere, strict=True):
        np.add(behind[:, None], pair, out=paths)
        top = np.maximum.reduce(paths)
        np.add(score, top if whole else np.where(on, top, np.float32(0)), out=score)
        behind = score


def _back(best: Floats, moves: Floats, goes_on: NDArray[np.bool_]) -> Ints:
    """For each step and state the state before it on the best path [t - 1, k, n]."""
    back = np.zeros((len(goes_on), *best.shape[1:]), dtype=np.int64)
    top = best[:-1, 0, None] + moves[0, :, None]
    for state in range(1, len(moves)):
        score = best[:-1, state, None] + moves[state, :, None]
        np.copyto(back, state, where=score > top)
        np.maximum(top, score, out=top)
    return np.where(goes_on[:, None], back, np.arange(len(moves))[:, None])


def _heads(pieces: Pieces) -> Ints:
    """For each piece the first piece of its word, whose tag the whole word takes."""
    firsts = np.flatnonzero(np.diff(pieces.words, prepend=-1))
    return firsts[np.searchsorted(firsts, np.arange(len(pieces)), side="right") - 1]


def _mostly_quoted(stretch: _Stretch) -> bool:
    states = stretch.pieces.features[stretch.first :, 1][: len(stretch.tags)]
    states = states[stretch.tags == CONTENT]
    return 2 * int(np.count_nonzero(states != Quotation.OUTSIDE)) > len(states)


def _spoken(text: str, stretch: _Stretch, anchor: int) -> bool:
    """Whether there is a source, and a verb of saying in the cue."""
    cue = _cue(stretch, anchor)
    if cue is None or not (stretch.tags == SOURCE).any():
        return False
    words = text[slice(*_span(stretch, cue))].lower().split()
    return not speech_forms().isdisjoint(words)


def _cue(stretch: _Stretch, anchor: int) -> Run | None:
    """The cue nearest to the anchor."""
    at = anchor - stretch.first
    cues = _runs(stretch.tags == CUE)
    return min(cues, key=lambda run: (max(run[0] - at, at - run[1] + 1, 0), run), default=None)


def _attribution(text: str, stretch: _Stretch, anchor: int, score: float) -> Attribution | None:
    tags, taken = stretch.tags, stretch.taken
    cue = _cue(stretch, anchor)
    if cue is None or taken[cue[0] : cue[1]].any():
        return None
    content = tags == CONTENT
    if not content.any() or 2 * np.count_nonzero(taken[content] == CONTENT) > content.sum():
        return None
    content &= taken != CONTENT
    bare = (tags == OUTSIDE) & (taken == OUTSIDE)
    taken[content] = CONTENT
    taken[cue[0] : cue[1]] = CUE
    source = max(_runs(tags == SOURCE), key=lambda run: run[1] - run[0], default=None)
    return Attribution(
        source=() if source is None else (_span(stretch, source),),
        cue=(_span(stretch, cue),),
        content=_fragments(text, stretch, list(_runs(content)), bare),
        score=score,
    )


def _runs(where: NDArray[np.bool_]) -> Iterator[Run]:
    marks = where.tobytes()
    start = marks.find(1)
    while start >= 0:
        end = marks.find(0, start)
        end = end if end >= 0 else len(marks)
        yield start, end
        start = marks.find(1, end)


def _span(stretch: _Stretch, run: Run) -> Run:
    first, last = stretch.first + run[0], stretch.first + run[1] - 1
    return int(stretch.pieces.starts[first]), int(stretch.pieces.ends[last])


def _fragments(
    text: str, stretch: _Stretch, runs: list[Run], bare: NDArray[np.bool_]
) -> tuple[Run, ...]:
    """Spans of the runs; those with only nobody's marks between are one, wordless ones none."""
    out: list[Run] = []
    behind = 0
    for run in runs:
        span = _span(stretch, run)
        if out and bare[behind : run[0]].all() and not _worded(text, (out[-1][1], span[0])):
            out[-1] = (out[-1][0], span[1])
        else:
            out.append(span)
        behind = run[1]
    return tuple(span for span in out if _worded(text, span)) or tuple(out)


def _worded(text: str, span: Run) -> bool:
    return any(map(str.isalnum, text[slice(*span)]))
