"""Which layer of the drawing each node belongs to: origins first, then articles day by day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sayso.views.web.stemma.edges import Edge
from sayso.views.web.stemma.graph import Graph, Node
from sayso.views.web.wording import day_range

MOST_BANDS = 6  # more days than that share a band with their neighbours
PER_ROW = 6  # nodes side by side


@dataclass(frozen=True, slots=True)
class Band:
    """Layers `first` to `last` hold the articles of the days in `label`."""

    label: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Levels:
    """The keys of the nodes, layer by layer, and the bands that they form."""

    layers: tuple[tuple[str, ...], ...]
    bands: tuple[Band, ...]


def levels(graph: Graph) -> Levels:
    """Layers for a graph; within a day what is copied or credited stands above what does so."""
    origins = [node for node in graph.nodes if node.kind == "origin"]
    layers = _rows([node.key for node in origins])
    bands = []
    for label, nodes in _by_days([node for node in graph.nodes if node.kind != "origin"]):
        first = len(layers)
        for depth in _by_depth(nodes, graph.edges):
            layers += _rows(depth)
        bands.append(Band(label, first, len(layers) - 1))
    return Levels(tuple(tuple(layer) for layer in layers), tuple(bands))


def _rows(keys: Sequence[str]) -> list[list[str]]:
    """Rows of nearly the same length."""
    rows = -(-len(keys) // PER_ROW)
    return [list(keys[len(keys) * i // rows : len(keys) * (i + 1) // rows]) for i in range(rows)]


def _by_days(nodes: Iterable[Node]) -> list[tuple[str, list[Node]]]:
    """Nodes by day of publication; those without one last."""
    days: dict[str, list[Node]] = {}
    for node in sorted(nodes, key=lambda one: (one.day or "9999", one.kind, one.key)):
        days.setdefault(node.day, []).append(node)
    undated = days.pop("", [])
    bands = _merged(list(days.items()))
    named = [(day_range(first, last), nodes) for first, last, nodes in bands]
    return [*named, *([("undated" if named else "", undated)] if undated else [])]


def _merged(days: list[tuple[str, list[Node]]]) -> list[tuple[str, str, list[Node]]]:
    """Neighbouring days together, the fewest nodes first, until there are few bands."""
    bands = [(day, day, nodes) for day, nodes in days]
    while len(bands) > MOST_BANDS:
        sizes = [len(bands[i][2]) + len(bands[i + 1][2]) for i in range(len(bands) - 1)]
        at = sizes.index(min(sizes))
        (first, _, some), (_, last, more) = bands[at : at + 2]
        bands[at : at + 2] = [(first, last, some + more)]
    return bands


def _by_depth(nodes: Sequence[Node], edges: Iterable[Edge]) -> list[list[str]]:
    """Nodes of a band by how many others of the band stand above them."""
    here = {node.key for node in nodes}
    above: dict[str, list[str]] = {node.key: [] for node in nodes}
    for edge in edges:
        if edge.upper in here and edge.lower in here:
            above[edge.lower].append(edge.upper)
    depth: dict[str, int] = {}
    for node in nodes:
        _depth(node.key, above, depth)
    out: list[list[str]] = [[] for _ in range(max(depth.values(), default=-1) + 1)]
    for node in nodes:
        out[depth[node.key]].append(node.key)
    return [layer for layer in out if layer]


def _depth(start: str, above: Mapping[str, list[str]], depth: dict[str, int]) -> None:
    """Longest way up from `start`, without recursion; what runs in a circle is cut where it
    closes."""
    stack, open_ = [start], set()
    while stack:
        node = stack[-1]
        waiting = [one for one in above[node] if one not in depth and one not in open_]
        open_.add(node)
        if waiting:
            stack.append(waiting[0])
            continue
        stack.pop()
        if node not in depth:
            depth[node] = 1 + max((depth[one] for one in above[node] if one in depth), default=-1)
