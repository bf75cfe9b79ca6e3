"""Areas on the WGS 84 ellipsoid, exact enough for any map of control and fast enough for years of daily maps.

An edge between two vertices is the geodesic, the shortest way over the ellipsoid. It is not the straight line in
longitude and latitude. `docs/explanation/areas.md` says what that changes, and what other programs do.

How an area is found. With β the reduced latitude, a geodesic is a great circle on the sphere of reduced latitudes, and
its longitude ω there runs a little ahead of λ on the ellipsoid. With s = sin β and D(s) = √(1 − e²(1 − s²)):

    λ₁₂ = ω₁₂ − sin α₀ ∫ K dσ        K(s) = (1 − D) / (1 − s²)
    area between edge and equator = c² E + sin α₀ ∫ G dσ        G(s) = (Q D − c² s) / (1 − s²)

E is the spherical excess under the great circle, c the authalic radius and Q(s) the area of the ellipsoid from the
equator up to s, for each radian of longitude. K and G are smooth and of the order of e², so Simpson's rule over one
edge is enough as long as the edge is short. Rings with a long edge go to GeographicLib's own algorithm in pyproj.
Rounding leaves less than a square metre, as each area is a difference of areas down to the equator.

C. F. F. Karney, "Algorithms for geodesics", Journal of Geodesy 87 (2013), 43-55, section 6, has the integrals.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from whoholds.errors import WhoholdsError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Indexes = NDArray[np.intp]

EQUATOR_KM = 6378.137
FLATTENING = 1 / 298.257223563
ECCENTRICITY2 = FLATTENING * (2 - FLATTENING)
# Longer edges (in radians of arc; 0.05 is 319 km) are not for the series, which is right to 1 part in 10⁸ up to there.
LONGEST_EDGE = 0.05
# Degrees. A map is cut along straight lines in longitude and latitude, and half such a line is not half of the
# geodesic. With edges of at most 500 m the difference is a few square metres for each edge that is cut.
LONGEST_CUT = 0.0045
# So many coordinates are worked on at once: their columns fit into a processor's cache.
BLOCK = 16_384


def area_km2(geometry: Any) -> float:
    """Return the geodesic area of one (multi)polygon in longitude and latitude on WGS 84, in km².

    Rings may run either way round, cross the antimeridian and go round a pole; a ring encloses the smaller of the two
    sides that it has. Holes are taken off. Lines and points have no area. Raises WhoholdsError for a coordinate that
    is not finite, or a latitude beyond a pole.

    >>> from shapely import box
    >>> round(area_km2(box(38, 48, 39, 49)), 3), round(area_km2(box(179.5, -1, 180.5, 1)), 3)
    (8217.59, 24617.557)
    """
    return float(areas_km2([geometry])[0])


def areas_km2(geometries: Sequence[Any] | NDArray[Any]) -> Floats:
    """Return the geodesic areas of many (multi)polygons in km², in their order: `area_km2` on each, but fast.

    None has no area that could be known: it gives NaN. Raises as `area_km2` does.

    >>> from shapely import Point, box
    >>> areas_km2([box(0, 0, 1, 1), Point(0, 0), None]).round(3)
    array([12308.778,     0.   ,       nan])
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
    size = ring_areas_km2(coordinates[:, 0], coordinates[:, 1], ring, len(rings))
    first = np.ones(len(rings), dtype=bool)
    first[1:] = polygon[1:] != polygon[:-1]  # a polygon's first ring is its outline, the others are its holes
    np.add.at(areas, owner[polygon], np.where(first, size, -size))
    return areas


def divided(geometry: Any) -> Any:
    """Return the geometry, or an array of them, with corners added on its edges so that none is longer than 500 m.

    The corners lie on the straight line in longitude and latitude, as maps draw it. What is divided first can be cut,
    and its pieces add up to it.

    >>> from shapely import box, get_num_coordinates
    >>> cell = box(38, 48, 39, 49)
    >>> int(get_num_coordinates(divided(cell))), round(area_km2(divided(cell)) - area_km2(cell), 3)
    (893, 0.142)
    """
    import shapely

    return shapely.segmentize(without_empties(geometry), LONGEST_CUT)


def without_empties(geometries: Any) -> Any:
    """Return a geometry, or an array of them, without parts that are empty: GEOS ends the process over them.

    >>> from shapely import Polygon, box, get_num_geometries, multipolygons
    >>> int(get_num_geometries(without_empties(multipolygons([box(0, 0, 1, 1), Polygon()]))))
    1
    """
    import shapely

    array = np.atleast_1d(np.asarray(geometries, dtype=object))
    parts, owner = array, np.arange(len(array))
    while (shapely.get_type_id(parts) >= 4).any():  # collections may lie inside each other
        parts, index = shapely.get_parts(parts, return_index=True)
        owner = owner[index]
    empty = shapely.is_empty(parts) & (shapely.get_type_id(array) >= 4)[owner]
    if not empty.any():
        return geometries
    sound = array.copy()
    for index in np.unique(owner[empty]):
        kept = parts[(owner == index) & ~empty]
        is_land = (shapely.get_type_id(kept) == 3).all()
        sound[index] = shapely.multipolygons(kept) if is_land else shapely.geometrycollections(kept)
    return sound if np.ndim(geometries) else sound[0]


def polygons_in(geometries: NDArray[Any]) -> tuple[NDArray[Any], Indexes]:
    """Return all single polygons inside the geometries, and the index of the geometry that each one is of."""
    import shapely

    owner = np.arange(len(geometries))
    # Collections lie inside each other as deep as their maker liked; each turn opens one more layer of all of them.
    while len(geometries):
        kind = shapely.get_type_id(geometries)
        if (kind <= 3).all():
            break
        geometries, index = shapely.get_parts(geometries, return_index=True)
        owner = owner[index]
    keep = (shapely.get_type_id(geometries) == 3) & ~shapely.is_empty(geometries)
    return geometries[keep], owner[keep]


def ring_areas_km2(longitude: Floats, latitude: Floats, ring: Indexes, count: int) -> Floats:
    """Return the area in km² that each of `count` closed rings encloses.

    `longitude` and `latitude` are the vertices of all rings one after the other, in degrees; a ring's first vertex
    stands again at its end. `ring` says which ring a vertex is of, in ascending order.
    """
    if not (np.isfinite(longitude).all() and np.isfinite(latitude).all()):
        raise WhoholdsError("a coordinate is not a finite number: correct the geometry")
    if np.abs(latitude).max(initial=0.0) > 90:
        raise WhoholdsError("a latitude is beyond the pole: are longitude and latitude exchanged, or metres given?")
    n = len(longitude)
    if n == 0:
        return np.zeros(count)
    under, turned, long_edge = np.zeros(n), np.zeros(n), np.zeros(n, dtype=bool)
    for start in range(0, n - 1, BLOCK):
        stop = min(start + BLOCK, n - 1)
        vertices = slice(start, stop + 1)
        edges = slice(start, stop)
        under[edges], turned[edges], long_edge[edges] = _edges(longitude[vertices], latitude[vertices], ring[vertices])
    starts = np.flatnonzero(np.concatenate(([True], ring[1:] != ring[:-1])))
    present = ring[starts]
    around = np.rint(np.add.reduceat(turned, starts) / (2 * math.pi))  # 1 or -1 if the ring goes round a pole
    half = 2 * math.pi * _authalic2()
    net = np.add.reduceat(under, starts) - half * around
    net -= 2 * half * np.rint(net / (2 * half))
    areas = np.zeros(count)
    areas[present] = np.abs(net)
    stops = np.append(starts[1:], n)
    for index in np.flatnonzero(np.logical_or.reduceat(long_edge, starts)):
        these = slice(starts[index], stops[index])
        areas[present[index]] = _exact_ring_km2(longitude[these], latitude[these])
    return areas


def _edges(longitude: Floats, latitude: Floats, ring: Indexes) -> tuple[Floats, Floats, NDArray[np.bool_]]:
    """Return the area under each edge of a block, its difference in longitude, and whether it is long.

    The area down to the equator is in km², positive where the edge runs east in the north. The difference is in
    radians within ±π. What joins the end of one ring to the start of the next is no edge and counts nothing.
    """
    joins = ring[1:] != ring[:-1]
    degrees = longitude[1:] - longitude[:-1]
    degrees -= 360 * np.rint(degrees / 360)
    degrees[joins] = 0.0
    turn = degrees * (math.pi / 180)

    s, c = _reduced(latitude)
    half = s / (1 + c)  # tan(β/2)
    s1, s2, c1, c2, t1, t2 = s[:-1], s[1:], c[:-1], c[1:], half[:-1], half[1:]
    cc = c1 * c2
    rate = _ahead_rate(s)

    # ω₁₂ from λ₁₂: a Newton step, then the equation itself with what the step gave. Here K is of the ends alone.
    tan_turn = np.tan(turn / 2)
    pull = cc * (rate[:-1] + rate[1:]) / 2
    square = tan_turn * tan_turn
    ahead = pull * tan_turn / (1 + square - pull * (1 - square))  # (ω₁₂ − λ₁₂)/2, small enough to be its own tangent
    tan_omega = (tan_turn + ahead) / (1 - tan_turn * ahead)
    square = tan_omega * tan_omega
    chord2 = (s2 - s1) ** 2 + (c2 - c1) ** 2 + 4 * cc * square / (1 + square)  # 4 sin²(σ₁₂/2)
    long_edge = chord2 > LONGEST_EDGE**2
    long_edge[joins] = False
    chord2 = np.minimum(chord2, LONGEST_EDGE**2)

    middle = (s1 + s2) / np.sqrt(4 - chord2)  # sin β half-way along the edge
    mean_rate = (rate[:-1] + 4 * _ahead_rate(middle) + rate[1:]) / 6
    bending = _bending(s)
    mean_bending = (bending[:-1] + 4 * _bending(middle) + bending[1:]) / 6
    stretch = 1 + chord2 / 6 + chord2 * chord2 / 30  # σ/sin σ, with chord² = 4 sin²(σ/2)
    reach = 2 * cc * stretch * tan_omega / (1 + square)  # sin α₀ σ₁₂
    ahead = mean_rate * reach / 2
    ahead += ahead**3 / 3
    tan_omega = (tan_turn + ahead) / (1 - tan_turn * ahead)
    excess = 2 * np.arctan(tan_omega * (t1 + t2) / (1 + t1 * t2))
    under = _authalic2() * excess + reach * mean_bending
    under[joins] = 0.0
    return under, turn, long_edge


def _reduced(latitude: Floats) -> tuple[Floats, Floats]:
    """Return sine and cosine of the reduced latitude."""
    angle = latitude * (math.pi / 180)
    s, c = (1 - FLATTENING) * np.sin(angle), np.abs(np.cos(angle))
    length = np.sqrt(s * s + c * c)
    return s / length, c / length


def _ahead_rate(s: Floats) -> Floats:
    """Return K, by which the longitude on the sphere of reduced latitudes runs ahead."""
    return ECCENTRICITY2 / (1 + np.sqrt(1 - ECCENTRICITY2 * (1 - s * s)))


def _bending(s: Floats) -> Floats:
    """Return G in km², what the ellipsoid adds to the spherical excess, for the sine of a reduced latitude."""
    x = s * s
    value = np.full_like(x, _bending_series()[-1])
    for coefficient in _bending_series()[-2::-1]:
        value *= x
        value += coefficient
    value *= s
    return value


@functools.cache
def _authalic2() -> float:
    """Return c², the square of the radius of the sphere that has the ellipsoid's area, in km²."""
    e = math.sqrt(ECCENTRICITY2)
    return EQUATOR_KM**2 * (1 + (1 - ECCENTRICITY2) / e * math.atanh(e)) / 2


@functools.cache
def _bending_series() -> tuple[float, ...]:
    """Return the coefficients of G(s)/s in powers of s², lowest first: seven are right to the last bit or two."""
    nodes = (1 - np.cos(np.pi * (np.arange(7) + 0.5) / 7)) / 2
    x = nodes
    d2 = 1 - ECCENTRICITY2 * (1 - x)
    sine = np.sqrt(x / d2)  # of the geodetic latitude
    e = math.sqrt(ECCENTRICITY2)
    b2 = EQUATOR_KM**2 * (1 - ECCENTRICITY2)
    area = b2 / 2 * (sine / (1 - ECCENTRICITY2 * sine**2) + np.arctanh(e * sine) / e)
    bending = (area * np.sqrt(d2) / np.sqrt(x) - _authalic2()) / (1 - x)
    return tuple(np.polynomial.polynomial.polyfit(nodes, bending, 6).tolist())


def _exact_ring_km2(longitude: Floats, latitude: Floats) -> float:
    """Return the area of one ring by GeographicLib's algorithm, for edges of any length."""
    area, _ = _ellipsoid().polygon_area_perimeter(longitude, latitude)
    return abs(float(area)) / 1e6


@functools.cache
def _ellipsoid() -> Any:
    from pyproj import Geod

    return Geod(ellps="WGS84")
