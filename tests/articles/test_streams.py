"""Bytes as they come, packed or not, in bounded memory."""

from __future__ import annotations

import gzip
import io
import tracemalloc
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.articles.streams import Stream, stream_of
from sayso.errors import ArticleError


@given(st.binary(), st.lists(st.integers(1, 9)), st.integers(1, 12))
def test_lines_are_a_files_own_however_the_bytes_come(
    raw: bytes, cuts: list[int], most: int
) -> None:
    chunks, rest = [], raw
    for cut in cuts:
        chunks.append(rest[:cut])
        rest = rest[cut:]
    stream, file = Stream(chunk for chunk in (*chunks, rest) if chunk), io.BytesIO(raw)
    while line := file.readline(most):
        assert stream.peek(3) == (line + raw[file.tell() :])[:3]
        assert stream.readline(most) == line
    assert stream.readline(most) == stream.read(5) == stream.peek(5) == b""


@given(st.binary(), st.integers(0, 40), st.integers(0, 40))
def test_stretches_are_read_and_passed_over(raw: bytes, first: int, second: int) -> None:
    stream = stream_of("a", io.BytesIO(raw))
    if raw.startswith(b"\x1f\x8b"):
        return
    assert stream.skip(first) == min(first, len(raw))
    assert stream.read(second) == raw[first : first + second]


@given(st.lists(st.binary()))
def test_what_is_packed_in_parts_comes_out_whole(parts: list[bytes]) -> None:
    packed = b"".join(map(gzip.compress, parts)) or gzip.compress(b"")
    assert stream_of("a", io.BytesIO(packed)).read(1 << 20) == b"".join(parts)
    assert stream_of("a", io.BytesIO(packed[2:]), packed[:2]).peek(9) == b"".join(parts)[:9]


@pytest.mark.parametrize("cut", [3, 12, -1])
def test_what_breaks_off_is_said(cut: int) -> None:
    stream = stream_of("a", io.BytesIO(gzip.compress(b"words" * 99)[:cut]))
    with pytest.raises(ArticleError, match="damaged gzip"):
        stream.read(1 << 20)


def test_a_file_that_can_not_be_read_is_an_error() -> None:
    closed = io.BytesIO()
    stream = stream_of("a", closed)
    closed.close()
    with pytest.raises(ArticleError, match="can't be read"):
        stream.peek(1)


def test_a_bomb_is_left_alone_in_little_memory() -> None:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    nothing = bytes(1 << 20)
    bomb = b"".join(packer.compress(nothing) for _ in range(80)) + packer.flush()
    assert len(bomb) < 100_000
    tracemalloc.start()
    stream = stream_of("a", io.BytesIO(bomb))
    with pytest.raises(ArticleError, match="far more"):
        stream.skip(1 << 40)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 2_000_000
