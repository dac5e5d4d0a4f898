"""Pages from real servers on this machine, and all that can go wrong with them.

Names that a test calls public are looked up by a function of its own and reached on loopback: no
test here sends anything anywhere else. What needs no server is in test_web_errors.
"""

from __future__ import annotations

import gzip
import socket
import socketserver
import ssl
import struct
import subprocess
import sys
import threading
import time
import tracemalloc
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpcore2
import pytest

from sayso.articles.robots import LIMIT as ROBOTS_BYTES
from sayso.articles.web import Fetched, Fetcher, Fetching, Network, connect, resolve
from sayso.errors import ArticleError

CERTIFICATE = Path(__file__).parent / "data" / "news.example.pem"  # for tests; nobody trusts it
PUBLIC = "93.184.215.14"  # a public address that stands for the server on loopback
STORY = b"<p>The mayor of Port Ellery denied the report, a spokesman said.</p>"
OWN = Fetching(allow_private=True, robots=False)
POLITE = Fetching(allow_private=True)
SMALL = Fetching(allow_private=True, robots=False, max_bytes=100_000)

Page = bytes | Callable[[socket.socket], None]


def answer(body: bytes = b"", *, status: int = 200, **headers: str) -> bytes:
    """An HTTP answer; header names are written with _ for -."""
    headers = {"content_type": "text/html", "content_length": str(len(body))} | headers
    lines = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items())
    return f"HTTP/1.1 {status} Whatever\r\n{lines}\r\n".encode() + body


def moved(to: str) -> bytes:
    return answer(status=302, location=to)


def drip(*pieces: bytes) -> Page:
    """An answer of which a byte comes now and then, for longer than any test waits."""

    def send(talk: socket.socket) -> None:
        for piece in pieces:
            talk.sendall(piece)
        for _ in range(200):
            time.sleep(0.05)
            talk.sendall(b"a")

    return send


def endless(head: bytes, piece: bytes) -> Page:
    def send(talk: socket.socket) -> None:
        talk.sendall(head)
        while True:
            talk.sendall(piece)

    return send


def reset(talk: socket.socket) -> None:
    talk.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    talk.close()


class Site(socketserver.ThreadingTCPServer):
    """A server on loopback that answers each path with the bytes it was given."""

    daemon_threads = True
    request_queue_size = 50

    def __init__(self, pages: dict[str, Page], tls: ssl.SSLContext | None) -> None:
        super().__init__(("127.0.0.1", 0), Visit)
        self.pages = pages
        self.tls = tls
        self.heads: list[str] = []
        self.port: int = self.server_address[1]

    def url(self, path: str = "/") -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    @property
    def asked(self) -> list[str]:
        return [head.split()[1] for head in self.heads]

    def handle_error(self, *_: object) -> None:
        """A client that goes away is what many of these tests are about."""


class Visit(socketserver.BaseRequestHandler):
    def handle(self) -> None:
        site, talk = self.server, self.request
        assert isinstance(site, Site)
        with site.tls.wrap_socket(talk, server_side=True) if site.tls else talk as talk:
            head = b""
            while b"\r\n\r\n" not in head:
                head += (more := talk.recv(65_536))
                if not more:
                    return
                if head.startswith(b"\x16"):  # somebody begins TLS
                    talk.sendall(answer(b"what?", status=400))
                    return
            site.heads.append(head.decode("latin-1"))
            page = site.pages.get(head.split()[1].decode(), answer(b"gone", status=404))
            if callable(page):
                page(talk)
            else:
                talk.sendall(page)


@contextmanager
def serving(pages: dict[str, Page], tls: ssl.SSLContext | None = None) -> Iterator[Site]:
    with Site(pages, tls) as site:
        thread = threading.Thread(target=site.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield site
        finally:
            site.shutdown()
            thread.join()


class World:
    """Names and the network as a test wants them; every connection ends at one site."""

    def __init__(self, site: Site, **names: list[list[str]]) -> None:
        self.site = site
        self.names = names
        self.reached: list[str] = []
        self.network = Network(self.resolve, self.connect)

    def resolve(self, name: str, port: int) -> list[str]:
        """Each time a name is looked up the next of its answers, the last one for ever."""
        answers = self.names[name.removesuffix(".example")]
        return answers.pop(0) if len(answers) > 1 else answers[0]

    def connect(self, address: str, port: int, seconds: float) -> httpcore2.NetworkStream:
        self.reached.append(address)
        return connect("127.0.0.1", self.site.port, seconds)


def fetch(url: str, how: Fetching = OWN, network: Network | None = None) -> Fetched:
    with Fetcher(how, network or Network()) as fetcher:
        return fetcher.fetch(url)


def error_of(url: str, how: Fetching = OWN, network: Network | None = None) -> ArticleError:
    with pytest.raises(ArticleError) as caught:
        fetch(url, how, network)
    assert caught.value.ref == url
    assert caught.value.reason.isprintable()
    return caught.value


def test_a_page_comes_with_what_its_server_says_of_it() -> None:
    page = answer(STORY, content_type="Text/HTML; Charset='UTF-8'")
    with serving({"/a?b=%C3%BC": page, "/": b"HTTP/1.0 200 OK\r\n\r\n" + STORY}) as site:
        url = site.url("/a?b=%C3%BC")
        assert fetch(site.url("/a?b=\u00fc#part")) == Fetched(url, STORY, "text/html", "utf-8")
        assert fetch(site.url()) == Fetched(site.url(), STORY, None, None)
    head = site.heads[0].lower()
    assert f"host: 127.0.0.1:{site.port}\r\n" in head
    assert "user-agent: sayso/" in head
    assert "connection: close\r\n" in head


def test_a_file_of_another_type_and_an_error_page_are_not_waited_for() -> None:
    film = answer(content_type="video/mp4", content_length="90000000")
    with serving({"/": drip(film), "/lost": drip(answer(status=404, content_length="9"))}) as site:
        assert "video/mp4" in error_of(site.url()).reason
        assert "status 404" in error_of(site.url("/lost")).reason


def test_redirects_are_followed_and_keep_no_cookies() -> None:
    pages: dict[str, Page] = {
        "/a": answer(status=301, location="b", set_cookie="track=1"),
        "/b": moved("/\u00fc?x#y"),
        "/%C3%BC?x": answer(STORY),
    }
    with serving(pages) as site, Fetcher(OWN) as fetcher:
        assert fetcher.fetch(site.url("/a")).url == site.url("/%C3%BC?x")
        assert fetcher.fetch(site.url("/a")).body == STORY
        assert not any("cookie" in head.lower() for head in site.heads)


# The gate


@pytest.mark.parametrize(
    "to",
    [
        "http://127.0.0.1:8000/admin",
        "http://2130706433/",
        "http://[::ffff:a9fe:a9fe]/latest/meta-data/",
        "//localhost/",
        "http://inside.example/",
        "http://mixed.example/",
        "http://public.example:22/",
        "http://user:secret@public.example/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "http://",
        "http://\x1b[31m/",
    ],
)
def test_a_public_page_cannot_lead_inside(to: str) -> None:
    with serving({"/": moved(to)}) as site:
        mixed = [[PUBLIC, "fe80::1%eth0"]]
        world = World(site, public=[[PUBLIC]], inside=[["10.1.2.3"]], mixed=mixed)
        error = error_of("http://public.example/", Fetching(robots=False), world.network)
        assert site.asked == ["/"]
        assert world.reached == [PUBLIC]
    assert error.reason.startswith("at "), "says where it was led"
    assert error.reason.isascii()


@pytest.mark.parametrize(
    "addresses",
    [
        ["127.0.0.1"],
        ["10.0.0.1", PUBLIC],
        [PUBLIC, "::1"],
        ["169.254.169.254"],
        ["fd00:ec2::254"],
        ["::ffff:10.0.0.1"],
        ["64:ff9b::7f00:1"],
        ["fe80::1%2"],
        [PUBLIC] * 9 + ["192.168.0.1"],
        ["what is this"],
    ],
)
def test_a_name_with_any_private_address_is_refused(addresses: list[str]) -> None:
    with serving({}) as site:
        world = World(site, trap=[addresses])
        error = error_of("https://trap.example/", Fetching(), world.network)
        assert "not on the public internet" in error.reason
        assert world.reached == []


def test_a_name_that_changes_its_meaning_gets_no_second_look() -> None:
    with serving({"/": answer(STORY)}) as site:
        world = World(site, shifty=[[PUBLIC], ["127.0.0.1"]])
        page = fetch("http://shifty.example/", Fetching(robots=False), world.network)
        assert page.body == STORY
        assert world.reached == [PUBLIC], "what was checked is what was reached"

        world = World(site, shifty=[[PUBLIC], ["127.0.0.1"]])
        error = error_of("http://shifty.example/", Fetching(), world.network)
        assert "not on the public internet" in error.reason
        assert world.reached == [PUBLIC], "for robots.txt; the page's own look-up was refused"


def test_robots_go_through_the_gate() -> None:
    with serving({"/robots.txt": moved("http://127.0.0.1/"), "/": answer(STORY)}) as site:
        world = World(site, public=[[PUBLIC]])
        error = error_of("http://public.example/", Fetching(), world.network)
        assert "not on the public internet" in error.reason
        assert site.asked == ["/robots.txt"]


def test_a_network_address_is_never_looked_up() -> None:
    with serving({"/": answer(STORY)}) as site:
        world, how = World(site), Fetching(robots=False)
        assert fetch(f"http://{PUBLIC}/", how, world.network).body == STORY
        assert fetch("http://[2606:4700::1111]/", how, world.network).body == STORY
        assert world.reached == [PUBLIC, "2606:4700::1111"]
        assert "Host: [2606:4700::1111]\r\n" in site.heads[1]


def test_the_next_address_is_tried_where_one_does_not_answer() -> None:
    with serving({"/": answer(STORY)}) as site:
        world = World(site, two=[["8.8.4.4", PUBLIC]], many=[["8.8.4.4"] * 1000], none=[[]])
        reached = []

        def half_down(address: str, port: int, seconds: float) -> httpcore2.NetworkStream:
            reached.append(address)
            if address == PUBLIC:
                return world.connect(address, port, seconds)
            raise httpcore2.ConnectError from ConnectionRefusedError(111, "refused")

        network, how = Network(world.resolve, half_down), Fetching(robots=False)
        assert fetch("http://two.example/", how, network).body == STORY
        assert reached == ["8.8.4.4", PUBLIC]
        assert "nothing answers there" in error_of("http://many.example/", how, network).reason
        assert len(reached) < 10
        assert "can't be looked up" in error_of("http://none.example/", how, network).reason


def test_loopback_needs_leave() -> None:
    with serving({"/": answer(STORY)}) as site:
        for how in (Fetching(), Fetching(robots=False)):
            assert "not on the public internet" in error_of(site.url(), how).reason
        assert site.heads == []


def test_the_environment_plays_no_part(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login me password secret\n")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    with serving({}) as proxy, serving({"/": answer(STORY)}) as site:
        for name in ("HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "ALL_PROXY", "all_proxy"):
            monkeypatch.setenv(name, proxy.url())
        assert fetch(site.url()).body == STORY
        assert proxy.heads == []
        assert "authorization" not in site.heads[0].lower()


def test_the_operating_system_looks_up_names() -> None:
    assert "127.0.0.1" in resolve("localhost", 80)
    with serving({"/": answer(STORY)}) as site:
        assert fetch(f"http://localhost:{site.port}/").body == STORY


# Limits


def mute(talk: socket.socket) -> None:
    time.sleep(3)


@pytest.mark.parametrize(
    "page",
    [
        drip(answer(content_length="1000")),
        drip(b"HTTP/1.1 200 OK\r\nX-Long: "),
        drip(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;"),
        drip(b"HTTP/1.1 102 Wait\r\n\r\n" * 3, b"HTTP/1.1 102 "),
        drip(answer(content_encoding="gzip", content_length="1000"), gzip.compress(STORY)),
        mute,
    ],
    ids=["body", "head", "chunk", "interim", "packed", "silence"],
)
def test_a_server_that_takes_its_time_is_cut_off(page: Page) -> None:
    how = Fetching(allow_private=True, robots=False, timeout=0.3)
    with serving({"/": page}) as site:
        began = time.monotonic()
        assert "no whole answer within 0.3 seconds" in error_of(site.url(), how).reason
        assert 0.29 < time.monotonic() - began < 2.5


def trusting_nobody() -> ssl.SSLContext:
    """Made at once, where the system's certificates take a while to load."""
    return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


def slowly(to: str) -> Page:
    def send(talk: socket.socket) -> None:
        time.sleep(0.12)
        talk.sendall(moved(to))

    return send


def test_the_deadline_holds_for_looking_up_connecting_securing_and_redirects_together() -> None:
    done = threading.Event()

    def slow(name: str, port: int) -> list[str]:
        done.wait(5)
        return [PUBLIC]

    def silent(address: str, port: int, seconds: float) -> httpcore2.NetworkStream:
        assert seconds <= 0.3
        raise httpcore2.ConnectTimeout(TimeoutError("timed out"))

    how = Fetching(allow_private=True, robots=False, timeout=0.3)
    pages = {f"/{n}": slowly(f"/{n + 1}") for n in range(9)}
    with serving(pages) as site, socket.create_server(("127.0.0.1", 0)) as unheeded:
        for url, network in (
            ("http://slow.example/", Network(resolve=slow)),
            ("http://silent.example/", Network(lambda name, port: [PUBLIC], silent)),
            (f"https://127.0.0.1:{unheeded.getsockname()[1]}/", Network(trust=trusting_nobody)),
            (site.url("/0"), Network()),
        ):
            began = time.monotonic()
            assert "no whole answer within 0.3 seconds" in error_of(url, how, network).reason
            assert time.monotonic() - began < 2.5
    done.set()


def test_a_page_may_be_as_long_as_the_limit_and_no_longer() -> None:
    body = b"a" * 100_000
    fitting: dict[str, Page] = {
        "/fits": answer(body),
        "/packed": answer(gzip.compress(body), content_encoding="gzip"),
    }
    long: dict[str, Page] = {
        "/long": answer(body + b"a"),
        "/packed/long": answer(gzip.compress(body + b"a"), content_encoding="gzip"),
        "/announced": answer(content_length="99999999999999999999"),
        "/chunked": endless(
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"5\r\naaaaa\r\n" * 100
        ),
        "/endless": endless(b"HTTP/1.0 200 OK\r\n\r\n", b"a" * 9_000),
    }
    with serving(fitting | long) as site:
        for path in fitting:
            assert fetch(site.url(path), SMALL).body == body
        for path in long:
            assert "more than 100,000 bytes" in error_of(site.url(path), SMALL).reason


def test_bombs_do_not_go_off() -> None:
    zeros = bytes(30_000_000)
    begun = zlib.compressobj(wbits=31)
    nothing = begun.compress(b"") + begun.flush(zlib.Z_SYNC_FLUSH)
    pages: dict[str, Page] = {
        "/gzip": answer(gzip.compress(zeros, 1), content_encoding="gzip"),
        "/deflate": answer(zlib.compress(zeros, 1), content_encoding="deflate"),
        "/nothing": endless(
            b"HTTP/1.0 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + nothing,
            b"\0\0\0\xff\xff" * 2_000,  # of which nothing comes out, for ever
        ),
    }
    del zeros
    with serving(pages) as site:
        tracemalloc.start()
        for path in ("/gzip", "/deflate"):
            assert "bytes" in error_of(site.url(path), SMALL).reason
        assert "damaged" in error_of(site.url("/nothing"), SMALL).reason
        assert tracemalloc.get_traced_memory()[1] < 5_000_000
        tracemalloc.stop()


@pytest.mark.parametrize("coding", ["gzip", "x-GZip", "deflate", "identity", "br", "gzip, gzip"])
def test_only_what_was_offered_is_unpacked(coding: str) -> None:
    pack = zlib.compress if coding == "deflate" else gzip.compress
    body = STORY if coding == "identity" else pack(STORY)
    with serving({"/": answer(body, content_encoding=coding)}) as site:
        if coding in ("br", "gzip, gzip"):
            assert "not asked for" in error_of(site.url()).reason
        else:
            assert fetch(site.url()).body == STORY
        assert "Accept-Encoding: gzip, deflate\r\n" in site.heads[0]


# Broken servers and secure ones


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        (answer(STORY, content_length="5000"), "does not speak proper HTTP"),
        (answer(STORY, content_length="many"), "does not speak proper HTTP"),
        (answer(STORY, content_length="-1"), "does not speak proper HTTP"),
        (answer(status=101), "does not speak proper HTTP"),
        (b"", "does not speak proper HTTP"),
        (b"SSH-2.0-OpenSSH_9.2\r\n", "does not speak proper HTTP"),
        (b"HTTP/1.1 200 OK\r\nX: " + b"a" * 200_000, "does not speak proper HTTP"),
        (b"HTTP/1.1 200 OK\r\n\x1b[31m: \x1b[0m\r\n\r\n", "does not speak proper HTTP"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz", "does not speak proper HTTP"),
        (answer(gzip.compress(STORY)[:-9], content_encoding="gzip"), "damaged"),
        (answer(b"not packed", content_encoding="gzip"), "damaged"),
        (reset, "the connection failed"),
    ],
)
def test_broken_answers(page: Page, reason: str) -> None:
    with serving({"/": page}) as site:
        assert reason in error_of(site.url()).reason


def test_nobody_there() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    assert "nothing answers there" in error_of(f"http://127.0.0.1:{port}/").reason


def test_a_secure_connection_is_to_the_name_not_the_address() -> None:
    names = []
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(CERTIFICATE)
    server.sni_callback = lambda _, name, __: names.append(name)

    def trusting() -> ssl.SSLContext:
        client = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        client.load_verify_locations(CERTIFICATE)
        return client

    with serving({"/": answer(STORY)}, server) as site:
        world = World(site, news=[[PUBLIC]], other=[[PUBLIC]])
        trusted = Network(world.resolve, world.connect, trusting)
        how = Fetching(robots=False)
        assert fetch("https://news.example/", how, trusted).body == STORY
        assert names == ["news.example"]
        assert world.reached == [PUBLIC]
        assert "Host: news.example\r\n" in site.heads[0]

        assert "certificate" in error_of("https://other.example/", how, trusted).reason
        assert "certificate" in error_of("https://news.example/", how, world.network).reason
        assert len(site.heads) == 1


def test_a_server_without_tls_where_it_should_be() -> None:
    with serving({"/": answer(STORY)}) as site:
        world = World(site, news=[[PUBLIC]])
        error = error_of("https://news.example/", Fetching(robots=False), world.network)
        assert "no secure connection" in error.reason


# robots.txt: what it allows is in test_robots, how it is gone by in test_fetching


def test_robots_are_minded_before_a_page_is_asked_for() -> None:
    rules = b"User-agent: *\nDisallow: /*/private\nAllow: /a/private/ok$\n"
    pages: dict[str, Page] = {
        "/robots.txt": answer(rules, content_type="text/plain"),
        "/a/private/ok": answer(STORY),
        "/b": answer(STORY),
        "/lead": moved("/a/private"),
    }
    with serving(pages) as site, Fetcher(POLITE) as fetcher:
        assert fetcher.fetch(site.url("/b")).body == STORY
        assert fetcher.fetch(site.url("/a/private/ok")).body == STORY
        for path in ("/a/private", "/x/private?y", "/lead"):
            with pytest.raises(ArticleError, match=r"its robots\.txt asks programs to stay away"):
                fetcher.fetch(site.url(path))
        assert site.asked == ["/robots.txt", "/b", "/a/private/ok", "/lead"]
        fetcher.close()
        fetcher.fetch(site.url("/b"))
        assert site.asked[4:] == ["/robots.txt", "/b"], "after closing it is forgotten"


@pytest.mark.parametrize(
    "page", [answer(status=503), reset, b"no HTTP\r\n\r\n", answer(content_encoding="br")]
)
def test_robots_that_cannot_be_had_mean_no(page: Page) -> None:
    with serving({"/robots.txt": page, "/": answer(STORY)}) as site:
        error = error_of(site.url(), POLITE)
        assert error.reason.startswith(f"at {site.url('/robots.txt')}: ")
        assert "/" not in site.asked


def test_robots_of_any_length_packed_or_not() -> None:
    start = b"User-agent: *\nDisallow: /first\n"
    long = start + b"#" * ROBOTS_BYTES + b"\nDisallow: /last\n"
    for page in (
        answer(long, content_type="image/png"),
        answer(gzip.compress(long), content_encoding="gzip"),
        endless(b"HTTP/1.0 200 OK\r\n\r\n" + start, b"#" * 9_000),
    ):
        pages = {"/robots.txt": page, "/first": answer(STORY), "/last": answer(STORY)}
        with serving(pages) as site:
            assert "stay away" in error_of(site.url("/first"), POLITE).reason
            assert fetch(site.url("/last"), POLITE).body == STORY


# Threads


def test_pages_can_be_fetched_from_several_threads() -> None:
    pages: dict[str, Page] = {f"/{n}": answer(b"%d" % n) for n in range(20)}
    bodies: dict[int, bytes] = {}
    with serving(pages) as site, Fetcher(POLITE) as fetcher:

        def fetch_one(n: int) -> None:
            bodies[n] = fetcher.fetch(site.url(f"/{n}")).body

        threads = [threading.Thread(target=fetch_one, args=(n,)) for n in range(20)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert bodies == {n: b"%d" % n for n in range(20)}


def test_a_name_that_is_looked_up_for_ever_does_not_keep_the_program_alive() -> None:
    code = """if True:
        import threading
        from sayso.articles.web import Fetcher, Fetching, Network
        from sayso.errors import ArticleError
        network = Network(lambda name, port: threading.Event().wait() and [])
        try:
            Fetcher(Fetching(timeout=0.1), network).fetch("http://slow.example/")
        except ArticleError as error:
            print(error.reason)
    """
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True
    )
    assert "no whole answer within 0.1 seconds" in done.stdout


# Asking again


def test_what_has_not_changed_is_not_sent_again() -> None:
    page = answer(STORY, etag='"a"', last_modified="Tue, 03 Mar 2026 10:00:00 GMT")
    with serving({"/a": page, "/b": moved("/a")}) as site, Fetcher(OWN) as fetcher:
        first = fetcher.fetch(site.url("/b"))
        assert not first.unchanged
        site.pages["/a"] = b'HTTP/1.1 304 Not Modified\r\nETag: "a"\r\n\r\n'
        again = fetcher.fetch(site.url("/b"), first.version)
        assert (again.unchanged, again.body) == (True, b"")
        asked = site.heads[-1].lower()
        assert 'if-none-match: "a"\r\n' in asked
        assert "if-modified-since: tue, 03 mar 2026 10:00:00 gmt\r\n" in asked
        assert "if-none-match" not in site.heads[0].lower()


def test_an_answer_that_nobody_asked_for_is_no_page() -> None:
    with serving({"/a": b"HTTP/1.1 304 Not Modified\r\n\r\n"}) as site:
        assert "304" in error_of(site.url("/a")).reason


def test_a_busy_server_is_left_alone() -> None:
    with serving({"/a": answer(status=503, retry_after="600"), "/b": answer(STORY)}) as site:
        with Fetcher(OWN) as fetcher:
            for path in ("/a", "/b"):
                with pytest.raises(ArticleError) as caught:
                    fetcher.fetch(site.url(path))
            assert "left alone for 10 min" in caught.value.reason
            assert 590 < fetcher.held(site.url("/c")) <= 600
        assert site.asked == ["/a"]


def test_one_host_is_asked_only_so_often() -> None:
    slow = Fetching(allow_private=True, robots=False, pause=0.2)
    with serving({"/a": answer(STORY)}) as site, Fetcher(slow) as fetcher:
        start = time.monotonic()
        for _ in range(3):
            fetcher.fetch(site.url("/a"))
        assert time.monotonic() - start >= 0.4
