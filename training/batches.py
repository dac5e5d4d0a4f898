"""Training windows: cut at random places, shuffled, with names and words disturbed on the way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from corpus import CUE, Example

MASK_ID = 103


@dataclass(frozen=True)
class Batch:
    """`ids`, `mask`, `cue` [B, T], `features` [B, T, 3]; `tags[b]`: one [T] array for each
    attribution whose cue lies in window b; `places[b]`: (example index, first piece)."""

    ids: torch.Tensor
    features: torch.Tensor
    mask: torch.Tensor
    cue: torch.Tensor
    tags: list[list[np.ndarray]]
    places: list[tuple[int, int]]


@dataclass(frozen=True)
class Disturb:
    """`masked`: share of pieces hidden · `renamed`: share of articles whose names are swapped."""

    masked: float = 0.06
    renamed: float = 0.5


class Names:
    """Capitalised words of the corpus by number of pieces, to swap one for another.

    PolNeAR is one election: a reader that learns "Trump says" learns the wrong thing.
    """

    def __init__(self, examples: Sequence[Example]) -> None:
        found: dict[int, dict[tuple[int, ...], int]] = {}
        for example in examples:
            for word in _names(example):
                key = tuple(example.pieces.ids[word].tolist())
                table = found.setdefault(len(key), {})
                table[key] = table.get(key, 0) + 1
        # flattened frequencies, so that rare names are met too
        self.pools = {n: list(table) for n, table in found.items()}

    def swapped(self, example: Example, rng: np.random.Generator) -> np.ndarray:
        ids = example.pieces.ids.copy()
        chosen: dict[tuple[int, ...], tuple[int, ...]] = {}
        for word in _names(example):
            key = tuple(example.pieces.ids[word].tolist())
            if key not in chosen:
                pool = self.pools[len(key)]
                chosen[key] = pool[rng.integers(len(pool))] if rng.random() < 0.6 else key
            ids[word] = chosen[key]
        return ids


def _names(example: Example) -> Iterator[slice]:
    """Words with a capital that do not begin a sentence or quotation."""
    pieces = example.pieces
    heads = np.flatnonzero(np.diff(pieces.words, prepend=-1))
    ends = np.append(heads[1:], len(pieces.ids))
    for i in range(1, len(heads)):
        case = pieces.features[heads[i], 0]
        before = example.text[pieces.starts[heads[i - 1]] : pieces.ends[heads[i - 1]]]
        if case in (1, 3) and before.isalnum() and ends[i] - heads[i] <= 4:
            yield slice(int(heads[i]), int(ends[i]))


def cut(
    examples: Sequence[Example], size: int, rng: np.random.Generator
) -> list[tuple[int, int, int]]:
    """(example, start, end) of windows that tile each article from a random offset."""
    out = []
    for i, example in enumerate(examples):
        n = len(example.pieces)
        if n <= size:
            out.append((i, 0, n))
            continue
        first = int(rng.integers(size // 4, size + 1))
        edges = [0, *range(first, n, size)]
        for start in edges:
            end = min(start + size, n) if start else first
            short = start and end - start < size // 4  # a short tail is seen with what precedes it
            out.append((i, max(0, end - size) if short else start, end))
    return out


def batches(
    examples: Sequence[Example],
    names: Names,
    size: int,
    rows: int,
    disturb: Disturb,
    rng: np.random.Generator,
) -> Iterator[Batch]:
    """One epoch."""
    windows = cut(examples, size, rng)
    order = rng.permutation(len(windows))
    # windows of like length together: pools of 32 batches keep the shuffle
    pools = [order[i : i + 32 * rows] for i in range(0, len(order), 32 * rows)]
    groups = []
    for pool in pools:
        ranked = sorted(pool.tolist(), key=lambda w: windows[w][2] - windows[w][1])
        groups += [ranked[i : i + rows] for i in range(0, len(ranked), rows)]
    ids = [
        names.swapped(example, rng) if rng.random() < disturb.renamed else example.pieces.ids
        for example in examples
    ]
    for g in rng.permutation(len(groups)):
        yield _batch([windows[w] for w in groups[g]], examples, ids, disturb, rng)


def _batch(
    windows: list[tuple[int, int, int]],
    examples: Sequence[Example],
    ids: list[np.ndarray],
    disturb: Disturb,
    rng: np.random.Generator,
) -> Batch:
    size = max(end - start for _, start, end in windows)
    rows = len(windows)
    out_ids, mask = np.zeros((rows, size), np.int64), np.zeros((rows, size), np.int64)
    features, cue = np.zeros((rows, size, 3), np.int64), np.zeros((rows, size), np.float32)
    tags: list[list[np.ndarray]] = []
    for b, (i, start, end) in enumerate(windows):
        n = end - start
        row = ids[i][start:end].copy()
        row[rng.random(n) < disturb.masked] = MASK_ID
        out_ids[b, :n], mask[b, :n] = row, 1
        features[b, :n] = examples[i].pieces.features[start:end]
        here = []
        for tag in examples[i].tags:
            inside = {p - start: t for p, t in tag.items() if start <= p < end}
            if CUE in inside.values():
                array = np.zeros(size, np.int64)
                array[list(inside)] = list(inside.values())
                cue[b, array == CUE] = 1
                here.append(array)
        tags.append(here)
    return Batch(
        torch.from_numpy(out_ids),
        torch.from_numpy(features),
        torch.from_numpy(mask),
        torch.from_numpy(cue),
        tags,
        [(i, start) for i, start, _ in windows],
    )
