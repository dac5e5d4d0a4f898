"""The drawing of layered graphs: order, distance, few crossings, the same every time."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from sayso.views.web.stemma.layout import placed

Graphed = tuple[list[list[str]], list[tuple[str, str]]]
WIDTH, GAP = 100.0, 18.0


@st.composite
def graphs(draw: st.DrawFn) -> Graphed:
    sizes = draw(st.lists(st.integers(1, 6), min_size=1, max_size=5))
    layers = [[f"{i}.{j}" for j in range(size)] for i, size in enumerate(sizes)]
    pairs = [
        (a, b) for i, up in enumerate(layers) for low in layers[i + 1 :] for a in up for b in low
    ]
    edges = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=14)) if pairs else []
    return layers, edges


@given(graphs())
def test_nodes_of_a_layer_never_touch_and_all_lie_on_the_sheet(graph: Graphed) -> None:
    layers, edges = graph
    found = placed(layers, edges, dict.fromkeys((n for layer in layers for n in layer), WIDTH), GAP)
    for layer in layers:
        centres = sorted(found.x[node] for node in layer)
        # a line may run between two nodes, never closer than a third of the gap to either
        assert all(b - a >= WIDTH + GAP / 3 for a, b in pairwise(centres))
        assert all(WIDTH / 2 - 0.01 <= x <= found.width - WIDTH / 2 + 0.01 for x in centres)
    for (upper, lower), bends in found.bends.items():
        assert len(bends) == int(lower[0]) - int(upper[0]) - 1


@given(graphs())
def test_lines_pass_beside_nodes_not_through_them(graph: Graphed) -> None:
    layers, edges = graph
    found = placed(layers, edges, dict.fromkeys((n for layer in layers for n in layer), WIDTH), GAP)
    for (upper, _), bends in found.bends.items():
        for i, x in enumerate(bends, int(upper[0]) + 1):
            assert all(abs(found.x[node] - x) > WIDTH / 2 for node in layers[i])


@given(graphs())
def test_the_same_graph_is_drawn_alike(graph: Graphed) -> None:
    layers, edges = graph
    width = dict.fromkeys((n for layer in layers for n in layer), WIDTH)
    assert placed(layers, edges, width, GAP) == placed(layers, edges, width, GAP)


def test_crossings_that_can_be_avoided_are() -> None:
    layers = [["a", "b", "c"], ["x", "y", "z"]]
    found = placed(
        layers, [("a", "z"), ("b", "y"), ("c", "x")], dict.fromkeys("abcxyz", WIDTH), GAP
    )
    order = [sorted(layer, key=found.x.__getitem__) for layer in layers]
    partner = {"a": "z", "b": "y", "c": "x"}
    assert [partner[node] for node in order[0]] == order[1]


def test_a_single_parent_stands_above_the_middle_of_its_children() -> None:
    found = placed(
        [["a"], ["x", "y", "z"]],
        [("a", "x"), ("a", "y"), ("a", "z")],
        dict.fromkeys("axyz", WIDTH),
        GAP,
    )
    assert abs(found.x["a"] - found.x["y"]) < 1
    assert found.bends == {("a", "x"): (), ("a", "y"): (), ("a", "z"): ()}
