"""GeoParquet 1.1: a table with one column of geometry, and its papers, as the bytes of a file."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from whoholds.atlas.content import content_digest

if TYPE_CHECKING:
    import pyarrow as pa

GEOMETRY = "geometry"


def geoparquet(table: pa.Table, papers: dict[str, Any], *, row_group: int = 65_536, level: int = 9) -> bytes:
    """Return the bytes of a Parquet file: WKB in the column "geometry", longitude first (OGC:CRS84), papers as JSON.

    Beside the papers stands `content_sha256`, by which a changed cell is found (see `content`). A table without that
    column becomes a plain Parquet file with papers. The same table gives the same bytes.

    >>> import pyarrow as pa, shapely
    >>> table = pa.table({"name": ["A"], "geometry": [shapely.to_wkb(shapely.box(0, 0, 1, 1))]})
    >>> content = geoparquet(table, {"source": "ours"})
    >>> import pyarrow.parquet as pq, io
    >>> json.loads(pq.read_schema(io.BytesIO(content)).metadata[b"geo"])["columns"]["geometry"]["geometry_types"]
    ['Polygon']
    """
    import pyarrow.parquet as pq

    metadata = {"papers": json.dumps(papers, ensure_ascii=False, sort_keys=True)}
    if GEOMETRY in table.column_names:
        metadata["geo"] = json.dumps(_geo(table.column(GEOMETRY).to_numpy()))
    metadata["content_sha256"] = content_digest(table, metadata["papers"])
    out = io.BytesIO()
    pq.write_table(
        table.replace_schema_metadata(metadata),
        out,
        compression="zstd",
        compression_level=level,
        row_group_size=row_group,
    )
    return out.getvalue()


def papers_of(file: Path) -> dict[str, Any]:
    """Return the papers in a file's metadata; {} if it has none."""
    import pyarrow.parquet as pq

    found: dict[str, Any] = json.loads((pq.read_schema(file).metadata or {}).get(b"papers", b"{}"))
    return found


def _geo(wkb: Any) -> dict[str, Any]:
    import shapely

    geometries = shapely.from_wkb(wkb)
    present = geometries[~shapely.is_missing(geometries)]
    column: dict[str, Any] = {
        "encoding": "WKB",
        "geometry_types": sorted({geometry.geom_type for geometry in present}),
    }
    if len(present):
        column["bbox"] = shapely.total_bounds(present).tolist()
    return {"version": "1.1.0", "primary_column": GEOMETRY, "columns": {GEOMETRY: column}}
