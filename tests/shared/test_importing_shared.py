"""Real maps through `atlas add`: DeepState's files and daily table, and Syria's places."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

pytest.importorskip("shapely")
pytest.importorskip("pyproj")
pytest.importorskip("pyarrow")

import pyarrow.parquet as pq
import shapely

from whoholds.atlas.geodesy import area_km2
from whoholds.atlas.importing import Import, Request, add_layers
from whoholds.atlas.layers import LayerStore, read_layer

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
DEEPSTATE, PLACES = SHARED / "atlas" / "deepstate", SHARED / "syria2018" / "places.csv"
pytestmark = pytest.mark.skipif(not DEEPSTATE.exists(), reason="the shared layers of control are not here")


def add(path: Path, atlas: Path, **asked: str) -> Import:
    usual = {"place": "UKR", "source": "DeepState", "licence": "GPL-3.0", "known": "2026-11-26", "holder": "Russia"}
    return add_layers(Request(file=str(path), **{**usual, **asked}), atlas)  # type: ignore[arg-type]


def test_the_folder_of_published_days(tmp_path: Path) -> None:
    done = add(DEEPSTATE, tmp_path)
    files = sorted(DEEPSTATE.glob("*.geojson"))
    assert [layer.papers.file for layer in done.layers] == [path.name for path in files]
    assert done.said == ("Left out, without one date in the name: 'daily.parquet'.",)
    first = read_layer(done.layers[0].path or Path())
    assert first.table.column("holder").to_pylist() == ["Russia"]
    land = shapely.from_wkb(first.table.column("geometry")[0].as_py())
    assert area_km2(land) == pytest.approx(109_361, abs=1)
    assert all(layer.papers.repairs == () for layer in done.layers)
    assert all(layer.papers.fits["overlap"] == 0 for layer in done.layers)
    assert all(1_700 < layer.papers.fits["outside"] < 2_000 for layer in done.layers)


def test_the_daily_table_as_a_series(tmp_path: Path) -> None:
    done = add(DEEPSTATE / "daily.parquet", tmp_path)
    table = pq.read_table(DEEPSTATE / "daily.parquet", columns=["as_of", "geometry"])
    assert [layer.papers.as_of for layer in done.layers] == sorted(table["as_of"].to_pylist())
    assert all(layer.new for layer in done.layers)
    published = dict(zip(table["as_of"].to_pylist(), shapely.from_wkb(table["geometry"].to_numpy()), strict=True))
    for key in LayerStore(tmp_path).keys("UKR", "DeepState")[::50]:
        (row,) = read_layer(key.path).table.to_pylist()
        assert shapely.from_wkb(row["geometry"]).equals(published[key.day])
    again = add(DEEPSTATE / "daily.parquet", tmp_path)
    assert len(again.layers) == 769
    assert not any(layer.new for layer in again.layers)


@pytest.mark.skipif(not PLACES.exists(), reason="the shared places are not here")
def test_the_places_of_syria(tmp_path: Path) -> None:
    done = add_layers(
        Request(
            file=str(PLACES),
            place="SYR",
            source="Places of Syria",
            licence="CC-BY-4.0",
            known="2026-11-26",
            on="2018-12-11",
        ),
        tmp_path,
    )
    (layer,) = done.layers
    assert layer.papers.kind == "points"
    table = read_layer(layer.path or Path()).table
    assert table.num_rows == 436
    assert Counter(table.column("status").to_pylist()) == {"controlled": 427, "contested": 9}
    mixed = [row for row in table.to_pylist() if row["name"].startswith("mixed")]
    assert [(row["holder"], row["status"]) for row in mixed] == [(None, "contested")] * 3
    assert set(table.column("holder").to_pylist()) >= {"Government", "SDF", "ISIS", "Israel", None}
    assert sum(table.column("settlement").to_pylist()) == 310
