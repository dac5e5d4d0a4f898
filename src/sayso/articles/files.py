"""Paths and folders → the files to read, and their bytes."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from sayso.errors import ArticleError

TEXTS = frozenset({".txt", ".text", ".md", ".markdown"})
PAGES = frozenset({".html", ".htm", ".xhtml"})
RECORDS = frozenset({".json", ".jsonl", ".ndjson"})
ARCHIVES = frozenset({".warc", ".warc.gz"})
FEEDS = frozenset({".rss", ".atom", ".xml"})  # one is read where it is named, not in a folder
READABLE = TEXTS | PAGES | RECORDS | ARCHIVES
STDIN = "-"

_REASONS: tuple[tuple[type[OSError], str, str], ...] = (
    (FileNotFoundError, "there is no such file", ""),
    (NotADirectoryError, "there is no such file", ""),
    (PermissionError, "may not be read", "check its permissions and its folder's"),
    (IsADirectoryError, "a folder, not a file", ""),
)


def expand(refs: Iterable[str]) -> list[str | ArticleError]:
    """Folders replaced by the readable files below them, in order; what is no folder as it is.

    Hidden files and folders are passed over, as are links to folders (so that no circle is
    followed); what can't be looked into is an error in its place.
    """
    return [place for ref in refs for place in members(ref)]


def members(ref: str) -> Iterator[str | ArticleError]:
    """The readable files below a folder, found as they are asked for; what is none, as it is."""
    if ref == STDIN or is_address(ref) or not os.path.isdir(ref):  # noqa: PTH112 — Path.is_dir raises
        yield ref
        return
    none = True
    for member in _members(ref):
        none = False
        yield member
    if none:
        hint = f"it takes {' '.join(sorted(READABLE))}"
        yield ArticleError(ref, "no article in this folder", hint)


def weight(refs: Iterable[str]) -> int | None:
    """Bytes of all files in these places; None where that can't be known (addresses, feeds,
    standard input)."""
    total = 0
    for ref in refs:
        if ref == STDIN or is_address(ref) or suffix_of(ref) in FEEDS:
            return None
        total += sum(size_of(path) for path in members(ref) if isinstance(path, str))
    return total


def size_of(path: str) -> int:
    """Bytes of a file; 0 where there is none: whoever opens it will say what is wrong."""
    try:
        return os.path.getsize(path)  # noqa: PTH202 — Path("") is "."
    except (OSError, ValueError):
        return 0


def is_address(ref: str) -> bool:
    """Whether a reference is a web address rather than a path."""
    return ref.lower().startswith(("http://", "https://"))


def suffix_of(path: str) -> str:
    """A path's suffix in lower case, "" if it has none; of a packed file with the one before."""
    suffixes = [suffix.lower() for suffix in Path(path).suffixes[-2:]]
    return "".join(suffixes) if suffixes[-1:] == [".gz"] else "".join(suffixes[-1:])


def size_checked(ref: str, raw: bytes, most: int, size: int = 0) -> bytes:
    """The bytes of a whole, `most` at most; ArticleError if there are more (`size`, if known)."""
    if len(raw) <= most:
        return raw
    known = f"{size:,}" if size > most else f"more than {most:,}"
    raise ArticleError(ref, f"too large: {known} bytes, at most {most:,}", "split it up")


@contextmanager
def opened(path: str, most: int | None = None) -> Iterator[BinaryIO]:
    """A regular file, open for reading; ArticleError if it is none, can't be read or is larger
    than `most` bytes.

    Pipes and devices are not opened: reading from one may never end.
    """
    try:
        if b"\0" in os.fsencode(path):
            raise ArticleError(path, "not a path: it holds a NUL")
    except UnicodeEncodeError as error:
        raise ArticleError(path, "not a path: it holds half a surrogate pair") from error
    with _in_our_words(path):
        _check_kind(path, os.stat(path).st_mode)  # noqa: PTH116 — Path("") is "."
        with open(path, "rb", opener=_without_waiting) as file:
            about = os.fstat(file.fileno())
            _check_kind(path, about.st_mode)
            if most is not None and about.st_size > most:
                raise ArticleError(
                    path, f"too large: {about.st_size:,} bytes, at most {most:,}", "split it up"
                )
            yield file


def file_bytes(path: str, most: int) -> bytes:
    """The bytes of a regular file; ArticleError if they can't be had or are more than `most`."""
    with opened(path, most) as file:
        return size_checked(path, file.read(most + 1) or b"", most)


def _members(folder: str) -> Iterator[str | ArticleError]:
    """Readable files below a folder, sorted by name in each; files before folders."""
    errors: list[OSError] = []
    for base, folders, files in os.walk(folder, onerror=errors.append):
        yield from _not_opened(errors)
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith(".") and suffix_of(name) in READABLE:
                yield str(Path(base, name))
    yield from _not_opened(errors)


def _not_opened(errors: list[OSError]) -> Iterator[ArticleError]:
    while errors:
        error = errors.pop(0)
        yield _worded(os.fsdecode(error.filename), error)


def _without_waiting(path: str, flags: int) -> int:
    """Open without waiting for a writer, should a pipe have taken the file's place by now."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _check_kind(ref: str, mode: int) -> None:
    if stat.S_ISDIR(mode):
        raise ArticleError(ref, "a folder, not a file")
    if not stat.S_ISREG(mode):
        hint = "what comes through a pipe is read from standard input: -"
        raise ArticleError(ref, "not a file but a pipe, a socket or a device", hint)


@contextmanager
def _in_our_words(ref: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise _worded(ref, error) from error


def _worded(ref: str, error: OSError) -> ArticleError:
    for kind, reason, hint in _REASONS:
        if isinstance(error, kind):
            return ArticleError(ref, reason, hint)
    return ArticleError(ref, f"can't be read ({error.strerror or type(error).__name__})")
