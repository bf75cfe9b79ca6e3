"""The map on the page of an answer: drawn once, beside its table, and in full size without a script."""

from __future__ import annotations

from importlib import resources
from pathlib import Path
from typing import Any

import lxml.html
import pytest

pytest.importorskip("shapely")
pytest.importorskip("pyarrow")

import shapely

from whoholds.atlas.boundaries import open_boundaries
from whoholds.atlas.faces import Faces, cut_base, cut_layer
from whoholds.atlas.ground_from_points import Ground
from whoholds.evidence import MapOfAnswer
from whoholds.model import Answer, Claim, Evidence, Figure, Part, PartTable, Report
from whoholds.reckoning import reckon
from whoholds.showing import page

PAPERS = Evidence(source="Front Watch", as_of="2018-12-11", licence="CC BY 4.0", kind="polygons")
OPEN_ALL = "document.querySelectorAll('details').forEach(d => d.open = true)"


@pytest.fixture(scope="module")
def drawn(faces: Faces) -> MapOfAnswer:
    return MapOfAnswer(faces=faces, country="Luxembourg", capital="Luxembourg", asked="2018-12-12")


@pytest.fixture(scope="module")
def faces() -> Faces:
    """Luxembourg, of which the North has all above 49.8 degrees."""
    outline = open_boundaries().boundary("LUX").geometry
    grounds = [
        Ground(name=name, holder=name, status="controlled", geometry=shapely.intersection(outline, land))
        for name, land in (("North", shapely.box(5, 49.8, 7, 51)), ("South", shapely.box(5, 49, 7, 49.8)))
    ]
    return cut_layer("LUX", PAPERS, "2018-12-11", grounds, cut_base({"": outline}))


@pytest.fixture(scope="module")
def mapped() -> Answer:
    """Two figures that were reckoned on the map, and one that was not."""
    text = "The North holds 60% of Luxembourg, the South 30%, and 5% is lost."

    def figure(quote: str, value: float) -> Figure:
        start = text.index(quote)
        return Figure(
            quote=quote, span=(start, start + len(quote)), value=value, kind="share", unit="percent",
            relation="holds", where="body", paragraph=0,
        )  # fmt: skip

    parts = tuple(Part(name=name, holder=name, value=value) for name, value in (("North", 1200), ("South", 1386)))
    table = PartTable(
        evidence=PAPERS, place="LUX", measure="area", unit="km2", day="2018-12-11", parts=parts, total=2586
    )
    published = PartTable(
        evidence=Evidence(source="Surveyors", as_of="2018-11"), place="LUX", measure="area", unit="percent",
        day="2018-11-30", parts=(Part(name="East", holder="East", value=5),), total=100,
    )  # fmt: skip
    figures = (figure("60%", 60), figure("30%", 30), figure("5%", 5))
    reckonings = tuple(
        reckon(Claim(value=value, holders=(holder,), on="2018-12-11", place="LUX"), [table, published], figure=at)
        for at, (holder, value) in enumerate([("North", 60.0), ("South", 30.0), ("East", 5.0)])
    )
    return Answer(
        report=Report(headline="A claim", paragraphs=(text,), figures=figures), reckonings=reckonings, checks=()
    )


@pytest.fixture(scope="module")
def root(mapped: Answer, drawn: MapOfAnswer) -> Any:
    return lxml.html.document_fromstring(page(mapped, maps=[drawn]))


def test_the_map_is_drawn_once_with_its_table(root: Any, faces: Faces) -> None:
    (shown,) = root.xpath("//section[@id='maps']//figure")
    assert shown.get("id") == "map-1"
    assert shown.xpath(".//svg")
    rows = [
        [cell.text_content() for cell in row.xpath("./th|./td")]
        for row in root.xpath("//section[@id='maps']//tbody/tr")
    ]
    areas = {face.name: face.area_km2 for face in faces.faces if face.holder}
    assert {row[0]: row[2] for row in rows if row[0] in areas} == {name: f"{km2:,.0f}" for name, km2 in areas.items()}
    assert "Front Watch, as of 11 December 2018" in shown.text_content()
    assert "The newest layer of this source by 12 December 2018." in shown.text_content()


def test_every_figure_that_was_reckoned_on_it_leads_to_the_map(root: Any) -> None:
    led = [
        figure.xpath(".//q")[0].text_content()
        for figure in root.xpath("//details[contains(@class, 'figure')]")
        if figure.xpath(".//a[@href='#map-1']")
    ]
    assert led == ["60%", "30%"]
    assert root.xpath("//nav//a[@href='#maps']")


def test_the_page_stays_whole_with_a_map(root: Any) -> None:
    ids = [str(value) for value in root.xpath("//@id")]
    assert len(ids) == len(set(ids))
    assert {str(to)[1:] for to in root.xpath("//a/@href") if str(to).startswith("#")} <= set(ids)
    assert root.xpath("//script|//iframe|//img|//object|//form") == []
    assert not any("//" in str(to) for to in root.xpath("//svg//@href"))


def test_without_a_map_nothing_of_maps_is_on_the_page(mapped: Answer) -> None:
    text = page(mapped)
    assert 'id="maps"' not in text and "map-paper" not in text and "#map-" not in text


@pytest.fixture
def file(mapped: Answer, drawn: MapOfAnswer, tmp_path: Path) -> str:
    path = tmp_path / "answer.html"
    path.write_text(page(mapped, maps=[drawn]), encoding="utf-8")
    return path.as_uri()


@pytest.mark.browser
def test_a_click_shows_the_full_size_without_scripts(browser: Any, file: str) -> None:
    context = browser.new_context(viewport={"width": 700, "height": 600}, java_script_enabled=False)
    shown = context.new_page()
    shown.goto(file)
    small = shown.locator("#map-1 svg:visible").bounding_box()
    shown.get_by_role("link", name="Full size").click()
    large = shown.locator("#map-1 svg:visible").bounding_box()
    assert large["width"] > small["width"]
    shown.get_by_role("link", name="Close the full size").click()
    assert shown.locator("#map-1 svg:visible").bounding_box()["width"] == small["width"]
    context.close()


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_page_with_a_map_can_be_read_by_all(browser: Any, file: str, scheme: Any) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 800}, color_scheme=scheme, bypass_csp=True)
    shown = context.new_page()
    shown.goto(file)
    shown.evaluate(OPEN_ALL)
    assert shown.evaluate("document.documentElement.scrollWidth") <= 360
    shown.evaluate(resources.files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8"))
    found = shown.evaluate("axe.run(document, {resultTypes: ['violations']})")
    assert [(v["id"], [n["html"][:200] for n in v["nodes"]][:3]) for v in found["violations"]] == []
    context.close()


@pytest.mark.browser
def test_a_page_with_a_map_asks_for_nothing(browser: Any, file: str) -> None:
    context = browser.new_context()
    shown = context.new_page()
    requests: list[str] = []
    said: list[str] = []
    shown.on("request", lambda request: requests.append(request.url))
    shown.on("console", lambda message: said.append(message.text))
    shown.goto(file)
    shown.wait_for_load_state("networkidle")
    context.close()
    assert [url for url in requests if not url.startswith("data:")] == [file]
    assert said == []
