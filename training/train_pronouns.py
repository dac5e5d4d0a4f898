"""Learn the weights of the pronoun resolver on GAP's development part; measure on validation.

    train_pronouns.py [--write]

A candidate is right where the span that GAP marks as coreferent is one of the person's mentions.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

import numpy as np

from sayso.reading.discourse import Discourse, _marks
from sayso.reading.document import Document
from sayso.reading.figures import cast
from sayso.reading.phrases import phrases
from sayso.reading.press import press
from sayso.reading.pronouns import FEATURES, Scene, walk, weights

GAP = Path("/work/shared/data/gap")
OUT = Path(__file__).parents[1] / "src/sayso/reading/lexicon/pronoun_weights.csv"


def examples(part: str):
    """(scene, cast, row) for each pronoun."""
    with open(GAP / f"gap-{part}.tsv", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            document = Document.of(row["Text"])
            company = cast(document, press(document), frozenset())
            marks, _ = _marks(document, company, phrases(document, company))
            genders = {n: figure.gender for n, figure in enumerate(company.figures)}
            unsure = frozenset(n for n, figure in enumerate(company.figures) if not figure.sure)
            yield Scene(document, marks, frozenset(), genders, unsure), company, row


def person(scene: Scene, company, row, which: str) -> int:
    """The figure of the name that GAP marks, -1 if none was found there."""
    start = int(row[f"{which}-offset"])
    first, behind = scene.document.range(start, start + len(row[which]))
    for word in range(behind - 1, first - 1, -1):
        mention = company.mention_at(word)
        if mention is not None:
            return mention.figure
    return -1


def prepared(part: str):
    out = []
    for scene, company, row in examples(part):
        at = scene.document.at(int(row["Pronoun-offset"]))
        people = {which: person(scene, company, row, which) for which in "AB"}
        out.append((scene, at, people, {w: row[f"{w}-coref"] == "TRUE" for w in "AB"}))
    return out


def chosen(scene, at, weighting):
    for choice, best in walk(scene, weighting):
        if choice.word == at:
            return choice, best
    return None, -1


def measure(data, weighting) -> str:
    right = true = predicted = hit = asked = known = 0
    for scene, at, people, gold in data:
        _, best = chosen(scene, at, weighting)
        got = {w: best == people[w] and best >= 0 for w in "AB"}
        right += got == gold
        asked += any(gold.values())
        known += any(gold[w] and people[w] >= 0 for w in "AB")
        for w in "AB":
            true += gold[w]
            predicted += got[w]
            hit += got[w] and gold[w]
    p, r = hit / max(1, predicted), hit / max(1, true)
    return (
        f"both labels right {right / len(data):.3f}  P {p:.3f} R {r:.3f} F1 {2 * p * r / (p + r):.3f}"
        f"  name found {known / asked:.3f}  n {len(data)}"
    )


def learn(data, start, rounds: int = 4):
    """Softmax over the candidates, a few rounds because earlier choices are features."""
    w = np.array(start)
    for _ in range(rounds):
        groups = []
        for scene, at, people, gold in data:
            wanted = {people[x] for x in "AB" if gold[x]} - {-1}
            choice, _ = chosen(scene, at, tuple(w))
            if choice and wanted & set(choice.people) and len(choice.people) > 1:
                hits = np.array([who in wanted for who in choice.people], dtype=float)
                groups.append((np.array(choice.features, dtype=float), hits / hits.sum()))
        for _ in range(400):
            gradient = 0.002 * len(groups) / 10 * w
            for x, y in groups:
                z = x @ w
                p = np.exp(z - z.max())
                p /= p.sum()
                gradient += x.T @ (p - y)
            w = w - 1.0 * gradient / len(groups)
    return tuple(round(float(v), 3) for v in w)


def main() -> None:
    development, validation = prepared("development"), prepared("validation")
    print("before    ", measure(validation, weights()))
    learned = learn(development, weights())
    print("learned on", measure(development, learned))
    print("validation", measure(validation, learned))
    for name, value in zip(FEATURES, learned, strict=True):
        print(f"  {name:22} {value:+.3f}")
    if "--write" in sys.argv:
        lines = [f"{n},{v}" for n, v in zip(FEATURES, learned, strict=True)]
        OUT.write_text("\n".join(["feature,weight", *lines]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
