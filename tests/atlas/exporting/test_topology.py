"""TopoJSON: a shared line stands in the file once, and what is read back is what was written."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
import shapely
from shapely import Point, box

from whoholds.atlas.exporting.drawn import joined
from whoholds.atlas.exporting.gather import Exported
from whoholds.atlas.exporting.papers import ExportPapers
from whoholds.atlas.exporting.topology import topology


def exported(*geometries: Any) -> Exported:
    papers = ExportPapers(
        title="squares", what="faces", place="XXX", country="X", source="ours", as_of="2018", kind="polygons",
        licence="CC0", known="2018-01-01",
    )  # fmt: skip
    table = pa.table({"name": [f"{at}" for at in range(len(geometries))], "geometry": shapely.to_wkb(list(geometries))})
    return Exported(papers=papers, table=table)


def arcs_of(found: dict[str, Any]) -> list[Any]:
    """Return the arcs in degrees: running sums of steps on the grid."""
    scale = np.array(found["transform"]["scale"])
    return [np.cumsum(np.array(arc), axis=0) * scale for arc in found["arcs"]]


def ring_of(indexes: list[int], arcs: list[Any]) -> Any:
    pieces = [arcs[at] if at >= 0 else arcs[~at][::-1] for at in indexes]
    return np.concatenate([pieces[0], *(piece[1:] for piece in pieces[1:])])


def shape_of(geometry: dict[str, Any], arcs: list[Any]) -> Any:
    polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    return shapely.multipolygons(
        [shapely.Polygon(ring_of(p[0], arcs), [ring_of(hole, arcs) for hole in p[1:]]) for p in polygons]
    )


def read_back(found: dict[str, Any]) -> list[Any]:
    arcs = arcs_of(found)
    return [shape_of(g, arcs) for g in found["objects"]["faces"]["geometries"] if g["type"]]


def uses(value: Any) -> Counter[int]:
    """Return how often each arc is referred to."""
    if isinstance(value, int):
        return Counter([value if value >= 0 else ~value])
    return sum((uses(each) for each in value), Counter())


GRID = [box(x, y, x + 1, y + 1) for x in range(3) for y in range(3)]
ISLAND = shapely.Polygon([(0, 0), (3, 0), (3, 3), (0, 3)], [[(1, 1), (1, 2), (2, 2), (2, 1)]])


@pytest.mark.parametrize(
    "shapes",
    [
        GRID,
        [box(0, 0, 1, 1), box(1, 0.3, 2, 0.6)],
        [ISLAND, box(1, 1, 2, 2)],
        [shapely.multipolygons([box(0, 0, 1, 1), box(5, 5, 6, 6)]), box(1, 0, 5, 5)],
        [box(0, 0, 2, 1), box(1, 0, 3, 1)],
    ],
    ids=["nine squares", "a corner on an edge", "a hole that is filled", "two pieces", "an overlap"],
)
def test_what_is_read_back_is_what_was_drawn(shapes: list[Any]) -> None:
    found = json.loads(topology(exported(*shapes)))
    for before, after in zip(joined(shapes), read_back(found), strict=True):
        assert after.is_valid
        assert after.symmetric_difference(before).area < 1e-12


def test_a_line_between_two_neighbours_is_there_once() -> None:
    found = json.loads(topology(exported(*GRID)))
    inner = sum(uses([g["arcs"] for g in found["objects"]["faces"]["geometries"]]).values()) - len(found["arcs"])
    assert inner == 12  # nine squares have twelve inner edges
    steps = [abs(step) for arc in found["arcs"] for point in arc[1:] for step in point]
    assert sum(steps) / 1e7 == 24  # and twelve outer ones: each edge is drawn once


def test_rows_papers_and_dust() -> None:
    found = json.loads(topology(exported(box(0, 0, 1, 1), box(1, 0, 1 + 1e-9, 1))))
    geometries = found["objects"]["faces"]["geometries"]
    assert [(g["type"], g["properties"]) for g in geometries] == [("Polygon", {"name": "0"}), (None, {"name": "1"})]
    assert found["papers"]["source"] == "ours"
    assert found["bbox"] == [0, 0, 1, 1]


def test_points_have_no_arcs() -> None:
    found = json.loads(topology(exported(Point(1 / 3, 2))))
    assert found["arcs"] == []
    assert found["objects"]["faces"]["geometries"][0]["coordinates"] == [3333333, 20000000]


def test_nothing_but_dust() -> None:
    found = json.loads(topology(exported(box(0, 0, 1e-9, 1e-9))))
    assert found["objects"]["faces"]["geometries"] == [{"type": None, "properties": {"name": "0"}}]
