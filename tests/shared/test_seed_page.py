"""The seed report's shape: headline, appeal, caption, paragraphs and all of its thread, by the answer key."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from whoholds.model import Report
from whoholds.reading import read

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
SEED = SHARED / "seed" / "report.txt"

pytestmark = pytest.mark.skipif(not SEED.exists(), reason="needs ../shared")


@pytest.fixture(scope="module")
def report() -> Report:
    return read(SEED)


@pytest.fixture(scope="module")
def key() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((SHARED / "seed" / "expected.json").read_text(encoding="utf-8"))
    return loaded


def test_headline_language_and_dates(report: Report, key: dict[str, Any]) -> None:
    assert report.headline == key["headline"]
    assert (report.published, report.event_date, report.language) == (None, key["event_date"], key["language"])
    assert [image.caption for image in report.images] == [key["image_caption"]]


def test_the_appeal(report: Report, key: dict[str, Any]) -> None:
    assert report.appeal is not None
    found = {name: getattr(report.appeal, name) for name in ("asks", "goal", "raised", "currency")}
    assert found | {"marks": list(report.appeal.marks)} == key["appeal"]


def test_the_body_is_all_there_and_nothing_else(report: Report) -> None:
    text = SEED.read_text(encoding="utf-8").replace("\u00a0", " ")
    assert len(report.paragraphs) == 8
    assert all(paragraph in text for paragraph in report.paragraphs)
    assert [(note.by, note.after) for note in report.notes] == [("SF", 1)]


def test_all_comments_with_author_parent_depth_and_text(report: Report, key: dict[str, Any]) -> None:
    assert len(report.thread) == key["comments"]
    assert max(comment.depth for comment in report.thread) == key["deepest"]
    for comment, wanted in zip(report.thread, key["thread"], strict=True):
        found = (comment.id, comment.author, comment.parent, comment.depth, len(comment.text))
        assert found == tuple(wanted[name] for name in ("id", "author", "parent", "depth", "characters"))
        assert comment.text.startswith(wanted["starts"])
        assert comment.text.endswith(wanted["ends"])


def test_every_figure_stands_where_it_says(report: Report) -> None:
    texts = {comment.id: comment.text for comment in report.thread}
    for figure in report.figures:
        if figure.comment is not None:
            text = texts[figure.comment]
        elif figure.note is not None:
            text = report.notes[figure.note].text
        elif figure.paragraph is not None:
            text = report.paragraphs[figure.paragraph]
        else:
            assert figure.where == "headline"
            text = report.headline or ""
        assert text[slice(*figure.span)] == figure.quote
