"""Compressed bodies of web pages, taken apart in small pieces. Nothing here touches the network.

Written here because httpx2's decoders end quietly where a body breaks off and after the first
part of a gzip body of several.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

CODINGS = ("gzip", "deflate")  # what may be asked for in Accept-Encoding
_PIECE = 65_536  # bytes
_GZIP, _ZLIB, _RAW = 16 + zlib.MAX_WBITS, zlib.MAX_WBITS, -zlib.MAX_WBITS
_MAGIC = b"\x1f\x8b"  # how every part of a gzip body begins


def unpacked(chunks: Iterable[bytes], coding: str) -> Iterator[bytes]:
    """The content of a body in one of `CODINGS`, in pieces of at most 64 KiB, made as they are
    asked for: whoever stops asking bounds the memory that a small body can claim.

    zlib.error if it is damaged or breaks off.
    """
    unpacker = _Unpacker(coding)
    for chunk in chunks:
        yield from unpacker.feed(chunk)
    unpacker.end()


class _Unpacker:
    """Holds what of a compressed body has come in but has not yet been unpacked."""

    def __init__(self, coding: str) -> None:
        self._coding = coding
        self._waiting = b""  # too little to tell what begins here
        self._part = zlib.decompressobj()
        self._in_part = False
        self._parts = 0

    def feed(self, chunk: bytes) -> Iterator[bytes]:
        data, self._waiting = self._waiting + chunk, b""
        more = bool(data)
        while more:
            if not self._in_part:
                if len(data) < 2:
                    self._waiting = data
                    return
                if not self._begin(data):
                    return
            piece = self._part.decompress(data, _PIECE)
            if piece:
                yield piece
            if self._part.eof:
                self._in_part = False
                data = self._part.unused_data
                more = bool(data)
            else:
                data = self._part.unconsumed_tail
                more = bool(data) or len(piece) == _PIECE

    def end(self) -> None:
        if self._in_part or (self._waiting and not self._parts):
            raise zlib.error("the compressed data breaks off")

    def _begin(self, data: bytes) -> bool:
        """Begin the next part; False if what follows the last one is none (then it is padding)."""
        if self._parts and (self._coding != "gzip" or not data.startswith(_MAGIC)):
            return False
        self._part = zlib.decompressobj(_GZIP if self._coding == "gzip" else _deflate_form(data))
        self._in_part = True
        self._parts += 1
        return True


def _deflate_form(data: bytes) -> int:
    """Servers send "deflate" with and without zlib's header, which has a check in it (RFC 1950)."""
    headed = data[0] & 0x0F == zlib.DEFLATED and int.from_bytes(data[:2], "big") % 31 == 0
    return _ZLIB if headed else _RAW
