"""Ukraine's occupied land of 8 July 2024, cut by the boundaries that ship."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

pytest.importorskip("shapely")
pytest.importorskip("pyproj")
pytest.importorskip("pyarrow")

import msgspec
import shapely

from whoholds.atlas.boundaries import open_boundaries
from whoholds.atlas.circles import circle_km
from whoholds.atlas.faces import cut_base, cut_layer
from whoholds.atlas.ground_from_points import Ground
from whoholds.atlas.parts import NOT_SAID, BaseChoice, part_table, parts_of_faces
from whoholds.model import Evidence

LAYER = Path(__file__).resolve().parents[2].parent / "shared" / "atlas" / "deepstate"
LAYER /= "deepstatemap_data_20240708.geojson"
pytestmark = pytest.mark.skipif(not LAYER.exists(), reason="the shared layers of control are not here")


def test_ukraine_cut_by_its_boundaries_and_units() -> None:
    boundaries = open_boundaries()
    base = cut_base(
        {name: boundaries.boundary("UKR", variant=name).geometry for name in boundaries.variants("UKR")},
        zones={"50 km round Donetsk": circle_km(37.80, 48.00, 50)},
        units={unit.code: unit.geometry for unit in boundaries.units("UKR")},
    )
    assert all(cell.unit for cell in base.cells)  # a country is its units
    features = json.loads(LAYER.read_text(encoding="utf-8"))["features"]
    geometry = shapely.from_geojson(json.dumps(features[0]["geometry"]))
    layer = [Ground(name="Russia", holder="Russia", status="controlled", geometry=geometry)]
    papers = Evidence(source="DeepState", as_of="2024-07-08", kind="polygons")
    faces = cut_layer("UKR", papers, "2024-07-08", layer, base)
    parts = parts_of_faces(faces)

    for name in base.variants:
        whole = sum(face.area_km2 for face in faces.faces if name in face.variants)
        assert whole == pytest.approx(base.whole_km2[name], rel=1e-9)
    held = sum(face.area_km2 for face in faces.faces if face.holder == "Russia")
    assert held + faces.outside_km2 == pytest.approx(109_361, abs=1)

    def share(**where: str) -> float:
        table = part_table(parts, choice=msgspec.convert(where, BaseChoice))
        assert table.total is not None
        return sum(100 * part.value / table.total for part in table.parts if part.holder == "Russia")

    assert share() == pytest.approx(17.97, abs=0.01)
    assert share(variant="without Crimea") == pytest.approx(14.13, abs=0.01)
    assert share(unit="UA-43") > 99
    assert [part.name for part in part_table(parts, choice=BaseChoice(unit="UA-46")).parts] == [NOT_SAID]  # Lviv
    in_units = sum(
        part.value
        for unit in base.units
        for part in part_table(parts, choice=BaseChoice(unit=unit)).parts
        if part.holder == "Russia"
    )
    assert in_units == pytest.approx(held, rel=1e-9)
