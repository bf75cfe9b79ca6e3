"""Numbers that leave out their noun or their verb, or say them in an unusual way; and what looks like one.

A row is the text, in sentences of our own, and its figures: quote, value, unit, relation, holder. A field that is `...`
is not compared.
"""

from __future__ import annotations

from types import EllipsisType

import pytest

from whoholds.reading.figures.find import find_figures

Row = tuple[str, float, str, str, str | EllipsisType | None]

TABLE: list[tuple[str, list[Row]]] = [
    # The noun was said before.
    (
        "The rebels took 40 towns. Twelve of them are still besieged, another nine were retaken by the army.",
        [
            ("40 towns", 40, "towns", "gained", "rebels"),
            ("Twelve", 12, "towns", "contests", ...),
            ("nine", 9, "towns", "gained", "army"),
        ],
    ),
    (
        "The army lost 14 of the valley's 31 communes, leaving just nine in government hands.",
        [
            ("14 of the valley's 31 communes", 14, "communes", "lost", "army"),
            ("nine", 9, "communes", "holds", "government"),
        ],
    ),
    (
        "The rebels captured five villages and 30 soldiers; two of them were wounded and three others were killed.",
        [("five villages", 5, "settlements", "gained", "rebels")],
    ),
    (
        "Aru has the largest share of districts under rebel control (six of nine).",
        [("six of nine", 6, "districts", "holds", "rebels")],
    ),
    (
        "The province had 18 counties, of which the rebels occupied 11 at the height of the war.",
        [("18 counties", 18, "counties", "none", None), ("11", 11, "counties", "holds", "rebels")],
    ),
    (
        "Of the 66 hromadas, 33 are occupied, 12 lie on the contact line and 21 remain under rebel control.",
        [
            ("66 hromadas", 66, "hromadas", "none", None),
            ("33", 33, "hromadas", "holds", None),
            ("21", 21, "hromadas", "holds", "rebels"),
        ],
    ),
    (
        "The junta controls 90 townships, down from 161 a year ago.",
        [("90 townships", 90, "townships", "holds", "junta"), ("161", 161, "townships", "holds", "junta")],
    ),
    (
        "The junta holds 90 townships, up from 73 on 1 May, and has contested another 16.",
        [
            ("90 townships", 90, "townships", "holds", "junta"),
            ("73", 73, "townships", "holds", "junta"),
            ("16", 16, "townships", "contests", "junta"),
        ],
    ),
    (
        "Some 390,000 people live under siege—180,200 by the army, 200,000 by the rebels.",
        [
            ("Some 390,000 people", 390_000, "people", "contests", None),
            ("180,200", 180_200, "people", "contests", "army"),
            ("200,000", 200_000, "people", "contests", "rebels"),
        ],
    ),
    (
        "The rebels hold between a third and a half of the city, and a quarter to a third of the province.",
        [
            ("between a third and a half", 33.3333, "percent", "holds", "rebels"),
            ("a quarter to a third", 25, "percent", "holds", "rebels"),
        ],
    ),
    (
        "The army lost almost the entire northern province to the rebels.",
        [("almost the entire", 100, "percent", "lost", "army")],
    ),
    (
        "The junta patrols 900 square kilometres of Aruland, an increase of 200 square kilometres since May.",
        [
            ("900 square kilometres", 900, "km2", "holds", "junta"),
            ("200 square kilometres", 200, "km2", "gained", "junta"),
        ],
    ),
    (
        "The army is advancing in Aru province – by two to three kilometres a day.",
        [("two to three kilometres", 2, "km", "gained", "army")],
    ),
    (
        "At the truce Aruland kept three towns and gave up two.",
        [("three towns", 3, "towns", "holds", "Aruland"), ("two", 2, "towns", "lost", "Aruland")],
    ),
    # One noun for two numbers.
    (
        "The militia held 40 Serb and 20 Croat villages.",
        [("40", 40, "settlements", "holds", "militia"), ("20 Croat villages", 20, "settlements", "holds", "militia")],
    ),
    (
        "The rebels want to declare a buffer zone that is 80 by 30 kilometres.",
        [("80", 80, "km", "contests", "rebels"), ("30 kilometres", 30, "km", "contests", "rebels")],
    ),
    (
        "Under the caliphate the territory grew from 60,000 to 90,000 square kilometres.",
        [("60,000", 60000, "km2", "holds", ...), ("90,000 square kilometres", 90000, "km2", "holds", ...)],
    ),
    # A share of the same whole.
    (
        "The rebels had seized a third of the land mass of Oruland and two thirds of its coastline.",
        [("a third", 33.3333, "percent", "gained", "rebels"), ("two thirds", 66.6667, "percent", "gained", "rebels")],
    ),
    (
        "Some 40 percent of the population was under government control, 50 percent under rebel control.",
        [
            ("Some 40 percent", 40, "percent", "holds", "government"),
            ("50 percent", 50, "percent", "holds", "rebels"),
        ],
    ),
    (
        "40 percent of Oruland is held by the army, 30 percent by the rebels and 12 by the gangs.",
        [
            ("40 percent", 40, "percent", "holds", "army"),
            ("30 percent", 30, "percent", "holds", "rebels"),
            ("12", 12, "percent", "holds", "gangs"),
        ],
    ),
    (
        "The share of Oruland held by the rebels fell from about 70 percent to less than 50, "
        "just under the 52 percent allotted to them.",
        [
            ("about 70 percent", 70, "percent", "holds", "rebels"),
            ("less than 50", 50, "percent", "holds", "rebels"),
        ],
    ),
    (
        "The army controls 60 percent of Oruland. This marks a 10 percent increase from May.",
        [("60 percent", 60, "percent", "holds", "army"), ("10 percent", 10, "percent", "gained", "army")],
    ),
    (
        "The army reported a 20 percent drop in the territory held by the rebels.",
        [("20 percent", 20, "percent", "lost", "rebels")],
    ),
    (
        "The army controls 60 percent of Oruland. This marks a 10 percent increase in wages.",
        [("60 percent", 60, "percent", "holds", "army")],
    ),
    (
        "One in three people in Oruland lives under rebel control.",
        [("One in three", 33.3333, "percent", "holds", "rebels")],
    ),
    (
        "The rebels hold half of the roughly 300 district centres.",
        [
            ("half", 50, "percent", "holds", "rebels"),
            ("roughly 300 district centres", 300, "district centers", "none", None),
        ],
    ),
    # The same number more exactly.
    (
        "We freed nearly 500 square kilometres — 490 — and 12 villages.",
        [
            ("nearly 500 square kilometres", 500, "km2", "gained", "we"),
            ("490", 490, "km2", "gained", "we"),
            ("12 villages", 12, "settlements", "gained", "we"),
        ],
    ),
    # Distances.
    (
        "The offensive drove the rebel forces 6–10 kilometres away from the town.",
        [("6–10 kilometres", 6, "km", "lost", "rebel forces")],
    ),
    (
        "The marines drove the rebel forces some 6 kilometres back from the town.",
        [("some 6 kilometres", 6, "km", "gained", "marines")],
    ),
    ("Government troops moved five kilometres closer to the port.", [("five kilometres", 5, "km", "gained", ...)]),
    ("The ferry moved five kilometres closer to the port.", []),
    ("The marines drove 300 kilometres back from the coast.", []),
    (
        "The army created a buffer zone more than a kilometre deep and half a mile wide.",
        [("more than a kilometre", 1, "km", "gained", "army"), ("half a mile", 0.5, "mi", "gained", "army")],
    ),
    ("The town is more than a kilometre from the army's front line.", []),
    (
        "The group controls one and a half million hectares and two and a half thousand villages.",
        [
            ("one and a half million hectares", 1500000, "ha", "holds", "group"),
            ("two and a half thousand villages", 2500, "settlements", "holds", "group"),
        ],
    ),
    # What only describes, orders or places something else.
    (
        "The army captured Aru, one of the main rebel strongholds, and one of the three hills.",
        [("one of the three hills", 1, "hills", "gained", "army")],
    ),
    ("Rebels seized the last of the three border crossings.", []),
    ("The rebels hold 40 percent of Oruland and Highway 5.", [("40 percent", 40, "percent", "holds", "rebels")]),
    ("There is a 10 percent increase in the price of bread in the area held by the army.", []),
    ("Aru became the 11th out of 18 provinces to return to the government's control.", []),
    (
        "The rebels controlled 20 counties in the three northern states.",
        [("20 counties", 20, "counties", "holds", "rebels")],
    ),
    ("The army lost all but 10 percent of the country and all but three of its bases.", []),
    ("The treaty gave Aruland back none of the seven provinces.", []),
    ("The army lost 550 soldiers in the occupied zone, 250 of them in combat.", []),
    ("18 camps have been built in the part of the district that is under our control.", []),
    ("The corridor held by the army enables the settlement of up to two million people in the zone.", []),
]


@pytest.mark.parametrize(("text", "rows"), TABLE, ids=[text[:50] for text, _ in TABLE])
def test_sentence(text: str, rows: list[Row]) -> None:
    found = [(f.quote, f.value, f.unit, f.relation, f.holder) for f in find_figures(text)]
    assert [row[:4] for row in found] == [row[:4] for row in rows]
    assert [... if row[4] is ... else made[4] for made, row in zip(found, rows, strict=True)] == [r[4] for r in rows]
