"""A page by its address: redirects, robots.txt and limits. Nothing here touches the network: it is
handed a function that makes one request (`web` has the real one)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import metadata
from time import monotonic

from sayso.articles.addresses import WebAddress, web_address
from sayso.articles.answers import Head, Version
from sayso.articles.robots import LIMIT as ROBOTS_BYTES
from sayso.articles.robots import Robots, parse_robots, product_token
from sayso.errors import ArticleError, UsageError

_ROBOTS_KEPT = 500  # origins


def _user_agent() -> str:
    try:
        version = metadata.version("sayso")
    except metadata.PackageNotFoundError:  # run from its source
        version = "0"
    return f"sayso/{version} (reads articles on a person's request)"


@dataclass(frozen=True, slots=True)
class Fetching:
    """How pages are fetched.

    `allow_private`: also from addresses that are not public, for people who run their own servers
    (nothing else is relaxed); `max_bytes`: of a page, unpacked; `timeout`: seconds for everything
    together, from looking up the name to the last byte, redirects included; `pause`: seconds
    between two pages of one host; `robots`: whether robots.txt is minded; `user_agent`: begins with
    the name that a robots.txt knows us by.
    """

    allow_private: bool = False
    max_bytes: int = 10_000_000
    timeout: float = 20.0
    max_redirects: int = 5
    pause: float = 0.0
    robots: bool = True
    user_agent: str = field(default_factory=_user_agent)

    def __post_init__(self) -> None:
        if self.max_bytes < 1 or self.max_redirects < 0 or not 0 < self.timeout < float("inf"):
            raise UsageError("a page needs some bytes and seconds, and no less than 0 redirects")
        if not 0 <= self.pause < float("inf"):
            raise UsageError("a pause has a number of seconds, and no less than 0")
        plain = self.user_agent.isascii() and self.user_agent.isprintable()
        if not plain or not product_token(self.user_agent):
            raise UsageError("a user agent begins with a name and is made of printable ASCII")


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page as it came. `url`: where it was found in the end, without fragment; `body`: unpacked;
    `content_type` ("text/html"), `charset`: as the server states them, lower case, or None;
    `version`: by what to ask whether it has changed; `unchanged`: it has not (and has no body)."""

    url: str
    body: bytes
    content_type: str | None
    charset: str | None
    version: Version = field(default_factory=Version)
    unchanged: bool = False


@dataclass(frozen=True, slots=True)
class Errand:
    """What one page or robots.txt may cost. `ends`: on the clock of `time.monotonic`; `known`: the
    version of the page that one has."""

    is_page: bool
    max_bytes: int
    ends: float
    known: Version = field(default_factory=Version)

    def left(self) -> float:
        """Seconds that are left, which is never none."""
        left = self.ends - monotonic()
        if left <= 0:
            raise TimeoutError
        return left


@dataclass(frozen=True, slots=True)
class Answer:
    address: WebAddress
    head: Head
    body: bytes


class Follower:
    """Goes from an address to its page. Keeps what robots.txt files said until `forget`."""

    def __init__(self, how: Fetching, ask: Callable[[WebAddress, Errand], Answer]) -> None:
        self._how = how
        self._ask = ask
        self._robots: dict[str, Robots] = {}

    def forget(self) -> None:
        self._robots.clear()

    def follow(self, first: WebAddress, errand: Errand) -> Answer:
        """The first answer that is no redirect."""
        address, seen = first, {first.href}
        for _ in range(self._how.max_redirects + 1):
            if errand.is_page and self._how.robots:
                self._mind_robots(address, errand)
            answer = self._ask(address, errand)
            if not answer.head.location:
                return answer
            address = web_address(
                answer.head.location, address.href, allow_private=self._how.allow_private
            )
            if address.href in seen:
                hint = "the site may insist on cookies, which are not kept here"
                raise ArticleError(first.href, "redirects in a circle", hint)
            seen.add(address.href)
        raise ArticleError(first.href, f"redirects more than {self._how.max_redirects} times")

    def _mind_robots(self, address: WebAddress, errand: Errand) -> None:
        robots = self._robots.get(address.origin)
        if robots is None:
            robots = self._robots_of(address, errand)
            if len(self._robots) >= _ROBOTS_KEPT:
                self._robots.pop(next(iter(self._robots)))
            self._robots[address.origin] = robots
        if not robots.allows(address.target):
            hint = "open it in a browser, save the page and read the file"
            raise ArticleError(address.href, "its robots.txt asks programs to stay away", hint)

    def _robots_of(self, address: WebAddress, errand: Errand) -> Robots:
        """RFC 9309, 2.3.1: no such file means that all is allowed; a server that can't be
        reached or is in trouble, that nothing is (an error here, not kept: it may pass)."""
        place = web_address(address.origin + "/robots.txt", allow_private=self._how.allow_private)
        answer = self.follow(place, Errand(False, ROBOTS_BYTES + 1, errand.ends))
        if answer.head.status >= 500:
            reason = f"no answer (status {answer.head.status}), so nothing may be read there now"
            raise ArticleError(place.href, reason, "try again later")
        if not answer.head.has_page:
            return Robots()
        return parse_robots(answer.body, product_token(self._how.user_agent))
