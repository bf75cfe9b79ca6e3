"""Texts cut at their figures, statements and notes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from whoholds.model import Statement
from whoholds.showing.marks import passage

TEXT = "The army said: “We hold 96.5% of it, and a third of the rest.” [Note: a third?]"
SPANS = st.tuples(st.integers(-3, 90), st.integers(-3, 90))


@given(st.lists(SPANS, max_size=8), st.lists(SPANS, max_size=4), st.lists(SPANS, max_size=3))
def test_no_word_is_lost_or_doubled_and_every_figure_is_found_once(
    figures: list[tuple[int, int]], statements: list[tuple[int, int]], notes: list[tuple[int, int]]
) -> None:
    told = [Statement(speaker="X", content="", direct=False, span=span) for span in statements]
    stretches = passage(TEXT, enumerate(figures), told, enumerate(notes))
    pieces = [piece for stretch in stretches for piece in stretch.pieces]
    assert "".join(piece.text for piece in pieces) == TEXT
    found = [p.figure for p in pieces if p.first] + [figure for p in pieces for figure in p.inside]
    assert sorted(f for f in found if f is not None) == [
        n for n, (start, end) in enumerate(figures) if 0 <= start < end <= len(TEXT)
    ]


def test_a_statement_takes_in_its_quotation_marks() -> None:
    start = TEXT.index("We")
    end = TEXT.index(".”")
    said = Statement(speaker="X", content=TEXT[start:end], direct=True, span=(start, end))
    words = ["".join(p.text for p in s.pieces) for s in passage(TEXT, (), [said]) if s.statement]
    assert words == ["“We hold 96.5% of it, and a third of the rest.”"]


def test_many_overlapping_spans_are_quick() -> None:
    text = "x" * 50_000
    stretches = passage(text, ((n, (n // 2, 40_000 + n % 10_000)) for n in range(50_000)))
    assert len(stretches) == 1
