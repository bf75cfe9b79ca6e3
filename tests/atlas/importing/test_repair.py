"""Faulty outlines are repaired, and what that changes is said."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from imported_maps import SQUARE, geojson

from whoholds.atlas.importing.draft import Draft
from whoholds.atlas.importing.repair import land_of
from whoholds.errors import WhoholdsError

Drafted = Callable[..., Draft]


def array(*geometries: Any) -> Any:
    made = np.empty(len(geometries), dtype=object)
    made[:] = geometries
    return made


def test_an_outline_that_crosses_itself_becomes_its_two_lobes() -> None:
    bow = shapely.Polygon([(0, 0), (1, 1), (1, 0), (0, 1)])
    repaired = land_of(array(bow))
    assert repaired.geometry[0].is_valid
    assert repaired.geometry[0].area == pytest.approx(0.5)
    assert "from 0.00 to 6,154." in repaired.said[0]


def test_parts_that_overlap_become_one_and_no_hole() -> None:
    twice = shapely.MultiPolygon([shapely.box(0, 0, 2, 1), shapely.box(1, 0, 3, 1)])
    assert land_of(array(twice)).geometry[0].equals(shapely.box(0, 0, 3, 1))


def test_what_is_right_is_left_as_it_is() -> None:
    repaired = land_of(array(SQUARE, None, shapely.Point(0, 0), shapely.LineString([(0, 0), (1, 1)])))
    assert repaired.geometry[0] is SQUARE
    assert list(repaired.geometry[1:]) == [None, None, None]
    assert repaired.said == ()


def test_only_the_land_of_a_collection_is_kept() -> None:
    mixed = shapely.GeometryCollection([shapely.Point(0, 0), shapely.GeometryCollection([SQUARE])])
    assert land_of(array(mixed)).geometry[0].equals(SQUARE)


def test_many_repairs_are_summed_up() -> None:
    bow = shapely.Polygon([(0, 0), (1, 1), (1, 0), (0, 1)])
    said = land_of(array(*[bow] * 7)).said
    assert len(said) == 6
    assert said[-1].startswith("2 more outlines were repaired")


@settings(max_examples=300)
@given(st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8)), min_size=4, max_size=12))
def test_any_ring_becomes_valid_land_or_none(corners: list[tuple[int, int]]) -> None:
    land = land_of(array(shapely.Polygon(corners))).geometry[0]
    assert land is None or (land.is_valid and land.geom_type in ("Polygon", "MultiPolygon") and land.area > 0)


def test_open_rings_and_rings_without_land_in_geojson(tmp_path: Path, drafted: Drafted) -> None:
    corners = shapely.get_coordinates(SQUARE).tolist()
    shape = {"type": "Polygon", "coordinates": [corners[:-1], [[37.1, 35], [37.2, 35]]]}
    draft = drafted(geojson(tmp_path / "a.geojson", [(shape, {"holder": "SDF"})]))
    assert shapely.from_wkb(draft.table.column("geometry")[0].as_py()).equals(SQUARE)
    assert "were closed or left out" in draft.papers.repairs[0]


def test_features_without_land_are_left_out_and_counted(tmp_path: Path, drafted: Drafted) -> None:
    features = [(SQUARE, {"holder": "SDF"}), (None, {"holder": "?"}), (shapely.Point(37, 35), {"holder": "!"})]
    draft = drafted(geojson(tmp_path / "a.geojson", features))
    assert draft.table.num_rows == 1
    assert "Left out: 2 features that are no land" in draft.papers.repairs[0]


def test_lines_alone_are_no_land(tmp_path: Path, drafted: Drafted) -> None:
    line = shapely.LineString([(37, 35), (38, 35)])
    with pytest.raises(WhoholdsError, match="no polygons and no points"):
        drafted(geojson(tmp_path / "a.geojson", [(line, {"holder": "SDF"})]))
