"""The layer that ships: Syria on 11 December 2018 by points, and the shares that the nearest point gives."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

pytest.importorskip("shapely")
pytest.importorskip("pyproj")
pytest.importorskip("pyarrow")

import shapely

from whoholds.atlas.boundaries import boundary
from whoholds.atlas.gazetteer import STARTER
from whoholds.atlas.geodesy import area_km2, divided
from whoholds.atlas.ground_from_points import ControlPoint, ground_from_points
from whoholds.atlas.layers import Layer, LayerStore, read_layer

SHARES = {
    "Government": 62.77,
    "SDF": 27.36,
    "HTS and allies": 3.56,
    "Turkey-backed groups": 2.20,
    "al-Tanf garrison": 3.72,
    "ISIS": 0.21,
}


@pytest.fixture(scope="module")
def layer() -> Layer:
    (key,) = LayerStore(STARTER).keys("SYR")
    return read_layer(key.path)


@pytest.fixture(scope="module")
def rows(layer: Layer) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = layer.table.to_pylist()
    return found


def shares(rows: list[dict[str, Any]], variant: str) -> dict[str | None, float]:
    """Return each holder's share of the land in percent, by the nearest point."""
    points = []
    for row in rows:
        if row["land"]:
            at = shapely.from_wkb(row["geometry"])
            points.append(
                ControlPoint(longitude=at.x, latitude=at.y, holder=row["holder"] or row["name"], status=row["status"])
            )
    base = boundary("SYR", variant=variant).geometry
    whole = area_km2(divided(base))
    found: Counter[str | None] = Counter()
    for ground in ground_from_points(points, base):
        found[ground.holder] += 100 * area_km2(ground.geometry) / whole  # type: ignore[assignment]
    return dict(found)


def test_shares_by_the_nearest_point(rows: list[dict[str, Any]]) -> None:
    found = shares(rows, "without the Golan")
    assert sum(found.values()) == pytest.approx(100, rel=1e-9)
    assert {name: found[name] for name in SHARES} == pytest.approx(SHARES, abs=0.1)
    # The villages in the Golan reach over the line of 1974; without them it is 0.01.
    assert found["Israel"] == pytest.approx(0.05, abs=0.02)
    assert found["mixed: SDF and government"] == pytest.approx(0.16, abs=0.02)


def test_israel_has_land_where_the_golan_is_counted(rows: list[dict[str, Any]]) -> None:
    assert shares(rows, "with the Golan")["Israel"] == pytest.approx(0.62, abs=0.05)


def test_points_by_holder_and_status(rows: list[dict[str, Any]]) -> None:
    assert len(rows) == 436
    assert Counter(row["status"] for row in rows) == {"controlled": 427, "contested": 9}
    assert {row["name"] for row in rows if row["holder"] is None} == {"mixed: SDF and government"}
    assert {row["holder"] for row in rows} == {*SHARES, "Israel", None}
    settlements = Counter(row["holder"] for row in rows if row["settlement"])
    assert sum(settlements.values()) == 310
    assert (settlements["Government"], settlements["SDF"], settlements[None]) == (217, 33, 3)


def test_mere_presence_takes_no_land(rows: list[dict[str, Any]]) -> None:
    presence = [row for row in rows if not row["land"]]
    assert [(row["holder"], row["status"], row["settlement"]) for row in presence] == [("ISIS", "contested", False)] * 3


def test_a_population_of_zero_is_not_known(rows: list[dict[str, Any]]) -> None:
    counted = [row for row in rows if row["settlement"] and row["population"]]
    assert len(counted) == 127
    assert sum(row["population"] for row in counted) == 11_174_561
    assert all(row["population"] is None or row["population"] > 0 for row in rows)


def test_its_papers_say_what_it_is_worth(layer: Layer, rows: list[dict[str, Any]]) -> None:
    papers = layer.papers
    assert (papers.place, papers.as_of, papers.kind, papers.cap_km) == ("SYR", "2018-12-11", "points", None)
    assert "CC BY 4.0" in papers.licence
    assert papers.note and "Not a reference map" in papers.note
    assert all(row["url"] is None or row["url"].startswith("http") for row in rows)
    assert not any("wikizero" in (row["url"] or "") + row["note"] for row in rows)
