"""The network's scores → attributions: source, cue and content as spans of pieces, then of text.

Each anchor is decoded by itself (Viterbi over outside / source / cue / content); then attributions
that read the same words twice compete, and the better-scored one keeps them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

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

    Least scores of an attribution, and of one whose content is mostly in quotation marks: those
    are rarely wrong. Tuned on PolNeAR dev (training/README.md); they trade precision for recall.
    """

    threshold: float = 0.55
    quoted: float = 0.3


@dataclass(frozen=True, slots=True)
class Attribution:
    """Spans in code points by role; `source` may be empty, `cue` and `content` are not."""

    source: tuple[Run, ...]
    cue: tuple[Run, ...]
    content: tuple[Run, ...]
    score: float


def decode(
    text: str, pieces: Pieces, looks: Looks, moves: Floats, how: Decoding
) -> list[Attribution]:
    """Attributions of one text, in the order of their cues. `moves` [4, 4]: scores of tag pairs."""
    kept = np.flatnonzero(looks.scores >= min(how.threshold, how.quoted))
    kept = kept[np.argsort(-looks.scores[kept], kind="stable")]
    if not len(kept):
        return []
    paths = viterbi(_masked(looks.tags[kept], looks.anchors[kept], len(pieces)), moves)
    reach = looks.tags.shape[1] // 2
    taken = np.zeros(len(pieces), dtype=np.int64)
    found = []
    for path, anchor, score in zip(paths, looks.anchors[kept], looks.scores[kept], strict=True):
        tags = _placed(path, int(anchor) - reach, pieces)
        if score < how.threshold and not _mostly_quoted(pieces, tags):
            continue
        attribution = _attribution(text, pieces, tags, int(anchor), taken, float(score))
        if attribution is not None:
            found.append(attribution)
    return sorted(found, key=lambda a: (a.cue, a.content))


def viterbi(logits: Floats, moves: Floats) -> Ints:
    """Best tag path [n, t] for unary scores [n, t, k] and pair scores [k, k]."""
    n, t, k = logits.shape
    best = logits[:, 0]
    back = np.empty((n, t, k), dtype=np.int64)
    for i in range(1, t):
        paths = best[:, :, None] + moves
        back[:, i] = paths.argmax(1)
        best = paths.max(1) + logits[:, i]
    out = np.empty((n, t), dtype=np.int64)
    out[:, -1] = best.argmax(1)
    rows = np.arange(n)
    for i in range(t - 1, 0, -1):
        out[:, i - 1] = back[rows, i, out[:, i]]
    return out


def _masked(logits: Floats, anchors: Ints, count: int) -> Floats:
    """Logits with pieces beyond the text forced outside."""
    reach = logits.shape[1] // 2
    where = anchors[:, None] + np.arange(-reach, reach)
    beyond = (where < 0) | (where >= count)
    forced = np.full(4, -1e4, dtype=np.float32)
    forced[OUTSIDE] = 0.0
    return np.where(beyond[:, :, None], forced, logits)


def _placed(path: Ints, first: int, pieces: Pieces) -> Ints:
    """A path laid over the whole text, each word given the tag of its first piece."""
    tags = np.zeros(len(pieces), dtype=np.int64)
    low, high = max(first, 0), min(first + len(path), len(pieces))
    tags[low:high] = path[low - first : high - first]
    heads = np.flatnonzero(np.diff(pieces.words, prepend=-1))
    return tags[heads[np.searchsorted(heads, np.arange(len(pieces)), side="right") - 1]]


def _mostly_quoted(pieces: Pieces, tags: Ints) -> bool:
    states = pieces.features[tags == CONTENT, 1]
    return 2 * int(np.count_nonzero(states != Quotation.OUTSIDE)) > len(states)


def _attribution(
    text: str, pieces: Pieces, tags: Ints, anchor: int, taken: Ints, score: float
) -> Attribution | None:
    cues = list(_runs(tags == CUE))
    if not cues:
        return None
    cue = min(cues, key=lambda run: (max(run[0] - anchor, anchor - run[1] + 1, 0), run))
    if taken[cue[0] : cue[1]].any():
        return None
    content = tags == CONTENT
    if not content.any() or 2 * np.count_nonzero(taken[content] == CONTENT) > content.sum():
        return None
    content &= taken != CONTENT
    taken[content] = CONTENT
    taken[cue[0] : cue[1]] = CUE
    source = max(_runs(tags == SOURCE), key=lambda run: run[1] - run[0], default=None)
    return Attribution(
        source=() if source is None else _spans(pieces, [source]),
        cue=_spans(pieces, [cue]),
        content=_joined(text, _spans(pieces, _runs(content))),
        score=score,
    )


def _runs(where: NDArray[np.bool_]) -> Iterator[Run]:
    edges = np.flatnonzero(np.diff(where.astype(np.int8), prepend=0, append=0))
    yield from map(tuple, edges.reshape(-1, 2).tolist())


def _spans(pieces: Pieces, runs: list[Run] | Iterator[Run]) -> tuple[Run, ...]:
    return tuple((int(pieces.starts[a]), int(pieces.ends[b - 1])) for a, b in runs)


def _joined(text: str, spans: tuple[Run, ...]) -> tuple[Run, ...]:
    """Fragments with no letter or digit between them are one; those without any are dropped."""
    out: list[Run] = []
    for start, end in spans:
        if out and not any(map(str.isalnum, text[out[-1][1] : start])):
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
    worded = tuple(span for span in out if any(map(str.isalnum, text[slice(*span)])))
    return worded or tuple(out)
