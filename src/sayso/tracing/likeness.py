"""What articles share beside the claim itself: the other words that one story's articles use."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sayso.tracing.lexicon import frequencies
from sayso.tracing.pages import Page
from sayso.tracing.terms import RAREST, UNLISTED

Numbers = npt.NDArray[np.float64]

_TRUSTED, _OTHERS = 1.0, 10.0  # articles' worth of usual frequencies for a story, for the rest
_LEAST = 1e-4  # share of articles that a word is at least thought to be in
_TELLING = 20  # words that tell a story's article; as many are thought to say nothing


@dataclass(frozen=True, slots=True)
class Table:
    """Articles (rows) by the words (columns) that two and more of them hold. `counts`: how often;
    `usual`: the words' share of articles at large."""

    counts: Numbers
    usual: Numbers


def table(pages: Sequence[Page], without: Collection[str]) -> Table:
    """The words of articles other than those of `without`."""
    held = Counter(key for page in pages for key in page.counts)
    shared = sorted(key for key, count in held.items() if count > 1 and key not in without)
    column = {key: number for number, key in enumerate(shared)}
    counts = np.zeros((len(pages), len(shared) + 1))  # one more, so that none is never empty
    for row, page in enumerate(pages):
        found = [(column[key], count) for key, count in page.counts.items() if key in column]
        if found:
            columns, numbers = zip(*found, strict=True)
            counts[row, columns] = numbers
    known = frequencies()
    usual = np.array([known.get(key, UNLISTED) for key in shared] + [1.0])
    return Table(counts, usual)


def cosines(words: Table) -> Numbers:
    """The cosine (0 to 1) of each article to each, rare words counting most."""
    weights = np.where(words.counts > 0, 1 + np.log(np.maximum(words.counts, 1)), 0.0)
    weights *= -np.log(words.usual)
    weights /= np.maximum(np.linalg.norm(weights, axis=1, keepdims=True), 1e-9)
    found: Numbers = weights @ weights.T
    return found


def to_others(near: Numbers, trust: Numbers) -> Numbers:
    """Each article's cosine to the mean of all others, weighted by how far each is trusted."""
    shared = near @ trust
    own = np.diag(near) * trust
    others = trust @ shared - 2 * trust * shared + trust * own
    found: Numbers = (shared - own) / np.sqrt(np.maximum(others, 1e-9))
    return found


def to_best(near: Numbers, trust: Numbers, best: int) -> Numbers:
    """Each article's highest cosine to one of the `best` most trusted others, times that trust."""
    top = np.argsort(-trust, kind="stable")[:best]
    weighted = near[:, top] * trust[top]
    weighted[top, np.arange(len(top))] = 0.0
    found: Numbers = weighted.max(axis=1, initial=0.0)
    return found


def telling(words: Table, trust: Numbers) -> tuple[Numbers, Numbers]:
    """How much an article's words are those of trusted articles rather than of the others.

    For each article, from all others: the mean of its words' logarithmic odds, and the mean of its
    most telling words'; rare words count most.
    """
    held = (words.counts > 0).astype(np.float64)
    doubt = 1 - trust
    own, own_doubt = trust[:, None], doubt[:, None]
    among = (trust @ held - own * held + _TRUSTED * words.usual) / (trust.sum() - own + _TRUSTED)
    beside = (doubt @ held - own_doubt * held + _OTHERS * words.usual) / (
        doubt.sum() - own_doubt + _OTHERS
    )
    odds = held * (np.log(among + _LEAST) - np.log(beside + _LEAST))
    odds *= -np.log(words.usual) / RAREST
    mean = odds.sum(axis=1) / (held.sum(axis=1) + _TELLING)
    most = min(_TELLING, odds.shape[1])
    ordered = np.partition(odds, odds.shape[1] - most, axis=1)
    highest = np.maximum(ordered[:, -most:], 0.0).sum(axis=1) / _TELLING
    return mean, highest
