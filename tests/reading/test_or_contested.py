"""Whether contested ground is counted with what is held: "controls or contests", not "controls" and not "contests"."""

from __future__ import annotations

import pytest

from whoholds.reading.figures.find import find_figures


def told(text: str) -> list[tuple[str, str, str | None, bool]]:
    return [(figure.quote, figure.relation, figure.holder, figure.or_contested) for figure in find_figures(text)]


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("The Taliban control or contest 44 percent of Afghanistan's districts.", "44 percent"),
        ("The Taliban now fully hold or hotly contest 178 districts.", "178 districts"),
        ("The Taliban contest or control a fifth of Oruland.", "a fifth"),
        ("The Taliban control, influence or contest 44 percent of the districts.", "44 percent"),
        ("44 percent of the districts are controlled or contested by the Taliban.", "44 percent"),
        ("A fifth of Oruland is contested or controlled by the Taliban.", "A fifth"),
        ("Some 40 percent of districts are held, influenced or contested by the Taliban.", "Some 40 percent"),
        ("44 percent of the districts are either contested or under Taliban control.", "44 percent"),
        ("44 percent of the districts are under Taliban control or contested.", "44 percent"),
    ],
)
def test_contested_ground_counts_too(text: str, quote: str) -> None:
    assert told(text) == [(quote, "holds", "Taliban", True)]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        (
            "The Taliban control or influence 14 percent of the districts.",
            [("14 percent", "holds", "Taliban", False)],
        ),
        ("The Taliban contest 30 percent of the districts.", [("30 percent", "contests", "Taliban", False)]),
        (
            "The Taliban control 14 percent of Oruland and contest 30 percent.",
            [("14 percent", "holds", "Taliban", False), ("30 percent", "contests", "Taliban", False)],
        ),
        ("59 districts are held by the Taliban and 119 contested.", [("59 districts", "holds", "Taliban", False)]),
        ("The army seized or contests 12 villages.", [("12 villages", ..., "army", False)]),
    ],
)
def test_it_does_not(text: str, figures: list[tuple[object, ...]]) -> None:
    found = told(text)
    assert [each for each in found if each[3]] == []
    assert [(quote, holder) for quote, _, holder, _ in found] == [(row[0], row[2]) for row in figures]
    assert all(row[1] in (..., each[1]) for row, each in zip(figures, found, strict=True))


def test_what_says_the_figure_again_says_it_too() -> None:
    text = "178 districts, or 44 percent of the total, are controlled or contested by the Taliban."
    assert told(text) == [("178 districts", "holds", "Taliban", True), ("44 percent", "holds", "Taliban", True)]
