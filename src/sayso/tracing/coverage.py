"""How much of a claim an article holds, and how close together: figures from 0 to about 1."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence

from sayso.tracing.pages import Page
from sayso.tracing.terms import Term

Figures = dict[str, float]

_LEAD = (40, 100)  # words that mean something: about the first two, the first six sentences
_CLOSE = 12  # likewise: about one sentence
_BETWEEN = 4  # words of its own that an article may put between those of a long claim
_SHORT = 60  # likewise: what is shorter says little, however much of it is the claim's
_UNKNOWN = 0.5  # where a claim has no term of a sort


def coverage(terms: Sequence[Term], page: Page) -> Figures:
    """What an article holds of a claim of at least one term."""
    places = page.places
    plain = [term for term in terms if not term.name and not term.number]
    figures = {
        "all": _share(terms, lambda key: key in places),
        "plain": _share(plain, lambda key: key in places),
        "numbers": _share([term for term in terms if term.number], lambda key: key in places),
        "often": _often(terms, page),
        "length": math.log(max(_SHORT, page.length)) / 7,
        "close": _closest(terms, page, max(_CLOSE, len(terms) + _BETWEEN)),
    }
    for end in _LEAD:
        figures[f"lead{end}"] = _within(terms, page, 0, end)
    return figures


def _share(terms: Sequence[Term], held: Callable[[str], bool]) -> float:
    total = sum(term.weight for term in terms)
    if not total:
        return _UNKNOWN
    return sum(term.weight for term in terms if held(term.key)) / total


def _within(terms: Sequence[Term], page: Page, start: int, end: int) -> float:
    return _share(terms, lambda key: page.holds(key, start, end))


def _often(terms: Sequence[Term], page: Page) -> float:
    """Terms that come three times and more count in full."""
    total = sum(term.weight for term in terms)
    return sum(term.weight * min(3, page.counts.get(term.key, 0)) / 3 for term in terms) / total


def _closest(terms: Sequence[Term], page: Page, width: int) -> float:
    """The largest share of the claim that stands within `width` words."""
    weights = {term.key: term.weight for term in terms}
    places = sorted((place, key) for key in weights for place in page.places.get(key, ()))
    inside: Counter[str] = Counter()
    share = best = 0.0
    first = 0
    for place, key in places:
        if not inside[key]:
            share += weights[key]
        inside[key] += 1
        while places[first][0] < place - width:
            gone = places[first][1]
            inside[gone] -= 1
            if not inside[gone]:
                share -= weights[gone]
            first += 1
        best = max(best, share)
    return best / sum(weights.values())
