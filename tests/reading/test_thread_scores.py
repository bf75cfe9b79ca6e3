"""The published scores for threads, notes and appeals are those that the script measures."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs" / "explanation" / "threads.md"


def _script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_threads", ROOT / "scripts" / "score_threads.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


SCRIPT = _script()


@pytest.fixture(scope="module")
def measured() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = SCRIPT.measure(peers=False)
    return found


def test_our_row_in_the_docs_is_what_is_measured(measured: dict[str, dict[str, Any]]) -> None:
    page = DOCS.read_text("utf-8")
    for name, result in measured.items():
        heading, _, ours = SCRIPT.table(name, result).split("\n")
        assert heading in page
        assert page.partition(heading)[2].split("\n")[2] == ours


def test_no_score_falls(measured: dict[str, dict[str, Any]]) -> None:
    for result in measured.values():
        for measure, shown in result["readers"]["whoholds"].items():
            wanted = 0.0 if measure == "in body" else 1.0
            assert shown["recall"] == wanted, measure
            assert measure == "in body" or shown["precision"] == wanted, measure


def test_each_peer_has_its_row_in_the_docs() -> None:
    page = DOCS.read_text("utf-8")
    assert all(page.count(f"| {peer} |") == 2 for peer in SCRIPT.PEERS)


def key(**more: Any) -> dict[str, Any]:
    asked = {
        "id": "1",
        "parent": None,
        "author": "Ana",
        "posted": "2021-05-04",
        "votes": 3,
        "text": "Half of what, then?",
    }
    answer = {**asked, "id": "2", "parent": "1", "author": "Bo", "text": "Of the land, and not of the water."}
    page = ROOT / "tests" / "reading" / "pages" / "isso.html"
    return {
        "file": str(page),
        "thread": [asked, answer],
        "body": ["It holds half."],
        "notes": [],
        "appeal": None,
        **more,
    }


def test_what_is_counted_of_records() -> None:
    asked, answer = key()["thread"]
    found = {
        "thread": [
            {**asked, "id": "a", "author": "Anna"},
            {**answer, "id": "b", "parent": None, "votes": None},
            {**answer, "id": "c", "parent": "b", "text": "Never said."},
        ],
        "body": "It holds half. Of the land, and not of the water.",
        "notes": [{"text": "Not so.", "by": None, "kind": "note"}],
        "appeal": None,
    }
    scores = SCRIPT.score([key()], [found])
    shares = {measure: (shown["precision"], shown["recall"]) for measure, shown in scores.items()}
    assert shares == {
        "comments": (0.6667, 1.0),
        "authors": (0.5, 0.5),
        "parents": (0.0, 0.0),
        "times": (1.0, 1.0),
        "votes": (1.0, 0.5),
        "in body": (1.0, 1.0),
        "body kept": (1.0, 1.0),
        "notes": (0.0, None),
    }
    assert scores["in body"]["wanted"] == 1  # the other one is too short to be known again


def test_what_is_counted_of_lines() -> None:
    found = {"stream": ["Half of what, then?", "Leave a reply", "Of the land,"], "body": ""}
    scores = SCRIPT.score([key()], [found])
    assert (scores["comments"]["right"], scores["comments"]["given"]) == (2, 3)
    assert (scores["comments"]["found"], scores["comments"]["wanted"]) == (1, 2)
    assert scores["body kept"]["recall"] == 0.0
    assert "authors" not in scores
