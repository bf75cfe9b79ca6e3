"""The table of windows, row by row, worked out by hand."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whoholds.errors import WhoholdsError
from whoholds.model import Bound, Claim
from whoholds.reckoning.fit import Window, claim_windows, is_cut_off, precision, windows

BOUNDS: list[Bound] = ["exact", "about", "at_least", "at_most"]


@pytest.mark.parametrize(
    ("claim", "holds", "gives"),
    [
        # exact: half of the last stated digit either way
        (Claim(value=85), (84.5, 85.5), (84.5, 85.5)),
        (Claim(value=96.5), (96.45, 96.55), (96.45, 96.55)),
        (Claim(value=20), (19.5, 20.5), (19.5, 20.5)),
        (Claim(value=0), (-0.5, 0.5), (-0.5, 0.5)),
        (Claim(value=-11, unit="districts"), (-11.5, -10.5), (-11.5, -10.5)),
        (Claim(value=1411, unit="settlements"), (1410.5, 1411.5), (1410.5, 1411.5)),
        # "27 thousand" has its last stated digit in the thousands
        (Claim(value=27000, unit="km2", last_place=1000), (26500, 27500), (26500, 27500)),
        (Claim(value=20.0, last_place=0.1), (19.95, 20.05), (19.95, 20.05)),
        # about: half of the last digit that is not 0, or a fiftieth of the value
        (Claim(value=85, bound="about"), (83.3, 86.7), (83.3, 86.7)),
        (Claim(value=20, bound="about"), (15, 25), (15, 25)),
        (Claim(value=15, bound="about"), (14.5, 15.5), (14.5, 15.5)),
        (Claim(value=51800, unit="km2", bound="about"), (50764, 52836), (50764, 52836)),
        (Claim(value=27000, unit="km2", bound="about", last_place=1000), (26460, 27540), (26460, 27540)),
        # at least: one point beyond, or half of the last digit that is not 0
        (Claim(value=96.5, bound="at_least"), (96.45, 100), (96.45, 97.5)),
        (Claim(value=98, bound="at_least"), (97.5, 100), (97.5, 99)),
        (Claim(value=20, bound="at_least"), (19.5, 100), (19.5, 25)),
        (Claim(value=99.5, bound="at_least"), (99.45, 100), (99.45, 100)),
        (Claim(value=1400, unit="settlements", bound="at_least"), (1399.5, math.inf), (1399.5, 1450)),
        # at most
        (Claim(value=5, bound="at_most"), (0, 5.5), (4, 5.5)),
        (Claim(value=1, bound="at_most"), (0, 1.5), (0, 1.5)),
        (Claim(value=30, unit="districts", bound="at_most"), (0, 30.5), (25, 30.5)),
        # a range, widened by half of its finer end's last digit
        (Claim(value=18, high=20), (17.5, 20.5), (17.5, 20.5)),
        (Claim(value=18.5, high=20), (18.45, 20.05), (18.45, 20.05)),
        (Claim(value=18000, high=20000, unit="km2", last_place=1000), (17500, 20500), (17500, 20500)),
        # a fraction in words is exact to a tenth of itself
        (Claim(value=50, in_words=True), (45, 55), (45, 55)),
        (Claim(value=50, in_words=True, bound="about"), (45, 55), (45, 55)),
        (Claim(value=33.3, in_words=True, bound="at_least"), (29.97, 100), (29.97, 36.63)),
        (Claim(value=25, in_words=True, bound="at_most"), (0, 27.5), (22.5, 27.5)),
        (Claim(value=30, high=50, in_words=True), (27, 55), (27, 55)),
    ],
)
def test_a_row_of_the_table(claim: Claim, holds: tuple[float, float], gives: tuple[float, float]) -> None:
    found = claim_windows(claim)

    assert tuple(found.holds) == holds
    assert tuple(found.gives) == gives


def test_both_ends_of_a_window_belong_to_it_in_spite_of_binary_fractions() -> None:
    assert Window(0.0, 0.3).takes(0.1 + 0.2)
    assert not Window(0.0, 0.3).takes(0.300001)


def test_the_rounding_of_the_evidence_widens_a_window_both_ways() -> None:
    assert Window(59.5, 60.5).takes(60.55, rounding=0.05)
    assert Window(59.5, 60.5).takes(59.45, rounding=0.05)
    assert not Window(59.5, 60.5).takes(60.56, rounding=0.05)


def test_a_figure_that_was_cut_off_is_known_and_does_not_fit() -> None:
    claim = Claim(value=36.2)

    assert is_cut_off(36.27, claim)
    assert not claim_windows(claim).gives.takes(36.27)
    assert not is_cut_off(36.24, claim), "this one was rounded"
    assert not is_cut_off(36.3, claim), "cut off, this one would read 36.3"
    assert not is_cut_off(36.27, Claim(value=36.2, bound="about"))


def test_precision_comes_from_the_written_number_and_not_from_its_binary_form() -> None:
    assert [float(place) for place in precision(0.1 + 0.2)] == [1e-17, 1e-17]
    assert [float(place) for place in precision(0.3)] == [0.1, 0.1]
    assert [float(place) for place in precision(1e12)] == [1, 1e12]


@pytest.mark.parametrize(
    "claim",
    [
        Claim(value=math.nan),
        Claim(value=math.inf),
        Claim(value=1e16),
        Claim(value=5, high=3),
        Claim(value=5, last_place=0.0),
    ],
)
def test_a_figure_that_is_no_figure_is_refused_in_one_line(claim: Claim) -> None:
    with pytest.raises(WhoholdsError) as error:
        claim_windows(claim)
    assert "\n" not in str(error.value)


@given(
    value=st.floats(0, 1e7, allow_nan=False).map(lambda number: round(number, 3)),
    bound=st.sampled_from(BOUNDS),
    percent=st.booleans(),
    in_words=st.booleans(),
)
def test_what_gives_a_figure_makes_it_hold_and_the_figure_gives_itself(
    value: float, bound: Bound, percent: bool, in_words: bool
) -> None:
    if percent:
        value = value % 100
    holds, gives = windows(value, bound=bound, percent=percent, in_words=in_words)

    assert holds.low <= gives.low <= gives.high <= holds.high
    assert gives.takes(value)
