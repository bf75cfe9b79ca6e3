"""Areas against GeographicLib, which solves each edge in full, and against what can be done in the head."""

from __future__ import annotations

import math
from typing import Any

import pytest

from whoholds.errors import WhoholdsError

pytest.importorskip("shapely")
pytest.importorskip("pyproj")
pytest.importorskip("geographiclib")

import numpy as np
from geographiclib.geodesic import Geodesic
from hypothesis import given
from hypothesis import strategies as st
from shapely import GeometryCollection, MultiPolygon, Point, Polygon, box, from_wkt

from whoholds.atlas.geodesy import area_km2, areas_km2, divided

EARTH_KM2 = 510_065_621.724
ROUNDING_KM2 = 2e-7  # a fifth of a square metre


def by_geographiclib(ring: Any) -> float:
    """Return the area of one ring in km² as GeographicLib's polygon area has it, whichever way it runs."""
    polygon = Geodesic.WGS84.Polygon()
    for longitude, latitude in list(ring.coords)[:-1]:
        polygon.AddPoint(latitude, longitude)
    return abs(float(polygon.Compute(False, True)[2])) / 1e6


def zone_km2(latitude: float) -> float:
    """Return the area between the equator and a parallel, all the way round, by the closed formula."""
    a, f = 6378.137, 1 / 298.257223563
    e, sine = math.sqrt(f * (2 - f)), math.sin(math.radians(latitude))
    return math.pi * (a * (1 - f)) ** 2 * (sine / (1 - (e * sine) ** 2) + math.atanh(e * sine) / e)


@st.composite
def star_shaped(draw: st.DrawFn) -> Polygon:
    """Draw a polygon round some place of the Earth, from the size of a field to that of a continent."""
    latitude = draw(st.one_of(st.floats(-90, 90), st.sampled_from([-90.0, 0.0, 90.0])))
    longitude = draw(st.one_of(st.floats(-180, 180), st.sampled_from([-180.0, 180.0])))
    metres = 10 ** draw(st.floats(2.5, 6.6))
    reach = draw(st.lists(st.floats(0.3, 1.0), min_size=3, max_size=60))
    corners = []
    for index, part in enumerate(reach):
        corner = Geodesic.WGS84.Direct(latitude, longitude, 360 * index / len(reach), metres * part)
        corners.append((corner["lon2"], corner["lat2"]))
    return Polygon(corners)


@given(star_shaped())
def test_any_polygon_agrees_with_geographiclib(polygon: Polygon) -> None:
    assert area_km2(polygon) == pytest.approx(by_geographiclib(polygon.exterior), rel=1e-7, abs=ROUNDING_KM2)


@given(st.lists(star_shaped(), max_size=6))
def test_many_at_once_are_each_as_alone(polygons: list[Polygon]) -> None:
    assert areas_km2(polygons).tolist() == pytest.approx([area_km2(polygon) for polygon in polygons], rel=1e-12)


@given(star_shaped(), st.integers(-2, 2))
def test_turning_a_ring_round_or_moving_it_by_whole_circles_changes_nothing(polygon: Polygon, circles: int) -> None:
    moved = Polygon([(x + 360 * circles, y) for x, y in polygon.exterior.coords[::-1]])
    assert area_km2(moved) == pytest.approx(area_km2(polygon), rel=1e-7, abs=ROUNDING_KM2)


def test_an_eighth_of_the_earth_is_an_eighth() -> None:
    """Its three edges, a quarter of the equator and two meridians, are geodesics: nothing is left to the method."""
    assert area_km2(Polygon([(0, 0), (90, 0), (0, 90)])) == pytest.approx(EARTH_KM2 / 8, rel=1e-9)
    edges = [(x, 0) for x in range(0, 91)] + [(90, y) for y in range(1, 90)] + [(0, 90)]
    edges += [(0, y) for y in range(89, 0, -1)]
    assert area_km2(Polygon(edges)) == pytest.approx(EARTH_KM2 / 8, rel=1e-9)


def test_holes_are_taken_off_whichever_way_they_run() -> None:
    outline, hole = box(38, 48, 39, 49), box(38.25, 48.25, 38.75, 48.75)
    for ring in (hole.exterior.coords, hole.exterior.coords[::-1]):
        assert area_km2(Polygon(outline.exterior, [ring])) == pytest.approx(
            by_geographiclib(outline.exterior) - by_geographiclib(hole.exterior), rel=1e-9
        )


def test_both_sides_of_the_antimeridian() -> None:
    across = Polygon([(179, -1), (-179, -1), (-179, 1), (179, 1)])
    assert area_km2(across) == pytest.approx(area_km2(box(-1, -1, 1, 1)), rel=1e-9)
    cut = MultiPolygon([box(179, -1, 180, 1), box(-180, -1, -179, 1)])
    assert area_km2(cut) == pytest.approx(2 * area_km2(box(0, -1, 1, 1)), rel=1e-9)


@pytest.mark.parametrize("pole", [90, -90])
def test_a_cap_round_a_pole(pole: int) -> None:
    """Round a pole in steps of one degree, and as a plate carrée map draws it, down to the map's edge."""
    side = math.copysign(1, pole)
    cap = Polygon([(x, side * 80) for x in range(-180, 180)])
    on_the_map = Polygon([(x, side * 80) for x in range(-180, 181)] + [(180, pole), (-180, pole)])
    expected = by_geographiclib(cap.exterior)
    assert 3.9e6 < expected < 4.0e6
    assert area_km2(cap) == pytest.approx(expected, rel=1e-9)
    assert area_km2(on_the_map) == pytest.approx(expected, rel=1e-9)


def test_an_edge_is_a_geodesic_and_not_a_parallel() -> None:
    """The shortest way between two points of a northern parallel runs north of it.

    With enough vertices a box follows its parallels, and its area is the zone's between 50 and 60 degrees, a sixth of
    the way round. With four corners it loses more in the south than it gains in the north.
    """
    along_parallels = area_km2(box(0, 50, 60, 60).segmentize(0.01))
    assert along_parallels == pytest.approx((zone_km2(60) - zone_km2(50)) / 6, rel=1e-6)
    assert area_km2(box(0, 50, 60, 60)) / along_parallels == pytest.approx(0.902, abs=1e-3)


def test_the_example_for_the_hand_in_the_docs() -> None:
    """`docs/explanation/areas.md` works it out on paper."""
    cell = box(20, 60, 30, 61)
    parallels = (zone_km2(61) - zone_km2(60)) / 36
    assert (round(zone_km2(61)), round(zone_km2(60)), round(parallels)) == (222_821_291, 220_616_960, 61_231)

    def strip(latitude: float) -> float:
        angle, width = math.radians(latitude), math.radians(10)
        return 6371**2 * width**3 * math.sin(angle) * math.cos(angle) ** 2 / 12

    assert (round(strip(60)), round(strip(61))) == (3893, 3697)
    assert area_km2(cell) == pytest.approx(parallels - strip(60) + strip(61), abs=2)
    assert (round(area_km2(cell), 1), round(area_km2(divided(cell)), 1)) == (61_033.5, 61_231.4)


def test_what_has_no_area_and_what_is_not_known() -> None:
    nested = from_wkt("GEOMETRYCOLLECTION (GEOMETRYCOLLECTION (POINT (1 1), POLYGON ((0 0, 1 0, 1 1, 0 1, 0 0))))")
    values = areas_km2([Point(0, 0), Polygon(), GeometryCollection(), None, nested])
    assert values[:3].tolist() == [0, 0, 0]
    assert math.isnan(values[3])
    assert values[4] == pytest.approx(area_km2(box(0, 0, 1, 1)), rel=1e-12)
    assert areas_km2([]).tolist() == []


def test_a_field_is_measured_as_well_as_a_country() -> None:
    """100 metres by 100 metres at 48 degrees north: a hundredth of a km², by GeographicLib's corners."""
    corner = Geodesic.WGS84.Direct(48, 38, 90, 100)
    top = Geodesic.WGS84.Direct(48, 38, 0, 100)
    far = Geodesic.WGS84.Direct(corner["lat2"], corner["lon2"], 0, 100)
    points = [(38, 48)] + [(p["lon2"], p["lat2"]) for p in (corner, far, top)]
    assert area_km2(Polygon(points)) == pytest.approx(0.01, rel=1e-5)


@pytest.mark.parametrize("bad", [math.nan, math.inf, -math.inf])
def test_a_coordinate_that_is_no_number_is_refused(bad: float) -> None:
    with np.errstate(invalid="ignore"):
        polygon = Polygon([(0, 0), (bad, 0), (1, 1)])
    with pytest.raises(WhoholdsError, match="not a finite number"):
        area_km2(polygon)


def test_metres_are_not_taken_for_degrees() -> None:
    with pytest.raises(WhoholdsError, match="beyond the pole"):
        area_km2(box(4_200_000, 5_300_000, 4_300_000, 5_400_000))


def test_rings_across_the_seam_of_two_blocks() -> None:
    """More coordinates than one block holds, so that rings and edges lie across its seams."""
    circle = Point(38, 48).buffer(1, quad_segs=1500)
    many = [circle] * 12
    assert np.ptp(areas_km2(many)) <= 1e-9 * area_km2(circle)
    assert areas_km2(many)[0] == pytest.approx(by_geographiclib(circle.exterior), rel=1e-9)


def test_an_empty_part_among_others_does_no_harm() -> None:
    with_an_empty_one = MultiPolygon([box(0, 0, 1, 1), Polygon()])
    assert area_km2(divided(with_an_empty_one)) == pytest.approx(area_km2(divided(box(0, 0, 1, 1))))
    assert divided(GeometryCollection([Polygon(), Point(0, 0)])).geom_type == "GeometryCollection"
