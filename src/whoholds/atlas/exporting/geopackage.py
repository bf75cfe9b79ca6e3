"""GeoPackage: one layer with its papers in the file's own metadata, written by GDAL.

A GeoPackage says when it was changed. Here that is the day on which the layer became known, so that the same layer
gives the same bytes. Another version of SQLite or of GDAL may give others: both write their number into the file.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from whoholds.errors import WhoholdsError

if TYPE_CHECKING:
    import pyarrow as pa

    from whoholds.atlas.exporting.gather import Exported
    from whoholds.atlas.exporting.papers import ExportPapers
    from whoholds.atlas.exporting.streamed import Streamed

POLYGON = 3  # as GEOS numbers kinds of geometry


def geopackage(exported: Exported) -> bytes:
    """Return the bytes of a GeoPackage with one layer, named for what was exported. EPSG:4326, longitude first.

    Lists become texts parted by "; ". A table without outlines becomes a table of attributes.
    """
    table = _plain(exported.table)
    return _written(table, _kind_of(table), exported.papers)


def streamed_geopackage(streamed: Streamed) -> bytes:
    """Return the bytes of a GeoPackage of all tables, whose outlines are multipolygons."""
    import pyarrow as pa

    tables = (_plain(table) for table in streamed.grouped())
    first = next(tables)
    batches = (batch for table in chain([first], tables) for batch in table.to_batches())
    return _written(pa.RecordBatchReader.from_batches(first.schema, batches), "MultiPolygon", streamed.papers)


# ------------------------------------------------------------------------------------------------ pieces of it


def _written(table: pa.Table | pa.RecordBatchReader, kind: str | None, papers: ExportPapers) -> bytes:
    import pyogrio
    import pyogrio.raw

    told = {key: value if isinstance(value, str) else json.dumps(value) for key, value in papers.as_dict().items()}
    with tempfile.TemporaryDirectory() as folder, _dated(f"{papers.known}T00:00:00.000Z"):
        file = Path(folder) / "layer.gpkg"
        try:
            pyogrio.raw.write_arrow(
                table,
                str(file),
                layer=papers.what,
                driver="GPKG",
                geometry_name="geometry" if kind else None,
                geometry_type=kind,
                crs="EPSG:4326" if kind else None,
                layer_metadata=told,
                layer_options={"IDENTIFIER": papers.title, "DESCRIPTION": papers.disclaimer},
            )
        except (pyogrio.errors.DataSourceError, RuntimeError, ValueError) as error:
            raise WhoholdsError(f"the GeoPackage cannot be written ({str(error)[:120]}); choose geoparquet") from error
        return file.read_bytes()


@contextmanager
def _dated(when: str) -> Iterator[None]:
    """Have GDAL take a time for the present one."""
    import pyogrio

    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": when, "GDAL_NUM_THREADS": "1"})
    try:
        yield
    finally:
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": None, "GDAL_NUM_THREADS": None})


def _plain(table: pa.Table) -> pa.Table:
    """Return a table whose lists are texts and whose polygons are multipolygons."""
    import pyarrow as pa
    import pyarrow.compute as pc
    import shapely

    for at, name in enumerate(table.column_names):
        column = table.column(name)
        if pa.types.is_list(column.type):
            table = table.set_column(at, name, pc.binary_join(column, "; "))
        elif name == "geometry":
            found = shapely.from_wkb(column.to_numpy())
            single = shapely.get_type_id(found) == POLYGON
            found[single] = [shapely.multipolygons([polygon]) for polygon in found[single]]
            wkb: Any = pa.array(shapely.to_wkb(found, byte_order=1, include_srid=False), pa.binary())
            table = table.set_column(at, name, wkb)
    return table


def _kind_of(table: pa.Table) -> str | None:
    """Return the one kind of geometry that a table has, "Unknown" for several, None for a table without."""
    import shapely

    if "geometry" not in table.column_names:
        return None
    kinds = {each.geom_type for each in shapely.from_wkb(table.column("geometry").to_numpy())}
    return kinds.pop() if len(kinds) == 1 else "Unknown"
