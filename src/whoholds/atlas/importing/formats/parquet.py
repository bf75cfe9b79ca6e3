"""GeoParquet, and plain Parquet with coordinates, units or shares in its columns."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from whoholds.atlas.importing.features import Features, check_counts, text_columns
from whoholds.atlas.importing.guard import MOST_UNPACKED
from whoholds.errors import UnreadableSource

if TYPE_CHECKING:
    from pyarrow import Table
    from pyarrow.parquet import FileMetaData

USUAL_NAMES = ("geometry", "geom", "wkb_geometry", "the_geom", "wkb")


def read_parquet(path: Path) -> Features:
    """Read a file whose geometry is WKB, or a table without any. Raises UnreadableSource if it cannot be read."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(path, memory_map=False) as file:
            _check_sizes(file.metadata, path)
            geo = _geo(file.schema_arrow.metadata, path)
            column = _geometry_column(file.schema_arrow, geo, path)
            table = file.read(use_threads=False)
        columns, _ = text_columns(table.drop_columns([column]) if column else table)
    except (pa.ArrowException, OSError, ValueError) as error:
        reason = " ".join(str(error).split())[:120]
        raise UnreadableSource(f"{path}: a damaged Parquet file ({reason}); save it again") from error
    if column is None:
        return Features(columns=columns)
    return Features(columns=columns, geometry=_shapes(table, column, path), crs=_crs(geo, column))


def _check_sizes(metadata: FileMetaData, path: Path) -> None:
    groups = [metadata.row_group(i) for i in range(metadata.num_row_groups)]
    check_counts(max(metadata.num_rows, sum(group.num_rows for group in groups)), metadata.num_columns, str(path))
    size = sum(group.total_byte_size for group in groups)
    if size > MOST_UNPACKED:
        raise UnreadableSource(f"{path}: unpacks to {size / 1e6:,.0f} MB; simplify the map or split it")


def _geo(metadata: dict[bytes, bytes] | None, path: Path) -> dict[str, Any]:
    try:
        found = json.loads((metadata or {}).get(b"geo", b"{}"))
    except (ValueError, RecursionError) as error:
        raise UnreadableSource(f"{path}: what it says of its geometry cannot be read; save it again") from error
    return found if isinstance(found, dict) else {}


def _geometry_column(schema: Any, geo: dict[str, Any], path: Path) -> str | None:
    """Return the name of the column that has the geometry, None if there is none."""
    binary = {f.name for f in schema if _is_binary(f.type)}
    primary = geo.get("primary_column")
    if primary is None:
        return next((name for name in USUAL_NAMES if name in binary), None)
    if _of(geo, primary).get("encoding") != "WKB" or primary not in binary:
        raise UnreadableSource(f"{path}: its geometry is not WKB; save it as GeoParquet 1.1 with WKB")
    return str(primary)


def _is_binary(kind: Any) -> bool:
    import pyarrow as pa

    plain = kind.value_type if pa.types.is_dictionary(kind) else kind
    return bool(pa.types.is_binary(plain) or pa.types.is_large_binary(plain))


def _of(geo: dict[str, Any], column: str | None) -> dict[str, Any]:
    columns = geo.get("columns")
    found = columns.get(column) if isinstance(columns, dict) else None
    return found if isinstance(found, dict) else {}


def _crs(geo: dict[str, Any], column: str) -> str | None:
    """Return the coordinate system: GeoParquet without one means longitude and latitude, plain Parquet says nothing."""
    if not geo:
        return None
    crs = _of(geo, column).get("crs", "OGC:CRS84")
    return json.dumps(crs) if isinstance(crs, dict) else None if crs is None else str(crs)


def _shapes(table: Table, column: str, path: Path) -> Any:
    import pyarrow as pa
    import pyarrow.compute as pc
    import shapely

    try:
        return shapely.from_wkb(pc.cast(table.column(column), pa.large_binary()).to_numpy())
    except (shapely.errors.GEOSException, TypeError) as error:
        raise UnreadableSource(f"{path}: geometry that is no WKB ({str(error)[:80]}); save it again") from error
