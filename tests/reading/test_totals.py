"""The whole behind a share, which nobody holds; who is joined to a side; and what stands before the first sentence.

A row is a text and its figures: quote, relation, holder, base. A field that is `...` is not compared.
"""

from __future__ import annotations

from types import EllipsisType

import pytest

from whoholds.reading.figures.find import find_figures

Field = str | EllipsisType | None
Row = tuple[str, str, Field, Field]

TOTALS: list[tuple[str, list[Row]]] = [
    (
        "The Taliban control 45 percent of Afghanistan's 407 districts.",
        [("45 percent", "holds", "Taliban", "Afghanistan"), ("407 districts", "none", None, "Afghanistan")],
    ),
    (
        "Of Oruland's 185,000 square kilometres, 60 percent are held by the army.",
        [("185,000 square kilometres", "none", None, ...), ("60 percent", "holds", "army", ...)],
    ),
    (
        "Ukraine has an area of 603,000 square kilometres, 19 percent of which Russia holds.",
        [("603,000 square kilometres", "none", None, ...), ("19 percent", "holds", "Russia", "Ukraine")],
    ),
    (
        "Ukraine has an area of 603,000 square kilometres, of which Russia holds 19 percent.",
        [("603,000 square kilometres", "none", None, ...), ("19 percent", "holds", "Russia", "Ukraine")],
    ),
    (
        "The army controls 60 percent of Syria, a country of 185,000 square kilometres.",
        [("60 percent", "holds", "army", "Syria"), ("185,000 square kilometres", "none", None, ...)],
    ),
    (
        "The army controls 60 percent of Syria (185,180 sq km).",
        [("60 percent", "holds", "army", "Syria"), ("185,180 sq km", "none", None, ...)],
    ),
    (
        "229 districts in Afghanistan, 56.3 percent of the total of 407 districts, are under government control.",
        [
            ("229 districts", "holds", "government", "Afghanistan"),
            ("56.3 percent", "holds", "government", "Afghanistan"),
            ("407 districts", "none", None, ...),
        ],
    ),
    # What is held by itself.
    (
        "The army controls 19 percent of Syria, an area of 35,000 square kilometres.",
        [("19 percent", "holds", "army", "Syria"), ("35,000 square kilometres", "holds", "army", ...)],
    ),
    (
        "The army controls 19 percent of Syria (about 35,000 sq km).",
        [("19 percent", "holds", "army", "Syria"), ("about 35,000 sq km", "holds", "army", ...)],
    ),
    (
        "The rebels hold a third of Oruland and 12 districts of Aruland.",
        [("a third", "holds", "rebels", "Oruland"), ("12 districts", "holds", "rebels", ...)],
    ),
    (
        "The rebels took 300 square kilometres, of which the army has retaken half.",
        [("300 square kilometres", "gained", "rebels", ...), ("half", "gained", "army", ...)],
    ),
]

PARTNERS: list[tuple[str, list[Row]]] = [
    (
        "The army holds 60 percent of Syria. Together with its allies it holds 65 percent of Syria.",
        [("60 percent", "holds", "army", "Syria"), ("65 percent", "holds", "army together with its allies", "Syria")],
    ),
    (
        "The army holds 60 percent of Syria and, together with its allies, 65 percent.",
        [("60 percent", "holds", "army", "Syria"), ("65 percent", "holds", "army together with its allies", "Syria")],
    ),
    (
        "The rebels, along with the Aru Front, control a third of Oruland.",
        [("a third", "holds", "rebels together with the Aru Front", "Oruland")],
    ),
    # Somebody else's partner, and no partner.
    (
        "Iran, together with Russia, backs the army, which holds 60 percent of Syria.",
        [("60 percent", "holds", "army", "Syria")],
    ),
    (
        "The army advanced along with tanks and now holds 10 percent of Syria.",
        [("10 percent", "holds", "army", "Syria")],
    ),
]

DATELINES: list[tuple[str, list[Row]]] = [
    (
        "DAMASCUS (AP) - Clashes were reported in 10 percent of Syria.",
        [("10 percent", "contests", None, "Syria")],
    ),
    (
        "KABUL, Nov 3 (Reuters) - Fighting goes on in 10 percent of Afghanistan.",
        [("10 percent", "contests", None, "Afghanistan")],
    ),
    ("BEIRUT, Lebanon — Clashes were reported in 12 villages.", [("12 villages", "contests", None, None)]),
    ("Damascus (AFP) – Clashes were reported in 12 villages.", [("12 villages", "contests", None, None)]),
    (
        "KABUL (AP) - The Taliban control 10 percent of Afghanistan.",
        [("10 percent", "holds", "Taliban", "Afghanistan")],
    ),
    # A name before a dash that does something.
    (
        "The Taliban - in power since 2021 - control 98 percent of Afghanistan.",
        [("98 percent", "holds", "Taliban", "Afghanistan")],
    ),
    ("Kabul-based rebels hold 12 villages.", [("12 villages", "holds", ..., ...)]),
]


@pytest.mark.parametrize(("text", "rows"), [*TOTALS, *PARTNERS, *DATELINES])
def test_sentence(text: str, rows: list[Row]) -> None:
    found = find_figures(text)
    assert [(figure.quote, figure.relation) for figure in found] == [row[:2] for row in rows]
    for figure, (_, _, holder, base) in zip(found, rows, strict=True):
        assert holder is ... or figure.holder == holder
        assert base is ... or figure.base == base
