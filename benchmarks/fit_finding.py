#!/usr/bin/env python3
"""Fit the weights of finding to the claims of ../shared: src/sayso/tracing/lexicon/finding.csv.

    sayso read --jsonl ARTICLES… > readings.jsonl    # articles of claims.jsonl, as ID.txt
    python benchmarks/fit_finding.py readings.jsonl            figures by cross-validation
    python benchmarks/fit_finding.py readings.jsonl --write    … and write the weights

Two small logistic models (evidence.py), fitted to whether an article carries a claim, in ledgers of
seven sorts: all articles; the claim's own; those among some others, near and far; two of them among
a few others; one of them among all others; and none of them, among all and among a few. What can
only speak for an article gets no weight below 0: 154 claims are few, and without that bound the
figures hold together by large weights that cancel out. Ten folds by claim; the second look is
fitted to what a first look says of claims that it hasn't seen.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from cached import Told, claims, readings
from installed import SHARED
from memory_shelf import MemoryShelf
from numpy.typing import NDArray

import sayso.tracing
from sayso.domain import Reading
from sayso.tracing.candidates import FindOptions, looked_at
from sayso.tracing.coverage import Figures
from sayso.tracing.evidence import first_look, second_look
from sayso.tracing.pages import Page
from sayso.tracing.terms import Term, terms

Array = NDArray[np.float64]
WEIGHTS = Path(sayso.tracing.__file__).parent / "lexicon" / "finding.csv"
FIRST = ("all", "plain", "numbers", "often", "length", "lead40", "lead100", "best")
SECOND = ("small", "first", "alone", "alone_first", "others", "top", "words", "words_for")
FREE = ("length", "best", "alone", "constant")  # may speak against an article
SORTS = {
    "all": 1.0, "own": 1.0, "among": 0.5, "few": 0.5, "one": 0.5, "none": 0.3, "none of few": 0.5,
}  # fmt: skip
RIDGE = 5.0
FOLDS = 10
_HEAD = """\
# What speaks for an article's carrying a claim: look, figure, weight. Written by
# benchmarks/fit_finding.py, which says how; by cross-validation over the 154 claims of ../shared
"""


@dataclass(frozen=True, slots=True)
class Trial:
    """A claim sought in a ledger: what there is to see, and which articles carry it (1)."""

    claim: int
    sort: str
    size: int
    sought: int
    terms: tuple[Term, ...]
    pages: list[Page]
    truth: Array
    first: list[Figures]


def main() -> int:
    """Fit, print figures, write if asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("readings", type=Path)
    parser.add_argument("--write", action="store_true", help=f"write {WEIGHTS.name}")
    asked = parser.parse_args()
    told = claims(SHARED / "data" / "stories" / "claims.jsonl")
    kept = {Path(reading.article.ref).stem: reading for reading in readings(asked.readings)}
    trials = list(_trials(told, kept))
    first = [_table(trial.first, FIRST) for trial in trials]
    unseen = _unseen(trials, first, FIRST)
    looks = [
        second_look(trial.terms, trial.pages, trial.size, trial.first, list(chances))
        for trial, chances in zip(trials, unseen, strict=True)
    ]
    second = [_table(look, SECOND) for look in looks]
    figures = "; ".join(_figures(trials, _unseen(trials, second, SECOND)))
    print(figures)
    if asked.write:
        lines = [
            f"{look},{name},{weight:.4f}\n"
            for look, tables, names in (("first", first, FIRST), ("second", second, SECOND))
            for name, weight in _fitted(trials, tables, names).items()
        ]
        WEIGHTS.write_text(f"{_HEAD}# {figures}\n{''.join(lines)}", encoding="utf-8")
    return 0


def _trials(told: Sequence[Told], kept: dict[str, Reading]) -> list[Trial]:
    chance = random.Random(5)
    counted: dict[str, Counter[str]] = {}
    everything = MemoryShelf(list(kept.values()), counted)
    found = []
    for number, claim in enumerate(told):
        own = sorted(claim.articles & kept.keys())
        words = [term.word for term in terms(claim.claim, everything)]
        ids = [match.article_id for match in everything.matching(words, 150)]
        near = [Path(reading.article.ref).stem for reading in everything.readings(ids)]
        near = [key for key in near if key not in claim.articles]
        others = sorted(kept.keys() - claim.articles)
        for sort, chosen in _ledgers(own, near, others, chance).items():
            shelf = MemoryShelf([kept[key] for key in chosen], counted)
            sought = terms(claim.claim, shelf)
            pages = looked_at(sought, shelf, FindOptions())
            if pages:
                carries = [Path(page.reading.article.ref).stem in claim.articles for page in pages]
                found.append(
                    Trial(
                        number, sort, shelf.size(), len(claim.articles & set(chosen)), sought,
                        pages, np.array(carries, dtype=np.float64), first_look(sought, pages),
                    )
                )  # fmt: skip
    return found


def _ledgers(
    own: list[str], near: list[str], others: list[str], chance: random.Random
) -> dict[str, list[str]]:
    """Articles of ledgers of each sort in which a claim is sought."""
    some = (
        chance.choice((10, 40, 160)),
        chance.choice((5, 20, 80)),
        chance.choice((4, 8, 30, 100)),
    )
    among, few, none = (chance.sample(others, count) for count in some)
    ledgers = {
        "all": own + others,
        "own": own,
        "among": own + near[:30] + among,
        "few": chance.sample(own, min(2, len(own))) + near[:5] + few,
        "one": [chance.choice(own), *others],
        "none": others,
        "none of few": near[:3] + none,
    }
    return {sort: sorted(set(chosen)) for sort, chosen in ledgers.items()}


def _table(figures: Sequence[Figures], names: Sequence[str]) -> Array:
    return np.array([[part[name] for name in names] + [1.0] for part in figures])


def _unseen(trials: Sequence[Trial], tables: Sequence[Array], names: Sequence[str]) -> list[Array]:
    """Chances by weights that haven't seen the claim."""
    folds = np.random.RandomState(0).permutation(1 + max(trial.claim for trial in trials)) % FOLDS
    found: list[Array] = [np.zeros(0)] * len(trials)
    for fold in range(FOLDS):
        seen = [n for n, trial in enumerate(trials) if folds[trial.claim] != fold]
        weights = _fit([trials[n] for n in seen], [tables[n] for n in seen], names)
        for n, trial in enumerate(trials):
            if folds[trial.claim] == fold:
                found[n] = _chance(tables[n] @ weights)
    return found


def _fitted(
    trials: Sequence[Trial], tables: Sequence[Array], names: Sequence[str]
) -> dict[str, float]:
    return dict(zip((*names, "constant"), _fit(trials, tables, names).tolist(), strict=True))


def _fit(trials: Sequence[Trial], tables: Sequence[Array], names: Sequence[str]) -> Array:
    """Weights of the figures and the constant: Newton's steps, each within the bounds."""
    table, truth = np.concatenate(tables), np.concatenate([trial.truth for trial in trials])
    counts = np.concatenate([np.full(len(t.truth), SORTS[t.sort]) for t in trials])
    scale = np.append(table[:, :-1].std(axis=0) + 1e-9, 1.0)
    table = table / scale
    ridge = np.append(np.full(len(names), RIDGE), 1e-9)
    free = np.array([name in FREE for name in (*names, "constant")])
    weights = np.zeros(len(ridge))
    for _ in range(25):
        chance = _chance(table @ weights)
        slope = table.T @ (counts * (chance - truth)) + ridge * weights
        bend = (table * (counts * chance * (1 - chance) + 1e-6)[:, None]).T @ table + np.diag(ridge)
        step = _bounded(slope, bend, np.where(free, -np.inf, -weights))
        weights = weights + step
        if np.abs(step).max() < 1e-6:
            break
    found: Array = weights / scale
    return found


def _bounded(slope: Array, bend: Array, least: Array) -> Array:
    """The lowest point of a bowl where no coordinate is below its bound; one after the other."""
    step = np.zeros(len(slope))
    for _ in range(200):
        before = step.copy()
        for n in range(len(step)):
            rest = slope[n] + bend[n] @ step - bend[n, n] * step[n]
            step[n] = max(-rest / bend[n, n], least[n])
        if np.abs(step - before).max() < 1e-8:
            break
    return step


def _chance(sums: Array) -> Array:
    chance: Array = 1 / (1 + np.exp(-np.clip(sums, -30, 30)))
    return chance


def _figures(trials: Sequence[Trial], chances: Sequence[Array]) -> list[str]:
    """What a threshold as in `FindOptions` finds, by sort of ledger."""
    lines = []
    for sort in SORTS:
        part = [(t, c) for t, c in zip(trials, chances, strict=True) if t.sort == sort]
        taken = [chance >= FindOptions().least for _, chance in part]
        hit = sum(float(t.truth[mask].sum()) for (t, _), mask in zip(part, taken, strict=True))
        got, sought = sum(int(mask.sum()) for mask in taken), sum(t.sought for t, _ in part)
        if sought:
            lines.append(
                f"{sort}: P {hit / got:.3f} R {hit / sought:.3f} F1 {2 * hit / (got + sought):.3f}"
            )
        else:
            lines.append(f"{sort}: {got / len(part):.2f} found in vain")
    return lines


if __name__ == "__main__":
    sys.exit(main())
