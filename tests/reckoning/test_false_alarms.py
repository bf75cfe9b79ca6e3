"""The rate of false alarms that the docs print is what the script measures, and the script reckons as a check does."""

from __future__ import annotations

import sys
from itertools import islice
from pathlib import Path

import pytest

pytest.importorskip("pyarrow")

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "scripts"))

from false_alarms import (  # noqa: E402
    EvidenceSet,
    claim_of,
    evidence_sets,
    outcomes,
    rows_by_evidence,
    rows_by_words,
)

from whoholds.atlas import Atlas, open_atlas  # noqa: E402
from whoholds.model import Evidence, Part, PartTable  # noqa: E402
from whoholds.reckoning import reckon  # noqa: E402

PRINTED = (ROOT / "docs/explanation/false-alarms.md").read_text(encoding="utf-8").splitlines()


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return open_atlas()


@pytest.fixture(scope="module")
def on_map_and_published(atlas: Atlas) -> EvidenceSet:
    return list(evidence_sets(atlas, ["SYR"]))[-1]


def test_rows_of_the_first_table_are_those_that_the_docs_print(atlas: Atlas) -> None:
    rows = rows_by_evidence(evidence_sets(atlas, ["MMR", "YEM"]), atlas)

    assert [row.split(" | ")[0] for row in rows] == ["| Myanmar", "| Yemen"]
    assert set(rows) <= set(PRINTED), "Run: uv run scripts/false_alarms.py"


def test_rows_of_the_second_table_are_those_that_the_docs_print(
    atlas: Atlas, on_map_and_published: EvidenceSet
) -> None:
    rows = rows_by_words(on_map_and_published, atlas)

    assert len(rows) == 6
    assert set(rows) <= set(PRINTED), "Run: uv run scripts/false_alarms.py"


def test_what_becomes_of_a_figure_is_what_the_reckoning_says(atlas: Atlas, on_map_and_published: EvidenceSet) -> None:
    for each, number in ((next(evidence_sets(atlas, ["AFG"])), 20), (on_map_and_published, 10)):
        for words, outcome in islice(outcomes(each, atlas), number):
            reckoned = reckon(claim_of(words, each, atlas), each.tables, deals=0)
            cost = len(reckoned.explanations[0].departures) if reckoned.explanations else None

            assert reckoned.verdict == ("no reading" if outcome is None else "only if" if outcome else "as stated")
            assert reckoned.verdict != "only if" or cost == outcome


def test_a_side_with_half_of_the_land_comes_out_as_stated_for_every_second_lower_bound(atlas: Atlas) -> None:
    # One holder with 50 of 100: "more than" holds for figures up to 50, "less than" from 50 on, no other reading.
    parts = (Part(name="A", holder="Government", value=50), Part(name="rest", value=50))
    table = PartTable(
        evidence=Evidence(source="S", as_of="2023-04-12"),
        place="YEM",
        measure="area",
        unit="percent",
        day="2023-04-12",
        parts=parts,
        total=100,
    )
    for words, outcome in outcomes(EvidenceSet("half", "YEM", "2023-04-12", (table,)), atlas, 300):
        half_a_digit = 0.5 if words.value.is_integer() else 0.05
        holds = {
            "exact": words.value == 50,
            "at_least": words.value - half_a_digit <= 50,
            "at_most": words.value + half_a_digit >= 50,
        }
        if words.bound in holds:
            assert (outcome == 0) == holds[words.bound], words
