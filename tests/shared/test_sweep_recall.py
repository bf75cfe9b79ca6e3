"""The cheap look of a sweep loses no passage of the gold set, of the seed page or of the saved threads."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from whoholds import read, read_html
from whoholds.reading.passage import read_passage
from whoholds.sweeping.prefilter import prefilter
from whoholds.sweeping.reading import may_hold

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="needs ../shared")


def _page(text: str) -> str:
    return "<html><body>" + "".join(f"<p>{paragraph}</p>" for paragraph in text.split("\n\n")) + "</body></html>"


def test_recall_on_the_gold_set_is_1() -> None:
    lines = (SHARED / "gold/en-dev.jsonl").read_text(encoding="utf-8").splitlines()
    texts = [json.loads(line) for line in lines]
    # All that are marked, and all that the reader finds figures in, rightly or not.
    held = [passage["text"] for passage in texts if passage["figures"] or read_passage(passage["text"])]
    assert len(held) > 120
    assert [text[:80] for text in held if not prefilter().may_hold(_page(text).encode())] == []
    found = [text for text in held if read_passage(text)]
    assert [text[:80] for text in found if not may_hold(_page(text))] == []


def test_pages_with_figures_are_kept() -> None:
    pages = [SHARED / "seed/report.txt", *(ROOT / "examples").glob("*.*"), *(SHARED / "threads").glob("*.html")]
    assert len(pages) >= 9
    for path in pages:
        raw = path.read_bytes()
        report = read_html(raw) if path.suffix == ".html" else read(path)
        if report.figures:
            assert prefilter().may_hold(raw), path.name
            assert may_hold(raw.decode("utf-8", errors="replace")), path.name
