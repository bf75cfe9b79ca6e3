"""GeoJSON (RFC 7946): longitude first on WGS 84, 7 decimals, outer rings anticlockwise, cut at the antimeridian.

Each feature has a line of its own, so that two files can be compared line by line. The papers are a member "papers"
beside the features, which the standard allows and other programs pass over.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from whoholds.atlas.exporting.drawn import joined

if TYPE_CHECKING:
    from whoholds.atlas.exporting.gather import Exported


def geojson(exported: Exported) -> bytes:
    """Return the bytes of a FeatureCollection. A feature narrower than a centimetre has no geometry, but its row.

    >>> import pyarrow as pa, shapely
    >>> from whoholds.atlas.exporting.gather import Exported
    >>> from whoholds.atlas.exporting.papers import ExportPapers
    >>> papers = ExportPapers(title="ours", what="faces", place="XXX", country="X", source="ours", as_of="2018",
    ...                       kind="polygons", licence="CC0", known="2018-01-01")
    >>> table = pa.table({"name": ["A"], "geometry": [shapely.to_wkb(shapely.box(0, 0, 1, 1))]})
    >>> json.loads(geojson(Exported(papers=papers, table=table)))["features"][0]["geometry"]["type"]
    'Polygon'
    """
    import shapely

    rows, geometries = rows_of(exported)
    drawn = joined(geometries)
    features = [
        _line({"type": "Feature", "properties": row, "geometry": None if shape is None else _geometry(shape)})
        for row, shape in zip(rows, drawn, strict=True)
    ]
    bounds = shapely.total_bounds([shape for shape in drawn if shape is not None]).tolist()
    head = {"type": "FeatureCollection", "name": exported.papers.title, "papers": exported.papers.as_dict()}
    if features and bounds == bounds:  # NaN where nothing is drawn
        head["bbox"] = bounds
    return (_line(head)[:-1] + ',"features":[\n' + ",\n".join(features) + "\n]}\n").encode()


def rows_of(exported: Exported) -> tuple[list[dict[str, Any]], list[Any]]:
    """Return the rows of a table without their geometry, and the geometries as shapely has them."""
    import shapely

    rows = exported.table.drop_columns(["geometry"]).to_pylist()
    return rows, list(shapely.from_wkb(exported.table.column("geometry").to_numpy()))


def _line(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def _geometry(shape: Any) -> dict[str, Any]:
    """Return a geometry as GeoJSON has it, with the shortest digits that mean its coordinates."""
    import shapely

    found: dict[str, Any] = shapely.geometry.mapping(shape)
    return found
