"""Turns of phrase for holding, contesting, gaining and losing ground, one a line, all of our own writing.

`turns_en.txt` has the sentences with the quote and relation of each figure; who holds it and of what are asked in
`test_figures_table.py`. The sentences of `other_numbers_en.txt` have none.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from whoholds.reading.figures.find import find_figures

HERE = Path(__file__).parent
Rows = list[tuple[str, list[tuple[str, str]]]]


def _lines(name: str) -> list[str]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def _rows() -> Rows:
    rows: Rows = []
    for line in _lines("turns_en.txt"):
        text, _, figures = line.partition(" | ")
        read = [figure.rpartition(" = ") for figure in figures.split(" ; ")]
        rows.append((text, [(quote, relation) for quote, _, relation in read]))
    return rows


@pytest.mark.parametrize(("text", "figures"), _rows(), ids=[row[0][:60] for row in _rows()])
def test_turn(text: str, figures: list[tuple[str, str]]) -> None:
    assert [(figure.quote, figure.relation) for figure in find_figures(text)] == figures


@pytest.mark.parametrize("text", _lines("other_numbers_en.txt"), ids=lambda text: text[:60])
def test_other_numbers(text: str) -> None:
    assert [figure.quote for figure in find_figures(text)] == []
