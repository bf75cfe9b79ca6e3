"""The gate on reading figures: the score on the gold set may not fall below what was pinned.

`uv run python scripts/pin_gold_floor.py` pins a better score; it refuses to lower one.
"""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]


def _gate() -> ModuleType:
    """Load the script that pins the floor: the gate measures with its functions."""
    spec = importlib.util.spec_from_file_location("pin_gold_floor", ROOT / "scripts" / "pin_gold_floor.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


GATE = _gate()
pytestmark = pytest.mark.skipif(not GATE.GOLD.exists(), reason="the gold set is not here")

# Reading is deterministic, so the score has no noise. One figure of the 217 moves f1 by 0.0023: a fix of a rule that
# wins elsewhere may cost one figure here.
EPSILON = 0.0024
# One of the 210 that are matched.
EPSILON_RIGHT = 0.0048


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    found: dict[str, Any] = GATE.measure(tmp_path_factory.mktemp("gold"))
    return found


@pytest.fixture(scope="module")
def floor() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(Path(GATE.FLOOR).read_text(encoding="utf-8"))
    return found


def test_the_floor_is_for_this_gold_set(floor: dict[str, Any]) -> None:
    assert floor["sha256"] == GATE.digest(), "the gold set changed: look at the misses, then pin again"


def test_finding_figures_did_not_get_worse(measured: dict[str, Any], floor: dict[str, Any]) -> None:
    assert measured["f1"] >= floor["f1"] - EPSILON


def test_full_figures_did_not_get_worse(measured: dict[str, Any], floor: dict[str, Any]) -> None:
    assert measured["full"] >= floor["full"] - EPSILON


def test_no_attribute_got_worse(measured: dict[str, Any], floor: dict[str, Any]) -> None:
    worse = {name: share for name, share in measured["right"].items() if share < floor["right"][name] - EPSILON_RIGHT}
    assert worse == {}


def test_the_thresholds_of_the_product_hold(measured: dict[str, Any]) -> None:
    assert measured["f1"] >= 0.95
    assert measured["full"] >= 0.80
    assert {name: share for name, share in measured["right"].items() if share < 0.90} == {}


def test_hard_negatives_stay_empty(measured: dict[str, Any], floor: dict[str, Any]) -> None:
    assert measured["figures_in_negatives"] <= min(2, floor["figures_in_negatives"])


def test_a_lower_score_is_named(floor: dict[str, Any]) -> None:
    assert GATE.regressions(floor, floor) == []
    assert GATE.regressions(floor, {**floor, "full": floor["full"] - 0.01}) != []
    assert GATE.regressions(floor, {**floor, "figures_in_negatives": 3}) != []
    assert GATE.regressions(floor, {**floor, "right": {**floor["right"], "base": 0.5}}) != []
