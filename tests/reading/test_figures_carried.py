"""Figures whose clause leaves out its verb, its unit or its place, in sentences of our own; and what is none.

A row is the text and its figures: quote, value, relation, holder, base. A field that is `...` is not compared.
"""

from __future__ import annotations

from types import EllipsisType

import pytest

from whoholds.reading.figures.find import find_figures

Field = str | EllipsisType | None
Row = tuple[str, float, str, Field, Field]

TABLE: list[tuple[str, list[Row]]] = [
    # A list of sides after one verb.
    (
        "The army controls 52.5 percent of Oruland, the rebels 30.1 and the gangs 17.4.",
        [
            ("52.5 percent", 52.5, "holds", "army", "Oruland"),
            ("30.1", 30.1, "holds", "rebels", "Oruland"),
            ("17.4", 17.4, "holds", "gangs", "Oruland"),
        ],
    ),
    (
        "The government holds 40 percent of Oruland; the rebels supported by Aruland, a third.",
        [
            ("40 percent", 40, "holds", "government", "Oruland"),
            ("a third", 33.3333, "holds", "rebels supported by Aruland", "Oruland"),
        ],
    ),
    # A list of places after one verb.
    (
        "The invaders seized 6,000 square kilometres of Aru, 590 on the west bank and 115 in the hills.",
        [
            ("6,000 square kilometres", 6000, "gained", "invaders", "Aru"),
            ("590", 590, "gained", "invaders", ...),
            ("115", 115, "gained", "invaders", ...),
        ],
    ),
    (
        "Russia holds 19 percent of Ukraine; 88 percent of the Donbas; and 74 percent of Zaporizhzhia and Kherson.",
        [
            ("19 percent", 19, "holds", "Russia", "Ukraine"),
            ("88 percent", 88, "holds", "Russia", "Donbas"),
            ("74 percent", 74, "holds", "Russia", "Zaporizhzhia and Kherson"),
        ],
    ),
    (
        "Aru holds 19 percent of Oruland; 60 percent of the vote went to the president.",
        [("19 percent", 19, "holds", "Aru", "Oruland")],
    ),
    # A part of a part.
    (
        "The army holds 60 percent of Syria, the rebels 10 percent, of which HTS holds 7 percent.",
        [
            ("60 percent", 60, "holds", "army", "Syria"),
            ("10 percent", 10, "holds", "rebels", "Syria"),
            ("7 percent", 7, "holds", "HTS", "Syria"),
        ],
    ),
    # A number given anew.
    (
        "The spokesman said troops held 90 percent of Aru. The mayor put the figure at 70%.",
        [("90 percent", 90, "holds", "troops", "Aru"), ("70%", 70, "holds", "troops", "Aru")],
    ),
    (
        "The rebels had eleven districts; they have eight at the most. A monitor put the number at seven.",
        [
            ("eleven districts", 11, "holds", "rebels", ...),
            ("eight at the most", 8, "holds", "rebels", ...),
            ("seven", 7, "holds", "rebels", ...),
        ],
    ),
    ("Rebel leaders put their losses at a fifth.", [("a fifth", 20, "lost", "Rebel leaders", None)]),
    (
        "We hold the docks of Aru; that is about a tenth of the city.",
        [("about a tenth", 10, "holds", "we", ...)],
    ),
    # A level with its change, and a count with its share.
    (
        "The army holds 60 districts of Oruland, or 15 percent of the total, three fewer than in May.",
        [
            ("60 districts", 60, "holds", "army", "Oruland"),
            ("15 percent", 15, "holds", "army", "Oruland"),
            ("three", 3, "lost", "army", "Oruland"),
        ],
    ),
    (
        "The occupiers hold 4.7 percent of Aru province, up 2.8 points; in Oru, where the river stopped them, "
        "72 percent.",
        [
            ("4.7 percent", 4.7, "holds", "occupiers", "Aru province"),
            ("2.8 points", 2.8, "gained", "occupiers", "Aru province"),
            ("72 percent", 72, "holds", "occupiers", "Oru"),
        ],
    ),
    # "Have", where a side has ground.
    (
        "In the whole of the Aru region the Russians have 95 percent.",
        [("95 percent", 95, "holds", "Russians", "Aru region")],
    ),
    ("The rebels have 70 p.c. of Serbia.", [("70 p.c.", 70, "holds", "rebels", "Serbia")]),
    # Compounds, measures and marks.
    ("The militia lost a 30-percent chunk of Oruland.", [("30-percent", 30, "lost", "militia", "Oruland")]),
    ("One in three Afghan districts is contested.", [("One in three", 33.3333, "contests", None, "Afghanistan")]),
    (
        "The army rules 40 out of 300 square kilometres.",
        [("40 out of 300 square kilometres", 40, "holds", "army", None)],
    ),
    (
        "The rebels hold 44,8 % of Oruland. The army took 12.500 km² of it.",
        [("44,8 %", 44.8, "holds", "rebels", "Oruland"), ("12.500 km²", 12_500, "gained", "army", ...)],
    ),
    ("Rebels occupy 12 500 km² of Oruland.", [("12 500 km²", 12_500, "holds", "Rebels", "Oruland")]),
    (
        "They were penned into an area 200 metres by 50.",
        [("200 metres", 200, "holds", ..., ...), ("50", 50, "holds", ..., ...)],
    ),
    # Whose ground it is.
    (
        "Aruland has seized more than 2,000 square kilometres that rightfully belong to Oruland.",
        [("more than 2,000 square kilometres", 2000, "gained", "Aruland", "Oruland")],
    ),
    (
        "Oru Deir, a town of 45,000, is besieged by the rebels.",
        [("45,000", 45_000, "contests", "rebels", "Oru Deir")],
    ),
]

NEGATIVES = [
    # Having, losing and sharing out other things.
    "The Republicans have 52 percent, the Democrats 48.",
    "The country has 34 provinces.",
    "They have eleven children and 40 percent of the shares.",
    "The minister put the figure at 70%.",
    "Analysts spoke of 60 percent.",
    "The lake has lost 90 percent of its surface.",
    "One in three voters stayed at home.",
    "One in ten districts has no doctor.",
    "Aru Bank 44 percent of the loans; Oru Bank 22 percent; others the rest.",
    "The opposition, which governs a third of the townspeople, took 54 percent. Turnout fell, and a recount of the "
    "vote begins on Monday.",
    "Half a million of our citizens cannot go home.",
    # What a country has, and no ground.
    "The army holds half of Oruland's oil wells.",
    "The army controls a third of the country's power plants.",
    "The rebels control half of Syria's road network.",
    "They have another quarter and another fifth.",
]


@pytest.mark.parametrize(("text", "rows"), TABLE, ids=[text[:50] for text, _ in TABLE])
def test_sentence(text: str, rows: list[Row]) -> None:
    found = find_figures(text)
    assert [(figure.quote, figure.value, figure.relation) for figure in found] == [row[:3] for row in rows]
    for figure, (_, _, _, holder, base) in zip(found, rows, strict=True):
        assert holder is ... or figure.holder == holder
        assert base is ... or figure.base == base
        assert text[slice(*figure.span)] == figure.quote


@pytest.mark.parametrize("text", NEGATIVES, ids=lambda text: text[:40])
def test_no_figure(text: str) -> None:
    assert [figure.quote for figure in find_figures(text)] == []
