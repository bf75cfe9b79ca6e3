"""Maps of the shared layers: Syria on 11 December 2018, Ukraine on 22 August 2026, and what changed there."""

from __future__ import annotations

import json
from itertools import combinations
from pathlib import Path

import pytest

pytest.importorskip("shapely")
pytest.importorskip("pyproj")
pytest.importorskip("pyarrow")

import pyarrow.parquet as pq
import shapely

from whoholds.atlas import open_atlas
from whoholds.atlas.comparing import compare
from whoholds.atlas.faces import Base, Faces, cut_layer
from whoholds.atlas.ground_from_points import Ground
from whoholds.model import Evidence
from whoholds.showing.maps import (
    Picture,
    Surroundings,
    change_map,
    control_map,
    fonts,
    frame_for,
    known_water,
    map_for_page,
    surroundings_of,
    svg,
    towns_of,
)
from whoholds.showing.maps.drawing import Box, Group, Text
from whoholds.showing.maps.parts import shown_parts

LAYERS = Path(__file__).resolve().parents[2].parent / "shared" / "atlas" / "deepstate"
pytestmark = pytest.mark.skipif(not LAYERS.exists(), reason="the shared layers of control are not here")


@pytest.fixture(scope="module")
def ukraine() -> Base:
    return open_atlas().maps.base("UKR")


def of_deepstate(base: Base, row: int) -> Faces:
    """One day of the daily series; row -1 is the last."""
    table = pq.read_table(LAYERS / "daily.parquet")
    day = table.slice(row % len(table), 1).to_pylist()[0]
    land = Ground(name="Russia", holder="Russia", status="controlled", geometry=shapely.from_wkb(day["geometry"]))
    as_of = str(day["as_of"])[:10]
    papers = Evidence(source="DeepState", as_of=as_of, kind="polygons", licence="GPL-3.0")
    return cut_layer("UKR", papers, as_of, [land], base)


def around(place: str) -> Surroundings:
    country = open_atlas().country(place)
    return surroundings_of(place, towns=towns_of(place, country.capital), water=known_water(), name=country.name)


def overlapping_words(picture: Picture) -> list[tuple[str, str]]:
    """Words on the map that lie on others."""
    (drawn,) = (group for group in picture.groups if group.part == "map")
    boxes = []
    for group in drawn.items:
        if isinstance(group, Group) and group.part in ("towns", "names of sides", "names of countries", "scale"):
            for text in group.items:
                if isinstance(text, Text):
                    wide = fonts.width_of(text.words, text.size, bold=text.bold, spacing=text.spacing)
                    left = text.x - {"start": 0, "middle": wide / 2, "end": wide}[text.anchor]
                    boxes.append((text.words, Box(left, text.y - 0.72 * text.size, wide, 0.9 * text.size)))
    return [(a, b) for (a, one), (b, other) in combinations(boxes, 2) if one.meets(other)]


@pytest.mark.parametrize("width", [400, 1600])
@pytest.mark.parametrize("place", ["SYR", "UKR"])
def test_maps_of_syria_and_ukraine(place: str, width: int, ukraine: Base) -> None:
    faces = open_atlas().maps.faces("SYR", "2018-12-11") if place == "SYR" else of_deepstate(ukraine, -1)
    drawn = control_map(faces, around(place), frame_for(width))
    text = svg(drawn.picture)
    assert len(text.encode()) < 500_000
    assert overlapping_words(drawn.picture) == []
    said = {item.words for item in drawn.picture.everything() if isinstance(item, Text)}
    assert {"Damascus", "Aleppo"} <= said if place == "SYR" else {"Kyiv", "Donetsk", "Kharkiv"} <= said
    # The source of Ukraine's map names one side, and leaves the rest of the country unsaid.
    shares = {part.holder: part.share for part in drawn.parts if part.status != "contested"}
    expected = {"Government": 62.3, "SDF": 26.9} if place == "SYR" else {"Russia": 19.2}
    assert {holder: shares[holder] for holder in expected} == pytest.approx(expected, abs=0.1)


def test_a_page_carries_ukraine_in_120_kb(ukraine: Base) -> None:
    shown = map_for_page(of_deepstate(ukraine, -1), around("UKR"))
    assert len(shown.svg.encode()) + len(shown.small.encode()) < 120_000


def test_parts_of_the_map_are_those_of_the_layer(ukraine: Base) -> None:
    """What the legend of 8 July 2024 says is the area of the outline as it was published."""
    faces = of_deepstate(ukraine, 0)
    (held,) = (part for part in shown_parts(faces) if part.holder)
    published = json.loads((LAYERS / "deepstatemap_data_20240708.geojson").read_text(encoding="utf-8"))["features"]
    outline = shapely.from_geojson(json.dumps(published[0]["geometry"]))
    within = shapely.intersection(outline, open_atlas().maps.boundaries.boundary("UKR").geometry)
    from whoholds.atlas.map_lines import straight_area_km2

    assert held.km2 == pytest.approx(straight_area_km2(within), rel=1e-6)
    assert held.km2 + faces.outside_km2 == pytest.approx(109_361, abs=2)


def test_what_changed_in_two_years_adds_up(ukraine: Base) -> None:
    first, last = of_deepstate(ukraine, 0), of_deepstate(ukraine, -1)
    changes = compare(first, last)
    of = {(change.before.side, change.after.side): change.area_km2 for change in changes}
    assert sum(of.values()) == pytest.approx(ukraine.whole_km2[ukraine.variants[0]], rel=1e-9)
    held = [sum(face.area_km2 for face in faces.faces if face.holder) for faces in (first, last)]
    assert of["not said", "Russia"] - of["Russia", "not said"] == pytest.approx(held[1] - held[0], abs=1e-3)
    drawn = change_map(first, last, changes, around("UKR"), frame_for(1600))
    assert drawn.picture.title == "Ukraine: what changed hands from 8 July 2024 to 22 August 2026"
    assert overlapping_words(drawn.picture) == []
    assert len(svg(drawn.picture).encode()) < 500_000
