"""A series in one file: shares of a country and of its units, and files that are refused."""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("shapely")
pytest.importorskip("pyproj")
pytest.importorskip("pyarrow")

import pyarrow as pa
import pyarrow.parquet as pq
import shapely
from shapely import MultiPolygon, Point, Polygon, box

from whoholds.atlas.boundaries import open_boundaries
from whoholds.atlas.geoparquet import geoparquet
from whoholds.atlas.map_lines import straight_area_km2
from whoholds.atlas.series_file import read_series, shares_of_series
from whoholds.errors import BadTable, UnknownName, UnreadableSource

WEST, EAST = box(8, -5, 11, 3), box(11, -5, 15, 3)


def series(folder: Path, *rows: tuple[Any, Any], day: str = "as_of") -> Path:
    """A file with a day and an outline in each row."""
    file = folder / "series.parquet"
    table = pa.table({day: [of for of, _ in rows], "geometry": shapely.to_wkb([shape for _, shape in rows])})
    file.write_bytes(geoparquet(table, {}))
    return file


def test_shares_are_those_of_the_land_cut_out(tmp_path: Path) -> None:
    file = series(tmp_path, ("2018-12-12", EAST), ("2018-12-11", WEST), ("2018-12-13", WEST), ("2018-12-14", Polygon()))
    gabon = open_boundaries().boundary("GAB").geometry
    west, whole = straight_area_km2(gabon.intersection(WEST)), straight_area_km2(gabon)
    found = shares_of_series(file, "GAB").to_pydict()
    assert found["as_of"] == ["2018-12-11", "2018-12-12", "2018-12-13", "2018-12-14"]
    assert found["area_km2"] == pytest.approx([west, whole - west, west, 0], rel=1e-9, abs=1e-6)
    assert found["share"] == pytest.approx([100 * area / whole for area in found["area_km2"]], abs=1e-6)


def test_shares_of_each_unit_come_to_the_whole(tmp_path: Path) -> None:
    file = series(tmp_path, ("2018-12-11", WEST), ("2018-12-12", box(0, -10, 20, 10)))
    whole = shares_of_series(file, "GAB").to_pydict()
    units = shares_of_series(file, "GAB", by_unit=True)
    count = len(open_boundaries().units("GAB"))
    areas = units.column("area_km2").to_pylist()
    assert units.num_rows == 2 * count
    assert [sum(areas[:count]), sum(areas[count:])] == pytest.approx(whole["area_km2"], rel=1e-8)
    assert units.column("share").to_pylist()[count:] == pytest.approx([100] * count)


def test_only_the_days_that_are_asked_for(tmp_path: Path) -> None:
    file = series(tmp_path, *((f"2018-12-{day}", WEST) for day in (14, 11, 13, 12)))
    assert read_series(file, start="2018-12-12", end="2018-12-13").days == ("2018-12-12", "2018-12-13")
    assert shares_of_series(file, "GAB", start="2019-01-01").num_rows == 0


def test_days_may_be_dates_and_the_column_have_another_name(tmp_path: Path) -> None:
    file = series(tmp_path, (datetime.date(2018, 12, 11), WEST), day="day")
    assert read_series(file, day="day").days == ("2018-12-11",)


BOW = Polygon([(8, 0), (10, 2), (10, 0), (8, 2)])


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([("2018-12-11", WEST), ("2018-12-12", BOW)], "2018-12-12: a faulty outline (Self-intersection"),
        ([("2018-12-11", MultiPolygon([WEST, WEST]))], "a faulty outline"),
        ([("2018-12-11", Point(9, 0))], "2018-12-11: a Point is no ground"),
        ([("2018-12-11", box(8e5, 0, 9e5, 1))], "a corner at 900000, 0 is no longitude and latitude"),
        ([("2018-12-11", None)], "row 1: no geometry"),
        ([("2018-12-11", WEST), ("2018-12-11", EAST)], "row 2: a second outline for 2018-12-11"),
        ([("yesterday", WEST)], "row 1: 'yesterday' is no day"),
    ],
)
def test_what_is_no_series_is_refused_with_its_place(tmp_path: Path, rows: list[Any], words: str) -> None:
    with pytest.raises(BadTable) as refused:
        shares_of_series(series(tmp_path, *rows), "GAB")
    assert words in str(refused.value)


@pytest.mark.parametrize(
    ("metadata", "words"),
    [
        ({}, "not GeoParquet"),
        ({"geo": "{"}, "not GeoParquet"),
        (
            {"geo": json.dumps({"primary_column": "geometry", "columns": {"geometry": {"encoding": "point"}}})},
            "not WKB",
        ),
        (
            {
                "geo": json.dumps(
                    {
                        "primary_column": "geometry",
                        "columns": {
                            "geometry": {"encoding": "WKB", "crs": {"id": {"authority": "EPSG", "code": 32633}}}
                        },
                    }
                )
            },
            "coordinates in EPSG:32633",
        ),
    ],
)
def test_files_that_say_no_longitude_and_latitude_are_refused(
    tmp_path: Path, metadata: dict[str, str], words: str
) -> None:
    file = series(tmp_path, ("2018-12-11", WEST))
    pq.write_table(pq.read_table(file).replace_schema_metadata(metadata), file)
    with pytest.raises(BadTable, match=words):
        shares_of_series(file, "GAB")


def test_other_files_columns_and_places_are_refused(tmp_path: Path) -> None:
    file = series(tmp_path, ("2018-12-11", WEST))
    with pytest.raises(BadTable, match="no column 'day'"):
        shares_of_series(file, "GAB", day="day")
    with pytest.raises(UnknownName):
        shares_of_series(file, "XXX")
    with pytest.raises(UnreadableSource, match="No such file"):
        shares_of_series(tmp_path / "none.parquet", "GAB")
    file.write_bytes(b"PAR1 and nothing else")
    with pytest.raises(UnreadableSource, match="not a Parquet file"):
        shares_of_series(file, "GAB")
