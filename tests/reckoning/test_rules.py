"""Every rule by which something is left out: what it leaves out, and what it does not, counted by hand."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from tables_by_hand import claim, number, part, table

from whoholds.model import Claim, PartTable
from whoholds.reckoning import choosing, explaining, ground, reckon, rules, unions, verdict
from whoholds.reckoning.rules import RULES, Rule

ROOT = Path(__file__).resolve().parents[2]
Tables = list[PartTable]


# ---------------------------------------------------------------------------------------------------- tables

REBELS: dict[str, tuple[str, ...]] = {"Rebels": ("Coast", "Hills", "Port")}
ARMY, COAST = part("Army", 60), part("Coast", 25)
UNITS = (part("North", 11), part("South", 3), part("East", 1))
AREAS: dict[str, Any] = {"unit": "km2", "total": None}
KM2: dict[str, Any] = {"unit": "km2"}
GAINED = claim(0, unit="km2", kind="area", relation="gained", since="2018-11-01", on="2018-11-30")
PLACES: dict[str, Any] = {"measure": "places", "unit": "places", "total": 50.0}

# For each rule a claim with tables of which it leaves one out, and a claim with tables of which it leaves out none.
TABLES: dict[Rule, tuple[tuple[Claim, Tables], tuple[Claim, Tables]]] = {
    rules.ANOTHER_COUNTRY: ((claim(), [table(), table(place="ELS")]), (claim(), [table()])),
    # 60 percent is no number of square kilometres.
    rules.UNIT: ((claim(unit="km2"), [table()]), (claim(unit="km2"), [table(unit="km2")])),
    # Of what would the North's 60 km² be a share? With the South's 40 they are 60 of 100.
    rules.NO_SHARE: (
        (claim(), [table(part("North", 60), **AREAS)]),
        (claim(), [table(part("North", 60), part("South", 40), **AREAS)]),
    ),
    # 37 listed places are not all places; a source that counted 37 places may have counted them all.
    rules.LISTED: (
        (claim(37, unit="places", kind="count"), [table(part("North", 37), kind="points", **PLACES)]),
        (claim(37, unit="places", kind="count"), [table(part("North", 37), **PLACES)]),
    ),
    rules.HOLDER_NOT_NAMED: ((claim(holders=("West",)), [table()]), (claim(), [table()])),
    # 60 + 25 leave 15 unsaid, which may be the rebels' of the hills. 60 + 40 leave nothing.
    rules.PART_OF_A_SIDE: (
        (claim(holders=("Rebels",), blocs=REBELS), [table(ARMY, COAST)]),
        (claim(holders=("Rebels",), blocs=REBELS), [table(ARMY, part("Coast", 40))]),
    ),
    # One of 15 units is 6.7 percent. "73.3" is 0.1 wide; "about 70" is 10 wide, from 65 to 75.
    rules.TOO_COARSE: (
        (claim(73.3), [table(*UNITS, kind="points", measure="units", unit="units", total=15.0)]),
        (claim(70, bound="about"), [table(*UNITS, kind="points", measure="units", unit="units", total=15.0)]),
    ),
    rules.ANOTHER_MEASURE: (
        (claim(), [table(measure="population")]),
        (claim(), [table(measure="population"), table()]),
    ),
    rules.ANOTHER_WHOLE: ((claim(), [table(base="the Valley")]), (claim(), [table(base="the Valley"), table()])),
    rules.ONE_AT_A_TIME: (
        (claim(), [table(), table(measure="population", day="2018-10-31")]),
        (claim(), [table(), table(measure="population")]),
    ),
    # 11 December 2018 less 367 days, and less 366; and the same day with 63 and with 62 days more.
    rules.TOO_OLD: ((claim(), [table(day="2017-12-09")]), (claim(), [table(day="2017-12-10")])),
    rules.TOO_NEW: ((claim(), [table(day="2019-02-12")]), (claim(), [table(day="2019-02-11")])),
    # 184 days before 11 December 2018, and 183.
    rules.DATE_TOO_FAR: ((claim(), [table(), table(day="2018-06-10")]), (claim(), [table(), table(day="2018-06-11")])),
    # What the North gained in November is the difference of two of the three tables.
    rules.ONE_END: (
        (GAINED, [table(**KM2), table(day="2018-10-31", **KM2), table(day="2018-05-31", **KM2)]),
        (GAINED, [table(**KM2), table(day="2018-10-31", **KM2)]),
    ),
    # 30 km² are printed as gained in November. A claim of what is held on a day is tried on what is held.
    rules.GAIN_PRINTED: (
        (claim(unit="km2", kind="area"), [table(**KM2), table(since="2018-11-01", printed=True, **KM2)]),
        (GAINED, [table(since="2018-11-01", printed=True, **KM2)]),
    ),
    rules.SAID_TWICE: (
        (claim(), [table(), table(part("North", 60), part("South", 40))]),
        (claim(), [table(), table(part("North", 60), part("South", 40), source="Observers")]),
    ),
}


@pytest.mark.parametrize("rule", TABLES, ids=lambda rule: rule.name)
def test_a_rule_on_tables_leaves_one_out_and_names_it_or_leaves_none_out(rule: Rule) -> None:
    with_it, without = TABLES[rule]
    (left,) = [left for left in reckon(*with_it, deals=0).left_out if left.rule == rule.name]

    assert (left.kind, left.say, left.number, len(left.tables)) == ("table", rule.say, 1, 1)
    assert left.tables[0].startswith(
        ("Surveyors, map of ", "Surveyors, figures of ", "Surveyors, its own figure from ")
    )
    assert number(reckon(*without, deals=0), rule) == 0


def test_the_speaker_s_own_tables_are_left_out_and_named() -> None:
    reckoned = reckon(claim(), [table()], own=[table(source="The North"), table(source="The North", unit="km2")])

    (left,) = [left for left in reckoned.left_out if left.rule == rules.OWN_EVIDENCE.name]
    assert (left.number, left.tables) == (
        2,
        ("The North, map of 30 November 2018 (land in km²)", "The North, map of 30 November 2018 (land in percent)"),
    )
    assert number(reckon(claim(), [table()]), rules.OWN_EVIDENCE) == 0


def test_tables_that_come_after_a_million_readings_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    # Two holders make 3 readings a table. After 3 a second table is tried; after 6 the third is not.
    two = part("North", 60), part("South", 40)
    dates = [table(*two), table(*two, day="2018-10-31"), table(*two, day="2018-09-30")]

    assert number(reckon(claim(), dates), rules.MOST_READINGS) == 0
    monkeypatch.setattr(verdict, "MOST_READINGS", 3)
    assert number(reckon(claim(), dates), rules.MOST_READINGS) == 1


def test_at_most_a_dozen_tables_are_named() -> None:
    foreign = [table(place="ELS", source=f"Source {at}") for at in range(20)]

    (left, *_) = reckon(claim(), [table(), *foreign]).left_out

    assert (left.rule, left.number, len(left.tables)) == (rules.ANOTHER_COUNTRY.name, 20, 12)


# ---------------------------------------------------------------------------------------------------- readings

NORTH, SOUTH = part("North", 50), part("South", 40)
CONTESTED = part(None, 10, "contested")
UNINHABITED = part(None, 40, "unknown", name="uninhabited")
POWERS = {"North": 1, "A": 2, "B": 4, "C": 8, "D": 16, "E": 32, "F": 37}

# For each rule a claim with a table and how many readings it leaves out there, and one where it leaves out none.
READINGS: dict[Rule, tuple[tuple[Claim, PartTable, int], tuple[Claim, PartTable]]] = {
    # The two contested treatments that count ground ("with", "half") do nothing for the South alone, which has none.
    rules.NO_SUCH_GROUND: (
        (claim(), table(NORTH, SOUTH, part("North", 10, "contested")), 2),
        (claim(), table(NORTH, SOUTH, CONTESTED)),
    ),
    # North, South, and both, with the contested ground left out of the sum and of a whole that no area has.
    rules.SHARES_ONLY: (
        (claim(unit="km2"), table(NORTH, SOUTH, CONTESTED, unit="km2"), 3),
        (claim(), table(NORTH, SOUTH, CONTESTED, unit="km2")),
    ),
    # 100 - 50 - 39.9 = 10.1 is more than a tenth: not with what is unsaid, and not of the 89.9 that are listed.
    rules.MUCH_UNSAID: (
        (claim(), table(NORTH, part("South", 39.9)), 3 + 3),
        (claim(), table(NORTH, SOUTH)),
    ),
    # Not of the 60 that somebody holds: for that there is a table without the uninhabited land.
    rules.UNINHABITED: (
        (claim(), table(part("North", 45), part("South", 15), UNINHABITED, kind="points"), 3),
        (claim(), table(NORTH, SOUTH, part(None, 10, "unknown"), kind="points")),
    ),
    # 100 less the 100 that are contested is nothing to divide by; 100 less 90 is 10.
    rules.SHARE_OF_NOTHING: (
        (claim(relation="contests"), table(part("North", 100, "contested")), 1),
        (claim(relation="contests"), table(part("North", 90, "contested"), part("North", 10))),
    ),
    rules.NO_WHOLE: (
        (claim(enemies=("South",)), table(NORTH, SOUTH, unit="km2", total=None), 1),
        (claim(enemies=("South",)), table(NORTH, SOUTH, unit="km2")),
    ),
    # 100 - 40 is what the others hold, 50 + 10; with the South named and nobody an enemy, there is no such form.
    rules.ALL_BUT_ONCE: (
        (claim(enemies=("South",)), table(NORTH, SOUTH, part("East", 10)), 1),
        (claim(), table(NORTH, SOUTH, part("East", 10))),
    ),
    # Of 7 unions of three holders 3 have no North in them. Of the one union of the North alone, none.
    rules.ANOTHER_CLAIM: ((claim(), table(), 3), (claim(), table(part("North", 60)))),
    # 1 + 2 + 4 + 8 + 16 = 31 takes four more holders. 60 + 30 = 90 takes one.
    rules.TOO_DEAR: (
        (claim(31), table(*(part(name, value) for name, value in POWERS.items())), 1),
        (claim(90), table()),
    ),
}


@pytest.mark.parametrize("rule", READINGS, ids=lambda rule: rule.name)
def test_a_rule_on_readings_leaves_out_as_many_as_one_counts_by_hand(rule: Rule) -> None:
    (asked, on, left_out), (other, instead) = READINGS[rule]
    (left,) = [left for left in reckon(asked, [on], deals=0).left_out if left.rule == rule.name]

    assert (left.kind, left.number, left.tables) == (rule.kind, left_out, ())
    assert number(reckon(other, [instead], deals=0), rule) == 0


def test_nobody_is_left_out_once_for_each_choice_beside_whose_ground_counts() -> None:
    # The North's 50 and the South's 40 of 100: as they are, with the 10 unsaid, and of the 90 that are listed.
    assert number(reckon(claim(), [table(NORTH, SOUTH)]), rules.NOBODY) == 3
    assert number(reckon(claim(), [table(place="ELS")]), rules.NOBODY) == 0


def test_the_union_that_is_all_but_the_enemy_is_not_tried_again_with_what_is_unsaid() -> None:
    # 50 + 10 unsaid is 100 - 40: as the whole less the South it is tried, as the North and the unsaid it is not.
    reckoned = reckon(claim(enemies=("South",)), [table(NORTH, SOUTH)])

    assert number(reckoned, rules.ALL_BUT_ONCE) == 1
    assert reckoned.readings_tried == 3 + 2 + 3 + 1


def test_what_the_rules_leave_out_comes_in_their_order_and_the_same_each_time() -> None:
    tables = [table(), table(place="ELS"), table(measure="population", day="2018-10-31"), table(day="2018-01-31")]

    names = [left.rule for left in reckon(claim(), tables).left_out]

    assert names == sorted(names, key=[rule.name for rule in RULES].index)
    assert reckon(claim(), tables).left_out == reckon(claim(), tables[::-1]).left_out


# ---------------------------------------------------------------------------------------------------- the list


def test_every_rule_that_is_counted_has_an_example_and_is_named_by_the_code_that_applies_it() -> None:
    elsewhere = {rules.OWN_EVIDENCE, rules.MOST_READINGS, rules.NOBODY}
    assert {rule for rule in RULES if rule.counted} == {*TABLES, *READINGS, *elsewhere}

    constants = {name: value for name, value in vars(rules).items() if isinstance(value, Rule)}
    assert set(constants.values()) == set(RULES)
    assert len({rule.name for rule in RULES}) == len(RULES)
    code = "".join(
        path.read_text(encoding="utf-8")
        for path in (ROOT / "src/whoholds/reckoning").glob("*.py")
        if path.stem != "rules"
    )
    assert {name for name, rule in constants.items() if rule.counted} <= set(re.findall(r"\brules\.([A-Z_]+)\b", code))


def test_the_numbers_in_the_rules_are_those_of_the_code() -> None:
    assert f" {choosing.OLDEST_DAYS} days" in rules.TOO_OLD.say
    assert f" {choosing.LATEST_DAYS} days" in rules.TOO_NEW.say
    assert f" {choosing.OTHER_DATE_DAYS} days" in rules.DATE_TOO_FAR.say
    assert f" {verdict.MOST_READINGS:,} readings" in rules.MOST_READINGS.say
    assert f" {ground.MOST_HOLDERS} holders" in rules.MOST_HOLDERS.say
    assert f" {explaining.MOST_COST} departures" in rules.TOO_DEAR.say
    assert f" {unions.FEWEST_PARTS} to {unions.MOST_PARTS} parts" in rules.SEARCHED_MAPS.say


def test_the_reference_lists_all_rules_and_no_others() -> None:
    page = (ROOT / "docs/reference/rules.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (.+) \| (.+) \|$", page, re.MULTILINE)

    assert [row for row in rows if row[0] not in ("rule", "---")] == [(rule.name, rule.say) for rule in RULES], (
        "Run: uv run scripts/write_rules.py"
    )
