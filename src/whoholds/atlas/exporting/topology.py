"""TopoJSON: a line between two neighbours is in the file once, and both refer to it.

Coordinates are whole numbers of 10⁻⁷ degrees, the same grid that GeoJSON's 7 decimals are on. The package topojson
finds the shared lines; that neighbours have the same corners is seen to before (see `drawn`).
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from whoholds.atlas.exporting.drawn import GRID, joined
from whoholds.atlas.exporting.geojson import rows_of

if TYPE_CHECKING:
    from whoholds.atlas.exporting.gather import Exported


def topology(exported: Exported) -> bytes:
    """Return the bytes of a topology with one object, named for what was exported.

    A feature narrower than a centimetre has no geometry, but its row.
    """
    import topojson

    rows, geometries = rows_of(exported)
    drawn = joined(geometries)
    features = [
        {"type": "Feature", "properties": {}, "geometry": shape.__geo_interface__}
        for shape in drawn
        if shape is not None
    ]
    made: dict[str, Any] = {"arcs": [], "objects": {"all": {"geometries": []}}}
    if features:
        made = topojson.Topology(  # type: ignore[attr-defined]  # it is exported, but not by name
            {"type": "FeatureCollection", "features": features},
            prequantize={"scale": [GRID, GRID], "translate": [0.0, 0.0]},
            object_name="all",
        ).to_dict()
    shapes = iter(made["objects"]["all"]["geometries"])
    found = [
        {"type": None, "properties": row} if shape is None else _with_row(next(shapes), row)
        for shape, row in zip(drawn, rows, strict=True)
    ]
    whole = {
        "type": "Topology",
        "papers": exported.papers.as_dict(),
        "transform": {"scale": [GRID, GRID], "translate": [0.0, 0.0]},
        "objects": {exported.papers.what: {"type": "GeometryCollection", "geometries": found}},
        "arcs": made["arcs"],
    }
    if "bbox" in made:
        whole["bbox"] = list(made["bbox"])
    return (json.dumps(whole, ensure_ascii=False, allow_nan=False, separators=(",", ":")) + "\n").encode()


def _with_row(shape: dict[str, Any], row: dict[str, Any]) -> dict[str, Any]:
    """Return a geometry of the topology with the row that it is the ground of."""
    return {key: shape[key] for key in ("type", "arcs", "coordinates") if key in shape} | {"properties": row}
