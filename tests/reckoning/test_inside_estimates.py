"""The checks inside a report on sentences made of published figures, read and settled as `check` does.

Each has a sentence that fits and one that does not: the figures are those of the starter's `estimates.csv`, with its
misprints.
"""

from __future__ import annotations

import msgspec
import pytest

from whoholds.checking import check
from whoholds.model import Check, Report
from whoholds.reading.passage import read_passage

JUSOOR = (
    "The Jusoor Center for Studies said that the government holds {} percent of Syria, ISIS holds {} percent of Syria, "
)
JUSOOR += "the opposition holds {} percent of Syria and the SDF holds {} percent of Syria."
THREE = "The Jusoor Center for Studies said that the government holds {} percent of Syria, the SDF holds {} percent of "
THREE += "Syria and the opposition holds {} percent of Syria."


def checks(text: str, on: str, place: str) -> tuple[Check, ...]:
    """What is said of a report of one paragraph."""
    figures = tuple(msgspec.structs.replace(figure, paragraph=0) for figure in read_passage(text))
    return check(Report(paragraphs=(text,), figures=figures), on=on, place=place, deals=1).checks


def test_jusoor_s_shares_add_up_in_october_2018_and_not_in_august() -> None:
    (october,) = checks(JUSOOR.format(59.8, 2.4, 10.3, 27.5), "2018-10-31", "SYR")
    assert (october.kind, october.holds) == ("sum to a whole", True) and "100 percent, the whole" in october.say
    (august,) = checks(JUSOOR.format(59.8, 2.4, 9.3, 27.5), "2018-08-31", "SYR")
    assert (august.kind, august.holds) == ("sum to a whole", None)
    assert "add up to 99 percent" in august.say and august.say.endswith("1 percent of the whole is left unsaid.")


def test_whom_jusoor_s_map_gives_the_missing_eighth_of_syria() -> None:
    text = "The government holds 59.8 percent of Syria and the SDF holds 27.5 percent of Syria, analysts said."
    (found,) = checks(text, "2018-08-31", "SYR")
    assert found.holds is None and "12.7 percent of the whole is left unsaid" in found.say
    assert found.say.endswith("Jusoor Center for Studies for August 2018 gives ISIS 2.4 and Opposition 9.3 percent.")


def test_63_83_is_63_38_with_two_digits_swapped() -> None:
    whole, digits = checks(THREE.format(63.83, 25.64, 10.98), "2020-04-20", "SYR")
    assert (whole.kind, whole.holds) == ("sum to a whole", False)
    assert whole.say.endswith("With 63.38 for “63.83 percent” they make 100: two digits may have changed places.")
    assert (digits.kind, digits.holds) == ("swapped digits", None)
    assert "Jusoor Center for Studies for May 2020 gives 63.38 percent" in digits.say
    (right,) = checks(THREE.format(63.38, 25.64, 10.98), "2020-04-20", "SYR")
    assert (right.kind, right.holds) == ("sum to a whole", True)


@pytest.mark.parametrize(("share", "cut"), [(24.8, True), (24.9, False)])
def test_24_86_is_24_9_and_not_24_8(share: float, cut: bool) -> None:
    text = f"According to the Jusoor Center for Studies, the SDF holds {share} percent of Syria."
    found = [check.say for check in checks(text, "2018-04-30", "SYR") if check.kind == "cut off, not rounded"]
    assert len(found) == cut
    assert all("for April 2018 gives 24.86 percent" in say for say in found)


COLUMNS = (
    "The government controls {} percent of the population and {} percent of the territory of Afghanistan. "
    "The insurgents control {} percent of the population and {} percent of the territory of Afghanistan. "
    "Contested are {} percent of the population and {} percent of the territory of Afghanistan."
)


def test_sigar_s_columns_are_exchanged_in_august_2016_and_not_in_november() -> None:
    august = checks(COLUMNS.format(68.5, 61.3, 8.1, 8.7, 28.5, 22.7), "2016-08-28", "AFG")
    (found,) = [check for check in august if check.kind == "columns exchanged"]
    assert found.holds is False
    assert "add up to 92.7 of land and 105.1 of people" in found.say and found.say.endswith("add up to 99.9 and 97.9.")
    november = checks(COLUMNS.format(63.6, 57.1, 7.8, 16.2, 28.7, 26.7), "2016-11-26", "AFG")
    assert [(check.kind, check.holds) for check in november] == [("sum to a whole", True)] * 2


@pytest.mark.parametrize(("share", "holds"), [("63.6", False), ("57.1", None)])
def test_sigar_s_share_of_people_is_not_its_share_of_land(share: str, holds: bool | None) -> None:
    found = checks(
        f"The government controls {share} percent of Afghanistan's territory, SIGAR said.", "2016-11-26", "AFG"
    )
    assert [(check.kind, check.holds) for check in found] == (
        [("figure of another measure", holds)] if holds is False else []
    )
    assert all(check.say.endswith("gives 63.6 percent of people for Government, and of land 57.1.") for check in found)


@pytest.mark.parametrize(("of", "copied"), [("Afghanistan", True), ("Afghanistan's districts", False)])
def test_the_long_war_journal_s_45_percent_are_of_districts(of: str, copied: bool) -> None:
    text = f"The Taliban control or contest 45 percent of {of}, the Long War Journal said."
    found = checks(text, "2017-09-26", "AFG")
    assert [(check.kind, check.holds) for check in found] == [("figure of another measure", None)] * copied
    assert all("gives 45 percent of districts for Taliban" in check.say for check in found)


@pytest.mark.parametrize(("share", "holds"), [(15, True), (25, False)])
def test_russia_s_27_000_square_kilometres_are_15_percent_of_syria(share: int, holds: bool) -> None:
    text = f"ISIS still holds the remaining {share} percent of Syria, about 27,000 square kilometres, Lapin said."
    (found,) = [check for check in checks(text, "2017-09-12", "SYR") if check.kind == "remainder against area"]
    assert found.holds is holds


@pytest.mark.parametrize(
    ("counts", "found"),
    [
        ((229, 407, 59, 119), {("sum of counts", True), ("unit count", True)}),
        ((229, 407, 59, 109), {("sum of counts", None), ("unit count", True)}),
        ((229, 398, 59, 119), {("sum of counts", None), ("unit count", None)}),
    ],
)
def test_sigar_s_districts_in_january_2018(counts: tuple[int, ...], found: set[tuple[str, bool | None]]) -> None:
    text = (
        "The government controls {} of Afghanistan's {} districts, the Taliban control {} districts and {} districts "
    )
    text = (text + "are contested.").format(*counts)
    assert {(check.kind, check.holds) for check in checks(text, "2018-01-31", "AFG")} == found


@pytest.mark.parametrize(("number", "holds"), [(14, True), (30, False)])
def test_the_atlas_knows_syria_s_14_provinces(number: int, holds: bool) -> None:
    (found,) = checks(f"The army holds all {number} governorates of Syria.", "2018-12-11", "SYR")
    assert (found.kind, found.holds) == ("unit count", holds)
    assert "14 of Natural Earth" in found.say
