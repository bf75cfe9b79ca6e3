"""Verdicts, explanations, sources, dates, and what is missing."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from whoholds.errors import BadTable, WhoholdsError
from whoholds.model import Claim, Evidence, Part, PartTable, Reckoning
from whoholds.reckoning import reckon

SURVEYORS = "Surveyors"
OBSERVERS = "Observers"


def table(source: str = SURVEYORS, as_of: str = "2018-11", day: str = "2018-11-30", **changes: Any) -> PartTable:
    """Return a table of shares: `shares` are the holders' percentages by name."""
    shares = changes.pop("shares", {"North": 60, "South": 10, "East": 30})
    same = {key: changes.pop(key) for key in ("rounding", "status") if key in changes}
    given: dict[str, Any] = {
        "evidence": Evidence(source=source, as_of=as_of),
        "place": "NWH",
        "measure": "area",
        "unit": "percent",
        "day": day,
        "parts": tuple(Part(name=name, holder=name, value=value, **same) for name, value in shares.items()),
        "total": 100.0,
    }
    return PartTable(**(given | changes))


def claim(value: float, **changes: Any) -> Claim:
    given: dict[str, Any] = {"value": value, "holders": ("North",), "on": "2018-12-11", "place": "NWH"}
    return Claim(**(given | changes))


def says(reckoned: Reckoning) -> list[str]:
    return [explanation.say for explanation in reckoned.explanations]


# ---------------------------------------------------------------------------------------------------- verdicts


def test_as_stated_when_the_figure_holds_under_the_literal_reading() -> None:
    reckoned = reckon(claim(60), [table()], figure=3)

    assert (reckoned.verdict, reckoned.figure) == ("as stated", 3)
    assert reckoned.say == "Holds as stated: land held by North comes to 60% (Surveyors, map of November 2018)."
    assert reckoned.explanations == ()
    assert reckoned.nearest is None
    assert reckoned.chance is not None
    assert reckoned.chance.cost == 0


def test_a_figure_can_hold_although_one_would_have_said_another() -> None:
    reckoned = reckon(claim(50, bound="at_least"), [table()])

    assert reckoned.verdict == "as stated"
    assert reckoned.literal is not None
    assert (reckoned.literal.holds, reckoned.literal.gives) == (True, False)
    assert reckoned.say.endswith("The words hold, but a closer figure could have been said.")


def test_only_if_when_at_most_three_departures_give_it() -> None:
    reckoned = reckon(claim(90), [table()])

    assert reckoned.verdict == "only if"
    assert says(reckoned) == ["comes out at 90% if land held by East is counted too (Surveyors, map of November 2018)"]
    assert reckoned.say == (
        "Does not hold as stated: land held by North comes to 60% (Surveyors, map of November 2018). "
        "It comes out at 90% if land held by East is counted too (Surveyors, map of November 2018)."
    )


def test_no_reading_when_none_gives_it_and_the_nearest_is_shown() -> None:
    reckoned = reckon(claim(75, bound="at_least"), [table()])

    assert reckoned.verdict == "no reading"
    assert reckoned.nearest is not None
    assert (reckoned.nearest.value, reckoned.nearest.cost) == (70, 1)
    assert "The nearest comes out at 70% if land held by South is counted too" in reckoned.say
    if not reckoned.readings_that_give:
        assert reckoned.say.startswith("No reading gives it: ")
    # The words at least hold with the East's land; with both, they hold too, but that adds nothing.
    assert [[step.to for step in tried.departures] for tried in reckoned.at_least_holds] == [["East"]]


def test_no_reading_when_it_takes_more_than_three_departures() -> None:
    shares = {"North": 1, "A": 2, "B": 4, "C": 8, "D": 16, "E": 32, "F": 37}

    reckoned = reckon(claim(31), [table(shares=shares)])

    assert reckoned.verdict == "no reading"
    assert [len(explanation.departures) for explanation in reckoned.explanations] == [4]
    assert "No reading of at most 3 departures gives it" in reckoned.say
    assert "With 4 departures it comes out at 31%" in reckoned.say
    assert reckoned.nearest is None


def test_the_nearest_reading_has_at_most_three_departures() -> None:
    shares = {"North": 1, "A": 2, "B": 4, "C": 8, "D": 16, "E": 32, "F": 37}

    reckoned = reckon(claim(30.6), [table(shares=shares)])

    # North, A, B, C and D come to 31, which is nearer but takes four; E alone comes to 32, but is not North's.
    assert reckoned.nearest is not None
    assert (reckoned.nearest.value, reckoned.nearest.cost) == (29, 3)


def test_a_figure_cut_off_instead_of_rounded_is_named_and_does_not_fit() -> None:
    reckoned = reckon(claim(36.2), [table(shares={"North": 36.27, "South": 63.73})])

    assert reckoned.verdict == "no reading"
    assert reckoned.say.endswith("36.27%, cut off instead of rounded, reads 36.2%; that does not fit.")


# ---------------------------------------------------------------------------------------------------- explanations


def test_explanations_are_minimal() -> None:
    # 60 + 30 gives 90; so does 60 + 30 + 0.2, whose departures hold those of the first.
    reckoned = reckon(claim(90), [table(shares={"North": 60, "East": 30, "Speck": 0.2, "South": 9.8})])

    assert [[step.to for step in explanation.departures] for explanation in reckoned.explanations] == [["East"]]
    assert reckoned.readings_that_give == 2


def test_explanations_come_by_cost_then_by_closeness_and_at_most_a_dozen() -> None:
    shares = {"North": 40} | {f"H{number:02}": 3 + number / 100 for number in range(14)}
    reckoned = reckon(claim(43.0, bound="about"), [table(shares=shares, total=None)])

    assert len(reckoned.explanations) == 12
    assert [explanation.departures[0].to for explanation in reckoned.explanations][:3] == ["H00", "H01", "H02"]
    costs = [len(explanation.departures) for explanation in reckoned.explanations]
    assert costs == sorted(costs)


def test_holders_left_out_and_added_are_both_said() -> None:
    shares = table(shares={"North": 60, "East": 10, "South": 30})
    reckoned = reckon(claim(90, holders=("North", "East")), [shares])

    assert says(reckoned) == [
        "comes out at 90% if land held by East is not counted and land held by South is counted too "
        "(Surveyors, map of November 2018)"
    ]


def test_what_others_hold_is_no_way_of_counting_a_holders_ground() -> None:
    reckoned = reckon(claim(30), [table(shares={"North": 60, "East": 10, "South": 30})])

    assert (reckoned.verdict, reckoned.explanations) == ("no reading", ())
    assert reckoned.readings_that_give == 1  # it is tried and shown all the same
    assert reckoned.say.startswith("No reading that counts ground of North gives it: land held by North comes to 60%")
    tried = reckoned.readings_tried
    assert reckoned.say.endswith(
        f"1 of {tried} readings gives it, but it counts no ground of North: that is another claim."
    )


def test_what_holds_as_stated_is_not_said_to_be_another_claim() -> None:
    # North's 60 holds and does not give it; East's and South's lands do.
    reckoned = reckon(claim(30, bound="at_least"), [table(shares={"North": 60, "East": 30.5, "South": 9.5})])

    assert (reckoned.verdict, reckoned.explanations) == ("as stated", ())
    assert reckoned.readings_that_give == 1
    assert "another claim" not in reckoned.say


def test_a_value_that_fits_only_by_the_sources_rounding_says_so() -> None:
    table_of_middles = table(shares={"North": 17.5, "South": 82.5}, rounding=2.5)

    said = reckon(claim(20, last_place=1), [table_of_middles]).say
    assert "17.5%, give or take 2.5% by the source's own rounding (" in said
    assert "give or take" not in reckon(claim(17.5), [table_of_middles]).say


def test_influence_is_not_called_holding_and_comes_after_control() -> None:
    zones = table(shares={"North": 85}, status="influence", source="Mappers")
    control = table(shares={"North": 50}, source="Surveyors")
    reckoned = reckon(claim(85), [zones, control])

    assert reckoned.literal is not None
    assert reckoned.literal.value == 50
    assert "under the influence of North comes to 85%" in reckon(claim(85), [zones]).say


def test_the_words_for_districts_and_several_holders() -> None:
    districts = table(measure="districts", unit="districts", total=200.0, shares={"North": 60, "South": 50, "East": 90})

    reckoned = reckon(claim(200, unit="districts", kind="count", holders=("North", "South")), [districts])

    assert reckoned.say.startswith("Does not hold as stated: districts held by North and South come to 110 districts (")
    assert "if districts held by East are counted too (Surveyors, figures of November 2018)" in says(reckoned)[0]


# ---------------------------------------------------------------------------------------------------- sources and dates


def test_every_source_answers_and_none_is_averaged_away() -> None:
    other = table(OBSERVERS, "2018-10", "2018-10-31", shares={"North": 53, "South": 47})

    reckoned = reckon(claim(53), [other, table()])

    assert [(reckoned.evidence[tried.reading.evidence].source, tried.value) for tried in reckoned.by_source] == [
        (SURVEYORS, 60),
        (OBSERVERS, 53),
    ]
    # Another source is no departure; its literal reading explains the figure all the same.
    assert reckoned.verdict == "only if"
    assert says(reckoned) == ["comes out at 53% as the words go (Observers, map of October 2018)"]
    assert reckoned.explanations[0].departures == ()


def test_the_literal_table_is_the_latest_that_was_out_by_the_day() -> None:
    reckoned = reckon(
        claim(50),
        [
            table(as_of="2018-10", day="2018-10-31", shares={"North": 58, "South": 42}),
            table(as_of="2018-12", day="2018-12-31", shares={"North": 62, "South": 38}),
            table(),
        ],
    )

    assert reckoned.literal is not None
    assert reckoned.literal.value == 60
    assert [evidence.as_of for evidence in reckoned.evidence] == ["2018-11", "2018-12", "2018-10"]


def test_a_later_table_serves_only_where_there_is_none_before() -> None:
    soon = table(as_of="2019-02-11", day="2019-02-11")
    too_late = table(as_of="2019-02-12", day="2019-02-12")
    old = table(as_of="2017-12-10", day="2017-12-10")
    too_old = table(as_of="2017-12-09", day="2017-12-09")

    assert reckon(claim(60), [soon]).verdict == "as stated", "62 days after"
    assert reckon(claim(60), [too_late]).verdict == "cannot tell", "63 days after"
    assert reckon(claim(60), [old]).verdict == "as stated", "366 days before"
    assert reckon(claim(60), [too_old]).verdict == "cannot tell", "367 days before"
    assert reckon(claim(60), [soon, old]).evidence[0].as_of == "2017-12-10"


def test_a_complete_table_is_primary_before_a_partial_one_that_is_nearer() -> None:
    partial = table(OBSERVERS, "2018-12-10", "2018-12-10", shares={"North": 53})

    assert reckon(claim(60), [partial, table()]).verdict == "as stated"
    assert reckon(claim(53), [partial]).verdict == "as stated", "a partial one serves where it stands alone"
    for rest, primary in ((45, OBSERVERS), (44.9, SURVEYORS)):
        nearer = table(OBSERVERS, "2018-12-10", "2018-12-10", shares={"North": 53, "South": rest})
        assert reckon(claim(53), [nearer, table()]).evidence[0].source == primary, "2 percent may be missing"


def test_a_source_s_other_dates_are_one_departure_within_183_days() -> None:
    near = table(as_of="2018-08", day="2018-08-31", shares={"North": 48, "South": 52})
    far = table(as_of="2018-05", day="2018-05-31", shares={"North": 44, "South": 56})

    assert says(reckon(claim(48), [near, far, table()])) == [
        "comes out at 48% as the words go, on another date (Surveyors, map of August 2018)"
    ]
    assert reckon(claim(44), [near, far, table()]).verdict == "no reading"
    for day, verdict in (("2018-06-11", "only if"), ("2018-06-10", "no reading")):
        edge = table(as_of=day, day=day, shares={"North": 44, "South": 56})
        assert reckon(claim(44), [edge, table()]).verdict == verdict


def test_what_an_explanation_comes_to_over_time_is_shown_whether_it_gives_the_figure_or_not() -> None:
    earlier = table(as_of="2018-08", day="2018-08-31", shares={"North": 58, "South": 15, "East": 27})

    reckoned = reckon(claim(90, enemies=("South",)), [table(), earlier])

    assert [(tried.value, tried.gives) for tried in reckoned.over_time] == [(85, False)]
    assert [step.to for step in reckoned.over_time[0].departures] == ["South", "2018-08"]


def test_another_measure_and_another_whole_of_the_same_evidence_are_one_departure_each() -> None:
    people = table(measure="population", shares={"North": 71, "South": 29})
    effective = table(base="settled land", shares={"North": 65, "South": 35})
    areas = table(unit="km2", total=1000.0, shares={"North": 604, "South": 396})
    tables = [people, effective, areas, table()]

    assert says(reckon(claim(71), tables)) == [
        "comes out at 71% if population is counted (Surveyors, figures of November 2018)"
    ]
    assert says(reckon(claim(65), tables)) == [
        "comes out at 65% if the whole is settled land (Surveyors, map of November 2018)"
    ]
    assert says(reckon(claim(60.4), tables)) == [
        "comes out at 60.4% if the source's figures in km² are used (Surveyors, map of November 2018)"
    ]
    assert reckon(claim(71, measure="population"), tables).verdict == "as stated"


def test_two_tables_of_another_measure_are_one_departure_and_the_percentages_speak_for_both() -> None:
    percent = table(measure="population", shares={"North": 71, "South": 29})
    people = table(measure="population", unit="people", total=1000.0, shares={"North": 712, "South": 288})

    reckoned = reckon(claim(71), [people, percent, table()])

    assert [tried.value for tried in reckoned.readings if [step.to for step in tried.departures] == ["population"]] == [
        71
    ]


def test_a_claim_about_a_region_is_reckoned_on_tables_that_have_it_as_their_whole() -> None:
    region = table(base="the Valley", shares={"North": 45, "South": 55})

    assert reckon(claim(45, base="the Valley"), [region, table()]).verdict == "as stated"
    assert reckon(claim(60), [region, table()]).verdict == "as stated"
    assert reckon(claim(45), [region]).verdict == "cannot tell", "a share of the valley is no share of the country"


def test_tables_of_other_countries_are_left_alone() -> None:
    assert reckon(claim(60), [table(place="ELS")]).verdict == "cannot tell"


# ---------------------------------------------------------------------------------------------------- what is missing


@pytest.mark.parametrize(
    ("changes", "options"),
    [
        ({"on": None}, ["--on"]),
        ({"place": None}, ["--place"]),
        ({"holders": ()}, ["--holder"]),
        ({"on": None, "place": None, "holders": ()}, ["--on", "--place", "--holder"]),
    ],
)
def test_what_the_words_leave_out_is_asked_for_and_not_guessed(changes: dict[str, Any], options: list[str]) -> None:
    reckoned = reckon(claim(60, **changes), [table()])

    assert reckoned.verdict == "cannot tell"
    assert [missing.option for missing in reckoned.missing] == options
    assert all(option in reckoned.say for option in options)
    assert reckoned.gives_window == (59.5, 60.5), "what can be said is said"


def test_a_loss_needs_two_dates_and_a_distance_no_table() -> None:
    assert reckon(claim(60, relation="lost"), [table()]).verdict == "cannot tell"
    assert reckon(claim(600, relation="gained", unit="km2", kind="area"), [table()]).verdict == "cannot tell"
    assert reckon(claim(60, relation="gained"), [table()]).verdict == "as stated", "retaken land is land that is held"
    assert "distance" in reckon(claim(55, unit="km", kind="distance"), [table()]).say


def test_the_layer_that_would_settle_it_is_named_with_the_nearest_there_is() -> None:
    reckoned = reckon(claim(60, on="2016-01-01"), [table()])

    assert reckoned.verdict == "cannot tell"
    assert reckoned.say == (
        "A table of land by holder for NWH that names North, for 1 January 2016 or the 366 days before, would settle "
        "it; the nearest is by Surveyors, map of November 2018, 1,064 days after."
    )


def test_a_holder_whom_no_source_names_is_said_with_those_that_they_name() -> None:
    reckoned = reckon(claim(60, holders=("West",)), [table()])

    assert reckoned.verdict == "cannot tell"
    assert "The tables near that date name other holders: East, North, South." in reckoned.say
    assert reckoned.missing[-1].option == "--holder"


def test_without_any_evidence_it_says_so() -> None:
    assert "the evidence has none" in reckon(claim(60), []).say


# ---------------------------------------------------------------------------------------------------- the whole


def test_a_reckoning_encodes_to_json_and_is_the_same_bytes_again() -> None:
    tables = [table(), table(OBSERVERS, "2018-10", "2018-10-31", shares={"North": 53, "South": 40})]

    first = msgspec.json.encode(reckon(claim(96.5, bound="at_least", enemies=("South",)), tables))
    again = msgspec.json.encode(reckon(claim(96.5, bound="at_least", enemies=("South",)), tables[::-1]))

    assert first == again
    assert msgspec.json.decode(first, type=Reckoning).readings_tried == len(msgspec.json.decode(first)["readings"])


def test_a_day_that_is_no_day_is_refused() -> None:
    with pytest.raises(BadTable, match="the claim: 'soon' is no day; write it as 2018-12-11"):
        reckon(claim(60, on="soon"), [table()])


def test_a_figure_that_is_not_finite_is_refused() -> None:
    with pytest.raises(WhoholdsError, match="give a finite number"):
        reckon(claim(float("nan")), [table()])


def test_a_table_of_nothing_and_without_a_whole_answers_nothing() -> None:
    nothing = table(unit="km2", total=None, shares={"North": 0, "South": 0})

    assert reckon(claim(60), [nothing]).verdict == "cannot tell"
