"""Web addresses → pages: the only module that opens a socket, guarded and polite.

A page's address, or one that it redirects to, may come from a stranger who would like us to ask
a machine in our own network. So every request, redirects and robots.txt included, goes through
the same gate: the address is checked as text (`addresses`), the name is looked up once, every
network address that it has must be public, and the connection is made to one of those very
addresses, so that the name cannot mean another machine a moment later. Each request has a
connection of its own; cookies, passwords and proxies from the environment play no part. One
deadline holds for the whole, and a limit of bytes for each body, packed and unpacked.

Requests are made with httpcore2, which lets its network backend be replaced; the client above it
(httpx2) would parse each address again, by other rules than those it was checked by.
"""

from __future__ import annotations

import socket
import ssl
import zlib
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from threading import Thread
from time import monotonic
from typing import Any, Self

import httpcore2

from sayso.articles.addresses import WebAddress, is_address, is_public, not_public, web_address
from sayso.articles.answers import Head, Version, check_coding, check_page, head_of, too_long
from sayso.articles.compression import CODINGS, unpacked
from sayso.articles.fetching import Answer, Errand, Fetched, Fetching, Follower
from sayso.articles.pacing import Pace
from sayso.errors import ArticleError

_ACCEPT = (
    "text/html,application/xhtml+xml,application/atom+xml;q=0.9,application/rss+xml;q=0.9,"
    "text/*;q=0.8,application/xml;q=0.7,application/json;q=0.6"
)
_ATTEMPTS = 4  # of a name's network addresses, how many are tried


def resolve(name: str, port: int) -> list[str]:
    """The network addresses of a name, as the operating system knows them; OSError if none."""
    found = socket.getaddrinfo(name.encode("ascii"), port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


def connect(address: str, port: int, seconds: float) -> httpcore2.NetworkStream:
    """A connection to a network address (which is no name, so nothing is looked up)."""
    return httpcore2.SyncBackend().connect_tcp(address, port, seconds)


@dataclass(frozen=True, slots=True)
class Network:
    """What reaches the world. In tests, plain functions stand in for it; nothing is patched.

    `trust`: makes the context that says whose certificates count.
    """

    resolve: Callable[[str, int], list[str]] = resolve
    connect: Callable[[str, int, float], httpcore2.NetworkStream] = connect
    trust: Callable[[], ssl.SSLContext] = httpcore2.default_ssl_context


_FETCHING = Fetching()
_NETWORK = Network()
_NO_VERSION = Version()


class Fetcher:
    """Fetches pages. Keeps what robots.txt files said for as long as it is open."""

    def __init__(self, how: Fetching = _FETCHING, network: Network = _NETWORK) -> None:
        self._how = how
        self._network = network
        self._follower = Follower(how, self._ask)
        self._pace = Pace(how.pause)

    def fetch(self, url: str, known: Version = _NO_VERSION) -> Fetched:
        """The page at an address, wherever it redirects to; ArticleError if it can't be had.

        Where it still is the version that is `known`, it may come back as `unchanged`. Waits while
        its host is to be left alone, a minute at most.
        """
        first = web_address(url, ref=url, allow_private=self._how.allow_private)
        if not self._pace.take_turn(first.authority):
            minutes = max(1, round(self._pace.left(first.authority) / 60))
            raise ArticleError(url, f"its server asks to be left alone for {minutes} min")
        errand = Errand(True, self._how.max_bytes, monotonic() + self._how.timeout, known)
        try:
            answer = self._follower.follow(first, errand)
        except ArticleError as error:
            where = "" if error.ref == first.href else f"at {error.ref}: "
            raise ArticleError(url, where + error.reason, error.hint) from error
        head = answer.head
        return Fetched(
            answer.address.href,
            answer.body,
            head.content_type,
            head.charset,
            head.version,
            head.unchanged,
        )

    def held(self, url: str) -> float:
        """Seconds for which the host of an address is to be left alone."""
        address = web_address(url, ref=url, allow_private=self._how.allow_private)
        return self._pace.left(address.authority)

    def close(self) -> None:
        """Forget what robots.txt files said. No connection outlives its request."""
        self._follower.forget()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _ask(self, address: WebAddress, errand: Errand) -> Answer:
        """One request, on a connection of its own."""
        url = httpcore2.URL(
            scheme=address.scheme, host=address.host, port=address.port, target=address.target
        )
        request = httpcore2.Request("GET", url, headers=self._headers(address, errand.known))
        gate = _Gate(self._how, self._network, address, errand)
        with _in_our_words(address.href, self._how.timeout):
            trust = self._trust if address.scheme == "https" else None
            with httpcore2.HTTPConnection(url.origin, trust, network_backend=gate) as connection:
                response = connection.handle_request(request)
                head = head_of(response.status, response.headers)
                self._pace.hold(address.authority, head.wait)
                unchanged = head.unchanged and bool(errand.known)
                if head.location or unchanged or not (errand.is_page or head.has_page):
                    return Answer(address, head, b"")
                return Answer(address, head, _body(address.href, head, response, errand))

    def _headers(self, address: WebAddress, known: Version) -> list[tuple[str, str]]:
        return [
            ("Host", address.authority),
            ("User-Agent", self._how.user_agent),
            ("Accept", _ACCEPT),
            ("Accept-Encoding", ", ".join(CODINGS)),
            ("Connection", "close"),
            *([("If-None-Match", known.etag)] if known.etag else []),
            *([("If-Modified-Since", known.modified)] if known.modified else []),
        ]

    @cached_property
    def _trust(self) -> ssl.SSLContext:
        return self._network.trust()


def _body(ref: str, head: Head, response: httpcore2.Response, errand: Errand) -> bytes:
    """The body, unpacked. Of a robots.txt that is too long, its beginning."""
    if errand.is_page:
        check_page(ref, head, errand.max_bytes)
    check_coding(ref, head)
    chunks = _watched(response.iter_stream(), errand)
    body = bytearray()
    for piece in unpacked(chunks, head.codings[0]) if head.codings else chunks:
        body += piece
        if len(body) > errand.max_bytes:
            if errand.is_page:
                raise too_long(ref, errand.max_bytes)
            break
    return bytes(body[: errand.max_bytes])


def _watched(chunks: Iterable[bytes], errand: Errand) -> Iterator[bytes]:
    """Chunks as they come in, until there are too many or it has taken too long: a packed body
    can be long and yet hold nothing."""
    size = 0
    for chunk in chunks:
        errand.left()
        yield chunk
        size += len(chunk)
        if size > errand.max_bytes:
            raise zlib.error("more packed than unpacked")


class _Gate(httpcore2.NetworkBackend):
    """Opens the connection for one request, if the machine it leads to may be asked."""

    def __init__(
        self, how: Fetching, network: Network, address: WebAddress, errand: Errand
    ) -> None:
        self._how = how
        self._network = network
        self._address = address
        self._errand = errand

    def connect_tcp(
        self, host: str, port: int, *_: object, **__: object
    ) -> httpcore2.NetworkStream:
        """Signature: httpcore2's; its timeout and options are left aside for our own."""
        found = [host] if is_address(host) else self._looked_up(host, port)
        if not found:
            raise socket.gaierror("there are no addresses for it")
        if not self._how.allow_private and not all(is_public(address) for address in found):
            raise not_public(self._address.href)
        *others, last = found[:_ATTEMPTS]
        for position, address in enumerate(others):
            try:
                return self._connected(address, port, len(others) + 1 - position)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout):
                continue  # the last attempt's error is told
        return self._connected(last, port, 1)

    def _connected(self, address: str, port: int, share: int) -> httpcore2.NetworkStream:
        """A connection made within that share of the time left."""
        stream = self._network.connect(address, port, self._errand.left() / share)
        return _Stream(stream, self._errand)

    def _looked_up(self, name: str, port: int) -> list[str]:
        """The operating system looks up names for as long as it likes, so it does in a thread that
        is left behind when time is up."""
        answer: Future[list[str]] = Future()

        def look_up_name() -> None:
            try:
                answer.set_result(self._network.resolve(name, port))
            except Exception as error:  # passed on: it is raised again below
                answer.set_exception(error)

        Thread(target=look_up_name, daemon=True).start()
        return answer.result(self._errand.left())


class _Stream(httpcore2.NetworkStream):
    """A connection whose every step gets only the time that is left for the whole: a server that
    sends a byte now and then would otherwise never be too slow. httpcore2's own timeouts, each for
    one step, are left aside."""

    def __init__(self, stream: httpcore2.NetworkStream, errand: Errand) -> None:
        self._stream = stream
        self._errand = errand

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002 — as above
        return self._stream.read(max_bytes, self._errand.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002 — as above
        self._stream.write(buffer, self._errand.left())

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002 — as above
    ) -> httpcore2.NetworkStream:
        try:
            left = self._errand.left()
            return _Stream(self._stream.start_tls(ssl_context, server_hostname, left), self._errand)
        except BaseException:
            self.close()
            raise

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401 — httpcore2's signature
        return self._stream.get_extra_info(info)


# What can go wrong below, in our words, and what to do. The first entry that fits the error, or one
# that it was raised from, counts. A test checks that no error of httpcore2 is missing.
_WORDS: tuple[tuple[type[Exception], str, str], ...] = (
    (ssl.SSLCertVerificationError, "its certificate can't be trusted", ""),
    (ssl.SSLError, "no secure connection can be made", "is it an http:// address?"),
    (socket.gaierror, "its name can't be looked up", "check the spelling, and the network"),
    (UnicodeError, "its name can't be looked up", "check the spelling"),
    (TimeoutError, "no whole answer within {:g} seconds", "try again later"),
    (httpcore2.TimeoutException, "no whole answer within {:g} seconds", "try again later"),
    (ConnectionRefusedError, "nothing answers there", "check the address"),
    (OSError, "the connection failed", "try again later"),
    (httpcore2.NetworkError, "the connection failed", "try again later"),
    (httpcore2.ConnectionNotAvailable, "the connection failed", "try again later"),
    (httpcore2.ProxyError, "the connection failed", "try again later"),
    (httpcore2.ProtocolError, "the server does not speak proper HTTP", ""),
    (httpcore2.UnsupportedProtocol, "the server does not speak proper HTTP", ""),
    (zlib.error, "the body came damaged", "try again later"),
)


@contextmanager
def _in_our_words(ref: str, seconds: float) -> Iterator[None]:
    """The one place where errors of the network become ArticleErrors."""
    try:
        yield
    except tuple(kind for kind, _, _ in _WORDS) as error:
        chain = _chain(error)
        reason, hint = next(
            (reason.format(seconds), hint)
            for kind, reason, hint in _WORDS
            if any(isinstance(one, kind) for one in chain)
        )
        detail = next(filter(None, map(_detail, chain)), "")
        raise ArticleError(ref, f"{reason}: {detail}" if detail else reason, hint) from error


def _chain(error: BaseException | None) -> list[BaseException]:
    """An error, the one that it was raised from, and so on."""
    chain = []
    while error is not None:
        chain.append(error)
        error = error.__cause__
    return chain


def _detail(error: BaseException) -> str:
    """What the system below has to say, fit for a terminal."""
    match error:
        case ssl.SSLCertVerificationError():
            said = getattr(error, "verify_message", "")  # OpenSSL sets it, its class does not
        case ssl.SSLError() | TimeoutError():
            said = ""
        case OSError():
            said = error.strerror or ""
        case httpcore2.ProtocolError():
            said = str(error)
        case _:
            said = ""
    return ascii(said)[1:-1][:100]


__all__ = ["Fetched", "Fetcher", "Fetching", "Network", "Version", "connect", "resolve"]
