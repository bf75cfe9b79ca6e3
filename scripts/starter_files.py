"""What the build scripts share: the grid that lines are moved to, and GeoParquet files with their papers."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import shapely

from whoholds.atlas.geodesy import area_km2

HERE = Path(__file__).resolve().parent
STARTER = HERE.parent / "src" / "whoholds" / "starter"
# Coordinates are moved to a grid of 2^-17 degrees: at most 0.42 m, less than the sources' last digit. Such numbers have
# few bits, which zstd makes small, and what two neighbours share stays shared.
GRID = 2.0**-17


def repaired(geometries: Any, names: list[str]) -> Any:
    """Return the polygons valid and with their vertices on the grid; print what was repaired and what that moved."""
    bad = ~shapely.is_valid(geometries)
    made = shapely.make_valid(geometries)
    for name, before, after in zip(np.array(names, dtype=object)[bad], geometries[bad], made[bad], strict=True):
        change = area_km2(after) - area_km2(before)
        print(f"repaired {name}: {shapely.is_valid_reason(before)}; its area moves by {change:+.6f} km2")
    return areas_only(shapely.set_precision(made, GRID))


def areas_only(geometries: Any) -> Any:
    """Return the geometries without the lines and points that a repair can leave."""
    kind = shapely.get_type_id(geometries)
    mixed = kind == shapely.GeometryType.GEOMETRYCOLLECTION
    for index in np.flatnonzero(mixed):
        parts = shapely.get_parts(shapely.get_parts(geometries[index]))
        geometries[index] = shapely.union_all(parts[shapely.get_dimensions(parts) == 2], grid_size=GRID)
    return geometries


def write_geoparquet(file: Path, rows: list[dict[str, Any]], papers: Mapping[str, str], group: int) -> None:
    """Write rows with a polygon in `geometry` as a GeoParquet 1.1 file, with the papers in its metadata."""
    rows = [dict(row) for row in rows]
    geometries = shapely.orient_polygons(np.array([row.pop("geometry") for row in rows], dtype=object))
    if not shapely.is_valid(geometries).all():
        raise SystemExit(f"{file.name}: a geometry is not valid")
    table = pa.Table.from_pylist(rows).append_column("geometry", pa.array(shapely.to_wkb(geometries), pa.binary()))
    column = {
        "encoding": "WKB",
        "geometry_types": sorted({geometry.geom_type for geometry in geometries}),
        "orientation": "counterclockwise",
        "bbox": shapely.total_bounds(geometries).tolist(),
    }
    geo = {"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": column}}
    table = table.replace_schema_metadata({"geo": json.dumps(geo), "papers": json.dumps(papers)})
    pq.write_table(table, file, compression="zstd", compression_level=19, row_group_size=group)
    report(file, len(rows))


def report(file: Path, rows: int) -> None:
    """Print how much was written."""
    print(f"{file.name}: {rows:,} rows, {file.stat().st_size / 1e6:.2f} MB")
