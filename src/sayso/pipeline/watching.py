"""Feeds, looked at again and again: what is new in them is read and kept.

A look asks every feed that is due whether it has changed, then goes through what is new, hosts in
turns. What was taken of a feed is noted when it is kept, so that nothing is lost or fetched twice
whenever it ends.
"""

from __future__ import annotations

import time
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from threading import Event
from typing import TYPE_CHECKING, Protocol, TypeVar
from urllib.parse import urlsplit

from sayso.articles import Raw
from sayso.articles.answers import Version
from sayso.articles.feeds import Entry, looks_like_feed, parse_feed
from sayso.articles.loading import entry_found, no_feed, open_fetcher
from sayso.errors import ArticleError
from sayso.pipeline.adding import Added, Adding, Keeps, add
from sayso.pipeline.feed_state import FeedState

if TYPE_CHECKING:  # it brings the network client
    from sayso.articles.web import Fetcher

T = TypeVar("T")
_TOGETHER = 50  # feeds whose news are gone through in turns
_PREFIX = "feed:"


class Remembers(Protocol):
    """What keeps small JSON values; `sayso.ledger.Ledger` reads them, its writer keeps them."""

    def remembered(self, key: str) -> object: ...


class Keeper(Keeps, Protocol):
    """A keeper of readings and of small JSON values."""

    def remember(self, key: str, value: object) -> None: ...


@dataclass(slots=True)
class _Poll:
    """One feed in one look. `told`: how many of its entries are new, of which `done` and `failed`
    have come out."""

    url: str
    state: FeedState
    reached: bool = False
    version: tuple[str, str] = ("", "")
    told: int = 0
    done: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)

    def settled(self) -> FeedState:
        """The state after the look. Where it was cut short, the rest is there the next time."""
        if self.state.failures:
            return self.state
        whole = len(self.done) + len(self.failed) == self.told
        return self.state.taken(self.version if whole else ("", ""), self.done, self.failed)


class Watch:
    """Some feeds, and when each is due. `every`: seconds between two looks at one; `clock`:
    seconds since 1970. A context manager."""

    def __init__(
        self,
        feeds: Sequence[str],
        memory: Remembers,
        how: Adding,
        every: float,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._how = how
        self._every = every
        self._clock = clock
        self._fetcher: Fetcher = open_fetcher(how.orders.loading)
        self._states = {url: FeedState.of(memory.remembered(_PREFIX + url)) for url in feeds}
        self._due = {url: state.not_before for url, state in self._states.items()}

    def __enter__(self) -> Watch:
        return self

    def __exit__(self, *_: object) -> None:
        self._fetcher.close()

    def until_due(self) -> float:
        """Seconds until a feed is due; 0 if one is."""
        return max(0.0, min(self._due.values()) - self._clock())

    def look(self, keeper: Keeper, stop: Event) -> Iterator[Added]:
        """Look at every feed that is due: what became of their news.

        A feed that can't be had is a failure of its own, and left alone for longer.
        """
        now = self._clock()
        polls = [_Poll(url, self._states[url]) for url, due in self._due.items() if due <= now]
        told: list[tuple[_Poll, str]] = []  # whose, and which, by the number of the result
        try:
            for one in add(self._news(polls, told), keeper, self._how, stop):
                poll, mark = told[one.number]
                if mark:
                    (poll.failed if one.fate == "failed" else poll.done).append(mark)
                yield one
        finally:
            self._settle([poll for poll in polls if poll.reached], keeper)
            self._fetcher.close()  # what robots.txt files say is asked anew next time

    def _settle(self, polls: Iterable[_Poll], keeper: Keeper) -> None:
        """Note what was taken of each feed, and when it is due again."""
        for poll in polls:
            state = self._states[poll.url] = poll.settled()
            self._due[poll.url] = max(state.not_before, self._clock() + self._every)
            keeper.remember(_PREFIX + poll.url, state.record())

    def _news(
        self, polls: Sequence[_Poll], told: list[tuple[_Poll, str]]
    ) -> Iterator[Raw | ArticleError]:
        """What is new in the feeds; `told` says of each which one it is."""
        for first in range(0, len(polls), _TOGETHER):
            queues: dict[str, deque[tuple[_Poll, Entry]]] = defaultdict(deque)
            for poll in polls[first : first + _TOGETHER]:
                try:
                    entries = self._entries(poll)
                except ArticleError as error:
                    held = self._held(poll.url)
                    poll.state = poll.state.failed(self._clock(), self._every, held)
                    told.append((poll, ""))
                    yield error
                else:
                    for entry in entries:
                        queues[_host(entry.link)].append((poll, entry))
                poll.reached = True
            for poll, entry in _in_turns(queues):
                told.append((poll, entry.mark))
                yield entry_found(entry, self._fetcher)

    def _entries(self, poll: _Poll) -> list[Entry]:
        """The new entries of one feed."""
        before = poll.state
        fetched = self._fetcher.fetch(poll.url, Version(before.etag, before.modified))
        if fetched.unchanged:
            poll.version, entries = (before.etag, before.modified), []
        else:
            if not looks_like_feed(fetched.body):
                raise no_feed(poll.url, fetched)
            feed = parse_feed(poll.url, fetched.body, fetched.url, fetched.charset)
            seen = set(before.seen)
            entries = [entry for entry in feed.entries if entry.mark not in seen]
            poll.version = (fetched.version.etag, fetched.version.modified)
        poll.state, poll.told = before.answered(), len(entries)
        return entries

    def _held(self, url: str) -> float:
        """Seconds for which a feed's server asks to be left alone."""
        try:
            return self._fetcher.held(url)
        except ArticleError:  # no address at all: it has been told, and will be again
            return 0.0


def _host(link: str) -> str:
    return urlsplit(link).netloc


def _in_turns(queues: dict[str, deque[T]]) -> Iterator[T]:
    """One of each, then another of each, until none is left."""
    while queues:
        for name in list(queues):
            yield queues[name].popleft()
            if not queues[name]:
                del queues[name]
