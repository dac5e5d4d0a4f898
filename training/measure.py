"""Figures on dev while training, by the project's own scorer (../shared/score)."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from corpus import Example, articles
from looking import look
from network import Network

from sayso.reading.attributions import Decoding, Looks, decode

DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "polnear"
sys.path.insert(0, str(DATA.parents[1] / "score"))
import score_attribution as scorer  # the scorer is a script, not a package

KEYS = ("attr.full", "attr.content_only", "frag.source", "frag.cue", "frag.content")


def looks_of(network: Network, examples: Sequence[Example]) -> list[Looks]:
    return look(network, [example.pieces for example in examples])


def scored(
    examples: Sequence[Example],
    looks: Sequence[Looks],
    network: Network,
    how: Decoding,
    split: str = "dev",
) -> dict[str, float]:
    gold = articles(DATA / split)
    moves = network.look.crf.moves.detach().numpy()
    total: Counter[str] = Counter()
    for example, seen in zip(examples, looks, strict=True):
        found = decode(example.text, example.pieces, seen, moves, how)
        read = [
            {"source": list(a.source), "cue": list(a.cue), "content": list(a.content)}
            for a in found
        ]
        total.update(scorer.score_doc(example.text, gold[example.stem][1][0], read))
    out = {key: round(scorer.prf(total, key)["F1"], 2) for key in KEYS}
    out |= {
        "P": round(scorer.prf(total, "attr.full")["P"], 2),
        "R": round(scorer.prf(total, "attr.full")["R"], 2),
    }
    out["direct"] = round(100 * total["direct.content"] / max(1, total["direct.n"]), 2)
    return out


def best_threshold(
    examples: Sequence[Example], looks: Sequence[Looks], network: Network
) -> tuple[float, dict[str, float]]:
    rows = {
        t: scored(examples, looks, network, Decoding(threshold=t)) for t in (0.3, 0.4, 0.5, 0.6)
    }
    best = max(rows, key=lambda t: rows[t]["attr.full"])
    return best, rows[best]
