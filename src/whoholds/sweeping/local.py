"""Worker processes on this machine: tasks go out to them, parts come back, and nothing piles up in between."""

from __future__ import annotations

import queue
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import NamedTuple

import msgspec

from whoholds.errors import WhoholdsError
from whoholds.sweeping.parts import Task, head_of
from whoholds.sweeping.record import Place
from whoholds.sweeping.worker import receive, send

_MOST_DEATHS = 3  # of workers on one task; a page on which two have ended is passed over


class _Came(NamedTuple):
    """What a worker gave: a part of its task, or how far it has come with it; an error, or nothing more."""

    task: Task | None
    part: bytes | Place | None = None
    error: str | None = None


def run_here(tasks: Iterable[Task], workers: int) -> Iterator[tuple[Task, bytes | Place]]:
    """Give the parts of tasks, those of one task in order, worked on by so many processes.

    In between it gives the places that the work on a task has come to.

    Raises WhoholdsError if a worker could not read an archive, or kept ending.
    """
    waiting = _Tasks(tasks)
    came: queue.Queue[_Came | None] = queue.Queue(maxsize=2 * workers)
    threads = [_Keeper(waiting, came) for _ in range(workers)]
    for thread in threads:
        thread.start()
    at_work = workers
    try:
        while at_work:
            item = came.get()
            if item is None:
                at_work -= 1
            elif item.error is not None:
                raise WhoholdsError(item.error)
            elif item.task is not None and item.part is not None:
                yield item.task, item.part
    finally:
        waiting.stop()
        for thread in threads:
            thread.end()


class _Tasks:
    """Tasks to be taken by several threads, each once."""

    def __init__(self, tasks: Iterable[Task]) -> None:
        self._tasks = iter(tasks)
        self._lock = threading.Lock()
        self._stopped = False

    def take(self) -> Task | None:
        with self._lock:
            return None if self._stopped else next(self._tasks, None)

    def stop(self) -> None:
        with self._lock:
            self._stopped = True


class _Keeper(threading.Thread):
    """A thread that keeps one worker process: gives it tasks, takes its parts, and starts another if it ends."""

    def __init__(self, tasks: _Tasks, came: queue.Queue[_Came | None]) -> None:
        super().__init__(daemon=True)
        self._tasks, self._came = tasks, came
        self._process: subprocess.Popen[bytes] | None = None
        self._ended = False
        self._lock = threading.Lock()

    def run(self) -> None:
        """Work until there are no more tasks."""
        try:
            while (task := self._tasks.take()) is not None:
                self._finish(task)
        except Exception as error:  # it must reach the one who waits
            self._put(_Came(None, error=f"a worker process failed: {error}"))
        finally:
            self._put(None)

    def end(self) -> None:
        """End the process, whatever it is at."""
        self._ended = True
        with self._lock:
            if self._process is not None:
                self._process.kill()
        self.join()
        if self._process is not None:
            _close(self._process)

    def _put(self, item: _Came | None) -> None:
        while not self._ended:
            try:
                self._came.put(item, timeout=0.2)
            except queue.Full:
                continue
            return

    def _finish(self, task: Task) -> None:
        deaths: list[tuple[int, int] | None] = []
        while not self._ended:
            rest, place = self._try(task)
            if rest is None:
                return
            if place is not None and place in deaths:
                rest = msgspec.structs.replace(rest, avoid=(*rest.avoid, place))
                deaths = []
            deaths.append(place)
            if len(deaths) > _MOST_DEATHS:
                name = task.shard.archive.name
                self._put(
                    _Came(
                        task, error=f"worker processes kept ending on {name}. Give them more memory, or leave it out."
                    )
                )
                return
            task = rest

    def _try(self, task: Task) -> tuple[Task | None, tuple[int, int] | None]:
        """Give a task to the worker. If it ends on it: the rest of the task, and the page that it was at."""
        process = self._running()
        place: tuple[int, int] | None = None
        try:
            send(process.stdin, b"T", msgspec.msgpack.encode(task))  # type: ignore[arg-type]
            while (message := receive(process.stdout)) is not None:  # type: ignore[arg-type]
                letter, content = message
                if letter == b"D":
                    return None, None
                if letter == b"E":
                    self._put(_Came(task, error=content.decode("utf-8", errors="replace")))
                    return None, None
                if letter == b"A":
                    place = msgspec.msgpack.decode(content, type=tuple[int, int])
                elif letter == b"M":
                    self._put(_Came(task, part=Place(*msgspec.msgpack.decode(content))))
                elif letter == b"P":
                    head = head_of(content)
                    self._put(_Came(task, part=content))
                    if head.resume is not None:
                        task = msgspec.structs.replace(task, sequence=head.sequence + 1, start=head.resume)
        except (BrokenPipeError, ValueError, OSError):
            pass
        with self._lock:
            self._process = None
        _close(process)
        return task, place

    def _running(self) -> subprocess.Popen[bytes]:
        with self._lock:
            if self._process is None:
                if self._ended:
                    raise OSError("it was told to end")
                command = [sys.executable, "-m", "whoholds.sweeping.worker"]
                self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # noqa: S603
            return self._process


def _close(process: subprocess.Popen[bytes]) -> None:
    """See the end of a process and close the pipes to it."""
    process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with suppress(BrokenPipeError):
                pipe.close()
