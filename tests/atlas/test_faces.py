"""Layers cut into faces: figures that can be done in the head, sums that come to the whole, and what does not fit."""

from __future__ import annotations

from typing import Any

import pytest

pytest.importorskip("shapely")
pytest.importorskip("pyproj")

import msgspec
import numpy as np
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import MultiPolygon, Point, Polygon, box, from_wkt

from whoholds.atlas.faces import Base, Faces, cut_base, cut_layer
from whoholds.atlas.flaws import flaws
from whoholds.atlas.geodesy import area_km2
from whoholds.atlas.ground_from_points import Ground
from whoholds.atlas.map_lines import straight_area_km2
from whoholds.atlas.parts import NOT_SAID, BaseChoice, parts_of_faces
from whoholds.atlas.parts import part_table as table_of_parts
from whoholds.errors import UnknownName, WhoholdsError
from whoholds.model import WHOLE_COUNTRY, Evidence, PartTable, Status

A_FEW_M2 = 1e-5  # in km²: each edge that is cut in two may move the sum by a square metre
PAPERS = Evidence(source="ours", as_of="2018-12-11", kind="polygons")


def ground(name: str, geometry: Any, status: Status = "controlled") -> Ground:
    return Ground(name=name, holder=name, status=status, geometry=geometry)


def cut(layer: list[Ground], base: Base) -> Faces:
    return cut_layer("XXX", PAPERS, "2018-12-11", layer, base)


def part_table(faces: Faces, measure: str = "area", **where: str) -> PartTable:
    choice = msgspec.convert(where, BaseChoice)
    return table_of_parts(parts_of_faces(faces), measure, choice)


def square() -> Base:
    """A country of one degree by one, whose eastern tenth is disputed, in a northern and a southern unit."""
    return cut_base(
        {"with the east": box(0, 0, 1, 1), "without the east": box(0, 0, 0.9, 1)},
        zones={"strip": box(0, 0.4, 1, 0.6)},
        units={"South": box(0, 0, 1, 0.5), "North": box(0, 0.5, 1, 1)},
    )


def test_a_square_cut_along_everything() -> None:
    layer = [ground("A", box(-1, -1, 0.5, 2)), ground("B", box(0.5, 0, 0.95, 1))]
    faces = cut(layer, square())
    cell = area_km2(box(0, 0, 1, 1)) / 100  # near the equator all tenths by tenths are alike, to 1 part in 10,000

    def in_cells(**where: str) -> dict[str, float]:
        return {part.name: round(part.value / cell, 1) for part in part_table(faces, **where).parts}

    assert in_cells() == {"A": 50, "B": 45, NOT_SAID: 5}
    assert in_cells(variant="without the east") == {"A": 50, "B": 40}
    assert in_cells(zone="strip") == {"A": 10, "B": 9, NOT_SAID: 1}
    assert in_cells(unit="North") == {"A": 25, "B": 22.5, NOT_SAID: 2.5}
    assert in_cells(unit="North", zone="strip", variant="without the east") == {"A": 5, "B": 4}
    assert faces.not_said_km2 / cell == pytest.approx(5, abs=0.01)
    assert faces.outside_km2 / cell == pytest.approx(3 * 150 - 50, rel=1e-3)
    assert faces.overlaps == ()


def test_a_part_table_says_what_it_is_of() -> None:
    faces = cut([ground("A", box(0, 0, 0.5, 1))], square())
    table = part_table(faces)
    assert (table.place, table.day, table.unit, table.measure, table.base) == (
        "XXX", "2018-12-11", "km2", "area", WHOLE_COUNTRY,
    )  # fmt: skip
    assert table.evidence == PAPERS
    assert [(part.name, part.holder, part.status) for part in table.parts] == [
        ("A", "A", "controlled"), (NOT_SAID, None, "unknown"),
    ]  # fmt: skip
    assert table.total == pytest.approx(sum(part.value for part in table.parts), abs=1e-5)
    assert part_table(faces, variant="without the east").base == "the country without the east"
    assert part_table(faces, zone="strip", variant="without the east").base == "strip, without the east"


def test_what_a_base_does_not_have_is_said() -> None:
    faces = cut([], square())
    with pytest.raises(UnknownName, match=r"boundary variant 'with the moon'.*known: with the east; without the east"):
        part_table(faces, variant="with the moon")
    with pytest.raises(UnknownName, match=r"unit 'East'.*known: South; North"):
        part_table(faces, unit="East")
    with pytest.raises(WhoholdsError, match="no measure 'population'"):
        part_table(faces, "population")


@st.composite
def blots(draw: st.DrawFn) -> Any:
    """Draw a polygon of any shape near (20 E, 45 N), a degree or so in size."""
    seed, corners = draw(st.integers(0, 2**32 - 1)), draw(st.integers(3, 12))
    rng = np.random.default_rng(seed)
    angle = np.sort(rng.uniform(0, 2 * np.pi, corners))
    reach = rng.uniform(0.1, 1.5, corners)
    made = Polygon(
        np.stack([20 + rng.normal() + reach * np.cos(angle), 45 + rng.normal() + reach * np.sin(angle)], axis=1)
    )
    return made if made.is_valid and made.area > 0 else box(19, 44, 21, 46)


@given(
    st.lists(blots(), min_size=1, max_size=3),
    st.lists(blots(), max_size=2),
    st.lists(blots(), max_size=3),
    st.lists(blots(), max_size=4),
)
@settings(max_examples=60, deadline=None)
def test_faces_come_to_the_whole(variants: list[Any], zones: list[Any], units: list[Any], layer: list[Any]) -> None:
    def named(kind: str, geometries: list[Any]) -> dict[str, Any]:
        return {f"{kind} {index}": geometry for index, geometry in enumerate(geometries)}

    base = cut_base(named("variant", variants), zones=named("zone", zones), units=named("unit", units))
    faces = cut([ground("ABC"[index % 3], geometry) for index, geometry in enumerate(layer)], base)
    for name, geometry in named("variant", variants).items():
        whole = straight_area_km2(geometry)
        assert base.whole_km2[name] == whole
        assert sum(face.area_km2 for face in faces.faces if name in face.variants) == pytest.approx(
            whole, rel=1e-9, abs=A_FEW_M2
        )
        assert part_table(faces, variant=name).total == pytest.approx(whole, rel=1e-9, abs=A_FEW_M2)
    for name, geometry in named("zone", zones).items():
        inside = straight_area_km2(shapely.union_all(variants).intersection(geometry))
        assert sum(face.area_km2 for face in faces.faces if name in face.zones) == pytest.approx(inside, abs=1e-3)
    for face in faces.faces:
        assert straight_area_km2(face.geometry) == pytest.approx(face.area_km2, rel=1e-9, abs=1e-6)
    covered = shapely.union_all(layer).intersection(shapely.union_all(variants)) if layer else Polygon()
    said = sum(face.area_km2 for face in faces.faces if face.name != NOT_SAID)
    assert said == pytest.approx(straight_area_km2(covered), rel=1e-6, abs=1e-3)


def test_land_given_twice_is_nobodys_and_is_said() -> None:
    base = cut_base({"": box(0, 0, 2, 1)})
    faces = cut([ground("A", box(0, 0, 1, 1)), ground("B", box(0.9, 0, 2, 1))], base)
    both = next(face for face in faces.faces if face.name == "A, B")
    assert (both.holder, both.status) == (None, "contested")
    (overlap,) = faces.overlaps
    assert overlap.grounds == (("A", "controlled"), ("B", "controlled"))
    assert overlap.area_km2 == pytest.approx(area_km2(box(0.9, 0, 1, 1)), rel=1e-5)


def test_one_holders_two_statuses_take_the_weaker() -> None:
    base = cut_base({"": box(0, 0, 2, 1)})
    faces = cut([ground("A", box(0, 0, 2, 1)), ground("A", box(1, 0, 2, 1), "contested")], base)
    halves = {(face.name, face.holder, face.status): face.area_km2 for face in faces.faces}
    assert list(halves) == [("A", "A", "contested"), ("A", "A", "controlled")]
    assert halves["A", "A", "contested"] == pytest.approx(halves["A", "A", "controlled"], rel=1e-6)


def test_the_first_of_two_units_has_what_both_claim() -> None:
    base = cut_base({"": box(0, 0, 1, 1)}, units={"first": box(0, 0, 0.6, 1), "second": box(0.4, 0, 1, 1)})
    sizes = {cell.unit: round(cell.geometry.area, 6) for cell in base.cells}
    assert sizes == {"first": 0.6, "second": 0.4}


def test_flaws_are_found_and_measured() -> None:
    """A layer with an overlap, a pocket that it leaves out, and a crack of 50 m between two grounds."""
    left = box(0, 0, 1, 1).difference(box(0.4, 0.4, 0.6, 0.6))
    right = box(1.0005, 0, 2, 1)
    low = box(0, -1, 2, 0.1)
    found = flaws(cut([ground("A", left), ground("B", right), ground("C", low)], cut_base({"": box(0, -1, 2, 1)})))
    kinds = {(flaw.kind, flaw.names): flaw for flaw in found}
    assert set(kinds) == {
        ("overlap", ("A", "C")), ("overlap", ("B", "C")), ("gap", (NOT_SAID,)), ("sliver", (NOT_SAID,)),
    }  # fmt: skip
    gap = kinds["gap", (NOT_SAID,)]
    assert gap.area_km2 == pytest.approx(straight_area_km2(box(0.4, 0.4, 0.6, 0.6)), rel=1e-6)
    assert box(0.4, 0.4, 0.6, 0.6).contains(Point(gap.longitude, gap.latitude))
    crack = kinds["sliver", (NOT_SAID,)]
    assert crack.area_km2 == pytest.approx(area_km2(box(1, 0.1, 1.0005, 1)), rel=1e-4)
    assert [flaw.area_km2 for flaw in found] == sorted((flaw.area_km2 for flaw in found), reverse=True)


def test_a_layer_that_fits_has_no_flaws() -> None:
    faces = cut([ground("A", box(0, 0, 1, 1)), ground("B", box(1, 0, 2, 1))], cut_base({"": box(0, 0, 2, 1)}))
    assert flaws(faces) == ()
    assert (faces.not_said_km2, faces.outside_km2) == (0, 0)


def test_grounds_that_only_touch_the_base_add_nothing() -> None:
    base = cut_base({"": MultiPolygon([box(0, 0, 1, 1), box(3, 0, 4, 1)])})
    faces = cut([ground("A", box(1, 0, 3, 1)), ground("B", box(1, 1, 2, 2))], base)
    assert [face.name for face in faces.faces] == [NOT_SAID]
    assert faces.outside_km2 > 0


@pytest.mark.parametrize(
    ("geometry", "said"),
    [
        (from_wkt("POLYGON ((0 0, 1 1, 1 0, 0 1, 0 0))"), "faulty outline .Self-intersection"),
        (Point(0, 0), "no polygon but a Point"),
    ],
)
def test_what_is_no_land_is_refused(geometry: Any, said: str) -> None:
    with pytest.raises(WhoholdsError, match=said):
        cut_base({"": geometry})
    with pytest.raises(WhoholdsError, match=said):
        cut([ground("A", geometry)], square())


def test_a_base_needs_a_boundary() -> None:
    with pytest.raises(WhoholdsError, match="no boundary"):
        cut_base({})
