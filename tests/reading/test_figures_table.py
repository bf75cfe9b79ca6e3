"""Sentences of our own writing, each with the figures that must be read from it.

A row is the text and its figures: quote, value or (value, high), bound, kind, unit, relation, holder, base. A field
that is `...` is not compared. Rows in `KNOWN_FAILURES` are read wrongly today and say so when that changes.
"""

from __future__ import annotations

from types import EllipsisType

import pytest

from whoholds.reading.figures.find import find_figures

Maybe = str | EllipsisType
Row = tuple[str, float | tuple[float, float], Maybe, str, str, Maybe, Maybe | None, Maybe | None]

TABLE: list[tuple[str, list[Row]]] = [
    # Shares, an active verb before them.
    (
        "Rebels now control roughly a third of Oruland.",
        [("roughly a third", 33.3333, "about", "share", "percent", "holds", "Rebels", "Oruland")],
    ),
    (
        "By last autumn the Army of the North held more than 60 percent of Libya.",
        [("more than 60 percent", 60, "at_least", "share", "percent", "holds", "Army of the North", "Libya")],
    ),
    (
        "In May the Houthis governed nearly 30% of Yemeni territory and some 70% of its population.",
        [
            ("nearly 30%", 30, "about", "share", "percent", "holds", "Houthis", "Yemen"),
            ("some 70%", 70, "about", "share", "percent", "holds", "Houthis", ...),
        ],
    ),
    (
        "Russia has occupied a fifth of Georgian territory since that war.",
        [("a fifth", 20, "exact", "share", "percent", "holds", "Russia", "Georgia")],
    ),
    (
        "The junta administers only 21 per cent of Myanmar, and its opponents hold 42 per cent.",
        [
            ("21 per cent", 21, "exact", "share", "percent", "holds", "junta", "Myanmar"),
            ("42 per cent", 42, "exact", "share", "percent", "holds", "opponents", ...),
        ],
    ),
    (
        "The separatists have lost between 10 and 15 percent of the land that they held.",
        [("between 10 and 15 percent", (10, 15), "exact", "share", "percent", "lost", "separatists", ...)],
    ),
    (
        "Government troops, backed by tribal fighters, have recaptured three-quarters of the city of Belmar.",
        [("three-quarters", 75, "exact", "share", "percent", "gained", "Government troops", "Belmar")],
    ),
    (
        "They say the militia seized up to 90 per cent of Darfur last year.",
        [("up to 90 per cent", 90, "at_most", "share", "percent", "gained", "militia", "Darfur")],
    ),
    (
        "Israel annexed two thirds of the Golan Heights.",
        [("two thirds", 66.6667, "exact", "share", "percent", "gained", "Israel", "Golan Heights")],
    ),
    (
        "The Taliban contest another 15% of the districts in Afghanistan.",
        [("15%", 15, "exact", "share", "percent", "contests", "Taliban", "Afghanistan")],
    ),
    (
        "Armenian forces withdrew from about 5 per cent of the province in 2020.",
        [("about 5 per cent", 5, "about", "share", "percent", "lost", "Armenian forces", ...)],
    ),
    (
        "Every fifth square kilometre of the country is occupied by the enemy.",
        [("Every fifth square kilometre", 20, "exact", "share", "percent", "holds", "enemy", ...)],
    ),
    (
        "Nearly all of Herat province is under Taliban control.",
        [("Nearly all", 100, "about", "share", "percent", "holds", "Taliban", "Herat province")],
    ),
    (
        "The caliphate shrank to less than 2 percent of Iraq.",
        [("less than 2 percent", 2, "at_most", "share", "percent", "lost", "caliphate", "Iraq")],
    ),
    (
        "ISIL's share of the city grew from 56.7 to 78.1 percent while it controlled the bridges.",
        [
            ("56.7", 56.7, "exact", "share", "percent", "holds", ..., ...),
            ("78.1 percent", 78.1, "exact", "share", "percent", "holds", ..., ...),
        ],
    ),
    # Passive, "under", "in the hands of".
    (
        "About 40 percent of the island was captured by Turkish troops within a month.",
        [("About 40 percent", 40, "about", "share", "percent", "gained", "Turkish troops", ...)],
    ),
    (
        "More than half of Sudan is in the hands of the Rapid Support Forces.",
        [("More than half", 50, "at_least", "share", "percent", "holds", "Rapid Support Forces", "Sudan")],
    ),
    (
        "A quarter of the town remained in rebel hands on Sunday.",
        [("A quarter", 25, "exact", "share", "percent", "holds", "rebels", ...)],
    ),
    (
        "Some 80 percent of Tripoli came under the control of the unity government.",
        [("Some 80 percent", 80, "about", "share", "percent", "holds", "unity government", "Tripoli")],
    ),
    (
        "One tenth of Lebanon is still occupied.",
        [("One tenth", 10, "exact", "share", "percent", "holds", None, "Lebanon")],
    ),
    (
        "By dusk 65% of the quarter had fallen to the army.",
        [("65%", 65, "exact", "share", "percent", "gained", "army", ...)],
    ),
    (
        "Only 3,5% of Syria is in the hands of groups that reject the talks.",
        [("3,5%", 3.5, "exact", "share", "percent", "holds", "groups", "Syria")],
    ),
    (
        "1/4 of Mali land is on Tuareg hands, another 1/10 is on the hands of Ansar Dine.",
        [
            ("1/4", 25, "exact", "share", "percent", "holds", "Tuaregs", "Mali"),
            ("1/10", 10, "exact", "share", "percent", "holds", "Ansar Dine", ...),
        ],
    ),
    (
        "Almost two-thirds of the population lives in government-held areas.",
        [("Almost two-thirds", 66.6667, "about", "share", "percent", "holds", "government", ...)],
    ),
    (
        "Of Ukraine's land, Moscow held around 18% that winter.",
        [("around 18%", 18, "about", "share", "percent", "holds", "Moscow", ...)],
    ),
    (
        "The occupation of 20 per cent of Azerbaijan by Armenia continues.",
        [("20 per cent", 20, "exact", "share", "percent", "holds", "Armenia", "Azerbaijan")],
    ),
    (
        "With the guerrillas controlling at least 35 percent of the country, elections were put off.",
        [("at least 35 percent", 35, "at_least", "share", "percent", "holds", "guerrillas", ...)],
    ),
    (
        "UNITA, which controls over 70 per cent of Angola, rejected the plan.",
        [("over 70 per cent", 70, "at_least", "share", "percent", "holds", "UNITA", "Angola")],
    ),
    (
        "The regime took control over two thirds of the valley.",
        [("two thirds", 66.6667, "exact", "share", "percent", "gained", "regime", ...)],
    ),
    (
        "The northern half of Mali fell to armed groups in 2012.",
        [("half", 50, "exact", "share", "percent", "gained", "armed groups", "Mali")],
    ),
    (
        "Opposition fighters are in control of 45% of Aleppo, the monitors said.",
        [("45%", 45, "exact", "share", "percent", "holds", "Opposition fighters", "Aleppo")],
    ),
    (
        "ISIS lost 40 percent of the populated territory it once controlled in Iraq.",
        [("40 percent", 40, "exact", "share", "percent", "lost", "ISIS", ...)],
    ),
    (
        "The Polisario Front controls about 20 per cent of Western Sahara and Morocco the remaining 80 per cent.",
        [
            ("about 20 per cent", 20, "about", "share", "percent", "holds", "Polisario Front", "Western Sahara"),
            ("80 per cent", 80, "exact", "share", "percent", "holds", "Morocco", ...),
        ],
    ),
    (
        "The planned annexation of 30% of the West Bank was put off.",
        [("30%", 30, "exact", "share", "percent", "contests", ..., "West Bank")],
    ),
    # Areas.
    (
        "Ukraine's army has retaken 6,000 square kilometres since the start of September.",
        [("6,000 square kilometres", 6000, "exact", "area", "km2", "gained", "Ukraine's army", ...)],
    ),
    (
        "The offensive gave the coalition control of some 18-20 thousand sq. km of desert.",
        [("some 18-20 thousand sq. km", (18000, 20000), "about", "area", "km2", ..., ..., ...)],
    ),
    (
        "Kenyan troops cleared 27,000 sq km of southern Somalia.",
        [("27,000 sq km", 27000, "exact", "area", "km2", "gained", "Kenyan troops", "southern Somalia")],
    ),
    (
        "At its peak the group ruled 10,425 square miles (27,000 km2) of Iraq.",
        [
            ("10,425 square miles", 10425, "exact", "area", "mi2", "holds", "group", "Iraq"),
            ("27,000 km2", 27000, "exact", "area", "km2", "holds", "group", "Iraq"),
        ],
    ),
    (
        "An area of 350 km² was liberated from Boko Haram.",
        [("350 km²", 350, "exact", "area", "km2", "gained", None, ...)],
    ),
    (
        "Eritrea still occupies about 90 hectares of farmland near the border.",
        [("about 90 hectares", 90, "about", "area", "ha", "holds", "Eritrea", ...)],
    ),
    (
        "The army lost more than 1.2 thousand square km in a week.",
        [("more than 1.2 thousand square km", 1200, "at_least", "area", "km2", "lost", "army", ...)],
    ),
    (
        "China has seized 2,000 square kilometres of Indian territory.",
        [("2,000 square kilometres", 2000, "exact", "area", "km2", "gained", "China", "India")],
    ),
    # Counts.
    (
        "The Taliban govern 41 of 407 districts.",
        [("41 of 407 districts", 41, "exact", "count", "districts", "holds", "Taliban", ...)],
    ),
    (
        "In a week the front seized four rebel-held villages north of Hama.",
        [("four rebel-held villages", 4, "exact", "count", "settlements", "gained", "front", ...)],
    ),
    (
        "All 18 provinces are under government control.",
        [("All 18 provinces", 18, "exact", "count", "provinces", "holds", "government", ...)],
    ),
    (
        "Over a dozen villages and hamlets were captured by the Kurds on Friday.",
        [("Over a dozen villages and hamlets", 12, "at_least", "count", "settlements", "gained", "Kurds", ...)],
    ),
    (
        "The SDF captured 34 villages, 12 farms and two towns.",
        [
            ("34 villages", 34, "exact", "count", "settlements", "gained", "SDF", ...),
            ("12 farms", 12, "exact", "count", "farms", "gained", "SDF", ...),
            ("two towns", 2, "exact", "count", "towns", "gained", "SDF", ...),
        ],
    ),
    (
        "Two Dozen Communities Freed From Boko Haram Since January",
        [("Two Dozen Communities", 24, "exact", "count", "settlements", "gained", None, ...)],
    ),
    (
        "The rebels overran three districts and laid siege to a fourth.",
        [("three districts", 3, "exact", "count", "districts", "gained", "rebels", ...)],
    ),
    (
        "Seven of the region's 12 counties are held by the opposition.",
        [("Seven of the region's 12 counties", 7, "exact", "count", "counties", "holds", "opposition", ...)],
    ),
    (
        "The army has lost five towns to the insurgents, among them two provincial capitals.",
        [
            ("five towns", 5, "exact", "count", "towns", "lost", "army", ...),
            ("two provincial capitals", 2, "exact", "count", "capitals", "lost", "army", ...),
        ],
    ),
    (
        "Al-Shabaab is still active in nine regions of Somalia.",
        [("nine regions", 9, "exact", "count", "regions", "contests", "Al-Shabaab", "Somalia")],
    ),
    (
        "Fighters surrounded two Christian towns and demanded a tax.",
        [("two Christian towns", 2, "exact", "count", "towns", "contests", "Fighters", ...)],
    ),
    # People.
    (
        "An estimated 150,000 civilians live in rebel-held parts of Homs.",
        [("An estimated 150,000 civilians", 150000, "about", "people", "people", "holds", "rebels", "Homs")],
    ),
    (
        "In the area 116 thousand 165 people remain under the control of the militants.",
        [("116 thousand 165 people", 116165, "exact", "people", "people", "holds", "militants", ...)],
    ),
    (
        "About 6,000 militants are still staying in the Tanf zone.",
        [("About 6,000 militants", 6000, "about", "people", "fighters", "none", None, ...)],
    ),
    (
        "Up to 40,000 residents are besieged by the army in the eastern suburbs.",
        [("Up to 40,000 residents", 40000, "at_most", "people", "people", "contests", "army", ...)],
    ),
    (
        "At its height the emirate ruled over eight million people.",
        [("eight million people", 8000000, ..., "people", "people", "holds", "emirate", ...)],
    ),
    # Distances.
    (
        "They hold the occupied 55 km area around al-Tanf.",
        [("55 km", 55, "exact", "distance", "km", "holds", ..., "al-Tanf")],
    ),
    (
        "The brigade advanced up to 12 kilometres into the enemy's lines.",
        [("up to 12 kilometres", 12, "at_most", "distance", "km", "gained", "brigade", ...)],
    ),
    (
        "Israel holds a strip ten kilometres deep along the border.",
        [("ten kilometres", 10, "exact", "distance", "km", "holds", "Israel", ...)],
    ),
    (
        "Turkey wants to establish a safe zone 30 km (19 miles) deep.",
        [
            ("30 km", 30, "exact", "distance", "km", "contests", "Turkey", ...),
            ("19 miles", 19, "exact", "distance", "mi", "contests", "Turkey", ...),
        ],
    ),
    # Who "they" are.
    (
        "The Islamic State entered Iraq in June. The group now controls a third of the country.",
        [("a third", 33.3333, "exact", "share", "percent", "holds", "Islamic State", "Iraq")],
    ),
    (
        "Hezbollah moved in at night. By morning it had taken six villages.",
        [("six villages", 6, "exact", "count", "settlements", "gained", "Hezbollah", ...)],
    ),
    (
        "The Army of Liberation said its fighters had entered Port Aru and that they controlled 70% of the city.",
        [("70%", 70, "exact", "share", "percent", "holds", ..., "Port Aru")],
    ),
    # Headlines.
    (
        "85 Percent Of Oruland Freed, 27,000 Square Kilometres Left To ISIS",
        [
            ("85 Percent", 85, "exact", "share", "percent", "gained", None, "Oruland"),
            ("27,000 Square Kilometres", 27000, "exact", "area", "km2", "holds", "ISIS", ...),
        ],
    ),
    (
        "Army Retakes Half Of Port Aru",
        [("Half", 50, "exact", "share", "percent", "gained", "Army", "Port Aru")],
    ),
    # Wholes shared out, gaps, remainders.
    (
        "Of the 40 districts, 12 were under government control and 9 were contested.",
        [
            ("40 districts", 40, "exact", "count", "districts", "none", None, ...),
            ("12", 12, "exact", "count", "districts", "holds", "government", ...),
            ("9", 9, "exact", "count", "districts", "contests", None, ...),
        ],
    ),
    (
        "In May the front held 60 percent of the valley, the army 25 percent and the Kurds 15 percent.",
        [
            ("60 percent", 60, "exact", "share", "percent", "holds", "front", ...),
            ("25 percent", 25, "exact", "share", "percent", "holds", "army", ...),
            ("15 percent", 15, "exact", "share", "percent", "holds", "Kurds", ...),
        ],
    ),
    (
        "One third of the 900 square kilometres of the island was seized by pirates.",
        [
            ("One third", 33.3333, "exact", "share", "percent", "gained", "pirates", ...),
            ("900 square kilometres", 900, "exact", "area", "km2", "none", None, ...),
        ],
    ),
    (
        "The column pushed the militia back from 14 villages, leaving it with only a tenth of the district.",
        [
            ("14 villages", 14, "exact", "count", "settlements", "lost", "militia", ...),
            ("a tenth", 10, "exact", "share", "percent", "holds", ..., ...),
        ],
    ),
    (
        "Half of the land once ruled by the emirate had been retaken by Chadian soldiers.",
        [("Half", 50, "exact", "share", "percent", "gained", "Chadian soldiers", ...)],
    ),
    (
        "The regime fears the group, which is said to hold 3 of the 9 islands.",
        [("3 of the 9 islands", 3, "exact", "count", "islands", "holds", "group", ...)],
    ),
    (
        "The north of Velmar is held by rebels. An estimated 8,000 people live in the town.",
        [("An estimated 8,000 people", 8000, "about", "people", "people", ..., ..., ...)],
    ),
    (
        "The editor asks how he came to 96.5%. The general said that 96.5% of Syria had been freed.",
        [
            ("96.5%", 96.5, "exact", "share", "percent", "gained", None, None),
            ("96.5%", 96.5, "exact", "share", "percent", "gained", None, "Syria"),
        ],
    ),
    (
        "Most likely 3.5% is the northern buffer zone.",
        [("3.5%", 3.5, "exact", "share", "percent", "holds", None, ...)],
    ),
    (
        "The enemy occupies four of our provinces and threatens two more.",
        [("four of our provinces", 4, "exact", "count", "provinces", "holds", "enemy", ...)],
    ),
    (
        "The regime holds 85 percent of what was the rebel sector of Aleppo.",
        [("85 percent", 85, "exact", "share", "percent", "holds", "regime", "Aleppo")],
    ),
    (
        "We have taken back 20 villages from the invaders.",
        [("20 villages", 20, "exact", "count", "settlements", "gained", "we", ...)],
    ),
]

NEGATIVES = [
    "At least 40 civilians were killed and 120 wounded when the market was shelled.",
    "The opposition won 37 percent of the vote and controls 52 of 120 seats in parliament.",
    "The wildfire has burned 12,000 acres and is 40 percent contained.",
    "The company holds 30 percent of the smartphone market.",
    "Police seized 2,000 kilograms of cocaine worth $40 million.",
    "More than 250,000 people have fled the province since 2014.",
    "Rovers held United to a draw and took 60 percent of the ball in the second half.",
    "Only 62 percent of the pupils passed the exam in the 18 provinces.",
    "The militants captured 30 soldiers and seized four tanks.",
    "Resolution 2254 was adopted on 18 December 2015 by 15 votes.",
    "The village stands some 10 kilometres (6 miles) north of the front.",
    "Oil makes up 90 per cent of the exports of Libya.",
    "Half of all schools in the country were destroyed in the war.",
    "Ten per cent of landowners control 80 per cent of the land.",
    "His approval rating fell under 10% in the capital, from 35 percent in May.",
    "Brigade 104 was moved along Route 4 on 12 May.",
    "She was 18 and had lived in three cities.",
    "Gold reached its 96.5% purity mark at $1,411.",
    "The 35-year-old captain scored half of the team's goals.",
    "There are five NATO countries with troops at the base.",
    "The 35 million Kurds spread over four countries deserve a state.",
    "Forests cover 30 per cent of the land and deserts another half.",
    "The bank lost a third of its value in a week.",
    "Doctors treated 200 people in two villages hit by the earthquake.",
    "In the raid the army destroyed 14 rocket launchers in seven villages.",
    "Five foreign companies control 60 percent of the country's oil production.",
    "The drought has affected 40 per cent of the country and killed half of the livestock.",
    "Some 2 million people need aid in the south of the country.",
    "Agriculture employs 70 per cent of our people and occupies 40 per cent of the land.",
    "Ten rich families own half of the land in the country.",
    "Warplanes carried out 23 air raids on five towns in the north, killing 18 people.",
    "Malaria was eradicated in 80 per cent of the territory.",
    "The desert covers two thirds of the territory and only 3 per cent of it is farmed.",
    "Inflation fell to 8 percent from 20 percent in May, and the bank held rates at 5 percent.",
    "The coalition lost 7 percent in the polls but still leads with a third of the vote.",
    "The senator won 332 electoral votes and took eight of nine swing states.",
    "Rebels are just 20 kilometres from the coast.",
    "Officials said 70 percent of the fighters in the group were foreigners and that it held 12 hostages.",
]

KNOWN_FAILURES: set[str] = set()


def _rows() -> list[object]:
    rows: list[object] = []
    for text, figures in TABLE:
        marks = [pytest.mark.xfail(strict=True)] if text in KNOWN_FAILURES else []
        rows.append(pytest.param(text, figures, id=text[:50], marks=marks))
    return rows


def _same_name(wanted: str | EllipsisType | None, found: str | None) -> bool:
    return wanted is ... or wanted == found


@pytest.mark.parametrize(("text", "figures"), _rows())
def test_sentence(text: str, figures: list[Row]) -> None:
    found = find_figures(text)
    assert [figure.quote for figure in found] == [row[0] for row in figures]
    for figure, (_, number, bound, kind, unit, relation, holder, base) in zip(found, figures, strict=True):
        value, high = number if isinstance(number, tuple) else (number, None)
        assert (figure.value, figure.high) == (value, high)
        assert (figure.kind, figure.unit) == (kind, unit)
        assert bound is ... or figure.bound == bound
        assert relation is ... or figure.relation == relation
        assert _same_name(holder, figure.holder), (holder, figure.holder)
        assert _same_name(base, figure.base), (base, figure.base)
        assert text[figure.span[0] : figure.span[1]] == figure.quote


@pytest.mark.parametrize("text", NEGATIVES, ids=lambda text: text[:40])
def test_no_figure(text: str) -> None:
    assert [figure.quote for figure in find_figures(text)] == []


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("The government controls 60 percent of Syria's oil fields.", "oil fields"),
        ("The SDF controls half of Syria's dams.", "dams"),
        ("The SDF controls half of Syria's border crossings.", "crossings"),
        ("The SDF controls half of Syria's borders.", "border"),
        ("The SDF holds half of Syria's farmland.", "agricultural land"),
        ("The SDF holds half of Syria's oil-rich east.", "area"),
        ("The SDF holds half of Syria's northern countryside.", "area"),
        ("Of Afghanistan's districts, 29 percent are contested.", "districts"),
        ("Of Afghanistan's territory, 29 percent are contested.", "area"),
    ],
)
def test_what_a_share_counts(text: str, measure: str) -> None:
    assert [figure.measure for figure in find_figures(text)] == [measure]
