"""What the page carries: sums and no readings, safe in a script element, allowed by its hash, and small."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from typing import Any

import lxml.html
import msgspec
import pytest

from whoholds.model import Answer, Claim, Evidence, Figure, Part, PartTable, Report
from whoholds.reckoning import by_hand, reckon
from whoholds.showing import page
from whoholds.showing.explorer.files import script

MOST_BYTES = 1_500_000


def tree(text: str) -> Any:
    return lxml.html.document_fromstring(text)


@pytest.fixture(scope="module")
def text(tried: Any) -> str:
    return page(tried.answer, ways=tried.ways)


@pytest.fixture(scope="module")
def data(text: str) -> Any:
    return json.loads(tree(text).get_element_by_id("explorer-data").text)


def test_each_figure_has_a_place_for_its_panel(text: str) -> None:
    places = tree(text).xpath("//*[@data-explorer]")
    assert [place.get("data-explorer") for place in places] == ["1", "2", "3"]
    assert all(place.get("hidden") is not None and not place.text_content() for place in places)


def test_the_policy_allows_this_script_and_no_other(text: str) -> None:
    root = tree(text)
    (policy,) = root.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    (code,) = root.xpath("//script[not(@type)]")
    assert code.text == "\n" + script()
    digest = base64.b64encode(hashlib.sha256(code.text.encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}';" in policy
    assert "unsafe-eval" not in policy and "default-src 'none'" in policy


def test_the_script_asks_for_nothing_and_makes_no_markup() -> None:
    for word in ("fetch(", "XMLHttpRequest", "innerHTML", "outerHTML", "insertAdjacentHTML", "eval(", "import(", "</"):
        assert word not in script()


def test_without_sums_the_page_has_no_script(tried: Any) -> None:
    text = page(tried.answer)
    assert "<script" not in text and "data-explorer" not in text and "script-src 'none'" in text


def test_it_carries_sums_to_the_last_bit(data: Any) -> None:
    held = {tuple(sums["holders"]): sums["held"][0] for sums in data["sums"] if sums["unit"] == " km²"}
    assert held["Army", "East", "North", "Port"] in ([41231.43871, 6120.75, 15873.1, 1800.03125],
                                                     [40100.2, 6120.75, 15873.1, 1800.03125])  # fmt: skip
    assert "readings" not in json.dumps(data)


def test_figures_share_their_sums(data: Any) -> None:
    used = [table["sums"] for figure in data["figures"] for table in figure["tables"]]
    assert len(used) > len(data["sums"]) == len(set(used))


def test_hostile_names_stay_words(tried: Any) -> None:
    evil = "</script><script>alert(1)</script>\x1b[31m\u202e"
    tables = tuple(
        msgspec.structs.replace(
            table, parts=(Part(name=evil, holder=evil, value=60.0), Part(name="B", holder="B", value=30.0))
        )
        for table in (
            PartTable(evidence=Evidence(source=evil, as_of="2021-04"), place="VAR", measure="area", unit="percent",
                      day="2021-04-30", parts=(), total=100.0),
        )
    )  # fmt: skip
    claim = Claim(value=60.0, holders=(evil,), on="2021-05-02", place="VAR")
    figure = Figure(quote=evil, span=(0, 3), value=60.0, kind="share", unit="percent", where="body", paragraph=0)
    answer = Answer(
        report=Report(paragraphs=("60%",), figures=(figure,)),
        reckonings=(reckon(claim, tables, figure=0, deals=0),),
        checks=(),
    )
    laid = by_hand(claim, tables)
    assert laid is not None
    text = page(answer, ways={0: laid})
    root = tree(text)
    assert len(root.xpath("//script")) == 2
    carried = json.loads(root.get_element_by_id("explorer-data").text)
    (name,) = [name for name in carried["sums"][0]["holders"] if name != "B"]
    assert name == "</script><script>alert(1)</script>"
    assert name in carried["figures"][0]["names"]


def test_a_page_of_16_blocs_and_12_dates_is_small() -> None:
    names = [f"Bloc {chr(65 + at)}" for at in range(16)]
    tables = [
        PartTable(
            evidence=Evidence(source="Observatory", as_of=f"2021-{month:02}"), place="VAR", measure="area",
            unit="percent", day=f"2021-{month:02}-28", total=100.0,
            parts=tuple(Part(name=name, holder=name, value=round(5.0 + (at * month % 7) / 3, 2), rounding=0.005)
                        for at, name in enumerate(names)),
        )
        for month in range(1, 13)
    ]  # fmt: skip
    blocs = {"the South": tuple(names[:5]), "the North": tuple(names[4:9])}
    claim = Claim(
        value=48.5, bound="at_least", holders=("Bloc A",), enemies=("Bloc B",), on="2021-06-30", place="VAR",
        blocs=blocs,
    )  # fmt: skip
    laid = by_hand(claim, tables)
    assert laid is not None and len(laid.tables) == 12
    # The readings of one date stand for all: of so many, the page shows a sample of the same size.
    one = reckon(claim, [tables[5]], figure=0, deals=0)
    reckoning = msgspec.structs.replace(one, evidence=tuple(table.papers for table in laid.tables))
    figure = Figure(quote="48.5%", span=(0, 5), value=48.5, kind="share", unit="percent", where="body", paragraph=0)
    report = Report(headline="Sixteen", paragraphs=("48.5% is held by one of them.",), figures=(figure,))
    answer = Answer(report=report, reckonings=(reckoning,), checks=())
    size = len(page(answer, ways={0: laid}).encode())
    assert size < MOST_BYTES
    assert size > 100_000  # it is no empty page
    assert re.search(r"Bloc P", page(answer, ways={0: laid}))
