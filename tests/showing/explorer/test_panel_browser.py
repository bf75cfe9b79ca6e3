"""The panel in a real browser: by mouse, keyboard and touch, by link, by the back button, and without scripts."""

from __future__ import annotations

from importlib import resources
from typing import Any

import pytest

pytestmark = pytest.mark.browser

OPEN_ALL = "document.querySelectorAll('details.figure').forEach(d => d.open = true)"


def panel(shown: Any, number: int = 1) -> Any:
    return shown.locator(f"[data-explorer='{number}']")


def number_of(shown: Any, number: int = 1) -> str:
    return str(panel(shown, number).locator(".try-number").text_content())


def sentence_of(shown: Any, number: int = 1) -> str:
    return str(panel(shown, number).locator(".try-sentence").text_content())


def side(shown: Any, name: str, number: int = 1) -> Any:
    return panel(shown, number).locator(".try-side", has_text=name).locator("input")


def test_it_starts_at_the_literal_reading(show: Any) -> None:
    shown = show()
    assert number_of(shown) == "61%"  # the army's in April
    assert "as the words go (Observatory, map of April 2021)" in sentence_of(shown)
    assert side(shown, "Army").is_checked()
    assert not side(shown, "North").is_checked()
    assert panel(shown).get_by_role("button", name="Back to the literal reading").is_disabled()


def test_a_click_on_a_side_counts_it(show: Any) -> None:
    shown = show()
    side(shown, "Port").click()
    assert number_of(shown) == "75%"
    assert "if land held by Port is counted too" in sentence_of(shown)
    assert panel(shown).locator(".try-count").text_content() == "1 departure from the literal reading"
    assert panel(shown).locator(".try-steps li").all_text_contents() == ["land held by Port is counted too"]
    assert panel(shown).locator(".verdict").text_content() == "does not come out"
    side(shown, "North").click()
    assert number_of(shown) == "100%"
    assert panel(shown).locator(".try-steps li").all_text_contents() == [
        "all land held by the North and the Port is counted"
    ]
    assert panel(shown).locator(".verdict").text_content() == "the words hold"


def test_everything_but_the_enemy_is_one_departure(show: Any) -> None:
    shown = show()
    panel(shown).get_by_label("Source and date").select_option(label="March 2021, Observatory")
    panel(shown).get_by_label("everything but the ground of").select_option(label="Port (named as the enemy)")
    assert number_of(shown) == "97%"  # 100 - 3.0
    assert "all land not held by Port is counted" in sentence_of(shown)
    panel(shown).get_by_label("not counted").check()
    assert number_of(shown) == "93.8%"  # less the army's 1.2 and the 2.0 of nobody


def test_contested_ground_and_the_whole_can_be_chosen(show: Any) -> None:
    shown = show()
    panel(shown).get_by_label("Source and date").select_option(label="March 2021, Observatory")
    assert number_of(shown) == "58.3%"
    panel(shown).get_by_label("counted with them").check()
    assert number_of(shown) == "61.5%"  # 58.3 + 1.2 + 2.0
    panel(shown).get_by_label("half of it").check()
    assert number_of(shown) == "59.9%"
    panel(shown).get_by_label("left out of both").check()
    assert number_of(shown) == "60.23%"  # 58.3 of 96.8
    panel(shown).get_by_label("what the source lists").check()
    assert number_of(shown) == "61.27%"  # 58.3 of 95.15


def test_sides_keep_their_meaning_on_another_source(show: Any) -> None:
    shown = show()
    shown.evaluate(OPEN_ALL)
    panel(shown, 2).get_by_label("Source and date").select_option(label="20 March 2021, Atlas Desk")
    assert side(shown, "Rebels", 2).is_checked()
    panel(shown, 2).get_by_label("Source and date").select_option(label="March 2021, Observatory")
    assert side(shown, "North", 2).is_checked() and side(shown, "East", 2).is_checked()
    assert not side(shown, "Army", 2).is_checked()


def test_an_area_is_counted_in_its_unit(show: Any) -> None:
    shown = show()
    shown.evaluate(OPEN_ALL)
    assert number_of(shown, 3) == "41,231 km²"
    panel(shown, 3).get_by_label("the country without inland water").check()
    assert number_of(shown, 3) == "40,100 km²"


def test_nobody_counted_says_so(show: Any) -> None:
    shown = show()
    side(shown, "Army").click()
    assert sentence_of(shown) == "Nobody’s ground is counted. Switch a side on."


def test_another_side_is_another_claim(show: Any) -> None:
    shown = show()
    side(shown, "North").click()
    side(shown, "Army").click()
    assert "this is another claim" in sentence_of(shown)


def test_the_keyboard_alone_is_enough(show: Any) -> None:
    shown = show()
    side(shown, "Army").focus()
    shown.keyboard.press("Tab")
    shown.keyboard.press("Space")
    assert number_of(shown) == "86%"
    for _ in range(3):
        shown.keyboard.press("Tab")
    assert shown.evaluate("document.activeElement.id") == "try-1-source"
    shown.keyboard.press("ArrowUp")
    assert "Observatory" not in sentence_of(shown) or "March" in sentence_of(shown)
    assert (
        shown.evaluate("document.activeElement.id") == "try-1-source"
    )  # the list keeps the focus when it is made anew


def test_touch_is_enough(show: Any) -> None:
    shown = show(width=360, has_touch=True, is_mobile=True)
    panel(shown).locator(".try-side", has_text="North").tap()
    assert number_of(shown) == "86%"
    panel(shown).get_by_role("button", name="Back to the literal reading").tap()
    assert number_of(shown) == "61%"
    sizes = panel(shown).evaluate(
        "root => [...root.querySelectorAll('.try-side, .try-choice, select, button')]"
        ".map((one) => one.getBoundingClientRect().height)"
    )
    assert min(sizes) >= 36


def test_back_undoes_and_forward_does_again(show: Any) -> None:
    shown = show()
    side(shown, "North").click()
    side(shown, "Port").click()
    shown.go_back()
    shown.wait_for_function("document.querySelector('.try-number').textContent === '86%'")
    assert not side(shown, "Port").is_checked()
    shown.go_back()
    shown.wait_for_function("document.querySelector('.try-number').textContent === '61%'")
    shown.go_forward()
    shown.wait_for_function("document.querySelector('.try-number').textContent === '86%'")


def test_back_across_two_panels(show: Any) -> None:
    shown = show()
    shown.evaluate(OPEN_ALL)
    side(shown, "North").click()
    side(shown, "North", 3).click()
    area = number_of(shown, 3)
    shown.go_back()
    shown.wait_for_function(f"document.querySelector('[data-explorer=\"3\"] .try-number').textContent !== '{area}'")
    assert (number_of(shown), number_of(shown, 3)) == ("86%", "41,231 km²")


def test_a_link_within_the_page_undoes_nothing(show: Any) -> None:
    shown = show()
    side(shown, "North").click()
    shown.evaluate("location.hash = '#report'")
    shown.wait_for_timeout(50)
    assert number_of(shown) == "86%"


def test_a_link_means_the_same_on_another_machine(show: Any) -> None:
    shown = show()
    side(shown, "North").click()
    fragment = shown.evaluate("location.hash")
    shown.reload()
    assert number_of(shown) == "86%"
    other = show(width=360, fragment=fragment)
    assert number_of(other) == "86%"
    assert side(other, "North").is_checked()


def test_a_link_opens_its_figure(show: Any) -> None:
    shown = show()
    shown.evaluate(OPEN_ALL)
    side(shown, "North", 3).click()
    fragment, area = shown.evaluate("location.hash"), number_of(shown, 3)
    other = show(fragment=fragment)
    assert panel(other, 3).is_visible()
    assert number_of(other, 3) == area


GOOD = {
    "count": "1",
    "figure": "1",
    "source": "Observatory",
    "kind": "published",
    "date": "2021-04",
    "measure": "area",
    "base": "the%20whole%20country",
    "form": "union",
    "contested": "against",
    "whole": "stated",
    "side": "Army&side=North",
}


def link(**changes: str | None) -> str:
    fields = {**GOOD, **changes}
    return "#" + "&".join(f"{name}={value}" for name, value in fields.items() if value is not None)


def test_the_form_of_links_stays(show: Any) -> None:
    assert number_of(show(fragment=link())) == "86%"


HOSTILE: tuple[dict[str, str | None], ...] = (
    {"count": "2"},
    {"figure": "99"},
    {"figure": "constructor"},
    {"source": "Nobody"},
    {"source": "<img src=x onerror=alert(1)>"},
    {"side": "Army&side=__proto__"},
    {"side": "Army&x=1"},
    {"contested": "toString"},
    {"contested": "with"},
    {"form": "all%20but"},
    {"whole": "listed"},
    {"whole": "listed&whole=stated"},
    {"base": None},
    {"date": "%E0%A4%A"},
    {"also": "influence"},
    {"side": "Army" + "&side=Army" * 1000},
)


def test_a_hostile_link_changes_nothing_and_says_so(show: Any) -> None:
    said: list[str] = []
    shown = show()
    shown.on("pageerror", lambda error: said.append(str(error)))
    shown.on("dialog", lambda dialog: said.append(dialog.message))
    for changes in HOSTILE:
        side(shown, "North").set_checked(True)
        panel(shown).get_by_role("button", name="Back to the literal reading").click()
        side(shown, "North").check()
        assert panel(shown).locator(".try-note").text_content() == ""
        shown.evaluate("fragment => { location.hash = fragment }", link(**changes))
        shown.wait_for_function("document.querySelector('.try-note').textContent !== ''")
        assert "does not have" in panel(shown).locator(".try-note").text_content(), changes
        assert number_of(shown) == "86%", changes
    assert said == []


def test_a_history_that_was_tampered_with_is_the_literal_reading(show: Any) -> None:
    shown = show()
    side(shown, "North").click()
    shown.evaluate("history.replaceState({ways: {1: '#count=1&figure=1', 3: {}, x: null}}, '', '#x')")
    shown.reload()
    assert number_of(shown) == "61%"


def test_a_shortcut_shows_a_way_that_gives_the_figure(show: Any, tried: Any) -> None:
    shown = show()
    letter = panel(shown).locator(".try-letter").first
    letter.click()
    assert tried.answer.reckonings[0].explanations[0].say in sentence_of(shown)
    assert panel(shown).locator(".verdict").text_content() == "gives the figure"
    assert letter.get_attribute("aria-pressed") == "true"


def test_the_place_among_all_ways_follows(show: Any) -> None:
    shown = show()
    before = panel(shown).locator(".try-mark").get_attribute("transform")
    side(shown, "North").click()
    assert panel(shown).locator(".try-mark").get_attribute("transform") != before
    assert "ways that were tried" in panel(shown).locator(".try-figure figcaption").first.text_content()


def test_the_sentence_is_read_out_and_groups_are_named(show: Any) -> None:
    shown = show()
    assert panel(shown).locator(".try-sentence").get_attribute("aria-live") == "polite"
    panel(shown).get_by_label("Source and date").select_option(label="March 2021, Observatory")
    fieldsets = panel(shown).locator("fieldset")
    assert fieldsets.count() >= 2
    assert all(fieldsets.nth(at).locator("legend").text_content() for at in range(fieldsets.count()))
    assert panel(shown).get_by_role("checkbox", name="North").count() == 1


def test_without_scripts_there_is_no_panel_and_all_is_said(show: Any) -> None:
    shown = show(java_script_enabled=False)
    assert not panel(shown).is_visible()
    text = shown.locator("body").text_content()
    assert "Read literally" in text and "Every way of counting that was tried" in text


def test_nothing_leaves_the_page(browser: Any, file: str) -> None:
    context = browser.new_context()
    shown = context.new_page()
    requests: list[str] = []
    said: list[str] = []
    shown.on("request", lambda request: requests.append(request.url))
    shown.on("console", lambda message: said.append(message.text))
    shown.on("pageerror", lambda error: said.append(str(error)))
    shown.goto(file)
    side(shown, "North").click()
    panel(shown).get_by_label("Source and date").select_option(index=0)
    shown.wait_for_load_state("networkidle")
    context.close()
    assert [url for url in requests if not url.startswith("data:")] == [file]
    assert said == []


def test_no_other_script_may_run(show: Any) -> None:
    shown = show()
    ran = shown.evaluate(
        "() => { const one = document.createElement('script'); one.textContent = 'window.ran = 1';"
        " document.body.append(one); return window.ran ?? 0; }"
    )
    assert ran == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
def test_axe_finds_no_violations(show: Any, width: int, scheme: str) -> None:
    shown = show(width=width, color_scheme=scheme, bypass_csp=True, reduced_motion="reduce")
    shown.evaluate(OPEN_ALL)
    shown.wait_for_timeout(50)
    side(shown, "North").click()
    assert shown.evaluate("document.documentElement.scrollWidth") <= width
    axe = resources.files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
    shown.evaluate(axe)
    found = shown.evaluate("axe.run(document, {resultTypes: ['violations']})")
    assert [(v["id"], [n["html"] for n in v["nodes"]][:3]) for v in found["violations"]] == []


def test_the_list_says_which_side_is_left_out_of_all(show: Any) -> None:
    shown = show()
    panel(shown).get_by_label("Source and date").select_option(label="March 2021, Observatory")
    left_out = panel(shown).get_by_label("everything but the ground of")
    assert left_out.input_value() == ""
    left_out.select_option(label="East")
    assert number_of(shown) == "89.8%"  # 100 - 9.1 - 1.1: with the contested ground, with what is unsaid
    assert left_out.evaluate("list => list.selectedOptions[0].textContent") == "East"
    side(shown, "Port").uncheck()
    assert left_out.input_value() == ""
    panel(shown).get_by_role("button", name="Back to the literal reading").click()
    assert number_of(shown) == "61%"
