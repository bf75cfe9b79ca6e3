"""How well figures are read from passages in six languages.

The passages in `passages_CODE.jsonl` are of our own writing, after the manner of agencies, speeches, think tanks, blogs
and comments; they were annotated by hand before the reader saw them. All have been seen since: what was read of the
second half before that is in docs/how-to/add-a-language.md. The floors in `passages_abroad_floor.json` say what must
not get worse. When a change raises a score, raise its floor. Do not write a vocabulary to these sentences: add new
passages instead.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from abroad_scores import CODES, passages, scores

from whoholds.reading.pages.language import language_of
from whoholds.reading.passage import read_passage

FLOORS: dict[str, dict[str, float]] = json.loads(
    (Path(__file__).parent / "passages_abroad_floor.json").read_text(encoding="utf-8")
)


@pytest.mark.parametrize(("code", "score"), [(code, score) for code in CODES for score in sorted(FLOORS[code])])
def test_no_score_falls_below_its_floor(code: str, score: str) -> None:
    measured = scores(code)[score]
    assert measured >= FLOORS[code][score], f"{code}: {score} is {measured:.4f}, its floor is {FLOORS[code][score]}"


@pytest.mark.parametrize("code", CODES)
def test_every_score_has_a_floor(code: str) -> None:
    assert set(FLOORS[code]) == set(scores(code))


@pytest.mark.parametrize("code", CODES)
def test_finding_figures_is_as_good_as_promised(code: str) -> None:
    assert scores(code)["f1"] >= 0.95
    assert scores(code)["precision"] >= 0.98
    assert scores(code)["relation"] >= 0.90


@pytest.mark.parametrize("code", CODES)
def test_every_passage_is_read_in_its_own_language(code: str) -> None:
    assert [p["id"] for p in passages(code) if language_of(p["text"]) != code] == []


@pytest.mark.parametrize("code", CODES)
def test_nobody_is_named_where_names_are_not_read(code: str) -> None:
    figures = [figure for passage in passages(code) for figure in read_passage(passage["text"])]
    assert figures
    assert {(f.holder, f.base, f.speaker, f.as_of) for f in figures} == {(None, None, None, None)}


@pytest.mark.parametrize("code", CODES)
def test_every_quote_stands_where_its_span_says(code: str) -> None:
    for passage in passages(code):
        for figure in passage["figures"]:
            start, end = figure["span"]
            assert passage["text"][start:end] == figure["quote"], (passage["id"], figure["quote"])
