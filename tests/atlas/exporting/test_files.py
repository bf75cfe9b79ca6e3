"""Every format opens again with the same rows, the same areas and its papers; the same input gives the same bytes."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pyogrio
import pyogrio.raw
import pytest
import shapely
from layers_by_hand import papers, points, polygons
from shapely import box

from whoholds.atlas import open_atlas
from whoholds.atlas.atlas import Atlas
from whoholds.atlas.exporting import FORMATS, WHATS, Asked, export, format_of
from whoholds.atlas.geoparquet import papers_of
from whoholds.atlas.layers import LayerStore
from whoholds.atlas.map_lines import straight_area_km2, straight_areas_km2
from whoholds.cli import atlas_export
from whoholds.errors import UnknownName, WhoholdsError

ONE_DAY = {"place": "GAB", "on": "2018-12-11"}
MUST_SAY = ("source", "as_of", "url", "licence", "known", "revision", "sha256", "boundary", "measured", "disclaimer")


def exported(atlas: Atlas, path: Path, **asked: Any) -> Path:
    chosen = {"what": "faces", "form": format_of(path), **ONE_DAY, **asked}
    export(atlas, Asked(**chosen), path)
    return path


def read_by_gdal(path: Path, layer: str | None = None) -> tuple[pa.Table, Any]:
    meta, table = pyogrio.raw.read_arrow(path, layer=layer)
    return table, shapely.from_wkb(table.column(meta["geometry_name"] or "wkb_geometry").to_numpy())


@pytest.mark.parametrize("what", ["faces", "holders", "layer"])
def test_geoparquet_opens_again(what: str, atlas: Atlas, tmp_path: Path) -> None:
    file = exported(atlas, tmp_path / "map.parquet", what=what)
    table = pq.read_table(file)
    geometry = shapely.from_wkb(table.column("geometry").to_numpy())
    assert straight_areas_km2(geometry) == pytest.approx(table.column("area_km2").to_numpy(), rel=1e-9, abs=1e-5)
    told = papers_of(file)
    assert all(told[name] for name in MUST_SAY if name != "boundary" or what != "layer")
    assert json.loads(table.schema.metadata[b"geo"])["version"] == "1.1.0"


@pytest.mark.parametrize("what", ["faces", "holders", "layer"])
def test_geopackage_opens_again(what: str, atlas: Atlas, tmp_path: Path) -> None:
    file = exported(atlas, tmp_path / "map.gpkg", what=what)
    table, geometry = read_by_gdal(file)
    same = pq.read_table(exported(atlas, tmp_path / "map.parquet", what=what))
    assert table.column("name").to_pylist() == same.column("name").to_pylist()
    assert straight_areas_km2(geometry) == pytest.approx(same.column("area_km2").to_numpy(), rel=1e-9, abs=1e-5)
    assert {each.geom_type for each in geometry} == {"MultiPolygon"}
    info = pyogrio.read_info(file)
    assert info["crs"] == "EPSG:4326"
    assert {name for name in MUST_SAY if info["layer_metadata"].get(name)} >= set(MUST_SAY) - {"boundary"}
    if what == "faces":
        assert table.column("variants").to_pylist() == ["; ".join(v) for v in same.column("variants").to_pylist()]


@pytest.mark.parametrize("what", ["faces", "holders", "layer"])
def test_geojson_opens_again(what: str, atlas: Atlas, tmp_path: Path) -> None:
    file = exported(atlas, tmp_path / "map.geojson", what=what)
    found = json.loads(file.read_text(encoding="utf-8"))
    assert all(found["papers"][name] for name in MUST_SAY if name != "boundary" or what != "layer")
    assert "crs" not in found  # RFC 7946 knows one system of coordinates only
    table, geometry = read_by_gdal(file)
    areas = np.array(table.column("area_km2").to_pylist())
    assert straight_areas_km2(geometry) == pytest.approx(areas, rel=1e-7, abs=1e-3)
    assert straight_areas_km2(geometry).sum() == pytest.approx(areas.sum(), rel=1e-8)
    coordinates = shapely.get_coordinates(geometry)
    assert (coordinates == coordinates.round(7)).all()
    for polygon in shapely.get_parts(geometry):
        assert polygon.exterior.is_ccw
        assert not any(hole.is_ccw for hole in polygon.interiors)


def test_topojson_opens_again(atlas: Atlas, tmp_path: Path) -> None:
    file = exported(atlas, tmp_path / "map.topojson")
    table, geometry = read_by_gdal(file)
    areas = np.array(table.column("area_km2").to_pylist())
    assert straight_areas_km2(geometry) == pytest.approx(areas, rel=1e-7, abs=1e-3)
    assert shapely.coverage_is_valid(shapely.set_precision(geometry, 1e-7))
    assert len(file.read_bytes()) < len(exported(atlas, tmp_path / "map.geojson").read_bytes()) / 1.5


def test_faces_and_holders_come_to_the_whole(atlas: Atlas, tmp_path: Path) -> None:
    whole = straight_area_km2(atlas.maps.boundaries.boundary("GAB").geometry)
    shares = {row.name: row for row in atlas.shares("GAB", on="2018-12-11").rows}
    faces = pq.read_table(exported(atlas, tmp_path / "faces.parquet")).to_pylist()
    assert sum(face["area_km2"] for face in faces) == pytest.approx(whole, rel=1e-9)
    holders = pq.read_table(exported(atlas, tmp_path / "holders.parquet", what="holders")).to_pylist()
    assert [row["name"] for row in holders] == ["B", "A", "not said"]  # the largest first
    for row in holders:
        assert row["area_km2"] == pytest.approx(shares[row["name"]].value, abs=2e-5)
        assert row["share_percent"] == pytest.approx(shares[row["name"]].share, abs=1e-5)
        assert sum(f["places"] for f in faces if f["name"] == row["name"]) == row["places"]


def test_a_base_is_all_that_is_exported(atlas: Atlas, tmp_path: Path) -> None:
    unit = next(iter(atlas.maps.unit_names("GAB")))
    rows = pq.read_table(exported(atlas, tmp_path / "unit.parquet", base=unit)).to_pylist()
    assert {row["unit"] for row in rows} == {unit}
    circle = "30 km around 0.8 S 11 E"
    rows = pq.read_table(exported(atlas, tmp_path / "circle.parquet", base=circle, what="holders")).to_pylist()
    assert sum(row["area_km2"] for row in rows) == pytest.approx(np.pi * 900, rel=1e-3)
    assert papers_of(tmp_path / "circle.parquet")["base"] == "30 km around 0.8 S 11 E"


def test_points_and_tables_of_shares(tmp_path: Path) -> None:
    store = LayerStore(tmp_path)
    store.add(papers(kind="points"), points([("A", 9.45, 0.39), ("B", 13.58, -1.63)]))
    cells = {"country": "GAB", "as_of": "2018-12", "source": "Shares", "holder": "A", "status": "controlled"}
    cells |= {
        "measure": "area",
        "value": "60.50",
        "unit": "percent",
        "total": "",
        "url": "",
        "note": "",
        "holder_id": "A",
    }
    store.add(papers(kind="shares", source="Shares", as_of="2018-12"), pa.table({k: [v] for k, v in cells.items()}))
    atlas = open_atlas(tmp_path)
    rows = exported(atlas, tmp_path / "points.csv", what="layer").read_text(encoding="utf-8").splitlines()
    assert rows[0].endswith(",longitude,latitude")
    assert rows[1].endswith(",9.45,0.39")
    drawn = json.loads(exported(atlas, tmp_path / "points.geojson", what="layer").read_text(encoding="utf-8"))
    assert drawn["features"][1]["geometry"] == {"type": "Point", "coordinates": [13.58, -1.63]}
    _, geometry = read_by_gdal(exported(atlas, tmp_path / "points.gpkg", what="layer"))
    assert [each.wkt for each in geometry] == ["POINT (9.45 0.39)", "POINT (13.58 -1.63)"]
    shares = exported(atlas, tmp_path / "shares.csv", what="layer", source="Shares", on="2018-12-31")
    assert "60.50" in shares.read_text(encoding="utf-8")  # its digits say how exact it is
    with pytest.raises(WhoholdsError, match="has no outlines"):
        exported(atlas, tmp_path / "shares.geojson", what="layer", source="Shares", on="2018-12-31")


@pytest.mark.parametrize("name", ["map.parquet", "map.gpkg", "map.geojson", "map.topojson", "map.csv"])
def test_the_same_input_gives_the_same_bytes(name: str, atlas: Atlas, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "here").mkdir()
    (tmp_path / "there").mkdir()
    here = exported(atlas, tmp_path / "here" / name, what="parts" if name.endswith("csv") else "faces")
    command = [str(Path(sys.executable).parent / "whoholds"), "atlas", "export", "GAB", "--on", "2018-12-11"]
    command += ["-o", str(tmp_path / "there" / name), "--atlas", str(folder)]
    done = subprocess.run(
        command, capture_output=True, text=True, check=True, env={**os.environ, "PYTHONHASHSEED": "7"}
    )
    assert done.stdout.startswith("Gabon on 2018-12-11 by Atlas of Squares: ")
    for file in here.parent.iterdir():
        assert file.read_bytes() == (tmp_path / "there" / file.name).read_bytes()


@pytest.mark.parametrize(
    ("name", "asked", "what"),
    [
        ("map.geojson", {"what": "parts"}, "parts have no outlines"),
        ("map.parquet", {"what": "layer", "base": "GA-1"}, "leave --base away"),
        ("map.geojson", {"series": True}, "a series as geojson would be too large"),
        ("stac", {"what": "parts"}, "STAC items hold outlines"),
        ("map.kml", {}, "no format has this ending"),
        ("map.csv", {"on": "2017-01-01"}, "no map of GAB by 2017-01-01"),
        ("map.csv", {"base": "5 km around 50 N 50 E"}, "no ground in 5 km around 50 N 50 E"),
        ("map.csv", {"base": "the moon"}, "no base 'the moon' of GAB"),
        ("map.csv", {"series": True, "source": "Nobody"}, "no source 'Nobody' of GAB"),
        ("map.csv", {"series": True, "first": "2020"}, "no layer of these days"),
        ("nowhere/map.csv", {}, "there is no folder .*nowhere. Make it"),
    ],
)
def test_what_cannot_be_exported_leaves_nothing_behind(
    name: str, asked: dict[str, Any], what: str, atlas: Atlas, tmp_path: Path
) -> None:
    with pytest.raises(WhoholdsError, match=what):
        exported(atlas, tmp_path / name, **asked)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_no_file_to_write(atlas: Atlas, tmp_path: Path) -> None:
    (tmp_path / "map.csv").mkdir()
    with pytest.raises(WhoholdsError, match="it is a folder"):
        exported(atlas, tmp_path / "map.csv")


def test_a_layer_that_cannot_be_drawn(tmp_path: Path) -> None:
    lost = polygons(("A", "A", box(8, -5, 11, 3)), ("B", "B", None))
    LayerStore(tmp_path).add(papers(), lost)
    with pytest.raises(WhoholdsError, match="row 2: no geometry; see what else is wrong with `whoholds atlas verify`"):
        exported(open_atlas(tmp_path), tmp_path / "map.geojson", what="layer")


def test_a_title_cannot_command_the_terminal(tmp_path: Path) -> None:
    LayerStore(tmp_path).add(papers(source="Squares\x1b[31m\u202e"), polygons(("A", "A", box(8, -5, 11, 3))))
    command = [str(Path(sys.executable).parent / "whoholds"), "atlas", "export", "GAB", "--on", "2018-12-11"]
    command += ["--what", "layer", "-o", str(tmp_path / "map.csv"), "--atlas", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout == "Gabon on 2018-12-11 by Squares: layer: 1 row\n"


def test_the_command_offers_what_there_is() -> None:
    assert (atlas_export.WHATS, atlas_export.FORMATS) == (WHATS, FORMATS)


def test_a_country_with_several_sources_wants_one_named(tmp_path: Path) -> None:
    for source in ("One", "Other"):
        LayerStore(tmp_path).add(papers(source=source), polygons(("A", "A", box(8, -5, 11, 3))))
    with pytest.raises(UnknownName, match="name one of one, other with --source"):
        exported(open_atlas(tmp_path), tmp_path / "map.csv", on=None, series=True, what="parts")


def test_the_map_that_ships(tmp_path: Path) -> None:
    file = exported(open_atlas(), tmp_path / "syria.parquet", place="SYR", on="2018-12-31", base="without the Golan")
    rows = pq.read_table(file).to_pylist()
    assert sum(row["area_km2"] for row in rows) == pytest.approx(185_939, abs=1)
    told = papers_of(file)
    assert (told["boundary"], told["base"]) == ("without the Golan", "the country without the Golan")
    assert [origin["what"] for origin in told["also_from"]] == [
        *("boundaries and units", "inland water", "places and population"),
    ]
    drawn = json.loads(exported(open_atlas(), tmp_path / "syria.geojson", place="SYR", on="2018-12-31").read_bytes())
    geometry = shapely.from_geojson([msgspec.json.encode(f["geometry"]) for f in drawn["features"]])
    assert shapely.coverage_is_valid(geometry)


def test_geoparquet_of_a_program_that_knows_nothing_of_ours(atlas: Atlas, tmp_path: Path) -> None:
    content = exported(atlas, tmp_path / "map.parquet").read_bytes()
    schema = pq.read_schema(io.BytesIO(content))
    assert schema.field("geometry").type == pa.binary()
    assert schema.field("variants").type == pa.list_(pa.string())
