"""Reading over several processes: what is found goes in, results come out in the same order.

The parent finds and keeps; its processes make articles and read them, with one model and one
thread each. Whatever their number, the results are the same and in the order of what was found.
A process that dies (killed for want of memory, say) takes the article that it was at with it, as
an error; the rest of its work is done by the next.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import wait
from threading import Event
from time import monotonic
from typing import Any

from sayso.articles import Raw
from sayso.domain import Reading
from sayso.errors import ArticleError, ModelError
from sayso.pipeline.feeding import End, Feeder
from sayso.pipeline.hand import Hand, Lost
from sayso.pipeline.tasks import Answer, Broken, Done, Drop, Made, Make, Orders, Read, Ready

_AT_ONCE = 3  # articles in the hands of one process: the next is there when one is done
_AHEAD = 16  # per process, articles done that wait for a slower one before them
_TOGETHER = (
    8  # per process, results that come out at once: keeping a few costs little more than one
)
_PATIENCE = 0.5  # seconds for which a result waits for others
_BYTES = 100_000_000  # of what was found and is not done
_TICK = 0.25  # seconds between two looks at the clock and at whether to stop
_LONGEST = 1_800.0  # seconds for one article; one of 20 MB takes 400
_STILLBIRTHS = 3  # processes in a row that end before they can read

Skip = Callable[[str, str], bool]
Found = Raw | ArticleError


@dataclass(frozen=True, slots=True)
class Known:
    """An article that is not read, as the ledger has it."""

    article_id: str
    ref: str


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one thing that was found. `number`: how many were found before it;
    `version`: of the reader; `size`: of the source's bytes that it took."""

    number: int
    outcome: Reading | Known | ArticleError
    version: str
    size: int


@dataclass(slots=True)
class _Job:
    raw: Found
    outcome: Reading | Known | ArticleError | None = None

    @property
    def size(self) -> int:
        return self.raw.size if isinstance(self.raw, Raw) else 0


class Crew:
    """A parent and its reading processes, started as there is work. To be used once, in a `with`.

    `skip`: whether an article (its id) is not to be read by this version of the reader.
    """

    def __init__(self, orders: Orders, processes: int, skip: Skip) -> None:
        self._orders = orders
        self._most = max(1, processes)
        self._skip = skip
        self._hands: list[Hand] = []
        self._jobs: dict[int, _Job] = {}  # by number, in the order of what was found
        self._again: list[int] = []  # numbers that a dead process left behind
        self._taken = 0
        self._stillbirths = 0
        self._version = ""
        self._waiting_since = monotonic()

    def __enter__(self) -> Crew:
        return self

    def __exit__(self, *_: object) -> None:
        for hand in self._hands:
            hand.dismiss()
        for hand in self._hands:
            hand.bury()
        self._hands.clear()

    def read(self, found: Iterable[Found], stop: Event) -> Iterator[list[Result]]:
        """Results in the order of `found`, several at a time where they come fast.

        Once `stop` is set, what is finished comes out, and no more. ModelError if the reader can't
        be loaded; errors of the iterator are raised when their turn comes.
        """
        feeder: Feeder[Found] = Feeder(found)
        end: End | None = None
        try:
            while end is None or self._jobs:
                if stop.is_set():
                    yield [*self._in_order(), *self._out_of_order()]
                    return
                hungry = end is None and self._has_room()
                for ready in wait(self._doors(feeder if hungry else None), _TICK):
                    if ready is feeder.bell:
                        end = self._take(feeder) or end
                    else:
                        self._hear(ready)
                self._mind_the_clock()
                self._hand_out()
                if self._is_time(end):
                    yield self._in_order()
            if end.error is not None:
                raise end.error
        finally:
            feeder.close()

    def _doors(self, feeder: Feeder[Found] | None) -> list[Any]:
        """What to wait for: answers, and (with a feeder) something more to do."""
        doors: list[Any] = [hand.pipe for hand in self._hands]
        return [*doors, feeder.bell] if feeder else doors

    def _has_room(self) -> bool:
        if not self._jobs:
            return True
        waiting = len(self._jobs) - sum(job.outcome is not None for job in self._jobs.values())
        few = len(self._jobs) < _AHEAD * self._most and waiting < (_AT_ONCE + 1) * self._most
        return few and sum(job.size for job in self._jobs.values()) < _BYTES

    def _take(self, feeder: Feeder[Found]) -> End | None:
        """One more thing that was found, or the end."""
        item = feeder.take()
        if isinstance(item, End):
            return item
        job = self._jobs[self._taken] = _Job(item)
        if isinstance(item, ArticleError):
            job.outcome = item
        else:
            self._again.append(self._taken)
        self._taken += 1
        return None

    def _hand_out(self) -> None:
        """Give what waits to whoever has least to do; start a process where all have enough."""
        self._again.sort()
        while self._again:
            free = min(self._hands, key=lambda hand: len(hand.jobs), default=None)
            if free is None or len(free.jobs) >= _AT_ONCE:
                if len(self._hands) >= self._most:
                    return
                free = Hand(self._orders)
                self._hands.append(free)
            number = self._again.pop(0)
            raw = self._jobs[number].raw
            if isinstance(raw, Raw):
                free.give(Make(number, raw))

    def _hear(self, pipe: object) -> None:
        """One answer, or the end of whoever should have given it."""
        hand = next(hand for hand in self._hands if hand.pipe is pipe)
        try:
            self._act_on(hand, hand.answer())
        except Lost as lost:
            self._replace(hand, lost)

    def _act_on(self, hand: Hand, answer: Answer) -> None:
        match answer:
            case Ready(version):
                self._version, self._stillbirths = version, 0
            case Broken(reason):
                raise ModelError(reason)
            case Made(number, article_id, ref) if self._skip(article_id, self._version):
                hand.give(Drop(number))
                self._jobs[number].outcome = Known(article_id, ref)
            case Made(number):
                hand.give(Read(number))
            case Done(number, outcome):
                self._jobs[number].outcome = outcome

    def _replace(self, hand: Hand, lost: Lost) -> None:
        """What a dead process was at has failed; what it had yet to do is done by another."""
        self._hands.remove(hand)
        self._stillbirths += not hand.was_ready
        if self._stillbirths >= _STILLBIRTHS:
            raise ModelError(f"the reading processes end before they can read ({lost})")
        at_work = hand.at_work if hand.was_ready else None
        for number in sorted(hand.jobs):
            job = self._jobs[number]
            if number == at_work and isinstance(job.raw, Raw):
                hint = "read it by itself, with more memory free"
                job.outcome = ArticleError(job.raw.ref, f"its process ended ({lost})", hint)
            else:
                self._again.append(number)
        hand.bury()

    def _mind_the_clock(self) -> None:
        for hand in self._hands:
            if hand.was_ready and hand.jobs and monotonic() - hand.since > _LONGEST:
                # Its pipe then ends, which is heard like any other death.
                hand.dismiss(f"no end of it in {_LONGEST / 60:.0f} minutes")

    def _is_time(self, end: End | None) -> bool:
        """Whether results should come out: there are several, one has waited, or no more come."""
        ready = 0
        for job in self._jobs.values():
            if job.outcome is None:
                break
            ready += 1
        if not ready:
            self._waiting_since = monotonic()
            return False
        last = end is not None and ready == len(self._jobs)
        waited = monotonic() - self._waiting_since > _PATIENCE
        return last or waited or ready >= _TOGETHER * self._most

    def _in_order(self) -> list[Result]:
        """The results that no unfinished job stands before."""
        ready: list[Result] = []
        for number in list(self._jobs):
            if self._jobs[number].outcome is None:
                break
            ready.append(self._result(number))
        self._waiting_since = monotonic()
        return ready

    def _out_of_order(self) -> list[Result]:
        """The other results that are there, of which some may still lie in a pipe."""
        for pipe in wait(self._doors(None), 0) if self._hands else ():
            self._hear(pipe)
        done = [number for number, job in self._jobs.items() if job.outcome is not None]
        return [self._result(number) for number in done]

    def _result(self, number: int) -> Result:
        job = self._jobs.pop(number)
        if job.outcome is None:  # asked for what isn't there: a fault in this module
            raise RuntimeError(f"job {number} is not done")
        return Result(number, job.outcome, self._version, job.size)


def cores() -> int:
    """How many processes can run at once."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
