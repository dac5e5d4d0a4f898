"""Weights of the guess at unknown cues → src/sayso/reading/lexicon/guesses.csv.

    python training/guess_acts.py [--shared /work/shared]

Naive Bayes over the patterns around cues of PolNeAR train (reading/scenes.py), with the act
that the lexicon gives. Each head counts once, so that "said" weighs no more than a rare verb:
unknown cues are rare verbs. Also prints how often the guess is right for heads left out of the
counts (5 folds over heads).
"""

from __future__ import annotations

import argparse
import csv
import math
import sys
from collections import Counter, defaultdict
from pathlib import Path
from zlib import crc32

from sayso.reading.acts import situation
from sayso.reading.acts.frames import patterns
from sayso.reading.acts.scenes import scene
from sayso.reading.attributions import Attribution
from sayso.reading.text import quotation_states

sys.path.insert(0, str(Path(__file__).parent))
from corpus import articles

TARGET = Path(__file__).parents[1] / "src/sayso/reading/lexicon/guesses.csv"
SMOOTH = 2.0
Sample = tuple[str, str, frozenset[str]]


def samples(split: Path) -> list[Sample]:
    """Head, act, patterns of every attribution whose head is a full entry."""
    out: list[Sample] = []
    for text, annotators in articles(split).values():
        states = quotation_states(text)
        for gold in annotators[0] if annotators else ():
            if not gold["cue"] or not gold["content"]:
                continue
            found = Attribution(
                tuple(gold["source"]), tuple(gold["cue"]), tuple(gold["content"]), 1.0
            )
            around = scene(text, found, states)
            at = situation(around)
            if at.found is not None and at.found.entry.weight == "full":
                entry = at.found.entry
                out.append((entry.cue, entry.act, patterns(around, at.held)))
    return out


def weights(those: list[Sample]) -> dict[tuple[str, str], float]:
    """Logarithms of P(act) under `prior`, and of P(pattern | act) / P(pattern)."""
    heads: dict[str, set[str]] = defaultdict(set)
    shares: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    sizes: Counter[tuple[str, str]] = Counter()
    for cue, act, held in those:
        heads[act].add(cue)
        sizes[cue, act] += 1
        for pattern in held:
            shares[pattern, act][cue] += 1
    total = sum(map(len, heads.values()))
    out = {("prior", act): math.log(len(them) / total) for act, them in heads.items()}
    for pattern in sorted({p for p, _ in shares}):
        mass = {a: sum(n / sizes[c, a] for c, n in shares[pattern, a].items()) for a in heads}
        base = (sum(mass.values()) + SMOOTH) / (total + SMOOTH)
        for act, them in heads.items():
            chance = (mass[act] + SMOOTH * base) / (len(them) + SMOOTH)
            out[pattern, act] = math.log(chance / base)
    return out


def folds(those: list[Sample], count: int = 5) -> None:
    """Accuracy on heads that were left out, each head counting once; and of always `state`."""
    right: dict[str, list[float]] = defaultdict(list)
    acts: dict[str, str] = {}
    for fold in range(count):

        def left_out(cue: str, fold: int = fold) -> bool:
            return crc32(cue.encode()) % count == fold

        table = weights([s for s in those if not left_out(s[0])])
        names = [act for kind, act in table if kind == "prior"]
        for cue, act, held in those:
            if left_out(cue):
                best = max(
                    names,
                    key=lambda a: table["prior", a] + sum(table.get((p, a), 0.0) for p in held),
                )
                right[cue].append(best == act)
                acts[cue] = act
    mean = sum(sum(them) / len(them) for them in right.values()) / len(right)
    print(
        f"by company, heads left out: {mean:.3f} of {len(right)} heads; most frequent act:",
        f"{Counter(acts.values()).most_common(1)[0][1] / len(acts):.3f}",
    )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--shared", type=Path, default=Path("/work/shared"))
    options = parser.parse_args()
    those = samples(options.shared / "data" / "polnear" / "train")
    folds(those)
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["pattern", "act", "weight"])
        for (pattern, act), weight in sorted(weights(those).items()):
            writer.writerow([pattern, act, f"{weight:.3f}"])


if __name__ == "__main__":
    main()
