"""A notebook shows an answer and a reckoning as the page does: in a frame that leaks nothing, the explorer included."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from importlib import resources
from pathlib import Path
from typing import Any

import pytest

import whoholds
from whoholds.errors import WhoholdsError
from whoholds.model import Answer, Claim, Reckoning, Report
from whoholds.showing import in_notebook
from whoholds.showing.page import page

ROWS = [("Government", 59.6), ("SDF", 27.5), ("Opposition", 10.3), ("ISIS", 2.55)]
PAPERS: dict[str, Any] = {
    "source": "Atlas of Nowhere", "as_of": "2018-11", "place": "NWH", "measure": "area", "unit": "percent",
}  # fmt: skip
HOSTILE = "'\"></iframe><script>alert(1)</script>&quot;"
# A cell of a notebook, with styles of its own that must not get in.
STYLE = "* {{ color: rgb(255, 0, 0) !important }}"
CELL = f"<!DOCTYPE html><title>Cell</title><style>{STYLE}</style><p>before</p>{{}}<p>after</p>"


def reckoned() -> Reckoning:
    return whoholds.reckon("more than 96.5%", ROWS, holder="Government", on="2018-12-11", enemies="ISIS", **PAPERS)


def inside(shown: str) -> str:
    """The page in a frame."""
    found = re.fullmatch(r"<iframe [^>]*\bsrcdoc=\"([^\"]*)\"></iframe>", shown)
    assert found
    return html.unescape(found[1])


def test_an_answer_is_its_page(answer: Answer) -> None:
    shown = answer._repr_mimebundle_()
    assert inside(shown["text/html"]) == page(answer, embedded=True)
    lines = shown["text/plain"].splitlines()
    assert len(lines) == len(answer.reckonings)
    assert lines[1].startswith("2 “more than 96.5%” only if: The words do not come out as they stand")


def test_a_reckoning_is_its_figure_alone() -> None:
    reckoning = reckoned()
    shown = reckoning._repr_mimebundle_()
    text = inside(shown["text/html"])
    assert shown["text/plain"] == f"only if: {reckoning.say}"
    assert "“at least 96.5%”" in re.sub(r"<q[^>]*>(.*?)</q>", r"“\1”", text)
    assert "share of area, held by Government, of the whole country, as of 11 December 2018" in text
    assert "Every way of counting that was tried" in text
    for absent in ("The report, with its figures marked", "What came out", "#mark-", "<script"):
        assert absent not in text


def test_what_cannot_be_told_is_shown_too() -> None:
    for reckoning in (
        Reckoning(verdict="cannot tell", say="The page gives no date."),
        whoholds.reckon(Claim(value=5), []),
    ):
        assert reckoning.say in inside(reckoning._repr_mimebundle_()["text/html"]).replace("&#39;", "'")


def test_hostile_text_stays_in_the_frame(build_reckoning: Callable[..., Reckoning]) -> None:
    shown = in_notebook(build_reckoning(1, say=HOSTILE))["text/html"]
    assert "alert(1)&lt;/script" in inside(shown)
    answer = Answer(report=Report(headline=HOSTILE), reckonings=(), checks=())
    assert shown.count("<") == in_notebook(answer)["text/html"].count("<") == 2


def test_show_needs_what_the_reckoning_was_made_on() -> None:
    with_tables = whoholds.show(reckoned(), ROWS, **PAPERS)
    assert "explorer-data" in inside(with_tables._repr_mimebundle_()["text/html"])
    assert repr(with_tables) == f"only if: {reckoned().say}"
    assert "explorer-data" not in inside(whoholds.show(reckoned()).bundle["text/html"])
    with pytest.raises(WhoholdsError, match="a Report cannot be shown"):
        whoholds.show(Report())  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="unexpected keyword argument 'sources'"):
        whoholds.show(reckoned(), sources="S")  # type: ignore[call-arg]


def test_a_gain_is_shown_as_the_difference_of_two_dates() -> None:
    rows = [("A", 50, "2018-01-31"), ("B", 50, "2018-01-31"), ("A", 60, "2018-11-30"), ("B", 40, "2018-11-30")]
    papers = {field: value for field, value in PAPERS.items() if field != "as_of"}
    columns = ("holder", "value", "as_of")
    gain = whoholds.reckon("10%", rows, columns=columns, holder="A", on="2018-12-11", since="2018-02", **papers)
    text = inside(whoholds.show(gain, rows, columns=columns, **papers).bundle["text/html"])
    assert "explorer-data" in text
    assert "share of area, gained by A" in text


def test_show_of_an_answer_has_its_maps_and_its_explorer() -> None:
    answer = whoholds.check(whoholds.read_text("The Taliban hold 45% of Afghanistan's districts."), on="2018-10-31")
    assert "explorer-data" in inside(whoholds.show(answer).bundle["text/html"])


def test_ipython_takes_it_and_makes_no_text_of_a_million_readings() -> None:
    formatters = pytest.importorskip("IPython.core.formatters")
    reckoning = reckoned()
    found, _ = formatters.DisplayFormatter().format(reckoning)
    assert found == reckoning._repr_mimebundle_()


# ------------------------------------------------------------------------------------------------------ in a browser


@pytest.fixture
def cell(browser: Any, tmp_path: Path) -> Iterator[Callable[[str], Any]]:
    contexts = []

    def open_cell(shown: str) -> Any:
        path = tmp_path / "cell.html"
        path.write_text(CELL.format(shown), encoding="utf-8")
        context = browser.new_context(viewport={"width": 1000, "height": 900})
        contexts.append(context)
        opened = context.new_page()
        opened.said = []
        opened.on("console", lambda message: opened.said.append(message.text))
        opened.on("pageerror", lambda error: opened.said.append(str(error)))
        opened.asked = []
        opened.on("request", lambda request: opened.asked.append(request.url))
        opened.goto(path.as_uri())
        opened.frames[1].wait_for_load_state()
        return opened

    yield open_cell
    for context in contexts:
        context.close()


@pytest.mark.browser
def test_the_explorer_counts_in_a_cell(cell: Callable[[str], Any]) -> None:
    opened = cell(whoholds.show(reckoned(), ROWS, **PAPERS).bundle["text/html"])
    frame = opened.frames[1]
    assert frame.inner_text(".try-number") == "59.6%"
    frame.click("label.try-side:has-text('SDF')")
    assert frame.inner_text(".try-number") == "87.1%"
    frame.click("label.try-side:has-text('Opposition')")
    assert frame.inner_text(".try-number") == "97.4%"
    assert frame.inner_text(".try-big .verdict") == "gives the figure"
    frame.click("text=Back to the literal reading")
    assert frame.inner_text(".try-number") == "59.6%"
    # What it would copy is no address that means anything elsewhere.
    assert frame.locator("text=Copy").count() == 0
    assert opened.said == []
    assert [url for url in opened.asked if not url.startswith(("file:", "data:", "about:"))] == []


@pytest.mark.browser
def test_styles_and_scripts_stay_on_their_side(cell: Callable[[str], Any]) -> None:
    opened = cell(whoholds.show(reckoned(), ROWS, **PAPERS).bundle["text/html"])
    frame = opened.frames[1]
    colour = "node => getComputedStyle(node).color"
    assert frame.eval_on_selector(".say", colour) != "rgb(255, 0, 0)"
    assert opened.eval_on_selector("p", colour) == "rgb(255, 0, 0)"
    assert opened.eval_on_selector("p", "node => getComputedStyle(node).fontFamily") != frame.eval_on_selector(
        ".say", "node => getComputedStyle(node).fontFamily"
    )
    assert opened.evaluate("[typeof Explorer, typeof tryWay]") == ["undefined", "undefined"]
    assert "Blocked" in frame.evaluate(
        "(() => { try { return parent.document.title } catch (e) { return e.message } })()"
    )


@pytest.mark.browser
def test_links_within_the_page_stay_within_the_frame(cell: Callable[[str], Any], answer: Answer) -> None:
    opened = cell(answer._repr_mimebundle_()["text/html"])
    frame = opened.frames[1]
    frame.click("nav a[href='#report']")
    frame.wait_for_function("scrollY > 100")
    assert frame.url == "about:srcdoc#report"
    assert frame.get_attribute("a[rel]", "target") == "_blank"
    assert opened.said == []


@pytest.mark.browser
def test_axe_finds_no_violations_in_a_cell(cell: Callable[[str], Any], tmp_path: Path, browser: Any) -> None:
    context = browser.new_context(bypass_csp=True)
    opened = context.new_page()
    # The page itself, as a frame has it: axe does not reach into a frame of another origin.
    path = tmp_path / "inside.html"
    path.write_text(inside(whoholds.show(reckoned(), ROWS, **PAPERS).bundle["text/html"]), encoding="utf-8")
    opened.goto(path.as_uri())
    opened.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    opened.evaluate(resources.files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8"))
    found = opened.evaluate("axe.run(document, {resultTypes: ['violations']})")
    assert [(v["id"], [n["html"] for n in v["nodes"]][:3]) for v in found["violations"]] == []
    context.close()
