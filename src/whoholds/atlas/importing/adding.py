"""Adding layers to an atlas: everything is read and checked apart first, and then written, all of it or nothing."""

from __future__ import annotations

import os
import queue
import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from whoholds.atlas.importing.apart import Apart
from whoholds.atlas.importing.inside import TABLE, Answer, Job, Limits
from whoholds.atlas.importing.request import Request, checked
from whoholds.atlas.importing.settled import Unsettled, merged
from whoholds.atlas.layers import LayerPapers, LayerStore
from whoholds.errors import WhoholdsError

if TYPE_CHECKING:
    import pyarrow as pa

MANY = 24  # layers: from here on it is worth a second process
RUN = 8  # layers that one process takes in a row: what one day has in common with the next is found once
Watch = Callable[[Iterable[int], int], Iterable[int]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Imported:
    """What became of one layer: its papers, how many rows it has, and what was said of it.

    `path` is its file, None after a dry run. `new` is False where the same layer stood there already.
    """

    papers: LayerPapers
    num_rows: int
    said: tuple[str, ...]
    path: Path | None
    new: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Import:
    """What became of an import: its layers in the order of their dates, and what was said of the whole."""

    layers: tuple[Imported, ...]
    said: tuple[str, ...]


def add_layers(
    request: Request,
    atlas: Path,
    *,
    dry_run: bool = False,
    watch: Watch | None = None,
    watch_writing: Watch | None = None,
    limits: Limits | None = None,
) -> Import:
    """Add the layers of a file or a folder to an atlas. With `dry_run` nothing is written.

    What stands there already stays as it is. Raises WhoholdsError if anything is wrong with any of the layers; then
    none of them is added. Raises Unsettled with all names that are not known.
    """
    checked(request)
    job = Job(request=request, atlas=str(atlas.absolute()), limits=limits or Limits())
    with tempfile.TemporaryDirectory(prefix="whoholds-") as made:
        folder = Path(made)
        said, answers = _drafts(job, folder, watch or _unwatched)
        unsettled = [
            Unsettled(answer.where, answer.unsettled, answer.known)
            for answer in answers
            if answer.unsettled is not None
        ]
        if unsettled:
            raise merged(unsettled)
        if dry_run:
            layers = tuple(_imported(answer, atlas / answer.there if answer.there else None) for answer in answers)
        else:
            layers = _written(answers, folder, atlas, watch_writing or _unwatched)
            said += _new_holders(request, layers, atlas) if request.new_holders else ()
    return Import(layers=layers, said=said)


def _new_holders(request: Request, layers: Iterable[Imported], atlas: Path) -> tuple[str, ...]:
    """Note the holders that only these layers know, and say so."""
    from whoholds.atlas.importing.new_holders import note_new_holders
    from whoholds.atlas.layers import read_layer

    tables = [read_layer(layer.path).table for layer in layers if layer.path is not None and layer.new]
    column = "holder_id" if any("holder_id" in table.column_names for table in tables) else "holder"
    names = [name for table in tables for name in table.column(column).unique().to_pylist() if name]
    new = note_new_holders(atlas, request.place, names)
    return (f"New in {atlas / 'holders.toml'}: {', '.join(new)}.",) if new else ()


def _drafts(job: Job, folder: Path, watch: Watch) -> tuple[tuple[str, ...], list[Answer]]:
    """Return what is said of the whole, and the answer for each layer in order; tables lie in the folder."""
    processes, threads = [Apart(job, folder)], []
    try:
        opening = processes[0].opening()
        number = opening.of or 0
        work = _Work(number)
        if number >= MANY and (os.cpu_count() or 1) > 1:
            processes.append(Apart(job, folder))
        for process in processes:
            threads.append(threading.Thread(target=work.do, args=(process, process is processes[0]), daemon=True))
            threads[-1].start()
        for _ in watch(range(number), number):
            work.await_one()
        return opening.said, [answer for answer in work.answers if answer is not None]
    finally:
        for process in processes:
            process.close()
        for thread in threads:
            thread.join()


class _Work:
    """Layers that wait to be drafted, shared by the threads that each talk with one process."""

    def __init__(self, number: int) -> None:
        self.answers: list[Answer | None] = [None] * number
        self._todo: queue.SimpleQueue[range] = queue.SimpleQueue()
        self._done: queue.SimpleQueue[BaseException | None] = queue.SimpleQueue()
        for start in range(0, number, RUN):
            self._todo.put(range(start, min(start + RUN, number)))

    def do(self, process: Apart, opened: bool) -> None:
        """Take layers in turn until there are none left, and have them drafted in a process."""
        try:
            if not opened:
                process.opening()
            while True:
                for number in self._todo.get_nowait():
                    self.answers[number] = process.draft(number)
                    self._done.put(None)
        except queue.Empty:
            return
        except BaseException as error:  # it is raised in the thread that waits for it
            self._done.put(error)

    def await_one(self) -> None:
        """Wait for the next layer. Raises what went wrong with it."""
        outcome = self._done.get()
        if outcome is not None:
            raise outcome


def _written(answers: list[Answer], folder: Path, atlas: Path, watch: Watch) -> tuple[Imported, ...]:
    """Write the layers. If one cannot be written, those that were are taken away again."""
    store = LayerStore(atlas)
    layers: list[Imported] = []
    try:
        for number in watch(range(len(answers)), len(answers)):
            answer = answers[number]
            if answer.there is not None:
                layers.append(_imported(answer, atlas / answer.there))
                continue
            if answer.papers is None:
                raise WhoholdsError("a layer without papers")  # pragma: no cover  # every draft has them
            added = store.add(answer.papers, _table(folder / TABLE.format(number)))
            layers.append(_imported(answer, added.path, new=added.new, revision=added.revision))
    except BaseException:
        for layer in layers:
            if layer.new and layer.path is not None:
                layer.path.unlink(missing_ok=True)
        raise
    return tuple(layers)


def _imported(answer: Answer, path: Path | None, *, new: bool = False, revision: int | None = None) -> Imported:
    if answer.papers is None:
        raise WhoholdsError("a layer without papers")  # pragma: no cover  # every draft has them
    papers = answer.papers if revision is None else msgspec.structs.replace(answer.papers, revision=revision)
    return Imported(papers=papers, num_rows=answer.num_rows, said=answer.said, path=path, new=new or path is None)


def _table(path: Path) -> pa.Table:
    import pyarrow as pa

    with pa.OSFile(str(path), "rb") as source, pa.ipc.open_file(source) as file:
        return file.read_all()


def _unwatched(items: Iterable[int], total: int) -> Iterator[int]:
    yield from items
