"""A small country on the equator, drawn in squares: two ways to draw it, two units, and every kind of ground."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

pytest.importorskip("shapely")
pytest.importorskip("pyproj")
pytest.importorskip("pyarrow")

import shapely
from shapely import box

from whoholds.atlas.faces import Faces, cut_base, cut_layer
from whoholds.atlas.ground_from_points import Ground
from whoholds.model import Evidence
from whoholds.showing.maps import Neighbour, Surroundings, Town

HOSTILE = 'North <script>alert("1")</script> & "sons"\x1b[31m\u202e'
WITH, WITHOUT = box(0, 0, 4, 2), box(0, 0, 4, 1.5)
VARIANTS = {"with the strip": WITH, "without the strip": WITHOUT}
UNITS = {"XX-W": box(0, 0, 2, 2), "XX-E": box(2, 0, 4, 2)}
GROUNDS = (
    Ground(name=HOSTILE, holder="North", status="controlled", geometry=box(0, 1, 2, 2)),
    Ground(name="South", holder="South", status="controlled", geometry=box(0, 0, 2, 1)),
    Ground(name="South", holder="South", status="influence", geometry=box(2, 0, 3, 0.5)),
    Ground(name="East", holder="East", status="controlled", geometry=box(2, 0.5, 3, 1.1)),
    Ground(name="West", holder="West", status="controlled", geometry=box(2, 0.9, 3, 1.5)),
    Ground(name="East", holder="East", status="contested", geometry=box(2, 1.5, 3, 2)),
    Ground(name="mixed: North and East", holder=None, status="contested", geometry=box(3, 0, 3.5, 0.5)),
    Ground(name="contested", holder=None, status="contested", geometry=box(3.5, 0, 4, 0.5)),
    Ground(name="uninhabited", holder=None, status="controlled", geometry=box(3, 0.5, 4, 1)),
)
TOWNS = (
    Town(name="Capital", longitude=1.0, latitude=0.5, population=900_000, capital=True),
    Town(name="Second", longitude=1.05, latitude=0.52, population=500_000),
    Town(name="Harbour & <Bay>", longitude=3.6, latitude=0.2, population=80_000),
    Town(name="Far away", longitude=9.0, latitude=9.0, population=5_000_000),
)


@pytest.fixture(scope="session")
def draw_layer() -> Callable[..., Faces]:
    """Makes faces of the small country of any grounds."""

    def made(grounds: tuple[Ground, ...] = GROUNDS, **papers: Any) -> Faces:
        usual: dict[str, Any] = {
            "source": "Front Watch",
            "as_of": "2018-12-11",
            "kind": "polygons",
            "licence": "CC BY 4.0",
            "url": "https://www.example.org/maps/1",
        }
        evidence = Evidence(**{**usual, **papers})
        return cut_layer("XXX", evidence, "2018-12-11", grounds, cut_base(VARIANTS, units=UNITS))

    return made


@pytest.fixture(scope="session")
def faces(draw_layer: Callable[..., Faces]) -> Faces:
    return draw_layer()


@pytest.fixture(scope="session")
def around() -> Surroundings:
    lake = shapely.geometrycollections([box(0.4, 1.2, 0.7, 1.4), box(40, 40, 41, 41)])
    return Surroundings(
        name="Vardia",
        variants=VARIANTS,
        why={"with the strip": "General Assembly resolution 1"},
        neighbours=(
            Neighbour(name="Northland", geometry=box(-3, 2, 7, 4)),
            Neighbour(name="Southland <b>", geometry=box(-3, -3, 7, 0)),
        ),
        unit_lines=shapely.LineString([(2, 0), (2, 2)]),
        water=lake,
        towns=TOWNS,
    )
