"""Points of control made into land: against the nearest point by GeographicLib, and what can be done in the head."""

from __future__ import annotations

import math
from typing import Any

import pytest

pytest.importorskip("shapely")
pytest.importorskip("pyproj")

import numpy as np
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Geod
from shapely import MultiPolygon, box

from whoholds.atlas.circles import circle_km
from whoholds.atlas.conformal import ConformalMap
from whoholds.atlas.geodesy import area_km2, areas_km2, divided
from whoholds.atlas.ground_from_points import UNINHABITED, ControlPoint, Ground, ground_from_points
from whoholds.atlas.nearest import nearest_cells
from whoholds.errors import WhoholdsError

A_FEW_M2 = 1e-5  # in km²: each edge that is cut in two may move the sum by a square metre
WGS84 = Geod(ellps="WGS84")


def points_of(*places: tuple[float, float, str | None]) -> list[ControlPoint]:
    return [ControlPoint(longitude=x, latitude=y, holder=holder) for x, y, holder in places]


def share(grounds: tuple[Ground, ...], name: str) -> float:
    areas = {ground.name: area_km2(ground.geometry) for ground in grounds}
    return areas[name] / sum(areas.values())


@st.composite
def places_in_a_box(draw: st.DrawFn) -> tuple[Any, Any, Any]:
    """Draw a box of up to 20 degrees anywhere but the poles, and points in and around it."""
    west, south = draw(st.floats(-180, 179)), draw(st.floats(-85, 80))
    width, height = draw(st.floats(0.01, 20)), draw(st.floats(0.01, 20))
    base = box(west, south, west + width, min(south + height, 88))
    seed, count = draw(st.integers(0, 2**32 - 1)), draw(st.integers(1, 40))
    rng = np.random.default_rng(seed)
    x = west + width * rng.uniform(-0.2, 1.2, count)
    y = np.clip(south + height * rng.uniform(-0.2, 1.2, count), -89, 89)
    return x, y, base


@given(places_in_a_box())
@settings(max_examples=60, deadline=None)
def test_each_place_goes_to_its_nearest_point(drawn: tuple[Any, Any, Any]) -> None:
    x, y, base = drawn
    cells, left = nearest_cells(x, y, base)
    assert left.is_empty
    assert shapely.is_valid(cells).all()
    assert areas_km2(cells).sum() == pytest.approx(area_km2(divided(base)), rel=1e-9, abs=A_FEW_M2)
    west, south, east, north = base.bounds
    rng = np.random.default_rng(0)
    for place in np.stack([rng.uniform(west, east, 30), rng.uniform(south, north, 30)], axis=1):
        metres = WGS84.inv(np.full(len(x), place[0]), np.full(len(x), place[1]), x, y)[2]
        holding = np.flatnonzero(shapely.intersects(cells, shapely.Point(place)))
        assert len(holding) > 0
        assert (metres[holding] - metres.min()).max() <= 1  # on a border of cells up to 3,000 km apart


@given(places_in_a_box(), st.floats(1, 300))
@settings(max_examples=30, deadline=None)
def test_a_cap_leaves_land_over_and_nothing_is_lost(drawn: tuple[Any, Any, Any], cap_km: float) -> None:
    x, y, base = drawn
    cells, left = nearest_cells(x, y, base, cap_km=cap_km)
    whole = area_km2(divided(base))
    assert areas_km2([*cells, left]).sum() == pytest.approx(whole, rel=1e-9, abs=A_FEW_M2)
    for place in shapely.get_coordinates(left)[::50]:
        assert WGS84.inv(np.full(len(x), place[0]), np.full(len(x), place[1]), x, y)[2].min() > 1000 * cap_km - 2


def test_two_points_share_a_square_on_the_equator() -> None:
    grounds = ground_from_points(points_of((0.5, 0.5, "North"), (0.5, -0.5, "South")), box(0, -1, 1, 1))
    assert [ground.name for ground in grounds] == ["North", "South"]
    assert share(grounds, "North") == pytest.approx(0.5, abs=1e-9)


def test_nearest_is_asked_on_the_ellipsoid_and_not_on_the_map() -> None:
    """At 60 degrees north a degree of longitude is half as long as a degree of latitude.

    On a map in degrees the place at 0 E lies nearer to the point one degree north of it than to the one 1.5 degrees
    east; on the ground the eastern one is nearer, 83 km against 111.
    """
    base = box(-0.01, 59.99, 0.01, 60.01)
    grounds = ground_from_points(points_of((0, 61, "North"), (1.5, 60, "East")), base)
    assert [ground.holder for ground in grounds] == ["East"]


def test_across_the_antimeridian() -> None:
    base = MultiPolygon([box(179, -1, 180, 1), box(-180, -1, -179, 1)])
    grounds = ground_from_points(points_of((179.5, 0, "West"), (-179.9, 0, "East")), base)
    assert share(grounds, "West") == pytest.approx(0.4, abs=1e-3)  # the border is at 179.8 east
    west = grounds[0].geometry.bounds
    assert (west[0], west[2]) == pytest.approx((179, 179.8), abs=1e-9)
    assert grounds[1].geometry.bounds[0] == pytest.approx(-180)


def test_holders_are_put_together_by_holder_and_status() -> None:
    points = [
        ControlPoint(longitude=0.2, latitude=0, holder="A"),
        ControlPoint(longitude=0.4, latitude=0, holder="A", status="contested"),
        ControlPoint(longitude=0.6, latitude=0, holder="A"),
        ControlPoint(longitude=0.8, latitude=0, holder=None),
    ]
    grounds = ground_from_points(points, box(0, -0.1, 1, 0.1))
    assert [(ground.name, ground.holder, ground.status) for ground in grounds] == [
        ("A", "A", "controlled"), ("A", "A", "contested"), (UNINHABITED, None, "controlled"),
    ]  # fmt: skip
    assert [round(share((g,), g.name) * area_km2(g.geometry)) for g in grounds] == [1231, 492, 739]


def test_one_point_has_all_and_a_cap_is_a_circle() -> None:
    base = box(37, 34, 40, 37)
    (whole,) = ground_from_points(points_of((38.5, 35.5, "A")), base)
    assert area_km2(whole.geometry) == pytest.approx(area_km2(base), rel=1e-4)
    held, left = ground_from_points(points_of((38.5, 35.5, "A")), base, cap_km=50)
    assert left.name == UNINHABITED
    assert area_km2(held.geometry) == pytest.approx(area_km2(circle_km(38.5, 35.5, 50)), rel=1e-6)


@pytest.mark.parametrize("radius", [1, 55, 500])
def test_a_circle_has_the_area_of_a_cap_of_the_ellipsoid(radius: float) -> None:
    """At the equator the Earth curves as a sphere of radius √(MN), to a part in a thousand squared."""
    a, f = 6378.137, 1 / 298.257223563
    sphere = math.sqrt(a * (1 - f) ** 2 * a)
    expected = 2 * math.pi * sphere**2 * (1 - math.cos(radius / sphere))
    assert area_km2(circle_km(20, 0, radius)) == pytest.approx(expected, rel=2e-5)


@pytest.mark.parametrize("longitude", [179.9, -179.9, 180, -180, 540])
def test_a_circle_across_the_antimeridian_has_two_sides(longitude: float) -> None:
    circle = circle_km(longitude, -16.5, 40)
    assert area_km2(circle) == pytest.approx(area_km2(circle_km(0, -16.5, 40)), rel=1e-6)
    assert (circle.bounds[0], circle.bounds[2]) == (-180, 180)
    assert len(circle.geoms) == 2


def test_the_circle_round_al_tanf() -> None:
    from whoholds.atlas.boundaries import boundary

    circle = circle_km(38.6178, 33.5058, 55)
    assert area_km2(circle) == pytest.approx(9503.2, abs=0.2)
    syria = boundary("SYR", variant="without the Golan")
    assert area_km2(divided(syria.geometry).intersection(circle)) == pytest.approx(6956, abs=15)


@pytest.mark.parametrize(
    ("x", "y", "base", "said"),
    [
        ([], [], box(0, 0, 1, 1), "no points"),
        ([0.5, 0.5], [0.5, 0.5], box(0, 0, 1, 1), "two points at 0.5 0.5"),
        ([math.nan], [0], box(0, 0, 1, 1), "not a longitude and a latitude"),
        ([0], [91], box(0, 0, 1, 1), "not a longitude and a latitude"),
        ([0, 1], [0, 1], MultiPolygon(), "no area"),
        ([0, 1], [80, 81], box(0, 70, 1, 90), "a pole"),
        ([0, 100], [0, 1], box(0, 0, 130, 10), "wider apart"),
    ],
)
def test_what_cannot_be_cut_is_refused(x: list[float], y: list[float], base: Any, said: str) -> None:
    with pytest.raises(WhoholdsError, match=said):
        nearest_cells(np.array(x, dtype=float), np.array(y, dtype=float), base)


@pytest.mark.parametrize("radius", [0, -1, math.nan, math.inf, 3000])
def test_a_radius_that_is_none_is_refused(radius: float) -> None:
    with pytest.raises(WhoholdsError, match="radius"):
        circle_km(0, 0, radius)


@pytest.mark.parametrize("place", [(0, 91), (0, math.nan), (math.inf, 0), (0, 89.9)])
def test_a_circle_round_no_place_or_a_pole_is_refused(place: tuple[float, float]) -> None:
    with pytest.raises(WhoholdsError, match=r"not a latitude|holds a pole"):
        circle_km(*place, 55)


@given(st.floats(-180, 180), st.floats(-85, 85), st.integers(0, 2**32 - 1))
def test_the_conformal_map_there_and_back(longitude: float, latitude: float, seed: int) -> None:
    rng = np.random.default_rng(seed)
    degrees = np.stack([longitude + rng.uniform(-60, 60, 20), rng.uniform(-80, 80, 20)], axis=1)
    chart = ConformalMap(longitude, latitude)
    assert np.abs(chart.degrees(chart.flat(degrees)) - degrees).max() < 1e-11
