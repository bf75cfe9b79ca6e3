"""Every kind of departure on tables that can be added up in the head."""

from __future__ import annotations

from typing import Any

import pytest

from whoholds.errors import BadTable
from whoholds.model import Claim, Evidence, Part, PartTable, Reckoning, Status, Tried
from whoholds.reckoning import reckon


def part(holder: str | None, value: float, status: Status = "controlled", rounding: float = 0.0) -> Part:
    return Part(name=f"{holder} {status}", holder=holder, status=status, value=value, rounding=rounding)


def table(*parts: Part, **changes: Any) -> PartTable:
    given: dict[str, Any] = {
        "evidence": Evidence(source="Surveyors", as_of="2018-11"),
        "place": "NWH",
        "measure": "area",
        "unit": "percent",
        "day": "2018-11-30",
        "parts": parts,
        "total": 100.0,
    }
    return PartTable(**(given | changes))


def claim(value: float, **changes: Any) -> Claim:
    given: dict[str, Any] = {"value": value, "holders": ("North",), "on": "2018-12-11", "place": "NWH"}
    return Claim(**(given | changes))


def ways(reckoned: Reckoning) -> dict[tuple[tuple[str, str], ...], float]:
    """Return every reading's value by its departures."""
    found = {tuple((step.dimension, step.to) for step in tried.departures): tried.value for tried in reckoned.readings}
    assert len(found) == len(reckoned.readings), "no two readings have the same departures"
    return found


def says(reckoned: Reckoning) -> set[str]:
    """Return what every departure of every reading says."""
    return {step.say for tried in reckoned.readings for step in tried.departures}


def test_every_union_of_holders_is_a_reading_and_every_holder_a_departure() -> None:
    reckoned = reckon(claim(60), [table(part("North", 60), part("South", 30), part("East", 10))])

    assert ways(reckoned) == {
        (): 60,
        (("holder", "South"),): 90,
        (("holder", "East"),): 70,
        (("holder", "East"), ("holder", "South")): 100,
        (("holder", "not North"), ("holder", "South")): 30,
        (("holder", "not North"), ("holder", "East")): 10,
        (("holder", "not North"), ("holder", "East"), ("holder", "South")): 40,
    }
    assert all(tried.cost == len(tried.departures) for tried in reckoned.readings)


def test_a_bloc_that_the_atlas_names_is_one_departure() -> None:
    parts = (part("North", 50), part("South", 20), part("East", 20), part("West", 10))
    blocs = {"the coalition": ("North", "South", "East"), "the lone": ("West",)}

    reckoned = reckon(claim(90, blocs=blocs), [table(*parts)])

    assert ways(reckoned)[(("bloc", "the coalition"),)] == 90
    assert ways(reckoned)[(("bloc", "the coalition"), ("holder", "West"))] == 100
    assert [explanation.say for explanation in reckoned.explanations] == [
        "comes out at 90% if all land held by the coalition is counted (Surveyors, map of November 2018)"
    ]


def test_all_but_the_enemy_is_one_departure_in_two_forms() -> None:
    # A month's map that leaves 1.0 of the whole unsaid.
    parts = (part("North", 59.8), part("South", 2.4), part("East", 9.3), part("West", 27.5), part(None, 1.0, "unknown"))

    reckoned = reckon(claim(96.5, bound="at_least", enemies=("South",)), [table(*parts)])

    found = ways(reckoned)
    assert found[(("all but", "South"),)] == 96.6
    assert found[(("all but", "South (unsaid included)"),)] == 97.6
    (whole,) = (tried for tried in reckoned.readings if tried.reading.all_but)
    assert (whole.reading.all_but, whole.reading.counted, whole.reading.unsaid) == (("South",), (), True)
    assert whole.reading.contested == "against", "there is no contested ground to take in"
    assert [explanation.value for explanation in reckoned.explanations] == [96.6], "97.6 would have been said as 97.6"


def test_without_a_named_enemy_the_same_union_costs_a_departure_for_each_holder() -> None:
    parts = (part("North", 59.8), part("South", 2.4), part("East", 9.3), part("West", 28.5))

    reckoned = reckon(claim(97.6), [table(*parts)])

    assert [explanation.say.split(" (")[0] for explanation in reckoned.explanations] == [
        "comes out at 97.6% if land held by East and West is counted too"
    ]
    assert len(reckoned.explanations[0].departures) == 2


def test_where_nothing_is_left_unsaid_all_but_has_one_form() -> None:
    parts = (part("North", 60), part("South", 10), part("East", 30))

    found = ways(reckon(claim(90, enemies=("South",)), [table(*parts)]))

    assert [way for way in found if way[0:1] and way[0][0] == "all but"] == [(("all but", "South"),)]


def test_an_enemy_that_the_table_does_not_name_opens_no_reading() -> None:
    found = ways(reckon(claim(90, enemies=("Nobody",)), [table(part("North", 60), part("South", 40))]))

    assert not any(step[0] == "all but" for way in found for step in way)


def test_what_is_left_unsaid_can_count_and_the_whole_can_be_what_is_listed() -> None:
    parts = (part("North", 76), part("South", 19), part(None, 5, "unknown"))

    found = ways(reckon(claim(76), [table(*parts)]))

    assert found[(("holder", "unsaid"),)] == 81
    assert found[(("base", "the sum of the parts"),)] == 80  # 76 of 95
    assert found[(("holder", "South"), ("holder", "unsaid"))] == 100


def test_the_remainder_is_found_where_the_table_does_not_write_it_down() -> None:
    written = reckon(claim(76), [table(part("North", 76), part("South", 19), part(None, 5, "unknown"))])
    unwritten = reckon(claim(76), [table(part("North", 76), part("South", 19))])

    assert written.readings == unwritten.readings


def test_parts_that_add_up_to_more_leave_a_remainder_below_zero() -> None:
    parts = (part("North", 62), part("South", 10), part("East", 30))

    found = ways(reckon(claim(62, enemies=("South",)), [table(*parts)]))

    assert found[(("all but", "South"),)] == 92
    assert found[(("all but", "South (unsaid included)"),)] == 90, "the whole less the enemy"
    assert found[(("base", "the sum of the parts"),)] == pytest.approx(60.784313725)  # 62 of 102
    assert (("holder", "unsaid"),) not in found


def test_a_source_that_names_only_some_holders_does_not_make_them_the_whole() -> None:
    found = ways(reckon(claim(56, enemies=("South",)), [table(part("North", 56), part("South", 4))]))

    assert set(found) == {
        (),
        (("holder", "South"),),
        (("holder", "not North"), ("holder", "South")),
        (("all but", "South (unsaid included)"),),
    }
    assert found[(("all but", "South (unsaid included)"),)] == 96


def test_a_tenth_of_the_whole_can_be_left_unsaid_and_counted_and_no_more() -> None:
    tenth = ways(reckon(claim(50), [table(part("North", 50), part("South", 40))]))
    more = ways(reckon(claim(50), [table(part("North", 50), part("South", 39.9))]))

    assert tenth[(("holder", "unsaid"),)] == 60
    assert (("holder", "unsaid"),) not in more


def test_contested_ground_counts_in_four_ways() -> None:
    parts = (part("North", 40), part("South", 40), part("Contested", 20, "contested"))

    reckoned = reckon(claim(40), [table(*parts)])

    found = ways(reckoned)
    assert found[()] == 40
    assert found[(("contested", "with"),)] == 60
    assert found[(("contested", "half"),)] == 50
    assert found[(("contested", "left out"),)] == 50  # 40 of 80
    assert found[(("holder", "South"), ("contested", "left out"))] == 100
    assert {tried.reading.contested for tried in reckoned.readings} == {"against", "with", "half", "left out"}


def test_a_claim_that_somebody_contests_ground_counts_it_literally() -> None:
    parts = (part("North", 40), part("South", 40), part(None, 20, "contested"))

    found = ways(reckon(claim(60, relation="contests"), [table(*parts)]))

    assert found[()] == 60
    assert found[(("contested", "against"),)] == 40


def test_contested_ground_with_a_holder_counts_only_with_that_holder() -> None:
    parts = (part("North", 40), part("North", 10, "contested"), part("South", 30), part("South", 20, "contested"))

    found = ways(reckon(claim(40), [table(*parts)]))

    assert found[(("contested", "with"),)] == 50
    assert found[(("holder", "South"), ("contested", "with"))] == 100
    assert found[(("contested", "left out"),)] == pytest.approx(57.142857143)  # 40 of 70


def test_a_claim_about_contested_ground_itself_counts_it_as_a_holder() -> None:
    parts = (part("North", 40), part("South", 38), part(None, 22, "contested"))

    reckoned = reckon(claim(22, holders=("Contested",)), [table(*parts)])

    assert reckoned.verdict == "as stated"


def test_all_but_the_enemy_takes_in_contested_ground() -> None:
    parts = (part("North", 50), part("South", 20), part(None, 30, "contested"))

    reckoned = reckon(claim(80, enemies=("South",)), [table(*parts)])

    found = ways(reckoned)
    assert found[(("all but", "South (contested included)"),)] == 80
    # The same treatments of contested ground as without an enemy, and each of them once.
    assert found[(("contested", "half"),)] == 65
    assert [dict(way).get("contested") for way in found if dict(way).get("all but")] == [None]
    assert "all land not held by South is counted, what is contested or not confirmed included" in says(reckoned)


def test_all_but_the_enemy_takes_in_contested_ground_and_what_is_unsaid() -> None:
    parts = (part("North", 50), part("South", 20), part(None, 25, "contested"), part(None, 5, "unknown"))

    found = ways(reckon(claim(80, enemies=("South",)), [table(*parts)]))

    assert found[(("all but", "South (unsaid included)"),)] == 80
    assert found[(("all but", "South (unsaid included)"), ("contested", "half"))] == 67.5
    assert found[(("all but", "South (unsaid included)"), ("contested", "against"))] == 55
    assert found[(("all but", "South (unsaid included)"), ("contested", "left out"))] == pytest.approx(73.333333333)


def test_uninhabited_land_is_named_and_can_count_however_much_it_is() -> None:
    parts = (part("North", 45), part("South", 10), part("East", 5), Part(name="uninhabited", value=40))
    papers = Evidence(source="Surveyors", as_of="2018-11", kind="points")
    inhabited = table(*parts[:3], evidence=papers, unit="km2", base="the country without uninhabited land", total=60.0)

    reckoned = reckon(
        claim(75, enemies=("South",)), [table(*parts, evidence=papers, unit="km2", total=100.0), inhabited]
    )

    found = ways(reckoned)
    assert found[()] == 45
    assert found[(("holder", "uninhabited land"),)] == 85
    assert found[(("all but", "South (uninhabited land included)"),)] == 90
    assert found[(("base", "the country without uninhabited land"),)] == 75  # 45 of 60
    assert "the whole is the country without uninhabited land" in says(reckoned)
    assert "uninhabited land is counted too" in says(reckoned)


def test_influence_is_holding_where_the_source_has_no_better_word_for_a_holder() -> None:
    parts = (part("North", 20), part("North", 35, "influence"), part("South", 45, "influence"))

    found = ways(reckon(claim(55), [table(*parts)]))

    assert found[()] == 20
    assert found[(("contested", "influence"),)] == 55
    assert found[(("holder", "South"),)] == 65
    assert (("holder", "not North"), ("holder", "South"), ("contested", "influence")) not in found


def test_what_could_not_be_confirmed_can_count() -> None:
    parts = (part("North", 20), part("North", 5, "unknown"), part("South", 75))

    found = ways(reckon(claim(25), [table(*parts)]))

    assert (found[()], found[(("contested", "unknown"),)]) == (20, 25)


def test_counts_become_shares_of_the_whole_that_the_source_states() -> None:
    parts = (part("North", 219), part("South", 50), part(None, 138, "contested"))
    districts = table(*parts, measure="districts", unit="districts", total=407.0)

    reckoned = reckon(claim(53.8, measure="districts"), [districts])

    assert reckoned.verdict == "as stated"
    assert reckoned.literal is not None
    assert reckoned.literal.value == pytest.approx(53.808353808)


def test_without_a_whole_the_sum_of_the_parts_is_the_literal_one() -> None:
    parts = (part("North", 22.0), part("South", 2.8), part(None, 7.3, "contested"))
    people = table(*parts, measure="population", unit="people", total=None)

    reckoned = reckon(claim(68.5, measure="population"), [people])

    assert reckoned.verdict == "as stated"
    assert reckoned.literal is not None
    assert reckoned.literal.reading.base == "the sum of the parts"
    assert not any(step[0] == "base" for way in ways(reckoned) for step in way)


def test_an_area_is_a_plain_sum_in_its_own_unit() -> None:
    parts = (part("North", 2589.988110336), part("South", 1000), part(None, 100, "contested"))
    areas = table(*parts, unit="km2", total=5000.0)

    in_km2 = reckon(claim(2590, unit="km2", kind="area"), [areas])
    in_miles = reckon(claim(1000, unit="mi2", kind="area"), [areas])

    assert in_km2.verdict == in_miles.verdict == "as stated"
    assert in_miles.literal is not None
    assert in_miles.literal.value == 1000
    assert not any(tried.reading.contested == "left out" for tried in in_km2.readings)
    assert (("contested", "with"),) in ways(in_km2)


def test_a_share_is_never_reckoned_as_an_area_nor_an_area_as_a_count() -> None:
    shares = table(part("North", 60), part("South", 40))
    areas = table(part("North", 60), part("South", 40), unit="km2")

    assert reckon(claim(60, unit="km2", kind="area"), [shares]).verdict == "cannot tell"
    assert reckon(claim(60, unit="districts", kind="count"), [areas, shares]).verdict == "cannot tell"


def test_rounding_of_the_evidence_widens_the_windows() -> None:
    parts = (part("North", 60.4, rounding=0.05), part("South", 39.6, rounding=0.05))

    assert reckon(claim(60.43, last_place=0.01), [table(*parts)]).verdict == "as stated"
    assert reckon(claim(60.47, last_place=0.01), [table(*parts)]).verdict == "no reading"


def test_rounding_adds_up_over_what_is_counted_and_divided_by() -> None:
    parts = (part("North", 20, rounding=1), part("South", 17, rounding=0.5), part("East", 2), part(None, 1, "unknown"))
    areas = table(*parts, unit="km2", total=40.0)

    reckoned = reckon(claim(50, enemies=("South",)), [areas])

    def rounding(*steps: str) -> float:
        return found[steps].rounding

    found: dict[tuple[str, ...], Tried] = {
        tuple(step.to for step in tried.departures): tried for tried in reckoned.readings
    }
    assert rounding() == 2.5  # 1 of 40
    assert rounding("South") == 3.75  # 1.5 of 40
    assert rounding("unsaid") == 1.25, "the whole less the South's 17, off by 0.5, and the East's 2, which are exact"
    assert rounding("South (unsaid included)") == 1.25, "the whole less the South's 17"
    # 20 of 39: the North's 1 moves both and so weighs 19/39 of itself, the South's 0.5 moves what it is divided by.
    assert rounding("the sum of the parts") == pytest.approx(100 * (1 * 19 / 39 + 0.5 * 20 / 39) / 39)


def test_sixteen_holders_are_tried_and_seventeen_refused() -> None:
    holders = ["North", *(f"H{number:02}" for number in range(16))]

    assert reckon(claim(5), [table(*(part(holder, 5) for holder in holders[:16]))], deals=10).readings_tried > 60_000
    with pytest.raises(BadTable, match="Surveyors, 2018-11, area: 17 holders; at most 16"):
        reckon(claim(5), [table(*(part(holder, 5) for holder in holders))])


@pytest.mark.parametrize(
    "bad",
    [
        table(part("North", float("nan"))),
        table(part("North", 5, rounding=float("inf"))),
        table(part("North", -5)),
        table(part("North", 5), total=0.0),
        table(part("North", 5), total=float("nan")),
        table(part("North", 5), total=1e-300),
        table(part("North", 1e300)),
        table(part("North", 5), day="November"),
    ],
)
def test_evidence_that_cannot_be_added_up_is_refused_in_one_line(bad: PartTable) -> None:
    with pytest.raises(BadTable) as error:
        reckon(claim(5), [bad])
    assert "\n" not in str(error.value)
    assert str(error.value).startswith("Surveyors, 2018-11, area")


def test_a_claim_about_contested_ground_counts_all_of_it_whoever_contests_it() -> None:
    contested = claim(40, holders=("Contested",))
    attributed = table(part("North", 60), part("South", 30, "contested"), Part(name="c", status="contested", value=10))

    assert reckon(contested, [attributed]).verdict == "as stated"
    assert reckon(contested, [table(part("North", 60), part("South", 40))]).verdict == "cannot tell"
