"""The work cut into parts, and what comes of one: rows of claims and records that were passed over.

A shard is a stretch of one archive; any worker can begin at any shard. What it gives is a part, or, if much stands in
it, several in a row, so that nothing that is held in memory grows with an archive. Where parts are cut depends on the
archive alone, never on who works or when.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

import msgspec

from whoholds.errors import WhoholdsError
from whoholds.model import Struct
from whoholds.sweeping.archives import Archive
from whoholds.sweeping.claims import Row
from whoholds.sweeping.prefilter import Prefilter, prefilter
from whoholds.sweeping.record import Begin, End, Found, Item, PassedOver, Place

_MOST_ROWS = 2_000
_MOST_PASSED_OVER = 5_000
_MOST_BYTES = 256_000_000
_MOST_FILES = 500
_AHEAD = 4 << 20  # bytes of pages that are unpacked before their words are looked for
_RECORD = 1_000  # bytes that a record without a page counts as


class Shard(Struct, frozen=True, kw_only=True):
    """A stretch of an archive: what begins at `low` or behind it and before `high` (bytes, or files of a folder)."""

    archive: Archive
    number: int
    low: int
    high: int


class Task(Struct, frozen=True, kw_only=True):
    """A shard to be read from its beginning, or from where its part number `sequence` begins.

    `at` is where the first record is known to begin, if a search from `low` found another place. `avoid` are the places
    of pages on which a worker process has ended; they are passed over.
    """

    shard: Shard
    sequence: int = 0
    start: tuple[int, int] | None = None
    at: int | None = None
    avoid: tuple[tuple[int, int], ...] = ()


class Head(Struct, frozen=True, kw_only=True):
    """What a part says of itself. `resume` is where the next part of the shard begins, None in the shard's last.

    `begins` and `following` are where the first record of the shard begins and the first one behind it, in a WARC.
    """

    shard: int
    sequence: int
    resume: tuple[int, int] | None = None
    begins: int | None = None
    following: int | None = None
    records: int = 0
    pages: int = 0
    kept: int = 0
    figures: int = 0
    passed_over: int = 0


class Part(Struct, frozen=True, kw_only=True):
    """A part with its claims and what was passed over: offset, number, address and reason of each record."""

    head: Head
    rows: list[Any]
    passed_over: list[tuple[int, int, str | None, str]]


class OnlyHead(Struct, frozen=True, kw_only=True):
    """A part of which only the head is wanted."""

    head: Head


def shards_of(archive: Archive, size: int) -> tuple[Shard, ...]:
    """Cut an archive into shards of about `size` bytes. Packed lines are one shard, as they can be read only forward.

    >>> archive = Archive(name="a.warc", path="a.warc", kind="warc", size=25)
    >>> [(shard.low, shard.high) for shard in shards_of(archive, 10)]
    [(0, 10), (10, 20), (20, 25)]
    """
    if archive.kind == "pages":
        borders = _borders_of_pages(archive, size)
    elif archive.inside is not None or (archive.kind == "lines" and archive.packing != "none"):
        borders = [0, archive.size]
    else:
        borders = [*range(0, archive.size, size), archive.size]
    return tuple(
        Shard(archive=archive, number=number, low=low, high=high)
        for number, (low, high) in enumerate(pairwise(borders))
    )


def _borders_of_pages(archive: Archive, size: int) -> list[int]:
    borders, held = [0], 0
    for number, (_, bytes_of_page) in enumerate(archive.pages):
        if held and (held + bytes_of_page > size or number - borders[-1] >= _MOST_FILES):
            borders.append(number)
            held = 0
        held += bytes_of_page
    return [*borders, len(archive.pages)]


def run(
    task: Task,
    announce: Callable[[Place], None] = lambda place: None,
    moved: Callable[[Place], None] = lambda place: None,
) -> Iterator[Part]:
    """Read a shard and yield its parts in order. Raises WhoholdsError if its archive cannot be opened.

    `announce` is told the place of each page that the cheap look keeps, before it is read, and `moved` that of each
    record behind which the work has come.
    """
    from whoholds.sweeping.reading import claims_on

    look = prefilter()
    making = _Making(task, announce, look, claims_on)
    last: Place | None = None
    for item, text in _read_ahead(_items(task), look):
        if isinstance(item, Begin):
            making.begins = item.place.offset if task.start is None else None
            continue
        if isinstance(item, End):
            making.following = item.following
            continue
        if last is not None and making.is_full():
            yield making.part(resume=Place(last.offset, last.number + 1))
            making = making.next()
        making.take(item, text)
        last = item.place
        moved(last)
    yield making.part(resume=None)


def _read_ahead(items: Iterator[Item | Begin | End], look: Prefilter) -> Iterator[tuple[Item | Begin | End, bytes]]:
    """Yield the same, each with what is visible of it if it is a page; some are read ahead of the one that is given.

    What is visible is cut out as soon as a page is unpacked, while its bytes are at hand. Words are looked for in
    turns of many pages: unpacking and looking drive each other's code and tables out of the processor's cache.
    """
    waiting: list[tuple[Item | Begin | End, bytes]] = []
    held = 0
    for item in items:
        if isinstance(item, Found):
            waiting.append((item, look.visible(item.body)))
            held += len(item.body)
        else:
            waiting.append((item, b""))
            held += _RECORD
        if held >= _AHEAD:
            yield from waiting
            waiting.clear()
            held = 0
    yield from waiting


def _items(task: Task) -> Iterator[Item | Begin | End]:
    shard, archive = task.shard, task.shard.archive
    start = None if task.start is None else Place(*task.start)
    low = shard.low if task.at is None else task.at
    if archive.kind == "pages":
        from whoholds.sweeping.pages import read_pages

        yield from read_pages(archive, low, shard.high, start=start)
        return
    from whoholds.sweeping.lines import read_lines
    from whoholds.sweeping.stretches import open_stretch
    from whoholds.sweeping.warc import read_warc

    try:
        stretch = open_stretch(archive.path, start=archive.start, size=archive.size, inside=archive.inside)
    except OSError as error:
        raise WhoholdsError(
            f"{archive.path}: {(error.strerror or 'an error').lower()}. "
            "Every worker must see the archives at the same place."
        ) from error
    try:
        read = read_warc if archive.kind == "warc" else read_lines
        yield from read(stretch, archive.packing, low, shard.high, start=start)
    finally:
        stretch.close()


class _Making:
    """A part that is being made."""

    def __init__(
        self,
        task: Task,
        announce: Callable[[Place], None],
        look: Prefilter,
        claims_on: Callable[[Found, str], list[Row]],
        sequence: int | None = None,
    ) -> None:
        self.begins: int | None = None
        self.following: int | None = None
        self._task, self._announce, self._look, self._claims_on = task, announce, look, claims_on
        self._sequence = task.sequence if sequence is None else sequence
        self._rows: list[Any] = []
        self._passed_over: list[tuple[int, int, str | None, str]] = []
        self._bytes = self._records = self._pages = self._kept = 0

    def next(self) -> _Making:
        return _Making(self._task, self._announce, self._look, self._claims_on, self._sequence + 1)

    def is_full(self) -> bool:
        return (
            len(self._rows) >= _MOST_ROWS or len(self._passed_over) >= _MOST_PASSED_OVER or self._bytes >= _MOST_BYTES
        )

    def take(self, item: Item, text: bytes) -> None:
        """Take a record; of a page `text` is what is visible of it."""
        self._records += 1
        if isinstance(item, PassedOver):
            self._pass_over(item)
        elif isinstance(item, Found):
            self._pages += 1
            self._bytes += len(item.body)
            if self._look.finds(text):
                self._read(item)

    def _pass_over(self, item: PassedOver) -> None:
        url = item.url[:2000] if item.url else item.url
        self._passed_over.append((*item.place, url, item.reason[:500]))

    def _read(self, page: Found) -> None:
        if page.place in self._task.avoid:
            self._pass_over(PassedOver(page.place, page.url, "the reader's process ended on it"))
            return
        try:
            self._announce(page.place)
            rows = self._claims_on(page, self._task.shard.archive.name)
        except WhoholdsError as error:
            self._pass_over(PassedOver(page.place, page.url, str(error)))
        except Exception as error:  # a page that breaks the reader must not stop the others; it is named
            self._pass_over(PassedOver(page.place, page.url, f"the reader failed on it: {type(error).__name__}"))
        else:
            self._rows += rows
            self._kept += bool(rows)

    def part(self, *, resume: Place | None) -> Part:
        head = Head(
            shard=self._task.shard.number,
            sequence=self._sequence,
            resume=resume,
            begins=self.begins,
            following=self.following,
            records=self._records,
            pages=self._pages,
            kept=self._kept,
            figures=len(self._rows),
            passed_over=len(self._passed_over),
        )
        return Part(head=head, rows=self._rows, passed_over=self._passed_over)


def encode(part: Part) -> bytes:
    """Encode a part, for the way between processes and for the disk."""
    return msgspec.msgpack.encode(part)


def decode(raw: bytes) -> Part:
    """Decode a part."""
    return msgspec.msgpack.decode(raw, type=Part)


def head_of(raw: bytes) -> Head:
    """Decode a part's head alone."""
    return msgspec.msgpack.decode(raw, type=OnlyHead).head
