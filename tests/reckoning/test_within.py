"""Holders that one source counts together and another apart: what the whole holds, and what a part of it holds."""

from __future__ import annotations

from typing import Any

from whoholds.model import Claim, Evidence, Part, PartTable
from whoholds.reckoning import reckon

REBELS: dict[str, tuple[str, ...]] = {"Rebels": ("Coast", "Hills", "Port")}


def table(source: str = "Surveyors", total: float = 100.0, **shares: float) -> PartTable:
    """Return a table of shares: the holders' percentages by name."""
    parts = tuple(Part(name=name, holder=name, value=value) for name, value in shares.items())
    papers = Evidence(source=source, as_of="2018-11")
    return PartTable(
        evidence=papers, place="NWH", measure="area", unit="percent", day="2018-11-30", parts=parts, total=total
    )


def claim(value: float, holder: str, **changes: Any) -> Claim:
    return Claim(value=value, holders=(holder,), blocs=REBELS, on="2018-12-11", place="NWH", **changes)


COARSE = table(Army=60, Rebels=40)
FINE = table("Observers", Army=60, Coast=25, Hills=12, Port=3)


def test_the_rebels_are_all_of_them_where_a_table_tells_them_apart() -> None:
    coarse, fine = reckon(claim(40, "Rebels"), [COARSE]), reckon(claim(40, "Rebels"), [FINE])

    assert (coarse.verdict, fine.verdict) == ("as stated", "as stated")
    assert fine.literal is not None
    assert (fine.literal.value, fine.literal.reading.counted, fine.literal.cost) == (40, ("Coast", "Hills", "Port"), 0)
    assert "land held by Rebels comes to 40% (Surveyors" in coarse.say
    assert "land held by Rebels (there Coast, Hills and Port) comes to 40% (Observers" in fine.say


def test_a_part_of_the_rebels_does_not_hold_what_all_of_them_hold() -> None:
    reckoned = reckon(claim(40, "Coast"), [COARSE])

    assert reckoned.verdict == "cannot tell", "no figure rather than a wrong one"
    assert "They count Coast with Rebels, and that is no answer for a part of it." in reckoned.say
    assert reckon(claim(25, "Coast"), [COARSE, FINE]).verdict == "as stated"


def test_adding_the_rebels_is_one_departure_on_either_table() -> None:
    for each in (COARSE, FINE):
        (explanation,) = reckon(claim(100, "Army"), [each]).explanations
        assert len(explanation.departures) == 1
        assert explanation.departures[0].to == "Rebels"


def test_all_but_the_rebels_leaves_all_of_them_out() -> None:
    tribes = table("Observers", Army=60, Coast=15, Hills=12, Port=3, Tribes=10)

    (explanation,) = reckon(claim(70, "Army", enemies=("Rebels",)), [tribes]).explanations

    assert explanation.say.startswith("comes out at 70% if all land not held by Coast, Hills and Port is counted")
    assert len(explanation.departures) == 1


def test_a_table_that_names_some_of_them_and_leaves_much_unsaid_does_not_know_the_rebels() -> None:
    assert reckon(claim(25, "Rebels"), [table(Army=60, Coast=25)]).verdict == "cannot tell"
    # A complete table that names none but the Coast says that the others hold nothing.
    assert reckon(claim(40, "Rebels"), [table(Army=60, Coast=40)]).verdict == "as stated"


def test_a_table_with_the_rebels_and_some_of_them_apart_counts_both() -> None:
    reckoned = reckon(claim(40, "Rebels"), [table(Army=60, Rebels=37, Port=3)])

    assert reckoned.literal is not None
    assert (reckoned.literal.value, reckoned.literal.reading.counted) == (40, ("Port", "Rebels"))


def test_a_bloc_may_have_a_holder_that_is_told_apart() -> None:
    blocs = {**REBELS, "the alliance": ("Army", "Rebels")}
    everybody = table(Army=50, Coast=25, Hills=12, Port=3, Tribes=10)

    reckoned = reckon(Claim(value=100, holders=("Tribes",), blocs=blocs, on="2018-12-11", place="NWH"), [everybody])

    assert [step.to for step in reckoned.explanations[0].departures] == ["the alliance"]
