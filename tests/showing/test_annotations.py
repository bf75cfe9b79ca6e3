"""Web annotations: they meet the Recommendation, lead back to the words, and lead on to the page."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st
from web_annotation import faults

from whoholds.model import Answer, Figure, Reckoning, Report
from whoholds.page_text import body_text, read_with_text
from whoholds.showing import page, to_annotations
from whoholds.showing.json_ld import file_address
from whoholds.showing.places import PlacesInText

SOURCE = "https://vardiareport.example/2021/05/640-villages"
HOSTILE = "\u202e5%\x1b[2J</script> \U0001f3f3\ufe0f\u200d\U0001f308 e\u0301"


def items(document: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = document["first"]["items"]
    return found


def selectors(annotation: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {selector["type"]: selector for selector in annotation["target"]["selector"]}


def text_of_page(report: Report) -> str:
    """A page with the report's texts in it, as a browser has them: with its own line breaks and other words between."""
    pieces = [report.headline or "", *report.paragraphs, *(note.text for note in report.notes if note.span is None)]
    pieces += [comment.text for comment in report.thread]
    return "Menu\n  Home\n\n" + "\n\n\tShare this\n".join(piece.replace(" the ", "\n   the ") for piece in pieces)


def test_every_reckoning_is_an_annotation_that_meets_the_recommendation(answer: Answer) -> None:
    document = to_annotations(answer, source=SOURCE, page="answer.html", text=text_of_page(answer.report))
    assert faults(document) == []
    assert len(items(document)) == len(answer.reckonings) == 9


def test_the_demands_can_be_missed(answer: Answer) -> None:
    """The checker is no rubber stamp."""
    for damage, says in (
        (lambda d: d.update({"@context": "https://schema.org"}), "3.1: the one @context"),
        (lambda d: items(d)[0].pop("id"), "annotation 0: 3.1: no single IRI"),
        (lambda d: items(d)[0].update(target=[]), "annotation 0: 3.1: no target"),
        (lambda d: items(d)[0].update(id=items(d)[1]["id"]), "two things have one id"),
        (lambda d: items(d)[1]["body"][0].pop("value"), "annotation 1: 3.2.4: no single value"),
        (lambda d: items(d)[1]["target"].pop("source"), "annotation 1: 4: no single source"),
        (lambda d: selectors(items(d)[1])["TextQuoteSelector"].pop("exact"), "annotation 1: 4.2.4: no single exact"),
        (lambda d: selectors(items(d)[1])["TextPositionSelector"].update(start=-1), "annotation 1: 4.2.5"),
        (lambda d: d.update(total=1), "5.1: total is not the number"),
    ):
        document = to_annotations(answer, source=SOURCE, text=text_of_page(answer.report))
        damage(document)
        assert any(fault.startswith(says) for fault in faults(document)), says


def test_quotes_and_positions_lead_back_to_the_words(answer: Answer) -> None:
    text = text_of_page(answer.report)
    document = to_annotations(answer, source=SOURCE, text=text)
    even = " ".join(text.split())
    placed = 0
    for annotation, reckoning in zip(items(document), answer.reckonings, strict=True):
        figure = answer.report.figures[reckoning.figure or 0]
        quoted = selectors(annotation)["TextQuoteSelector"]
        assert quoted["exact"] == figure.quote
        assert quoted["prefix"] + quoted["exact"] + quoted["suffix"] in even
        assert len(quoted["prefix"]) <= 32
        assert len(quoted["suffix"]) <= 32
        place = selectors(annotation).get("TextPositionSelector")
        if place:
            placed += 1
            assert " ".join(text[place["start"] : place["end"]].split()) == figure.quote
    assert placed == 9


def test_a_text_that_stands_there_twice_or_not_at_all_has_no_position(answer: Answer) -> None:
    twice = text_of_page(answer.report) + "\n\n" + answer.report.paragraphs[3]
    places = PlacesInText(answer.report, twice)
    assert places.of(answer.report.figures[7]) is None
    assert places.of(answer.report.figures[1]) is not None
    assert PlacesInText(answer.report, "").of(answer.report.figures[1]) is None
    nowhere = Figure(quote="5%", span=(0, 2), value=5, kind="share", unit="percent")
    assert places.of(nowhere) is None


@given(
    st.lists(st.text(alphabet="ab é\u202f\n\t", max_size=12), max_size=6), st.text(alphabet=" \n\t\u00a0", min_size=1)
)
def test_white_space_never_moves_a_position(words: list[str], gap: str) -> None:
    paragraph = " ".join([*" ".join(words).split(), "held", "60", "percent", "of", "it"])
    start = paragraph.index("60 percent")
    figure = Figure(
        quote="60 percent", span=(start, start + 10), value=60, kind="share", unit="percent", paragraph=0, where="body"
    )
    text = gap + "Home" + gap + paragraph.replace(" ", gap) + gap
    place = PlacesInText(Report(paragraphs=(paragraph,)), text).of(figure)
    assert place is not None
    assert text[place[0] : place[1]].split() == ["60", "percent"]


def test_bodies_say_the_verdict_and_lead_to_the_figure_on_the_page(answer: Answer) -> None:
    document = to_annotations(answer, source=SOURCE, page="https://desk.example/answer.html")
    said, link = items(document)[1]["body"]
    assert said["value"].startswith("Only if. The words do not come out as they stand")
    assert link == {
        "type": "SpecificResource",
        "source": "https://desk.example/answer.html#figure-2",
        "purpose": "linking",
    }
    root: Any = lxml.html.document_fromstring(page(answer))
    ids = set(root.xpath("//@id"))
    for annotation in items(document):
        assert annotation["body"][1]["source"].partition("#")[2] in ids
    assert len(items(to_annotations(answer, source=SOURCE))[1]["body"]) == 1


def test_the_same_input_gives_the_same_names_and_another_source_others(answer: Answer) -> None:
    one, same = (to_annotations(answer, source=SOURCE, text="") for _ in range(2))
    other = to_annotations(answer, source=file_address("640 villages.html"), text="")
    assert one == same
    assert faults(other) == []
    assert not {item["id"] for item in items(one)} & {item["id"] for item in items(other)}
    assert items(other)[0]["target"]["source"] == "./640%20villages.html"


def test_hostile_text_stays_text(build_reckoning: Callable[..., Reckoning]) -> None:
    figure = Figure(quote=HOSTILE, span=(3, 3 + len(HOSTILE)), value=5, kind="share", unit="percent", paragraph=0)
    report = Report(paragraphs=(f"It {HOSTILE} {HOSTILE}",), figures=(figure,))
    answer = Answer(report=report, reckonings=(build_reckoning(0, say=HOSTILE),), checks=())
    document = to_annotations(answer, source=SOURCE, text=report.paragraphs[0])
    assert faults(document) == []
    assert selectors(items(document)[0])["TextQuoteSelector"]["exact"] == HOSTILE
    assert "\x1b" not in items(document)[0]["body"][0]["value"]


def test_the_text_of_a_page_is_kept_with_its_report(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(
        "<title>News</title><body><script>var x = 1</script><article><h1>News of the war</h1>"
        "<p>The army &amp; its allies hold <b>60\n percent</b> of Syria, a spokesman said on Monday.</p></article>",
        encoding="utf-8",
    )
    report, text = read_with_text(path)
    assert text is not None
    assert text == body_text(path.read_text(encoding="utf-8"))
    (figure,) = report.figures
    place = PlacesInText(report, text).of(figure)
    assert place is not None
    assert text[place[0] : place[1]] == "60\n percent"
    plain = tmp_path / "page.txt"
    plain.write_text("News\n\nThe army holds 60 percent of Syria.\n", encoding="utf-8")
    assert read_with_text(plain).text == plain.read_text(encoding="utf-8")
    saved = tmp_path / "page.json"
    saved.write_text(json.dumps({"headline": "The army holds 60 percent of Syria", "paragraphs": []}), encoding="utf-8")
    assert read_with_text(saved).text is None
    assert body_text("") is None


@pytest.mark.browser
def test_a_browser_counts_the_same_positions(browser: Any, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(
        "<!DOCTYPE html><html><head><meta charset='utf-8'><title>News</title></head><body><nav>Home</nav>"
        "<script>let a = '<p>';</script><!-- not this --><article><h1>\U0001f30d News</h1><p>Über <i>ein Drittel</i>"
        "<p>The army holds 60&nbsp;percent of Syria &mdash; or <b>59.6%</b>, a spokesman said.</article></body></html>",
        encoding="utf-8",
    )
    report, text = read_with_text(path)
    assert text is not None
    shown = browser.new_page()
    shown.goto(path.as_uri())
    places = PlacesInText(report, text)
    assert len(report.figures) >= 2
    for figure in report.figures:
        place = places.of(figure)
        assert place is not None
        # The Recommendation counts code points, as Python does; JavaScript counts half of some characters.
        there = shown.evaluate("([a, b]) => [...document.body.textContent].slice(a, b).join('')", list(place))
        assert there.split() == figure.quote.split()
    shown.close()
