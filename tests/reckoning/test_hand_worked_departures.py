"""Each departure and each base on published figures: a figure that it gives, and one that it does not, worked by hand.

The figures are those of the starter's `estimates.csv`, and of the one map that ships; the rows are named by source and
date. Every sum can be redone with a pocket calculator.
"""

from __future__ import annotations

from typing import Any

import pytest

pytest.importorskip("pyarrow")

from published import JOURNAL, JUSOOR, OBSERVATORY, SIGAR, SUPPORT, atlas, measured, published

from whoholds.model import Claim, PartTable
from whoholds.reckoning import reckon

Ways = list[tuple[float, tuple[tuple[str, str], ...]]]


def explained(
    tables: list[PartTable], value: float, *holders: str, on: str | None = None, place: str = "SYR", **words: Any
) -> Ways:
    """Return what gives a figure that does not hold as stated: values to two decimals, and the departures they take."""
    claim = Claim(value=value, holders=holders, on=on or tables[0].day, place=place, **words)
    reckoned = reckon(claim, tables, deals=0)
    assert reckoned.verdict in ("only if", "no reading")
    return [
        (round(each.value, 2), tuple((step.dimension, step.to) for step in each.departures))
        for each in reckoned.explanations
        if len(each.departures) <= 3
    ]


# ---------------------------------------------------------------------------------------------------- whose ground


def november() -> list[PartTable]:
    """Jusoor, November 2018: Government 59.6, SDF 27.5, Opposition 10.3, ISIS 2.55; 0.05 is left unsaid."""
    return [published("SYR", JUSOOR, "2018-11")]


def august() -> list[PartTable]:
    """Jusoor, August 2018: Government 59.8, SDF 27.5, Opposition 9.3, ISIS 2.4: 99.0, and 1.0 is left unsaid."""
    return [published("SYR", JUSOOR, "2018-08")]


def test_one_more_holder() -> None:
    # 59.6 + 27.5 = 87.1. No sum of the four lies in 79.5 to 80.5: 59.6, 62.15, 69.9, 72.45, 87.1 …
    assert explained(november(), 87.1, "Government")[0] == (87.1, (("holder", "SDF"),))
    assert explained(november(), 80, "Government") == []


def test_one_holder_less() -> None:
    # The government and the opposition hold 59.6 + 10.3 = 69.9; the government alone 59.6.
    assert explained(november(), 59.6, "Government", "Opposition")[0] == (59.6, (("holder", "not Opposition"),))
    assert explained(november(), 65, "Government", "Opposition") == []


def test_all_holders_of_a_bloc() -> None:
    # The map of 11 December 2018, in km²: 116,514 + 50,388 (SDF) + 6,916 (al-Tanf) = 173,818 of 187,065 are 92.92.
    bloc = "the US-led coalition and those that it backs"
    blocs = {bloc: atlas().blocs("SYR", "2018-12-11")[bloc]}
    assert explained([measured()], 92.9, "Government", blocs=blocs)[0] == (92.92, (("bloc", bloc),))
    # Without the bloc the same two holders are two departures.
    assert explained([measured()], 92.9, "Government")[0] == (
        92.92,
        (("holder", "SDF"), ("holder", "al-Tanf garrison")),
    )
    # Nor does the bloc come to 90: + 50,388 alone are 89.22, + 6,616 of HTS and its allies 92.76.
    assert all(ways[1] != (("bloc", bloc),) for ways in explained([measured()], 90, "Government", blocs=blocs))


def test_all_but_the_enemy_as_the_sum_of_the_others() -> None:
    # August: 59.8 + 27.5 + 9.3 = 96.6 lies in 96.45 to 97.5. July (58.6 + 26.1 + 9.3 = 94.0) does not.
    enemies: dict[str, Any] = {"bound": "at_least", "enemies": ("ISIS",)}
    assert explained(august(), 96.5, "Government", **enemies)[0] == (96.6, (("all but", "ISIS"),))
    assert explained([published("SYR", JUSOOR, "2018-07")], 96.5, "Government", **enemies) == []


def test_all_but_the_enemy_as_the_whole_less_the_enemy() -> None:
    # November: 100 - 2.55 = 97.45. August: 100 - 2.4 = 97.6, or 97.55 by its rounding, and the window ends at 97.5.
    enemies: dict[str, Any] = {"bound": "at_least", "enemies": ("ISIS",)}
    whole = (("all but", "ISIS (unsaid included)"),)
    assert (97.45, whole) in explained(november(), 96.5, "Government", **enemies)
    assert all(way != whole for _, way in explained(august(), 96.5, "Government", **enemies))


def test_without_an_enemy_all_but_one_are_two_departures() -> None:
    assert explained(august(), 96.6, "Government")[0] == (96.6, (("holder", "Opposition"), ("holder", "SDF")))
    assert all(dimension != "all but" for _, way in explained(august(), 96.6, "Government") for dimension, _ in way)


def test_what_is_left_unsaid() -> None:
    # August: 59.8 + 1.0 = 60.8. 61.2 begins at 61.15, and 60.8 may be off by the others' 3 × 0.05 = 0.15: 60.95.
    assert (60.8, (("holder", "unsaid"),)) in explained(august(), 60.8, "Government")
    assert explained(august(), 61.2, "Government") == []


def test_more_than_a_tenth_unsaid_is_others_land() -> None:
    # SIGAR, 15 May 2018: 74 controlled and 155 influenced districts of 407; 178 are not said. 74 + 178 = 252: 61.9.
    districts = published("AFG", SUPPORT, "2018-05-15", measure="districts", unit="districts")
    assert explained([districts], 61.9, "Government", place="AFG", measure="districts") == []
    # 1.0 of 100 is little: Jusoor's 59.8 and 1.0 are 60.8.
    assert (60.8, (("holder", "unsaid"),)) in explained(august(), 60.8, "Government")


# ---------------------------------------------------------------------------------------------------- contested ground


def test_contested_ground_in_its_four_forms() -> None:
    # Long War Journal, 10 July 2021, of 407 districts: Taliban 204, government 74, the rest, 129, contested.
    # Against: 204 / 407 = 50.12. With: 333 / 407 = 81.82. Half: 268.5 / 407 = 65.97. Left out: 204 / 278 = 73.38.
    table = [published("AFG", JOURNAL, "2021-07-10", measure="districts", unit="districts")]
    asked: dict[str, Any] = {"place": "AFG", "measure": "districts"}
    assert reckon(Claim(value=50.1, holders=("Taliban",), on="2021-07-10", **asked), table).verdict == "as stated"
    for value, exactly, treatment in ((81.8, 81.82, "with"), (66, 65.97, "half"), (73.4, 73.38, "left out")):
        assert explained(table, value, "Taliban", **asked)[0] == (exactly, (("contested", treatment),))
    # Nothing comes to 60: with the government's 74 it is 278 of 407, 68.3, and more with the contested ones.
    assert explained(table, 60, "Taliban", **asked) == []


def test_who_controls_or_contests_counts_contested_ground_as_the_words_go() -> None:
    # 204 + 129 = 333 of 407 are 81.82 percent.
    table = [published("AFG", JOURNAL, "2021-07-10", measure="districts", unit="districts")]
    asked: dict[str, Any] = {"place": "AFG", "measure": "districts", "relation": "contests"}
    assert reckon(Claim(value=81.8, holders=("Taliban",), on="2021-07-10", **asked), table).verdict == "as stated"
    assert explained(table, 50.1, "Taliban", **asked)[0] == (50.12, (("contested", "against"),))


def test_a_claim_about_contested_ground_itself() -> None:
    # SIGAR, 31 January 2018: 119 of 407 districts are contested, 29.24 percent.
    table = [published("AFG", SUPPORT, "2018-01-31", measure="districts", unit="districts")]
    asked: dict[str, Any] = {"holders": ("Contested",), "on": "2018-01-31", "place": "AFG", "measure": "districts"}
    assert reckon(Claim(value=29.2, **asked), table).verdict == "as stated"
    assert reckon(Claim(value=35, **asked), table).verdict == "no reading"


def test_ground_under_influence() -> None:
    # SIGAR, 15 May 2018: 74 / 407 = 18.18; with the influenced, (74 + 155) / 407 = 56.27.
    table = [published("AFG", SUPPORT, "2018-05-15", measure="districts", unit="districts")]
    asked: dict[str, Any] = {"place": "AFG", "measure": "districts"}
    assert explained(table, 56.3, "Government", **asked)[0] == (56.27, (("contested", "influence"),))
    assert explained(table, 50, "Government", **asked) == []


def test_where_there_is_only_influence_it_is_what_holding_means() -> None:
    # SIGAR, 31 January 2018: 229 districts are controlled or influenced, 56.27 percent of 407.
    table = [published("AFG", SUPPORT, "2018-01-31", measure="districts", unit="districts")]
    asked: dict[str, Any] = {"holders": ("Government",), "on": "2018-01-31", "place": "AFG", "measure": "districts"}
    assert reckon(Claim(value=56.3, **asked), table).verdict == "as stated"
    assert reckon(Claim(value=18.2, **asked), table).verdict == "no reading"


def test_ground_that_could_not_be_confirmed() -> None:
    # Long War Journal, 26 September 2017: 41 controlled and 118 contested districts are 159; 25 more are unconfirmed.
    # 41 + 118 + 25 = 184.
    table = [published("AFG", JOURNAL, "2017-09-26", measure="districts", unit="districts")]
    asked: dict[str, Any] = {"place": "AFG", "unit": "districts", "kind": "count", "relation": "contests"}
    assert explained(table, 184, "Taliban", **asked)[0] == (184, (("contested", "unknown"),))
    assert explained(table, 170, "Taliban", **asked) == []


# ---------------------------------------------------------------------------------------------------- bases


def test_the_sum_of_what_is_listed() -> None:
    # August: 59.8 of 99.0 are 60.40; its rounding is (0.05 × 39.2 + 0.15 × 59.8) / 99 = 0.11. 60.2 ends at 60.25.
    listed = (("base", "the sum of the parts"),)
    assert (60.4, listed) in explained(august(), 60.4, "Government")
    assert explained(august(), 60.2, "Government") == []


def test_another_whole_of_the_source_s_own() -> None:
    # Jusoor, May 2015: the government holds 21 of the total area, and 29.8 of the "effective area".
    tables = [published("SYR", JUSOOR, "2015-05"), published("SYR", JUSOOR, "2015-05", base="'effective area'")]
    assert explained(tables, 29.8, "Government") == [(29.8, (("base", "'effective area'"),))]
    assert explained(tables, 26, "Government") == []


@pytest.mark.parametrize(
    ("base", "value", "exactly", "other"),
    [
        # 116,422 / 185,939 = 62.61, and 116,086 / 186,388 = 62.282; of the whole country 116,514 / 187,065 = 62.285.
        ("the country without the Golan", 62.61, 62.61, 62.5),
        ("the country without inland water", 62.282, 62.28, 62.3),
    ],
)
def test_the_country_drawn_otherwise(base: str, value: float, exactly: float, other: float) -> None:
    tables = [measured(), measured(base)]
    assert explained(tables, value, "Government")[0] == (exactly, (("base", base),))
    assert all(way != (("base", base),) for _, way in explained(tables, other, "Government", last_place=0.01))


def test_a_region_that_the_words_name() -> None:
    # DeepState, 1 January 2026: Russia holds 78.1 of Donetsk oblast, and 19.25 of Ukraine.
    tables = [
        published("UKR", "DeepState", "2026-01-01", base="Donetsk oblast"),
        published("UKR", "DeepState", "2026-01-01"),
    ]
    asked: dict[str, Any] = {"holders": ("Russia",), "on": "2026-01-01", "place": "UKR"}
    assert reckon(Claim(value=78.1, base="Donetsk oblast", **asked), tables).verdict == "as stated"
    assert reckon(Claim(value=19.25, **asked), tables).verdict == "as stated"
    assert reckon(Claim(value=50, base="Donetsk oblast", **asked), tables).verdict == "no reading"
    assert reckon(Claim(value=78.1, **asked), tables[:1]).verdict == "cannot tell", "the oblast is not the country"


# ---------------------------------------------------------------------------------------------- measure, unit, date


def test_another_measure() -> None:
    # SIGAR, 26 November 2016: 57.1 percent of the land, 63.6 percent of the people. None comes to 66: with the
    # contested ground half, 57.1 + 13.35 = 70.45.
    tables = [published("AFG", SIGAR, "2016-11-26"), published("AFG", SIGAR, "2016-11-26", measure="population")]
    assert explained(tables, 63.6, "Government", place="AFG")[0] == (63.6, (("measure", "population"),))
    assert explained(tables, 66, "Government", place="AFG") == []


def test_another_measure_of_a_map_is_one_of_its_own_list() -> None:
    # 214 of 320 listed places are 66.88 percent.
    tables = [measured(), measured(measure="places")]
    assert explained(tables, 66.9, "Government")[0] == (66.88, (("measure", "places"),))
    claim = Claim(value=214, unit="settlements", kind="count", holders=("Government",), on="2018-12-11", place="SYR")
    assert reckon(claim, tables).verdict == "cannot tell", "214 listed places are not all settlements"


def test_the_source_s_figures_in_another_unit() -> None:
    # Syrian Observatory, August 2017: 38.14 percent, and about 71,000 km² of 185,180, which are 38.34 ± 0.77.
    tables = [published("SYR", OBSERVATORY, "2017-08"), published("SYR", OBSERVATORY, "2017-08", unit="km2")]
    assert explained(tables, 38.3, "Government")[0] == (38.34, (("measure", "area in km²"),))
    assert explained(tables, 37, "Government") == [], "37 ends at 37.5; 38.34 - 0.77 = 37.57"


def test_another_date_of_the_source_within_half_a_year() -> None:
    # 11 December 2018: by November it is 59.6. October's 59.8 is near; December 2017's 53.4 is 345 days away.
    dates = [published("SYR", JUSOOR, as_of) for as_of in ("2018-11", "2018-10", "2017-12")]
    assert explained(dates, 59.8, "Government", on="2018-12-11")[0] == (59.8, (("date", "2018-10"),))
    assert explained(dates, 53.4, "Government", on="2018-12-11") == []


def test_another_source_is_no_departure() -> None:
    # Syrian Observatory, August 2018: 60.7. Nobody gives 64: 59.6 + 2.55 = 62.15, 59.6 + 10.3 = 69.9.
    tables = [*november(), published("SYR", OBSERVATORY, "2018-08")]
    assert explained(tables, 60.7, "Government", on="2018-12-11")[0] == (60.7, ())
    assert explained(tables, 64, "Government", on="2018-12-11") == []
