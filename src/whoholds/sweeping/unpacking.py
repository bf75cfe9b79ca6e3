"""The members of a packed file unpacked one behind the other, with where each began.

A library that reads records from what is unpacked counts in unpacked bytes; `Unpacking.begun` says which member they
stand in. (FastWARC can unpack by itself, but then a member's later records seem to stand in the next member.)
"""

from __future__ import annotations

from collections import deque
from typing import Any

from fastwarc.stream_io import ZstdReader
from isal.igzip_lib import DECOMP_GZIP, IgzipDecompressor

from whoholds.sweeping.members import Packing, zstd_frame_end
from whoholds.sweeping.stretches import Stretch, Window

_PIECE = 1 << 17  # packed bytes that are read at a time


class Unpacking:
    """A file to be read forward, from the member that begins at a place of a stretch."""

    def __init__(self, stretch: Stretch, packing: Packing, begins: int) -> None:
        self._stretch = stretch
        self._next = begins  # packed bytes from here on have not been read yet
        self._unpacked = 0
        self._begun: deque[tuple[int, int]] = deque()
        self._read = {"gzip": self._gzip, "zstd": self._zstd, "none": self._none}[packing]
        self._ahead = b""  # packed bytes that have been read and not unpacked
        self._member: Any = None
        if packing == "none":
            self._begun.append((0, begins))

    def read(self, size: int = -1) -> bytes:
        """Unpack up to `size` bytes; b"" at the end. Raises OSError at damage."""
        found = self._read(1 << 20 if size < 0 else size)
        self._unpacked += len(found)
        return found

    def tell(self) -> int:
        """Say how much was unpacked."""
        return self._unpacked

    def seek(self, offset: int, whence: int = 0) -> int:
        """Refuse to go back."""
        raise OSError("what is unpacked can only be read forward")

    def close(self) -> None:
        """Leave the stretch open for others."""

    def begun(self, unpacked: int) -> tuple[int, int]:
        """Give where the member begins that holds an unpacked place: in unpacked bytes, and in the file.

        Places must be asked for in order.
        """
        begun = self._begun
        while len(begun) > 1 and begun[1][0] <= unpacked:
            begun.popleft()
        return begun[0]

    def _begin(self, offset: int) -> None:
        self._begun.append((self._unpacked, offset))

    def _none(self, size: int) -> bytes:
        found = self._stretch.read_at(self._next, size)
        self._next += len(found)
        return found

    def _packed(self) -> bytes:
        """Read a piece of what is packed."""
        found = self._stretch.read_at(self._next, _PIECE)
        self._next += len(found)
        return found

    def _gzip(self, size: int) -> bytes:
        while True:
            member = self._member
            if member is None:
                packed = self._ahead or self._packed()
                self._ahead = b""
                if not packed:
                    return b""
                self._begin(self._next - len(packed))
                member = self._member = IgzipDecompressor(flag=DECOMP_GZIP)
            elif member.needs_input:
                packed = self._packed()
                if not packed:
                    raise OSError("it ends too soon")
            else:
                packed = b""
            try:
                found: bytes = member.decompress(packed, size)
            except Exception as error:  # the library's own, of which its stubs do not say that it is one
                raise OSError("it cannot be unpacked") from error
            if member.eof:
                self._ahead, self._member = member.unused_data, None
            if found:
                return found

    def _zstd(self, size: int) -> bytes:
        while True:
            if self._member is None:
                if self._next >= self._stretch.size:
                    return b""
                end = zstd_frame_end(self._stretch, self._next)
                if end is None:
                    raise OSError("it cannot be unpacked")
                self._begin(self._next)
                self._member = ZstdReader(Window(self._stretch, self._next, end))
                self._next = end
            found: bytes = self._member.read(min(size, 1 << 16))
            if found:
                return found
            self._member = None
