"""The table of windows on published figures: for each row a figure that fits and one that does not, worked by hand.

The figures are those of the starter's `estimates.csv`; the rows are named by source and date. Every sum can be redone
with a pocket calculator.
"""

from __future__ import annotations

from typing import Any

import pytest

pytest.importorskip("pyarrow")

from published import JUSOOR, OBSERVATORY, SUPPORT, published

from whoholds.model import Claim, PartTable, Reckoning
from whoholds.reckoning import reckon

# Jusoor Center for Studies, November 2018: Government 59.6, SDF 27.5, Opposition 10.3, each give or take 0.05, and
# ISIS 2.55, give or take 0.005.
HELD = {"Government": 59.6, "SDF": 27.5, "Opposition": 10.3, "ISIS": 2.55}


def on(table: PartTable, value: float, holder: str, **words: Any) -> Reckoning:
    """Reckon a figure on one table, as of its day."""
    claim = Claim(value=value, holders=(holder,), on=table.day, place=table.place, **words)
    return reckon(claim, [table], deals=0)


def fits(table: PartTable, value: float, holder: str, **words: Any) -> tuple[bool, bool]:
    """Return whether a figure holds as the words go, and whether somebody would have said it."""
    literal = on(table, value, holder, **words).literal
    assert literal is not None
    return literal.holds, literal.gives


def test_the_published_figures_are_those_that_the_sums_below_are_made_of() -> None:
    parts = published("SYR", JUSOOR, "2018-11").parts
    assert {part.holder: part.value for part in parts if part.holder} == HELD
    assert {part.rounding for part in parts if part.holder not in (None, "ISIS")} == {0.05}


@pytest.mark.parametrize(
    ("value", "holder", "words", "holds", "gives"),
    [
        # exact: half of the last stated digit either way. 60 is 59.5 to 60.5, 59 is 58.5 to 59.5; 59.6 ± 0.05.
        (60, "Government", {}, True, True),
        (59, "Government", {}, False, False),
        # 27.5 is 27.45 to 27.55, 27.4 is 27.35 to 27.45; 27.5 ± 0.05 reaches down to 27.45, and so takes both …
        (27.5, "SDF", {}, True, True),
        (27.4, "SDF", {}, True, True),
        # … but not 27.3, which ends at 27.35.
        (27.3, "SDF", {}, False, False),
        # about: the larger of half the last digit that is not 0 and a fiftieth. 60 ± 5; 61 ± 1.22 begins at 59.78.
        (60, "Government", {"bound": "about"}, True, True),
        (61, "Government", {"bound": "about"}, False, False),
        # 58.5 ± 1.17 ends at 59.67; 58.3 ± 1.166 ends at 59.466, and 59.6 - 0.05 is more.
        (58.5, "Government", {"bound": "about"}, True, True),
        (58.3, "Government", {"bound": "about"}, False, False),
        # at least: from half a digit below; said up to one point above, or half of the last digit that is not 0.
        # 59: from 58.5, said up to 60. 58: said up to 59, and 59.6 - 0.05 is more. 50: said up to 55. 61: from 60.5.
        (59, "Government", {"bound": "at_least"}, True, True),
        (58, "Government", {"bound": "at_least"}, True, False),
        (50, "Government", {"bound": "at_least"}, True, False),
        (61, "Government", {"bound": "at_least"}, False, False),
        # The general's figure: from 96.45.
        (96.5, "Government", {"bound": "at_least"}, False, False),
        # at most: up to half a digit above; said from one point below. 3: up to 3.5, from 2. 5: from 4. 2: up to 2.5.
        (3, "ISIS", {"bound": "at_most"}, True, True),
        (5, "ISIS", {"bound": "at_most"}, True, False),
        (2, "ISIS", {"bound": "at_most"}, False, False),
        # a range: half of the last digit wider either way. 25 to 30 is 24.5 to 30.5; 29 to 31 begins at 28.5.
        (25, "SDF", {"high": 30}, True, True),
        (29, "SDF", {"high": 31}, False, False),
        # a fraction in words: a tenth of itself either way. Three fifths: 54 to 66. Half: 45 to 55.
        (60, "Government", {"in_words": True}, True, True),
        (50, "Government", {"in_words": True}, False, False),
        # A tenth: 9 to 11. An eighth: 11.25 to 13.75; 10.3 is below.
        (10, "Opposition", {"in_words": True}, True, True),
        (12.5, "Opposition", {"in_words": True}, False, False),
        # "More than half": from 45, said up to 55. "More than two thirds" (66.7): from 60.03.
        (50, "Government", {"in_words": True, "bound": "at_least"}, True, False),
        (66.7, "Government", {"in_words": True, "bound": "at_least"}, False, False),
        # "Less than a quarter": up to 27.5, said from 22.5. "Less than a fifth": up to 22.
        (25, "SDF", {"in_words": True, "bound": "at_most"}, True, True),
        (20, "SDF", {"in_words": True, "bound": "at_most"}, False, False),
    ],
)
def test_a_row_of_the_table_on_shares_of_syria(
    value: float, holder: str, words: dict[str, Any], holds: bool, gives: bool
) -> None:
    assert fits(published("SYR", JUSOOR, "2018-11"), value, holder, **words) == (holds, gives)


@pytest.mark.parametrize(
    ("value", "words", "holds", "gives"),
    [
        # SIGAR, 31 January 2018: 229 districts, an exact count.
        (229, {}, True, True),
        (230, {}, False, False),
        # 230 ± 5 begins at 225; 240 ± the larger of 5 and 4.8 begins at 235.
        (230, {"bound": "about"}, True, True),
        (240, {"bound": "about"}, False, False),
        # A count has no point of percentage: "more than 228" is said up to 228.5, 200 up to 250, 220 up to 225.
        (228, {"bound": "at_least"}, True, False),
        (200, {"bound": "at_least"}, True, True),
        (220, {"bound": "at_least"}, True, False),
        (230, {"bound": "at_least"}, False, False),
        # "Fewer than 230": up to 230.5, said from 225. "Fewer than 228": up to 228.5.
        (230, {"bound": "at_most"}, True, True),
        (228, {"bound": "at_most"}, False, False),
    ],
)
def test_a_row_of_the_table_on_districts_of_afghanistan(
    value: float, words: dict[str, Any], holds: bool, gives: bool
) -> None:
    districts = published("AFG", SUPPORT, "2018-01-31", measure="districts", unit="districts")
    assert fits(districts, value, "Government", unit="districts", kind="count", **words) == (holds, gives)


@pytest.mark.parametrize(
    ("value", "last_place", "holds"),
    [
        # Syrian Observatory, 23 October 2017: ISIS holds 14,816 km². 15 thousand is 14,500 to 15,500.
        (15000, 1000, True),
        (14000, 1000, False),
        # 14,816 itself is 14,815.5 to 14,816.5; 14,800 to the last digit is 14,799.5 to 14,800.5.
        (14816, None, True),
        (14800, None, False),
    ],
)
def test_the_last_stated_digit_of_an_area(value: float, last_place: float | None, holds: bool) -> None:
    table = published("SYR", OBSERVATORY, "2017-10-23", unit="km2")
    assert fits(table, value, "ISIS", unit="km2", kind="area", last_place=last_place) == (holds, holds)


@pytest.mark.parametrize(("value", "holds"), [(59.5, True), (59.4, False)])
def test_the_evidence_s_own_rounding_widens_a_window(value: float, holds: bool) -> None:
    # 59.5 is 59.45 to 59.55, and 59.6 may be 59.55. 59.4 ends at 59.45.
    reckoned = on(published("SYR", JUSOOR, "2018-11"), value, "Government")
    assert (reckoned.verdict == "as stated") == holds
    assert ("59.6%, give or take 0.05% by the source's own rounding" in reckoned.say) == holds


@pytest.mark.parametrize(("value", "verdict", "cut"), [(24.9, "as stated", False), (24.8, "no reading", True)])
def test_digits_cut_off_instead_of_rounded_do_not_fit(value: float, verdict: str, cut: bool) -> None:
    # Jusoor, April 2018: the SDF holds 24.86, give or take 0.005. 24.9 is 24.85 to 24.95, 24.8 is 24.75 to 24.85.
    reckoned = on(published("SYR", JUSOOR, "2018-04"), value, "SDF")
    assert reckoned.verdict == verdict
    assert ("24.86%, cut off instead of rounded, reads 24.8%; that does not fit." in reckoned.say) == cut
