"""Polygons of control: each feature is land of one holder."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from whoholds.atlas.importing.columns import columns_of, refuse_positions, without_military
from whoholds.atlas.importing.features import counted, listed
from whoholds.atlas.importing.names import whose
from whoholds.atlas.importing.repair import land_of
from whoholds.atlas.importing.rows import Rows, table_of
from whoholds.errors import UnreadableSource

if TYPE_CHECKING:
    from whoholds.atlas.atlas import Atlas
    from whoholds.atlas.importing.features import Features
    from whoholds.atlas.importing.request import Request

MEANINGS = ("holder", "status", "note")


def polygon_rows(request: Request, features: Features, atlas: Atlas, day: str, where: str) -> Rows:
    """Return the rows of a layer of polygons from features in longitude and latitude.

    Outlines are repaired. What is no land (points, lines, nothing) is left out and said. Raises UnreadableSource if
    there is no land, or if the features are positions, and as `whose` does for names that are not known.
    """
    import shapely

    geometry = features.geometry
    if geometry is None:
        raise UnreadableSource(
            f"{where}: a table without geometry has no polygons; give --kind units, points or shares"
        )
    named = {"holder": request.holder_column, "status": request.status_column}
    columns = columns_of(features, named, MEANINGS, where)
    refuse_positions(columns, points=False, layer=features.layer, where=where)
    repaired = land_of(geometry)
    keep = np.flatnonzero(~shapely.is_missing(repaired.geometry)).tolist()
    if not keep:
        raise UnreadableSource(f"{where}: no polygons; points of control go in with --kind points")
    held = whose(
        request,
        atlas,
        day,
        holders=columns.cells("holder"),
        statuses=columns.cells("status"),
        num_rows=features.num_rows,
        where=where,
        keep=keep,
        offered=listed(features.columns),
    )
    notes, about_notes = without_military(columns.cells("note"), features.num_rows)
    table = table_of("polygons", held.rows, [notes[i] for i in keep], repaired.geometry[keep])
    return Rows(
        table=table,
        repairs=(*repaired.said, *_left_out(geometry, len(keep))),
        said=(*held.said, *columns.said, *filter(None, [about_notes])),
    )


def _left_out(geometry: Any, kept: int) -> tuple[str, ...]:
    import shapely

    gone = len(geometry) - kept
    mixed = sum(
        1
        for each in geometry[~shapely.is_missing(geometry)]
        if each.geom_type == "GeometryCollection" and len({part.geom_type for part in each.geoms}) > 1
    )
    told = []
    if gone:
        told.append(f"Left out: {counted(gone, 'feature')} that are no land (points, lines or nothing).")
    if mixed:
        told.append(f"Of {counted(mixed, 'feature')} only the land was kept, not points and lines.")
    return tuple(told)
