"""What a reader sees of a reckoning on a map: its kind, its note, and the unions of its holders."""

from __future__ import annotations

import io
import json
from typing import Any

import lxml.html
import msgspec
import pytest
from rich.console import Console

from whoholds.model import Answer, Claim, Evidence, Figure, Part, PartTable, Reckoning, Report
from whoholds.reckoning import reckon
from whoholds.showing import page, show_answer, to_json

NOTE = "Land from 40 points. " + "A border lies half-way between two of them. " * 12 + "Borders by Natural Earth"


@pytest.fixture(scope="module")
def reckoning() -> Reckoning:
    papers = Evidence(source="Front Watch", as_of="2018-12-11", licence="CC BY 4.0", kind="points", note=NOTE)

    def table(measure: str, unit: str, **held: float) -> PartTable:
        parts = tuple(Part(name=name, holder=name, value=value) for name, value in held.items())
        return PartTable(
            evidence=papers,
            place="NWH",
            measure=measure,
            unit=unit,
            day="2018-12-11",
            parts=parts,
            total=sum(held.values()),
        )

    claim = Claim(value=96.5, bound="at_least", holders=("North",), on="2018-12-11", place="NWH")
    areas = table("area", "km2", North=1200, South=650, East=80, West=70)
    return reckon(claim, [areas, table("places", "places", North=7, South=2, East=1)], figure=0)


@pytest.fixture(scope="module")
def answer(reckoning: Reckoning) -> Answer:
    text = "The North holds more than 96.5% of Nowhere."
    figure = Figure(
        quote="more than 96.5%", span=(16, 31), value=96.5, bound="at_least", kind="share", unit="percent",
        relation="holds", holder="The North", base="Nowhere", measure="area", where="body", paragraph=0,
    )  # fmt: skip
    report = Report(headline="A claim", paragraphs=(text,), figures=(figure,))
    return Answer(report=report, reckonings=(reckoning,), checks=())


def tree(text: str) -> Any:
    return lxml.html.document_fromstring(text)


def printed(answer: Answer) -> str:
    file = io.StringIO()
    show_answer(answer, Console(file=file, width=80))
    return " ".join(file.getvalue().split())


def test_the_terminal_names_the_unions_near_the_figure_and_how_many_figures_have_one(answer: Answer) -> None:
    text = printed(answer)
    for words in (
        "Which holders of a map come to it together, whoever is meant (Front Watch, map of 11 December 2018):",
        "- by area, out of the whole country: 96.5% all but West. Of the 15 unions",
        "15 (16%) lie as close to some union",
        "- by listed places, out of the whole country: none comes near. Of the 7 unions",
    ):
        assert words in text


def test_the_page_has_a_table_of_the_unions(answer: Answer) -> None:
    root = tree(page(answer))
    rows = [
        [cell.text_content().strip() for cell in row.xpath("./td|./th")]
        for row in root.xpath("//*[@class='unions']//tbody/tr")
    ]
    assert rows == [["96.5%", "all but West", "yes", "gives it"]]
    assert "By listed places, out of the whole country" in root.text_content()


def test_kind_and_note_of_a_map_are_said_in_full(answer: Answer) -> None:
    assert "points of control, whose land is the nearest to each" in printed(answer)
    assert "A border lies half-way between two of them." in printed(answer)
    text = " ".join(tree(page(answer)).text_content().split())
    assert "as of 11 December 2018 · points of control, whose land is the nearest to each · licence CC BY 4.0" in text
    assert NOTE in text


def test_json_keeps_the_contract_and_has_the_search(answer: Answer) -> None:
    (reckoning,) = json.loads(to_json(answer))["reckonings"]
    papers = {"source", "as_of", "url", "licence", "kind", "note", "precision_km", "assumed", "since", "printed"}
    assert papers == set(reckoning["evidence"][0])
    assert [search["measure"] for search in reckoning["unions"]] == ["area", "places"]
    assert reckoning["unions"][0]["found"][0] == {
        "counted": ["East", "North", "South"],
        "left_out": ["West"],
        "value": 96.5,
        "near": True,
        "gives": True,
        "say": "all but West",
    }


def test_hostile_names_of_parts_stay_text(answer: Answer, reckoning: Reckoning) -> None:
    hostile = "<script>alert(1)</script>\x1b[2J\u202e"
    search = reckoning.unions[0]
    bad: Any = msgspec.structs.replace(
        search, base=hostile, found=(msgspec.structs.replace(search.found[0], say=hostile),)
    )
    worse = msgspec.structs.replace(answer, reckonings=(msgspec.structs.replace(reckoning, unions=(bad,)),))
    assert tree(page(worse)).xpath("//script") == []
    assert not any(letter in page(worse) + printed(worse) for letter in "\x1b\u202e")
