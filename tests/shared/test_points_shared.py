"""Syria on 11 December 2018 from points of control: who held how much, against the shares that were reckoned before."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

pytest.importorskip("shapely")
pytest.importorskip("pyproj")
pytest.importorskip("pyarrow")

from whoholds.atlas.boundaries import boundary
from whoholds.atlas.geodesy import area_km2, divided
from whoholds.atlas.ground_from_points import ControlPoint, ground_from_points

PLACES = Path(__file__).resolve().parents[2].parent / "shared" / "syria2018" / "places.csv"
pytestmark = pytest.mark.skipif(not PLACES.exists(), reason="the shared points of control are not here")

SHARES = {
    "Syrian government": 62.77,
    "Syrian Democratic Forces": 27.36,
    "HTS and allied opposition": 3.56,
    "Turkey-backed opposition": 2.20,
    "US-backed opposition at al-Tanf": 3.72,
    "ISIS": 0.21,
}


def main_points() -> list[ControlPoint]:
    """Return the points of the main map: those of the Golan and of mere presence are not on it."""
    with PLACES.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["role"] not in ("golan", "presence")]
    return [ControlPoint(longitude=float(row["lon"]), latitude=float(row["lat"]), holder=row["holder"]) for row in rows]


def test_shares_by_the_nearest_point() -> None:
    base = boundary("SYR", variant="without the Golan").geometry
    areas = {ground.name: area_km2(ground.geometry) for ground in ground_from_points(main_points(), base)}
    whole = area_km2(divided(base))
    assert sum(areas.values()) == pytest.approx(whole, rel=1e-9)
    assert {name: 100 * areas[name] / whole for name in SHARES} == pytest.approx(SHARES, abs=0.1)


def test_shares_with_a_cap() -> None:
    base = boundary("SYR", variant="without the Golan").geometry
    areas = {g.name: area_km2(g.geometry) for g in ground_from_points(main_points(), base, cap_km=25)}
    whole = area_km2(divided(base))
    assert sum(areas.values()) == pytest.approx(whole, rel=1e-9)
    assert 100 * areas["uninhabited"] / whole == pytest.approx(23.56, abs=0.1)
    assert 100 * areas["Syrian government"] / whole == pytest.approx(45.86, abs=0.1)
