"""Layers made by hand: squares near the equator, whose shares can be done in the head."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pyarrow as pa
import shapely

from whoholds.atlas.layers import LayerPapers


def papers(**changes: Any) -> LayerPapers:
    """The papers of a layer of polygons for Gabon, which lies on the equator, on 11 December 2018."""
    usual: dict[str, Any] = {
        "place": "GAB",
        "source": "Atlas of Squares",
        "as_of": "2018-12-11",
        "kind": "polygons",
        "licence": "CC0",
        "known": "2018-12-12",
        "sha256": "0" * 64,
    }
    return LayerPapers(**{**usual, **changes})


def polygons(*rows: tuple[str, str | None, Any], status: str = "controlled") -> pa.Table:
    """A table of polygons: name, holder and shape of each."""
    return pa.table(
        {
            "name": pa.array([name for name, *_ in rows], pa.string()),
            "holder": pa.array([holder for _, holder, _ in rows], pa.string()),
            "status": pa.array([status] * len(rows), pa.string()),
            "note": pa.array([None] * len(rows), pa.string()),
            "geometry": pa.array(shapely.to_wkb([shape for *_, shape in rows]), pa.binary()),
        }
    )


def points(rows: Sequence[tuple[str, float, float]]) -> pa.Table:
    """A table of points: holder, longitude and latitude of each."""
    count = len(rows)
    return pa.table(
        {
            "name": pa.array([name for name, *_ in rows], pa.string()),
            "holder": pa.array([name for name, *_ in rows], pa.string()),
            "status": pa.array(["controlled"] * count, pa.string()),
            "note": pa.array([None] * count, pa.string()),
            "place_name": pa.array([None] * count, pa.string()),
            "population": pa.array([None] * count, pa.int64()),
            "settlement": pa.array([True] * count, pa.bool_()),
            "land": pa.array([True] * count, pa.bool_()),
            "url": pa.array([None] * count, pa.string()),
            "geometry": pa.array(shapely.to_wkb([shapely.Point(x, y) for _, x, y in rows]), pa.binary()),
        }
    )
