"""When a host may be asked again: a pause between two pages, and as long as it asks to be left
alone. Nothing here touches the network."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic, sleep

_KEPT = 1_000  # hosts
LONGEST = 60.0  # seconds that are waited for one page


class Pace:
    """Keeps from asking a host too often. `pause`: seconds between two pages of one host."""

    def __init__(
        self,
        pause: float,
        clock: Callable[[], float] = monotonic,
        wait: Callable[[float], object] = sleep,
    ) -> None:
        self._pause = pause
        self._clock = clock
        self._wait = wait
        self._free: dict[str, float] = {}  # when, by the clock

    def left(self, host: str) -> float:
        """Seconds until the host may be asked."""
        return max(0.0, self._free.get(host, 0.0) - self._clock())

    def take_turn(self, host: str) -> bool:
        """Wait until the host may be asked; False, at once, if that would take over a minute."""
        left = self.left(host)
        if left > LONGEST:
            return False
        if left:
            self._wait(left)
        self.hold(host, self._pause)
        return True

    def hold(self, host: str, seconds: float) -> None:
        """Leave the host alone for that long from now."""
        if not seconds:
            return
        now = self._clock()
        if len(self._free) >= _KEPT:
            self._free = {name: when for name, when in self._free.items() if when > now}
        self._free[host] = max(self._free.get(host, 0.0), now + seconds)
