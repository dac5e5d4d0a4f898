"""Whatever comes of an address, it is a page or an ArticleError. Nothing here opens a socket: plain
functions and httpcore2's own stand-in for a connection take the network's place."""

from __future__ import annotations

import inspect
import socket
import ssl
import zlib

import httpcore2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.articles.web import Fetcher, Fetching, Network
from sayso.errors import ArticleError

PUBLIC = "93.184.215.14"


def error_of(url: str, network: Network, *, robots: bool = False) -> ArticleError:
    with (
        Fetcher(Fetching(robots=robots), network) as fetcher,
        pytest.raises(ArticleError) as caught,
    ):
        fetcher.fetch(url)
    assert caught.value.ref == url
    assert caught.value.reason.isprintable()
    return caught.value


def foreign_errors() -> list[Exception]:
    """Every error of httpcore2, and what the standard library raises below it."""
    kinds = [
        kind
        for kind in vars(httpcore2).values()
        if inspect.isclass(kind) and issubclass(kind, Exception)
    ]
    assert len(kinds) >= 14
    return [
        *(kind("told") for kind in kinds),
        OSError(113, "No route to host"),
        ConnectionResetError(104, "reset"),
        TimeoutError(110, "timed out"),
        socket.gaierror(-2, "unknown"),
        ssl.SSLError(1, "tls"),
        ssl.SSLCertVerificationError(1, "certificate"),
        UnicodeError("label too long"),
        zlib.error("damaged"),
    ]


@pytest.mark.parametrize("foreign", foreign_errors(), ids=lambda error: type(error).__name__)
def test_every_foreign_error_becomes_an_article_error(foreign: Exception) -> None:
    class Broken(httpcore2.MockStream):
        def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
            raise foreign

    def failing(*_: object) -> list[str]:
        raise foreign

    def unconnected(*_: object) -> httpcore2.NetworkStream:
        raise foreign

    for network in (
        Network(failing),
        Network(lambda *_: [PUBLIC], unconnected),
        Network(lambda *_: [PUBLIC], lambda *_: Broken([])),
    ):
        error = error_of("http://public.example/", network)
        assert error.reason
        assert error.__cause__ is not None


def test_mistakes_of_our_own_are_not_hidden() -> None:
    def mistaken(*_: object) -> list[str]:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        Fetcher(Fetching(), Network(mistaken)).fetch("http://public.example/")


@settings(deadline=None, max_examples=50)  # machines can be busy
@given(st.text(max_size=60), st.sampled_from(["", "http://", "https://a.example/", "http://["]))
def test_any_text_as_an_address(text: str, start: str) -> None:
    def nobody(*_: object) -> httpcore2.NetworkStream:
        raise httpcore2.ConnectError

    error_of(start + text, Network(lambda *_: [PUBLIC], nobody), robots=True)


PIECES = [
    b"HTTP/1.1 200 OK\r\n",
    b"HTTP/1.1 302 Found\r\n",
    b"Content-Length: 3\r\n",
    b"Content-Type: text/html\r\n",
    b"Content-Encoding: gzip\r\n",
    b"Transfer-Encoding: chunked\r\n",
    b"Location: ",
    b"\r\n",
    b"3\r\nabc\r\n",
    b"0\r\n\r\n",
]


@settings(deadline=None, max_examples=100)  # machines can be busy
@given(st.lists(st.one_of(st.sampled_from(PIECES), st.binary(min_size=1, max_size=60)), max_size=8))
def test_any_bytes_as_an_answer(pieces: list[bytes]) -> None:
    network = Network(lambda *_: [PUBLIC], lambda *_: httpcore2.MockStream([*pieces]))
    for how in (Fetching(), Fetching(robots=False)):
        reason = ""
        try:
            assert Fetcher(how, network).fetch("http://public.example/").url
        except ArticleError as error:
            reason = error.reason
        assert reason.isprintable()
