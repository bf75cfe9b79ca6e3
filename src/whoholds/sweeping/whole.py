"""A sweep from beginning to end: what is to do, what is done, the work, and the output."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from whoholds.model import Struct
from whoholds.sweeping.archives import Archive, Problem, find_archives, left_out
from whoholds.sweeping.chain import broken_link
from whoholds.sweeping.parts import Head, Part, Shard, Task, decode, shards_of
from whoholds.sweeping.record import Place
from whoholds.sweeping.state import CLAIMS, SKIPPED, SUMMARY, State, locked, plan_of
from whoholds.writing import write_whole_bytes

PART_SIZE = 8 << 20  # bytes of an archive


class Count(Struct, frozen=True, kw_only=True):
    """What was in an archive.

    `records` are those that may hold a page, `pages` those that do, `kept` those with a figure about ground, `figures`
    all of these, and `skipped` the records that could not be read.
    """

    archive: str
    records: int = 0
    pages: int = 0
    kept: int = 0
    figures: int = 0
    skipped: int = 0


class Swept(Struct, frozen=True, kw_only=True):
    """What a sweep came to: for each archive and in all. It is what stands in sweep.json.

    `left_out` counts the files in folders that are neither pages nor archives, by their endings.
    """

    archives: tuple[Count, ...]
    total: Count
    left_out: dict[str, int] = msgspec.field(default_factory=dict)


class Watcher:
    """Told of the progress of a sweep. This one does nothing."""

    def begin(self, shards: Sequence[Shard]) -> None:
        """Take note of all that there is to do."""

    def done(self, shard: Shard, head: Head, *, now: bool) -> None:
        """Take note of a part that is done: just `now`, or by an earlier run."""

    def moved(self, shard: Shard, place: Place) -> None:
        """Take note of how far the work on a part has come, about twice a second."""

    def end(self) -> None:
        """Take note that the work is over."""


def sweep(
    sources: Iterable[str | Path],
    out: str | Path,
    *,
    workers: int | None = None,
    scheduler: str | None = None,
    part_size: int = PART_SIZE,
    watcher: Watcher | None = None,
) -> Swept:
    """Read all pages of archives and write the claims on them to the folder `out`.

    `sources` are WARC and WACZ files, files of JSON lines, pages, and folders of all these. `workers` is how many
    processes work on it (one a core, if it is not given); `scheduler` is the address of a Dask cluster that does so
    instead.
    A sweep that was stopped goes on where it was, when it is called in the same way again; the output is then byte for
    byte what it would have been. It does not depend on `workers` or `part_size` (bytes) either; what was begun with one
    size of parts goes on with it.

    Raises WhoholdsError if there is nothing to sweep, or `out` holds something else.
    """
    sources = list(sources)
    archives, problems = find_archives(sources)
    folder = Path(out)
    with locked(folder):
        state = State(folder, plan_of(archives, problems))
        part_size = state.begin(part_size)
        if not state.is_done():
            work = _Work(state, archives, part_size, watcher or Watcher())
            work.do(_runner(workers, scheduler))
            _write(state, archives, problems, work, left_out(sources))
        state.finish()
        return msgspec.json.decode((folder / SUMMARY).read_bytes(), type=Swept)


# Gives the parts of tasks, and in between, if it can tell, how far the work on a task has come.
Runner = Callable[[Iterable[Task]], Iterator[tuple[Task, bytes | Place]]]


def _runner(workers: int | None, scheduler: str | None) -> Runner:
    if scheduler is not None:
        from whoholds.sweeping.cluster import run_there

        return lambda tasks: run_there(tasks, scheduler)
    from whoholds.sweeping.local import run_here

    many = workers or _cores()
    return lambda tasks: run_here(tasks, many)


def _cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class _Work:
    """The shards of all archives, and which parts of them are done."""

    def __init__(self, state: State, archives: Sequence[Archive], part_size: int, watcher: Watcher) -> None:
        self._state, self._watcher = state, watcher
        self.shards = [shards_of(archive, part_size) for archive in archives]
        self._numbers = {archive.name: number for number, archive in enumerate(archives)}
        self.heads: dict[tuple[int, int], list[Head]] = {}
        for (archive, shard, _), head in sorted(state.heads().items()):
            self.heads.setdefault((archive, shard), []).append(head)

    def do(self, run: Runner) -> None:
        """Do what is left to do."""
        everything = [shard for shards in self.shards for shard in shards]
        self._watcher.begin(everything)
        try:
            for number, shards in enumerate(self.shards):
                for shard in shards:
                    for head in self.heads.get((number, shard.number), ()):
                        self._watcher.done(shard, head, now=False)
            self._run(run, self._left())
            while broken := [task for number in range(len(self.shards)) if (task := self._broken(number)) is not None]:
                for task in broken:
                    number = self._number(task)
                    self._state.drop(number, task.shard.number)
                    del self.heads[number, task.shard.number]
                self._run(run, broken)
        finally:
            self._watcher.end()

    def parts(self) -> Iterator[tuple[int, Part]]:
        """Give all parts in the order of the archives, each with its archive's number."""
        for number, shards in enumerate(self.shards):
            for shard in shards:
                for head in self.heads[number, shard.number]:
                    yield number, decode(self._state.raw(number, shard.number, head.sequence))

    def _left(self) -> list[Task]:
        tasks = []
        for number, shards in enumerate(self.shards):
            for shard in shards:
                done = self.heads.get((number, shard.number))
                if not done:
                    tasks.append(Task(shard=shard))
                elif done[-1].resume is not None:
                    tasks.append(Task(shard=shard, sequence=done[-1].sequence + 1, start=done[-1].resume))
        return tasks

    def _run(self, run: Runner, tasks: Sequence[Task]) -> None:
        if not tasks:
            return
        for task, raw in run(tasks):
            if isinstance(raw, Place):
                self._watcher.moved(task.shard, raw)
                continue
            number = self._number(task)
            head = self._state.keep(number, raw)
            self.heads.setdefault((number, head.shard), []).append(head)
            self._watcher.done(task.shard, head, now=True)

    def _broken(self, number: int) -> Task | None:
        shards = self.shards[number]
        if not shards or shards[0].archive.kind != "warc":
            return None
        return broken_link(shards, self.heads, number)

    def _number(self, task: Task) -> int:
        return self._numbers[task.shard.archive.name]


def _write(
    state: State, archives: Sequence[Archive], problems: Sequence[Problem], work: _Work, left_out: dict[str, int]
) -> None:
    from whoholds.sweeping.merging import write_claims, write_skipped

    write_claims(state.folder / CLAIMS, (part for _, part in work.parts()))
    write_skipped(state.folder / SKIPPED, problems, ((archives[number], part) for number, part in work.parts()))
    counts = [_count(archive.name, work.heads, number) for number, archive in enumerate(archives)]
    counts += [Count(archive=problem.archive, skipped=1) for problem in problems]
    sums = {field: sum(getattr(count, field) for count in counts) for field in Count.__struct_fields__[1:]}
    swept = Swept(archives=tuple(counts), total=Count(archive="all", **sums), left_out=left_out)
    write_whole_bytes(state.folder / SUMMARY, msgspec.json.format(msgspec.json.encode(swept), indent=2) + b"\n")


def _count(name: str, heads: dict[tuple[int, int], list[Head]], number: int) -> Count:
    own = [head for (archive, _), parts in heads.items() if archive == number for head in parts]
    return Count(
        archive=name,
        records=sum(head.records for head in own),
        pages=sum(head.pages for head in own),
        kept=sum(head.kept for head in own),
        figures=sum(head.figures for head in own),
        skipped=sum(head.passed_over for head in own),
    )
