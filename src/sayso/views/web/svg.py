"""SVG, element by element: the one place where the app writes markup of its own.

Everything that goes in is escaped and made harmless, unless it came out of here.
"""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup, escape

from sayso.views.marks import safe


def element(name: str, attributes: Mapping[str, object], *inside: str) -> Markup:
    """One element. Numbers are cut to a tenth; attributes that are None are left out."""
    said = "".join(
        f' {key}="{_value(value)}"' for key, value in attributes.items() if value is not None
    )
    if not inside:
        return Markup(f"<{name}{said}/>")  # noqa: S704 — every value is escaped below
    return Markup(f"<{name}{said}>{''.join(map(_plain, inside))}</{name}>")  # noqa: S704 — likewise


def number(value: float) -> str:
    """A coordinate: a tenth of a pixel is fine enough."""
    return f"{value:.1f}".removesuffix(".0")


def _value(value: object) -> str:
    if isinstance(value, float):
        return number(value)
    return str(value) if isinstance(value, int) else escape(safe(str(value)))


def _plain(text: str) -> str:
    return text if isinstance(text, Markup) else escape(safe(text))
