"""Bytes → text, code point for code point."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.articles.decoding import decode, decode_page
from sayso.errors import ArticleError

WORDS = "Zoë’s café — “no”, said Łukasz.\r\n\tSo it was.\n"
KINDS = [b"%PDF-1.7 text", b"PK\x03\x04text", b"\x1f\x8btext", b"\x89PNG text", b"GIF89a text"]


@given(st.text().filter(lambda text: any(map(str.isalnum, text)) and "\x00" not in text))
def test_utf8_is_kept_code_point_for_code_point(text: str) -> None:
    raw = text.encode()
    if raw.startswith((b"%PDF", codecs.BOM_UTF8)):
        return
    assert decode("a.txt", raw) == text
    assert decode("a.txt", codecs.BOM_UTF8 + raw) == text


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_byte_order_marks_tell_the_encoding_and_are_dropped(encoding: str) -> None:
    assert decode("a.txt", WORDS.encode(encoding)) == WORDS


@pytest.mark.parametrize("end", ["be", "le"])
@pytest.mark.parametrize("width", ["16", "32"])
def test_both_byte_orders_are_read(width: str, end: str) -> None:
    assert decode("a.txt", f"\ufeff{WORDS}".encode(f"utf-{width}-{end}")) == WORDS


def test_old_newsroom_files_are_windows_1252() -> None:
    assert decode("a.txt", "“Café” – naïve".encode("cp1252")) == "“Café” – naïve"


@pytest.mark.parametrize(
    "raw",
    [
        *KINDS, b"", b" \r\n\t ", b"...", b"a\x00b", b"caf\xe9 \x01\x02", b"caf\xe9 \x81",
        b"\xff\xfea", b"\xff\xfe\x00\x00abc", b"\xef\xbb\xbf\xff",
    ],
)  # fmt: skip
def test_what_is_no_text_is_refused_with_a_reason(raw: bytes) -> None:
    with pytest.raises(ArticleError) as refused:
        decode("a.txt", raw)
    assert refused.value.ref == "a.txt"
    assert refused.value.reason


def test_a_stated_encoding_counts_where_the_text_is_not_utf8() -> None:
    russian = "Мэр заявила во вторник"
    assert decode("a", russian.encode("koi8-r"), "koi8-r") == russian
    assert decode("a", russian.encode(), "koi8-r") == russian
    assert decode("a", "naïve".encode("cp1252"), "idna") == "naïve"  # no encoding of pages


@given(st.binary(), st.sampled_from([None, "utf-8", "utf-16", "koi8-r", "rot13", "idna", "x"]))
def test_any_bytes_are_a_text_or_an_article_error(raw: bytes, stated: str | None) -> None:
    for decoder in (decode, decode_page):
        try:
            text = decoder("a", raw, stated)
        except ArticleError:
            continue
        text.encode("utf-8")


@pytest.mark.parametrize(
    ("encoding", "markup"),
    [
        ("koi8-r", '<html><meta charset="koi8-r"><p>Мэр</p>'),
        ("gbk", "<html><meta http-equiv=Content-Type content='text/html; charset=gb2312'>市长"),
        ("cp1252", '<html><meta charset="iso-8859-1"><p>“naïve”</p>'),
        ("utf-8", '<html><meta charset="koi8-r"><p>naïve</p>'),
        ("utf-16", '<html><meta charset="utf-16"><p>naïve</p>'),
        ("cp1252", "<html><p>naïve</p>"),
    ],
)
def test_pages_say_themselves_how_they_are_encoded(encoding: str, markup: str) -> None:
    assert decode_page("p", markup.encode(encoding)).lstrip("\ufeff") == markup


def test_a_server_is_believed_before_the_page() -> None:
    markup = '<html><meta charset="cp1252"><p>Мэр</p>'
    assert decode_page("p", markup.encode("koi8-r"), "koi8-r") == markup
    assert decode_page("p", "<p>日本</p>".encode("iso-2022-jp"), "iso-2022-jp") == "<p>日本</p>"


def test_binary_pages_are_refused() -> None:
    with pytest.raises(ArticleError, match="binary"):
        decode_page("p", bytes(range(32)) * 100)
