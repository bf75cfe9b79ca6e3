"""Month by month: what DeepState's daily maps come to beside the gains that it published, as the docs print it."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from pathlib import Path

import pytest

pytest.importorskip("shapely")
pytest.importorskip("pyproj")
pytest.importorskip("pyarrow")

import numpy as np
import pyarrow.parquet as pq
import shapely

from whoholds.atlas import open_atlas
from whoholds.atlas.base_lines import BaseLines
from whoholds.atlas.boundaries import boundary
from whoholds.atlas.evidence import months_later
from whoholds.atlas.geodesy import areas_km2

ROOT = Path(__file__).resolve().parents[2]
SERIES = ROOT.parent / "shared" / "atlas" / "deepstate" / "daily.parquet"
PAGE = ROOT / "docs" / "explanation" / "monthly-gains.md"
pytestmark = pytest.mark.skipif(not SERIES.exists(), reason="the shared layers of control are not here")


@cache
def series() -> dict[str, tuple[float, float]]:
    """For each day that has a map the land that it gives to Russia, and how much of it is in Ukraine, in km²."""
    table = pq.read_table(SERIES, columns=["as_of", "geometry"])
    shapes = shapely.from_wkb(table["geometry"].to_numpy())
    inside = BaseLines([boundary("UKR").geometry], np.array([0]), 1).sums(shapes)[:, 0, 0]
    return {
        day: (float(a), float(b))
        for day, a, b in zip(table["as_of"].to_pylist(), areas_km2(shapes), inside, strict=True)
    }


def in_force(day: str) -> tuple[float, float]:
    """The areas on the latest map by a day."""
    return series()[max(known for known in series() if known <= day)]


def published() -> dict[str, float]:
    """The monthly gains that DeepState published, by month."""
    rows = open_atlas().rows("UKR")
    gains = {
        row.as_of: row.value
        for row in rows
        if row.source == "DeepState" and row.unit == "km2" and "gain in the month" in row.note
    }
    first = min(series())
    return {month: value for month, value in sorted(gains.items()) if f"{month}-01" >= first}


def gain(month: str) -> tuple[float, float]:
    """What a month's maps come to: the one of its first day against the one of the next month's."""
    start, end = in_force(f"{month}-01"), in_force(months_later(f"{month}-01", 1))
    return end[0] - start[0], end[1] - start[1]


def line(month: str) -> str:
    drawn, inside = gain(month)
    value = published()[month]
    name = f"{date.fromisoformat(f'{month}-01'):%B %Y}"
    return f"| {name} | {value:,.0f} | {drawn:,.1f} | {inside:,.1f} | {100 * (inside / value - 1):+.0f} |"


def test_each_month_is_within_15_percent_of_the_published_gain() -> None:
    assert len(published()) == 14
    for month, value in published().items():
        assert gain(month)[1] == pytest.approx(value, rel=0.15), month


def test_the_docs_print_what_the_maps_come_to() -> None:
    printed = re.findall(r"^\| [A-Z][a-z]+ 20\d\d .*\|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert printed == [line(month) for month in published()]
