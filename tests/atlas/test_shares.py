"""Shares: the shipped map and published tables asked by every measure and base; wrong questions get one clear line."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("shapely")
pytest.importorskip("pyproj")
pytest.importorskip("pyarrow")

import msgspec

from whoholds.atlas import open_atlas
from whoholds.atlas.shares import shares_of
from whoholds.errors import UnknownName, WhoholdsError
from whoholds.model import Evidence, Part, PartTable

SYRIA = {
    "Government": 62.77,
    "SDF": 27.36,
    "HTS and allies": 3.56,
    "Turkey-backed groups": 2.20,
    "al-Tanf garrison": 3.72,
    "ISIS": 0.21,
}


def whoholds(*words: str) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).parent / "whoholds"), *words]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)


def test_syria_on_11_december_2018() -> None:
    shares = open_atlas().shares("SYR", on="2018-12-11", base="without the Golan")
    found = {each.holder: each.share for each in shares.holders}
    assert {name: found[name] for name in SYRIA} == pytest.approx(SYRIA, abs=0.1)
    assert shares.total == pytest.approx(185_939, abs=1)
    assert shares.residual == pytest.approx(0, abs=1e-4)
    assert sum(row.share or 0 for row in shares.rows) == pytest.approx(100, abs=1e-6)


def test_a_circle_round_al_tanf() -> None:
    shares = open_atlas().shares("SYR", on="2018-12-11", base="55 km around 33.5058 N 38.6178 E")
    assert shares.total == pytest.approx(6956, abs=15)
    assert shares.holders[0].holder == "al-Tanf garrison"


def test_places_and_population() -> None:
    atlas = open_atlas()
    places = atlas.shares("SYR", on="2018-12-11", measure="places", base="without the Golan")
    assert places.holders[0].share == pytest.approx(70, abs=0.5)
    people = atlas.shares("SYR", on="2018-12-11", measure="population", base="without the Golan")
    assert people.holders[0].share == pytest.approx(78.6, abs=0.5)


def test_a_published_table_is_asked_by_its_source() -> None:
    shares = open_atlas().shares("SYR", on="2018-12-11", source="Jusoor")
    assert [(row.holder, row.value) for row in shares.rows][:2] == [("Government", 59.6), ("SDF", 27.5)]
    assert shares.residual == pytest.approx(0)


@pytest.mark.parametrize(
    ("question", "what"),
    [
        ({"base": "with the moon"}, "no base 'with the moon' of SYR"),
        ({"base": "without the Golan; with the Golan"}, "another base of its kind"),
        ({"base": "55,5 km around 33 N 38 E"}, "a comma inside a number"),
        ({"measure": "cattle"}, "no measure 'cattle'"),
        ({"source": "Nobody"}, "nothing on who held how much"),
        ({"on": "2010-01-01"}, "nothing on who held how much"),
    ],
)
def test_wrong_questions(question: dict[str, str], what: str) -> None:
    with pytest.raises(WhoholdsError, match=what):
        open_atlas().shares("SYR", **{"on": "2018-12-11", **question})


def test_a_unit_by_its_code_its_name_or_another_name() -> None:
    atlas = open_atlas()
    named = {atlas.shares("SYR", on="2018-12-11", base=words).total for words in ("SY-ID", "Idlib", "the Idlib")}
    assert len(named) == 1
    with pytest.raises(UnknownName, match="did you mean"):
        atlas.shares("SYR", on="2018-12-11", base="Idlibb")


def test_parts_that_do_not_come_to_the_whole_are_no_shares() -> None:
    table = PartTable(
        evidence=Evidence(source="ours", as_of="2018", kind="polygons"),
        place="XXX",
        measure="area",
        unit="km2",
        day="2018-12-31",
        parts=(Part(name="A", holder="A", value=99.0),),
        total=100.0,
    )
    with pytest.raises(WhoholdsError, match="the parts come to 99"):
        shares_of(table, "2018-12-31")
    published = msgspec.structs.replace(table, evidence=Evidence(source="ours", as_of="2018"))
    assert shares_of(published, "2018-12-31").residual == 1


def test_the_command_prints_json_of_the_contract() -> None:
    done = whoholds("atlas", "shares", "Syria", "--on", "2018-12-11", "--json")
    printed = json.loads(done.stdout)
    assert {"place", "on", "base", "measure", "unit", "evidence", "rows", "total", "residual"} <= set(printed)
    assert {"holder", "status", "value", "share"} <= set(printed["rows"][0])
    assert (printed["place"], printed["unit"], printed["base"]) == ("SYR", "km2", "the whole country")
    assert printed["evidence"]["kind"] == "points"


def test_the_command_prints_a_table_with_the_check_of_its_sum() -> None:
    done = whoholds("atlas", "shares", "SYR", "--on", "2018-12-11", "--base", "Idlib")
    assert done.stdout.startswith("Syria: Idlib on 2018-12-11, by area\n")
    assert "the parts come to the whole" in done.stdout
    refused = whoholds("atlas", "shares", "SYR", "--on", "2018-12-11", "--base", "nowhere")
    assert (refused.returncode, len(refused.stderr.splitlines())) == (1, 1)


def test_what_the_tool_filled_up_is_no_sum_that_was_checked() -> None:
    done = whoholds("atlas", "shares", "AFG", "--on", "2018-10-31", "--by", "districts", "--source", "SIGAR")
    assert "Government (influence)    53.8" in done.stdout
    assert "the parts come to the whole" not in done.stdout
    said = " ".join(done.stdout.split())
    assert "Sum: none was checked; the rest of the whole, 46.2 %, was filled up as “not said”." in said
    over = whoholds("atlas", "shares", "AFG", "--on", "2017-10-20", "--by", "districts", "--source", "SIGAR")
    assert "Sum: the parts come to 0.1 % more than the whole." in over.stdout


@pytest.mark.parametrize(
    ("on", "line"),
    [
        ("2030-01-01", "The evidence is 1,461 days older than that: it is for 2026-01-01."),
        ("2026-02-02", "The evidence is 32 days older than that: it is for 2026-01-01."),
        ("2026-02-01", None),
    ],
)
def test_evidence_that_is_much_older_than_asked_says_so(on: str, line: str | None) -> None:
    said = whoholds("atlas", "shares", "UKR", "--on", on, "--source", "DeepState").stdout.splitlines()
    assert said[0] == f"Ukraine on {on}, by area"
    assert (line in said) if line else not any("older than that" in each for each in said)


def test_the_command_lists_layers_and_bases() -> None:
    listed = whoholds("atlas", "list", "--json")
    assert [json.loads(line)["place"] for line in listed.stdout.splitlines()] == ["SYR"]
    assert "Whoholds points for Syria" in whoholds("atlas", "list").stdout
    assert "No layer of FRA" in whoholds("atlas", "list", "FRA").stdout
    bases = whoholds("atlas", "shares", "SYR", "--on", "2018-12-11", "--bases").stdout.splitlines()
    assert {"without the Golan", "without inland water", "the 55 km zone around al-Tanf"} <= set(bases)
