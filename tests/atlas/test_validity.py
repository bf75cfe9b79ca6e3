"""Validity of many alike shapes: what GEOS says of each, on random shapes and on one example of each fault."""

from __future__ import annotations

import pytest

pytest.importorskip("shapely")
pytest.importorskip("pyarrow")

from typing import Any

import numpy as np
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import LinearRing, MultiPolygon, Polygon, box

from whoholds.atlas import validity
from whoholds.atlas.outlines import outlines_of
from whoholds.atlas.validity import doubts, invalid

# Corners on a coarse grid make rings that touch, share edges and run along each other; the others make none of that.
grid = st.tuples(st.integers(0, 4), st.integers(0, 4))
free = st.tuples(st.floats(0, 4), st.floats(0, 4)).map(lambda spot: (round(spot[0], 6), round(spot[1], 6)))


@st.composite
def shapes(draw: Any, corners: Any) -> Any:
    """A multipolygon of random rings, with random holes, as a careless program might write it."""
    ring = st.lists(corners, min_size=3, max_size=6)
    polygon = st.builds(Polygon, ring, st.lists(ring, max_size=2))
    return MultiPolygon(draw(st.lists(polygon, min_size=1, max_size=3)))


def found_in(*drawn: Any) -> list[int]:
    made = np.array(drawn, dtype=object)
    return [int(at) for at in invalid(made, outlines_of(made))]


@settings(deadline=None, max_examples=300)
@given(st.lists(shapes(grid) | shapes(free), min_size=1, max_size=12))
def test_it_is_what_geos_says(drawn: list[Any]) -> None:
    assert found_in(*drawn) == np.flatnonzero(~shapely.is_valid(drawn)).tolist()


SQUARE = box(0, 0, 4, 4)
FAULTS = {
    "a bow": Polygon([(0, 0), (2, 2), (2, 0), (0, 2)]),
    "a bow that crosses in a corner": Polygon([(0, 0), (1, 1), (2, 2), (2, 0), (1, 1), (0, 2)]),
    "a spike": Polygon([(0, 0), (0, 4), (4, 4), (6, 4), (4, 4), (4, 0)]),
    "two that overlap": MultiPolygon([SQUARE, box(3, 3, 6, 6)]),
    "two that overlap along an edge": MultiPolygon([SQUARE, box(0, 0, 2, 2)]),
    "one inside the other": MultiPolygon([SQUARE, box(1, 1, 2, 2)]),
    "the same twice": MultiPolygon([SQUARE, SQUARE]),
    "a ring that is run twice": Polygon([*SQUARE.exterior.coords, *SQUARE.exterior.coords[1:]]),
    "a hole outside": Polygon(SQUARE.exterior, [LinearRing([(5, 0), (6, 0), (6, 1)])]),
    "a hole in a hole": Polygon(SQUARE.exterior, [box(1, 1, 3, 3).exterior, box(1.5, 1.5, 2, 2).exterior]),
    "the same hole twice": Polygon(SQUARE.exterior, [box(1, 1, 3, 3).exterior] * 2),
    "a corner that is nowhere": Polygon([(0, 0), (0, 4), (4, float("inf")), (4, 0)]),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_is_found_among_sound_shapes(fault: str) -> None:
    assert found_in(SQUARE, FAULTS[fault], box(5, 5, 6, 6)) == [1]


def test_islands_in_lakes_and_rings_that_touch_are_sound() -> None:
    ring = Polygon(SQUARE.exterior, [box(1, 1, 3, 3).exterior])
    touching = MultiPolygon([box(0, 0, 1, 1), box(1, 1, 2, 2)])
    assert found_in(MultiPolygon([ring, box(1.5, 1.5, 2, 2)]), touching, MultiPolygon()) == []


def test_geos_is_asked_about_few() -> None:
    days = np.array([shapely.Point(1, 1).buffer(0.5 + day / 100, quad_segs=40) for day in range(20)])
    assert not doubts(outlines_of(days)).any()


def test_a_few_at_a_time_come_to_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(validity, "EDGES", 3)
    monkeypatch.setattr(validity, "SUMS", 1)
    assert found_in(*[SQUARE, *FAULTS.values(), SQUARE]) == list(range(1, len(FAULTS) + 1))
