"""What the pages ask for: the ledger, traces that are remembered, and the work of adding.

One desk a server. Safe to share between threads.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from threading import Lock
from typing import TYPE_CHECKING, Any, Final, TypeVar

from sayso.domain import Reading, Trace
from sayso.errors import UsageError
from sayso.views.web.subjects import Subject

if TYPE_CHECKING:
    from sayso.ledger import Ledger

Made = TypeVar("Made")
Tracing = Callable[["Ledger", str, str | None], Trace]
_ID: Final = re.compile(r"[0-9a-f]{8,32}")
_REMEMBERED: Final = 96  # traces and claim pages
_LONGEST: Final = 600  # characters of a claim in plain words


class Desk:
    """A ledger and what has been traced in it."""

    def __init__(self, ledger: Ledger, tracing: Tracing) -> None:
        self.ledger = ledger
        self._tracing = tracing
        self._memory: OrderedDict[tuple[object, ...], Any] = OrderedDict()
        self._lock = Lock()

    def reading(self, article_id: str) -> Reading:
        """The newest reading of an article by its id; UsageError if there is none."""
        if not _ID.fullmatch(article_id):
            raise UsageError("that is no id of an article")
        return self.ledger.reading(article_id)

    def trace(self, subject: Subject) -> Trace:
        """A subject's trace, computed again once the ledger or a correction has changed it."""
        asked = self._asked(subject)
        return self.remembered(
            ("trace", asked, subject.until),
            lambda: self._tracing(self.ledger, asked, subject.until or None),
        )

    def remembered(self, key: tuple[object, ...], make: Callable[[], Made]) -> Made:
        """What was made for a key, made again once the ledger has changed."""
        key = (*key, self.state())
        with self._lock:
            if key in self._memory:
                self._memory.move_to_end(key)
                known: Made = self._memory[key]
                return known
        made = make()
        with self._lock:
            self._memory[key] = made
            while len(self._memory) > _REMEMBERED:
                self._memory.popitem(last=False)
        return made

    def readings_of(self, trace: Trace) -> Mapping[str, Reading]:
        """The readings of a trace's articles, by id."""
        ids = [one.id for one in trace.articles]
        return {reading.article.id: reading for reading in self.ledger.readings(ids)}

    def state(self) -> object:
        """Something else whenever the ledger has changed."""
        corrections = self.ledger.corrections(withdrawn=True)
        return self.ledger.size(), tuple((one.id, one.withdrawn) for one in corrections)

    def claims_of(self, statements: Iterable[str]) -> Mapping[str, str]:
        """For statements (ids) of known claims the claim's id."""
        return self.ledger.claims_with(statements)

    def _asked(self, subject: Subject) -> str:
        if not subject.id:
            words = " ".join(subject.words.split())
            if not words:
                raise UsageError("say the claim in plain words")
            if len(words) > _LONGEST:
                raise UsageError(f"a claim has at most {_LONGEST} characters")
            return words
        if not _ID.fullmatch(subject.id):
            raise UsageError("that is no id of a claim")
        try:
            return self.ledger.claim(subject.id).id
        except UsageError:  # no claim of several articles, but maybe a statement
            return subject.id
