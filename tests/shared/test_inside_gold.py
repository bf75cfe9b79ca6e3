"""No check cries wolf: all that is said of the passages of the gold set, each of which was judged by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from whoholds.atlas import open_atlas
from whoholds.checking import inside
from whoholds.claims import Options, can_be_reckoned, settle
from whoholds.model import Figure, Reckoning, Report
from whoholds.reading.passage import read_passage

GOLD = Path(__file__).resolve().parents[2].parent / "shared" / "gold" / "en-dev.jsonl"
pytestmark = pytest.mark.skipif(not GOLD.is_file(), reason="../shared is not here")

JUDGED = {
    ("esh-0001", "conversion", True),
    ("fak-0003", "conversion", True),
    ("fak-0016", "conversion", True),
    ("fak-0027", "conversion", True),
    ("fak-0031", "conversion", True),
    ("fak-0057", "conversion", True),
    ("fak-0065", "conversion", True),
    ("geo-0003", "remainder against area", True),  # 18 percent of Georgia is 12,546 km²; the text has 12,560
    ("pse-0006", "share and its complement", True),
    ("syr-0006", "conversion", True),
    ("syr-0026", "conversion", False),  # 1,400 km² as 870 square miles: the factor for lengths
}


@pytest.mark.parametrize("keyed", [True, False])
def test_what_is_said_of_the_gold_set(keyed: bool) -> None:
    atlas, found = open_atlas(), set[tuple[str, str, bool | None]]()
    for line in GOLD.read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        place = entry["id"][:3].upper()
        options = Options(place=place if atlas.has_evidence(place) else None)
        figures = tuple(map(placed, entry["figures"])) if keyed else read_passage(entry["text"])
        figures = tuple(msgspec.structs.replace(figure, paragraph=0) for figure in figures)
        report = Report(paragraphs=(entry["text"],), published=entry["published"], figures=figures)
        reckonings = tuple(
            Reckoning(figure=i, claim=settle(figure, report, atlas, options)[0], verdict="cannot tell", say="")
            for i, figure in enumerate(figures)
            if can_be_reckoned(figure)
        )
        found |= {(entry["id"], check.kind, check.holds) for check in inside(report, atlas, options, reckonings)}
    assert found == JUDGED


def placed(entry: dict[str, Any]) -> Figure:
    return Figure(**{name: value for name, value in entry.items() if name != "span"}, span=tuple(entry["span"]))
