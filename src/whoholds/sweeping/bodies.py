"""The body of an HTTP response as its reader saw it: the encodings of transfer and content taken off, within bounds."""

from __future__ import annotations

import io
from typing import Any

from whoholds.sweeping.members import Packing, unpacked
from whoholds.sweeping.record import MOST_BYTES


class BadBody(Exception):
    """A body that does not unpack as its headers say, or to too much."""


def plain_body(body: bytes, transfer: str | None, content: str | None, *, most: int = MOST_BYTES) -> bytes:
    r"""Take off the encodings that the headers name. A header that does not fit the body is not believed.

    Crawlers often keep the headers and store the body unpacked. Raises BadBody where it is packed and damaged, or too
    large.

    >>> plain_body(b"5\r\nhello\r\n0\r\n\r\n", "chunked", None)
    b'hello'
    >>> plain_body(b"<p>stored unpacked", "chunked", "gzip, br")
    b'<p>stored unpacked'
    """
    for name in reversed(_names(content) + _names(transfer)):
        body = _taken_off(body, name, most)
    return body


def _names(header: str | None) -> list[str]:
    return [name.strip().lower() for name in (header or "").split(",")][:5]


def _taken_off(body: bytes, name: str, most: int) -> bytes:
    import fastwarc.stream_io as readers

    if name == "chunked":
        return _read(readers.ChunkedReader, body, most, name) if _looks_chunked(body) else body
    if name in ("gzip", "x-gzip"):
        return _unpacked(body, "gzip", most) if body[:2] == b"\x1f\x8b" else body
    if name == "deflate":
        return _inflated(body, most)
    if name == "zstd":
        return _unpacked(body, "zstd", most) if body[:4] == b"\x28\xb5\x2f\xfd" else body
    if name == "br":
        # Brotli has no mark: what begins like a page is one.
        return body if body.lstrip()[:1] in (b"<", b"{", b"") else _read(readers.BrotliReader, body, most, name)
    return body


def _unpacked(body: bytes, packing: Packing, most: int) -> bytes:
    found = unpacked(body, packing, most + 1)
    if len(found.content) > most:
        raise BadBody(f"it unpacks to over {most:,} bytes")
    if found.wrong:
        raise BadBody(f"its {packing} encoding is damaged")
    return found.content


def _looks_chunked(body: bytes) -> bool:
    size = body[:12].split(b"\r\n")[0].split(b";")[0].strip()
    return 0 < len(size) <= 8 and all(letter in b"0123456789abcdefABCDEF" for letter in size)


def _inflated(body: bytes, most: int) -> bytes:
    import zlib

    for bits in (15, -15):  # as the standard says, and as some servers do
        unpacker = zlib.decompressobj(bits)
        try:
            found = unpacker.decompress(body, most + 1)
        except zlib.error:
            continue
        if len(found) > most:
            raise BadBody(f"it unpacks to over {most:,} bytes")
        return found
    return body


def _read(reader: Any, body: bytes, most: int, name: str) -> bytes:
    found = bytearray()
    try:
        source = reader(io.BytesIO(body))
        while more := source.read(1 << 16):
            found += more
            if len(found) > most:
                raise BadBody(f"it unpacks to over {most:,} bytes")
    except OSError as error:
        raise BadBody(f"its {name} encoding is damaged") from error
    return bytes(found)
