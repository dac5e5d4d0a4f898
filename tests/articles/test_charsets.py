"""Bytes → text: what is kept, what is recognised, what is refused and in which words."""

from __future__ import annotations

import gzip
import random
from contextlib import suppress
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.articles.decoding import decode, decode_page
from sayso.errors import ArticleError

GERMAN = (
    "Die Ministerin sagte am Dienstag, der Hafen bleibe bis zum Frühjahr für größere Schiffe zu."
)
FRENCH = (
    "« Nous n’avons pas le choix », a déclaré la ministre à l’Assemblée, où l’été s’achève déjà."
)
RUSSIAN = "Министр сказала во вторник, что порт останется закрытым до весны."
GREEK = "Η υπουργός δήλωσε ότι το λιμάνι θα μείνει κλειστό ως την άνοιξη."
POLISH = "Minister powiedziała, że port będzie zamknięty aż do wiosny, choć rybacy są źli."
JAPANESE = "大臣は火曜日、港は春まで閉鎖されると述べた。"
ENGLISH = "“We can’t wait,” the harbour’s owner said — and left the café."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize(
    "text", [GERMAN, RUSSIAN, JAPANESE, "Line\r\nLine\rLine\n\x0b\x85\u2028end"]
)
def test_unicode_comes_out_as_it_was_written(text: str, encoding: str) -> None:
    assert decode("a.txt", text.encode(encoding)) == text


@pytest.mark.parametrize("encoding", ["utf-16-be", "utf-32-be"])
def test_marks_in_both_byte_orders_are_known(encoding: str) -> None:
    assert decode("a.txt", ("\ufeff" + GERMAN).encode(encoding)) == GERMAN


def test_only_the_first_mark_is_dropped() -> None:
    assert decode("a.txt", "\ufeff\ufeffa\ufeff".encode()) == "\ufeffa\ufeff"


@pytest.mark.parametrize("text", [GERMAN, FRENCH, ENGLISH])
def test_western_windows_text_is_read(text: str) -> None:
    assert decode("a.txt", text.encode("cp1252")) == text


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (GREEK, "iso8859-7"),
        (POLISH, "cp1250"),
        (POLISH, "iso8859-2"),
        (JAPANESE, "shift_jis"),
        (JAPANESE, "euc_jp"),
        ("部长星期二说，港口将关闭到春天。", "gb18030"),
        ("“We can’t wait,” the café’s owner said. They’re here, she’d said.", "mac-roman"),
    ],
)
def test_other_encodings_are_refused_rather_than_garbled(text: str, encoding: str) -> None:
    with pytest.raises(ArticleError, match=r"a\.txt: unknown encoding .*save it as UTF-8"):
        decode("a.txt", text.encode(encoding))


def test_utf_8_that_lost_some_bytes_is_not_taken_for_windows_text() -> None:
    whole = ENGLISH.encode()
    with pytest.raises(ArticleError, match="damaged UTF-8 at byte 9"):
        decode("a.txt", whole[:9] + whole[10:])
    cut_short = (ENGLISH + "’").encode()[:-1]
    with pytest.raises(ArticleError, match="damaged UTF-8"):
        decode("a.txt", cut_short)


def test_a_mark_that_lies_is_told() -> None:
    with pytest.raises(ArticleError, match="marked as UTF-16, but damaged at byte"):
        decode("a.txt", b"\xff\xfea\x00\x00\xd8a\x00")


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", r"a PDF \(save it as text first"),
        (b"{\\rtf1\\ansi The harbour}", "an RTF document"),
        (b"PK\x03\x04\x14\x00\x06\x00", "a zip archive or office document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an office document"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "a picture"),
        (gzip.compress(b"The harbour"), r"compressed with gzip \(unpack it first"),
        (b"The harbour\x00closed", "NUL bytes"),
        ("The harbour closed".encode("utf-16-le"), "may be UTF-16 without its mark"),
        (bytes(range(1, 32)) * 9 + b"a\xff", "control characters"),
        (random.Random(1).randbytes(5_000), "binary"),
        (random.Random(2).randbytes(5_000).replace(b"\0", b""), "binary"),
    ],
)
def test_binary_files_are_named(raw: bytes, words: str) -> None:
    with pytest.raises(ArticleError, match=words):
        decode("a.txt", raw)


@pytest.mark.parametrize(
    "raw", [b"", b" \r\n\t", b"\xef\xbb\xbf", "\ufeff \n".encode("utf-16"), b"--\n!"]
)
def test_nothing_to_read_is_an_error(raw: bytes) -> None:
    with pytest.raises(ArticleError, match="empty"):
        decode("a.txt", raw)
    with pytest.raises(ArticleError, match="empty"):
        decode_page("a.html", raw)


def page(text: str, charset: str) -> str:
    return f'<html><head><meta charset="{charset}"><title>x</title></head><p>{text}</p></html>'


@pytest.mark.parametrize(
    ("text", "label", "encoding"),
    [
        (RUSSIAN, "windows-1251", "cp1251"),
        (RUSSIAN, "KOI8-R", "koi8-r"),
        (GREEK, "iso-8859-7", "iso8859-7"),
        (JAPANESE, "Shift_JIS", "cp932"),
        (JAPANESE, "iso-2022-jp", "iso2022_jp"),
        (ENGLISH, "iso-8859-1", "cp1252"),
        (GERMAN, "utf-8", "utf-8"),
    ],
)
def test_a_page_is_read_by_what_it_or_its_server_says(text: str, label: str, encoding: str) -> None:
    source = page(text, label)
    assert decode_page("a", source.encode(encoding)) == source
    unlabelled = source.replace(label, "nothing-known")
    assert decode_page("a", unlabelled.encode(encoding), label) == unlabelled


def test_a_page_in_utf_8_that_says_otherwise_is_utf_8() -> None:
    source = page(ENGLISH, "iso-8859-1")
    assert decode_page("a", source.encode(), "windows-1252") == source


def test_a_page_in_utf_8_may_have_lost_a_byte() -> None:
    raw = page(ENGLISH * 9, "utf-8").encode().replace("é".encode(), b"\xc3", 1)
    assert "caf\ufffd" in decode_page("a", raw)
    assert "caf\ufffd" in decode_page("a", raw.replace(b"utf-8", b"unknown"))


@pytest.mark.parametrize("label", ["unicode_escape", "zip", "utf-7", "rot13", "idna", "", "../x"])
def test_a_page_never_picks_a_codec_that_rewrites(label: str) -> None:
    source = page(r"The harbour \u0041 +AGE- closed", label)
    assert decode_page("a", source.encode(), label) == source


@given(st.binary(max_size=300), st.sampled_from([None, "utf-8", "shift_jis", "cp1252", "?"]))
def test_any_bytes_give_text_or_an_article_error(raw: bytes, charset: str | None) -> None:
    for read in (decode, partial(decode_page, charset=charset)):
        with suppress(ArticleError):
            text = read("a", raw)
            text.encode()  # no lone surrogates
            assert any(map(str.isalnum, text))


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_what_utf_8_holds_comes_out_unchanged(text: str) -> None:
    if any(map(str.isalnum, text)):
        assert decode("a", text.encode()) == text.removeprefix("\ufeff")
