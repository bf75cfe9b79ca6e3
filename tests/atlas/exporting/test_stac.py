"""STAC: a catalogue that stands by itself, with what the standard requires and hashes that are right."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
import shapely
from layers_by_hand import papers, points

from whoholds.atlas import open_atlas
from whoholds.atlas.atlas import Atlas
from whoholds.atlas.exporting import Asked, export
from whoholds.atlas.exporting.folders import write_folder
from whoholds.atlas.layers import LayerStore
from whoholds.errors import WhoholdsError

SERIES = Asked(place="GAB", what="layer", form="stac", series=True)


def read(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def linked(path: Path) -> dict[str, list[Path]]:
    """Return the files that a file links to, by relation; each must be there."""
    found: dict[str, list[Path]] = {}
    for link in read(path)["links"]:
        if not link["href"].startswith("http"):
            target = (path.parent / link["href"]).resolve()
            assert target.is_file()
            found.setdefault(link["rel"], []).append(target)
    return found


def test_catalogue_collection_and_items_have_what_the_standard_requires(atlas: Atlas, tmp_path: Path) -> None:
    done = export(atlas, SERIES, tmp_path / "stac")
    assert done.rows == 2
    root = (tmp_path / "stac/catalog.json").resolve()
    assert {"type", "stac_version", "id", "description", "links"} <= read(root).keys()
    (collection,) = linked(root)["child"]
    said = read(collection)
    assert {"type", "stac_version", "id", "description", "license", "extent", "links"} <= said.keys()
    assert said["extent"]["temporal"]["interval"] == [["2018-12-11T00:00:00Z", "2018-12-12T00:00:00Z"]]
    assert linked(collection)["root"] == linked(collection)["parent"] == [root]
    items = linked(collection)["item"]
    assert [item.name for item in items] == ["2018-12-11.json", "2018-12-12.json"]
    for path in items:
        item = read(path)
        required = {"type", "stac_version", "id", "geometry", "bbox", "properties", "links", "assets", "collection"}
        assert required <= item.keys()
        assert item["collection"] == said["id"]
        assert linked(path)["collection"] == [collection]
        shape = shapely.from_geojson(json.dumps(item["geometry"]))
        assert list(shape.bounds) == item["bbox"]
        assert item["properties"]["license"] == "CC0-1.0"
        assert item["properties"]["providers"][0]["url"] == "https://example.org/map"
        assert {f"whoholds:{name}" for name in ("known", "revision", "sha256", "measured", "disclaimer")} <= item[
            "properties"
        ].keys()


def test_the_asset_is_the_atlas_own_file_with_its_hash(atlas: Atlas, folder: Path, tmp_path: Path) -> None:
    export(atlas, SERIES, tmp_path / "stac")
    item = tmp_path / "stac/gab-atlas-of-squares/2018-12-11.json"
    asset = read(item)["assets"]["layer"]
    content = (item.parent / asset["href"]).read_bytes()
    assert content == (folder / "layers/GAB/atlas-of-squares/2018-12-11.parquet").read_bytes()
    assert asset["file:checksum"] == "1220" + hashlib.sha256(content).hexdigest()
    assert asset["file:size"] == len(content)
    assert [column["name"] for column in asset["table:columns"]][:2] == ["name", "holder"]


def test_holders_as_items(atlas: Atlas, tmp_path: Path) -> None:
    asked = Asked(place="GAB", what="holders", form="stac", on="2018-12-31")
    export(atlas, asked, tmp_path / "stac")
    (item,) = (tmp_path / "stac").rglob("2018-12-12.json")
    assert read(item)["assets"]["holders"]["table:row_count"] == 3
    assert read(item)["properties"]["whoholds:base"] == "the whole country"


def test_a_month_of_shares_has_a_beginning_an_end_and_the_country_for_its_ground(tmp_path: Path) -> None:
    table = pa.table({"country": ["GAB"], "holder": ["A"], "value": ["60"], "unit": ["percent"]})
    LayerStore(tmp_path).add(papers(kind="shares", as_of="2018-02", licence="as agreed"), table)
    atlas = open_atlas(tmp_path)
    export(atlas, Asked(place="GAB", what="layer", form="stac", on="2018-12-31"), tmp_path / "stac")
    (path,) = (tmp_path / "stac").rglob("2018-02.shares.json")
    item = read(path)
    said = item["properties"]
    assert said["datetime"] is None
    assert (said["start_datetime"], said["end_datetime"]) == ("2018-02-01T00:00:00Z", "2018-02-28T23:59:59Z")
    assert said["license"] == "other"
    assert said["whoholds:licence"] == "as agreed"
    country = atlas.maps.boundaries.boundary("GAB").geometry.bounds
    assert item["bbox"] == pytest.approx(country, abs=1e-6)


def test_one_point_has_ground_around_it(tmp_path: Path) -> None:
    LayerStore(tmp_path).add(papers(kind="points"), points([("A", 9.45, 0.39)]))
    export(open_atlas(tmp_path), SERIES, tmp_path / "stac")
    (path,) = (tmp_path / "stac").rglob("2018-12-11.json")
    shape = shapely.from_geojson(json.dumps(read(path)["geometry"]))
    assert shape.geom_type == "Polygon"
    assert shape.contains(shapely.Point(9.45, 0.39))


def test_the_same_input_gives_the_same_files_and_takes_the_place_of_the_old(atlas: Atlas, tmp_path: Path) -> None:
    def files() -> dict[str, bytes]:
        return {str(path): path.read_bytes() for path in (tmp_path / "stac").rglob("*") if path.is_file()}

    export(atlas, SERIES, tmp_path / "stac")
    first = files()
    (tmp_path / "stac/gab-atlas-of-squares/2017-01-01.json").write_text("{}", encoding="utf-8")
    export(atlas, SERIES, tmp_path / "stac")
    assert files() == first
    assert [path.name for path in tmp_path.iterdir()] == ["stac"]


def test_a_folder_with_anything_else_is_left_alone(atlas: Atlas, tmp_path: Path) -> None:
    (tmp_path / "photo.jpg").write_bytes(b"mine")
    with pytest.raises(WhoholdsError, match="not an export of ours"):
        export(atlas, SERIES, tmp_path)
    export(atlas, SERIES, tmp_path / "stac")
    (tmp_path / "stac/photo.jpg").write_bytes(b"mine")
    with pytest.raises(WhoholdsError, match="it would be lost"):
        export(atlas, SERIES, tmp_path / "stac")
    with pytest.raises(WhoholdsError, match="a file of that name"):
        export(atlas, SERIES, tmp_path / "photo.jpg")
    assert (tmp_path / "photo.jpg").read_bytes() == b"mine"


def test_a_folder_that_cannot_be_filled_leaves_the_old_one_as_it_was(tmp_path: Path) -> None:
    def files(last: bytes | None) -> Any:
        yield "catalog.json", b"{}"
        if last is None:
            raise WhoholdsError("the second file cannot be made")
        yield "a/b.json", last

    write_folder(tmp_path / "stac", files(b"first"), "catalog.json")
    with pytest.raises(WhoholdsError, match="cannot be made"):
        write_folder(tmp_path / "stac", files(None), "catalog.json")
    assert (tmp_path / "stac/a/b.json").read_bytes() == b"first"
    assert [path.name for path in tmp_path.iterdir()] == ["stac"]
