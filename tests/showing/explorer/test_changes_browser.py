"""What changed hands between two dates, in the panel: the script counts as the reckoning does, and links name both."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest

from whoholds.model import Answer, Claim, Evidence, Figure, Part, PartTable, Reckoning, Report, Status
from whoholds.reckoning import by_hand, reckon
from whoholds.showing import page

pytestmark = pytest.mark.browser

TEXT = "The army took 4,100 sq km this year, the rebels lost 5.2% of Vardia, and the army gained 7%."
QUOTES = ("4,100 sq km", "5.2%", "7%")

TRY_ALL = """([number, readings]) => {
  const figure = explorer.figures.find((one) => one.figure === number);
  return readings.map((reading) => {
    const way = wayOf(reading, figure);
    const tried = tryWay(way, figure);
    const back = wayOfFragment(fragmentOf(way, figure), explorer.figures);
    return [tried.value, tried.rounding, tried.holds, tried.gives, tried.departures.map((one) => one.say),
            isSameWay(settle(way, figure), way), back !== null && isSameWay(back.way, way),
            comesOut(tried, figure)];
  });
}"""


def table(as_of: str, *rows: tuple[str | None, Status, float, float], **fields: Any) -> PartTable:
    given: dict[str, Any] = {"measure": "area", "unit": "percent", "total": 100.0, **fields}
    source, kind = given.pop("source", "Observatory"), given.pop("kind", "shares")
    parts = tuple(
        Part(name=name or "mixed", holder=name, status=status, value=value, rounding=rounding)
        for name, status, value, rounding in rows
    )
    return PartTable(
        evidence=Evidence(source=source, as_of=as_of, kind=kind), place="VAR", day=as_of, parts=parts, **given
    )


def make_tables() -> tuple[PartTable, ...]:
    """Shares of three days, with contested ground and influence on some of them, and a map of two days."""
    maps: dict[str, Any] = {"unit": "km2", "kind": "polygons", "source": "Front Watch", "total": 66000.0}
    return (
        table("2020-12-31", ("Army", "controlled", 51.3, 0.05), ("North", "controlled", 27.45, 0.05),
              ("East", "controlled", 12.1, 0.05), ("Port", "controlled", 5.0, 0.05), ("North", "influence", 1.7, 0.05),
              ("Army", "contested", 0.9, 0.05)),
        table("2021-01-20", ("Army", "controlled", 52.0, 0.5), ("North", "controlled", 28, 0.5),
              ("East", "controlled", 12, 0.5), ("Port", "controlled", 5, 0.5)),
        table("2021-11-30", ("Army", "controlled", 58.3, 0.05), ("North", "controlled", 21.45, 0.05),
              ("East", "controlled", 9.1, 0.05), ("Army", "contested", 1.2, 0.05), ("North", "influence", 2.2, 0.05),
              ("East", "unknown", 1.1, 0.05), (None, "contested", 2.0, 0.05)),
        table("2020-12-20", ("Army", "controlled", 37130.4387, 0), ("North", "controlled", 18873.1, 0),
              ("East", "controlled", 7120.75, 0), ("Port", "controlled", 2100.03125, 0), **maps),
        table("2021-12-02", ("Army", "controlled", 41231.43871, 0), ("North", "controlled", 15873.1, 0),
              ("East", "controlled", 6120.75, 0), ("Port", "controlled", 1800.03125, 0),
              (None, "contested", 731.5, 0), **maps),
    )  # fmt: skip


@pytest.fixture(scope="module")
def reckonings() -> tuple[Reckoning, ...]:
    shared: dict[str, Any] = {"on": "2021-12-11", "place": "VAR", "since": "2021-01-01"}
    shared["blocs"] = {"Rebels": ("North", "East")}
    claims = (
        Claim(value=4100, unit="km2", kind="area", relation="gained", holders=("Army",), enemies=("Port",), **shared),
        Claim(value=5.2, relation="lost", holders=("Rebels",), **shared),
        Claim(value=7, relation="gained", holders=("Army",), enemies=("North", "East"), **shared),
    )
    return tuple(reckon(claim, make_tables(), figure=at, deals=10) for at, claim in enumerate(claims))


@pytest.fixture
def shown(show: Any, reckonings: tuple[Reckoning, ...], tmp_path: Path) -> Any:
    figures = tuple(
        Figure(
            quote=quote,
            span=(TEXT.index(quote), TEXT.index(quote) + len(quote)),
            value=reckoning.claim.value,
            kind="area" if reckoning.claim.unit == "km2" else "share",
            unit=reckoning.claim.unit,
            where="body",
            paragraph=0,
        )
        for quote, reckoning in zip(QUOTES, reckonings, strict=True)
        if reckoning.claim
    )
    ways = {}
    for at, reckoning in enumerate(reckonings):
        assert reckoning.claim is not None
        laid = by_hand(reckoning.claim, make_tables())
        assert laid is not None
        ways[at] = laid
    answer = Answer(report=Report(paragraphs=(TEXT,), figures=figures), reckonings=reckonings, checks=())
    file = tmp_path / "changes.html"
    file.write_text(page(answer, ways=ways), encoding="utf-8")
    return show(url=file.as_uri())


@pytest.mark.parametrize("at", [0, 1, 2])
def test_every_change_comes_to_the_same(shown: Any, reckonings: tuple[Reckoning, ...], at: int) -> None:
    reckoning = reckonings[at]
    flows = {tried.reading.flow for tried in reckoning.readings}
    assert flows == ({"lost"} if at == 1 else {"gained", "held"})

    found = shown.evaluate(TRY_ALL, [at + 1, [msgspec.to_builtins(one.reading) for one in reckoning.readings]])

    assert len(found) == reckoning.readings_tried > 60
    for own, other in zip(reckoning.readings, found, strict=True):
        assert other[0] == pytest.approx(own.value, rel=0, abs=1e-9), own.reading
        assert other[1] == pytest.approx(own.rounding, rel=0, abs=1e-9), own.reading
        assert (other[2], other[3]) == (own.holds, own.gives), own.reading
        assert other[4] == [step.say for step in own.departures], own.reading
        assert other[5:7] == [True, True], own.reading
    says = {str(other[7]) for other in found}
    assert {explanation.say for explanation in reckoning.explanations} <= says


def test_a_side_shows_by_how_much_it_grew(shown: Any) -> None:
    shown.locator("details", has=shown.locator("[data-explorer='1']")).first.evaluate("one => { one.open = true; }")
    sides = shown.locator("[data-explorer='1'] .try-side").all_inner_texts()
    assert "Army +4,101 km²" in " | ".join(" ".join(side.split()) for side in sides)
    assert any("-3,000 km²" in side for side in sides)


def test_a_link_names_both_dates(shown: Any) -> None:
    fragment = shown.evaluate("fragmentOf(literalWay(explorer.figures[0]), explorer.figures[0])")
    assert "date=2021-12-02&since=2020-12-20" in fragment
    named = "one => explorer.figures[0].tables[wayOfFragment(one, explorer.figures).way.table].paper.since"
    assert shown.evaluate(named, fragment) == "2020-12-20"
    # Without the earlier date it is the map of that day alone, and a date that the page does not have is nothing.
    assert shown.evaluate(named, fragment.replace("&since=2020-12-20", "")) is None
    other = fragment.replace("2020-12-20", "2020-12-21")
    assert shown.evaluate("one => wayOfFragment(one, explorer.figures)", other) is None
