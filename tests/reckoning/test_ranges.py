"""Ranges: between what and what a reading lies if the lines of its map are off. All sums can be done by hand."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from whoholds.model import Claim, Evidence, Part, PartTable, Strip
from whoholds.reckoning import reckon

PAPER = Evidence(source="Front Watch", as_of="2018-12-01", kind="polygons", precision_km=2)


def strip(to: str, of: str, value: float, statuses: tuple[str, str] = ("controlled", "controlled")) -> Strip:
    return Strip(to=to, to_status=statuses[0], of=of, of_status=statuses[1], value=value)  # type: ignore[arg-type]


def table(**changes: object) -> PartTable:
    parts = (
        Part(name="A", holder="A", value=500),
        Part(name="B", holder="B", value=300),
        Part(name="A, B", status="contested", value=100),
        Part(name="not said", status="unknown", value=100),
    )
    strips = (
        *(strip("A", "B", 20), strip("B", "A", 30)),
        *(strip("A", "A, B", 10, ("controlled", "contested")), strip("A, B", "A", 5, ("contested", "controlled"))),
        *(strip("B", "not said", 7, ("controlled", "unknown")), strip("not said", "B", 8, ("unknown", "controlled"))),
    )
    made = PartTable(
        evidence=PAPER,
        place="NWH",
        measure="area",
        unit="km2",
        day="2018-12-01",
        parts=parts,
        total=1000,
        strips=strips,
    )
    return msgspec.structs.replace(made, **changes)


def claim(value: float, **changes: object) -> Claim:
    return Claim(**{"value": value, "holders": ("A",), "on": "2018-12-11", "place": "NWH", **changes})  # type: ignore[arg-type]


def test_the_literal_reading_has_a_range() -> None:
    literal = reckon(claim(80), [table()]).literal
    # 500 of 1,000. It gains 20 from B and 10 of what is contested, or loses 30 to B and 5 to what is contested.
    assert literal is not None
    assert (literal.value, literal.range) == (50.0, (46.5, 53.0))


def test_a_line_between_two_that_are_counted_moves_nothing() -> None:
    (explained, *_) = reckon(claim(80, holders=("A",)), [table()]).explanations
    # A and B: 800. Lines to what is contested (10 and 5) and to nobody's land (7 and 8) may move, theirs not.
    assert (explained.value, explained.range) == (80.0, (80 - 1.3, 80 + 1.7))


def test_contested_ground_counts_by_as_much_as_it_is_counted() -> None:
    reckoned = reckon(claim(57.3), [table()])
    # Half of what is contested is counted: 550. Of a line between A's land and that, half of the strip is won or lost:
    # up by 20 from B and by half of 10, down by 30 and half of 5.
    half = next(tried for tried in reckoned.in_range if tried.reading.contested == "half")
    assert (half.value, half.range) == (55.0, (55 - 3.25, 55 + 2.5))


def test_a_figure_that_comes_out_only_inside_the_range_is_said_to() -> None:
    reckoned = reckon(claim(52), [table()])
    assert reckoned.verdict != "as stated"
    assert not any(tried.gives for tried in reckoned.in_range)
    assert reckoned.in_range[0].departures == ()
    assert reckoned.say.endswith("Inside the range of its map's lines, and only there, the nearest reading gives it.")
    assert reckoned.say.count("from 46.5% to 53% if lines are off by 2 km") == 1


def test_a_reading_is_simpler_only_than_an_explanation() -> None:
    # B's published share is nearer to 52 than A's map, whose range holds it.
    paper = Evidence(source="Bureau", as_of="2018-12-01")
    parts = (Part(name="A", holder="A", value=51.4), Part(name="B", holder="B", value=48.6))
    published = PartTable(
        evidence=paper, place="NWH", measure="area", unit="percent", day="2018-12-01", parts=parts, total=100
    )
    said = reckon(claim(52), [table(), published]).say
    assert "Only inside the range of a map's lines does a reading give it: it comes out at 50%" in said
    assert "simpler" not in said


def test_a_figure_outside_every_range_is_not() -> None:
    reckoned = reckon(claim(99), [table()])
    assert reckoned.in_range == ()


def test_a_figure_that_is_given_needs_no_range() -> None:
    reckoned = reckon(claim(50), [table()])
    assert (reckoned.verdict, reckoned.in_range) == ("as stated", ())


def test_where_the_whole_moves_a_share_moves_otherwise() -> None:
    reckoned = reckon(claim(59.3), [table()])
    listed = next(tried for tried in reckoned.in_range if tried.reading.base == "the sum of the parts")
    # 500 of the 900 that are listed, 55.56 percent. A wins 20 + 10 of the 900, or loses 30 + 5. Where nobody's land
    # takes 8 from B, the whole is 8 smaller and A's share larger by 8/900 of itself; where B takes 7, it is smaller by
    # 7/900.
    share = 500 / 9
    assert listed.value == pytest.approx(share)
    assert listed.range == pytest.approx((share - 35 / 9 - share * 7 / 900, share + 30 / 9 + share * 8 / 900))


def test_square_kilometres_have_a_range_in_square_kilometres() -> None:
    literal = reckon(claim(510, kind="area", unit="km2"), [table()]).literal
    assert literal is not None
    assert (literal.value, literal.range) == (500.0, (465.0, 530.0))


def test_a_share_ends_at_nothing_and_at_all() -> None:
    all_of_it = table(
        parts=(Part(name="A", holder="A", value=990), Part(name="B", holder="B", value=10)),
        strips=(strip("A", "B", 10), strip("B", "A", 30)),
    )
    literal = reckon(claim(50), [all_of_it]).literal
    assert literal is not None
    assert literal.range == (96.0, 100.0)


def test_published_figures_have_no_range() -> None:
    published = table(evidence=Evidence(source="Front Watch", as_of="2018-12-01"), strips=())
    literal = reckon(claim(52), [published]).literal
    assert literal is not None
    assert literal.range is None


amounts = st.integers(0, 400).map(float)


@given(st.lists(amounts, min_size=3, max_size=3), st.lists(amounts, min_size=6, max_size=6))
def test_the_range_is_what_moving_every_line_comes_to(values: list[float], widths: list[float]) -> None:
    """Against a slow way: each strip is really taken from the one and given to the other, if that is for the worse."""
    names = ("A", "B", "C")
    total = sum(values) + 1000
    parts = tuple(Part(name=name, holder=name, value=value) for name, value in zip(names, values, strict=True))
    pairs = [(to, of) for to in names for of in names if to != of]
    strips = tuple(strip(to, of, width) for (to, of), width in zip(pairs, widths, strict=True))
    made = table(
        parts=(*parts, Part(name="not said", status="unknown", value=1000.0)),
        strips=strips,
        total=total,
    )
    literal = reckon(claim(50, holders=("A",)), [made], deals=0).literal
    assert literal is not None
    assert literal.range is not None
    gained = sum(strip.value for strip in strips if strip.to == "A")
    lost = sum(strip.value for strip in strips if strip.of == "A")
    high, low = 100 * (values[0] + gained) / total, 100 * (values[0] - lost) / total
    assert literal.range == pytest.approx((max(low, 0.0), min(high, 100.0)), abs=1e-5)
