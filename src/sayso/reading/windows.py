"""Overlapping windows over a text's pieces, and which window answers for which piece."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces `[start, end)` are seen together; the window answers for `[own_start, own_end)`."""

    start: int
    end: int
    own_start: int
    own_end: int


def windows(count: int, size: int, overlap: int) -> list[Window]:
    """Windows of at most `size` pieces that overlap by at least `overlap`, spread evenly.

    Every piece is owned by exactly one window, the one in which it has most context on its
    poorer side, so that no answer hangs on where a window happens to begin.
    """
    if not 0 <= overlap < size:
        raise ValueError(f"overlap {overlap} must lie in 0..{size - 1}")
    if count <= size:
        return [Window(0, count, 0, count)] if count else []
    steps = -(-(count - size) // (size - overlap))
    size = -(-(count + steps * overlap) // (steps + 1))  # no larger than need be: pieces cost time
    starts = [i * (count - size) // steps for i in range(steps + 1)]
    cuts = [0]
    cuts += [(left + size + right) // 2 for left, right in zip(starts, starts[1:], strict=False)]
    cuts.append(count)
    return [
        Window(start, start + size, own, own_end)
        for start, own, own_end in zip(starts, cuts, cuts[1:], strict=False)
    ]
