"""The 56 cases worked out from published estimates: every window, value and verdict."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from whoholds.reckoning.cases import Case, read_cases, reckon_case, search_case

CASES = Path(__file__).resolve().parents[2].parent / "shared" / "estimates" / "cases.jsonl"

pytestmark = pytest.mark.skipif(not CASES.exists(), reason="the shared cases are not here")


def keyed() -> list[tuple[Case, dict[str, Any]]]:
    lines = CASES.read_bytes().splitlines()
    return list(zip(read_cases(lines), map(json.loads, lines), strict=True))


def test_every_verdict_agrees() -> None:
    verdicts = [(case.id, reckon_case(case).verdict) for case, _ in keyed()]

    assert verdicts == [(key["id"], key["verdict"]) for _, key in keyed()]
    assert len(verdicts) == 56


def test_every_window_agrees() -> None:
    for case, key in keyed():
        reckoned = reckon_case(case)
        assert list(reckoned.holds) == key["holds"], case.id
        assert list(reckoned.gives) == key["gives"], case.id


def test_every_value_agrees_to_a_hundredth() -> None:
    for case, key in keyed():
        reckoned = reckon_case(case)
        assert reckoned.literal.value == pytest.approx(key["literal"]["value"], abs=0.01), case.id
        assert (reckoned.literal.holds, reckoned.literal.gives) == (key["literal"]["holds"], key["literal"]["fits"])
        for reading, expected in zip(reckoned.readings, key["readings"], strict=True):
            assert reading.value == pytest.approx(expected["value"], abs=0.01), case.id
            assert reading.fits == expected["fits"], case.id


def test_the_free_search_finds_every_listed_reading_that_fits() -> None:
    for case, key in keyed():
        if not case.partition:
            continue
        found = {frozenset(outcome.numerator) for outcome in search_case(case).found or ()}
        listed = {frozenset(reading["numerator"]) for reading in key["readings"] if reading["fits"]}
        assert listed <= found, case.id
