"""Coordinates of every kind become longitude and latitude, or are refused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pyproj
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from imported_maps import SQUARE, geojson, text_file

from whoholds.atlas.importing.draft import Draft
from whoholds.atlas.importing.earth import placed
from whoholds.errors import UnreadableSource, WhoholdsError

Drafted = Callable[..., Draft]


def only(geometry: Any) -> Any:
    array = np.empty(1, dtype=object)
    array[0] = geometry
    return array


@pytest.mark.parametrize("code", [32637, 3857, 22770, 4022])
def test_any_coordinate_system_comes_back_to_the_same_place(code: int) -> None:
    there = pyproj.Transformer.from_crs("OGC:CRS84", code, always_xy=True)
    moved = shapely.transform(SQUARE, lambda xy: np.column_stack(there.transform(xy[:, 0], xy[:, 1])))
    found = placed(only(moved), f"EPSG:{code}", "a file")
    assert np.abs(shapely.get_coordinates(found.geometry) - shapely.get_coordinates(SQUARE)).max() < 1e-8
    assert str(code) in found.said[0]


@pytest.mark.parametrize("crs", ["OGC:CRS84", "EPSG:4326", "urn:ogc:def:crs:OGC:1.3:CRS84", pyproj.CRS(4326).to_wkt()])
def test_wgs84_is_taken_as_it_is_longitude_first(crs: str) -> None:
    found = placed(only(SQUARE), crs, "a file")
    assert found.geometry[0].equals(SQUARE)
    assert found.said == ()


@pytest.mark.parametrize(
    ("geometry", "crs", "says"),
    [
        (shapely.Point(np.nan, 35), "OGC:CRS84", "not a finite number"),
        (shapely.Point(np.inf, 35), "OGC:CRS84", "not a finite number"),
        (shapely.Point(36, 90.001), "OGC:CRS84", "beyond the pole"),
        (shapely.Point(36, -91), "OGC:CRS84", "beyond the pole"),
        (shapely.Point(1e300, 35), "OGC:CRS84", "longitude of 1e"),
        (shapely.Point(300_000, 3_800_000), None, "names no coordinate system"),
        (shapely.Point(36, 35), "+proj=longlat +nadgrids=/etc/passwd", "needs other files"),
        (shapely.Point(36, 35), "EPSG:123456789", "unknown coordinate system"),
        (shapely.Point(36, 35), "/vsicurl/http://example.org/a.prj", "needs other files"),
        (shapely.Point(36, 35), "somewhere", "unknown coordinate system"),
        (
            shapely.Point(36, 35),
            'ENGCRS["a site",EDATUM["x"],CS[Cartesian,2],AXIS["x",east],AXIS["y",north],LENGTHUNIT["m",1]]',
            "not on earth",
        ),
        (shapely.Point(1e9, 1e9), "EPSG:32637", "does not have"),
    ],
)
def test_what_is_nowhere_on_earth_is_refused(geometry: Any, crs: str | None, says: str) -> None:
    with pytest.raises(UnreadableSource, match=says):
        placed(only(geometry), crs, "a file")


def test_numbers_like_degrees_are_taken_as_degrees_and_said() -> None:
    found = placed(only(SQUARE), None, "a file")
    assert found.geometry[0].equals(SQUARE)
    assert "no coordinate system" in found.said[0]


def test_land_beyond_the_antimeridian_is_cut_there() -> None:
    found = placed(only(shapely.box(179, -1, 182, 1)), "OGC:CRS84", "a file")
    west, east = sorted(found.geometry[0].geoms, key=lambda part: part.bounds)
    assert west.bounds == (-180, -1, -178, 1)
    assert east.bounds == (179, -1, 180, 1)
    assert "Cut at 180 degrees" in found.said[0]


@given(st.floats(-360, 360), st.floats(-90, 90))
def test_a_point_comes_to_lie_within_180_degrees_at_the_same_place(longitude: float, latitude: float) -> None:
    found = placed(only(shapely.Point(longitude, latitude)), "OGC:CRS84", "a file").geometry[0]
    assert -180 <= found.x <= 180
    assert found.y == latitude
    turns = (found.x - longitude) / 360
    assert turns == pytest.approx(round(turns), abs=1e-9)


def test_too_many_corners(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("whoholds.atlas.importing.earth.MOST_CORNERS", 4)
    with pytest.raises(UnreadableSource, match="5 corners"):
        placed(only(SQUARE), "OGC:CRS84", "a file")


def test_heights_are_left_out(tmp_path: Path, drafted: Drafted) -> None:
    path = geojson(tmp_path / "a.geojson", [(shapely.force_3d(SQUARE, 700), {"holder": "SDF"})])
    land = shapely.from_wkb(drafted(path).table.column("geometry")[0].as_py())
    assert land.equals(SQUARE)
    assert not land.has_z


def test_a_map_of_elsewhere_is_refused(tmp_path: Path, drafted: Drafted) -> None:
    path = geojson(tmp_path / "a.geojson", [(shapely.box(6, 47, 8, 49), {"holder": "SDF"})])
    with pytest.raises(WhoholdsError, match=r"it is not of SYR.*another --place"):
        drafted(path)


def test_exchanged_coordinates_are_seen(tmp_path: Path, drafted: Drafted) -> None:
    turned = shapely.transform(shapely.box(39, 36, 41, 37), lambda xy: xy[:, ::-1])
    path = geojson(tmp_path / "a.geojson", [(turned, {"holder": "SDF"})])
    with pytest.raises(WhoholdsError, match="are exchanged"):
        drafted(path)
    table = text_file(tmp_path / "a.csv", "lat,lon,holder\n136.2,37.2,SDF\n")
    with pytest.raises(WhoholdsError, match=r"row 1: no latitude is 136\.2"):
        drafted(table)


def test_the_old_way_to_name_a_coordinate_system_in_geojson(tmp_path: Path, drafted: Drafted) -> None:
    named = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3857"}}
    metres = shapely.box(4_200_000, 4_100_000, 4_300_000, 4_200_000)
    draft = drafted(geojson(tmp_path / "a.geojson", [(metres, {"holder": "SDF"})], crs=named))
    assert "EPSG:3857" in draft.papers.repairs[0]
    linked = {"type": "link", "properties": {"href": "http://example.org/crs"}}
    with pytest.raises(WhoholdsError, match="another file"):
        drafted(geojson(tmp_path / "a.geojson", [(metres, {"holder": "SDF"})], crs=linked))
