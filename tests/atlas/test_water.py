"""The inland water that ships: areas of known lakes, nothing twice, and what lies in a country."""

from __future__ import annotations

import json
from typing import Any

import pytest

pytest.importorskip("shapely")
pytest.importorskip("pyproj")
pytest.importorskip("pyarrow")

import numpy as np
import pyarrow.parquet as pq
import shapely

from whoholds.atlas.boundaries import boundary
from whoholds.atlas.gazetteer import STARTER
from whoholds.atlas.geodesy import area_km2, areas_km2
from whoholds.atlas.water import water_in

FILE = STARTER / "water.parquet"


@pytest.fixture(scope="module")
def waters() -> dict[str, Any]:
    return {row["name"]: row for row in pq.read_table(FILE).to_pylist() if row["name"]}


@pytest.mark.parametrize(
    ("name", "published_km2", "percent"),
    [
        ("Lake Assad", 610, 12),
        ("Sea of Galilee", 166, 5),
        ("Lake Van", 3_755, 8),
        ("Lake Sevan", 1_262, 11),
        ("Kakhovka Reservoir", 2_155, 6),
        ("Kremenchuk Reservoir", 2_250, 17),
        ("Kuybyshev Reservoir", 6_450, 12),
        ("Lake Tharthar", 2_710, 45),  # it rises and falls
        ("Lake Ladoga", 17_700, 2),
        ("Lake Baikal", 31_722, 2),
        ("Lake Victoria", 68_800, 3),
        ("Lake Tanganyika", 32_900, 2),
    ],
)
def test_areas_come_near_the_published_ones(
    waters: dict[str, Any], name: str, published_km2: float, percent: float
) -> None:
    assert waters[name]["area_km2"] == pytest.approx(published_km2, rel=percent / 100)


def test_areas_are_their_own_and_outlines_are_valid() -> None:
    table = pq.read_table(FILE)
    geometries = shapely.from_wkb(table["geometry"].to_numpy())
    assert shapely.is_valid(geometries).all()
    assert areas_km2(geometries) == pytest.approx(table["area_km2"].to_numpy(), rel=1e-9, abs=1e-9)
    assert 1_250_000 < float(np.sum(table["area_km2"].to_numpy())) < 1_300_000


def test_no_water_is_there_twice() -> None:
    geometries = shapely.from_wkb(pq.read_table(FILE, columns=["geometry"])["geometry"].to_numpy())
    one, other = shapely.STRtree(geometries).query(geometries, predicate="intersects")
    pairs = one < other
    shared = shapely.intersection(geometries[one[pairs]], geometries[other[pairs]])
    assert areas_km2(shared).sum() < 1e-3  # the grid moves a line by some decimetres


def test_a_drained_reservoir_says_so(waters: dict[str, Any]) -> None:
    assert "6 June 2023" in waters["Kakhovka Reservoir"]["note"]
    assert {row["kind"] for row in waters.values()} == {"lake", "reservoir", "lagoon"}


@pytest.mark.parametrize(("place", "least", "most"), [("UKR", 7_500, 9_000), ("SYR", 650, 900), ("ARM", 1_200, 1_400)])
def test_water_in_a_country(place: str, least: float, most: float) -> None:
    assert least < area_km2(water_in(boundary(place).geometry)) < most


def test_a_country_without_known_water_has_none() -> None:
    assert water_in(boundary("YEM").geometry) is None


def test_the_file_is_geoparquet_and_small() -> None:
    assert FILE.stat().st_size < 1e6
    metadata = pq.read_schema(FILE).metadata
    assert json.loads(metadata[b"geo"])["version"] == "1.1.0"
    papers = json.loads(metadata[b"papers"])
    assert set(papers) == {"source", "licence", "version", "note"}
    assert "public domain" in papers["licence"]
