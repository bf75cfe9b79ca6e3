"""The script counts as the reckoning does: every reading of three figures, in a browser, against Python."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest

from whoholds.model import Explanation, Reckoning, Tried
from whoholds.showing import page

EXAMPLE = Path(__file__).parents[3] / "examples/syria-2018-12-11.txt"

pytestmark = pytest.mark.browser

# One way of counting as the script has it, in the order in which Python lists it here.
TRY_ALL = """([number, readings]) => {
  const figure = explorer.figures.find((one) => one.figure === number);
  return readings.map((reading) => {
    const way = wayOf(reading, figure);
    const tried = tryWay(way, figure);
    const back = wayOfFragment(fragmentOf(way, figure), explorer.figures);
    return [tried.value, tried.rounding, tried.holds, tried.gives, tried.departures.map((one) => one.say),
            isSameWay(settle(way, figure), way), back !== null && isSameWay(back.way, way)];
  });
}"""


def in_browser(shown: Any, number: int, reckoning: Reckoning) -> list[Any]:
    readings = [msgspec.to_builtins(one.reading) for one in reckoning.readings]
    found: list[Any] = shown.evaluate(TRY_ALL, [number, readings])
    return found


@pytest.mark.parametrize("at", [0, 1, 2])
def test_every_reading_comes_to_the_same(show: Any, tried: Any, at: int) -> None:
    reckoning = tried.answer.reckonings[at]
    found = in_browser(show(), at + 1, reckoning)
    assert len(found) == reckoning.readings_tried > 60
    for own, other in zip(reckoning.readings, found, strict=True):
        assert other[0] == pytest.approx(own.value, rel=0, abs=1e-9), own.reading
        assert other[1] == pytest.approx(own.rounding, rel=0, abs=1e-9), own.reading
        assert (other[2], other[3]) == (own.holds, own.gives), own.reading
        assert other[4] == [step.say for step in own.departures], own.reading
        assert len(other[4]) == own.cost, own.reading


@pytest.mark.parametrize("at", [0, 1, 2])
def test_every_reading_is_offered_and_survives_its_link(show: Any, tried: Any, at: int) -> None:
    reckoning = tried.answer.reckonings[at]
    found = in_browser(show(), at + 1, reckoning)
    refused = [own.reading for own, other in zip(reckoning.readings, found, strict=True) if other[5:] != [True, True]]
    assert refused == []


@pytest.mark.parametrize("at", [0, 1])
def test_an_explanation_is_said_in_the_same_words(show: Any, tried: Any, at: int) -> None:
    reckoning = tried.answer.reckonings[at]
    said = show().evaluate(
        "n => explorer.figures[n].ways.map((one) => "
        "comesOut(tryWay(wayOf(one, explorer.figures[n]), explorer.figures[n]), explorer.figures[n]))",
        at,
    )
    assert reckoning.explanations
    assert said == [explanation.say for explanation in reckoning.explanations]


def test_the_example_comes_to_the_same_on_the_maps_that_ship(show: Any, tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    from whoholds.atlas import open_atlas
    from whoholds.checking import check
    from whoholds.evidence import ways_by_hand

    atlas = open_atlas(None)
    answer = check(EXAMPLE, atlas=atlas, deals=0)
    ways = ways_by_hand(answer, atlas)
    file = tmp_path / "example.html"
    file.write_text(page(answer, ways=ways), encoding="utf-8")
    shown = show(url=file.as_uri())
    reckonings = [one for one in answer.reckonings if one.figure in ways and one.readings_tried]
    assert len(reckonings) >= 2
    for reckoning in reckonings:
        assert reckoning.figure is not None
        found = in_browser(shown, reckoning.figure + 1, reckoning)
        assert len(found) > 500
        wrong = [
            own.reading
            for own, other in zip(reckoning.readings, found, strict=True)
            if abs(other[0] - own.value) > 1e-9
            or other[2:] != [own.holds, own.gives, [step.say for step in own.departures], True, True]
        ]
        assert wrong == []


def test_ranges_are_those_of_the_reckoning(show: Any, tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    from whoholds.atlas import open_atlas
    from whoholds.checking import check
    from whoholds.evidence import ways_by_hand

    atlas = open_atlas(None)
    answer = check(EXAMPLE, atlas=atlas, deals=0)
    ways = ways_by_hand(answer, atlas)
    file = tmp_path / "example.html"
    file.write_text(page(answer, ways=ways), encoding="utf-8")
    shown = show(url=file.as_uri())
    compared = 0
    for reckoning in answer.reckonings:
        if reckoning.figure not in ways or not reckoning.readings_tried:
            continue
        told: list[Tried | Explanation] = [
            *reckoning.in_range,
            *reckoning.by_source,
            *reckoning.at_least_holds,
            *reckoning.explanations,
        ]
        found = shown.evaluate(
            "([number, readings]) => { const figure = explorer.figures.find((one) => one.figure === number);"
            " return readings.map((one) => tryWay(wayOf(one, figure), figure).range); }",
            [reckoning.figure + 1, [msgspec.to_builtins(one.reading) for one in told]],
        )
        for own, other in zip(told, found, strict=True):
            assert (other is None) == (own.range is None)
            if own.range is not None:
                compared += 1
                assert other == pytest.approx(list(own.range), abs=2e-6), own.reading
    assert compared > 10


def test_numbers_are_printed_as_python_prints_them(show: Any) -> None:
    from whoholds.reckoning import saying

    values = [0.0, 0.125, 0.375, 2.675, 1.005, 97.4, 99.995, 9999.995, 10000.5, 10001.5, 1234567.0, 59.6, -0.001]
    found = show().evaluate("values => values.map((value) => amount(value, '{}%'))", values)
    assert found == [saying.amount(value, "percent") for value in values]
