"""Where the nodes of a layered graph lie, so that few edges cross and most run straight.

Sugiyama's steps: long edges get a bend on every layer between, one for all edges of a node, so that
they run down together like a trunk and branch off where they end; layers are ordered by
barycentres, keeping the order with the fewest crossings; then each layer is placed as close to its
neighbours as its order and widths allow, which is an isotonic regression.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

_SWEEPS = 16
_BEND = 8.0  # width that a passing edge takes; half the usual gap on either side of it
_STRAIGHT = 4.0  # how much more a bend insists on its place than a node
_LOOSE = 1e-6  # what is tied to nothing gives way to all

Layers = list[list[str]]


@dataclass(frozen=True, slots=True)
class Placed:
    """Centres of the nodes by key, and for each edge the x of its bends, a layer each."""

    x: Mapping[str, float]
    bends: Mapping[tuple[str, str], tuple[float, ...]]
    width: float


@dataclass(slots=True)
class _Chart:
    """`up`, `down`: neighbours in the next layer, bends among them; `over`, `under`: the nodes that
    edges lead to in the end (a bend has only the upper one)."""

    layers: Layers
    width: dict[str, float]
    up: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    down: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    bends: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    over: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    under: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))


def placed(
    layers: Sequence[Sequence[str]],
    edges: Sequence[tuple[str, str]],
    width: Mapping[str, float],
    gap: float,
) -> Placed:
    """Places for the nodes of `layers`, top to bottom; `edges` lead from a layer to a lower one."""
    chart = _charted(layers, edges, width)
    _ordered(chart)
    x = _positions(chart, gap)
    left = min((x[n] - chart.width[n] / 2 for n in x), default=0.0)
    right = max((x[n] + chart.width[n] / 2 for n in x), default=0.0)
    real = {node for layer in layers for node in layer}
    return Placed(
        x={node: x[node] - left for node in real},
        bends={
            edge: tuple(x[bend] - left for bend in bends) for edge, bends in chart.bends.items()
        },
        width=right - left,
    )


def _charted(
    layers: Sequence[Sequence[str]], edges: Sequence[tuple[str, str]], width: Mapping[str, float]
) -> _Chart:
    chart = _Chart([list(layer) for layer in layers], dict(width))
    level = {node: i for i, layer in enumerate(layers) for node in layer}
    for upper, lower in edges:
        chart.bends[upper, lower] = []
        chart.under[upper].append(lower)
        chart.over[lower].append(upper)
        last = upper
        for i in range(level[upper] + 1, level[lower]):
            bend = f"\0{i}\0{upper}"
            if bend not in chart.width:
                chart.width[bend] = _BEND
                chart.layers[i].append(bend)
                chart.over[bend].append(upper)
                _join(chart, last, bend)
            chart.bends[upper, lower].append(bend)
            last = bend
        _join(chart, last, lower)
    return chart


def _join(chart: _Chart, upper: str, lower: str) -> None:
    chart.down[upper].append(lower)
    chart.up[lower].append(upper)


def _ordered(chart: _Chart) -> None:
    """Orders the layers of a chart in place."""
    best, fewest = [list(layer) for layer in chart.layers], _crossings(chart)
    for sweep in range(_SWEEPS):
        downwards = sweep % 2 == 0
        indices = range(1, len(chart.layers)) if downwards else range(len(chart.layers) - 2, -1, -1)
        for i in indices:
            beside = chart.layers[i - 1 if downwards else i + 1]
            place = {node: at for at, node in enumerate(beside)}
            _sort_by_barycentre(chart.layers[i], place, chart.up if downwards else chart.down)
        crossings = _crossings(chart)
        if crossings < fewest:
            best, fewest = [list(layer) for layer in chart.layers], crossings
    chart.layers[:] = best


def _sort_by_barycentre(
    layer: list[str], place: Mapping[str, int], near: Mapping[str, list[str]]
) -> None:
    """Sorts a layer; nodes tied to nothing beside it go to the end, in nobody's way."""

    def centre(node: str) -> float:
        there = [place[n] for n in near.get(node, ()) if n in place]
        return sum(there) / len(there) if there else float("inf")

    layer.sort(key=centre)


def _crossings(chart: _Chart) -> int:
    total = 0
    for i in range(1, len(chart.layers)):
        place = {node: at for at, node in enumerate(chart.layers[i - 1])}
        ends: list[int] = []
        for node in chart.layers[i]:
            starts = sorted(place[upper] for upper in chart.up.get(node, ()) if upper in place)
            total += sum(len(ends) - bisect_right(ends, start) for start in starts)
            for start in starts:
                insort(ends, start)
    return total


def _positions(chart: _Chart, gap: float) -> dict[str, float]:
    """Nodes keep close to what they are tied to, bends right below where their edges begin."""
    x: dict[str, float] = {}
    for layer in chart.layers:
        _place(layer, chart, gap, x, {})
    for sweep in range(_SWEEPS):
        downwards, last = sweep % 2 == 0, sweep >= _SWEEPS - 2
        for layer in chart.layers if downwards else reversed(chart.layers):
            wanted = {}
            for node in layer:
                above, below = chart.over.get(node, []), chart.under.get(node, [])
                near = (
                    above + below if last else ((above or below) if downwards else (below or above))
                )
                if near:
                    wanted[node] = sum(x[n] for n in near) / len(near)
            _place(layer, chart, gap, x, wanted)
    for layer in chart.layers:  # trunks are straightened where there is room
        _place(
            layer, chart, gap, x, {n: x[chart.over[n][0]] if _is_bend(n) else x[n] for n in layer}
        )
    return x


def _place(
    layer: Sequence[str],
    chart: _Chart,
    gap: float,
    x: dict[str, float],
    wanted: Mapping[str, float],
) -> None:
    """The nearest places to the wanted ones that keep order and distance: least squares, exactly
    (pool adjacent violators on what is left when the distances are taken off)."""
    offsets = _offsets(layer, chart, gap)
    pools: list[tuple[float, float, int]] = []  # mean, weight, how many
    for node, off in zip(layer, offsets, strict=True):
        weight = (_STRAIGHT if _is_bend(node) else 1.0) if node in wanted else _LOOSE
        pools.append((wanted.get(node, 0.0) - off, weight, 1))
        while len(pools) > 1 and pools[-2][0] > pools[-1][0]:
            mean, weight, many = pools.pop()
            other, heavy, more = pools.pop()
            both = weight + heavy
            pools.append(((mean * weight + other * heavy) / both, both, many + more))
    flat = [mean for mean, _, many in pools for _ in range(many)]
    for node, off, mean in zip(layer, offsets, flat, strict=True):
        x[node] = mean + off


def _offsets(layer: Sequence[str], chart: _Chart, gap: float) -> list[float]:
    """Where the nodes of a layer lie if they lie as close together as they may."""
    offsets = [0.0] * len(layer)
    for i in range(1, len(layer)):
        before, node = layer[i - 1], layer[i]
        between = gap / (1 + _is_bend(before) + _is_bend(node))
        offsets[i] = offsets[i - 1] + (chart.width[before] + chart.width[node]) / 2 + between
    return offsets


def _is_bend(node: str) -> bool:
    return node.startswith("\0")
