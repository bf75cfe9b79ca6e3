"""Areas between straight lines of a map in longitude and latitude, on the WGS 84 ellipsoid and in closed form.

Maps are cut along straight lines in longitude and latitude, as every program draws them. For areas of pieces the edge
is therefore that line, and not the geodesic: so half of an edge has half of its effect, and pieces come to the whole to
the last digits. `docs/explanation/areas.md` says how far the two are apart.

The ground between the equator and latitude φ, for each radian of longitude, is a short sum of sines:

    f(φ) = a²(1 − e²)/2 · [sin φ / (1 − e² sin² φ) + artanh(e sin φ) / e]  =  Σ aₘ sin(mφ),   m = 1, 3, 5, …

Under a straight edge with middle latitude μ and difference of latitude δ lies Δλ · Σ aₘ sin(mμ) · sinc(mδ/2). Each
aₘ is about a thousandth of the one before, so five of them are right to 1 part in 10¹³.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from whoholds.atlas.geodesy import ECCENTRICITY2, EQUATOR_KM, polygons_in

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Indexes = NDArray[np.intp]

TERMS = 5
# Radians. Below this sinc is taken from its series, which leaves less than 1 part in 10¹³ there.
SMALL = 0.02


def under_km2(x1: Floats, y1: Floats, x2: Floats, y2: Floats) -> Floats:
    """Return the ground between the equator and straight edges, in km²: positive if an edge runs east in the north.

    Ends are in degrees. Longitudes are taken as they are: an edge from 179 to -179 goes round the world.

    >>> one_degree = under_km2(*(np.array([float(end)]) for end in (38, 49, 39, 49)))
    >>> one_degree.round(3)
    array([533622.566])
    """
    middle, half = np.radians((y1 + y2) / 2), np.radians((y2 - y1) / 2)
    mean = _mean(middle, half)
    steep = np.abs(half) > SMALL
    if steep.any():
        mean[steep] = _mean_of_steep(middle[steep], half[steep])
    return np.asarray(np.radians(x2 - x1) * mean)


def _mean(middle: Floats, half: Floats) -> Floats:
    """Return the mean of f along edges with sinc from its series: 1 − z/6 + z²/120 − …, z = (mδ/2)²."""
    sine, before = np.sin(middle), -np.sin(middle)
    turn = 2 * np.cos(2 * middle)  # sin((m+2)μ) = 2 cos(2μ) sin(mμ) − sin((m−2)μ)
    z1 = half * half
    total = np.zeros_like(middle)
    for k, coefficient in enumerate(_series()):
        z = (2 * k + 1) ** 2 * z1
        total += coefficient * sine * (1 - z / 6 * (1 - z / 20 * (1 - z / 42)))
        if k < TERMS - 1:
            sine, before = turn * sine - before, sine
    return total


def _mean_of_steep(middle: Floats, half: Floats) -> Floats:
    """Return the mean of f along edges that span many degrees of latitude."""
    m = 2 * np.arange(TERMS)[:, None] + 1
    sinc = np.sinc(m * half / np.pi)  # NumPy's has π in it
    return np.asarray((np.array(_series())[:, None] * np.sin(m * middle) * sinc).sum(axis=0))


def straight_areas_km2(geometries: Sequence[Any] | NDArray[Any]) -> Floats:
    """Return the areas of (multi)polygons whose edges are straight in longitude and latitude, in km², in their order.

    Rings may run either way round. Lines and points have no area, None gives NaN. A polygon stays within longitudes
    from -180 to 180: one that crosses the antimeridian is cut there.

    >>> from shapely import box
    >>> straight_areas_km2([box(20, 60, 30, 61), None]).round(1)  # between parallels
    array([61231.4,     nan])
    """
    import shapely

    whole = np.asarray(geometries, dtype=object)
    areas = np.zeros(len(whole))
    areas[shapely.is_missing(whole)] = np.nan
    polygons, owner = polygons_in(whole)
    if len(polygons) == 0:
        return areas
    rings, polygon = shapely.get_rings(polygons, return_index=True)
    coordinates, ring = shapely.get_coordinates(rings, return_index=True)
    x, y = coordinates[:, 0], coordinates[:, 1]
    edges = under_km2(x[:-1], y[:-1], x[1:], y[1:])
    edges[ring[1:] != ring[:-1]] = 0.0  # what joins two rings is no edge
    size = np.abs(np.add.reduceat(np.append(edges, 0.0), np.flatnonzero(np.append(True, ring[1:] != ring[:-1]))))
    first = np.ones(len(rings), dtype=bool)
    first[1:] = polygon[1:] != polygon[:-1]
    np.add.at(areas, owner[polygon], np.where(first, size, -size))
    return areas


def straight_area_km2(geometry: Any) -> float:
    """Return the area of one (multi)polygon with straight edges: see `straight_areas_km2`.

    >>> from shapely import box
    >>> round(straight_area_km2(box(38, 48, 39, 49)), 3)
    8217.732
    """
    return float(straight_areas_km2([geometry])[0])


@functools.cache
def _series() -> tuple[float, ...]:
    """Return the coefficients aₘ in km² for each radian of longitude, from m = 1 on."""
    count = 64
    angle = np.pi * np.arange(count) / count  # a whole turn is not needed: the function is odd, and even about 90°
    sine = np.sin(angle)
    e = math.sqrt(ECCENTRICITY2)
    polar2 = EQUATOR_KM**2 * (1 - ECCENTRICITY2)
    f = polar2 / 2 * (sine / (1 - ECCENTRICITY2 * sine**2) + np.arctanh(e * sine) / e)
    return tuple(float(2 / count * (f * np.sin((2 * k + 1) * angle)).sum()) for k in range(TERMS))
