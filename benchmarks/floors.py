"""Figures below which CI fails, and the data that they were measured on.

`floors.json` holds, for each suite, the digest of its data and a floor for some of its figures.
A floor is the figure that was measured less the suite's slack: int8 kernels round differently from
one kind of CPU to the next, and a change of processor is no loss of quality.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

Figures = dict[str, float]
GRAIN = 10_000  # a floor has four places; figures are compared as they are


class FloorError(Exception):
    """Floors can't be compared or written as asked. The message says why, and what would do it."""


@dataclass(frozen=True, slots=True)
class Floor:
    """What one suite is held to: its data's digest (SHA-256) and least figures."""

    data: str
    least: Figures


def digest(files: Iterable[Path], root: Path) -> str:
    """SHA-256 over the names (below `root`) and bytes of files, in the order of their names."""
    whole = hashlib.sha256()
    for name, path in sorted((path.relative_to(root).as_posix(), path) for path in files):
        content = hashlib.sha256(path.read_bytes()).hexdigest()
        whole.update(f"{name}\0{content}\n".encode())
    return whole.hexdigest()


def load(path: Path) -> dict[str, Floor]:
    """Floors by suite; none where the file is not there."""
    if not path.exists():
        return {}
    raw = json.loads(path.read_text(encoding="utf-8"))
    return {name: Floor(suite["data"], dict(suite["least"])) for name, suite in raw.items()}


def save(path: Path, floors: Mapping[str, Floor]) -> None:
    """Write floors, suites and figures in a fixed order."""
    raw = {
        name: {"data": floor.data, "least": dict(sorted(floor.least.items()))}
        for name, floor in sorted(floors.items())
    }
    path.write_text(json.dumps(raw, indent=2) + "\n", encoding="utf-8")


def shortfalls(floor: Floor, data: str, figures: Mapping[str, float]) -> list[str]:
    """What falls short of a suite's floor, a line each; FloorError if the data is other data."""
    if data != floor.data:
        raise FloorError(
            f"its data has changed (digest {data[:12]}, floors were measured on "
            f"{floor.data[:12]}): look at what changed, then measure anew with "
            "--update --allow-lower"
        )
    lines = []
    for name, least in floor.least.items():
        if name not in figures:
            lines.append(f"{name} has a floor ({least:g}) but was not measured")
        elif not figures[name] >= least:  # so that NaN falls short
            lines.append(f"{name} is {figures[name]:.4g}, its floor is {least:g}")
    return lines


def raised(
    old: Floor | None, data: str, figures: Mapping[str, float], slack: float, *, allow_lower: bool
) -> Floor:
    """The floor after a new measurement: each figure less `slack`, but no lower than it was.

    FloorError where that would hide a loss, or other data, unless `allow_lower` says it is meant.
    """
    fresh = {name: _below(value - slack) for name, value in figures.items()}
    if old is None or allow_lower:
        return Floor(data, fresh)
    short = shortfalls(old, data, figures)
    if short:
        raise FloorError("; ".join(short) + ": a floor is lowered with --allow-lower only")
    return Floor(data, {name: max(low, old.least.get(name, low)) for name, low in fresh.items()})


def _below(value: float) -> float:
    return math.floor(value * GRAIN) / GRAIN
