"""The folder of a sweep: which parts are done, and nothing else.

    DIR/.plan                              what is swept, and by which code; how large the parts are
    DIR/work/ARCHIVE-SHARD-SEQUENCE        parts that are done, each written whole or not at all
    DIR/claims.parquet, DIR/skipped.jsonl  what comes of them
    DIR/sweep.json                         written last: its presence says that all is done

What is done is read from the names of the files and their heads; there is no list that could disagree with them.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from importlib import metadata, resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import msgspec

from whoholds.errors import WhoholdsError
from whoholds.sweeping.archives import Archive, Problem
from whoholds.sweeping.parts import Head, head_of
from whoholds.writing import write_whole, write_whole_bytes

CLAIMS, SKIPPED, SUMMARY = "claims.parquet", "skipped.jsonl", "sweep.json"
_LIBRARIES = ("charset-normalizer", "fastwarc", "hyperscan", "isal", "lxml", "pyarrow", "trafilatura")


def plan_of(archives: Sequence[Archive], problems: Sequence[Problem]) -> str:
    """Name what is swept and by which code: parts of another plan must not be mixed with its own."""
    named = [msgspec.structs.replace(archive, path="") for archive in archives]
    said = msgspec.json.encode([named, list(problems)])
    return hashlib.sha256(said + code().encode()).hexdigest()[:24]


@lru_cache(maxsize=1)
def code() -> str:
    """Name the code that reads pages, and the libraries that it stands on."""
    digest = hashlib.sha256()
    for room in ("reading", "sweeping"):
        for file in _files(resources.files("whoholds").joinpath(room)):
            digest.update(file.name.encode() + b"\0" + file.read_bytes())
    digest.update(resources.files("whoholds").joinpath("model.py").read_bytes())
    versions = [f"{library} {metadata.version(library)}" for library in _LIBRARIES]
    return hashlib.sha256(digest.digest() + "\n".join(versions).encode()).hexdigest()


def _files(folder: Traversable) -> Iterator[Traversable]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            yield from _files(entry)
        elif entry.name.endswith((".py", ".toml")):
            yield entry


class State:
    """The parts of one plan in a sweep's folder."""

    def __init__(self, folder: Path, plan: str) -> None:
        self.folder, self.plan = folder, plan
        self._parts = folder / "work"

    def is_done(self) -> bool:
        """Whether the sweep of this plan was finished."""
        return (self.folder / SUMMARY).exists()

    def begin(self, size: int) -> int:
        """Make the folder for parts, and clear away what a sweep that was killed had half written.

        Gives how large parts are: `size` bytes, or what the sweep began with that is taken up again.

        Raises WhoholdsError if the folder has the sweep of another plan, or something else.
        """
        noted = self.folder / ".plan"
        for half in (*self.folder.glob(".*.part"), *self._parts.glob(".*.part")):
            half.unlink()
        if not noted.exists():
            if any((self.folder / name).exists() for name in (CLAIMS, SKIPPED, SUMMARY, "work")):
                raise WhoholdsError(f"{self.folder} holds files of another kind or version. Name another folder.")
            write_whole(noted, f"{self.plan} {size}")
        plan, _, begun_with = noted.read_text("ascii", errors="replace").partition(" ")
        if plan != self.plan or not begun_with.isdecimal():
            raise WhoholdsError(
                f"{self.folder} holds a sweep of other archives, of archives that have changed since, or by another "
                "version of whoholds. Name another folder, or delete that one."
            )
        if not self.is_done():
            self._parts.mkdir(exist_ok=True)
        return int(begun_with)

    def heads(self) -> dict[tuple[int, int, int], Head]:
        """Give the head of each part that is done, by archive, shard and sequence."""
        found = {}
        for file in self._parts.iterdir():
            archive, shard, sequence = (int(number) for number in file.name.split("-"))
            found[archive, shard, sequence] = head_of(file.read_bytes())
        return found

    def keep(self, archive: int, raw: bytes) -> Head:
        """Keep a part that is done."""
        head = head_of(raw)
        write_whole_bytes(self._file(archive, head.shard, head.sequence), raw)
        return head

    def drop(self, archive: int, shard: int) -> None:
        """Forget the parts of a shard, from the last to the first: what stays is always a beginning."""
        for file in sorted(self._parts.glob(f"{archive:06d}-{shard:08d}-*"), reverse=True):
            file.unlink()

    def raw(self, archive: int, shard: int, sequence: int) -> bytes:
        """Give a part that is done."""
        return self._file(archive, shard, sequence).read_bytes()

    def finish(self) -> None:
        """Clear the parts away, once the summary is written."""
        shutil.rmtree(self._parts, ignore_errors=True)

    def _file(self, archive: int, shard: int, sequence: int) -> Path:
        return self._parts / f"{archive:06d}-{shard:08d}-{sequence:06d}"


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Keep a second sweep out of a folder. The lock goes with the process, however that ends.

    Raises WhoholdsError if another one is at work, or the folder cannot be written to.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = (folder / ".lock").open("ab")
    except OSError as error:
        raise WhoholdsError(f"{folder}: {error.strerror}. Name a folder that can be written to.") from error
    with file:
        try:
            _lock(file)
        except OSError as error:
            raise WhoholdsError(
                f"another sweep is at work in {folder}. Wait for it, or name another folder."
            ) from error
        yield


def _lock(file: Any) -> None:
    try:
        import fcntl
    except ImportError:  # pragma: no cover  # Windows
        import msvcrt

        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
        return
    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
