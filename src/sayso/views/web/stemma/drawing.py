"""The stemma as SVG: every node is a link, every edge leads to its reason."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from sayso.views.web.stemma import shapes
from sayso.views.web.stemma.edges import Edge
from sayso.views.web.stemma.graph import Graph, Node
from sayso.views.web.stemma.layout import placed
from sayso.views.web.stemma.levels import Levels, levels
from sayso.views.web.svg import element, number

_GAP = 18.0  # between nodes side by side
_DROP = 58.0  # between layers
_PAD = 14.0
_GUTTER = 74.0  # for the days on the left
_WIDE = 1400.0  # wider drawings are scrolled, not shrunk
_LEAST = 560.0  # width of a drawing, however little is in it

_OPENS = {  # htmx shows the reason over the page
    "data-hx-target": "#reason",
    "data-hx-select": "#reason > *",
    "data-hx-swap": "innerHTML ignoreTitle:true",
}

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Places:
    """Where the links of a drawing lead: a node's page, an edge's reason."""

    node: Callable[[Node], str]
    edge: Callable[[Edge], str]


@dataclass(frozen=True, slots=True)
class _Sheet:
    """Centres and tops of the nodes, bends of the edges, size of the whole."""

    x: Mapping[str, float]
    y: Mapping[str, float]
    tops: tuple[tuple[float, float], ...]
    bends: Mapping[tuple[str, str], tuple[float, ...]]
    level: Mapping[str, int]
    width: float
    height: float


def drawn(graph: Graph, places: Places, title: str, described: str) -> Markup:
    """The picture. Widths and heights are in pixels at its natural size."""
    structure = levels(graph)
    sheet = _laid(graph, structure)
    ports = _ports(graph, sheet)
    lower: dict[str, list[Edge]] = defaultdict(list)
    for edge in graph.edges:
        lower[edge.lower].append(edge)
    body = Markup("").join(
        _node(node, sheet, places)
        + Markup("").join(_edge(edge, sheet, ports, places) for edge in lower[node.key])
        for node in _in_order(graph, structure)
    )
    return element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "class": "stemma wide" if sheet.width > _WIDE else "stemma",
            "role": "group",
            "aria-labelledby": "st-t st-d",
            "viewBox": f"0 0 {sheet.width:.0f} {sheet.height:.0f}",
            "width": round(sheet.width),
            "height": round(sheet.height),
            "font-family": shapes.FONT,
            "text-anchor": "middle",
        },
        element("title", {"id": "st-t"}, title),
        element("desc", {"id": "st-d"}, described),
        _days(structure, sheet),
        body,
    )


def _in_order(graph: Graph, structure: Levels) -> list[Node]:
    nodes = {node.key: node for node in graph.nodes}
    return [nodes[key] for layer in structure.layers for key in layer]


def _laid(graph: Graph, structure: Levels) -> _Sheet:
    nodes = {node.key: node for node in graph.nodes}
    level = {key: i for i, layer in enumerate(structure.layers) for key in layer}
    pairs = [
        (edge.upper, edge.lower)
        if level[edge.upper] < level[edge.lower]
        else (edge.lower, edge.upper)
        for edge in graph.edges
        if level[edge.upper] != level[edge.lower]
    ]
    width = {key: shapes.WIDTH[node.kind] for key, node in nodes.items()}
    found = placed(structure.layers, list(dict.fromkeys(pairs)), width, _GAP)
    gutter = _GUTTER if any(band.label for band in structure.bands) else _PAD
    whole = max(_LEAST, gutter + found.width + 2 * _PAD)
    shift = gutter + _PAD / 2 + max(0.0, (whole - gutter - 2 * _PAD - found.width) / 2)
    tops, y = [], _PAD
    for layer in structure.layers:
        height = max(shapes.HEIGHT[nodes[key].kind] for key in layer)
        tops.append((y, height))
        y += height + _DROP
    return _Sheet(
        x={key: at + shift for key, at in found.x.items()},
        y={key: tops[level[key]][0] for key in nodes},
        tops=tuple(tops),
        bends={pair: tuple(at + shift for at in bends) for pair, bends in found.bends.items()},
        level=level,
        width=whole,
        height=max(y - _DROP + 2 * _PAD, 2 * _PAD),
    )


def _ports(graph: Graph, sheet: _Sheet) -> dict[tuple[str, str], tuple[float, float]]:
    """For each edge how far from the middle it leaves its upper and reaches its lower node: all
    leave together, and arrive side by side."""
    fans: dict[str, list[str]] = defaultdict(list)
    for edge in graph.edges:
        fans[edge.lower].append(edge.upper)
    kinds = {node.key: node.kind for node in graph.nodes}
    out = {}
    for lower, uppers in fans.items():
        uppers.sort(key=lambda upper: (_whence(upper, lower, sheet), upper))
        step = min(16.0, shapes.WIDTH[kinds[lower]] * 0.7 / len(uppers))
        for i, upper in enumerate(uppers):
            out[upper, lower] = (0.0, (i - (len(uppers) - 1) / 2) * step)
    return out


def _whence(upper: str, lower: str, sheet: _Sheet) -> float:
    """Where an edge comes from as it arrives."""
    bends = sheet.bends.get((upper, lower), ())
    return bends[-1] if bends else sheet.x[upper]


def _edge(
    edge: Edge, sheet: _Sheet, ports: Mapping[tuple[str, str], Point], places: Places
) -> Markup:
    path = _path(edge, sheet, ports[edge.upper, edge.lower])
    label = f"Why: {edge.why}"
    hit = {"class": "hit", "d": path, "fill": "none", "stroke": "#000"}
    return element(
        "a",
        {
            "class": f"edge {edge.kind}",
            "href": places.edge(edge),
            **(_OPENS | {"data-hx-get": places.edge(edge)} if edge.ties else {}),
        },
        element("title", {}, label),
        shapes.stroke(edge.kind, path),
        element("path", hit | {"stroke-opacity": 0, "stroke-width": 14}),
    )


def _path(edge: Edge, sheet: _Sheet, port: Point) -> str:
    """Straight down through every layer between, in smooth bows from one to the next."""
    upper, lower = edge.upper, edge.lower
    if sheet.level[upper] > sheet.level[lower]:  # what was copied is dated later than the copy
        upper, lower, port = lower, upper, (port[1], port[0])
    start = (sheet.x[upper] + port[0], sheet.y[upper] + _height(upper, sheet))
    end = (sheet.x[lower] + port[1], sheet.y[lower])
    if sheet.level[upper] == sheet.level[lower]:  # each rests on the other: a bow below both
        end = (end[0], end[1] + _height(lower, sheet))
        deep = start[1] + _DROP * 0.6
        begin = f"M{start[0]:.1f} {start[1]:.1f}C{start[0]:.1f} {deep:.1f}"
        return f"{begin} {end[0]:.1f} {deep:.1f} {end[0]:.1f} {end[1]:.1f}"
    out = f"M{start[0]:.1f} {start[1]:.1f}"
    last = start
    for i, x in enumerate(sheet.bends.get((upper, lower), ())):
        top, height = sheet.tops[sheet.level[upper] + 1 + i]
        out += _bow(last, (x, top)) + f"V{top + height:.1f}"
        last = (x, top + height)
    return out + _bow(last, end)


def _height(key: str, sheet: _Sheet) -> float:
    return sheet.tops[sheet.level[key]][1]


def _bow(start: Point, end: Point) -> str:
    middle = (start[1] + end[1]) / 2
    return f"C{start[0]:.1f} {middle:.1f} {end[0]:.1f} {middle:.1f} {end[0]:.1f} {end[1]:.1f}"


def _node(node: Node, sheet: _Sheet, places: Places) -> Markup:
    x, y = sheet.x[node.key], sheet.y[node.key]
    sign = "✕" if node.position == "denies" else "?" if node.unknown else ""
    badged = sign and node.kind != "origin"
    return element(
        "a",
        {
            "class": f"node {node.kind} {node.position}" + (" unknown" if node.unknown else ""),
            "href": places.node(node),
        },
        element("title", {}, node.about),
        shapes.outline(node, x, y),
        shapes.words(node, x, y),
        shapes.badge(sign, x - shapes.WIDTH[node.kind] / 2 + 2, y + 2) if badged else "",
    )


def _days(structure: Levels, sheet: _Sheet) -> Markup:
    """A hairline above each band of days, and its name."""
    out = []
    for band in structure.bands:
        if not band.label:
            continue
        y = sheet.tops[band.first][0] - _DROP / 2 - 6
        line = f"M{number(_PAD / 2)} {number(y)}H{number(sheet.width - _PAD / 2)}"
        out.append(element("path", {"class": "day", "d": line, "stroke": "#ddd6c9"}))
        name = {"class": "days", "x": _PAD / 2, "y": y + 17, "font-size": 11.5}
        more = {"text-anchor": "start", "fill": "#5d574e"}
        out.append(element("text", name | more, band.label))
    return Markup("").join(out)
