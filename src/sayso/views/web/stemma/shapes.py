"""What nodes and edges look like: told apart by shape and line as well as by colour.

Everything is drawn with presentation attributes, so that the picture stands by itself; the page's
style sheet may overrule them (it does where it is dark).
"""

from __future__ import annotations

from markupsafe import Markup

from sayso.views.marks import safe
from sayso.views.web.stemma.edges import EdgeKind
from sayso.views.web.stemma.graph import Node
from sayso.views.web.svg import element

WIDTH = {"origin": 188.0, "article": 148.0, "stack": 148.0}
HEIGHT = {"origin": 66.0, "article": 54.0, "stack": 54.0}
FONT = "-apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', 'Liberation Sans', Arial, sans-serif"
_INK = {"supports": "#174a77", "denies": "#a0182e", "reports": "#5d574e"}
_FILL = {"supports": "#eaf1f7", "denies": "#fbecec", "reports": "#f3f0ea"}
_PAPER = "#ffffff"
_FAINT = "#5d574e"
_CUT = 12.0  # corner of a denial's shape
_FOLD = 11.0  # folded corner of an article


def outline(node: Node, x: float, y: float) -> Markup:
    """The shape of a node, centred on x, its top at y."""
    w, h = WIDTH[node.kind], HEIGHT[node.kind]
    left = x - w / 2
    look: dict[str, object] = {"class": "shape", "stroke": _INK[node.position]}
    if node.kind == "origin":
        look["d"] = (_chamfered if node.position == "denies" else _rounded)(left, y, w, h)
        look |= {"fill": _FILL[node.position], "stroke-width": 1.75}
        return element("path", look | ({} if node.named else {"stroke-dasharray": "5 4"}))
    look |= {"d": _sheet(left, y, w, h), "fill": _PAPER, "stroke-width": 1.25}
    if node.unknown:
        look |= {"stroke-dasharray": "1.5 3.5", "stroke-linecap": "round"}
    return _behind(node, left, y) + element("path", look)


def _behind(node: Node, left: float, y: float) -> Markup:
    """Sheets that peep out: one below a copy, two below a stack."""
    w, h = WIDTH[node.kind], HEIGHT[node.kind]
    look = {"class": "sheet", "fill": _PAPER, "stroke": _INK[node.position]}
    return Markup("").join(
        element("path", look | {"d": _sheet(left + 4 * i, y + 4 * i, w, h, fold=False)})
        for i in range(2 if node.kind == "stack" else int(node.copy), 0, -1)
    )


def _rounded(left: float, top: float, w: float, h: float) -> str:
    r = 14.0
    return (
        f"M{left + r:.1f} {top:.1f}h{w - 2 * r:.1f}a{r} {r} 0 0 1 {r} {r}v{h - 2 * r:.1f}"
        f"a{r} {r} 0 0 1 -{r} {r}h-{w - 2 * r:.1f}a{r} {r} 0 0 1 -{r} -{r}v-{h - 2 * r:.1f}"
        f"a{r} {r} 0 0 1 {r} -{r}z"
    )


def _chamfered(left: float, top: float, w: float, h: float) -> str:
    c = _CUT
    return (
        f"M{left + c:.1f} {top:.1f}h{w - 2 * c:.1f}l{c} {c}v{h - 2 * c:.1f}l-{c} {c}"
        f"h-{w - 2 * c:.1f}l-{c} -{c}v-{h - 2 * c:.1f}z"
    )


def _sheet(left: float, top: float, w: float, h: float, *, fold: bool = True) -> str:
    f = _FOLD
    edge = f"M{left:.1f} {top:.1f}h{w - f:.1f}l{f} {f}v{h - f:.1f}h-{w:.1f}z"
    return edge + (f"M{left + w - f:.1f} {top:.1f}v{f}h{f}" if fold else "")


def words(node: Node, x: float, y: float) -> Markup:
    """Name and line of a node, centred."""
    room = WIDTH[node.kind] - 22
    name = wrapped(node.name, room, 13.0, 2)
    line = wrapped(node.line, room, 11.0, 2 if len(name) == 1 else 1)
    height = len(name) * 15 + len(line) * 14
    at = y + (HEIGHT[node.kind] - height) / 2 + 12
    faint = _INK[node.position] if node.kind == "origin" else _FAINT
    out = []
    for text in name:
        out.append(_word("name", text, (x, at), {"font-size": 13, "fill": "#1d1b18"}))
        at += 15
    for text in line:
        out.append(_word("line", text, (x, at - 1), {"font-size": 11, "fill": faint}))
        at += 14
    return Markup("").join(out)


def _word(look: str, text: str, at: tuple[float, float], how: dict[str, object]) -> Markup:
    weight = {"font-weight": 600} if look == "name" else {}
    return element("text", {"class": look, "x": at[0], "y": at[1], **how, **weight}, text)


def badge(sign: str, x: float, y: float) -> Markup:
    """A sign in a disc."""
    fill = _INK["denies"] if sign == "✕" else _FAINT
    disc = element("circle", {"class": "badge", "cx": x, "cy": y, "r": 8.5, "fill": fill})
    how: dict[str, object] = {"font-size": 11, "font-weight": 700, "fill": "#ffffff"}
    return disc + _word("sign", sign, (x, y + 4), how)


def stroke(kind: EdgeKind, path: str) -> Markup:
    """A line: solid for a source, dashed for a credit, double for a copy, thin for the rest."""
    width = {"copy": 4.5, "credit": 1.5, "source": 1.75, "rests": 1.0}[kind]
    look = {"class": "line", "d": path, "fill": "none", "stroke": _FAINT, "stroke-width": width}
    if kind == "credit":
        return element("path", look | {"stroke-dasharray": "6 4"})
    if kind == "copy":
        core = {"class": "core", "stroke": "#fbf9f4", "stroke-width": 1.75}
        return element("path", look) + element("path", look | core)
    return element("path", look)


def wrapped(text: str, room: float, size: float, lines: int) -> list[str]:
    """Text in at most `lines` lines of at most `room` pixels, as well as that can be guessed."""
    out: list[str] = []
    for word in safe(text[:400]).split():
        if out and measured(f"{out[-1]} {word}", size) <= room:
            out[-1] += f" {word}"
        elif len(out) < lines:
            out.append(word)
        else:
            out[-1] += f" {word}"
            break
    return [_clipped(line, room, size) for line in out]


def _clipped(line: str, room: float, size: float) -> str:
    if measured(line, size) <= room:
        return line
    while line and measured(line + "…", size) > room:
        line = line[:-1]
    return line.rstrip() + "…"


def measured(text: str, size: float) -> float:
    """About how wide a line of sans is, in pixels."""
    return size * sum(_em(letter) for letter in text)


def _em(letter: str) -> float:
    if letter in "ilj.,;:'’!|()[]tfr -I":
        return 0.33
    if letter in "mwMW@—…":
        return 0.9
    if ord(letter) >= 0x1100:
        return 1.05
    return 0.7 if letter.isupper() else 0.58
