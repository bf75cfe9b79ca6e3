"""The chart of a series: a line for each side, broken where no map is, named at its end."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import lxml.etree
import pytest

from whoholds.atlas.shares import Shares, shares_of
from whoholds.errors import WhoholdsError
from whoholds.model import Evidence, Part, PartTable
from whoholds.showing.maps import Picture, fonts, frame_for, series_chart, svg
from whoholds.showing.maps.axes import round_days, round_values
from whoholds.showing.maps.colours import palette
from whoholds.showing.maps.drawing import Box, Group, Shape, Text
from whoholds.showing.maps.series_lines import lines_of


def day(on: str, kind: Any = "polygons", **held: float) -> Shares:
    papers = Evidence(source="Front <Watch>", as_of=on, kind=kind, licence="CC0")
    parts = [Part(name=name, holder=name, value=value) for name, value in held.items()]
    rest = Part(name="not said", holder=None, status="unknown", value=100 - sum(held.values()))
    table = PartTable(evidence=papers, place="SYR", measure="area", unit="km2", day=on, parts=(*parts, rest), total=100)
    return shares_of(table, on)


def group(picture: Picture, part: str) -> Group:
    return next(each for each in picture.groups if each.part == part)


def lines(picture: Picture) -> dict[str, list[str]]:
    """The runs of each line, by its name."""
    shapes = [item for item in group(picture, "lines").items if isinstance(item, Shape) and item.says]
    return {str(shape.says): re.findall(r"M[^M]+", shape.path) for shape in shapes}


def texts(picture: Picture, part: str) -> list[str]:
    return [item.words for item in group(picture, part).items if isinstance(item, Text)]


def days(first: str, count: int) -> list[str]:
    return [(date.fromisoformat(first) + timedelta(days=n)).isoformat() for n in range(count)]


def test_a_line_for_each_side_in_its_colour() -> None:
    series = [day(on, Government=60 + n, SDF=30 - n) for n, on in enumerate(days("2018-01-01", 5))]
    picture = series_chart(series, "Syria", frame_for(1000))
    assert set(lines(picture)) == {"Government", "SDF"}
    strokes = {
        item.says: item.stroke for item in group(picture, "lines").items if isinstance(item, Shape) and item.says
    }
    assert strokes["SDF"] == palette()["colours"]["ochre"]
    assert texts(picture, "names of sides") == ["Government", "64.0%", "SDF", "26.0%"]
    assert texts(picture, "title")[0] == "Syria: who held how much from 1 January 2018 to 5 January 2018"


def test_a_line_is_broken_where_no_map_is() -> None:
    series = [day(on, Government=60) for on in (*days("2018-01-01", 10), *days("2018-03-01", 10))]
    picture = series_chart(series, "Syria", frame_for(700))
    assert [len(run.split("L")) for run in lines(picture)["Government"]] == [10, 10]
    assert "A line is broken where no map is for more than 3 days." in texts(picture, "notes")


def test_on_a_map_nothing_is_zero_and_in_a_table_it_is_not_said() -> None:
    for kind, points in (("polygons", 3), ("shares", 2)):
        series = [
            day("2018-01-01", kind, A=60, B=20),
            day("2018-01-02", kind, A=60),
            day("2018-01-03", kind, A=60, B=1),
        ]
        drawn, _ = lines_of(series, by_share=True)
        assert [len(line.points) for line in drawn] == [3, points]
        assert drawn[1].side.name == "B"


def test_what_is_not_said_has_no_line_and_small_sides_are_named_below() -> None:
    held = {f"side {n}": 12.0 - n for n in range(11)}
    picture = series_chart(
        [day("2018-01-01", "polygons", **held), day("2018-01-02", "polygons", **held)], "Syria", frame_for(700)
    )
    assert len(lines(picture)) == 8
    assert "not said" not in lines(picture)
    said = " ".join(texts(picture, "notes"))
    assert "side 8, side 9 and side 10" in said


@pytest.mark.parametrize("width", [400, 700, 1600])
def test_names_at_the_ends_do_not_lie_on_each_other(width: int) -> None:
    held = {f"a side with a long name {n}": 10.0 + n / 10 for n in range(8)}
    picture = series_chart(
        [day("2018-01-01", "polygons", **held), day("2018-01-02", "polygons", **held)], "Syria", frame_for(width)
    )
    boxes = []
    for part in ("names of sides", "notes", "title"):
        for item in group(picture, part).items:
            if isinstance(item, Text):
                wide = fonts.width_of(item.words, item.size, bold=item.bold)
                boxes.append(Box(item.x, item.y - 0.72 * item.size, wide, 0.9 * item.size))
    assert not any(one.meets(other) for n, one in enumerate(boxes) for other in boxes[:n])
    assert all(box.within(Box(0, 0, picture.width, picture.height)) for box in boxes)


def test_an_axis_that_does_not_begin_at_zero_says_so() -> None:
    note = "The scale does not begin at zero."
    flat = series_chart([day("2018-01-01", A=18.2), day("2018-01-02", A=19.2)], "Syria", frame_for(700))
    steep = series_chart([day("2018-01-01", A=1.0), day("2018-01-02", A=60.0)], "Syria", frame_for(700))
    assert note in texts(flat, "notes")
    assert note not in texts(steep, "notes")
    assert "0%" in texts(steep, "axes")


def test_values_in_their_unit() -> None:
    picture = series_chart([day("2018-01-01", A=50), day("2018-01-02", A=80)], "Syria", frame_for(700), in_units=True)
    assert "Area in km²" in texts(picture, "title")
    assert "80" in texts(picture, "names of sides")


def test_one_day_is_a_dot_and_no_day_is_an_error() -> None:
    picture = series_chart([day("2018-01-01", A=50)], "Syria", frame_for(400))
    assert lines(picture) == {}
    assert len(group(picture, "lines").items) == 1
    with pytest.raises(WhoholdsError, match="nothing to draw"):
        series_chart([day("2018-01-01")], "Syria", frame_for(400))


def test_it_can_be_read_without_eyes() -> None:
    picture = series_chart([day("2018-01-01", A=50), day("2018-01-02", A=80)], "Syria", frame_for(700))
    tree = lxml.etree.fromstring(svg(picture).encode())
    assert tree.get("role") == "img"
    assert picture.desc == "Line chart. Values on 1 January 2018 and on 2 January 2018. A: 50.0%, 80.0%."
    assert "Front <Watch>" in " ".join(map(str, tree.itertext()))


@pytest.mark.parametrize(
    ("low", "high"), [(0, 0), (0, 100), (18.2, 19.2), (599_094, 599_094), (1e-7, 2e-7), (-3, 4), (0, 1e12)]
)
def test_axes_reach_around_their_values(low: float, high: float) -> None:
    values = round_values(low, high)
    assert 2 <= len(values) <= 8
    assert values[0] <= low <= high <= values[-1] + 1e-9 * abs(high)
    steps = [b - a for a, b in pairwise(values)]
    assert steps == pytest.approx([steps[0]] * len(steps))


@pytest.mark.parametrize(
    ("first", "last"), [("2018-01-01", "2018-01-01"), ("2018-01-30", "2018-02-20"), ("1990-01-01", "2026-01-01")]
)
def test_days_of_an_axis_lie_within_it(first: str, last: str) -> None:
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    found = round_days(start, end, 6)
    assert len(found) <= 6
    assert all(start <= at <= end for at, _ in found)
