"""The map in the panel: a copy of the page's own, in which the ground that counts stays in colour."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("shapely")
pytest.importorskip("pyarrow")

import shapely

from whoholds.atlas.boundaries import open_boundaries
from whoholds.atlas.faces import cut_base, cut_layer
from whoholds.atlas.ground_from_points import Ground
from whoholds.evidence import MapOfAnswer
from whoholds.model import Answer, Claim, Evidence, Figure, Part, PartTable, Report, Status
from whoholds.reckoning import by_hand, reckon
from whoholds.showing import page

pytestmark = pytest.mark.browser

PAPERS = Evidence(source="Front Watch", as_of="2018-12-11", kind="polygons")
CLASSES = """() => Object.fromEntries(
  [...document.querySelectorAll('.try-map [data-part=ground] path[data-status]')]
    .map((path) => [path.dataset.holder ?? path.dataset.status, path.getAttribute('class')]))"""


@pytest.fixture
def mapped(tmp_path: Path) -> str:
    """Luxembourg: the North's above 49.9 degrees, the South's below 49.7, and between them contested ground."""
    outline = open_boundaries().boundary("LUX").geometry
    bands: tuple[tuple[str, str | None, Status, float, float], ...] = (
        ("North", "North", "controlled", 49.9, 51),
        ("South", "South", "controlled", 49, 49.7),
        ("Between", None, "contested", 49.7, 49.9),
    )
    grounds = [
        Ground(name=name, holder=holder, status=status, geometry=shapely.intersection(outline, shapely.box(5, a, 7, b)))
        for name, holder, status, a, b in bands
    ]
    faces = cut_layer("LUX", PAPERS, "2018-12-11", grounds, cut_base({"": outline}))
    parts = (*(Part(name=name, holder=name, value=value) for name, value in (("North", 1000.0), ("South", 1100.0))),
             Part(name="Between", status="contested", value=486.0))  # fmt: skip
    table = PartTable(
        evidence=PAPERS, place="LUX", measure="area", unit="km2", day="2018-12-11", parts=parts, total=2586.0
    )
    claim = Claim(value=60.0, holders=("North",), on="2018-12-11", place="LUX")
    text = "The North holds 60% of Luxembourg."
    figure = Figure(quote="60%", span=(16, 19), value=60.0, kind="share", unit="percent", where="body", paragraph=0)
    answer = Answer(
        report=Report(headline="A claim", paragraphs=(text,), figures=(figure,)),
        reckonings=(reckon(claim, [table], figure=0, deals=0),),
        checks=(),
    )
    laid = by_hand(claim, [table])
    assert laid is not None
    drawn = MapOfAnswer(faces=faces, country="Luxembourg", capital="Luxembourg", asked="2018-12-11")
    path = tmp_path / "mapped.html"
    path.write_text(page(answer, maps=[drawn], ways={0: laid}), encoding="utf-8")
    return path.as_uri()


def test_ground_that_counts_stays_in_colour(show: Any, mapped: str) -> None:
    shown = show(url=mapped)
    panel = shown.locator("[data-explorer='1']")
    assert panel.locator(".try-map svg").is_visible()
    assert shown.evaluate(CLASSES) == {"North": "counted", "South": "pale", "contested": "pale"}
    panel.locator(".try-side", has_text="South").locator("input").check()
    assert shown.evaluate(CLASSES) == {"North": "counted", "South": "counted", "contested": "pale"}
    panel.get_by_label("half of it").check()
    assert shown.evaluate(CLASSES)["contested"] == "half"
    panel.get_by_label("counted with them").check()
    assert shown.evaluate(CLASSES)["contested"] == "counted"
    assert "Front Watch, 11 December 2018" in panel.locator(".try-map + figcaption").text_content()


def test_switches_have_the_colours_of_the_map(show: Any, mapped: str) -> None:
    shown = show(url=mapped)
    same = shown.evaluate(
        "() => [...document.querySelectorAll('.try-side')].map((side) => side.querySelector('.try-swatch')"
        ".style.getPropertyValue('--side') === document.querySelector("
        "`.try-map path[data-holder='${side.querySelector('bdi').textContent}']`).getAttribute('fill'))"
    )
    assert same == [True, True]


def test_the_copy_has_ids_of_its_own(show: Any, mapped: str) -> None:
    shown = show(url=mapped)
    ids = shown.evaluate("() => [...document.querySelectorAll('[id]')].map((one) => one.id)")
    assert len(ids) == len(set(ids))
    assert shown.locator(".try-map pattern").count() > 0
    broken = shown.evaluate(
        "() => [...document.querySelectorAll('.try-map [fill^=url]')].filter("
        "(one) => !document.getElementById(one.getAttribute('fill').slice(5, -1))).length"
    )
    assert broken == 0
