"""What speaks for an article's carrying a claim, in two looks, each with weights that were learnt.

First look: how much of the claim each article holds. Second look: how like the articles that the
first look trusts it is in its other words, since one story's articles share names and details that
a claim in plain words doesn't mention. benchmarks/fit_finding.py learns the weights and says how.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from sayso.tracing.coverage import Figures, coverage
from sayso.tracing.lexicon import finding
from sayso.tracing.likeness import cosines, table, telling, to_best, to_others
from sayso.tracing.pages import Page
from sayso.tracing.terms import Term

_TRUSTED = 0.1  # an article with less of a chance doesn't say what a story's words are
_MODELS = 6  # articles that each other one is held against
# An article that has nearly all words of a claim of some length in one sentence carries it, however
# deep inside: among all 1,238, 170 of 177 such do, and 165 of 165 in the claim's own ledger.
_ENOUGH, _NEARLY_ALL, _VERBATIM = 5, 0.9, 0.6
_MANY = 1200  # articles; a ledger of fewer is the likelier to have been made for one story


def chances(terms: Sequence[Term], pages: Sequence[Page], size: int) -> list[float]:
    """How likely each of a ledger's articles is to carry the claim, 0 to 1.

    `size`: how many articles the ledger has.
    """
    first = first_look(terms, pages)
    looked = second_look(terms, pages, size, first, judged("first", first))
    return [
        max(chance, _VERBATIM) if len(terms) >= _ENOUGH and part["close"] >= _NEARLY_ALL else chance
        for part, chance in zip(first, judged("second", looked), strict=True)
    ]


def first_look(terms: Sequence[Term], pages: Sequence[Page]) -> list[Figures]:
    """The coverage of each article, and how closely the best of them holds the claim: where one
    has it in a sentence, more is asked of the others."""
    figures = [coverage(terms, page) for page in pages]
    best = max((part["close"] for part in figures), default=0.0)
    return [part | {"best": best} for part in figures]


def second_look(
    terms: Sequence[Term],
    pages: Sequence[Page],
    size: int,
    first: Sequence[Figures],
    trust: Sequence[float],
) -> list[Figures]:
    """The figures of the first look with what the articles trusted then say of each."""
    words = table(pages, {term.key for term in terms})
    near = cosines(words)
    chance = np.clip(np.array(trust), 1e-3, 1 - 1e-3)
    known = np.where(chance > _TRUSTED, chance, 0.0)
    mean, highest = telling(words, chance)
    added = {
        "first": np.log(chance / (1 - chance)),
        "others": to_others(near, known if known.any() else chance),
        "alone": np.maximum(0.0, 1 - (chance.sum() - chance)),
        "top": to_best(near, chance, _MODELS),
        "words": mean,
        "words_for": highest,
    }
    added["alone_first"] = added["alone"] * added["first"]
    small = max(0.0, 1 - math.log(max(1, size)) / math.log(_MANY))
    return [
        figures | {"small": small} | {name: float(values[row]) for name, values in added.items()}
        for row, figures in enumerate(first)
    ]


def judged(look: str, figures: Sequence[Figures]) -> list[float]:
    """Chances by the weights learnt for a look; rounded, so that they don't hang on a last bit."""
    weights = finding()[look]
    named = [(name, weight) for name, weight in weights.items() if name != "constant"]
    sums = (
        weights["constant"] + sum(weight * part[name] for name, weight in named) for part in figures
    )
    return [round(1 / (1 + math.exp(-max(-30.0, min(30.0, total)))), 6) for total in sums]
