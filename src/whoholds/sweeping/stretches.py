"""Bytes of a file, or of a part of one, to be read from any place."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import BinaryIO


class Stretch:
    """`size` bytes of an open file from `start` on; places are counted from there.

    >>> import io
    >>> Stretch(io.BytesIO(b"0123456789"), start=2, size=5).read_at(1, 10)
    b'3456'
    """

    def __init__(self, file: BinaryIO, *, start: int = 0, size: int) -> None:
        self.size = size
        self._file = file
        self._start = start

    def read_at(self, place: int, many: int) -> bytes:
        """Give up to `many` bytes from a place on; fewer only at the end."""
        many = max(0, min(many, self.size - place))
        self._file.seek(self._start + place)
        return self._file.read(many)

    def close(self) -> None:
        """Close the file."""
        self._file.close()


def open_stretch(path: str, *, start: int = 0, size: int, inside: str | None = None) -> Stretch:
    """Open a part of a file, or, with `inside`, a member of a zip file, which is unpacked as it is read.

    Raises OSError or zipfile.BadZipFile if it is not there.
    """
    if inside is None:
        return Stretch(Path(path).open("rb"), start=start, size=size)  # closed by the stretch
    with zipfile.ZipFile(path) as packed:
        return Stretch(packed.open(inside), size=size)  # type: ignore[arg-type]  # the member keeps the file open


class Window:
    """A stretch as the file that a library reads forward, from a place on."""

    def __init__(self, stretch: Stretch, place: int, end: int | None = None) -> None:
        self._stretch = stretch
        self._first = self._place = place
        self._end = stretch.size if end is None else end

    def read(self, size: int = -1) -> bytes:
        """Read up to `size` bytes, or to the end."""
        left = self._end - self._place
        found = self._stretch.read_at(self._place, left if size < 0 else min(size, left))
        self._place += len(found)
        return found

    def tell(self) -> int:
        """Say how far it was read."""
        return self._place - self._first

    def seek(self, offset: int, whence: int = 0) -> int:
        """Move; libraries ask where they are."""
        base = {0: self._first, 1: self._place, 2: self._end}[whence]
        self._place = max(self._first, min(self._end, base + offset))
        return self.tell()

    def close(self) -> None:
        """Leave the stretch open for others."""
