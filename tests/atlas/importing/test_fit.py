"""How a layer fits its country: land given twice, land forgotten between, slivers, and land outside."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import shapely
from imported_maps import NEIGHBOUR, SQUARE, geojson

from whoholds.atlas.boundaries import open_boundaries
from whoholds.atlas.importing.draft import Draft
from whoholds.atlas.map_lines import straight_areas_km2

Drafted = Callable[..., Draft]


def km2(geometry: object) -> float:
    return float(straight_areas_km2([geometry])[0])


def test_land_given_twice(tmp_path: Path, drafted: Drafted) -> None:
    wide = shapely.box(37.9, 34.5, 39, 35.5)
    draft = drafted(
        geojson(tmp_path / "a.geojson", [(SQUARE, {"holder": "SDF"}), (wide, {"holder": "ISIS"})]), fit=True
    )
    twice = km2(shapely.box(37.9, 34.5, 38, 35.5))
    assert draft.papers.fits["overlap"] == pytest.approx(twice, abs=0.01)
    assert any(f"{twice:,.2f} km² are given twice" in said and "'SDF', 'ISIS'" in said for said in draft.said)


def test_land_given_twice_to_one_and_the_same_holder(tmp_path: Path, drafted: Drafted) -> None:
    wide = shapely.box(37.9, 34.5, 39, 35.5)
    draft = drafted(geojson(tmp_path / "a.geojson", [(SQUARE, {"holder": "SDF"}), (wide, {"holder": "SDF"})]), fit=True)
    assert draft.papers.fits["overlap"] == pytest.approx(km2(shapely.box(37.9, 34.5, 38, 35.5)), abs=0.01)


def test_a_hole_between_grounds_and_a_sliver(tmp_path: Path, drafted: Drafted) -> None:
    hole = shapely.box(37.4, 34.9, 37.6, 35.1)
    crack = shapely.box(38, 34.6, 38.001, 35.4)
    lands = [SQUARE - hole, (NEIGHBOUR - crack) | SQUARE.boundary.buffer(0)]
    features = [(land, {"holder": holder}) for land, holder in zip(lands, ["SDF", "ISIS"], strict=True)]
    draft = drafted(geojson(tmp_path / "a.geojson", features), fit=True)
    assert draft.papers.fits["gap"] == pytest.approx(km2(hole), abs=0.01)
    assert draft.papers.fits["sliver"] == pytest.approx(km2(crack), abs=0.2)
    assert draft.papers.fits["overlap"] == 0


def test_land_outside_and_land_that_is_not_said(tmp_path: Path, drafted: Drafted) -> None:
    book = open_boundaries()
    whole = shapely.union_all([book.boundary("SYR", variant=name).geometry for name in book.variants("SYR")])
    across = shapely.box(41, 33, 43, 35)
    draft = drafted(geojson(tmp_path / "a.geojson", [(across, {"holder": "ISIS"})]), fit=True)
    assert draft.papers.fits["outside"] == pytest.approx(km2(across - whole), abs=0.05)
    assert draft.papers.fits["not_said"] == pytest.approx(km2(whole - across), abs=0.05)


def test_neighbours_that_share_a_border_fit(tmp_path: Path, drafted: Drafted) -> None:
    draft = drafted(
        geojson(tmp_path / "a.geojson", [(SQUARE, {"holder": "SDF"}), (NEIGHBOUR, {"holder": "ISIS"})]), fit=True
    )
    assert {name: value for name, value in draft.papers.fits.items() if name in ("overlap", "gap", "outside")} == {
        "overlap": 0,
        "gap": 0,
        "outside": 0,
    }
