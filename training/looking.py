"""The torch network used as the shipped one is: windows in, looks at each text out."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from network import REACH, TAGS, Network

from sayso.reading.attributions import Looks
from sayso.reading.pieces import Pieces
from sayso.reading.windows import Cutting, windows

CUTTING = Cutting()
PROPOSE = 0.15  # cue probability from which on a peak is looked at; .08 finds no more that lasts


@torch.no_grad()
def look(network: Network, texts: Sequence[Pieces], how: Cutting = CUTTING) -> list[Looks]:
    """Looks at every text, batch by batch."""
    todo = [
        (i, w) for i, pieces in enumerate(texts) for w in windows(len(pieces), pieces.breaks(), how)
    ]
    todo.sort(key=lambda job: job[1].end - job[1].start)
    found: list[list[tuple[int, float, np.ndarray]]] = [[] for _ in texts]
    for at in range(0, len(todo), 16):
        part = todo[at : at + 16]
        longest = max(w.end - w.start for _, w in part)
        ids, mask = (
            np.zeros((len(part), longest), np.int64),
            np.zeros((len(part), longest), np.int64),
        )
        features, own = (
            np.zeros((len(part), longest, 3), np.int64),
            np.zeros((len(part), longest), bool),
        )
        for b, (i, w) in enumerate(part):
            n = w.end - w.start
            ids[b, :n], mask[b, :n] = texts[i].ids[w.start : w.end], 1
            features[b, :n] = texts[i].features[w.start : w.end]
            own[b, w.own_start - w.start : w.own_end - w.start] = True
        seen = torch.from_numpy(mask)
        with torch.autocast("cpu", torch.bfloat16):
            hidden = network.encode(torch.from_numpy(ids), torch.from_numpy(features), seen)
            rows, anchors = peaks(
                network.cues(hidden).float(), seen & torch.from_numpy(own)
            ).unbind(1)
            tags, scores, _ = network.look(hidden, seen, rows, anchors)
        for b, anchor, score, tag in zip(
            rows.tolist(),
            anchors.tolist(),
            torch.sigmoid(scores.float()).tolist(),
            tags.float().numpy(),
            strict=True,
        ):
            i, w = part[b]
            found[i].append((w.start + anchor, score, tag))
    return [_looks(sorted(one, key=lambda f: f[0])) for one in found]


def peaks(logits: torch.Tensor, mask: torch.Tensor, propose: float = PROPOSE) -> torch.Tensor:
    """[n, 2] row and piece of local maxima of the cue probability."""
    hidden = torch.where(mask.bool(), torch.sigmoid(logits), 0.0)
    highest = torch.nn.functional.max_pool1d(hidden.unsqueeze(1), 3, stride=1, padding=1).squeeze(1)
    return torch.nonzero((hidden >= highest) & (hidden > propose))


def _looks(found: list[tuple[int, float, np.ndarray]]) -> Looks:
    return Looks(
        anchors=np.array([f[0] for f in found], np.int64),
        scores=np.array([f[1] for f in found], np.float32),
        tags=np.array([f[2] for f in found], np.float32).reshape(-1, 2 * REACH, TAGS),
    )
