from __future__ import annotations

from random import Random

import networkx
from hypothesis import given
from hypothesis import strategies as st

from sayso.tracing.groups import Groups, grouped

NODES = st.integers(0, 30)
TIES = st.lists(st.tuples(NODES, NODES), max_size=60)


@given(TIES)
def test_groups_are_the_connected_components_of_the_ties(ties: list[tuple[int, int]]) -> None:
    graph: networkx.Graph[int] = networkx.Graph()
    graph.add_nodes_from(range(31))
    graph.add_edges_from(ties)
    expected = {frozenset(part) for part in networkx.connected_components(graph)}
    assert {frozenset(group) for group in grouped(range(31), ties)} == expected


@given(TIES, st.randoms(use_true_random=False))
def test_the_order_of_ties_makes_no_difference(ties: list[tuple[int, int]], random: Random) -> None:
    shuffled = [tie[::-1] if random.random() < 0.5 else tie for tie in ties]
    random.shuffle(shuffled)
    assert grouped(range(31), ties) == grouped(range(31), shuffled)


@given(TIES, NODES, NODES)
def test_tied_is_being_in_one_group(ties: list[tuple[int, int]], one: int, other: int) -> None:
    groups = Groups(range(31))
    for pair in ties:
        groups.tie(*pair)
    together = any(one in group and other in group for group in groups.all())
    assert groups.tied(one, other) == together


def test_items_keep_the_order_they_were_given_in() -> None:
    assert grouped("dbac", [("c", "d")]) == (("d", "c"), ("b",), ("a",))
