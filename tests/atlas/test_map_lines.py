"""Areas between straight lines in longitude and latitude: in closed form, against quadrature and against fine edges."""

from __future__ import annotations

import math

import pytest

pytest.importorskip("shapely")
pytest.importorskip("pyproj")

import numpy as np
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely import box

from whoholds.atlas.geodesy import ECCENTRICITY2, EQUATOR_KM, area_km2, divided
from whoholds.atlas.map_lines import straight_area_km2, straight_areas_km2, under_km2

longitudes = st.floats(-180, 180)
latitudes = st.floats(-90, 90)


def by_quadrature(x1: float, y1: float, x2: float, y2: float) -> float:
    """Return the ground below a straight edge by Gauss's rule with sixty points."""
    nodes, weights = np.polynomial.legendre.leggauss(60)
    sine = np.sin(np.radians((y1 + y2) / 2 + (y2 - y1) / 2 * nodes))
    e = math.sqrt(ECCENTRICITY2)
    below = sine / (1 - ECCENTRICITY2 * sine**2) + np.arctanh(e * sine) / e
    mean = EQUATOR_KM**2 * (1 - ECCENTRICITY2) / 2 * float((below * weights).sum()) / 2
    return math.radians(x2 - x1) * mean


@given(longitudes, latitudes, longitudes, latitudes)
def test_the_ground_below_an_edge_is_the_integral(x1: float, y1: float, x2: float, y2: float) -> None:
    ours = under_km2(*(np.array([end]) for end in (x1, y1, x2, y2)))[0]
    assert ours == pytest.approx(by_quadrature(x1, y1, x2, y2), rel=1e-12, abs=1e-6)


@given(longitudes, latitudes, longitudes, latitudes, st.floats(0.01, 0.99))
def test_an_edge_in_two_has_the_same_ground_below_it(x1: float, y1: float, x2: float, y2: float, t: float) -> None:
    x, y = x1 + t * (x2 - x1), y1 + t * (y2 - y1)
    whole, first, rest = under_km2(
        np.array([x1, x1, x]), np.array([y1, y1, y]), np.array([x2, x, x2]), np.array([y2, y, y2])
    )
    assert first + rest == pytest.approx(whole, rel=1e-11, abs=1e-5)


def test_the_whole_ellipsoid() -> None:
    assert straight_area_km2(box(-180, -90, 180, 90)) == pytest.approx(510_065_621.724, abs=0.01)


@pytest.mark.parametrize(
    "shape",
    [
        box(38, 48, 39, 49),
        shapely.Polygon([(30, 50), (33, 55), (36, 49)], [[(32, 51), (33, 52), (33, 51)]]),
        shapely.MultiPolygon([box(-1, -1, 0, 1), box(10, 60, 11, 60.5)]),
    ],
    ids=["cell", "triangle with a hole", "two parts"],
)
def test_fine_geodesic_edges_come_to_the_same(shape: shapely.Geometry) -> None:
    assert straight_area_km2(shape) == pytest.approx(area_km2(divided(shape)), rel=1e-7)


def test_what_has_no_area() -> None:
    areas = straight_areas_km2([shapely.Point(0, 0), shapely.LineString([(0, 0), (1, 1)]), shapely.Polygon(), None])
    assert areas[:3].tolist() == [0, 0, 0]
    assert np.isnan(areas[3])
