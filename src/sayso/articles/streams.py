"""Bytes that come in chunks → lines and stretches of them, in bounded memory; unpacked if they are
gzip."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from sayso.articles.compression import unpacked
from sayso.errors import ArticleError

GZIP = b"\x1f\x8b"
_CHUNK = 1 << 16
# What a bomb is: real archives hold stretches of nothing, but not 64 MB of nothing else.
_BOMB_BYTES = 1 << 26
_BOMB_RATIO = 200


class Stream:
    """Bytes to be read once. Holds no more than what was asked for and a chunk."""

    def __init__(self, chunks: Iterable[bytes], source: Counted | None = None) -> None:
        self._chunks = iter(chunks)
        self._source = source
        self._waiting = bytearray()
        self._at = 0  # what lies before it in `_waiting` has been read

    def peek(self, size: int) -> bytes:
        """The next bytes, left where they are; fewer at the end."""
        self._fill(size)
        return bytes(self._waiting[self._at : self._at + size])

    def read(self, size: int) -> bytes:
        """The next bytes; fewer at the end."""
        self._fill(size)
        return self._taken(size)

    def readline(self, size: int) -> bytes:
        """The next line with its end, `size` bytes of it at most; b"" at the end."""
        searched = 0
        while True:
            found = self._waiting.find(b"\n", self._at + searched, self._at + size)
            if found >= 0:
                return self._taken(found + 1 - self._at)
            searched = len(self._waiting) - self._at
            if searched >= size or not self._more():
                return self._taken(size)

    def skip(self, size: int) -> int:
        """Pass over bytes; how many there were."""
        left = size
        while left:
            step = len(self.read(min(left, _CHUNK)))
            if not step:
                break
            left -= step
        return size - left

    @property
    def consumed(self) -> int:
        """Bytes that were read of the file behind it, packed as they are; 0 if there is none."""
        return self._source.size if self._source else 0

    def _fill(self, size: int) -> None:
        while len(self._waiting) - self._at < size and self._more():
            pass

    def _more(self) -> bool:
        chunk = next(self._chunks, b"")
        if self._at > _CHUNK:
            del self._waiting[: self._at]
            self._at = 0
        self._waiting += chunk
        return bool(chunk)

    def _taken(self, size: int) -> bytes:
        end = min(self._at + size, len(self._waiting))
        taken = bytes(self._waiting[self._at : end])
        self._at = end
        return taken


def stream_of(ref: str, file: BinaryIO, begin: bytes = b"") -> Stream:
    """A file as a stream, unpacked if it begins as gzip does. `begin`: what was read of it before.

    ArticleError, from whatever is asked of it, if it can't be read, is damaged or a bomb.
    """
    counted = Counted(ref, file, begin)
    return Stream(_plain(ref, counted), counted)


def _plain(ref: str, counted: Counted) -> Iterator[bytes]:
    first = counted.chunk()
    if not first.startswith(GZIP):
        yield first
        yield from counted
        return
    size = 0
    try:
        for piece in unpacked(_after(first, counted), "gzip"):
            size += len(piece)
            if size > _BOMB_BYTES and size > _BOMB_RATIO * counted.size:
                raise ArticleError(ref, "it unpacks to far more than any archive holds")
            yield piece
    except zlib.error as error:
        raise ArticleError(ref, f"damaged gzip ({error})", "get a whole copy of it") from error


def _after(first: bytes, rest: Iterable[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest


class Counted:
    """The chunks of a file; `size` counts the bytes that have been read."""

    def __init__(self, ref: str, file: BinaryIO, begin: bytes = b"") -> None:
        self._ref = ref
        self._begin = begin
        self._read = getattr(file, "read1", file.read)  # which does not wait for a whole chunk
        self.size = 0

    def chunk(self) -> bytes:
        try:
            chunk = self._begin or self._read(_CHUNK) or b""
        except (OSError, ValueError) as error:  # ValueError: closed meanwhile
            raise ArticleError(self._ref, f"can't be read ({error})") from error
        self._begin = b""
        self.size += len(chunk)
        return chunk

    def __iter__(self) -> Iterator[bytes]:
        while chunk := self.chunk():
            yield chunk
