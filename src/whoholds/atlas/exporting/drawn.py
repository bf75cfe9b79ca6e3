"""Outlines for formats that people open on a web map: to 7 decimals, joined, and cut at the antimeridian.

7 decimals of a degree are a centimetre. If each outline were rounded alone, neighbours would come apart and narrow
ground would cross itself. So all lines are brought onto the grid at once, and the ground between them is put together
again.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

DECIMALS = 7
GRID = 10.0**-DECIMALS  # degrees


def joined(geometries: Sequence[Any]) -> list[Any]:
    """Return outlines and points on a grid of 7 decimals, from -180 to 180 degrees, with outer rings anticlockwise.

    Where two outlines ran along each other they have the same corners. What is narrower than the grid becomes None.

    >>> from shapely import box
    >>> west, east = joined([box(0, 0, 1, 1), box(1.00000001, 0.5, 2, 1)])
    >>> west.normalize().wkt  # it takes its neighbour's corner
    'POLYGON ((0 0, 0 1, 1 1, 1 0.5, 1 0, 0 0))'
    >>> joined([box(179, 0, 181, 1)])[0].normalize().wkt
    'MULTIPOLYGON (((179 0, 179 1, 180 1, 180 0, 179 0)), ((-180 0, -180 1, -179 1, -179 0, -180 0)))'
    """
    import shapely

    cut = np.empty(len(geometries), dtype=object)
    cut[:] = [cut_at_antimeridian(geometry) for geometry in geometries]
    made: list[Any] = [None] * len(cut)
    land = shapely.get_dimensions(cut) == 2
    for index in np.flatnonzero(~land & ~shapely.is_missing(cut)):
        made[index] = shapely.transform(cut[index], _rounded)
    for index, geometry in zip(np.flatnonzero(land), _on_the_grid(cut[land]), strict=True):
        made[index] = geometry
    return made


def cut_at_antimeridian(geometry: Any) -> Any:
    """Return a geometry whose longitudes go beyond 180 degrees cut there, each piece within -180 and 180.

    >>> from shapely import Point
    >>> cut_at_antimeridian(Point(190, 5)).wkt
    'POINT (-170 5)'
    """
    import shapely
    import shapely.affinity

    if geometry is None or geometry.is_empty:
        return None
    west, _, east, _ = geometry.bounds
    if west >= -180 and east <= 180:
        return geometry
    if geometry.geom_type == "Point":
        return shapely.transform(geometry, lambda xy: np.stack([(xy[:, 0] + 180) % 360 - 180, xy[:, 1]], axis=1))
    pieces = []
    for turn in range(math.floor((west + 180) / 360), math.ceil((east - 180) / 360) + 1):
        strip = shapely.box(360 * turn - 180, -91, 360 * turn + 180, 91)
        piece = shapely.intersection(geometry, strip)
        pieces += _land_in(shapely.affinity.translate(piece, xoff=-360 * turn))
    return shapely.multipolygons(pieces)


# ------------------------------------------------------------------------------------------------ pieces of it


def _on_the_grid(geometries: NDArray[Any]) -> list[Any]:
    """Return polygons with their lines on the grid: all lines are noded there, and the cells between given back."""
    import shapely

    if not len(geometries):
        return []
    lines = shapely.union_all(shapely.transform(shapely.boundary(geometries), _rounded), grid_size=GRID)
    cells = shapely.get_parts(shapely.polygonize(shapely.get_parts(lines)))
    shapely.prepare(geometries)
    tree = shapely.STRtree(shapely.point_on_surface(cells))
    owner, cell = tree.query(geometries, predicate="intersects")
    made = []
    for index in range(len(geometries)):
        mine = cells[cell[owner == index]]
        made.append(_tidy(shapely.coverage_union_all(mine)) if len(mine) else None)
    return made


def _tidy(geometry: Any) -> Any:
    """Return the land of a geometry with outer rings anticlockwise; a coordinate has no more digits than it needs."""
    import shapely

    land = _land_in(shapely.transform(geometry, _rounded))
    whole = land[0] if len(land) == 1 else shapely.multipolygons(land)
    return shapely.orient_polygons(whole, exterior_cw=False)


def _rounded(coordinates: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return coordinates with no more digits than they need; there is no minus zero."""
    return coordinates.round(DECIMALS) + 0.0


def _land_in(geometry: Any) -> list[Any]:
    import shapely

    parts = shapely.get_parts(shapely.get_parts([geometry]))
    return list(parts[(shapely.get_dimensions(parts) == 2) & ~shapely.is_empty(parts)])
