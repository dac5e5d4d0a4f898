"""Pages that stay where they are: each begins behind the last row of the one before."""

from __future__ import annotations

import base64
import binascii
import json
from typing import Any

from sayso.errors import UsageError
from sayso.ledger.rows import Page

MOST = 10_000


def limit_of(page: Page) -> int:
    """How many rows to fetch: one more than are shown, to know whether a page follows."""
    if not 1 <= page.limit <= MOST:
        raise UsageError(f"a page has 1 to {MOST} rows, not {page.limit}")
    return page.limit + 1


def token(place: list[Any]) -> str:
    """An opaque word for a place in an order."""
    return base64.urlsafe_b64encode(json.dumps(place).encode()).decode().rstrip("=")


def place_in(page: Page, *kinds: type) -> list[Any] | None:
    """The place that `token` was given; None on the first page, UsageError if it is no place."""
    if page.after is None:
        return None
    try:
        raw = base64.b64decode(page.after + "=" * (-len(page.after) % 4), b"-_", validate=True)
        place = json.loads(raw)
    except (binascii.Error, ValueError, RecursionError) as error:
        raise _astray(page.after) from error
    fits = isinstance(place, list) and len(place) == len(kinds)
    if not fits or any(type(part) is not kind for part, kind in zip(place, kinds, strict=True)):
        raise _astray(page.after)
    if any(isinstance(part, int) and abs(part) >= 1 << 63 for part in place):
        raise _astray(page.after)
    return list(place)


def _astray(after: str) -> UsageError:
    return UsageError(f"{after[:40]!r} is no place in a list: use the `next` of an earlier page")
