"""The starter data against the table of published figures that they were built from."""

from __future__ import annotations

import csv
import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest

from whoholds.atlas import open_atlas
from whoholds.atlas.estimates import ADDED, PUBLISHED
from whoholds.atlas.kept import STARTER
from whoholds.atlas.places import read_places
from whoholds.atlas.sources import read_sources

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
RAW = SHARED / "estimates" / "estimates.csv"

pytestmark = pytest.mark.skipif(not RAW.exists(), reason="needs ../shared")


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def build() -> ModuleType:
    spec = importlib.util.spec_from_file_location("build_starter", ROOT / "scripts" / "build_starter.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_row_ships_as_it_was_printed() -> None:
    shipped = [{column: row[column] for column in PUBLISHED} for row in read(STARTER / "estimates.csv")]
    assert shipped == read(RAW)
    assert len(shipped) == 710


def test_the_shipped_columns_are_what_the_script_builds(build: ModuleType) -> None:
    built = build.annotated(RAW, read_places(STARTER / "countries.csv"), read_sources(STARTER / "sources.toml"))
    shipped = read(STARTER / "estimates.csv")
    assert [[row[c] or ("the whole country" if c == "base" else "") for c in ADDED] for row in shipped] == [
        [row[c] for c in ADDED] for row in built
    ]


def test_a_correction_that_picks_other_rows_stops_the_build(build: ModuleType) -> None:
    rows = read(RAW)
    entry = {"where": {"country": "SYR", "value": "2.92"}, "expect": 1, "set": {"doubt": "x"}, "reason": "a test"}
    build.correct(rows, entry)
    with pytest.raises(SystemExit, match="picks 1 rows, not 2"):
        build.correct(rows, entry | {"expect": 2})
    with pytest.raises(SystemExit, match="only added columns"):
        build.correct(rows, entry | {"set": {"value": "27.92"}})


def test_parts_of_the_worked_cases_stand_in_the_tables() -> None:
    """The case of December 2018 was worked out by hand from the same map: its parts are the table's."""
    cases = map(json.loads, (SHARED / "estimates" / "cases.jsonl").read_text(encoding="utf-8").splitlines())
    case = next(case for case in cases if case["id"] == "SYR-RUS-2018-12-965")
    november = open_atlas().tables("SYR", on="2018-11-30", within_days=0)[0]
    assert sorted(part["value"] for part in case["parts"]) == sorted(p.value for p in november.parts if p.holder)


def test_names_on_the_seed_page() -> None:
    key = json.loads((SHARED / "seed" / "expected.json").read_text(encoding="utf-8"))
    atlas = open_atlas()
    assert atlas.enemies(key["headline"], "SYR", "2018-12-11") == ("ISIS",)
    for statement in key["statements"]:
        assert atlas.side(statement["role"], "SYR", "2018-12-11") == "Government"
    held = {f["holder"]: atlas.holder(f["holder"], "SYR", "2018-12-11") for f in key["figures"] if f["holder"]}
    assert held["Syrian government troops and militia"] == ("Government",)
    assert held["Kurds"] == ("SDF",)
    assert held["terrorists"] == ()
