"""The progress of a sweep on a terminal: how much is done, how fast it goes, how long it will still take."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from typing import Any

from whoholds.sweeping.parts import Head, Shard
from whoholds.sweeping.record import Place
from whoholds.sweeping.whole import Watcher

_PATIENCE = 1.0  # seconds before a bar is shown


class Bar(Watcher):
    """A line on standard error, once the work has taken a second; nothing where that is no terminal."""

    def __init__(self) -> None:
        self._started = time.monotonic()
        self._bar: Any = None
        self._task: Any = None
        self._total = self._before = self._bytes = self._records = self._figures = 0
        self._under_way: dict[tuple[str, int], int] = {}  # bytes that are read of shards that are not done

    def begin(self, shards: Sequence[Shard]) -> None:
        """Take note of all that there is to do."""
        self._total = sum(_size(shard) for shard in shards)

    def done(self, shard: Shard, head: Head, *, now: bool) -> None:
        """Take note of a part that is done. What an earlier run did does not count in the rates."""
        known = self._under_way.pop(_key(shard), 0)
        if head.resume is None:
            read = _size(shard)
            self._bytes += read
        else:
            read = self._under_way[_key(shard)] = max(known, _read(shard, Place(*head.resume)))
        self._figures += head.figures
        if now:
            self._records += head.records
        else:
            self._before += read - known
        self._show()

    def moved(self, shard: Shard, place: Place) -> None:
        """Take note of how far the work on a part has come."""
        self._under_way[_key(shard)] = _read(shard, place)
        self._show()

    @property
    def read(self) -> int:
        """How many bytes are read."""
        return self._bytes + sum(self._under_way.values())

    def end(self) -> None:
        """Take the line away."""
        if self._bar is not None:
            self._bar.stop()

    def _show(self) -> None:
        if self._bar is None:
            if not sys.stderr.isatty() or time.monotonic() - self._started < _PATIENCE:
                return
            self._begin()
        self._bar.update(self._task, completed=self.read, said=self._said())

    def _said(self) -> str:
        taken = max(1e-9, time.monotonic() - self._started)
        speed = (self.read - self._before) / taken
        said = f"{speed / 1e6:.1f} MB/s, {self._records / taken:,.0f} records/s, {self._figures:,} figures"
        if speed <= 0:
            return said
        minutes, seconds = divmod(round((self._total - self.read) / speed), 60)
        return f"{said}, {minutes}:{seconds:02d} left"

    def _begin(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn

        columns = (TextColumn("sweeping"), BarColumn(), DownloadColumn(), TextColumn("{task.fields[said]}"))
        self._bar = Progress(*columns, console=Console(stderr=True), transient=True)
        self._task = self._bar.add_task("sweeping", total=self._total, said="")
        self._bar.start()


def _key(shard: Shard) -> tuple[str, int]:
    return shard.archive.name, shard.number


def _read(shard: Shard, place: Place) -> int:
    """How many bytes of a shard stand before a place; none, where places do not tell, as in lines as unpacked."""
    archive = shard.archive
    if archive.kind == "pages":
        return sum(size for _, size in archive.pages[shard.low : place.offset])
    if archive.inside is not None or (archive.kind == "lines" and archive.packing != "none"):
        return 0
    return min(max(0, place.offset - shard.low), _size(shard))


def _size(shard: Shard) -> int:
    if shard.archive.kind == "pages":
        return sum(size for _, size in shard.archive.pages[shard.low : shard.high])
    return shard.high - shard.low
