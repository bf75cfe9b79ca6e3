"""What runs in the process apart: it reads strangers' files and makes drafts of layers. `apart` is the other side.

It is told numbers of layers on standard input, one a line, and answers each with a line of JSON. A draft's table goes
into a file in the working folder. It writes nothing else, and nothing outlives it.
"""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path
from typing import IO, TYPE_CHECKING

import msgspec

from whoholds.atlas.importing.request import Request
from whoholds.atlas.importing.settled import Unsettled
from whoholds.atlas.layers import LayerPapers
from whoholds.errors import WhoholdsError
from whoholds.model import Struct

if TYPE_CHECKING:
    from whoholds.atlas.atlas import Atlas
    from whoholds.atlas.importing.draft import Draft
    from whoholds.atlas.importing.plan import Plan

JOB, TABLE = "job.json", "{}.arrow"
OWN_FILES = ("holders.toml", "estimates.csv")


class Limits(Struct, frozen=True, kw_only=True):
    """What one layer may take: seconds of processor time (and twice as many on the clock), and bytes of memory."""

    seconds: int = 120
    memory: int = 4_000_000_000


class Job(Struct, frozen=True, kw_only=True):
    """What the process apart is to do: the request, the atlas that it is for, and the limits."""

    request: Request
    atlas: str
    limits: Limits


class Answer(Struct, frozen=True, kw_only=True):
    """A line of the process apart.

    First comes `of`, the number of layers, with `said` of the whole. Then for each layer its `papers` and `said`, and
    where in the atlas it is `there` already; or an `error`; or names that are `unsettled`, with those that are `known`.
    With `skip` it asks to be started anew, without these drivers of GDAL.
    """

    of: int | None = None
    skip: str | None = None
    said: tuple[str, ...] = ()
    papers: LayerPapers | None = None
    num_rows: int = 0
    there: str | None = None
    error: str | None = None
    where: str = ""
    unsettled: dict[str, dict[str, list[str]]] | None = None
    known: dict[str, list[str]] = msgspec.field(default_factory=dict)


def main(folder: Path) -> None:
    """Do the job that lies in the folder."""
    job = msgspec.json.decode((folder / JOB).read_bytes(), type=Job)
    out = _own_output()
    _limit(job.limits)
    try:
        _work(job, folder, out)
    except Exception as error:  # what nobody foresaw is said, so that it can be mended
        _tell(out, _answer_to(error))


def _work(job: Job, folder: Path, out: IO[bytes]) -> None:
    from whoholds.atlas.importing.formats import USE_GDAL
    from whoholds.atlas.importing.formats.gdal import check_drivers
    from whoholds.atlas.importing.plan import plan_of

    plan = plan_of(job.request)
    if any(task.format in USE_GDAL for task in plan.tasks):
        check_drivers()
    atlas = _atlas(Path(job.atlas))
    _tell(out, Answer(of=len(plan.tasks), said=plan.said))
    for line in sys.stdin.buffer:
        _renew(job.limits)
        try:
            _tell(out, _drafted(plan, int(line), atlas, Path(job.atlas), folder))
        except Unsettled as error:
            _tell(out, Answer(where=error.where, unsettled=error.names, known=error.known))


def _drafted(plan: Plan, number: int, atlas: Atlas, atlas_folder: Path, folder: Path) -> Answer:
    from whoholds.atlas.importing.draft import draft_of, fitted, found_again
    from whoholds.atlas.layers import LayerStore

    draft = draft_of(plan, plan.tasks[number], atlas)
    there = found_again(draft, LayerStore(atlas_folder))
    if there is not None:
        papers = msgspec.structs.replace(draft.papers, revision=there.revision)
        return Answer(papers=papers, num_rows=draft.table.num_rows, there=str(there.path.relative_to(atlas_folder)))
    draft = fitted(draft)
    _write_table(draft, folder / TABLE.format(number))
    return Answer(papers=draft.papers, num_rows=draft.table.num_rows, said=draft.said)


def _write_table(draft: Draft, path: Path) -> None:
    import pyarrow as pa

    with pa.OSFile(str(path), "wb") as sink, pa.ipc.new_file(sink, draft.table.schema) as writer:
        writer.write_table(draft.table)


def _atlas(folder: Path) -> Atlas:
    from whoholds.atlas.atlas import open_atlas

    return open_atlas(folder if any((folder / name).exists() for name in OWN_FILES) else None)


def _answer_to(error: Exception) -> Answer:
    from whoholds.atlas.importing.formats.gdal import OtherDrivers

    if isinstance(error, RecursionError):
        return Answer(error="the file is nested too deeply to be read")
    if isinstance(error, MemoryError):
        return Answer(error="the file needs more memory than an import may take; simplify the map or split it")
    if isinstance(error, OtherDrivers):
        return Answer(skip=error.skip, error=str(error))
    if isinstance(error, WhoholdsError):
        return Answer(error=str(error))
    said = " ".join(str(error).split())[:200]
    return Answer(error=f"the file could not be read ({type(error).__name__}: {said}); save it again, or report this")


def _own_output() -> IO[bytes]:
    """Return standard output for answers alone: what a library prints goes to standard error."""
    own = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return own


def _tell(out: IO[bytes], answer: Answer) -> None:
    out.write(msgspec.json.encode(answer) + b"\n")
    out.flush()


# ------------------------------------------------------------------------------------------------ limits


def _limit(limits: Limits) -> None:
    """Set limits for memory, time and the size of files, where the system has them."""
    for name, most in (("RLIMIT_AS", limits.memory), ("RLIMIT_FSIZE", limits.memory), ("RLIMIT_CORE", 0)):
        with contextlib.suppress(ImportError, AttributeError, ValueError, OSError):
            import resource

            resource.setrlimit(getattr(resource, name), (most, most))
    _renew(limits)


def _renew(limits: Limits) -> None:
    """Give the next layer its own processor time."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        used = resource.getrusage(resource.RUSAGE_SELF)
        until = int(used.ru_utime + used.ru_stime) + limits.seconds + 1
        resource.setrlimit(resource.RLIMIT_CPU, (until, resource.getrlimit(resource.RLIMIT_CPU)[1]))
