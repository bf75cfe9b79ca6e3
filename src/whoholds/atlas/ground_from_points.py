"""Points of control become land: each place of the base goes to the holder of the nearest point."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from whoholds.model import Status

UNINHABITED = "uninhabited"


@dataclass(frozen=True, kw_only=True, slots=True)
class ControlPoint:
    """Who holds one place. Coordinates are in degrees on WGS 84. `holder` is None where nobody does."""

    longitude: float
    latitude: float
    holder: str | None
    status: Status = "controlled"


@dataclass(frozen=True, kw_only=True, slots=True)
class Ground:
    """Land of one holder and status, as a shapely (multi)polygon in longitude and latitude.

    `name` is what the source calls the holder, or "uninhabited" for land that no holder has.
    """

    name: str
    holder: str | None
    status: Status
    geometry: Any


def ground_from_points(points: Sequence[ControlPoint], base: Any, *, cap_km: float | None = None) -> tuple[Ground, ...]:
    """Return the base cut into the ground of each holder and status, in the order in which the points name them.

    With `cap_km`, land further than that from every point is nobody's: it comes last, named "uninhabited". The pieces
    add up to the base, divided (see `geodesy.divided`). Raises WhoholdsError as `nearest_cells` does.

    >>> from shapely import box
    >>> from whoholds.atlas.geodesy import area_km2
    >>> two = [ControlPoint(longitude=0.5, latitude=0.5, holder="North"),
    ...        ControlPoint(longitude=0.5, latitude=-0.5, holder="South")]
    >>> [(g.name, round(area_km2(g.geometry))) for g in ground_from_points(two, box(0, -1, 1, 1), cap_km=30)]
    [('North', 2827), ('South', 2827), ('uninhabited', 18962)]
    """
    import shapely

    from whoholds.atlas.nearest import nearest_cells

    longitude = np.array([point.longitude for point in points], dtype=float)
    latitude = np.array([point.latitude for point in points], dtype=float)
    cells, left = nearest_cells(longitude, latitude, base, cap_km=cap_km)
    grounds = []
    for holder, status in dict.fromkeys((point.holder, point.status) for point in points):
        theirs = [point.holder == holder and point.status == status for point in points]
        land = shapely.union_all(cells[np.array(theirs)])
        if not land.is_empty:
            grounds.append(Ground(name=holder or UNINHABITED, holder=holder, status=status, geometry=land))
    if not left.is_empty:
        grounds.append(Ground(name=UNINHABITED, holder=None, status="controlled", geometry=left))
    return tuple(grounds)
