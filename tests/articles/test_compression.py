"""Compressed bodies, whole and broken."""

from __future__ import annotations

import contextlib
import gzip
import tracemalloc
import zlib
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.articles.compression import unpacked

RAW = zlib.compressobj(wbits=-zlib.MAX_WBITS)
STORY = b"The harbour master of Port Ellery said the ferry would sail on Tuesday. " * 40
FORMS = [
    ("gzip", gzip.compress(STORY)),
    ("gzip", gzip.compress(STORY[:1000]) + gzip.compress(STORY[1000:])),
    ("gzip", gzip.compress(b"") + gzip.compress(STORY)),
    ("gzip", gzip.compress(STORY) + b"\0" * 300),
    ("deflate", zlib.compress(STORY)),
    ("deflate", RAW.compress(STORY) + RAW.flush()),
    ("deflate", zlib.compress(STORY) + b"what follows is of no matter"),
]


def cut(body: bytes, size: int) -> Iterator[bytes]:
    return (body[at : at + size] for at in range(0, len(body), size))


@pytest.mark.parametrize(("coding", "body"), FORMS)
@pytest.mark.parametrize("size", [1, 2, 7, 10_000])
def test_bodies_come_out_whole_however_they_come_in(coding: str, body: bytes, size: int) -> None:
    assert b"".join(unpacked(cut(body, size), coding)) == STORY


@pytest.mark.parametrize(("coding", "body"), [FORMS[0], FORMS[1], FORMS[4], FORMS[5]])
@pytest.mark.parametrize("missing", [1, 9, 40])
def test_bodies_that_break_off_are_told(coding: str, body: bytes, missing: int) -> None:
    with pytest.raises(zlib.error):
        b"".join(unpacked([body[:-missing]], coding))


@pytest.mark.parametrize("coding", ["gzip", "deflate"])
def test_damage_is_told_and_nothing_is_nothing(coding: str) -> None:
    assert list(unpacked([], coding)) == []
    assert list(unpacked([b""], coding)) == []
    for body in (b"x", b"plain text, not packed at all", b"\x1f\x8b"):
        with pytest.raises(zlib.error):
            list(unpacked([body], coding))


def test_a_bomb_goes_off_only_as_far_as_one_asks() -> None:
    bomb = gzip.compress(bytes(30_000_000), compresslevel=1)
    tracemalloc.start()
    pieces = unpacked([bomb], "gzip")
    size = sum(len(next(pieces)) for _ in range(20))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert size <= 20 * 65_536
    assert peak < 3 * len(bomb) + 1_000_000


@settings(deadline=None)  # machines can be busy
@given(st.sampled_from(["gzip", "deflate"]), st.lists(st.binary(max_size=50), max_size=5))
def test_any_bytes_unpack_or_are_damaged(coding: str, chunks: list[bytes]) -> None:
    with contextlib.suppress(zlib.error):
        b"".join(unpacked(chunks, coding))


@settings(deadline=None)  # machines can be busy
@given(st.lists(st.binary(max_size=300), min_size=1), st.integers(1, 50))
def test_every_gzip_body_comes_back(parts: list[bytes], size: int) -> None:
    body = b"".join(map(gzip.compress, parts))
    assert b"".join(unpacked(cut(body, size), "gzip")) == b"".join(parts)


@pytest.mark.parametrize("size", [65_536, 65_537, 65_600, 131_073])
def test_nothing_stays_behind_when_the_last_piece_is_full(size: int) -> None:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    body = packer.compress(bytes(size)) + packer.flush()
    assert b"".join(unpacked([body], "deflate")) == bytes(size)
