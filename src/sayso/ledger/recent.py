"""The readings that were asked for last, so that one who traces claim after claim loads less."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterable, Mapping

from sayso.domain import Reading

MOST = 512  # readings, about 15 MB with 20 statements each
LARGEST = 500  # statements: what is longer is loaded anew each time


class Recent:
    """Readings by their number; they never change, so what is held is never out of date.

    Safe to share between threads.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._held: OrderedDict[int, Reading] = OrderedDict()

    def among(self, numbers: Iterable[int]) -> dict[int, Reading]:
        """Those of these readings that are held."""
        found = {}
        with self._lock:
            for number in numbers:
                if number in self._held:
                    self._held.move_to_end(number)
                    found[number] = self._held[number]
        return found

    def hold(self, readings: Mapping[int, Reading]) -> None:
        """Hold these, in the place of those that nobody asked for the longest."""
        with self._lock:
            for number, reading in readings.items():
                if len(reading.statements) <= LARGEST:
                    self._held[number] = reading
            while len(self._held) > MOST:
                self._held.popitem(last=False)
