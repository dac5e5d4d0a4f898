"""What the head of an answer says."""

from __future__ import annotations

from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.articles.answers import Head, check_coding, check_page, head_of
from sayso.errors import ArticleError


def head(status: int = 200, **headers: str) -> Head:
    """Header names are written with _ for -."""
    items = [(name.replace("_", "-"), value) for name, value in headers.items()]
    return head_of(status, [(name.encode(), value.encode()) for name, value in items])


@pytest.mark.parametrize(
    ("stated", "type_", "charset"),
    [
        ("text/html", "text/html", None),
        ("Text/HTML; Charset=UTF-8", "text/html", "utf-8"),
        ('text/html;charset="windows-1252"', "text/html", "windows-1252"),
        ("text/html ; version=1; charset = 'latin-1'", "text/html", "latin-1"),
        ("text/html; charset=", "text/html", None),
        ("text/html; charset=\u00fc", "text/html", None),
        ("", None, None),
        ("html", None, None),
        ("text/html/more", None, None),
        ("text/html text/plain", None, None),
        ("; charset=utf-8", None, "utf-8"),
    ],
)
def test_type_and_charset(stated: str, type_: str | None, charset: str | None) -> None:
    found = head(content_type=stated)
    assert (found.content_type, found.charset) == (type_, charset)


def test_of_several_headers_the_first_counts_and_codings_add_up() -> None:
    found = head_of(
        302,
        [
            (b"LOCATION", b"/first"),
            (b"Location", b"/second"),
            (b"Content-Encoding", b"identity, X-GZIP"),
            (b"content-encoding", b"br,"),
            (b"Content-Length", b"12"),
        ],
    )
    assert found == Head(302, "/first", None, None, ("gzip", "br"), 12)
    assert head(200, location="/a").location == "", "only redirects lead elsewhere"
    assert head(content_length="\u0663").length == 0
    assert head_of(301, [(b"Location", "/\u00fc".encode())]).location == "/\u00fc"
    assert head_of(301, [(b"Location", "/\u00fc".encode("latin-1"))]).location == "/\u00fc"


PAGES = """
text/html text/plain TEXT/HTML;charset=utf-8 application/xhtml+xml application/xml application/json
application/ld+json application/rss+xml nonsense ;
"""
FILES = """
image/png image/svg+xml video/mp4 audio/mpeg font/woff2 application/pdf APPLICATION/PDF;a=b
application/zip application/octet-stream application/msword multipart/form-data
"""


@pytest.mark.parametrize("type_", PAGES.split())
def test_text_is_read(type_: str) -> None:
    check_page("here", head(content_type=type_), 10)
    check_page("here", head(), 10)


@pytest.mark.parametrize("type_", FILES.split())
def test_other_files_are_not(type_: str) -> None:
    with pytest.raises(ArticleError, match="not a page of text"):
        check_page("here", head(content_type=type_), 10)


@pytest.mark.parametrize("status", [401, 402, 403, 404, 410, 418, 429, 451, 500, 503, 599, 999])
def test_errors_of_the_server_are_told_with_their_status(status: int) -> None:
    assert not head(status).has_page
    with pytest.raises(ArticleError, match=rf"^here: .*\(status {status}\)"):
        check_page("here", head(status), 10)


@pytest.mark.parametrize("status", [100, 204, 205, 206, 300, 302, 304])
def test_answers_that_hold_no_page(status: int) -> None:
    with pytest.raises(ArticleError, match=rf"without a page \(status {status}\)"):
        check_page("here", head(status), 10)


def test_a_page_that_is_announced_as_too_long() -> None:
    check_page("here", head(content_length="10"), 10)
    for length in ("11", "9" * 20):
        with pytest.raises(ArticleError, match="more than 10 bytes"):
            check_page("here", head(content_length=length), 10)


@pytest.mark.parametrize("codings", ["gzip, gzip", "br", "zstd", "gzip, identity, br", "\u00fc"])
def test_packed_as_nobody_asked(codings: str) -> None:
    with pytest.raises(ArticleError, match="not asked for"):
        check_coding("here", head(content_encoding=codings))


@pytest.mark.parametrize("codings", ["", "identity", "gzip", "x-gzip", "Deflate", "identity, gzip"])
def test_packed_as_offered(codings: str) -> None:
    check_coding("here", head(content_encoding=codings))


@settings(deadline=None)  # machines can be busy
@given(
    st.integers(100, 999),
    st.lists(
        st.tuples(
            st.sampled_from([b"Content-Type", b"Location", b"Content-Encoding", b"Content-Length"]),
            st.binary(max_size=40),
        ),
        max_size=4,
    ),
)
def test_any_headers_are_a_head(status: int, headers: list[tuple[bytes, bytes]]) -> None:
    found = head_of(status, headers)
    for check in (partial(check_page, max_bytes=10), check_coding):
        reason = ""
        try:
            check("here", found)
        except ArticleError as error:
            reason = error.reason
        assert reason.isascii()
        assert reason.isprintable()


def test_versions_are_kept_as_they_were_written() -> None:
    found = head(etag='W/"a,b"', last_modified="Tue, 03 Mar 2026 10:00:00 GMT").version
    assert (found.etag, found.modified) == ('W/"a,b"', "Tue, 03 Mar 2026 10:00:00 GMT")
    assert found
    assert not head().version


@pytest.mark.parametrize("value", ["", "\u00fc", "a\x01b", "a" * 501])
def test_what_can_not_be_sent_back_is_no_version(value: str) -> None:
    assert not head(etag=value, last_modified=value).version


@pytest.mark.parametrize(
    ("status", "stated", "least", "most"),
    [
        (429, "120", 120, 120),
        (503, "9" * 20, 86_400, 86_400),
        (503, "Fri, 31 Dec 2100 23:59:59 GMT", 86_400, 86_400),
        (503, "Fri, 31 Dec 2100 23:59:59 -0000", 86_400, 86_400),
        (429, "Tue, 03 Mar 2020 10:00:00 GMT", 0, 0),
        (429, "soon", 0, 0),
        (429, "-1", 0, 0),
        (429, "", 0, 0),
        (200, "120", 0, 0),
    ],
)
def test_how_long_to_leave_a_server_alone(
    status: int, stated: str, least: float, most: float
) -> None:
    assert least <= head(status, retry_after=stated).wait <= most
