#!/usr/bin/env python3
"""How long grouping statements into claims takes as a ledger grows.

    clusters.py [ARTICLES …]        synthetic articles of 400 words; 2500 10000 unless told

The growth of the time from one size to the next is what counts: four times the articles should cost
less than five times as much. Each size runs in a process of its own.
"""

from __future__ import annotations

import multiprocessing
import resource
import sys
import time
from collections.abc import Sequence

from synthetic import readings

from sayso.tracing.clusters import Clusters

_BATCH = 1000  # articles


def main(sizes: Sequence[int]) -> int:
    before: tuple[int, float] | None = None
    with multiprocessing.get_context("spawn").Pool(1, maxtasksperchild=1) as pool:
        for size in sizes:
            seconds, memory = pool.apply(measured, (size,))
            growth = f", {seconds / before[1]:.2f} × for {size / before[0]:.1f} ×" if before else ""
            print(f"{size} articles: {seconds:.1f} s of CPU, {memory / 1e6:.0f} MB{growth}")
            before = (size, seconds)
    return 0


def measured(size: int) -> tuple[float, int]:
    """CPU seconds for grouping, without the making of the articles; peak memory in bytes."""
    clusters = Clusters()
    spent = 0.0
    batch = []
    for number, reading in enumerate(readings(size), 1):
        batch.append(reading)
        if len(batch) == _BATCH or number == size:
            began = time.process_time()
            clusters.add(batch)
            spent += time.process_time() - began
            batch = []
    began = time.process_time()
    clusters.join()
    spent += time.process_time() - began
    return spent, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


if __name__ == "__main__":
    sys.exit(main([int(word) for word in sys.argv[1:]] or [2500, 10_000]))
