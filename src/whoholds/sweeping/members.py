"""Where a packed record, or a bare one, begins in an archive, from any place on.

A WARC file is a row of members: gzip members or zstd frames of one record each, or records that are not packed. To
read one from the middle, or on behind damage, the next beginning is looked for by its mark, and is believed only if
"WARC/" stands at the start of what it unpacks to. Inside a record's body a false beginning may stand (an archive of an
archive); `chain.py` finds that out.
"""

from __future__ import annotations

import re
import zlib
from typing import Literal, NamedTuple

from whoholds.sweeping.stretches import Stretch

Packing = Literal["none", "gzip", "zstd"]
_MARKS = {"gzip": b"\x1f\x8b\x08", "zstd": b"\x28\xb5\x2f\xfd", "none": b"WARC/"}
_LOOK = 1 << 20  # bytes looked through at a time
_HEAD = 200_000  # bytes that unpack to a record's first line for sure: a zstd block has 128 KiB at most
_BARE = re.compile(rb"WARC/[01]\.\d{1,2}\r?\n(?:[\w-]{1,64}:[^\n]{0,8192}\n){1,64}\r?\n")
_NEEDED = (re.compile(rb"\nwarc-type:", re.I), re.compile(rb"\ncontent-length:", re.I))


def packing_of(head: bytes) -> Packing:
    """Tell how a file is packed by its first bytes.

    >>> packing_of(b"WARC/1.0")
    'none'
    """
    return "gzip" if head[:3] == _MARKS["gzip"] else "zstd" if head[:4] == _MARKS["zstd"] else "none"


def next_start(stretch: Stretch, packing: Packing, place: int, end: int | None = None) -> int | None:
    """Find the first record or packed member that begins at `place` or behind it, before `end`; None if none does."""
    mark = _MARKS[packing]
    end = stretch.size if end is None else min(end, stretch.size)
    while place < end:
        look = stretch.read_at(place, _LOOK + len(mark) - 1)
        at = look.find(mark)
        while at >= 0:
            if place + at >= end:
                return None
            if begins_record(stretch, packing, place + at):
                return place + at
            at = look.find(mark, at + 1)
        place += _LOOK
    return None


def begins_record(stretch: Stretch, packing: Packing, place: int) -> bool:
    """Tell whether what begins at a place is a record, or unpacks to one."""
    if packing == "none":
        before = stretch.read_at(place - 2, 2) if place >= 2 else b"\n\n"
        head = _BARE.match(stretch.read_at(place, 40_000))
        return before[-1:] == b"\n" and head is not None and all(needed.search(head[0]) for needed in _NEEDED)
    return unpacked(stretch.read_at(place, _HEAD), packing, 5).content == b"WARC/"


class Unpacked(NamedTuple):
    """What a packed member holds: its `content`, the packed bytes it `used`, and what is `wrong` with it, in words."""

    content: bytes
    used: int
    wrong: str | None = None


def unpacked(raw: bytes, packing: Packing, limit: int) -> Unpacked:
    """Unpack the member that `raw` begins with, up to `limit` bytes.

    >>> import gzip
    >>> unpacked(gzip.compress(b"abcdef"), "gzip", 3).content
    b'abc'
    >>> unpacked(gzip.compress(b"abcdef")[:-9], "gzip", 10).wrong
    'it ends too soon'
    """
    if packing == "none":
        return Unpacked(raw[:limit], min(limit, len(raw)))
    if packing == "zstd":
        return _unpacked_zstd(raw, limit)
    unpacker = zlib.decompressobj(31)
    try:
        found = unpacker.decompress(raw, limit)
    except zlib.error as error:
        return Unpacked(_as_far_as_it_goes(raw, limit), len(raw), f"it cannot be unpacked ({_why(error)})")
    wrong = "it ends too soon" if not unpacker.eof and len(found) < limit else None
    return Unpacked(found, len(raw) - len(unpacker.unused_data) - len(unpacker.unconsumed_tail), wrong)


def _as_far_as_it_goes(raw: bytes, limit: int) -> bytes:
    """Unpack a damaged member up to the damage."""
    unpacker = zlib.decompressobj(31)
    found = bytearray()
    for at in range(0, len(raw), 512):
        try:
            found += unpacker.decompress(raw[at : at + 512], max(1, limit - len(found)))
        except zlib.error:
            break
        if len(found) >= limit or unpacker.eof:
            break
    return bytes(found[:limit])


def _unpacked_zstd(raw: bytes, limit: int) -> Unpacked:
    import io

    from fastwarc.stream_io import ZstdReader

    end = zstd_frame_end(Stretch(io.BytesIO(raw), size=len(raw)), 0)
    used = len(raw) if end is None else end
    found, wrong = bytearray(), None
    try:
        reader = ZstdReader(io.BytesIO(raw[:used]))
        while len(found) < limit and (more := reader.read(min(limit - len(found), 1 << 16))):
            found += more
    except OSError as error:
        wrong = "it ends too soon" if "incomplete" in str(error) else f"it cannot be unpacked ({_why(error)})"
    return Unpacked(bytes(found), used, wrong)


def zstd_frame_end(stretch: Stretch, place: int) -> int | None:
    """Give where the zstd frame that begins at a place ends, from the lengths that it states; None if it is none.

    The form is that of RFC 8878, section 3.1.1.
    """
    head = stretch.read_at(place, 5)
    if len(head) < 5 or head[:4] != _MARKS["zstd"]:
        return None
    described = head[4]
    single = described >> 5 & 1
    content_size = (single, 2, 4, 8)[described >> 6]
    place += 5 + (1 - single) + (0, 1, 2, 4)[described & 3] + content_size
    while len(block := stretch.read_at(place, 3)) == 3:
        word = int.from_bytes(block, "little")
        last, kind, size = word & 1, word >> 1 & 3, word >> 3
        if kind == 3:
            return None
        place += 3 + (1 if kind == 1 else size)
        if last:
            place += 4 * (described >> 2 & 1)
            return place if place <= stretch.size else None
    return None


def _why(error: Exception) -> str:
    return " ".join(str(error).split()).rstrip(".").lower()
