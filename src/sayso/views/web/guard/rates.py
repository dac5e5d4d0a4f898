"""How often: signing in and writing, by who asks."""

from __future__ import annotations

from typing import Final

from limits import RateLimitItem, RateLimitItemPerHour, RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

FAILURES: Final = (RateLimitItemPerMinute(10), RateLimitItemPerHour(60))
WRITES: Final = (RateLimitItemPerMinute(120), RateLimitItemPerHour(2000))
BY_NAME: Final = (RateLimitItemPerHour(40),)


class Rates:
    """Counts in memory: a server counts for itself, and afresh when it starts."""

    def __init__(self) -> None:
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    def failures_left(self, who: str) -> bool:
        """Whether somebody who failed to sign in may try again."""
        return all(self._limiter.test(item, "failed", who) for item in FAILURES)

    def failed(self, who: str) -> None:
        """One more try that failed."""
        self._hit(FAILURES, "failed", who)

    def name_left(self, name: str) -> bool:
        """Whether a name may be tried again, whoever tries."""
        return all(self._limiter.test(item, "name", name) for item in BY_NAME)

    def name_failed(self, name: str) -> None:
        self._hit(BY_NAME, "name", name)

    def may_write(self, who: str) -> bool:
        """Count one write; False if it is one too many."""
        return self._hit(WRITES, "write", who)

    def _hit(self, items: tuple[RateLimitItem, ...], *key: str) -> bool:
        hits = [self._limiter.hit(item, *key) for item in items]  # each counts, whatever the rest
        return all(hits)
