"""What a figure is of where its own clause does not say it: an operation's place, a figure before, a strip's name."""

from __future__ import annotations

import pytest

from whoholds.reading.figures.find import find_figures


def bases(text: str) -> list[str | None]:
    return [figure.base for figure in find_figures(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Since the launch of its campaign in Aru region, the army has freed 12 settlements.", ["Aru region"]),
        ("The army began an operation in Aru province. It took 14 villages in a week.", ["Aru province"]),
        ("Ethiopian troops pushed into Tigray. Within weeks they had captured 17 towns.", ["Tigray"]),
        ("The rebels press on inside Aru region; they have taken ten villages since Tuesday.", ["Aru region"]),
        ("Kyiv began an offensive in Kursk region. Ukrainian forces have taken 28 villages.", ["Kursk region"]),
        ("The Aru region's governor said that 28 settlements were under rebel control.", ["Aru region"]),
        ("The governor of Aru district said that rebels had seized four villages.", ["Aru district"]),
        ("Rebels attack in Aru, where they launched an operation in May. They took 14 villages.", ["Aru"]),
        ("Since its invasion of Ukraine, Russia has captured 300 towns.", ["Ukraine"]),
        ("The men advance along the front line in Aru province. They took ten villages.", ["Aru province"]),
        (
            "Rebels hold 90 sq km of Oruland, while the governor of Aru Oblast, Ivan Oru, spoke of 28 lost villages.",
            ["Oruland", "Aru Oblast"],
        ),
        ("The rebels had taken most of Aru state, with 18 towns.", ["Aru state"]),
        # It says nothing where the operation is another side's, aims at a place, or is as small as a town.
        ("Fighting in Gaza went on. Russian forces captured three villages, Moscow said.", [None]),
        ("During the Aru offensive, the rebels captured three villages.", [None]),
        ("Since the invasion of Ukraine began, Ukrainian forces have taken 28 villages.", [None]),
        ("Two months into Russia's invasion they hold 900 sq km.", [None]),
        ("The troops entered Port Aru on Friday. They have taken 900 square kilometres in a month.", [None]),
        ("The army advanced into Port Aru city. It holds 1,200 square kilometres since the start.", [None]),
        ("The army began an operation in Aru province. Elsewhere, it took 14 villages.", [None]),
    ],
)
def test_what_an_operation_takes_is_where_the_operation_is(text: str, found: list[str | None]) -> None:
    assert bases(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Rebels took 90 sq km in northern Aru. They have since captured a further 30 sq km.",
            ["northern Aru", "northern Aru"],
        ),
        (
            "Rebels hold 900 sq km in Aru. A monitor doubts that the rebels hold 900 sq km.",
            ["Aru", "Aru"],
        ),
        (
            "Islamic State held 900 sq km in Aru. The caliphate has shrunk to 200 sq km.",
            ["Aru", "Aru"],
        ),
        (
            "Russian forces captured 1,930 square miles in Ukraine. They took 5,000 square km, he said.",
            ["Ukraine", "Ukraine"],
        ),
        ("Rebels claim 40 percent of Kosovo. The army retook almost all of it.", ["Kosovo", "Kosovo"]),
        ("The army cleared rebels from 27 towns in Aru. The rebels still hold two.", ["Aru", "Aru"]),
        ("The army still holds 100 sq km there. Rebels took 30 sq km.", [None, None]),
        ("Rebels took 90 sq km in Aru. The army took more than 30 sq km.", ["Aru", None]),
    ],
)
def test_a_figure_that_goes_on_from_another_is_of_the_same(text: str, found: list[str | None]) -> None:
    assert bases(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The rebels seized Myanmar's 270-kilometre border with Bangladesh.", ["border with Bangladesh"]),
        ("The mission watches the 20-km-wide Temporary Security Zone in Eritrea.", ["Temporary Security Zone"]),
        ("Aru's men stand behind the 900-kilometre sand wall built by the army.", ["sand wall"]),
        ("The army attacked across a 630-kilometre front.", ["front"]),
        ("Rebels penetrated Russian defence lines up to 50 km, according to General Aru.", ["Russian defence lines"]),
        ("The rebels want to clear a 90-km stretch of the border.", ["border"]),
    ],
)
def test_a_length_is_the_one_of_the_strip_or_the_lines(text: str, found: list[str | None]) -> None:
    assert bases(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The army has taken 100 settlements in Russia's northern Kursk region.", ["northern Kursk region"]),
        ("Rebels hold 5,000 square kilometres in Syria this year.", ["Syria"]),
        ("Rebels hold 30 towns in the three north-eastern states.", ["three north-eastern states"]),
        ("The army retook Port Aru. Rebels still hold a fifth of the city.", ["Port Aru"]),
        ("The army took Aru, one of the towns in Oru. Rebels hold a fifth of the town.", ["Aru"]),
        ("The town of Aru is contested, although the rebels hold 70 percent of it.", ["Aru"]),
        ("Rebels fled the Oru District. ISIL holds 30 percent of the city of Aru.", ["Aru"]),
        ("The army occupies a 55 km area around al-Aru where 6,000 militants stay.", ["al-Aru", "al-Aru"]),
        ("There are 14 districts that make up Aru, only two are controlled by rebels.", ["Aru", "Aru"]),
        ("The rebels hold most districts, above all in Aru (four of six).", ["Aru"]),
        ("Rebels have 90 percent of Aru. ISIL withdrew from five neighbourhoods.", ["Aru", "Aru"]),
        ("ISIL lost 40 percent of its populated areas in Iraq.", ["Iraq"]),
        ("Rebels fight in Gaza. The army has 53 percent of territory formally under its rule.", ["Gaza"]),
        ("About 2,000 Russian soldiers were deployed as a buffer along the Aru corridor.", ["Aru"]),
        ("Rebels hold half of sector 5 of the city and the northern half of district 3.", ["sector 5", "district 3"]),
        ("The army is in 100 percent control of Port Aru.", ["Port Aru"]),
        ("Rebels hold a large part (some 40 percent) of Syria.", ["Syria"]),
        ("A small part—less than 60 sq km—of Aru district remains outside rebel control.", ["Aru district"]),
        ("The army held 36,000 sq km, which constitutes 19 percent of the Syrian land area.", ["Syria", "Syria"]),
        ("The junta holds six of Rakhine State's 17 townships.", ["Rakhine State"]),
        ("The fight for Tigray goes on. Rebels hold Mekelle and a quarter of the region.", ["Tigray"]),
        ("Troops watch the 40-square-kilometre buffer zone monitored by Oru.", ["buffer zone"]),
        ("One-half of the DR Congo is under rebel control.", ["Congo"]),
        (
            "Ukraine's President Oru spoke of gains from Russia. Six towns of our country were freed, Oru said.",
            ["Ukraine"],
        ),
        # These say nothing of where it is.
        ("The rebels have lost 60 percent of their territory.", [None]),
        ("The army had taken about half of the 419 district centres.", [None, None]),
        ("Aruland brought under its authority 900 sq km. Eastern Oru is still held.", [None]),
        ("Under the truce signed in Rome, the rebels hold 23 percent of the territory.", [None]),
        ("Some 35,000 Turkish troops are stationed in the occupied area.", ["occupied area"]),
    ],
)
def test_the_narrowest_place_is_taken(text: str, found: list[str | None]) -> None:
    assert bases(text) == found
