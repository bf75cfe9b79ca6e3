"""Outlines of many shapes: each edge once, inside to its right, and from which shape to which it stays."""

from __future__ import annotations

import pytest

pytest.importorskip("shapely")
pytest.importorskip("pyarrow")

import numpy as np
from shapely import MultiPolygon, Point, Polygon, box

from whoholds.atlas.base_lines import BaseLines
from whoholds.atlas.map_lines import straight_areas_km2
from whoholds.atlas.outlines import outlines_of

WEST, EAST = box(0, 0, 1, 1), box(1, 0, 2, 1)


def test_an_edge_that_comes_back_has_two_runs() -> None:
    runs = outlines_of([WEST, WEST, EAST, WEST]).runs
    assert (
        sorted(zip(runs.first.tolist(), runs.last.tolist(), strict=True)) == [(0, 1)] * 4 + [(2, 2)] * 4 + [(3, 3)] * 4
    )
    assert [runs.limits[edge + 1] - runs.limits[edge] for edge in range(8)].count(2) == 4


def test_sums_follow_shapes_that_come_and_go() -> None:
    days = [WEST, EAST, WEST.union(EAST), Polygon(), EAST, EAST, WEST]
    sums = BaseLines([box(0, 0, 2, 1)], np.array([0]), 1).sums(days)[:, 0, 0]
    assert sums == pytest.approx(straight_areas_km2(days), abs=1e-7)


def test_the_inside_is_to_the_right_whichever_way_a_ring_was_drawn() -> None:
    hole = box(0.2, 0.2, 0.8, 0.8).exterior
    for shape in (Polygon(WEST.exterior, [hole]), Polygon(WEST.exterior.reverse(), [hole.reverse()])):
        outlines = outlines_of([shape])
        edges = outlines.edges
        x, y = (edges.x1 + edges.x2) / 2, (edges.y1 + edges.y2) / 2
        right = 1e-3 * (edges.y2 - edges.y1), -1e-3 * (edges.x2 - edges.x1)
        assert all(shape.contains(Point(*spot)) for spot in zip(x + right[0], y + right[1], strict=True))
        assert outlines.hole.tolist() == [False, True]


def test_rings_are_counted_shape_by_shape() -> None:
    outlines = outlines_of([MultiPolygon([WEST, box(5, 0, 6, 1)]), Polygon(), EAST])
    assert outlines.ring_shape.tolist() == [0, 0, 2]
    assert outlines.ring_limits.tolist() == [0, 4, 8, 12]
    assert outlines.limits.tolist() == [0, 8, 8, 12]
