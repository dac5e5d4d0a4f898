"""Paths, folders, standard input and addresses → articles."""

from __future__ import annotations

import io
import json
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.articles import Given, Loading, expand, load, plain
from sayso.domain import Article
from sayso.errors import ArticleError, UsageError
from sayso.records import article_record

TEXT = (
    "Bridge closed\r\n\r\nMarch 3, 2026\r\n\r\nThe mayor of Port Ellery said that the bridge "
    "would be closed for a week.\r\nShe had been told that it was not safe.\r\n"
)
HTML = (
    "<html><body><article><h1>Bridge closed</h1><p>The mayor of Port Ellery said that the "
    "bridge would be closed for a naïve week.</p></article></body></html>"
)


def loaded(*refs: str, how: Loading | None = None) -> list[Article | ArticleError]:
    return list(load(expand(refs), how or Loading()))


def one(ref: str | Path, how: Loading | None = None) -> Article:
    (found,) = loaded(str(ref), how=how)
    assert isinstance(found, Article), found
    return found


def refusal(ref: str | Path, how: Loading | None = None) -> ArticleError:
    (found,) = loaded(str(ref), how=how)
    assert isinstance(found, ArticleError), found
    return found


def piped(raw: bytes, max_bytes: int = 20_000_000) -> Loading:
    return Loading(stdin=io.BytesIO(raw), max_bytes=max_bytes)


def saved(folder: Path, name: str, content: str | bytes = TEXT) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_a_text_file_is_kept_as_it_stands(tmp_path: Path) -> None:
    article = one(saved(tmp_path, "a.txt"))
    assert article.text == TEXT
    assert (article.title, article.published) == ("Bridge closed", "2026-03-03")
    assert article.language == "en"
    assert article.ref == str(tmp_path / "a.txt")


@settings(max_examples=100)
@given(st.text(), st.sampled_from(["\r\n", "\n", "\r", "\u2028", "\x85"]))
def test_any_text_is_kept_code_point_for_code_point(text: str, end: str) -> None:
    raw = f"a{end}{text}".encode()
    (found,) = load(["-"], piped(raw))
    if isinstance(found, ArticleError):
        assert b"\x00" in raw
    else:
        assert found.text == f"a{end}{text}"


def test_the_same_text_is_the_same_article_wherever_it_lies(tmp_path: Path) -> None:
    ids = {one(saved(tmp_path, name)).id for name in ("a.txt", "b/c.md", "d")}
    assert ids == {one("-", piped(TEXT.encode())).id}
    assert plain("memory", TEXT).id in ids


def test_folders_are_read_in_order_hidden_files_aside(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "c/z.txt", "c/a.html", "B.TXT", ".hidden.txt", ".git/a.txt"):
        saved(tmp_path, name, HTML if name.endswith("html") else TEXT)
    saved(tmp_path, "picture.png", b"\x89PNG")
    (tmp_path / "c" / "loop").symlink_to(tmp_path, target_is_directory=True)
    names = ["B.TXT", "a.md", "b.txt", "c/a.html", "c/z.txt"]
    assert expand([str(tmp_path)]) == [str(tmp_path / name) for name in names]


def test_a_folder_without_articles_is_an_error(tmp_path: Path) -> None:
    saved(tmp_path, "a.png")
    assert "no article" in refusal(tmp_path).reason


def test_one_bad_file_does_not_stop_the_rest(tmp_path: Path) -> None:
    good = str(saved(tmp_path, "a.txt"))
    kinds = [type(found) for found in loaded(good, str(tmp_path / "none"), good)]
    assert kinds == [Article, ArticleError, Article]


@pytest.mark.parametrize("content", [
    b"", b" \n\t", b"...", b"%PDF-1.7 x", b"PK\x03\x04 x", b"\x1f\x8b x", bytes(range(256)),
    b"\xff\xfea", b"a\x00b",
])  # fmt: skip
@pytest.mark.parametrize("name", ["a.txt", "a", "a.html", "a.json", "a.jsonl"])
def test_what_is_no_article_is_refused(tmp_path: Path, name: str, content: bytes) -> None:
    path = saved(tmp_path, name, content)
    found = loaded(str(path))
    assert all(isinstance(error, ArticleError) and error.reason for error in found)
    assert found


@pytest.mark.parametrize("name", ["none.txt", "a\x00b", "x" * 5000, "/proc/self/mem"])
def test_what_can_not_be_opened_is_refused(name: str) -> None:
    assert refusal(name).ref == name


def test_pipes_are_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert "not a file" in refusal(tmp_path / "pipe.txt").reason
    assert "not a file" in refusal(tmp_path).reason


def test_links_in_a_circle_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "a.txt")
    assert refusal(tmp_path / "a.txt").ref


def test_large_files_are_refused_and_long_lines_are_not(tmp_path: Path) -> None:
    big = saved(tmp_path, "big.txt", b"word " * 5_000_000)
    assert "25,000,000 bytes" in refusal(big).reason
    assert "too large" in refusal("-", piped(b"word " * 100, max_bytes=499)).reason
    line = "The mayor said that it was so. " * 160_000
    assert one(saved(tmp_path, "line.txt", line)).text == line


def test_what_is_given_stands_before_what_is_found(tmp_path: Path) -> None:
    given_ = Given(outlet="Ellery Post", published="4 March 2026", title="Mine")
    article = one(saved(tmp_path, "a.txt"), Loading(given=given_))
    assert (article.outlet, article.published, article.title) == (
        "Ellery Post", "2026-03-04", "Mine",
    )  # fmt: skip


@pytest.mark.parametrize("day", ["", "yesterday", "2026-02-30", "2126-01-01", "03/04/2026"])
def test_a_wrong_date_is_refused_before_anything_is_read(day: str) -> None:
    with pytest.raises(UsageError, match="is no date"):
        Given(published=day)


def test_our_own_json_comes_back_as_it_went(tmp_path: Path) -> None:
    article = plain("a.txt", TEXT)
    record = article_record(article)
    path = saved(tmp_path, "a.json", json.dumps(record))
    assert one(path).id == article.id
    assert one(path).text == TEXT
    reading = json.dumps({"schema": "sayso/1", "article": record, "statements": []}, indent=2)
    assert one("-", piped(reading.encode())).id == article.id


def test_json_lines_are_articles_of_their_own(tmp_path: Path) -> None:
    texts = ["The mayor said so.\u2028Twice.", "The council\x85denied it."]
    lines = [json.dumps({"text": text}, ensure_ascii=False) for text in texts]
    raw = "\r\n".join([lines[0], "", "{broken", lines[1]])
    path = saved(tmp_path, "a.jsonl", raw)
    first, broken, second = loaded(str(path))
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert [first.text, second.text] == texts
    assert [first.ref, second.ref] == [f"{path}#1", f"{path}#4"]
    assert isinstance(broken, ArticleError)
    assert broken.ref == f"{path}#3"
    assert [type(found) for found in load(["-"], piped(raw.encode()))] == [
        Article, ArticleError, Article,
    ]  # fmt: skip


@pytest.mark.parametrize("record", [
    "[]", "null", "3", '"text"', "{}", '{"text": 3}', '{"text": ""}',
    '{"text": "said", "published": "soon"}', '{"text": "said", "byline": [1]}', "[" * 100_000,
    '{"text": "said", "credits": [{"outlet": "Post", "spans": [[0, 9]]}]}', '{"article": 1}',
    '{"text": "said", "credits": [{"outlet": "Post", "spans": [[0]]}]}', "9" * 5000,
])  # fmt: skip
def test_records_of_strangers_are_checked(tmp_path: Path, record: str) -> None:
    assert refusal(saved(tmp_path, "a.json", record)).reason


def test_half_a_character_of_a_record_is_kept(tmp_path: Path) -> None:
    text = "\ud83d The mayor said that the bridge would be closed for a week."
    article = one(saved(tmp_path, "a.json", json.dumps({"text": text})))
    assert (article.text, article.language) == (text, "en")
    assert article.id


def test_a_brace_does_not_make_a_text_json() -> None:
    assert one("-", piped(b"{Updated} The bridge is closed.")).text.startswith("{Updated}")


@settings(max_examples=150)
@given(
    st.binary(max_size=300) | st.text(max_size=100).map(lambda text: ('{"text": "' + text).encode())
)
def test_any_bytes_are_articles_or_article_errors(raw: bytes) -> None:
    for start in (b"", b'{"', b"<html>"):
        found = list(load(["-"], piped(start + raw)))
        assert all(isinstance(item, Article | ArticleError) for item in found)


def test_standard_input_that_can_not_be_read_is_an_error() -> None:
    closed = io.BytesIO()
    closed.close()
    assert "standard input" in refusal("-", Loading(stdin=closed)).reason


@contextmanager
def serving(kind: str, body: bytes) -> Iterator[str]:
    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found = self.path != "/robots.txt"
            self.send_response(200 if found else 404)
            self.send_header("Content-Type", kind)
            self.end_headers()
            self.wfile.write(body if found else b"")

        def log_message(self, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/a"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.mark.parametrize(
    ("kind", "body", "words"),
    [
        ("text/html; charset=koi8-r", HTML.replace("naïve", "мэр").encode("koi8-r"), "мэр"),
        ("text/html", HTML.encode(), "naïve"),
        ("text/plain; charset=koi8-r", "Мэр said so. It was closed.".encode("koi8-r"), "Мэр"),
        ("text/plain", HTML.encode(), "naïve"),
        ("application/json", json.dumps({"text": "The mayor said so."}).encode(), "mayor"),
    ],
)
def test_addresses_are_fetched_and_read(kind: str, body: bytes, words: str) -> None:
    with serving(kind, body) as address:
        article = one(address, Loading(allow_private=True))
    assert words in article.text
    assert "<p>" not in article.text
    assert article.ref == address


def test_private_addresses_are_refused_unless_allowed() -> None:
    with serving("text/plain", TEXT.encode()) as address:
        assert refusal(address).ref == address
        allowed = one(address, Loading(allow_private=True))
        assert (allowed.text, allowed.url) == (TEXT, address)
