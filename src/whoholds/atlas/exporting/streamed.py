"""A long series with outlines, written day after day, so that years of daily maps need no more memory than a few days.

GeoParquet gets a row group for every thousand rows or so, in the order of the days; a program that asks for one day
reads no more than its group.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from whoholds.errors import WhoholdsError

if TYPE_CHECKING:
    import pyarrow as pa

    from whoholds.atlas.exporting.papers import ExportPapers

ROWS_AT_ONCE = 1024


class Streamed:
    """Tables of the same columns that come one after the other; `rows` counts those that went through."""

    def __init__(self, papers: ExportPapers, tables: Iterable[pa.Table]) -> None:
        self.papers = papers
        self.rows = 0
        self._tables = iter(tables)

    def grouped(self) -> Iterator[pa.Table]:
        """Yield the tables, several of them as one. Raises WhoholdsError if one has other columns than the first."""
        import pyarrow as pa

        waiting: list[pa.Table] = []
        for table in self._tables:
            if waiting and table.schema != waiting[0].schema:
                raise WhoholdsError(f"{self.papers.title}: its days have different columns; export each alone")
            waiting.append(table)
            self.rows += table.num_rows
            if sum(len(each) for each in waiting) >= ROWS_AT_ONCE:
                yield pa.concat_tables(waiting)
                waiting = [table.schema.empty_table()]
        if len(waiting) > 1 or (waiting and len(waiting[0])):
            yield pa.concat_tables(waiting)


def streamed_geoparquet(streamed: Streamed) -> bytes:
    """Return the bytes of a GeoParquet file of all tables, as `geoparquet` makes one of a single table."""
    import pyarrow.parquet as pq

    bounds, kinds = _Bounds(), set[str]()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "series.parquet"
        writer = None
        for table in streamed.grouped():
            # Arrow's own copy of the columns would hide what is added to the metadata at the end.
            writer = writer or pq.ParquetWriter(
                file, table.schema, compression="zstd", compression_level=9, store_schema=False
            )
            kinds |= bounds.add(table)
            writer.write_table(table, row_group_size=len(table))
        if writer is None:
            raise WhoholdsError(f"{streamed.papers.title}: nothing to write")
        column = {"encoding": "WKB", "geometry_types": sorted(kinds), "bbox": bounds.box}
        geo = {"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": column}}
        papers = json.dumps(streamed.papers.as_dict(), ensure_ascii=False, sort_keys=True)
        writer.add_key_value_metadata({"papers": papers, "geo": json.dumps(geo)})
        writer.close()
        return file.read_bytes()


class _Bounds:
    """The box around all geometry that went by."""

    def __init__(self) -> None:
        self.box: list[float] = []

    def add(self, table: pa.Table) -> set[str]:
        """Take in a table's geometry, and return its kinds."""
        import shapely

        geometry: Any = shapely.from_wkb(table.column("geometry").to_numpy())
        new = shapely.total_bounds(geometry)
        if self.box:
            new = np.concatenate([np.minimum(new[:2], self.box[:2]), np.maximum(new[2:], self.box[2:])])
        self.box = new.tolist()
        return {each.geom_type for each in geometry}
