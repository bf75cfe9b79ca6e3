"""From the globe to the paper: areas are kept, and everything stays where it is seen."""

from __future__ import annotations

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import box

from whoholds.atlas.boundaries import boundary
from whoholds.atlas.geodesy import without_empties
from whoholds.atlas.map_lines import straight_area_km2
from whoholds.errors import WhoholdsError
from whoholds.showing.maps.drawing import Box
from whoholds.showing.maps.projection import Plane, View


@pytest.mark.parametrize("place", ["SYR", "UKR", "MMR", "SDN", "RUS"])
def test_areas_on_the_plane_are_areas_on_the_ellipsoid(place: str) -> None:
    land = boundary(place).geometry
    drawn = shapely.area(Plane.centred_on(land).project(land))
    assert drawn == pytest.approx(straight_area_km2(land), rel=2e-5)


@settings(max_examples=60, deadline=None)
@given(st.floats(-179, 170), st.floats(-80, 78), st.floats(0.1, 9), st.floats(0.1, 6))
def test_areas_of_boxes_anywhere(west: float, south: float, wide: float, high: float) -> None:
    land = box(west, south, min(west + wide, 180), min(south + high, 84))
    drawn = shapely.area(Plane.centred_on(land).project(land))
    assert drawn == pytest.approx(straight_area_km2(land), rel=1e-4)


def test_the_centre_is_the_middle_of_the_country() -> None:
    land = boundary("SYR").geometry
    plane = Plane.centred_on(land)
    west, south, east, north = shapely.bounds(plane.project(land))
    assert abs(west + east) < 20
    assert abs(south + north) < 20
    assert plane.says == "Lambert azimuthal equal-area projection centred on 34.9° N 38.9° E"


def test_a_country_over_the_antimeridian_is_in_one_piece() -> None:
    land = shapely.multipolygons([box(178, -1, 180, 1), box(-180, -1, -178, 1)])
    plane = Plane.centred_on(land)
    assert abs(plane.longitude) == 180
    west, _, east, _ = shapely.bounds(plane.project(land))
    assert east - west == pytest.approx(4 * 111.3, rel=0.01)


def test_a_view_fits_its_rectangle() -> None:
    land = box(30, 50, 40, 52)
    plane = Plane.centred_on(land)
    view = View.of(plane, tuple(shapely.bounds(plane.project(land)).tolist()), Box(10, 20, 300, 200), margin=15)
    left, top, right, foot = shapely.bounds(view.place(land))
    assert (left, right) == pytest.approx((25, 295))
    assert 20 < top < foot < 220
    north, south = view.at(35, 52)[1], view.at(35, 50)[1]
    assert north < south


def test_what_is_cut_away_is_not_seen() -> None:
    land = box(30, 50, 40, 52)
    plane = Plane.centred_on(land)
    view = View.of(plane, tuple(shapely.bounds(plane.project(land)).tolist()), Box(0, 0, 300, 200), margin=15)
    everything = box(-179, -80, 179, 80)
    frame = shapely.box(0, 0, 300, 200)
    seen = shapely.intersection(shapely.make_valid(view.place(view.cut(everything))), frame)
    assert shapely.area(seen) == pytest.approx(300 * 200)
    assert shapely.area(view.cut(everything)) < 2000


def test_the_back_of_the_globe_is_out_of_reach() -> None:
    plane = Plane(38.0, 35.0)
    assert plane.reaches(box(36, 33, 42, 37))
    assert not plane.reaches(box(-145, -40, -135, -30))


def test_empty_parts_do_not_end_the_process() -> None:
    land = shapely.multipolygons([box(0, 0, 1, 1), shapely.Polygon()])
    assert shapely.area(Plane(0.5, 0.5).project(land)) == pytest.approx(12309, rel=1e-3)
    nested = shapely.geometrycollections([land, shapely.Point(0, 0)])
    assert shapely.get_num_geometries(without_empties(nested)) == 2
    assert Plane(0.5, 0.5).project(nested).geom_type == "GeometryCollection"
    sound = shapely.geometrycollections([box(0, 0, 1, 1)])
    assert without_empties(sound) is sound


def test_no_land_no_map() -> None:
    with pytest.raises(WhoholdsError, match="without land"):
        Plane.centred_on(shapely.Polygon())
