"""Sums over cells without cutting: against shapes that are cut, on random shapes and on shapes that nearly touch."""

from __future__ import annotations

import pytest

pytest.importorskip("shapely")
pytest.importorskip("pyproj")
pytest.importorskip("pyarrow")

from typing import Any

import numpy as np
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import box

from whoholds.atlas import base_lines
from whoholds.atlas.base_lines import BaseLines, Sites
from whoholds.atlas.map_lines import straight_areas_km2

# Coordinates on a coarse grid make lines that coincide, touch and share corners; the others make none of that.
grid = st.integers(0, 8).map(lambda n: n / 2)
free = st.floats(0, 4, allow_nan=False).map(lambda x: round(x, 6))


@st.composite
def shapes(draw: Any, numbers: Any) -> Any:
    """A valid multipolygon: a ring through random corners, made valid."""
    corners = draw(st.lists(st.tuples(numbers, numbers), min_size=3, max_size=8, unique=True))
    made = shapely.make_valid(shapely.Polygon(corners), method="structure")
    parts = shapely.get_parts(made)
    return shapely.multipolygons(parts[shapely.get_dimensions(parts) == 2])


def quarters() -> list[Any]:
    """Cells of one degree that fill the square from 0 to 4."""
    return [box(x, y, x + 1, y + 1) for x in range(4) for y in range(4)]


@settings(deadline=None)
@given(st.lists(shapes(grid) | shapes(free), min_size=1, max_size=4))
def test_the_sums_are_those_of_the_pieces_cut_out(drawn: list[Any]) -> None:
    cells = quarters()
    sums = BaseLines(cells, np.arange(len(cells)), len(cells)).sums(drawn)[:, 0]
    for shape, row in zip(drawn, sums, strict=True):
        cut = straight_areas_km2([shape.intersection(cell) for cell in cells])
        assert row == pytest.approx(cut, abs=1e-5)
        assert row.sum() == pytest.approx(straight_areas_km2([shape])[0], rel=1e-9, abs=1e-6)


@settings(deadline=None)
@given(shapes(grid), st.lists(st.tuples(free, free), min_size=1, max_size=20))
def test_places_are_counted_where_they_lie(shape: Any, spots: list[tuple[float, float]]) -> None:
    x, y = np.array(spots).T
    counts = np.stack([np.ones(len(x)), 10.0 * np.arange(len(x))], axis=1)
    sites = Sites(x, y, np.zeros(len(x), dtype=np.intp), counts)
    found = BaseLines([box(0, 0, 4, 4)], np.array([0]), 1, sites).sums([shape])[0, 1:, 0]
    inside = shapely.contains_xy(shape, x, y)
    on_the_line = shapely.intersects_xy(shape.boundary, x, y)
    assert (counts[inside].sum(axis=0) <= found).all()
    assert (found <= counts[inside | on_the_line].sum(axis=0)).all()


def test_a_place_on_a_common_line_counts_once() -> None:
    sites = Sites(np.array([1.0, 0.5]), np.array([0.5, 1.0]), np.zeros(2, dtype=np.intp), np.ones((2, 1)))
    lines = BaseLines([box(0, 0, 2, 2)], np.array([0]), 1, sites)
    quarter = [box(0, 0, 1, 1), box(1, 0, 2, 1), box(0, 1, 1, 2), box(1, 1, 2, 2)]
    assert lines.sums(quarter)[:, 1, 0].sum() == 2


def test_a_cell_of_several_parts_with_a_hole() -> None:
    ring = box(0, 0, 3, 3).difference(box(1, 1, 2, 2))
    lines = BaseLines([ring, box(5, 0, 6, 1)], np.array([0, 0]), 1)
    assert lines.sums([box(-1, -1, 7, 4)])[0, 0, 0] == pytest.approx(straight_areas_km2([ring, box(5, 0, 6, 1)]).sum())
    assert lines.sums([box(1, 1, 2, 2)])[0, 0, 0] == pytest.approx(0, abs=1e-6)


def test_many_alike_days_in_small_blocks_come_to_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    days = [shapely.Point(1, 1).buffer(0.5 + day / 100, quad_segs=40) for day in range(20)]
    cells = quarters()
    whole = BaseLines(cells, np.arange(16), 16).sums(days)
    monkeypatch.setattr(base_lines, "BLOCK", 50)
    monkeypatch.setattr(base_lines, "MOST_TERMS", 100)
    assert BaseLines(cells, np.arange(16), 16).sums(days) == pytest.approx(whole, abs=1e-7)


def test_no_shape_and_an_empty_one() -> None:
    lines = BaseLines([box(0, 0, 1, 1)], np.array([0]), 1)
    assert lines.sums([]).shape == (0, 1, 1)
    assert lines.sums([shapely.MultiPolygon()]).tolist() == [[[0.0]]]
