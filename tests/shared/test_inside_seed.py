"""The checks inside the seed report: on the figures of its answer key, and on what is read from the page."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from whoholds.atlas import open_atlas
from whoholds.checking import past_claim, whole_area
from whoholds.model import Check, Figure, Report
from whoholds.reading import read
from whoholds.reckoning import check_inside

SEED = Path(__file__).resolve().parents[2].parent / "shared" / "seed"
pytestmark = pytest.mark.skipif(not SEED.is_dir(), reason="../shared is not here")


FRACTIONS = (
    "comment 25: 1/3 of Syria land",
    "comment 25: About 1/8 of the remain land",
    "comment 25: another 1/10",
    "comment 25: another 1/8",
)


def checks_of(report: Report) -> tuple[Check, ...]:
    atlas = open_atlas()
    past = tuple(past_claim(statement) for statement in atlas.statements("SYR"))
    country, tables = whole_area(atlas.country("SYR")), atlas.tables("SYR", on="2018-12-11")
    return check_inside(report, on="2018-12-11", place="SYR", country=country, past=past, tables=tables)


def keyed(report: Report) -> Report:
    """The report with the key's figures in the place of those that were read."""
    known = json.loads((SEED / "expected.json").read_text(encoding="utf-8"))
    seen: dict[tuple[str, str], int] = {}
    return msgspec.structs.replace(report, figures=tuple(placed(report, entry, seen) for entry in known["figures"]))


def placed(report: Report, entry: dict[str, Any], seen: dict[tuple[str, str], int]) -> Figure:
    where, quote = entry["where"], entry["quote"]
    place: dict[str, Any] = {}
    fields = {name: value for name, value in entry.items() if name not in ("note", "where")}
    if where == "body":
        number = next(n for n, text in enumerate(report.paragraphs) if quote in text)
        text, place = report.paragraphs[number], {"paragraph": number}
    elif where == "note":
        text, place = report.notes[0].text, {"note": 0}
    elif where == "headline":
        text, place = report.headline or "", place
    else:
        number = int(where.split()[1])
        text, place = report.thread[number - 1].text, {"comment": report.thread[number - 1].id}
    start = text.index(quote, seen.get((where, quote), -1) + 1)
    seen[(where, quote)] = start
    return Figure(span=(start, start + len(quote)), where=where, in_words="/" in quote, **fields, **place)


def test_what_the_key_s_figures_say_of_each_other() -> None:
    report = keyed(read(str(SEED / "report.txt")))
    found = {
        (check.kind, check.holds, tuple(f"{report.figures[i].where}: {report.figures[i].quote}" for i in check.figures))
        for check in checks_of(report)
    }
    assert found == {
        ("same figure before", None, ("body: more than 96.5%", "note: 96.5%", "comment 26: 96.5%")),
        ("share and its complement", True, ("note: 96.5%", "note: 3.5%", "note: 96.5%")),
        ("distance as area", None, ("body: 55 km",)),
        ("share of what is left", None, FRACTIONS),
        ("sum to a whole", None, FRACTIONS),
        ("share and its complement", True, ("comment 26: 96.5%", "comment 26: only 3,5% of syria")),
    }


def test_the_same_side_gave_the_same_figure_in_august() -> None:
    report = read(str(SEED / "report.txt"))
    (check,) = [check for check in checks_of(report) if check.kind == "same figure before"]
    assert "more than 96.5%" in [report.figures[i].quote for i in check.figures]
    assert "Russian Ministry of Defence on 22 August 2018" in check.say
    assert "Jusoor Center for Studies for August 2018 and November 2018" in check.say
    assert "Government 59.8 to 59.6, ISIS 2.4 to 2.55" in check.say
    assert "2018-12-11" not in [source.as_of for source in check.sources]


def test_the_55_km_are_a_circle_of_9503_square_km() -> None:
    (check,) = [check for check in checks_of(read(str(SEED / "report.txt"))) if check.kind == "distance as area"]
    assert "9,503 km², 5.13 percent of the 185,180 km² of Syria" in check.say and check.holds is None


def test_a_reader_s_fractions_have_a_sum_and_a_remainder_of_their_own() -> None:
    # 1/3 leaves 2/3, of which 1/8 + 1/10 + 1/8 = 35 percent are 23.3 of the whole: 56.7 in all. 1/3 + 35 is 68.3.
    found = {check.kind: check.say for check in checks_of(read(str(SEED / "report.txt"))) if "comment 25" in check.say}
    assert sorted(found) == ["share of what is left", "sum to a whole"]
    assert "come to 8.3, 6.7 and 8.3 percent of the whole" in found["share of what is left"]
    assert found["sum to a whole"] == (
        "In comment 25 by gustavo, all shares make 56.7 percent of the whole, and 43.3 is left; if all are meant as "
        "shares of the whole, they make 68.3, and 31.7 is left. The report’s “more than 96.5%” (Mikhail Mizintsev) is "
        "more than either leaves."
    )
