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
    spoken: float = 0.4


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
    paths = viterbi(looks.tags[kept], moves, (where >= 0) & (where < len(pieces)))
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

    Where `seen` [n, t] is false there is no piece: as in training, the state passes through.
    """
    n, t, k = logits.shape
    real = np.ones((n, t), dtype=np.bool_) if seen is None else seen
    same = np.arange(k)
    begun = real[:, :1].copy()
    best = np.where(begun, logits[:, 0], np.float32(0))
    back = np.empty((n, t, k), dtype=np.int64)
    for i in range(1, t):
        paths = best[:, :, None] + moves
        here = real[:, i : i + 1]
        back[:, i] = np.where(here & begun, paths.argmax(1), same)
        step = np.where(begun, paths.max(1), np.float32(0)) + logits[:, i]
        best = np.where(here, step, best)
        begun |= here
    out = np.empty((n, t), dtype=np.int64)
    out[:, -1] = best.argmax(1)
    rows = np.arange(n)
    for i in range(t - 1, 0, -1):
        out[:, i - 1] = back[rows, i, out[:, i]]
    return out


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
    edges = np.flatnonzero(np.diff(where.astype(np.int8), prepend=0, append=0))
    yield from map(tuple, edges.reshape(-1, 2).tolist())


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
