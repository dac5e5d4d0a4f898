"""Something that can't be had, or went wrong."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ErrorPage:
    """What `error.html` shows."""

    heading: str
    message: str
