"""Outlines on the grid of 7 decimals: valid, joined, the right way round and cut at the antimeridian."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import Point, box

from whoholds.atlas.exporting.drawn import cut_at_antimeridian, joined

Floats = st.floats(-1, 1, allow_nan=False)


def test_a_corner_on_a_neighbours_edge_becomes_a_corner_of_both() -> None:
    large, small = joined([box(0, 0, 1, 1), box(1, 0.3, 2, 0.6)])
    assert {(1.0, 0.3), (1.0, 0.6)} <= set(large.exterior.coords)
    assert shapely.coverage_is_valid(np.array([large, small], dtype=object))


def test_neighbours_that_rounding_would_part_stay_joined() -> None:
    third = 1 / 3
    west = shapely.Polygon([(0, 0), (1, third), (1, 1), (0, 1)])
    east = shapely.Polygon([(0, 0), (1, 0), (1, third)])
    drawn = joined([west, east])
    assert shapely.coverage_is_valid(np.array(drawn, dtype=object))
    assert shapely.union_all(drawn).equals(box(0, 0, 1, 1))


def test_outer_rings_run_anticlockwise_and_holes_clockwise() -> None:
    ring = shapely.Polygon([(0, 0), (0, 3), (3, 3), (3, 0)], [[(1, 1), (2, 1), (2, 2), (1, 2)]])
    (drawn,) = joined([ring])
    assert drawn.exterior.is_ccw
    assert not drawn.interiors[0].is_ccw


def test_ground_narrower_than_a_centimetre_is_not_drawn() -> None:
    drawn = joined([box(0, 0, 1, 1), box(1, 0, 1 + 1e-9, 1)])
    assert drawn[1] is None
    assert drawn[0] is not None


def test_overlapping_outlines_keep_their_overlap() -> None:
    one, other = joined([box(0, 0, 2, 1), box(1, 0, 3, 1)])
    assert shapely.intersection(one, other).equals(box(1, 0, 2, 1))


def test_points_are_rounded_and_turned_onto_the_globe() -> None:
    assert joined([Point(1 / 3, -1 / 3)])[0].wkt == "POINT (0.3333333 -0.3333333)"
    assert cut_at_antimeridian(Point(-190, 1)).wkt == "POINT (170 1)"


@pytest.mark.parametrize("turn", [-360, 0, 360])
def test_land_across_the_antimeridian_is_cut_there(turn: int) -> None:
    (drawn,) = joined([box(179 + turn, 60, 182 + turn, 61)])
    assert drawn.equals(shapely.union_all([box(179, 60, 180, 61), box(-180, 60, -178, 61)]))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(Floats, Floats, Floats, Floats), min_size=1, max_size=6))
def test_what_is_drawn_is_valid_on_the_grid_and_where_it_was(corners: list[tuple[float, ...]]) -> None:
    boxes = [box(min(a, c), min(b, d), max(a, c), max(b, d)) for a, b, c, d in corners]
    for before, after in zip(boxes, joined(boxes), strict=True):
        if after is None:
            assert before.area < 2e-6
            continue
        coordinates = shapely.get_coordinates(after)
        assert after.is_valid
        assert (coordinates == coordinates.round(7)).all()
        assert after.symmetric_difference(before).area < 4 * 4 * 2e-7
