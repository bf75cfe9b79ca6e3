"""Faulty outlines made right: rings that cross themselves, parts that overlap, holes outside."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from whoholds.atlas.map_lines import straight_areas_km2

if TYPE_CHECKING:
    from numpy.typing import NDArray

MOST_LISTED = 5


@dataclass(frozen=True, kw_only=True, slots=True)
class Repaired:
    """Land: valid (multi)polygons, None where a feature has none, and in sentences what was repaired."""

    geometry: NDArray[Any]
    said: tuple[str, ...]


def land_of(geometry: NDArray[Any], *, label: str = "feature") -> Repaired:
    """Return the land of each geometry: its polygons, valid; lines and points have none.

    An outline that crosses itself is taken apart where it does; parts of one feature that overlap become one. What that
    changes is said, with the area before and after.

    >>> import shapely
    >>> bow = shapely.Polygon([(0, 0), (1, 1), (1, 0), (0, 1)])
    >>> repaired = land_of(np.array([bow, shapely.box(0, 0, 1, 1)]))
    >>> repaired.geometry[0].geom_type, repaired.said[0][:44]
    ('MultiPolygon', 'The outline of feature 1 was faulty (Self-in')
    """
    import shapely

    land = np.empty(len(geometry), dtype=object)
    land[:] = [_polygons(each) for each in geometry]
    faulty = np.flatnonzero(~shapely.is_missing(land) & ~shapely.is_valid(land))
    said = []
    if len(faulty):
        reasons = shapely.is_valid_reason(land[faulty])
        before = straight_areas_km2(land[faulty])
        mended = _mended(land[faulty])
        after = straight_areas_km2(mended)
        land[faulty] = [_polygons(each) for each in mended]
        for at, reason, was, now in list(zip(faulty, reasons, before, after, strict=True))[:MOST_LISTED]:
            said.append(
                f"The outline of {label} {at + 1} was faulty ({_plain(reason)}) and was repaired: "
                f"its area went from {was:,.2f} to {now:,.2f} km²."
            )
        if len(faulty) > MOST_LISTED:
            moved = np.abs(after - before)[MOST_LISTED:].sum()
            said.append(f"{len(faulty) - MOST_LISTED} more outlines were repaired: {moved:,.2f} km² changed.")
    return Repaired(geometry=land, said=tuple(said))


def _mended(faulty: NDArray[Any]) -> NDArray[Any]:
    """Return faulty polygons made valid. Lobes that share an edge are joined, which GEOS leaves undone."""
    import shapely

    mended = shapely.make_valid(faulty, method="structure", keep_collapsed=False)
    for at in np.flatnonzero(~shapely.is_valid(mended)):
        mended[at] = shapely.union_all(shapely.get_parts(mended[at]))
    return np.asarray(mended)


def _polygons(geometry: Any) -> Any | None:
    """Return the polygons of a geometry as one geometry, None if it has none."""
    import shapely

    if geometry is None or geometry.is_empty:
        return None
    if geometry.geom_type == "Polygon":
        return geometry
    parts = shapely.get_parts(geometry)
    while any(part.geom_type.startswith(("Multi", "Geometry")) for part in parts):
        parts = shapely.get_parts(parts)
    polygons = [part for part in parts if part.geom_type == "Polygon" and not part.is_empty]
    if not polygons:
        return None
    return polygons[0] if len(polygons) == 1 else shapely.MultiPolygon(polygons)


def _plain(reason: str) -> str:
    return reason.partition("[")[0].strip()
