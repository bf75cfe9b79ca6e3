"""What was gained or lost since a date: small tables of two dates that can be worked out by hand."""

from __future__ import annotations

from typing import Any, Literal

import pytest

from whoholds.model import Claim, Evidence, Part, PartTable, Reckoning, Status
from whoholds.reckoning import reckon

Kind = Literal["shares", "units", "points", "polygons"]
Row = tuple[str | None, Status, float]


def table(as_of: str, held: dict[str, float], *more: Row, kind: Kind = "shares", **changes: Any) -> PartTable:
    """Return a table: `held` is what each holder controls, by name; further rows have another status."""
    source, day = changes.pop("source", "Surveyors"), changes.pop("day", as_of)
    rounding = changes.pop("rounding", 0.0)
    rows: list[Row] = [*((name, "controlled", value) for name, value in held.items()), *more]
    given: dict[str, Any] = {
        "evidence": Evidence(source=source, as_of=as_of, kind=kind),
        "place": "NWH",
        "measure": "area",
        "unit": "km2",
        "day": day,
        "parts": tuple(
            Part(name=f"{name} {status}", holder=name, status=status, value=value, rounding=rounding)
            for name, status, value in rows
        ),
        "total": 1000.0,
    }
    return PartTable(**(given | changes))


def claim(value: float, **changes: Any) -> Claim:
    given: dict[str, Any] = {"value": value, "holders": ("North",), "place": "NWH", "relation": "gained"}
    given |= {"unit": "km2", "kind": "area", "since": "2018-01-01", "on": "2018-12-31"}
    return Claim(**(given | changes))


BEFORE = table("2017-12-31", {"North": 300, "South": 500, "East": 200})
AFTER = table("2018-12-31", {"North": 420, "South": 330, "East": 250})
BOTH = [BEFORE, AFTER]


def literal(reckoned: Reckoning) -> float:
    assert reckoned.literal is not None
    return reckoned.literal.value


# ---------------------------------------------------------------------------------------------------- as the words go


def test_an_area_gained_is_what_is_held_less_what_was_held_on_the_eve() -> None:
    reckoned = reckon(claim(120), BOTH)

    assert reckoned.verdict == "as stated"
    assert reckoned.say == (
        "Holds as stated: North gained 120 km² from 31 December 2017 to 31 December 2018 "
        "(Surveyors, maps of 31 December 2017 and 31 December 2018)."
    )
    assert reckoned.literal is not None
    assert (reckoned.literal.reading.flow, reckoned.literal.reading.since) == ("gained", "2017-12-31")
    paper = reckoned.evidence[reckoned.literal.reading.evidence]
    assert (paper.since, paper.as_of) == ("2017-12-31", "2018-12-31")


def test_an_area_lost_is_what_was_held_less_what_is() -> None:
    reckoned = reckon(claim(170, relation="lost", holders=("South",)), BOTH)

    assert (reckoned.verdict, literal(reckoned)) == ("as stated", 170)
    assert "South lost 170 km² from 31 December 2017 to 31 December 2018" in reckoned.say
    assert {tried.reading.flow for tried in reckoned.readings} == {"lost"}


def test_who_lost_gained_less_than_nothing() -> None:
    reckoned = reckon(claim(170, holders=("South",)), BOTH)

    assert literal(reckoned) == -170
    assert "South lost 170 km² from 31 December 2017" in reckoned.say
    assert reckoned.verdict == "no reading"


def test_a_share_gained_is_counted_in_points_each_of_its_own_whole() -> None:
    # 420 of 1,000 less 300 of 800: 42 - 37.5 points.
    before = table("2017-12-31", {"North": 300, "South": 300, "East": 200}, total=800.0)

    reckoned = reckon(claim(4.5, unit="percent", kind="share"), [before, AFTER])

    assert (reckoned.verdict, literal(reckoned)) == ("as stated", 4.5)
    assert "the share of land held by North grew by 4.5 points from 31 December 2017" in reckoned.say


def test_a_share_lost() -> None:
    reckoned = reckon(claim(17, unit="percent", kind="share", relation="lost", holders=("South",)), BOTH)

    assert (reckoned.verdict, literal(reckoned)) == ("as stated", 17)
    assert "the share of land held by South shrank by 17 points" in reckoned.say


def test_a_number_of_districts_gained() -> None:
    counted: dict[str, Any] = {"measure": "districts", "unit": "districts", "total": 40.0}
    tables = [
        table("2017-12-31", {"North": 11, "South": 29}, **counted),
        table("2018-12-31", {"North": 30, "South": 10}, **counted),
    ]

    reckoned = reckon(claim(19, unit="districts", kind="count", measure="districts"), tables)

    assert reckoned.verdict == "as stated"
    assert "North gained 19 districts from 31 December 2017 to 31 December 2018" in reckoned.say


def test_the_unit_of_the_claim_counts() -> None:
    # 120 km² are 46.33 square miles.
    reckoned = reckon(claim(46.33, unit="mi2"), BOTH)

    assert reckoned.verdict == "as stated"
    assert literal(reckoned) == pytest.approx(120 / 2.589988110336)


def test_the_rounding_of_both_tables_adds_up() -> None:
    tables = [
        table("2017-12-31", {"North": 300, "South": 700}, rounding=5),
        table("2018-12-31", {"North": 420, "South": 580}, rounding=0.5),
    ]

    reckoned = reckon(claim(125), tables)

    assert reckoned.literal is not None
    assert (reckoned.literal.rounding, reckoned.literal.gives) == (5.5, True)
    assert "North gained 120 km², give or take 5.5 km² by the source's own rounding from" in reckoned.say
    assert not reckon(claim(127), tables).literal.gives  # type: ignore[union-attr]


# ---------------------------------------------------------------------------------------------------- departures


def test_all_but_the_enemy_is_what_the_enemy_lost() -> None:
    # The South lost 170; North and East gained 120 and 50.
    reckoned = reckon(claim(170, enemies=("South",)), BOTH)

    assert reckoned.verdict == "only if"
    assert [step.dimension for step in reckoned.explanations[0].departures] == ["all but"]
    assert reckoned.explanations[0].value == 170


def test_all_but_the_enemy_takes_in_what_is_unsaid_and_contested_on_both_dates() -> None:
    before = table("2017-12-31", {"North": 300, "South": 500, "East": 160}, ("North", "contested", 10))
    after = table("2018-12-31", {"North": 420, "South": 330, "East": 200}, (None, "contested", 20))

    reckoned = reckon(claim(170, enemies=("South",)), [before, after])

    # 1,000 - 330 less 1,000 - 500; the others' own come to 620 - 460 = 160.
    assert reckoned.verdict == "only if"
    assert reckoned.explanations[0].reading.all_but == ("South",)
    assert reckoned.explanations[0].value == 170
    values = {tried.value for tried in reckoned.readings if tried.reading.counted == ("East", "North")}
    # Contested ground counted as well: 620 + 20 less 460 + 10.
    assert {160, 170} <= values


@pytest.mark.parametrize(
    ("value", "say"),
    [
        (170, "comes out at 170 km² if land held by East is counted too"),
        (
            420,
            "comes out at 420 km² if what is held on the date is counted, and not what was gained since 1 January 2018",
        ),
        (135, "comes out at 135 km² as the words go, on another date"),
        (90, "comes out at 90 km² as the words go, on another date"),
    ],
)
def test_one_departure_each(value: float, say: str) -> None:
    tables = [
        *BOTH,
        table("2019-02-28", {"North": 435, "South": 320, "East": 245}),
        table("2018-01-31", {"North": 330, "South": 475, "East": 195}),
    ]

    reckoned = reckon(claim(value), tables)

    assert reckoned.verdict == "only if"
    assert reckoned.explanations[0].say.startswith(say)
    assert len(reckoned.explanations[0].departures) == 1


def test_the_dates_that_are_compared_are_named() -> None:
    tables = [*BOTH, table("2018-01-31", {"North": 330, "South": 475, "East": 195})]

    (first, *_) = reckon(claim(90), tables).explanations

    assert [(step.dimension, step.to) for step in first.departures] == [("since", "2018-01-31")]
    assert first.say.endswith("(Surveyors, maps of 31 January 2018 and 31 December 2018)")


def test_what_was_lost_is_not_read_as_what_is_held() -> None:
    reckoned = reckon(claim(420, relation="lost"), BOTH)

    assert all(step.dimension != "flow" for tried in reckoned.readings for step in tried.departures)
    assert reckoned.verdict == "no reading"


def test_another_measure_and_another_whole_are_counted_on_both_dates() -> None:
    people: dict[str, Any] = {"measure": "population", "unit": "people"}
    tables = [
        *BOTH,
        table("2017-12-31", {"North": 30, "South": 70}, total=100.0, **people),
        table("2018-12-31", {"North": 75, "South": 25}, total=100.0, **people),
        table("2017-12-31", {"North": 300, "South": 200}, base="the plain", total=500.0),
        table("2018-12-31", {"North": 410, "South": 90}, base="the plain", total=500.0),
    ]

    def explained(value: float) -> str:
        return reckon(claim(value, unit="percent", kind="share"), tables).explanations[0].say

    assert explained(45).startswith("comes out at 45% if population is counted")
    # 410 of 500 less 300 of 500.
    assert explained(22).startswith("comes out at 22% if the whole is the plain")


# ---------------------------------------------------------------------------------------------------- which tables


def test_a_gained_share_without_since_is_what_is_held() -> None:
    reckoned = reckon(claim(42, unit="percent", kind="share", since=None), BOTH)

    assert (reckoned.verdict, literal(reckoned)) == ("as stated", 42)
    assert {tried.reading.flow for tried in reckoned.readings} == {"held"}


@pytest.mark.parametrize("changes", [{"relation": "lost"}, {}, {"relation": "lost", "unit": "percent"}])
def test_the_text_must_say_since_when(changes: dict[str, Any]) -> None:
    reckoned = reckon(claim(120, since=None, **changes), BOTH)

    assert reckoned.verdict == "cannot tell"
    assert [missing.option for missing in reckoned.missing] == ["--since"]
    assert "it is not said since when; give that with --since" in reckoned.say


def test_a_period_cannot_end_before_it_starts() -> None:
    reckoned = reckon(claim(120, since="2019-01-01"), BOTH)

    assert reckoned.verdict == "cannot tell"
    assert (
        "The period starts on 1 January 2019, after the day that the figure is for, 31 December 2018." in reckoned.say
    )


def test_the_answer_says_which_table_would_settle_it() -> None:
    reckoned = reckon(claim(120), [AFTER])

    assert reckoned.verdict == "cannot tell"
    assert reckoned.say == (
        "A table of land by holder for NWH that names North, for 31 December 2017 or the 62 days before, and another "
        "of the same source for 31 December 2018 or the 62 days before, would settle it; the evidence has none for 31 "
        "December 2017."
    )


def test_tables_of_two_sources_are_not_compared() -> None:
    other = table("2017-12-31", {"North": 300, "South": 700}, source="Observers")

    reckoned = reckon(claim(120), [other, AFTER])

    assert reckoned.verdict == "cannot tell"
    assert reckoned.say.endswith("no source in the evidence has both.")


def test_a_gained_share_without_an_earlier_table_is_reckoned_as_held_and_that_is_said() -> None:
    reckoned = reckon(claim(42, unit="percent", kind="share"), [AFTER])

    assert (reckoned.verdict, literal(reckoned)) == ("as stated", 42)
    assert reckoned.say.startswith(
        "What was gained since 1 January 2018 cannot be told; what is held on the date is reckoned instead. A table of "
    )
    assert "for 31 December 2017 or the 62 days before" in reckoned.missing[0].say


@pytest.mark.parametrize(
    ("as_of", "is_used"),
    [
        ("2017-12-31", True),
        ("2017-10-30", True),  # 62 days before the eve
        ("2017-10-29", False),
        ("2018-01-31", True),  # 31 days after
        ("2018-02-01", False),
    ],
)
def test_how_far_the_earlier_table_may_lie(as_of: str, is_used: bool) -> None:
    earlier = table(as_of, {"North": 300, "South": 700})

    assert (reckon(claim(120), [earlier, AFTER]).verdict == "as stated") is is_used


def test_the_pair_is_taken_whose_dates_lie_nearest_to_the_ends() -> None:
    # Maps for the first day of each month: of November, that of 1 November and that of 1 December.
    months = [("2018-10-01", 300), ("2018-11-01", 320), ("2018-12-01", 390), ("2019-01-01", 400)]
    tables = [table(as_of, {"North": value, "South": 1000 - value}) for as_of, value in months]

    assert literal(reckon(claim(70, since="2018-11-01", on="2018-11-30"), tables)) == 70
    # As near before as after: before.
    assert literal(reckon(claim(20, since="2018-10-17", on="2018-11-16"), tables[:3])) == 20


@pytest.mark.parametrize(
    ("as_of", "is_used"),
    [
        ("2018-11-16", True),  # 45 days before 31 December: one and a half times 30
        ("2018-11-15", False),
        ("2018-12-11", True),  # 20 days before: two thirds of 30
        ("2018-12-12", False),
    ],
)
def test_how_long_the_period_between_two_tables_may_be(as_of: str, is_used: bool) -> None:
    tables = [table(as_of, {"North": 300, "South": 700}), AFTER]

    reckoned = reckon(claim(120, since="2018-12-02", on="2018-12-31"), tables)

    assert (reckoned.verdict == "as stated") is is_used


@pytest.mark.parametrize(
    ("later", "earlier", "is_used"), [(15, 15, True), (16, 15, False), (12, 18, True), (12, 19, False)]
)
def test_the_tables_are_no_farther_off_than_the_period_is_long(later: int, earlier: int, is_used: bool) -> None:
    # The period is from 1 December, its eve 30 November, to 30 December: 30 days.
    tables = [
        table(f"2018-11-{30 - earlier:02d}", {"North": 300, "South": 700}),
        table(f"2018-12-{30 - later:02d}", {"North": 420, "South": 580}),
    ]

    reckoned = reckon(claim(120, since="2018-12-01", on="2018-12-30"), tables)

    assert (reckoned.verdict == "as stated") is is_used


def test_what_a_source_says_of_three_months_is_no_answer_for_one() -> None:
    month = {"since": "2018-12-01", "on": "2018-12-31"}
    early = table("2018-10-02", {"North": 300, "South": 700})
    middle = table("2018-11-28", {"North": 380, "South": 620})

    # From 2 October to 31 December it is three months, and the claim is of one.
    assert reckon(claim(120, **month), [early, AFTER]).verdict == "cannot tell"
    assert literal(reckon(claim(40, **month), [early, middle, AFTER])) == 40
    # A table is never compared with itself.
    assert reckon(claim(0, **month), [middle]).verdict == "cannot tell"


def test_every_source_answers_for_itself() -> None:
    others = [
        table("2017-12-20", {"North": 280, "South": 720}, source="Observers"),
        table("2018-12-20", {"North": 430, "South": 570}, source="Observers"),
    ]

    reckoned = reckon(claim(120), [*others, *BOTH])

    assert [(reckoned.evidence[t.reading.evidence].source, t.value) for t in reckoned.by_source] == [
        ("Surveyors", 120),
        ("Observers", 150),
    ]


# ---------------------------------------------------------------------------------------------------- whose ground


def test_a_holder_that_a_complete_table_does_not_name_has_nothing_there() -> None:
    before = table("2017-12-31", {"North": 300, "South": 700})
    after = table("2018-12-31", {"South": 1000})

    assert literal(reckon(claim(300, relation="lost"), [before, after])) == 300


def test_a_holder_that_only_one_of_two_tables_knows_is_not_counted_where_the_other_is_incomplete() -> None:
    before = table("2017-12-31", {"North": 300})
    after = table("2018-12-31", {"North": 420, "East": 50, "South": 530})

    reckoned = reckon(claim(120), [before, after])

    assert reckoned.verdict == "as stated"
    flows = [tried for tried in reckoned.readings if tried.reading.flow == "gained"]
    assert {tried.reading.counted for tried in flows} == {("North",)}
    assert reckon(claim(50, holders=("East",)), [before, after]).verdict == "cannot tell"


def test_a_side_that_is_told_finer_on_one_date_is_read_as_one_on_both() -> None:
    blocs = {"East": ("Port", "Hills")}
    before = table("2017-12-31", {"North": 300, "South": 500, "East": 200})
    after = table("2018-12-31", {"North": 420, "South": 330, "Port": 50, "Hills": 200})

    reckoned = reckon(claim(50, holders=("East",), blocs=blocs), [before, after])

    assert (reckoned.verdict, literal(reckoned)) == ("as stated", 50)
    # What the whole East held before is not what the Port held.
    assert reckon(claim(50, holders=("Port",), blocs=blocs), [before, after]).verdict == "cannot tell"


def test_influence_is_not_taken_for_control_because_one_date_has_nothing_else() -> None:
    before = table("2017-12-31", {"South": 700}, ("North", "influence", 300))
    after = table("2018-12-31", {"North": 120, "South": 580}, ("North", "influence", 300))

    # Control grew by 120, and influence stayed.
    assert literal(reckon(claim(120), [before, after])) == 120


def test_chance_deals_what_a_side_had_on_both_dates_together() -> None:
    # With one step or none: three holders' changes are 120, -170 and 50, and one of them is North's.
    reckoned = reckon(claim(120), BOTH, deals=3000)

    assert reckoned.chance is not None
    assert reckoned.chance.cost == 0
    assert reckoned.by_dealing == pytest.approx(1 / 3, abs=0.03)
    assert "maps of 31 December 2017 and 31 December 2018" in reckoned.chance.say


def test_over_time_shows_the_same_way_of_counting_to_other_ends() -> None:
    tables = [*BOTH, table("2018-10-31", {"North": 400, "South": 350, "East": 250})]

    reckoned = reckon(claim(170), tables)

    assert [(tried.value, reckoned.evidence[tried.reading.evidence].as_of) for tried in reckoned.over_time] == [
        (150, "2018-10-31")
    ]


# ---------------------------------------------------------------------------------------------------- printed gains


def printed(value: float, since: str = "2018-01-01", on: str = "2018-12-31", **held: float) -> PartTable:
    """Return what a source itself prints as gained in a period."""
    paper = Evidence(source="Observers", as_of=on, since=since, printed=True)
    return table(on, {"North": value, **held}, evidence=paper, total=None)


def test_what_a_source_prints_as_gained_stands_beside_the_difference_of_maps() -> None:
    reckoned = reckon(claim(130), [printed(130), *BOTH])

    assert [(reckoned.evidence[t.reading.evidence].source, t.value) for t in reckoned.by_source] == [
        ("Surveyors", 120),
        ("Observers", 130),
    ]
    assert {tried.reading.flow for tried in reckoned.by_source} == {"gained"}
    assert reckoned.explanations[0].say == "comes out at 130 km² as the words go (Observers, its own figure)"


def test_a_printed_gain_alone_is_evidence() -> None:
    reckoned = reckon(claim(130, enemies=("South",)), [printed(130, South=20)])

    assert reckoned.say.startswith("Holds as stated: North gained 130 km² from 1 January 2018 to 31 December 2018 (Obs")
    # "All but what the enemy gained" is nothing that anybody gained.
    assert all(tried.reading.all_but == () for tried in reckoned.readings)


@pytest.mark.parametrize(
    ("since", "on", "is_used"),
    [
        ("2018-01-04", "2018-12-28", True),
        ("2018-01-05", "2018-12-31", False),
        ("2018-01-01", "2018-12-27", False),
        ("2017-12-29", "2019-01-03", True),
    ],
)
def test_a_printed_gain_is_for_its_own_period(since: str, on: str, is_used: bool) -> None:
    assert (reckon(claim(130), [printed(130, since, on)]).verdict == "as stated") is is_used


def test_what_the_speaker_printed_is_no_evidence() -> None:
    reckoned = reckon(claim(130), BOTH, own=[printed(130)])

    assert reckoned.verdict == "no reading"
    assert reckoned.say.startswith(
        "Its own source says so: North gained 130 km² from 1 January 2018 to 31 December 2018 "
        "(Observers, its own figure). A claim is not its own evidence."
    )


def test_a_printed_gain_says_nothing_of_what_is_held_or_lost() -> None:
    assert reckon(claim(130, relation="lost"), [printed(130)]).verdict == "cannot tell"
    assert reckon(claim(130, relation="holds", since=None), [printed(130)]).verdict == "cannot tell"
    assert reckon(claim(13, unit="percent", kind="share", since=None), [printed(130), AFTER]).by_source[0].value == 42
