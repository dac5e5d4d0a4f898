"""Web archives, written by warcio, and by people who mean ill. The stories are invented."""

from __future__ import annotations

import gzip
import io
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from warcio.statusandheaders import StatusAndHeaders  # type: ignore[import-untyped]
from warcio.warcwriter import WARCWriter  # type: ignore[import-untyped]

from sayso.articles import Loading, load
from sayso.articles.streams import Stream
from sayso.articles.warc import find_pages
from sayso.domain import Article
from sayso.errors import ArticleError

pytestmark = pytest.mark.filterwarnings(
    "ignore::pytest.PytestUnraisableExceptionWarning"  # warcio leaves its temporary files open
)
LEAD = "The harbour board said on Monday that the quay wall had moved by nine centimetres."
PAGE = f"<html><head><title>Quay moved</title></head><body><p>{LEAD}</p></body></html>".encode()
URL = "https://tide.example/quay"


class Archive:
    """An archive under way."""

    def __init__(self, *, packed: bool) -> None:
        self._file = io.BytesIO()
        self._writer = WARCWriter(self._file, gzip=packed)

    def add(
        self,
        body: bytes = PAGE,
        kind: str = "response",
        status: str = "200 OK",
        url: str = URL,
        **headers: str,
    ) -> str:
        """One record; its id. Header names are written with _ for -."""
        headers = {"content_type": "text/html"} | headers
        pairs = [(name.replace("_", "-"), value) for name, value in headers.items()]
        http = StatusAndHeaders(status, pairs, protocol="HTTP/1.1")
        record = self._writer.create_warc_record(
            url,
            kind,
            payload=io.BytesIO(body),
            http_headers=http if kind == "response" else None,
            warc_content_type="" if kind == "response" else headers["content_type"],
        )
        self._writer.write_record(record)
        named: str = record.rec_headers.get_header("WARC-Record-ID")
        return named.removeprefix("<urn:uuid:").removesuffix(">")

    def saved(self, path: Path) -> str:
        path.write_bytes(self._file.getvalue())
        return str(path)


def loaded(path: str | Path, most: int = 1_000_000) -> list[Article | ArticleError]:
    return list(load([str(path)], Loading(max_bytes=most)))


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz", "a", "a.gz"])
def test_pages_are_articles_and_the_rest_is_passed_over(tmp_path: Path, name: str) -> None:
    archive = Archive(packed=name.endswith("gz"))
    archive.add(b"User-Agent: x\r\n", "warcinfo", content_type="application/warc-fields")
    first = archive.add()
    archive.add(b"\x89PNG", content_type="image/png")
    archive.add(b"", status="302 Found", location="/quay")
    archive.add(b"no", status="404 Not Found")
    archive.add(b"1.2.3.4", "resource", url="dns:tide.example", content_type="text/dns")
    second = archive.add(LEAD.encode(), "conversion", content_type="text/plain")
    found = loaded(archive.saved(tmp_path / name))
    assert [one.ref for one in found] == [f"{tmp_path / name}#{name_}" for name_ in (first, second)]
    for one in found:
        assert isinstance(one, Article)
        assert (one.text, one.url) == (LEAD, URL)


def chunked(body: bytes) -> bytes:
    parts = [body[at : at + 50] for at in range(0, len(body), 50)]
    return b"".join(b"%x;a=b\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (gzip.compress(PAGE), {"content_encoding": "gzip"}),
        (chunked(PAGE), {"transfer_encoding": "chunked"}),
        (PAGE, {"transfer_encoding": "chunked"}),  # a crawler that undid it
        (
            chunked(gzip.compress(PAGE)),
            {"transfer_encoding": "chunked", "content_encoding": "gzip"},
        ),
        (
            PAGE.replace(b"Monday", "понедельник".encode("koi8-r")),
            {"content_type": "text/html; charset=koi8-r"},
        ),
    ],
    ids=["gzip", "chunked", "unchunked", "both", "charset"],
)
def test_bodies_are_unpacked(tmp_path: Path, body: bytes, headers: dict[str, str]) -> None:
    archive = Archive(packed=True)
    archive.add(body, **headers)
    (found,) = loaded(archive.saved(tmp_path / "a.warc.gz"))
    assert isinstance(found, Article), found
    assert found.text.replace("понедельник", "Monday") == LEAD


def test_folders_and_standard_input_hold_archives_too(tmp_path: Path) -> None:
    archive = Archive(packed=True)
    archive.add()
    path = archive.saved(tmp_path / "a.warc.gz")
    assert [one.ref for one in loaded(tmp_path)] == [one.ref for one in loaded(path)]
    with Path(path).open("rb") as file:
        (found,) = load(["-"], Loading(stdin=file))
    assert isinstance(found, Article)


def test_one_bad_page_does_not_stop_the_rest(tmp_path: Path) -> None:
    archive = Archive(packed=True)
    archive.add(b"<html><body></body></html>")
    archive.add(b"<p>" + b"a " * 600)
    archive.add(b"\x1f\x8bnonsense", content_encoding="gzip")
    archive.add(gzip.compress(bytes(2_000)), content_encoding="gzip")
    archive.add(PAGE, content_encoding="br")
    archive.add()
    found = loaded(archive.saved(tmp_path / "a.warc.gz"), most=1_000)
    assert [type(one) for one in found] == [ArticleError] * 5 + [Article]
    reasons = [one.reason for one in found if isinstance(one, ArticleError)]
    for reason, words in zip(
        reasons, ("no article", "too large", "damaged", "too large", "packed as"), strict=True
    ):
        assert words in reason


def test_an_archive_that_breaks_off_says_so_and_keeps_what_was_there(tmp_path: Path) -> None:
    archive = Archive(packed=False)
    archive.add()
    archive.add()
    whole = Path(archive.saved(tmp_path / "a.warc")).read_bytes()
    (tmp_path / "a.warc").write_bytes(whole[:-100])
    first, second = loaded(tmp_path / "a.warc")
    assert isinstance(first, Article)
    assert isinstance(second, ArticleError)
    assert "breaks off" in second.reason


def record(length: object, header: bytes = b"") -> bytes:
    return (
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/\r\n"
        b"Content-Type: application/http\r\n%sContent-Length: %s\r\n\r\n"
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" % (header, str(length).encode())
    )


@pytest.mark.parametrize(
    "raw",
    [
        record(10**18),
        record(-1),
        record("9" * 5_000),
        record("many"),
        record(10**9) + bytes(10**6),
        record(9, b"X: " + b"a" * 10**6),
        record(9, b"X: a\r\n" * 10**5),
        b"WARC/1.0\r\n\r\n",
        b"WARC/1.0",
        b"WARC/" + b"\n" * 10**6,
        record(20) * 3,
    ],
)
def test_absurd_records_are_errors_in_little_memory(raw: bytes) -> None:
    def chunks() -> Iterator[bytes]:
        for at in range(0, len(raw), 1 << 16):
            yield raw[at : at + (1 << 16)]

    tracemalloc.start()
    found = list(find_pages("a", Stream(chunks()), 10_000))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert isinstance(found[-1], ArticleError)
    assert peak < 2_000_000


@given(st.binary(max_size=60), st.integers(0, 500), st.booleans())
def test_any_bytes_are_articles_or_errors(raw: bytes, at: int, packed: bool) -> None:
    archive = Archive(packed=False)
    archive.add()
    whole = archive._file.getvalue()
    broken = whole[:at] + raw + whole[at + len(raw) :]
    file = io.BytesIO(gzip.compress(broken) if packed else broken)
    for one in load(["-"], Loading(stdin=file)):
        assert isinstance(one, Article | ArticleError)
