"""Paths and folders → bytes, and whatever else a path can be."""

from __future__ import annotations

import os
import socket
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from sayso.articles.files import expand, file_bytes, suffix_of
from sayso.errors import ArticleError

NOBODY = 65_534


@contextmanager
def unprivileged() -> Iterator[None]:
    """Permissions count for nothing where tests run as root, so they step down for a moment."""
    if os.geteuid():
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


def error_of(path: Path | str, most: int = 1_000) -> ArticleError:
    with pytest.raises(ArticleError) as caught:
        file_bytes(str(path), most)
    assert caught.value.ref == str(path)
    return caught.value


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.txt", "a.MD", "c.html", "sub/d.jsonl", "sub/deep/e.json", "z/f.text"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("The harbour")
    for name in (".hidden.txt", ".git/config.txt", "picture.png", "none", "sub/notes.txt~"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("Not an article")
    return tmp_path


def test_a_folder_stands_for_the_readable_files_below_it_in_order(folder: Path) -> None:
    places = expand([str(folder), "-", "https://a.example/", "missing.txt"])
    below = ["a.MD", "b.txt", "c.html", "sub/d.jsonl", "sub/deep/e.json", "z/f.text"]
    assert places == [
        *(str(folder / name) for name in below),
        "-",
        "https://a.example/",
        "missing.txt",
    ]
    assert expand([place for place in places if isinstance(place, str)]) == places


def test_a_folder_without_articles_is_an_error_in_its_place(tmp_path: Path) -> None:
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    first, error = expand(["a.txt", str(tmp_path)])
    assert first == "a.txt"
    assert isinstance(error, ArticleError)
    assert (error.ref, error.reason) == (str(tmp_path), "no article in this folder")
    assert ".md" in error.hint


def test_links_to_folders_are_not_followed_so_that_circles_end(folder: Path) -> None:
    (folder / "sub" / "loop").symlink_to(folder)
    (folder / "other.txt").symlink_to(folder / "b.txt")
    assert len(expand([str(folder)])) == 7
    assert len(expand([str(folder / "sub" / "loop")])) == 7, "but one that is asked for is"


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that anybody may look into, unlike those that pytest makes."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder


def test_a_folder_that_may_not_be_looked_into_loses_nothing_else(open_folder: Path) -> None:
    for name in ("a", "b", "c"):
        (open_folder / name).mkdir()
        (open_folder / name / "a.txt").write_text("The harbour")
    (open_folder / "b").chmod(0)
    with unprivileged():
        first, error, last = expand([str(open_folder)])
    (open_folder / "b").chmod(0o755)
    assert (first, last) == (str(open_folder / "a" / "a.txt"), str(open_folder / "c" / "a.txt"))
    assert isinstance(error, ArticleError)
    assert (error.ref, error.reason) == (str(open_folder / "b"), "may not be read")


def test_bytes_come_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xef\xbb\xbfA\r\n\x00")
    assert file_bytes(str(path), 7) == b"\xef\xbb\xbfA\r\n\x00"


def test_a_file_that_is_too_large_is_told_with_both_numbers(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"a" * 1_001)
    assert error_of(path).reason == "too large: 1,001 bytes, at most 1,000"
    with path.open("wb") as file:
        file.truncate(50_000_000_000)  # of nothing: it is not read
    assert "50,000,000,000 bytes" in error_of(path).reason


def test_what_is_not_a_file_is_not_opened(tmp_path: Path) -> None:
    pipe, door = tmp_path / "pipe.txt", tmp_path / "door.txt"
    os.mkfifo(pipe)
    with socket.socket(socket.AF_UNIX) as listening:
        os.chdir(tmp_path)  # the path of a socket must be short
        listening.bind(door.name)
        for path in (pipe, door, "/dev/zero", "/dev/null"):
            assert "not a file but a pipe" in error_of(path).reason
    assert "standard input" in error_of(pipe).hint


@pytest.fixture(autouse=True)
def _stay_here() -> Iterator[None]:
    here = Path.cwd()
    yield
    os.chdir(here)


def test_paths_that_lead_nowhere(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("a")
    (tmp_path / "loop.txt").symlink_to("loop.txt")
    (tmp_path / "gone.txt").symlink_to("nothing.txt")
    assert error_of(tmp_path / "missing.txt").reason == "there is no such file"
    assert error_of(tmp_path / "gone.txt").reason == "there is no such file"
    assert error_of(tmp_path / "a.txt" / "b.txt").reason == "there is no such file"
    assert error_of(tmp_path).reason == "a folder, not a file"
    assert "can't be read" in error_of(tmp_path / "loop.txt").reason
    assert "can't be read" in error_of("a" * 5_000).reason
    assert "not a path" in error_of("a\x00b.txt").reason
    assert "not a path" in error_of("a\ud800.txt").reason
    assert error_of("").reason == "there is no such file"


def test_a_file_that_may_not_be_read(open_folder: Path) -> None:
    path = open_folder / "a.txt"
    path.write_text("a")
    path.chmod(0)
    with unprivileged():
        error = error_of(path)
    assert (error.reason, bool(error.hint)) == ("may not be read", True)


def test_names_that_are_no_text_are_opened_and_kept(tmp_path: Path) -> None:
    path = os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")
    assert error_of(path).reason == "there is no such file"
    Path(path).write_text("The harbour")
    assert file_bytes(path, 99) == b"The harbour"
    assert expand([str(tmp_path)]) == [path]


def test_suffixes() -> None:
    assert [suffix_of(path) for path in ("A.TXT", "a.b/c", "x.tar.json", ".txt", "")] == [
        ".txt",
        "",
        ".json",
        "",
        "",
    ]
