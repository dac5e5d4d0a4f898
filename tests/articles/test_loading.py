"""Files, folders, standard input and addresses → articles. Every story here is invented."""

from __future__ import annotations

import io
import json
import random
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.articles import READABLE, Given, Loading, expand, load, plain
from sayso.domain import Article, Credit, Span
from sayso.errors import ArticleError
from sayso.records import article_record

TITLE = "Harbour to close until spring"
LEAD = (
    "The harbour board said on Monday that three berths would be closed because the quay wall had "
    "moved by nine centimetres since the storms, and that ships should use the northern basin."
)
STORY = f"{TITLE}\n\nMarch 3, 2026\n\n{LEAD}\n"
PAGE = f"<html><head><title>{TITLE}</title></head><body><p>{LEAD}</p></body></html>"
ARTICLE = Article(
    ref="tide/harbour.txt",
    text=f"{LEAD} Coastwire reported it first.",
    title=TITLE,
    outlet="The Tidewater Herald",
    byline=("Ann Moe",),
    published="2026-03-03",
    url="https://tide.example/harbour",
    language="en",
    credits=(Credit("Coastwire", (Span(186, 195),)),),
)
RECORD = article_record(ARTICLE)


def loaded(
    *refs: str, stdin: bytes = b"", how: Loading | None = None
) -> list[Article | ArticleError]:
    return list(load(refs, replace(how or Loading(), stdin=io.BytesIO(stdin))))


def article(*refs: str, stdin: bytes = b"", how: Loading | None = None) -> Article:
    (found,) = loaded(*refs, stdin=stdin, how=how)
    assert isinstance(found, Article), found
    return found


def error(*refs: str, stdin: bytes = b"", how: Loading | None = None) -> ArticleError:
    (found,) = loaded(*refs, stdin=stdin, how=how)
    assert isinstance(found, ArticleError), found
    return found


def written(folder: Path, name: str, content: bytes | str) -> str:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return str(path)


# Plain text


@pytest.mark.parametrize("name", ["a.txt", "a.text", "a.md", "a.MARKDOWN", "a", "a.log"])
def test_a_text_is_kept_code_point_for_code_point(tmp_path: Path, name: str) -> None:
    text = STORY.replace("\n", "\r\n") + "\u2028e\u0301 \U0001f4f0\t\u200b\r\r\n  "
    found = article(written(tmp_path, name, b"\xef\xbb\xbf" + text.encode()))
    assert found.text == text
    assert (found.title, found.published, found.language) == (TITLE, "2026-03-03", "en")
    assert found.ref == str(tmp_path / name)
    assert found.url is None


def test_one_line_of_five_megabytes_is_read(tmp_path: Path) -> None:
    text = "The harbour closed. " * 262_144
    assert article(written(tmp_path, "a.txt", text)).text == text


def test_one_line_of_fifty_megabytes_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    assert error(str(path)).reason == "too large: 50,000,000 bytes, at most 20,000,000"
    small = Loading(max_bytes=100)
    assert (
        error("-", stdin=LEAD.encode(), how=small).reason
        == "too large: more than 100 bytes, at most 100"
    )


def test_plain_makes_an_article_of_a_text() -> None:
    found = plain("letter", STORY)
    assert (found.ref, found.text, found.title) == ("letter", STORY, TITLE)


# What goes wrong with one article loses no other


def test_bad_inputs_are_errors_in_their_places(tmp_path: Path) -> None:
    good = written(tmp_path, "good.txt", STORY)
    bad = {
        "empty.txt": b"",
        "blank.txt": b" \n\t",
        "picture.txt": b"\x89PNG\r\n\x1a\n\0\0",
        "noise.txt": random.Random(1).randbytes(4_000),
        "report.txt": b"%PDF-1.7\n",
        "cyrillic.txt": "Министр сказала, что порт закрыт.".encode("koi8-r"),
        "blank.html": b"<html><body></body></html>",
        "noise.html": random.Random(2).randbytes(4_000),
        "broken.json": b'{"text": "The harb',
        "list.json": b"[1, 2]",
        "empty.jsonl": b"\n",
    }
    refs = [written(tmp_path, name, content) for name, content in bad.items()]
    refs += [str(tmp_path / "missing.txt"), "/dev/zero", "ftp://tide.example/a", "a\0b"]
    found = loaded(good, *[part for ref in refs for part in (ref, good)])
    assert all(isinstance(one, Article) for one in found[0::2])
    assert all(isinstance(one, ArticleError) for one in found[1::2])
    assert [one.ref for one in found[1::2]] == refs
    assert all(isinstance(one, ArticleError) and one.reason for one in found[1::2])


def test_folders_are_opened_on_the_way_and_errors_passed_on(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "out").mkdir()
    written(tmp_path / "in", "b.txt", STORY)
    written(tmp_path / "in", "a.html", PAGE)
    refs = [str(tmp_path / "in"), str(tmp_path / "out")]
    direct, expanded = loaded(*refs), list(load(expand(refs), Loading()))
    assert [one.ref for one in direct] == [one.ref for one in expanded]
    assert direct[:2] == expanded[:2]
    assert [type(one) for one in direct] == [Article, Article, ArticleError]
    assert {".txt", ".md", ".html", ".json", ".jsonl"} <= READABLE


def test_articles_are_made_one_by_one(tmp_path: Path) -> None:
    made = load([written(tmp_path, "a.txt", STORY), str(tmp_path / "later.txt")], Loading())
    assert isinstance(next(made), Article)
    written(tmp_path, "later.txt", STORY)
    assert isinstance(next(made), Article), "it was not looked at before it was asked for"


def test_what_the_user_says_goes_before_what_is_found(tmp_path: Path) -> None:
    how = Loading(given=Given(outlet="The Tide", published="2020-02-02", title="Mine"))
    refs = [written(tmp_path, "a.txt", STORY), written(tmp_path, "a.html", PAGE)]
    for found in loaded(*refs, how=how):
        assert isinstance(found, Article)
        assert (found.outlet, found.published, found.title) == ("The Tide", "2020-02-02", "Mine")


# Our own JSON


@pytest.mark.parametrize(
    "record", [RECORD, {"schema": "sayso/1", "article": RECORD, "statements": []}]
)
def test_what_sayso_wrote_it_reads_again(tmp_path: Path, record: object) -> None:
    for indent in (None, 2):
        path = written(tmp_path, "a.json", json.dumps(record, indent=indent, ensure_ascii=False))
        assert article(path) == replace(ARTICLE, ref=path)
        assert article(path).id == ARTICLE.id
        assert article("-", stdin=Path(path).read_bytes()) == replace(ARTICLE, ref="-")


def test_json_lines_are_articles_with_the_numbers_of_their_lines(tmp_path: Path) -> None:
    other = {"text": "The lake rose.\u2028It fell.", "url": "javascript:alert(1)"}
    lines = [json.dumps(RECORD), "", "{", json.dumps(other, ensure_ascii=False), "[]", ""]
    raw = "\ufeff" + "\r\n".join(lines)
    for name in ("a.jsonl", "a.ndjson", "a.json", "-"):
        path = "-" if name == "-" else written(tmp_path, name, raw)
        first, broken, second, no_object = loaded(path, stdin=raw.encode())
        assert first == replace(ARTICLE, ref=f"{path}#1")
        assert isinstance(second, Article)
        assert (second.ref, second.text, second.url) == (f"{path}#4", other["text"], None)
        assert [(type(one), one.ref) for one in (broken, no_object)] == [
            (ArticleError, f"{path}#3"),
            (ArticleError, f"{path}#5"),
        ]


def test_json_lines_may_be_longer_than_any_article() -> None:
    line = json.dumps({"text": LEAD}).encode() + b"\n"
    how = Loading(max_bytes=len(line) + 1)
    found = loaded("-", stdin=line * 3 + b'{"text": "' + b"a" * 9_999 + b'"}\n' + line, how=how)
    assert [type(one) for one in found] == [Article] * 3 + [ArticleError, Article]
    assert found[-1].ref == "-#5"


@pytest.mark.parametrize(
    ("record", "words"),
    [
        ({"a": 1}, "no article as sayso writes it"),
        ({"text": 7}, "no article as sayso writes it"),
        ({"text": None}, "no article as sayso writes it"),
        ({"text": LEAD, "byline": "Ann Moe"}, "no article as sayso writes it"),
        ({"text": LEAD, "title": ["a"]}, "no article as sayso writes it"),
        ({"text": LEAD, "credits": [{"outlet": "A"}]}, "no article as sayso writes it"),
        (
            {"text": LEAD, "credits": [{"outlet": "A", "spans": [[1]]}]},
            "no article as sayso writes it",
        ),
        (
            {"text": LEAD, "credits": [{"outlet": "A", "spans": [[1, 999]]}]},
            "lies outside the text",
        ),
        ({"text": LEAD, "credits": [{"outlet": "A", "spans": [[-1, 2]]}]}, "lies outside the text"),
        ({"article": None}, "no article as sayso writes it"),
        ({"article": {"article": {"text": LEAD}}}, "no article as sayso writes it"),
        ({"text": " "}, "empty"),
        ({"text": LEAD, "published": "2026-02-31"}, "no article as sayso writes it"),
        ({"text": LEAD, "published": "soon"}, "no ISO date"),
        ({"text": LEAD, "published": "0001-01-01"}, "'0001-01-01', which is no date"),
        ({"text": LEAD, "schema": "sayso/9"}, "made for another version"),
    ],
)
def test_json_that_is_no_article_is_an_error(record: object, words: str) -> None:
    assert words in error("-", stdin=json.dumps(record).encode()).reason


@pytest.mark.parametrize(
    "raw", [b'{"text":' * 20_000, b'{"a":' + b"[" * 99_999, b'{"a":' + b"9" * 9_999 + b"}"]
)
def test_hostile_json_is_an_error(raw: bytes) -> None:
    assert error("-", stdin=raw).ref == "-"


def test_text_that_begins_with_a_brace_is_text() -> None:
    text = "{Editor's note} The harbour is closed."
    assert article("-", stdin=text.encode()).text == text


# Standard input


@pytest.mark.parametrize("raw", [PAGE.encode(), b"\n " + PAGE.encode(), PAGE.encode("utf-16")])
def test_a_page_is_known_by_its_beginning(tmp_path: Path, raw: bytes) -> None:
    assert article("-", stdin=raw).text == LEAD
    assert article(written(tmp_path, "saved", raw)).text == LEAD


def test_other_standard_input_is_text() -> None:
    found = article("-", stdin=STORY.encode())
    assert (found.ref, found.text) == ("-", STORY)
    assert "empty" in error("-").reason


# The web


RUSSIAN_PAGE = PAGE.replace(LEAD, "Порт закрыт.")


class Site(BaseHTTPRequestHandler):
    pages: ClassVar = {
        "/page?utm_source=x": ("text/html; charset=koi8-r", RUSSIAN_PAGE.encode("koi8-r")),
        "/text": ("text/plain", STORY.encode()),
        "/json": ("application/json", json.dumps(RECORD).encode()),
        "/feed": ("application/rss+xml", b"<?xml version='1.0'?><rss></rss>"),
        "/empty": ("text/html", b"<html></html>"),
        "/mislabelled": ("text/plain", b"<!doctype html>" + PAGE.encode()),
        "/nothing": ("", b"words"),
        "/report": ("text/plain", b"%PDF-1.7"),
    }  # fmt: skip

    def do_GET(self) -> None:
        kind, body = self.pages.get(self.path, ("", None))
        self.send_response(404 if body is None else 200)
        if kind:
            self.send_header("Content-Type", kind)
        self.end_headers()
        self.wfile.write(body or b"")

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


OWN = Loading(allow_private=True)


def test_pages_are_read_by_what_the_server_says_they_are(site: str) -> None:
    page = article(f"{site}/page?utm_source=x", how=OWN)
    assert (page.text, page.ref, page.url) == (
        "Порт закрыт.",
        f"{site}/page?utm_source=x",
        f"{site}/page",
    )
    text = article(f"{site}/text", how=OWN)
    assert (text.text, text.url, text.published) == (STORY, f"{site}/text", "2026-03-03")
    assert article(f"{site}/json", how=OWN) == replace(ARTICLE, ref=f"{site}/json")
    assert article(f"{site}/mislabelled", how=OWN).text == LEAD
    assert article(f"{site}/nothing", how=OWN).text == "words"


def test_what_cannot_be_had_from_the_web_is_an_error(site: str) -> None:
    refs = [f"{site}/{name}" for name in ("feed", "empty", "report", "missing")]
    found = loaded(*refs, f"{site}/text", how=OWN)
    assert [type(one) for one in found] == [ArticleError] * 4 + [Article]
    assert [one.ref for one in found] == [*refs, f"{site}/text"]


def test_private_addresses_are_refused_unless_asked_for(site: str) -> None:
    assert "not on the public internet" in error(f"{site}/text").reason


# Any input at all


@settings(max_examples=60)
@given(
    st.binary(max_size=400) | st.text(max_size=200).map(str.encode),
    st.sampled_from([*sorted(READABLE), "", ".xyz", "-"]),
    st.sampled_from([b"", b"<html>", b'{"text": "', b'{"', b"---\n", b"\xff\xfe", b"\xef\xbb\xbf"]),
)
def test_any_bytes_are_articles_or_article_errors(raw: bytes, suffix: str, start: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        ref = suffix if suffix == "-" else written(Path(folder), f"a{suffix}", start + raw)
        found, again = (loaded(ref, stdin=start + raw) for _ in range(2))
    assert found
    for one, other in zip(found, again, strict=True):
        assert one.ref.startswith(ref)
        if isinstance(one, Article):
            assert isinstance(other, Article)
            assert one.id == other.id
            json.dumps(article_record(one))
        else:
            assert isinstance(one, ArticleError)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=300))
def test_a_text_file_in_utf_8_is_read_as_it_stands(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        (found,) = loaded(written(Path(folder), "a.txt", text))
    if isinstance(found, Article):
        assert found.text == text.removeprefix("\ufeff")
    else:
        assert not any(map(str.isalnum, text)) or not text.isprintable()


@given(st.text(max_size=20))
def test_any_reference_is_an_article_or_an_article_error(ref: str) -> None:
    if not ref.lower().startswith("http"):
        for found in loaded(ref.replace("/", "").strip(".") + "?.txt"):
            assert found.ref


def test_reading_text_loads_nothing_that_is_heavy(tmp_path: Path) -> None:
    code = (
        "import sys; from sayso.articles import Loading, load;"
        f"print(len(list(load([{written(tmp_path, 'a.txt', STORY)!r}], Loading()))));"
        "print(*{'trafilatura', 'lxml', 'py3langid', 'numpy', 'httpx2', 'httpcore2', 'ada_url'}"
        " & set(sys.modules))"
    )
    ran = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert ran.stdout.split() == ["1"]
