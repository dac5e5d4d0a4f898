"""Adding from the browser: jobs that run one after another and tell what became of each thing."""

from __future__ import annotations

import secrets
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from io import BytesIO
from queue import SimpleQueue
from threading import Condition, Event, Thread
from typing import TYPE_CHECKING, Final

from sayso.errors import ArticleError, SaysoError, UsageError
from sayso.pipeline import refresh_claims

if TYPE_CHECKING:
    from sayso.articles import Loading, Raw
    from sayso.ledger import Ledger
    from sayso.pipeline.adding import Added

_REMEMBERED: Final = 200  # jobs that can still be looked at
_MOST_WAITING: Final = 20
_MOST_STEPS: Final = 5_000  # things told one by one; an archive may hold more
_NAME: Final = 120  # characters of an upload's name


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as the browser sent it."""

    name: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Order:
    """What somebody wants added: a text, files, addresses; what they say of all of it."""

    text: str = ""
    uploads: tuple[Upload, ...] = ()
    addresses: tuple[str, ...] = ()
    outlet: str = ""
    published: str = ""

    def check(self) -> None:
        """UsageError where there is nothing in it, or something that may not be."""
        if not (self.text.strip() or self.uploads or self.addresses):
            raise UsageError("there is nothing to add: paste a text, drop a file, give an address")
        for address in self.addresses:
            if not address.lower().startswith(("http://", "https://")):
                raise UsageError("an address begins with http:// or https://")


@dataclass(frozen=True, slots=True)
class Step:
    """What became of one thing. `fate`: added, reread, known or failed; `problem` says why."""

    ref: str
    fate: str
    statements: int = 0
    problem: str = ""


@dataclass(slots=True)
class Job:
    """Something being added. `steps` grow; whoever waits for more waits on `changed`."""

    id: str
    steps: list[Step] = field(default_factory=list)
    done: bool = False
    problem: str = ""
    changed: Condition = field(default_factory=Condition)

    def tell(self, step: Step) -> None:
        with self.changed:
            if len(self.steps) < _MOST_STEPS:
                self.steps.append(step)
            self.changed.notify_all()

    def finish(self, problem: str = "") -> None:
        with self.changed:
            self.done, self.problem = True, problem
            self.changed.notify_all()

    def wait(self, seconds: float) -> bool:
        """Whether it is done, after at most so many seconds."""
        with self.changed:
            return self.changed.wait_for(lambda: self.done, seconds)


class Jobs:
    """The work of adding, in one thread beside the server's; `close` stops it."""

    def __init__(self, ledger: Ledger, loading: Loading) -> None:
        self._ledger = ledger
        self._loading = loading
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._queue: SimpleQueue[tuple[Job, Order] | None] = SimpleQueue()
        self._stop = Event()
        self._thread = Thread(target=self._work, name="adding", daemon=True)
        self._thread.start()

    def start(self, order: Order) -> Job:
        """A job for an order; UsageError if it can't be one or too much waits already."""
        order.check()
        self._given(order)  # a date that is none is told at once
        if self._queue.qsize() >= _MOST_WAITING:
            raise UsageError("much is being added already: try again in a minute")
        job = Job(secrets.token_urlsafe(9))
        self._jobs[job.id] = job
        while len(self._jobs) > _REMEMBERED:
            self._jobs.popitem(last=False)
        self._queue.put((job, order))
        return job

    def job(self, job_id: str) -> Job:
        """A job by its id; UsageError if it is not remembered."""
        try:
            return self._jobs[job_id]
        except KeyError:
            raise UsageError("nothing is known of that: it was added long ago, or never") from None

    def close(self) -> None:
        """Stop after what is being read now."""
        self._stop.set()
        self._queue.put(None)
        self._thread.join(timeout=30)

    def _work(self) -> None:
        self._group()
        while (item := self._queue.get()) is not None and not self._stop.is_set():
            job, order = item
            try:
                for added in self._added(order):
                    problem = added.error.reason if added.error else ""
                    job.tell(Step(added.ref, added.fate, added.statements, problem))
                job.finish()
                if self._queue.empty():
                    self._group()
            except SaysoError as error:
                job.finish(str(error))
            except Exception as error:
                job.finish("something went wrong inside; the server's log says what")
                _log(error)

    def _group(self) -> None:
        """Bring the claims that home lists up to the articles; what fails there stops no adding."""
        try:
            refresh_claims(self._ledger)
        except Exception as error:
            _log(error)

    def _added(self, order: Order) -> Iterator[Added]:
        from sayso.pipeline.adding import Adding, add
        from sayso.pipeline.tasks import Orders

        loading = self._given(order)
        with self._ledger.writer() as writer:
            yield from add(_found(order, loading), writer, Adding(Orders(loading)), self._stop)

    def _given(self, order: Order) -> Loading:
        from sayso.articles import Given

        given = Given(outlet=order.outlet or None, published=order.published or None)
        return replace(self._loading, given=given)


def _found(order: Order, loading: Loading) -> Iterator[Raw | ArticleError]:
    """What is in an order. Nothing in it is ever taken for a path."""
    from sayso.articles import Raw, find

    if order.text.strip():
        now = datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%S")
        body = order.text.encode("utf-8", "replace")
        yield Raw(f"pasted {now}", "text", body, size=len(body))
    for upload in order.uploads:
        name = upload.name.replace("\\", "/").rpartition("/")[2][:_NAME] or "file"
        for found in find(["-"], replace(loading, stdin=BytesIO(upload.body))):
            yield _named(found, name)
    yield from find(order.addresses, loading)


def _named(found: Raw | ArticleError, name: str) -> Raw | ArticleError:
    """What came through an upload, called by the upload's name instead of `-`."""
    if isinstance(found, ArticleError):
        return ArticleError(_renamed(found.ref, name), found.reason, found.hint)
    return replace(found, ref=_renamed(found.ref, name))


def _renamed(ref: str, name: str) -> str:
    return name + ref[1:] if ref == "-" or ref.startswith("-#") else ref


def _log(error: Exception) -> None:
    import logging

    logging.getLogger("sayso.web").exception("adding failed", exc_info=error)
