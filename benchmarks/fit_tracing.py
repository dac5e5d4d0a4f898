"""Fit the weights of tracing to graded stories: src/sayso/tracing/weights.csv.

    sayso read --jsonl ARTICLES… > readings.jsonl    # articles of claims.jsonl, as ID.txt
    python benchmarks/fit_tracing.py readings.jsonl            figures by cross-validation
    python benchmarks/fit_tracing.py readings.jsonl --write    … and write the weights

Three small logistic models: is an outlet that an article names a credit for the claim (`credit`)?
Does an article rest on another outlet, rather than on its own gathering (`credited`)? Does a group
of voices stand on its own as an origin (`origin`)? Fitted on benchmarks/stories/part_*.jsonl only;
../shared/data/stories/graded.json is the check, and no story is scored by weights that saw it.
"""

from __future__ import annotations

import argparse
import json
import math
import re
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from cached import readings
from installed import SHARED
from numpy.typing import NDArray

from sayso.domain import Reading
from sayso.ledger import Ledger
from sayso.tracing.candidates import find
from sayso.tracing.carried import Carried
from sayso.tracing.credits import signs_of_all
from sayso.tracing.findings import findings
from sayso.tracing.grounds import OWN, Voice, occasions
from sayso.tracing.labels import label_signs
from sayso.tracing.places import keys, places_of
from sayso.tracing.setting import nearness
from sayso.tracing.signs import all_signs
from sayso.tracing.weighing import weights

HERE = Path(__file__).parent
WEIGHTS = HERE.parent / "src" / "sayso" / "tracing" / "weights.csv"
FOLDS = 10
RIDGE = 3.0  # of 1 to 10, the least log loss
WANTED = 0.85  # of the origins in the grades: what the weights of all groups add up to
PARTED = 0.52  # where "credited" begins; .5 to .6 are level in cross-validation
_COMMON = frozenset(
    "the a an of in on to for and by his her with from that was who report reports statement"
    " interview own told via tweet post news official officials spokesman police press video media"
    " story article readers blog site website public local several sources source team network"
    " spokeswoman spokesperson named unnamed account copy fighters senior show shows says said"
    " saying".split()
)
_DESKS = re.compile(r"desks'|\bown (?:debunk|check|rebuttal|reasons|authent|doubt)", re.IGNORECASE)

Signs = dict[str, float]
Row = tuple[str, Signs, int]  # story, signs, what is so (1), is not (0), can't be told (-1)
Array = NDArray[np.float64]
Threshold = Callable[[Array, Array], float]


@dataclass(frozen=True)
class Story:
    """A graded story: its claim, and the articles that carry it, as finding hands them over."""

    name: str
    claim: str
    carried: tuple[Carried, ...]
    ids: tuple[str, ...]
    gold: dict[str, Any]


RowsOf = Callable[[Story], Iterator[Row]]


def main() -> int:
    """Fit, print figures, write if asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("readings", type=Path)
    parser.add_argument("--write", action="store_true", help=f"write {WEIGHTS.name}")
    asked = parser.parse_args()
    stories = list(_stories({Path(r.article.ref).stem: r for r in readings(asked.readings)}))
    models: tuple[tuple[str, RowsOf, Threshold], ...] = (
        ("credit", credit_rows, best_threshold),
        ("credited", label_rows, lambda _likely, _truth: PARTED),
        ("origin", origin_rows, lambda _likely, _truth: 0.5),
    )
    for model, rows_of, threshold in models:
        rows = [row for story in stories for row in rows_of(story)]
        fitted = fit(rows, threshold)
        if model == "origin":
            fitted["bias"] += _shift(rows, fitted, stories)
        print(f"{model}: {len(rows)} rows, log loss {validated(rows)[0]:.1f} by cross-validation")
        if asked.write:  # the next model sees what this one weighs
            _write(model, fitted)
    return 0


def credit_rows(story: Story) -> Iterator[Row]:
    """Every outlet that an article names: is it among the credits graded?"""
    held = [one.reading for one in story.carried]
    asked = keys(story.claim)
    places = [places_of(reading.article.text, asked) for reading in held]
    for key, named in zip(story.ids, signs_of_all(asked, held, places), strict=True):
        graded = story.gold["bodies"][key]["credits"]
        for one, signs in named:
            yield story.name, signs, int(any(same_name(one.name, name) for name in graded))


def label_rows(story: Story) -> Iterator[Row]:
    """Every article that is own or credited: which?"""
    found = findings(story.claim, story.carried, ())
    for n, key in enumerate(story.ids):
        graded = story.gold["bodies"][key]["label"]
        if graded in ("own", "credited"):
            heard = [voice for voice in found.heard if voice.article == n]
            signs = label_signs(n, found.given[n], heard, found.setting)
            yield story.name, signs, int(graded == "credited")


def origin_rows(story: Story) -> Iterator[Row]:
    """Every group of voices: is it an origin beside the one that most articles share?

    An origin's description is matched to the group that names it and is heard by its articles.
    """
    found = findings(story.claim, story.carried, ())
    near = [nearness(voice, found.setting) for voice in found.heard]
    groups = occasions(found.heard, near, found.lineage.onward)
    signs = all_signs(groups, found.setting)
    truth = [0] * len(groups)
    for described, articles in _secondary(story):
        fits = sorted(
            (
                (fit_of(group, held, described, articles, story), -n)
                for n, (group, held) in enumerate(zip(groups, signs, strict=True))
                if not held["root"]
            ),
            reverse=True,
        )
        fits = [(value, n) for value, n in fits if value > 0]
        for rank, (value, n) in enumerate(fits):
            if rank == 0:
                truth[-n] = 1
            elif value > fits[0][0] - 0.35 and truth[-n] == 0:
                truth[-n] = -1
    for held, so in zip(signs, truth, strict=True):
        if not held["root"]:
            yield story.name, {k: v for k, v in held.items() if k != "root"}, so


def fit_of(
    group: Sequence[Voice], signs: Signs, described: str, articles: set[str], story: Story
) -> float:
    """How well a group of voices fits the description of an origin; 0 if it doesn't."""
    heard = {story.ids[voice.article] for voice in group}
    overlap = len(heard & articles) / len(heard | articles)
    words = {w for voice in group for w in _tokens(f"{voice.name} {voice.relay_name}")}
    shared = len(words & _tokens(described) - _tokens(story.claim))
    if group[0].who[1] == OWN:
        shared = 2 if _DESKS.search(described) else 0
    about = signs["near"] > 0.15 or signs["refutes"] or signs["outlet only"]
    if not about or not ((shared and overlap >= 0.5) or (shared > 1 and overlap >= 0.34)):
        return 0.0
    return overlap + 0.3 * shared + 0.2 * signs["refutes"] + 0.3 * signs["near"]


def fit(rows: Sequence[Row], threshold: Threshold) -> Signs:
    """Weights by sign; the bias is such that .5 is where the threshold lies."""
    names, matrix, truth = _arrays(rows)
    likely, _ = _cross_validated(rows)
    fitted = _newton(matrix, truth)
    at = threshold(likely, truth)
    fitted[0] -= math.log(at / (1 - at))
    return dict(zip(["bias", *names], fitted.tolist(), strict=True))


def validated(rows: Sequence[Row]) -> tuple[float, Array]:
    """Log loss, and how likely each row is by weights that did not see its story."""
    likely, truth = _cross_validated(rows)
    return float(-np.log(np.where(truth > 0, likely, 1 - likely) + 1e-12).sum()), likely


def best_threshold(likely: Array, truth: Array) -> float:
    """Where F1 is best."""
    steps = np.linspace(0.3, 0.5, 21)
    f1 = [
        2 * ((likely >= s) & (truth > 0)).sum() / ((likely >= s).sum() + truth.sum()) for s in steps
    ]
    return float(steps[int(np.argmax(f1))])


def same_name(one: str, other: str) -> bool:
    """One name contains the other, word by word."""
    a, b = (re.findall(r"\w+", name.replace("’", "'").casefold()) for name in (one, other))
    a, b = ([w for w in words if w != "the"] for words in (a, b))
    short, long = sorted((a, b), key=len)
    return bool(short) and any(
        long[at : at + len(short)] == short for at in range(len(long) - len(short) + 1)
    )


def _cross_validated(rows: Sequence[Row]) -> tuple[Array, Array]:
    _, matrix, truth = _arrays(rows)
    known = [row for row in rows if row[2] >= 0]
    fold = {name: n % FOLDS for n, name in enumerate(dict.fromkeys(row[0] for row in known))}
    folds = np.array([fold[row[0]] for row in known])
    likely = np.zeros(len(truth))
    for n in range(FOLDS):
        fitted = _newton(matrix[folds != n], truth[folds != n])
        likely[folds == n] = 1 / (1 + np.exp(-matrix[folds == n] @ fitted))
    return likely, truth


def _arrays(rows: Sequence[Row]) -> tuple[list[str], Array, Array]:
    known = [row for row in rows if row[2] >= 0]
    names = sorted(known[0][1])
    matrix = np.array([[1.0, *(signs[name] for name in names)] for _, signs, _ in known])
    return names, matrix, np.array([so for _, _, so in known], dtype=np.float64)


def _newton(matrix: Array, truth: Array) -> Array:
    """Logistic regression with a ridge on all but the bias."""
    fitted = np.zeros(matrix.shape[1])
    ridge = RIDGE * np.eye(matrix.shape[1])
    ridge[0, 0] = 1e-6
    for _ in range(60):
        likely = 1 / (1 + np.exp(-matrix @ fitted))
        slope = matrix.T @ (likely - truth) + ridge @ fitted
        curve = (matrix.T * (likely * (1 - likely))) @ matrix + ridge
        step = np.linalg.solve(curve, slope)
        fitted -= step
        if np.abs(step).max() < 1e-8:
            break
    return fitted


def _shift(rows: Sequence[Row], fitted: Signs, stories: Sequence[Story]) -> float:
    """What to add to the bias so that likelihoods add up to the origins graded."""
    wanted = WANTED * sum(story.gold["n_independent_origins"] - 1 for story in stories)
    sums = np.array(
        [
            fitted["bias"] + sum(fitted[name] * value for name, value in signs.items())
            for _, signs, _ in rows
        ]
    )
    shift = 0.0
    for _ in range(60):
        shift += 0.7 * math.log(wanted / (1 / (1 + np.exp(-(sums + shift)))).sum())
    return shift


def _secondary(story: Story) -> Iterator[tuple[str, set[str]]]:
    """Description and articles of every origin but the one that most articles rest on."""
    resting = {
        key: {i for i, body in story.gold["bodies"].items() if key in body["origins"]}
        for key in story.gold["origins"]
    }
    root = max(resting, key=lambda key: (len(resting[key]), -int(key[1:])))
    for key, described in story.gold["origins"].items():
        if key != root:
            yield described, resting[key]


def _tokens(text: str) -> set[str]:
    return {w for w in re.findall(r"\w+", text.lower()) if len(w) > 2} - _COMMON


def _stories(held: dict[str, Reading]) -> Iterator[Story]:
    claims = {}
    for line in (SHARED / "data" / "stories" / "claims.jsonl").open(encoding="utf-8"):
        record = json.loads(line)
        claims[record["claim_id"]] = record
    for part in sorted((HERE / "stories").glob("part_*.jsonl")):
        for line in part.read_text(encoding="utf-8").splitlines():
            gold = json.loads(line)
            claim = claims[gold["claim_id"]]
            ids = tuple(a["id"] for a in claim["articles"] if a["id"] in gold["bodies"])
            carried = _carried(claim["claim"], [held[key] for key in ids])
            yield Story(gold["claim_id"], claim["claim"], carried, ids, gold)


def _carried(claim: str, articles: Sequence[Reading]) -> tuple[Carried, ...]:
    """All articles of a story, those that finding misses without agreed statements."""
    with tempfile.TemporaryDirectory() as folder, Ledger.open(Path(folder) / "l.db") as ledger:
        with ledger.writer() as writer:
            writer.keep_many(articles, "fit")
        found = {one.reading.article.id: one for one in find(claim, ledger)}
    return tuple(
        found.get(reading.article.id, Carried(reading, (), "supports", 1.0)) for reading in articles
    )


def _write(model: str, fitted: Signs) -> None:
    text = WEIGHTS.read_text(encoding="utf-8").splitlines()
    kept = [line for line in text if not line.startswith(f"{model},")]
    mine = [f"{model},{sign},{weight:.3f}" for sign, weight in fitted.items()]
    WEIGHTS.write_text("\n".join([*kept, *mine]) + "\n", encoding="utf-8")
    weights.cache_clear()


if __name__ == "__main__":
    sys.exit(main())
