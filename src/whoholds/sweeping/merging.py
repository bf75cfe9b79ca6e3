"""The parts of a sweep put together in the order of the archives: the claims, and what was passed over."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import msgspec

from whoholds.errors import WhoholdsError
from whoholds.sweeping.archives import Archive, Problem
from whoholds.sweeping.claims import columns
from whoholds.sweeping.parts import Part

if TYPE_CHECKING:
    import pyarrow as pa

_ROWS = 10_000  # in a row group


def write_claims(path: Path, parts: Iterable[Part]) -> None:
    """Write the claims of parts as a Parquet file, whole or not at all. What is held in memory is one row group."""
    import pyarrow as pa
    import pyarrow.parquet as pq
    from pyarrow import json

    types = {"text": pa.string(), "number": pa.float64(), "whole": pa.int64(), "yes": pa.bool_()}
    schema = pa.schema([(name, types[kind]) for name, kind in columns().items()])

    parse = json.ParseOptions(explicit_schema=schema, unexpected_field_behavior="error")

    def table(rows: Sequence[Any]) -> pa.Table:
        # By way of JSON: to make an array of a list, the library first loads pandas if it is there, for over a second.
        lines = msgspec.json.Encoder().encode_lines([dict(zip(schema.names, row, strict=True)) for row in rows])
        whole = json.ReadOptions(use_threads=False, block_size=len(lines) + 1)
        return json.read_json(pa.BufferReader(lines), read_options=whole, parse_options=parse)

    with whole_file(path) as file, pq.ParquetWriter(file, schema, compression="zstd") as writer:
        for rows in _in_groups((row for part in parts for row in part.rows), _ROWS):
            writer.write_table(table(rows), row_group_size=_ROWS)


def _in_groups(rows: Iterable[Any], size: int) -> Iterator[list[Any]]:
    group: list[Any] = []
    for row in rows:
        group.append(row)
        if len(group) == size:
            yield group
            group = []
    if group:
        yield group


def write_skipped(path: Path, problems: Iterable[Problem], parts: Iterable[tuple[Archive, Part]]) -> None:
    """Write what was passed over as JSON lines, whole or not at all: first whole archives, then records in order."""
    with whole_file(path) as file:
        for problem in problems:
            file.write(_line(problem.archive, None, None, None, problem.reason))
        for archive, part in parts:
            for offset, number, url, reason in part.passed_over:
                file.write(_line(archive.name, offset, number, url, reason))


def _line(archive: str, offset: int | None, number: int | None, url: str | None, reason: str) -> bytes:
    fields = {"archive": archive, "offset": offset, "record": number, "url": url, "reason": reason}
    return msgspec.json.encode(fields) + b"\n"


@contextmanager
def whole_file(path: Path) -> Iterator[IO[bytes]]:
    """Open a file beside its place, and move it there when all is written and on the disk.

    Raises WhoholdsError if it cannot be written; what stood there before then still does.
    """
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        mask = os.umask(0)
        os.umask(mask)
        Path(name).chmod(0o666 & ~mask)
        Path(name).replace(path)
    except OSError as error:
        raise WhoholdsError(f"{path}: {error.strerror}. Nothing was written.") from error
    finally:
        Path(name).unlink(missing_ok=True)
