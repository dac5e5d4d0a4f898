"""One reading process, as its parent holds it: the pipe, what it was given, and how it ends."""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.connection import Connection
from time import monotonic

from sayso.pipeline.tasks import Answer, Done, Drop, Made, Make, Orders, Ready, Task
from sayso.pipeline.worker import work

_GOODBYE = 2.0  # seconds in which a process that was told to end does


class Lost(Exception):  # noqa: N818 — it says what became of a process, and never leaves this package
    """The process is gone; its text says how it ended."""


class Hand:
    """A reading process. `jobs`: the numbers of what it has not finished."""

    def __init__(self, orders: Orders) -> None:
        context = get_context("spawn")  # a fork would copy the parent's threads in mid-air
        self.pipe: Connection[Task, Answer]
        self.pipe, theirs = context.Pipe()
        self._process = context.Process(target=work, args=(theirs, orders), daemon=True)
        with _signals_held():
            self._process.start()
        theirs.close()  # or its end would never be seen here
        self._asked: deque[int] = deque()  # numbers of the tasks that are yet to be answered
        self.jobs: set[int] = set()
        self.was_ready = False
        self.since = monotonic()  # when it took up what it is at
        self._overdue = ""

    @property
    def at_work(self) -> int | None:
        """The number of what it is at."""
        return self._asked[0] if self._asked else None

    def give(self, task: Task) -> None:
        """Give it a task; one that is gone will be noticed when its answer is waited for."""
        if isinstance(task, Make):
            self.jobs.add(task.number)
        if isinstance(task, Drop):
            self.jobs.discard(task.number)
        else:
            if not self._asked:
                self.since = monotonic()
            self._asked.append(task.number)
        try:
            self.pipe.send(task)
        except OSError:
            return

    def answer(self) -> Answer:
        """Its next answer, waited for; Lost if it is gone."""
        try:
            answer: Answer = self.pipe.recv()
        except (EOFError, OSError) as error:
            raise Lost(self._ending()) from error
        self.since = monotonic()
        if isinstance(answer, Ready):
            self.was_ready = True
        if isinstance(answer, Made | Done):
            self._asked.popleft()
        if isinstance(answer, Done):
            self.jobs.discard(answer.number)
        return answer

    def dismiss(self, why: str = "") -> None:
        """Tell it to end."""
        self._overdue = why
        self._process.terminate()

    def bury(self) -> None:
        """Wait until it has ended, and make it end if need be."""
        self._process.join(_GOODBYE)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()
        self.pipe.close()
        self._process.close()

    def _ending(self) -> str:
        self._process.join(_GOODBYE)
        if self._overdue:
            return self._overdue
        code = self._process.exitcode
        if code is not None and code < 0:
            name = signal.Signals(-code).name if -code in set(signal.Signals) else str(-code)
            return f"killed, {name}" + (": out of memory?" if name == "SIGKILL" else "")
        return f"exit code {code}"


@contextmanager
def _signals_held() -> Iterator[None]:
    """Ctrl-C must not reach a process before it can say that it does not mind it: what is held
    back here is held back for good in a process that starts meanwhile."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
