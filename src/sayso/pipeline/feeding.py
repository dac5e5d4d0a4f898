"""An iterator, asked for its items in a thread of its own: finding things may wait for the web or
for somebody who types, and what has been read is to be kept meanwhile."""

from __future__ import annotations

from collections.abc import Iterable
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from queue import Full, Queue
from threading import Event, Thread
from typing import Generic, TypeVar

T = TypeVar("T")
_PATIENCE = 0.2  # seconds between two looks at whether anybody still wants something


class End:
    """There is nothing more; `error` is why, if the iterator broke."""

    def __init__(self, error: BaseException | None = None) -> None:
        self.error = error


class Feeder(Generic[T]):
    """Items as they come, `ahead` of them at most waiting. `bell` is readable for each one.

    A thread that waits for something can't be stopped: it is left behind, and ends with the
    process.
    """

    def __init__(self, items: Iterable[T], ahead: int = 4) -> None:
        self._items = items
        self._queue: Queue[T | End] = Queue(ahead)
        self._closed = Event()
        self.bell: Connection[bytes, bytes]
        self.bell, self._button = Pipe(duplex=False)
        Thread(target=self._feed, name="finding", daemon=True).start()

    def take(self) -> T | End:
        """The next item, or End. Waits for it, unless the bell has rung."""
        self.bell.recv_bytes()
        return self._queue.get()

    def close(self) -> None:
        """Nothing more is wanted."""
        self._closed.set()

    def _feed(self) -> None:
        try:
            for item in self._items:
                if not self._put(item):
                    return
        except BaseException as error:  # raised again by whoever takes it
            self._put(End(error))
        else:
            self._put(End())

    def _put(self, item: T | End) -> bool:
        while not self._closed.is_set():
            try:
                self._queue.put(item, timeout=_PATIENCE)
            except Full:
                continue
            self._button.send_bytes(b"!")
            return True
        return False
