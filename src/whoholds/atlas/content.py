"""The content of a layer in one number, so that a changed bit or an edit by hand is found.

The hash of a whole Parquet file would change with the version of the program that wrote it. This one is over what the
file says: its papers as they are written, and the name, the kind and the cells of each column, in their order. Before
each piece stands its length, so that no two tables run into the same bytes.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow as pa

KEY = b"content_sha256"  # in the metadata of a file


def content_digest(table: pa.Table, papers: str | bytes) -> str:
    """Return the SHA-256 of a table and of its papers, which are JSON, in hexadecimal digits.

    It is the same for the same cells, however they lie in memory and whoever wrote them.

    >>> import pyarrow as pa
    >>> table = pa.table({"name": ["A", None], "places": [3, 4]})
    >>> content_digest(table, "{}")[:16]
    'ce38658798708cd6'
    >>> content_digest(pa.concat_tables([table[:1], table[1:]]), b"{}") == content_digest(table, "{}")
    True
    """
    digest = hashlib.sha256()
    _take(digest, papers.encode() if isinstance(papers, str) else papers)
    _take(digest, table.num_rows.to_bytes(8, "little"))
    for name in table.column_names:
        _take(digest, name.encode())
        for piece in _pieces(table.column(name)):
            _take(digest, piece)
    return digest.hexdigest()


def _take(digest: Any, piece: bytes) -> None:
    digest.update(len(piece).to_bytes(8, "little"))
    digest.update(piece)


def _pieces(column: pa.ChunkedArray) -> tuple[bytes, ...]:
    """Return a column as bytes: its kind, which cells are empty, and its values (0 or nothing for an empty one)."""
    import pyarrow as pa
    import pyarrow.compute as pc

    kind = column.type
    empty = column.is_null().to_numpy().astype("uint8").tobytes()
    if pa.types.is_boolean(kind):
        return b"truth", empty, column.fill_null(False).to_numpy().astype("uint8").tobytes()
    if pa.types.is_integer(kind):
        return b"whole", empty, column.fill_null(0).to_numpy().astype("<i8").tobytes()
    if pa.types.is_floating(kind):
        return b"number", empty, column.fill_null(0.0).to_numpy().astype("<f8").tobytes()
    if pa.types.is_string(kind) or pa.types.is_large_string(kind):
        column, name = column.cast(pa.large_binary()), b"text"
    elif pa.types.is_binary(kind) or pa.types.is_large_binary(kind):
        name = b"bytes"
    else:
        return b"other", empty, json.dumps(column.to_pylist(), ensure_ascii=False, default=str).encode()
    filled = column.fill_null(b"")
    return name, empty, pc.binary_length(filled).to_numpy().astype("<i8").tobytes(), b"".join(filled.to_pylist())
