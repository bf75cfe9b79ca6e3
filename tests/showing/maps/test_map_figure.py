"""The map of a layer: what is on it, that its numbers are the table's, and that nothing lies on anything else."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterator
from itertools import combinations

import lxml.etree
import pytest

from whoholds.atlas.faces import Faces
from whoholds.errors import UnknownName
from whoholds.showing.maps import ControlMap, Surroundings, control_map, fonts, frame_for, svg
from whoholds.showing.maps.drawing import Box, Group, Picture, Shape, Text
from whoholds.showing.maps.notes import DISCLAIMER
from whoholds.showing.maps.parts import area_words, share_words, shown_parts
from whoholds.showing.maps.table import html_table, shares_of_map

WIDTHS = (400, 700, 1600)
SVG = "{http://www.w3.org/2000/svg}"


def groups(picture: Picture) -> dict[str, Group]:
    """All groups of a picture by their parts, those inside others as well."""

    def within(items: tuple[object, ...]) -> Iterator[Group]:
        for item in items:
            if isinstance(item, Group):
                yield item
                yield from within(item.items)

    return {group.part: group for group in within(picture.groups)}


def words_of(group: Group) -> list[str]:
    return [item.words for item in group.items if isinstance(item, Text)]


def box_of(text: Text) -> Box:
    wide = fonts.width_of(text.words, text.size, bold=text.bold, spacing=text.spacing)
    left = text.x - {"start": 0, "middle": wide / 2, "end": wide}[text.anchor]
    return Box(left, text.y - 0.72 * text.size, wide, 0.9 * text.size)


@pytest.fixture(scope="module", params=WIDTHS)
def drawn(request: pytest.FixtureRequest, faces: Faces, around: Surroundings) -> ControlMap:
    return control_map(faces, around, frame_for(request.param))


def test_all_parts_of_a_map_are_there(drawn: ControlMap) -> None:
    assert {
        *("paper", "title", "map", "sea", "other countries", "ground", "lines between sides", "water", "units"),
        *("outline", "disputed borders", "scale", "towns", "legend", "notes"),
    } <= set(groups(drawn.picture))
    assert ("names of countries" in groups(drawn.picture)) == (drawn.picture.width > 400)  # a phone has no room here


def test_title_source_boundary_and_disclaimer_stand_on_the_picture(drawn: ControlMap) -> None:
    said = " ".join(text.words for text in drawn.picture.everything() if isinstance(text, Text))
    assert "Vardia: who held what on 11 December 2018" in said
    assert "Source: Front Watch, as of 11 December 2018; CC BY 4.0; example.org." in said
    assert "Boundary: with the strip, as in General Assembly resolution 1; Natural Earth." in said
    assert DISCLAIMER in said
    assert re.search(r"\d km\b", said)
    assert re.search(r"\d miles", said)


def test_the_legend_has_the_numbers_of_the_table(drawn: ControlMap, faces: Faces) -> None:
    shares = shares_of_map(faces, drawn)
    listed = words_of(groups(drawn.picture)["legend"])
    for row in shares.rows:
        assert row.share is not None
        assert share_words(row.share) in listed
        assert area_words(row.value) in listed
    assert shares.total is not None
    assert area_words(shares.total) in listed
    assert sum(row.value for row in shares.rows) == pytest.approx(shares.total, rel=1e-9)
    assert [row.value for row in shares.rows] == pytest.approx(
        [part.km2 for part in sorted(drawn.parts, key=lambda part: (part.name == "not said", -part.km2, part.name))],
        abs=1e-6,
    )


def test_areas_of_the_parts_are_those_of_squares(faces: Faces) -> None:
    parts = {(part.name, part.status): part for part in shown_parts(faces)}
    south = parts["South", "controlled"]
    assert south.km2 == pytest.approx(2 * 12309, rel=1e-3)  # a square degree at the equator has 12,309 km²
    assert south.share == pytest.approx(25, abs=0.05)
    assert parts["East, West", "contested"].km2 == pytest.approx(0.2 * 12309, rel=1e-3)
    assert sum(part.share for part in parts.values()) == pytest.approx(100)
    assert [part.name for part in shown_parts(faces)][-2:] == ["uninhabited", "not said"]


def test_each_kind_of_ground_has_its_look(faces: Faces) -> None:
    looks = {(part.name, part.status): part.look for part in shown_parts(faces)}
    south, east = looks["South", "controlled"], looks["East", "controlled"]
    assert south.texture == "plain"
    assert looks["South", "influence"].texture == "dots"
    assert looks["South", "influence"].ink == south.ground
    assert looks["East", "contested"].texture == "stripes"
    both = looks["East, West", "contested"]
    assert (both.texture, {both.ground, both.ink}) == ("stripes", {east.ground, looks["West", "controlled"].ground})
    mixed = looks["mixed: North and East", "contested"]
    assert (mixed.texture, east.ground in (mixed.ground, mixed.ink)) == ("stripes", True)
    assert looks["contested", "contested"].texture == "stripes"
    assert looks["uninhabited", "controlled"].texture == "dashes"
    assert looks["not said", "unknown"].texture == "plain"
    assert len(set(looks.values())) == len(looks)


def test_contested_ground_is_striped_in_the_svg(drawn: ControlMap) -> None:
    tree = lxml.etree.fromstring(svg(drawn.picture).encode())
    striped = [p for p in tree.iter(f"{SVG}pattern") if "rotate(45)" in (p.get("patternTransform") or "")]
    used = {path.get("fill") for path in tree.iter(f"{SVG}path")}
    assert len(striped) == 4
    assert all(f"url(#{pattern.get('id')})" in used for pattern in striped)


def test_the_disputed_border_is_dashed_and_no_other(drawn: ControlMap) -> None:
    found = groups(drawn.picture)
    dashed = [item for item in found["disputed borders"].items if isinstance(item, Shape) and item.dashes]
    assert len(dashed) == 1
    outside = [item for part in ("outline", "units", "other countries") for item in found[part].items]
    assert all(isinstance(item, Shape) and not item.dashes for item in outside)
    assert "Disputed border" in words_of(found["legend"])


def test_a_boundary_that_is_drawn_in_one_way_has_no_dashes(faces: Faces, around: Surroundings) -> None:
    only = dataclasses.replace(around, variants={"with the strip": around.variants["with the strip"]})
    drawn = control_map(faces, only, frame_for(700))
    assert "disputed borders" not in groups(drawn.picture)
    said = " ".join(text.words for text in drawn.picture.everything() if isinstance(text, Text))
    assert "Dashed" not in said


def test_no_words_on_the_map_lie_on_others(drawn: ControlMap) -> None:
    found = groups(drawn.picture)
    parts = ("towns", "names of sides", "names of countries", "scale")
    boxes = [
        (text.words, box_of(text))
        for part in parts
        if part in found
        for text in found[part].items
        if isinstance(text, Text)
    ]
    assert len(boxes) > 4
    for (a, one), (b, other) in combinations(boxes, 2):
        assert not one.meets(other), (a, b)
    frame = found["map"].clip
    assert frame is not None
    assert all(box.within(frame) for _, box in boxes)


def test_words_below_the_map_lie_on_nothing_and_stay_on_the_paper(drawn: ControlMap) -> None:
    found = groups(drawn.picture)
    boxes = [
        (text.words, box_of(text))
        for part in ("title", "legend", "notes")
        for text in found[part].items
        if isinstance(text, Text)
    ]
    paper = Box(0, 0, drawn.picture.width, drawn.picture.height)
    for words, box in boxes:
        assert box.within(paper), words
    for (a, one), (b, other) in combinations(boxes, 2):
        assert not one.meets(other), (a, b)


def test_towns_are_those_of_the_country_and_districts_give_way(drawn: ControlMap) -> None:
    named = words_of(groups(drawn.picture)["towns"])
    assert "Capital" in named
    assert "Far away" not in named
    if drawn.picture.width == 1000:
        assert "Harbour & <Bay>" in named


def test_another_boundary_has_other_sums(faces: Faces, around: Surroundings) -> None:
    drawn = control_map(faces, around, frame_for(700), variant="without the strip")
    whole = sum(part.km2 for part in drawn.parts)
    assert whole == pytest.approx(faces.base.whole_km2["without the strip"], rel=1e-9)
    shares = shares_of_map(faces, drawn)
    assert shares.base == "the country without the strip"
    said = " ".join(text.words for text in drawn.picture.everything() if isinstance(text, Text))
    assert "Boundary: without the strip; Natural Earth." in said
    with pytest.raises(UnknownName, match="with the strip"):
        control_map(faces, around, frame_for(700), variant="by Mars")


def test_a_later_day_is_said(faces: Faces, around: Surroundings) -> None:
    drawn = control_map(faces, around, frame_for(700), asked="2018-12-24")
    assert "The newest layer of this source by 24 December 2018." in words_of(groups(drawn.picture)["title"])


def test_points_say_that_lines_are_no_fronts(draw_layer: Callable[..., Faces], around: Surroundings) -> None:
    drawn = control_map(draw_layer(kind="points", as_of="2018-12"), around, frame_for(700))
    said = " ".join(text.words for text in drawn.picture.everything() if isinstance(text, Text))
    assert "no front lines" in said
    assert "who held what in December 2018" in said


def test_a_phone_has_larger_letters_and_its_legend_below(faces: Faces, around: Surroundings) -> None:
    phone, page = (control_map(faces, around, frame_for(width)).picture for width in (400, 1600))

    def size_against_width(picture: Picture) -> float:
        return max(text.size for text in groups(picture)["legend"].items if isinstance(text, Text)) / picture.width

    assert size_against_width(phone) > 1.8 * size_against_width(page)
    foot = groups(phone)["map"].clip
    assert foot is not None
    assert all(text.y > foot.foot for text in groups(phone)["legend"].items if isinstance(text, Text))


def test_the_html_table_escapes_names(faces: Faces, around: Surroundings) -> None:
    drawn = control_map(faces, around, frame_for(700))
    table = html_table(drawn, faces)
    assert "<script>" not in table
    assert "&lt;script&gt;" in table
    assert table.count("<tr>") == len(drawn.parts) + 2
