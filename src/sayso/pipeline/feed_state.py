"""What is kept of a feed between two looks at it: its version, what was taken from it already, and
when it may be asked again. Nothing here touches the network or the ledger."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Self

DAY = 86_400.0  # seconds; no feed is left alone for longer
_TRIES = 3  # of a page that can't be had, after which it is left out
_SEEN = 2_000  # marks kept; feeds hold 10 to 500 entries


@dataclass(frozen=True, slots=True)
class FeedState:
    """One feed, as it was left. `etag`, `modified`: its version as the server calls it;
    `not_before`: seconds since 1970; `failures`: looks in a row that failed; `seen`: marks of the
    entries that were taken, the latest last; `tries`: how often others were tried, in vain."""

    etag: str = ""
    modified: str = ""
    not_before: float = 0.0
    failures: int = 0
    seen: tuple[str, ...] = ()
    tries: tuple[tuple[str, int], ...] = ()

    @classmethod
    def of(cls, record: Any) -> Self:  # noqa: ANN401 — any JSON value, maybe of another version
        """The state that a record holds; a new one where it holds none."""
        try:
            return cls(
                etag=str(record["etag"]),
                modified=str(record["modified"]),
                not_before=float(record["not_before"]),
                failures=int(record["failures"]),
                seen=tuple(map(str, record["seen"])),
                tries=tuple((str(mark), int(count)) for mark, count in record["tries"]),
            )
        except (KeyError, TypeError, ValueError):
            return cls()

    def record(self) -> dict[str, Any]:
        """The state as JSON."""
        return {
            "etag": self.etag,
            "modified": self.modified,
            "not_before": self.not_before,
            "failures": self.failures,
            "seen": list(self.seen),
            "tries": [list(pair) for pair in self.tries],
        }

    def failed(self, now: float, every: float, held: float) -> Self:
        """After a look that failed: twice as long until the next, and again, up to a day; `held`
        is for how many seconds the server itself asks to be left alone."""
        pause = max(min(every * 2.0 ** min(self.failures + 1, 20), DAY), held)
        return replace(self, failures=self.failures + 1, not_before=now + pause)

    def answered(self) -> Self:
        """After a look that went well, before what was found is taken."""
        return replace(self, failures=0, not_before=0.0)

    def taken(self, version: tuple[str, str], done: Iterable[str], failed: Iterable[str]) -> Self:
        """After the entries of a look were taken, as far as they could be.

        The feed's version counts as seen only when nothing of it is to be tried again.
        """
        before = dict(self.tries)
        tries = {mark: before.get(mark, 0) + 1 for mark in failed}
        given_up = [mark for mark, count in tries.items() if count >= _TRIES]
        left = tuple((mark, count) for mark, count in tries.items() if count < _TRIES)
        new = dict.fromkeys([*done, *given_up])
        seen = (*(mark for mark in self.seen if mark not in new), *new)[-_SEEN:]
        etag, modified = ("", "") if left else version
        return replace(self, etag=etag, modified=modified, seen=seen, tries=left)
