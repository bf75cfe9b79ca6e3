"""The page in a real browser: what it asks for, what it shows, and who can read it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import resources
from pathlib import Path
from typing import Any

import pytest

from whoholds.model import Answer
from whoholds.showing.page import page

OPEN_ALL = "document.querySelectorAll('details').forEach(d => d.open = true)"
# Texts from every part of the page that a reader must be able to reach.
CONTENTS = (
    "640 Villages",
    "It comes out at 96.7%",
    "Every way of counting that was tried",
    "Readings in the order of their value",
    "The Harbour Union and the Border Force are left out",
    "And the flood took half of the roads",
    "Help us to keep counting.",
    "A ring of 40 km is 5,027",
    "the shares add up to 99.0",
    "Atlas Desk",
)

pytestmark = pytest.mark.browser


@pytest.fixture
def file(answer: Answer, tmp_path: Path) -> str:
    path = tmp_path / "answer.html"
    path.write_text(page(answer), encoding="utf-8")
    return path.as_uri()


@pytest.fixture
def show(browser: Any, file: str) -> Iterator[Callable[..., Any]]:
    contexts = []

    def open_page(*, width: int = 1280, url: str = file, **options: Any) -> Any:
        context = browser.new_context(viewport={"width": width, "height": 900}, **options)
        contexts.append(context)
        shown = context.new_page()
        shown.goto(url)
        return shown

    yield open_page
    for context in contexts:
        context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
def test_axe_finds_no_violations(show: Callable[..., Any], width: int, scheme: str) -> None:
    # The page forbids all scripts, so the browser must set its policy aside to run axe, and the test opens the details.
    shown = show(width=width, color_scheme=scheme, bypass_csp=True)
    shown.evaluate(OPEN_ALL)
    axe = resources.files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
    shown.evaluate(axe)
    found = shown.evaluate("axe.run(document, {resultTypes: ['violations']})")
    assert [(v["id"], [n["html"] for n in v["nodes"]][:3]) for v in found["violations"]] == []
    assert len(found["passes"]) > 20


def test_asks_for_nothing_and_says_nothing_on_the_console(browser: Any, file: str) -> None:
    context = browser.new_context()
    shown = context.new_page()
    requests: list[str] = []
    said: list[str] = []
    shown.on("request", lambda request: requests.append(request.url))
    shown.on("console", lambda message: said.append(message.text))
    shown.on("pageerror", lambda error: said.append(str(error)))
    shown.goto(file)
    shown.wait_for_load_state("networkidle")
    context.close()
    assert [url for url in requests if not url.startswith("data:")] == [file]
    assert said == []


@pytest.mark.parametrize("width", [360, 1280])
def test_the_page_does_not_scroll_sideways(show: Callable[..., Any], width: int) -> None:
    shown = show(width=width)
    shown.evaluate(OPEN_ALL)
    assert shown.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [400, 1280])
def test_the_curve_shows_what_gives_the_figure_first(show: Callable[..., Any], width: int) -> None:
    shown = show(width=width, java_script_enabled=False)
    scroller = shown.locator(".drawing .scroll").first
    scroller.scroll_into_view_if_needed()
    is_narrow = scroller.evaluate("s => s.scrollWidth > s.clientWidth")
    assert is_narrow == (width == 400)
    assert shown.get_by_text("Scroll sideways to see all readings.").first.is_visible() == is_narrow
    # The first reading that gives the figure stands to the right of the labels, which stay where they are.
    inside = "e => { const b = e.getBoundingClientRect(); return [b.left, b.right]; }"
    left, right = scroller.evaluate(inside)
    labels = shown.locator(".curve.labels").first.evaluate(inside)
    at = shown.locator(".drawn .at").first.evaluate(inside)
    assert left <= labels[0] < labels[1] <= at[0] <= right


def test_long_words_do_not_make_the_page_scroll_sideways(
    show: Callable[..., Any], build_report: Callable[..., Any], build_answer: Callable[..., Answer], tmp_path: Path
) -> None:
    word = "Llanfair" * 40
    thread = [{"id": n, "parent": n - 1 or None, "author": word, "text": word, "depth": n - 1} for n in range(1, 30)]
    import msgspec

    from whoholds.model import Comment, Report

    report: Report = build_report(headline=word, site=word, thread=tuple(msgspec.convert(c, Comment) for c in thread))
    path = tmp_path / "long.html"
    path.write_text(page(build_answer(report)), encoding="utf-8")
    shown = show(width=360, url=path.as_uri())
    shown.evaluate(OPEN_ALL)
    assert shown.evaluate("document.documentElement.scrollWidth") <= 360


def test_tab_reaches_the_skip_link_the_figures_and_their_summaries(show: Callable[..., Any]) -> None:
    shown = show()
    reached = []
    for _ in range(80):
        shown.keyboard.press("Tab")
        reached.append(shown.evaluate("document.activeElement.className + ' ' + document.activeElement.tagName"))
    assert reached[0].startswith("skip")
    assert any(one.startswith("fig ") for one in reached)
    assert sum(one.endswith("SUMMARY") for one in reached) >= 4
    assert any(one.startswith("scroll ") for one in reached)


def test_enter_opens_a_figure(show: Callable[..., Any]) -> None:
    shown = show()
    summary = shown.locator("details.figure:not([open]) > summary").last
    details = summary.locator("..")
    handle = details.element_handle()
    summary.focus()
    shown.keyboard.press("Enter")
    assert handle.evaluate("d => d.open")


def test_a_marked_figure_opens_its_reckoning_without_scripts(show: Callable[..., Any]) -> None:
    shown = show(java_script_enabled=False)
    shown.locator("#mark-8").click()
    assert shown.locator("#figure-8").is_visible()
    assert shown.locator("#figure-8").get_by_text("It comes out as it stands").is_visible()


def test_all_is_there_without_scripts(show: Callable[..., Any]) -> None:
    shown = show(java_script_enabled=False)
    text = shown.locator("body").text_content()
    assert [words for words in CONTENTS if words not in text] == []
    assert shown.locator("svg.curve").first.is_visible()


def test_print_shows_what_is_folded_away(show: Callable[..., Any]) -> None:
    shown = show()
    folded = shown.locator("details:not([open])").count()
    assert folded >= 4
    shown.emulate_media(media="print")
    for words in (
        "It comes out as it stands",
        "And the flood took half of the roads",
        "No way of counting that was tried",
    ):
        # The browser lays out anew for print when it comes to it, so this waits until it has.
        found = "[...document.querySelectorAll('p')].filter(p => p.textContent.includes(w))"
        seen = "p.checkVisibility({contentVisibilityAuto: true}) && p.getBoundingClientRect().height > 5"
        shown.wait_for_function(f"w => {found}.some(p => {seen})", arg=words, timeout=10_000)
