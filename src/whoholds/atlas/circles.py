"""Circles on the ellipsoid: all ground within so many kilometres of a place."""

from __future__ import annotations

import functools
import math
from typing import TYPE_CHECKING, Any

import numpy as np

from whoholds.errors import WhoholdsError

if TYPE_CHECKING:
    from numpy.typing import NDArray

EDGE_KM = 0.5  # see LONGEST_CUT in geodesy
WIDEST_KM = 2000.0


def circle_km(longitude: float, latitude: float, radius_km: float) -> Any:
    """Return the ground within a distance of a place, as a shapely polygon that is to be cut with others.

    Its corners lie a little outside the circle, so that the polygon has the circle's area to 1 part in 10⁷. Across the
    antimeridian it is cut in two, as outlines of countries are. Raises WhoholdsError for a radius that is not between
    0 and 2,000 km, and for a circle that holds a pole.

    >>> from whoholds.atlas.geodesy import area_km2
    >>> round(area_km2(circle_km(38.6178, 33.5058, 55)), 1)
    9503.3
    """
    import shapely

    _check_radius(radius_km)
    if not (abs(latitude) <= 90 and math.isfinite(longitude)):
        raise WhoholdsError(f"{latitude} {longitude} is not a latitude and a longitude in degrees: correct it")
    if abs(latitude) + radius_km / 111 > 90:
        raise WhoholdsError(
            f"the circle of {radius_km:g} km around {latitude} {longitude} holds a pole: draw it instead"
        )
    middle = longitude - 360 * round(longitude / 360)
    corners = circle_corners(np.array([middle]), np.array([latitude]), radius_km)[0]
    corners[:, 0] -= 360 * np.rint((corners[:, 0] - middle) / 360)
    circle = shapely.Polygon(corners)
    if circle.bounds[0] >= -180 and circle.bounds[2] <= 180:
        return circle
    world, sides = shapely.box(-180, -90, 180, 90), []
    for turn in (-360, 0, 360):
        side = shapely.Polygon(corners + np.array([turn, 0])).intersection(world)
        sides += [side] if side.area > 0 else []
    return shapely.multipolygons(sides)


def circle_corners(
    longitude: NDArray[np.float64], latitude: NDArray[np.float64], radius_km: float
) -> NDArray[np.float64]:
    """Return the corners of circles round many places, counter-clockwise: shape (places, corners, 2), in degrees."""
    _check_radius(radius_km)
    count = max(90, math.ceil(2 * math.pi * radius_km / EDGE_KM))
    step = 2 * math.pi / count
    outer = 1000 * radius_km * math.sqrt(step / math.sin(step))  # a polygon of that radius has the circle's area
    azimuth = np.degrees(-step * np.arange(count))
    ones = np.ones((len(longitude), count))
    x, y, _ = _ellipsoid().fwd(longitude[:, None] * ones, latitude[:, None] * ones, azimuth * ones, outer * ones)
    return np.stack([x, y], axis=2)


def _check_radius(radius_km: float) -> None:
    if not 0 < radius_km <= WIDEST_KM:
        raise WhoholdsError(f"a radius of {radius_km} km: give one over 0 and up to {WIDEST_KM:,.0f} km")


@functools.cache
def _ellipsoid() -> Any:
    from pyproj import Geod

    return Geod(ellps="WGS84")
