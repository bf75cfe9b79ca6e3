"""The seed report's statements and notes against its answer key."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from whoholds.model import Figure, Statement
from whoholds.reading.pages.notes import find_notes
from whoholds.reading.speech.attribute import attribute_figures
from whoholds.reading.speech.statements import find_statements

SEED = Path(__file__).resolve().parents[2].parent / "shared" / "seed"
pytestmark = pytest.mark.skipif(not SEED.exists(), reason="the seed report is not here")


@pytest.fixture(scope="module")
def expected() -> dict[str, Any]:
    key: dict[str, Any] = json.loads((SEED / "expected.json").read_text(encoding="utf-8"))
    return key


@pytest.fixture(scope="module")
def body() -> list[str]:
    """The body's paragraphs, from the caption to the appeal."""
    text = (SEED / "report.txt").read_text(encoding="utf-8")
    text = text[text.index("full-size image") + len("full-size image") : text.index("Do you like this content")]
    return [" ".join(part.split()) for part in text.split("\n\n") if part.strip()]


@pytest.fixture(scope="module")
def statements(body: list[str]) -> tuple[Statement, ...]:
    paragraphs, _ = find_notes(body)
    return find_statements(paragraphs)


def test_the_note_is_taken_out(body: list[str], expected: dict[str, Any]) -> None:
    paragraphs, notes = find_notes(body)
    (key,) = expected["notes"]
    (note,) = notes
    assert note.by == key["by"]
    assert note.text.startswith(key["starts"])
    assert note.text.endswith(key["ends"])
    assert note.after == 1
    assert len(paragraphs) == len(body) - 1


def test_every_quotation_is_its_speakers(statements: tuple[Statement, ...], expected: dict[str, Any]) -> None:
    for key in expected["statements"]:
        for quote in key["quotes"]:
            (found,) = [s for s in statements if s.direct and s.content.startswith(quote)]
            assert found.speaker == key["speaker"]
            assert (found.role, found.rank) == (key["role"], key["rank"])
            assert (found.occasion, found.date) == (key["occasion"], key["date"])


def test_every_speaker_with_role_and_content(statements: tuple[Statement, ...], expected: dict[str, Any]) -> None:
    assert {s.speaker for s in statements} == {key["speaker"] for key in expected["statements"]}
    for key in expected["statements"]:
        said = [s for s in statements if s.speaker == key["speaker"]]
        assert {s.role for s in said} == {key["role"]}
        assert key.get("content") is None or [s.content for s in said] == [key["content"]]


def test_every_figure_is_its_speakers(
    body: list[str], statements: tuple[Statement, ...], expected: dict[str, Any]
) -> None:
    paragraphs, notes = find_notes(body)
    texts = {"body": [(p, [s for s in statements if s.paragraph == i]) for i, p in enumerate(paragraphs)]}
    texts["note"] = [(note.text, []) for note in notes]
    at: dict[str, int] = {}
    for key in expected["figures"]:
        if key["where"] not in texts:
            continue
        text, inside, start = _place(texts[key["where"]], key["quote"], at)
        span = (start, start + len(key["quote"]))
        figure = Figure(quote=key["quote"], span=span, value=key["value"], kind=key["kind"], unit=key["unit"])
        by = notes[0].by if key["where"] == "note" else None
        known = [s.speaker for s in statements]
        (found,) = attribute_figures([figure], text, inside, own_voice=by, known=known)
        if key["speaker"] is not None:
            assert found.speaker == key["speaker"], key["quote"]
        assert found.quoted == key["quoted"], key["quote"]


def _place(
    texts: list[tuple[str, list[Statement]]], quote: str, at: dict[str, int]
) -> tuple[str, list[Statement], int]:
    """Find the next place of a quote, in reading order."""
    for text, inside in texts:
        start = text.find(quote, at.get(text, 0))
        if start >= 0:
            at[text] = start + len(quote)
            return text, inside, start
    raise AssertionError(f"{quote} is not in the report")


def test_a_reader_names_whose_figure_it_is(expected: dict[str, Any], statements: tuple[Statement, ...]) -> None:
    key = next(k for k in expected["figures"] if k["speaker"] == "Mizintsev")
    text = (SEED / "report.txt").read_text(encoding="utf-8")
    comment = next(line for line in text.splitlines() if "Mizintsev´s" in line)
    start = comment.index(key["quote"])
    figure = Figure(
        quote=key["quote"], span=(start, start + len(key["quote"])), value=96.5, kind="share", unit="percent"
    )
    known = [s.speaker for s in statements]
    (found,) = attribute_figures([figure], comment, [], known=known, full_names=False)
    assert found.speaker == key["speaker"]
