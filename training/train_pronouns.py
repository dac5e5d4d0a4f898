"""Learn the weights of the pronoun resolver on GAP's development part; measure on validation.

    train_pronouns.py [--learn [--write]]

A candidate is right where the span that GAP marks as coreferent is one of the person's mentions.
GAP is Wikipedia: nobody speaks there, and only names are marked. What ships is therefore the mean
of what is learned and of weights set by hand for news (`BY_HAND`); the four that GAP cannot teach
(`HELD`) stay as set. Measured on he/she/his/her sources of the train labels (36): by hand 28 right,
learned 27, mean 30. On GAP validation (both labels of a row right): by hand .52, learned .58.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from sayso.reading.document import Document
from sayso.reading.sources.discourse import marks_of
from sayso.reading.sources.figures import Cast, cast
from sayso.reading.sources.phrases import phrases
from sayso.reading.sources.press import press
from sayso.reading.sources.pronouns import FEATURES, Choice, Scene, walk, weights

Weights = tuple[float, ...]
Case = tuple[Scene, int, dict[str, int], dict[str, bool]]
GAP = Path("/work/shared/data/gap")
BY_HAND = {
    "same": 1.6, "back1": 1.2, "back2": 0.4, "back3": -0.2, "beyond": -1.0, "rank": -1.5,
    "subject": 0.6, "subject_subject": 0.6, "possessive": -0.2, "object": -0.3, "pronoun": 0.5,
    "pronoun_subject": 0.4, "speaker": 0.2, "speaker_speaker": 0.5, "last_speaker": 0.3,
    "last_speaker_speaker": 0.6, "quoted": -1.0, "count": 0.4, "unknown": -0.5, "first": 0.2,
    "paragraph": 0.3, "clause": -2.0, "opening": 0.4, "subject_other": 0.2,
}  # fmt: skip
HELD = {"unsure": -1.5, "against": -3.0, "described": -1.2, "told": -2.5}
OUT = Path(__file__).parents[1] / "src/sayso/reading/lexicon/pronoun_weights.csv"


def examples(part: str) -> Iterator[tuple[Scene, Cast, dict[str, str]]]:
    """(scene, cast, row) for each pronoun."""
    with open(GAP / f"gap-{part}.tsv", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            document = Document.of(row["Text"])
            company = cast(document, press(document), frozenset())
            marks, _ = marks_of(company, phrases(document, company))
            genders = {n: figure.gender for n, figure in enumerate(company.figures)}
            unsure = frozenset(n for n, figure in enumerate(company.figures) if not figure.sure)
            yield Scene(document, marks, frozenset(), genders, unsure), company, row


def person(scene: Scene, company: Cast, row: dict[str, str], which: str) -> int:
    """The figure of the name that GAP marks, -1 if none was found there."""
    start = int(row[f"{which}-offset"])
    first, behind = scene.document.range(start, start + len(row[which]))
    for word in range(behind - 1, first - 1, -1):
        mention = company.mention_at(word)
        if mention is not None:
            return mention.figure
    return -1


def prepared(part: str) -> list[Case]:
    """Every row of a part, read."""
    out = []
    for scene, company, row in examples(part):
        at = scene.document.at(int(row["Pronoun-offset"]))
        people = {which: person(scene, company, row, which) for which in "AB"}
        out.append((scene, at, people, {w: row[f"{w}-coref"] == "TRUE" for w in "AB"}))
    return out


def chosen(scene: Scene, at: int, weighting: Weights) -> tuple[Choice | None, int]:
    """The choice at a pronoun and whom it falls on."""
    for choice, best in walk(scene, weighting):
        if choice.word == at:
            return choice, best
    return None, -1


def measure(data: list[Case], weighting: Weights) -> str:
    """Accuracy (both labels of a row), precision, recall and F1 over the labels."""
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
        f"both labels right {right / len(data):.3f}  P {p:.3f} R {r:.3f}"
        f" F1 {2 * p * r / (p + r):.3f}"
        f"  name found {known / asked:.3f}  n {len(data)}"
    )


def learn(data: list[Case], start: Weights, rounds: int = 4) -> Weights:
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


def blended(learned: Weights) -> Weights:
    """What ships: the mean with the weights set by hand, some held."""
    named = dict(zip(FEATURES, learned, strict=True))
    mean = {name: round((named[name] + BY_HAND[name]) / 2, 3) for name in BY_HAND}
    return tuple({**mean, **HELD}[name] for name in FEATURES)


def main() -> None:
    validation = prepared("validation")
    print("shipped    ", measure(validation, weights()))
    if "--learn" not in sys.argv:
        return
    development = prepared("development")
    learned = learn(development, tuple({**BY_HAND, **HELD}[name] for name in FEATURES))
    print("development", measure(development, learned))
    print("learned    ", measure(validation, learned))
    print("blended    ", measure(validation, blended(learned)))
    if "--write" in sys.argv:
        lines = [f"{n},{v}" for n, v in zip(FEATURES, blended(learned), strict=True)]
        OUT.write_text("\n".join(["feature,weight", *lines]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
