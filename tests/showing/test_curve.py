"""The specification curve and its table."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from whoholds.model import Claim, Reading, Reckoning, Tried
from whoholds.showing.curve import MOST, curve, keep


def test_every_reading_is_one_dot_and_one_row(reckoning: Reckoning) -> None:
    drawn = curve(reckoning)
    assert drawn
    giving = sum(tried.gives for tried in reckoning.readings)
    assert drawn.dots.count("M") + drawn.giving.count("M") == len(drawn.lines) == 279
    assert drawn.giving.count("M") == sum(line.outcome == "gives it" for line in drawn.lines) == giving
    assert drawn.left_out == 0


def test_rows_say_who_is_counted(reckoning: Reckoning) -> None:
    drawn = curve(reckoning)
    assert drawn
    assert [group.label for group in drawn.groups] == ["Ground of", "Contested ground", "Date and source"]
    assert drawn.groups[2].rows[0].label == "April 2021, Observatory"
    assert drawn.groups[0].rows[0].label == "Government"
    assert "measure: area" in drawn.always
    widths = [float(width) for width in re.findall(r"h([\d.]+)", drawn.groups[0].rows[0].path)]
    counted = sum("Government" in tried.reading.counted for tried in reckoning.readings)
    assert sum(widths) == pytest.approx((drawn.right - drawn.left) * counted / 279, abs=1)


def test_an_area_is_out_of_nothing(build_reckoning: Callable[..., Reckoning]) -> None:
    bases = ("the whole country", "the sum of the parts", "the north")
    readings = tuple(
        Tried(reading=Reading(evidence=0, measure="area", base=base), value=n, holds=False, gives=False)
        for n, base in enumerate(bases)
    )
    drawn = curve(build_reckoning(readings=readings, claim=Claim(value=40, kind="area", unit="km2")))
    assert drawn
    (within,) = [group for group in drawn.groups if group.label in ("Out of", "Within")]
    assert (within.label, [row.label for row in within.rows]) == ("Within", ["the north"])


def test_a_narrow_screen_shows_what_gives_the_figure_first(build_reckoning: Callable[..., Reckoning]) -> None:
    def at(giving: int | None) -> float:
        readings = tuple(
            Tried(reading=Reading(evidence=n, measure="area"), value=n, holds=False, gives=n == giving)
            for n in range(10)
        )
        drawn = curve(build_reckoning(readings=readings, literal=readings[4]))
        assert drawn
        return drawn.at * drawn.width / 100

    step = (curve(build_reckoning()).right - 196) / 10  # type: ignore[union-attr]
    assert at(7) == pytest.approx(196 + 7.5 * step, abs=1)
    assert at(None) == pytest.approx(196 + 4.5 * step, abs=1)


def test_dots_rise_with_their_values(reckoning: Reckoning) -> None:
    drawn = curve(reckoning)
    assert drawn
    heights = [float(y) for y in re.findall(r"M[\d.]+ ([\d.]+)h0", drawn.dots)]
    assert heights == sorted(heights, reverse=True)


def test_of_many_readings_those_that_give_the_figure_are_kept(build_reckoning: Callable[..., Reckoning]) -> None:
    many = tuple(
        Tried(
            reading=Reading(evidence=0, measure="area", counted=(f"H{n % 16}",)),
            value=n / 50,
            holds=False,
            gives=n % 100 == 0,
        )
        for n in range(5000)
    )
    reckoning = build_reckoning(readings=many, readings_tried=5000, literal=None)
    kept = keep(reckoning)
    assert len(kept) == MOST
    assert sum(tried.gives for tried in kept) == 50
    drawn = curve(reckoning)
    assert drawn
    assert drawn.left_out == 4600


def test_one_reading_and_values_without_end_can_be_drawn(build_reckoning: Callable[..., Reckoning]) -> None:
    reading = Reading(evidence=7, measure="area")
    one = (
        Tried(reading=reading, value=0.0, holds=False, gives=False),
        Tried(reading=reading, value=float("nan"), holds=False, gives=False),
    )
    drawn = curve(build_reckoning(readings=one, gives_window=None, claim=None, literal=None))
    assert drawn
    assert drawn.shown == 1
    assert "nan" not in str(drawn)


def test_nothing_tried_is_nothing_drawn(build_reckoning: Callable[..., Reckoning]) -> None:
    assert curve(build_reckoning(readings=())) is None
