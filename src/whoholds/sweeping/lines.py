"""The pages of a file of JSON lines: {"url", "html" or "text", "date"}, bare or packed."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Iterator
from typing import Any

import msgspec

from whoholds.model import Struct
from whoholds.sweeping.members import Packing
from whoholds.sweeping.record import MOST_BYTES, Found, Item, Looked, PassedOver, Place
from whoholds.sweeping.stretches import Stretch
from whoholds.sweeping.unpacking import Unpacking

_LONGEST = 2 * MOST_BYTES  # of a line: JSON may spell a letter with several bytes
_MOST_SKIPPED = 1 << 30
_PIECE = 1 << 16


class Line(Struct, frozen=True, kw_only=True):
    """One line; other fields are left unread."""

    url: str | None = None
    html: str | None = None
    text: str | None = None
    date: str | None = None


def read_lines(
    stretch: Stretch, packing: Packing, low: int, high: int, *, start: Place | None = None
) -> Iterator[Item]:
    """Yield the pages of the lines that begin at `low` or behind it and before `high`.

    Places are those of the lines as unpacked. A packed file is one part, which is read from its beginning.
    """
    bare = packing == "none"
    first = low if start is None else start.offset
    # From the byte before: if that ends a line, the next one begins right here.
    begins = max(0, first - 1) if bare else 0
    reader = _Lines(Unpacking(stretch, packing, begins), begins)
    try:
        if bare and first:
            reader.line()
        while (at := reader.place) < high or not bare:
            line = reader.line()
            if not line:
                return
            if start is None or Place(at) >= start:
                yield _item(line, Place(at))
    except OSError as error:
        why = " ".join(str(error).split()).rstrip(".").lower()
        yield PassedOver(Place(reader.place), None, f"the file cannot be unpacked from here on ({why})")
    except EndlessLine:
        yield PassedOver(Place(reader.place), None, f"there is no end of a line in {_MOST_SKIPPED:,} bytes")


class EndlessLine(Exception):
    """No line ends within the bytes that are unpacked in search of its end."""


class _Lines:
    """Lines of a file that can only be read forward. `place` is where the next one begins."""

    def __init__(self, file: Any, place: int) -> None:
        self.place = place
        self._file, self._ahead = file, b""

    def line(self) -> bytes:
        """Give the next line with its end, its beginning alone if it is too long, or b"" at the end of the file."""
        pieces: list[bytes] = []
        size = 0
        while True:
            end = self._ahead.find(b"\n") + 1
            piece = self._ahead[:end] if end else self._ahead
            self._ahead = self._ahead[len(piece) :]
            size += len(piece)
            if size <= _LONGEST + _PIECE:
                pieces.append(piece)
            elif size > _MOST_SKIPPED:
                raise EndlessLine
            if not end:
                self._ahead = self._file.read(_PIECE)
            if end or not self._ahead:
                self.place += size
                return b"".join(pieces)


def _item(line: bytes, place: Place) -> Item:
    line = line.removeprefix(BOM_UTF8)  # of files that were joined each keeps its own
    if not line.strip():
        return Looked(place)
    if len(line) > _LONGEST:
        return PassedOver(place, None, f"the line has over {_LONGEST:,} bytes")
    try:
        page = msgspec.json.decode(line, type=Line)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        return PassedOver(place, None, f"the line is no page: {error}")
    text = page.html if page.html is not None else page.text
    if text is None:
        return PassedOver(place, page.url, 'the line has neither "html" nor "text"')
    body = text.encode("utf-8", errors="replace")
    if len(body) > MOST_BYTES:
        return PassedOver(place, page.url, f"it has {len(body):,} bytes, more than a page of {MOST_BYTES:,}")
    return Found(place, page.url, page.date, "text" if page.html is None else "html", "utf-8", body)
