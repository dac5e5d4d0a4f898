"""The command that users run, and the shared data that it is measured on.

Everything here goes through the installed `sayso` in a process of its own, so that what is measured
is what people get: start-up, packaging and printing included.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
NO_DATA = (
    f"{SHARED / 'data'} is not there: it holds other people's texts, which this repository may "
    "not redistribute"
)
EXIT_USAGE = 2
Item = TypeVar("Item")


class BenchmarkError(Exception):
    """The measurement could not be taken. The message says of what, and what to do."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one process and its children took: CPU and wall seconds, peak memory in bytes."""

    cpu: float
    wall: float
    memory: int


def command() -> str:
    """The `sayso` beside the running Python; BenchmarkError if it isn't installed there."""
    folder = Path(sys.executable).parent
    found = shutil.which("sayso", path=str(folder))
    if found is None:
        raise BenchmarkError(f"no `sayso` in {folder}: install the package there first (./check)")
    return found


def run(arguments: Sequence[str | Path], output: Path | None = None) -> Cost:
    """Run a command to its end, standard output into a file (or nowhere).

    BenchmarkError, with the end of what it said, if it fails.
    """
    words = [str(argument) for argument in arguments]
    notes = Path(os.devnull)
    with (output or notes).open("wb") as out:
        began = time.perf_counter()
        process = subprocess.Popen(
            words, stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.PIPE, text=True
        )
        assert process.stderr is not None
        said = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        shown = " ".join(words[:4]) + (" …" if len(words) > 4 else "")
        raise BenchmarkError(f"`{shown}` ended with {process.returncode}:\n{said[-2000:].strip()}")
    unit = 1 if sys.platform == "darwin" else 1024
    return Cost(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss * unit)


def read(texts: Sequence[Path], output: Path) -> Cost:
    """`sayso read TEXTS --jsonl --quiet` into a file, one reading for each text."""
    cost = run([command(), "read", *texts, "--jsonl", "--quiet"], output)
    count = sum(1 for line in output.open(encoding="utf-8") if line.strip())
    if count != len(texts):
        raise BenchmarkError(f"{count} readings of {len(texts)} texts: some were not read")
    return cost


def dev_texts(limit: int | None = None) -> list[Path]:
    """The articles of PolNeAR dev; with a limit, that many, spread over the publishers."""
    texts = sorted((SHARED / "data" / "polnear" / "dev" / "text").glob("*.txt"))
    if not texts:
        raise BenchmarkError(NO_DATA)
    return spread(texts, limit)


def spread(items: list[Item], limit: int | None) -> list[Item]:
    """At most `limit` of the items, evenly over the list."""
    if limit is None or limit >= len(items):
        return items
    return [items[i * len(items) // limit] for i in range(limit)]
