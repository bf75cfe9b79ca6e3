"""Chance, counted by hand."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from whoholds.errors import WhoholdsError
from whoholds.model import Chance, Claim, Evidence, Part, PartTable, Reckoning
from whoholds.reckoning import reckon
from whoholds.reckoning.chance import could_have_been_said, shuffled


def table(*values: float) -> PartTable:
    """Return a table of shares: A's, B's, C's and so on."""
    parts = tuple(Part(name=name, holder=name, value=value) for name, value in zip("ABCDEFGH", values, strict=False))
    evidence = Evidence(source="Surveyors", as_of="2018-11")
    return PartTable(
        evidence=evidence, place="NWH", measure="area", unit="percent", day="2018-11-30", parts=parts, total=100.0
    )


def claim(value: float, **changes: object) -> Claim:
    given: dict[str, object] = {"value": value, "holders": ("A",), "on": "2018-12-11", "place": "NWH"}
    return Claim(**(given | changes))  # type: ignore[arg-type]


def chance(reckoned: Reckoning) -> Chance:
    assert reckoned.chance is not None
    return reckoned.chance


def said(claim: Claim) -> list[float]:
    return [float(figure) for figure in could_have_been_said(claim)[0]]


def test_shares_that_could_have_been_said_lie_within_ten_points() -> None:
    assert said(claim(50)) == list(range(40, 61))
    assert said(claim(3)) == list(range(14)), "no share is below 0"
    assert len(said(claim(96.5))) == 136, "86.5, 86.6, … 100"


def test_areas_and_counts_that_could_have_been_said_lie_between_four_fifths_and_five_quarters() -> None:
    assert said(claim(100, unit="districts")) == list(range(80, 126))
    assert said(claim(27000, unit="km2", last_place=1000)) == [1000 * number for number in range(22, 34)]


def test_fractions_that_could_have_been_said_are_those_that_people_say() -> None:
    assert said(claim(50, in_words=True)) == [40, 50, 60]
    # A quarter, three tenths, a third, three eighths and two fifths.
    assert said(claim(33.3, in_words=True)) == [25, 30, 33.3, 37.5, 40]


def test_too_many_figures_are_thinned_evenly_from_end_to_end() -> None:
    figures, number = could_have_been_said(claim(503223, unit="km2"))

    assert number == 629028 - 402579 + 1
    assert len(figures) == 10_000
    assert (float(figures[0]), float(figures[-1])) == (402579, 629028)
    steps = {int(after - before) for before, after in pairwise(figures)}
    assert steps == {22, 23}


def test_coincidence_counts_the_figures_that_some_reading_as_cheap_would_give() -> None:
    # A's own 50 gives 50; with one departure 55 (with B) and 95 (with C), and no other way comes so cheap.
    reckoned = reckon(claim(55), [table(50, 5, 45)])

    assert chance(reckoned).cost == 1
    # Of 45, 46, … 65: 50 and 55.
    assert (chance(reckoned).given, chance(reckoned).could_have_been_said) == (2, 21)
    assert reckoned.coincidence == 2 / 21


def test_a_figure_that_holds_as_stated_is_asked_at_no_departure() -> None:
    reckoned = reckon(claim(50), [table(50, 5, 45)])

    assert (chance(reckoned).cost, chance(reckoned).given) == (0, 1)


def test_a_figure_that_nothing_gives_is_asked_at_three_departures() -> None:
    reckoned = reckon(claim(48), [table(50, 5, 45)])

    assert reckoned.verdict == "no reading"
    assert chance(reckoned).cost == 3
    # Of 38, 39, … 58: 50 (A) and 55 (A and B). What B and C hold is no way of counting A's ground.
    assert chance(reckoned).given == 2


def test_dealing_counts_how_often_the_parts_at_random_explain_as_cheaply() -> None:
    # A must get 20 of 20, 30 and 50: one deal in three.
    as_stated = reckon(claim(20), [table(20, 30, 50)], deals=30_000)
    # A with one more must make 50: A gets 20 and B or C 30, or the other way round, or A gets 50: all deals.
    always = reckon(claim(50), [table(20, 30, 50)])

    assert as_stated.by_dealing == pytest.approx(1 / 3, abs=0.01)
    assert (always.verdict, always.by_dealing) == ("only if", 1)


def test_every_holder_keeps_its_number_of_parts() -> None:
    # B has two parts of four. A gets one: 10, 20, 30 or 40, each as often.
    parts = [Part(name=str(value), holder=holder, value=value) for holder, value in zip("ABBC", (40, 10, 20, 30))]  # noqa: B905
    reckoned = reckon(claim(40), [PartTable(**{**_fields(table()), "parts": tuple(parts)})], deals=30_000)  # type: ignore[arg-type]

    assert reckoned.by_dealing == pytest.approx(1 / 4, abs=0.01)
    dealt = shuffled([0, 1, 1, 2], 1000, np.random.PCG64(7))
    assert {tuple(sorted(deal)) for deal in dealt.tolist()} == {(0, 1, 1, 2)}


def test_deals_are_the_same_on_every_machine_and_differ_by_seed() -> None:
    assert shuffled([0, 1, 2, 3], 3, np.random.PCG64(0)).tolist() == [[3, 2, 1, 0], [2, 3, 0, 1], [3, 0, 2, 1]]
    one, same, other = (reckon(claim(40), [table(40, 25, 20, 15)], seed=seed).by_dealing for seed in (1, 1, 2))

    assert one == same != other


def test_one_deal_or_none_is_enough_to_ask_for() -> None:
    assert reckon(claim(40), [table(40, 60)], deals=1).by_dealing in (0, 1)
    without = reckon(claim(40), [table(40, 60)], deals=0)

    assert without.by_dealing is None
    assert "dealt" not in chance(without).say
    with pytest.raises(WhoholdsError, match="at least 0"):
        reckon(claim(40), [table(40, 60)], deals=-1)


def test_deals_in_batches_are_the_deals_all_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    tables = [table(40, 25, 20, 10, 5)]
    at_once = reckon(claim(45), tables, deals=500).by_dealing
    monkeypatch.setattr("whoholds.reckoning.chance.BATCH", 31)

    assert reckon(claim(45), tables, deals=500).by_dealing == at_once


def test_chance_is_said_in_words() -> None:
    assert chance(reckon(claim(55), [table(50, 5, 45)], deals=1000)).say == (
        "Of the 21 figures between 45 and 65 that could have been said, 2 come out with one departure or none. "
        "When its parts (Surveyors, map of November 2018) are dealt to the holders at random, "
        "the figure comes out so in 662 of 1,000 deals."
    )
    assert "1 comes out as the words go." in chance(reckon(claim(50), [table(50, 5, 45)])).say
    assert "Of 10,000 of the 226,450 figures" in chance(_areas(503223)).say


def _areas(value: float) -> Reckoning:
    areas = PartTable(**{**_fields(table(50, 5, 45)), "unit": "km2"})  # type: ignore[arg-type]
    return reckon(claim(value, unit="km2", kind="area"), [areas], deals=10)


def _fields(table: PartTable) -> dict[str, object]:
    return {name: getattr(table, name) for name in table.__struct_fields__}
