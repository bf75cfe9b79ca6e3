"""An atlas of two daily maps of Gabon, in squares, with a series by one source."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("shapely")
pytest.importorskip("pyproj")
pytest.importorskip("pyarrow")
pytest.importorskip("pyogrio")
pytest.importorskip("topojson")

from layers_by_hand import papers, polygons
from shapely import box

from whoholds.atlas import open_atlas
from whoholds.atlas.atlas import Atlas
from whoholds.atlas.layers import LayerStore

DAYS = ("2018-12-11", "2018-12-12")


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A and B hold the west and the middle of Gabon, and on the second day A has pushed the line to the east."""
    made = tmp_path_factory.mktemp("atlas")
    store = LayerStore(made)
    for day, line in zip(DAYS, (11.0, 11.5), strict=True):
        table = polygons(("A", "A", box(8, -5, line, 3)), ("B", "B", box(line, -5, 13, 3)))
        store.add(papers(as_of=day, known=day, url="https://example.org/map"), table)
    return made


@pytest.fixture(scope="session")
def atlas(folder: Path) -> Atlas:
    return open_atlas(folder)
