"""Progress on long work: a bar on a terminal for anything over a second, nothing otherwise."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from rich.progress import Progress

T = TypeVar("T")
PATIENCE = 1.0  # seconds before a bar is shown: short work shows none


def watch(label: str) -> Callable[[Iterable[T], int], Iterator[T]]:
    """A function that passes items on and shows a bar on standard error once the work has taken a second.

    >>> list(watch("counting")([1, 2, 3], 3))
    [1, 2, 3]
    """

    def watched(items: Iterable[T], total: int) -> Iterator[T]:
        return _shown(items, label, total)

    return watched


def watch_stream(items: Iterable[T], label: str) -> Iterator[T]:
    """The same for items whose number is not known."""
    return _shown(items, label, None)


def _shown(items: Iterable[T], label: str, total: int | None) -> Iterator[T]:
    if not sys.stderr.isatty():
        yield from items
        return
    started, bar, task = time.monotonic(), None, None
    try:
        for number, item in enumerate(items):
            if bar is None and time.monotonic() - started > PATIENCE:
                bar = _bar()
                task = bar.add_task(label, total=total, completed=number)
                bar.start()
            yield item
            if bar is not None and task is not None:
                bar.advance(task)
    finally:
        if bar is not None:
            bar.stop()


def _bar() -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    return Progress(*columns, console=Console(stderr=True), transient=True)
