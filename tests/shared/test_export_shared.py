"""A published map goes into an atlas, is found sound, and goes out of it as every kind of file with its area."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

pytest.importorskip("shapely")
pytest.importorskip("pyproj")
pytest.importorskip("pyarrow")
pytest.importorskip("pyogrio")
pytest.importorskip("topojson")

import pyogrio.raw
import shapely
from layers_by_hand import papers, polygons

from whoholds.atlas import open_atlas
from whoholds.atlas.exporting import Asked, export, format_of
from whoholds.atlas.geodesy import areas_km2
from whoholds.atlas.layers import LayerStore
from whoholds.atlas.verifying import verify

DAY = Path(__file__).resolve().parents[2].parent / "shared/atlas/deepstate/deepstatemap_data_20240708.geojson"
pytestmark = pytest.mark.skipif(not DAY.exists(), reason="the shared layers of control are not here")


def test_occupied_land_keeps_its_area_in_every_format(tmp_path: Path) -> None:
    content = DAY.read_bytes()
    shapes = [shapely.from_geojson(json.dumps(f["geometry"])) for f in json.loads(content)["features"]]
    told = papers(place="UKR", source="DeepState", as_of="2024-07-08", sha256=hashlib.sha256(content).hexdigest())
    LayerStore(tmp_path).add(told, polygons(("occupied", "Russia", shapely.union_all(shapes))))
    assert verify(tmp_path).findings == ()
    for name in ("map.gpkg", "map.geojson", "map.topojson"):
        form = format_of(tmp_path / name)
        export(open_atlas(tmp_path), Asked(place="UKR", what="layer", form=form, on="2024-07-08"), tmp_path / name)
        meta, table = pyogrio.raw.read_arrow(tmp_path / name)
        outlines = shapely.from_wkb(table.column(meta["geometry_name"] or "wkb_geometry").to_numpy())
        assert areas_km2(outlines).sum() == pytest.approx(109_361, abs=1)
