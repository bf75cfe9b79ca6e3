"""A map in a page: two pictures of it, a table, and its full size without a script, in a real browser."""

from __future__ import annotations

import os
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Environment, PackageLoader, StrictUndefined

from whoholds.atlas.faces import Faces
from whoholds.showing.maps import MapPicture, Surroundings, map_for_page, map_style

CHROMIUM = Path("/usr/bin/chromium")
ARGS = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,"><title>A map</title><style>{{ style|safe }}</style></head>
<body><main class="measure"><h1>A map</h1>
{% from "map.html" import shown_map %}{{ shown_map(map) }}</main></body></html>"""


@pytest.fixture(scope="module")
def map_picture(faces: Faces, around: Surroundings) -> MapPicture:
    return map_for_page(faces, around, key="map-7")


@pytest.fixture(scope="module")
def file(map_picture: MapPicture, tmp_path_factory: pytest.TempPathFactory) -> str:
    environment = Environment(
        loader=PackageLoader("whoholds.showing"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    style = resources.files("whoholds.showing").joinpath("style.css").read_text("utf-8") + map_style()
    path = tmp_path_factory.mktemp("page") / "page.html"
    path.write_text(environment.from_string(PAGE).render(map=map_picture, style=style), encoding="utf-8")
    return path.as_uri()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    if not CHROMIUM.exists():
        if os.environ.get("CI"):
            pytest.fail(f"{CHROMIUM} is missing. Install it: apt-get install chromium")
        pytest.skip(f"{CHROMIUM} is missing. Install it: apt-get install chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=str(CHROMIUM), args=ARGS)
        yield opened
        opened.close()


def test_both_pictures_are_small_and_have_ids_of_their_own(map_picture: MapPicture) -> None:
    assert len(map_picture.svg.encode()) + len(map_picture.small.encode()) < 120_000
    assert 'id="map-7-title"' in map_picture.svg
    assert 'id="map-7-small-title"' in map_picture.small
    assert "@font-face" not in map_picture.svg + map_picture.small
    assert ("South", "25.0%", "24,617") in map_picture.rows


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("place", ["", "#map-7-full"])
def test_axe_finds_nothing(browser: Any, file: str, width: int, scheme: str, place: str) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 800},
        color_scheme=scheme,
        bypass_csp=True,  # for axe alone
    )
    shown = context.new_page()
    shown.goto(file + place)
    shown.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    axe = resources.files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
    shown.evaluate(axe)
    found = shown.evaluate("axe.run(document, {resultTypes: ['violations']})")
    context.close()
    assert [(v["id"], [n["html"] for n in v["nodes"]][:3]) for v in found["violations"]] == []


@pytest.mark.browser
def test_full_size_opens_and_closes_by_keyboard(browser: Any, file: str) -> None:
    context = browser.new_context(viewport={"width": 800, "height": 700}, java_script_enabled=True)
    shown = context.new_page()
    said: list[str] = []
    shown.on("console", lambda message: said.append(message.text))
    shown.goto(file)
    full = "document.querySelector('#map-7-full').getBoundingClientRect()"
    before = shown.evaluate(f"{full}.height")
    shown.locator(".map-open").focus()
    shown.keyboard.press("Enter")
    assert shown.url.endswith("#map-7-full")
    assert shown.evaluate(f"[{full}.top, {full}.left, {full}.height]") == [0, 0, 700]
    assert shown.locator(".map-wide svg").bounding_box()["width"] >= 960
    shown.keyboard.press("Tab")
    assert shown.evaluate("document.activeElement.className") == "map-close"
    shown.keyboard.press("Enter")
    assert shown.evaluate(f"{full}.height") == before
    context.close()
    assert said == []


@pytest.mark.browser
@pytest.mark.parametrize(("width", "wide", "narrow"), [(1280, True, False), (360, False, True)])
def test_a_phone_gets_the_picture_that_is_made_for_it(
    browser: Any, file: str, width: int, wide: bool, narrow: bool
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800})
    shown = context.new_page()
    shown.goto(file)
    assert shown.locator(".map-wide svg").is_visible() == wide
    assert shown.locator(".map-narrow svg").is_visible() == narrow
    assert shown.evaluate("document.documentElement.scrollWidth") <= width
    context.close()
