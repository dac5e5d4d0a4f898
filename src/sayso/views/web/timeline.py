"""When a claim was carried, drawn small: a sign for each article on the day of its publication."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from markupsafe import Markup

from sayso.domain import Position, TracedArticle
from sayso.views.web import wording
from sayso.views.web.svg import element, number

_WIDTH, _SIDE, _STEP = 720.0, 26.0, 11.0
_ROOM = 64.0  # between the names of two days
_TALLEST = 9  # signs above one another; what is more is said in a number
_INK: dict[Position, str] = {"supports": "#174a77", "denies": "#a0182e", "reports": "#5d574e"}
_ORDER: tuple[Position, ...] = ("supports", "denies", "reports")


def drawn(articles: Iterable[TracedArticle]) -> Markup:
    """The picture; empty where fewer than two days are known."""
    days: dict[date, list[Position]] = defaultdict(list)
    for one in articles:
        try:
            days[date.fromisoformat((one.published or "")[:10])].append(one.position)
        except ValueError:
            continue
    if len(days) < 2:
        return Markup("")
    first, last = min(days), max(days)
    tall = min(_TALLEST, max(map(len, days.values())))
    base = tall * _STEP + 14
    axis = {"class": "axis", "d": f"M0 {number(base)}H{number(_WIDTH)}", "stroke": "#ddd6c9"}
    out = [element("path", axis)]
    labelled = -_WIDTH
    for day in sorted(days):
        x = _SIDE + (day - first).days / (last - first).days * (_WIDTH - 2 * _SIDE)
        out += _column(sorted(days[day], key=_ORDER.index), x, base)
        if x - labelled > _ROOM:
            out.append(_word(wording.short_day(day.isoformat()), (x, base + 16), 11.5))
            labelled = x
    words = f"{wording.day(first.isoformat())} to {wording.day(last.isoformat())}"
    look = {"class": "timeline", "role": "img", "aria-label": f"Articles by day, {words}"}
    size = {"viewBox": f"0 0 {number(_WIDTH)} {number(base + 22)}", "text-anchor": "middle"}
    return element("svg", look | size, *out)


def _column(positions: list[Position], x: float, base: float) -> list[Markup]:
    shown = positions[: _TALLEST - 1] if len(positions) > _TALLEST else positions
    out = [sign(position, x, base - 7 - i * _STEP) for i, position in enumerate(shown)]
    if len(shown) < len(positions):
        more = f"+{len(positions) - len(shown)}"
        out.append(_word(more, (x, base - 3 - len(shown) * _STEP), 10.5))
    return out


def sign(position: Position, x: float, y: float) -> Markup:
    """● says so, ✕ denies, ○ passes it on."""
    ink = _INK[position]
    look: dict[str, object] = {"class": f"sign {position}", "stroke": ink}
    if position == "denies":
        path = f"M{number(x - 3.5)} {number(y - 3.5)}l7 7m0 -7l-7 7"
        return element("path", look | {"d": path, "stroke-width": 2, "fill": "none"})
    fill = ink if position == "supports" else "none"
    disc = {"cx": x, "cy": y, "r": 3.6, "fill": fill, "stroke-width": 1.4}
    return element("circle", look | disc)


def _word(text: str, at: tuple[float, float], size: float) -> Markup:
    return element("text", {"x": at[0], "y": at[1], "font-size": size, "fill": "#5d574e"}, text)
