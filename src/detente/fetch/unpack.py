"""Bytes out of a stream, gzip undone, never more than asked for."""

from __future__ import annotations

import gzip
import io
import zlib
from typing import IO, cast

from detente.errors import UnreadableInputError

GZIP_MAGIC = b"\x1f\x8b"
DAMAGE = (EOFError, gzip.BadGzipFile, zlib.error)


def opened(stream: IO[bytes]) -> io.BufferedReader:
    """The stream's bytes, unpacked where they begin as gzip does, whatever the name says."""
    # typeshed asks BufferedReader for a RawIOBase; any object with readinto() will do.
    plain = (
        stream
        if isinstance(stream, io.BufferedReader)
        else io.BufferedReader(cast("io.RawIOBase", stream))
    )
    if plain.peek(2)[:2] == GZIP_MAGIC:
        return io.BufferedReader(cast("io.RawIOBase", gzip.GzipFile(fileobj=plain)))
    return plain


def bounded(stream: io.BufferedReader, limit: int, where: str) -> bytes:
    """All of the stream, refused when it holds more than `limit` bytes or breaks off."""
    try:
        body = stream.read(limit + 1)
    except DAMAGE as error:
        raise damaged(error, where) from error
    if len(body) > limit:
        raise too_big(limit, where)
    return body


def damaged(error: BaseException, where: str) -> UnreadableInputError:
    """The one line for a gzip stream that cannot be unpacked."""
    what = "the gzip data ends too early" if isinstance(error, EOFError) else "damaged gzip data"
    return UnreadableInputError(what, where, "copy or download the file again")


def too_big(limit: int, where: str) -> UnreadableInputError:
    """The one line for an input over the cap."""
    return UnreadableInputError(
        f"larger than {limit / (1 << 20):.3g} MiB once unpacked", where, "no article is that long"
    )


class Inflater:
    """Undoes HTTP's `gzip` and `deflate` step by step, so that a bomb is seen while it grows."""

    def __init__(self, encoding: str) -> None:
        """Take the value of `Content-Encoding`; raises ValueError for one not asked for."""
        self._first = True
        name = encoding.strip().lower()
        if name not in ("", "identity", "gzip", "x-gzip", "deflate"):
            raise ValueError(name)
        self._deflate = name == "deflate"
        self._inner = zlib.decompressobj(47) if name not in ("", "identity") else None

    def feed(self, data: bytes, room: int) -> bytes:
        """At most `room` bytes of output for `data`; fewer mean that all of it went in."""
        if self._inner is None or not data:
            return data[:room]
        if self._first and self._deflate and data[0] & 0x0F != 8:
            self._inner = zlib.decompressobj(-zlib.MAX_WBITS)  # raw deflate, against the RFC
        self._first = False
        return self._inner.decompress(data, room)

    @property
    def complete(self) -> bool:
        """Whether the packed data came to its own end."""
        return self._inner is None or self._inner.eof or self._first
