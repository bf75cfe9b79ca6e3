"""Areas of the shared layers of control against GeographicLib, day by day."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("shapely")
pytest.importorskip("pyproj")
pytest.importorskip("geographiclib")
pytest.importorskip("pyarrow")

import numpy as np
import pyarrow.parquet as pq
import shapely
from geographiclib.geodesic import Geodesic
from pyproj import Geod

from whoholds.atlas.geodesy import area_km2, areas_km2

LAYERS = Path(__file__).resolve().parents[2].parent / "shared" / "atlas" / "deepstate"
pytestmark = pytest.mark.skipif(not LAYERS.exists(), reason="the shared layers of control are not here")
DAYS = sorted(LAYERS.glob("*.geojson"))


def geometry_of(path: Path) -> Any:
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    return shapely.union_all([shapely.from_geojson(json.dumps(feature["geometry"])) for feature in features])


def by_geographiclib(geometry: Any) -> float:
    """Return the area in km² by GeographicLib's own polygon area, ring by ring."""
    total = 0.0
    for part in shapely.get_parts(geometry):
        for sign, ring in [(1, part.exterior), *((-1, hole) for hole in part.interiors)]:
            polygon = Geodesic.WGS84.Polygon()
            for longitude, latitude in list(ring.coords)[:-1]:
                polygon.AddPoint(latitude, longitude)
            total += sign * abs(polygon.Compute(False, True)[2]) / 1e6
    return total


def test_occupied_land_of_8_july_2024() -> None:
    assert area_km2(geometry_of(LAYERS / "deepstatemap_data_20240708.geojson")) == pytest.approx(109_361, abs=1)


@pytest.mark.parametrize("path", DAYS, ids=[path.stem[-8:] for path in DAYS])
def test_each_published_day_agrees_with_geographiclib(path: Path) -> None:
    geometry = geometry_of(path)
    assert area_km2(geometry) == pytest.approx(by_geographiclib(geometry), rel=1e-7)


def test_the_whole_series_agrees_with_geographiclib_in_c() -> None:
    column = pq.read_table(LAYERS / "daily.parquet", columns=["geometry"])["geometry"]
    series = shapely.from_wkb(column.to_numpy(zero_copy_only=False))
    geod = Geod(ellps="WGS84")
    expected = [abs(geod.geometry_area_perimeter(each)[0]) / 1e6 for each in shapely.orient_polygons(series)]
    assert len(expected) == 769
    assert np.abs(areas_km2(series) / expected - 1).max() < 1e-7
