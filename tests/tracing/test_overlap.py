"""Which pairs share enough words, against the plain way of counting it."""

from __future__ import annotations

from itertools import accumulate, combinations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sayso.tracing.overlap import Words, near
from sayso.tracing.signatures import COMMON

WORDS = st.dictionaries(
    st.integers(0, 2**64 - 1) | st.integers(0, 12), st.floats(0.125, 1), min_size=1, max_size=9
)
STATEMENTS = st.lists(WORDS, min_size=2, max_size=8)


def held(statements: list[dict[int, float]]) -> Words:
    return Words(
        np.array([word for one in statements for word in one], dtype=np.uint64),
        np.array([weight for one in statements for weight in one.values()], dtype=np.float64),
        np.array([0, *accumulate(map(len, statements))], dtype=np.int64),
    )


def same_weights(statements: list[dict[int, float]]) -> list[dict[int, float]]:
    """A word weighs the same wherever it is said."""
    weights = {word: weight for one in statements for word, weight in one.items()}
    return [{word: weights[word] for word in one} for one in statements]


@given(STATEMENTS)
def test_pairs_that_share_enough_are_all_found_and_no_others(
    statements: list[dict[int, float]],
) -> None:
    told = same_weights(statements)
    pairs = list(combinations(range(len(told)), 2))
    found = list(near(held(told), pairs))
    for one, other in pairs:
        shared = sum(weight for word, weight in told[one].items() if word in told[other])
        margin = shared - COMMON * max(sum(told[one].values()), sum(told[other].values()))
        if abs(margin) > 1e-5:
            assert ((one, other) in found) == (margin > 0)
    assert found == [pair for pair in pairs if pair in found]


def test_no_pairs_are_no_work() -> None:
    assert list(near(held([{1: 1.0}]), [])) == []
