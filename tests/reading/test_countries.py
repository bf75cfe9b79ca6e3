"""Which country "the country" and "its territory" are: by whose side holds it and of what the text tells.

Where somebody speaks, and of which country he is, says nothing of it. Where two countries are about as likely, the
base is left open: it is the phrase as it stands.
"""

from __future__ import annotations

import pytest

from whoholds.reading.figures.find import find_figures

OPEN = "country"


def bases(text: str) -> list[str | None]:
    return [figure.base for figure in find_figures(text)]


@pytest.mark.parametrize(
    ("text", "base"),
    [
        ("Israel bombed Damascus. The Syrian army controls 60 percent of the country.", "Syria"),
        ("Fighting in Lebanon went on. The Syrian army controls 60 percent of the country.", "Syria"),
        ("Sudan, Myanmar and Yemen\n\nMyanmar's military holds 17 percent of the country.", "Myanmar"),
        ("Talks on Syria went on. The Afghan government controls 54 percent of the country.", "Afghanistan"),
        ("Fighting in Iraq went on. The Syrian government controls 9 of the country's provinces.", "Syria"),
        ("Turkey is near. Syrian rebels occupy a third of the country.", "Syria"),
    ],
)
def test_the_holders_own_country_outweighs_the_others(text: str, base: str) -> None:
    assert bases(text) == [base]


@pytest.mark.parametrize(
    ("text", "base"),
    [
        ("In Lebanon the Syrian army controls 60 percent of the country.", "Lebanon"),
        ("Russia invaded Ukraine. The Russian army controls 20 percent of the country.", "Ukraine"),
        ("Russia's war in Ukraine goes on. The Russian army controls 20 percent of the country.", "Ukraine"),
        ("Russian troops in Ukraine fight on. The Russian army controls 20 percent of the country.", "Ukraine"),
        ("Cyprus says that the Turkish army occupies 37 percent of the country.", "Cyprus"),
        ("The war in Ukraine goes on. Russian forces control 20 percent of the country.", "Ukraine"),
    ],
)
def test_men_who_are_abroad_hold_another_country(text: str, base: str) -> None:
    assert bases(text) == [base]


def test_the_figure_after_is_of_its_own_holders_country() -> None:
    text = (
        "Sudan, Myanmar and Yemen\n\nMyanmar's military holds 17 percent of the country. In Sudan, the army holds 60 "
        "percent of the country. In Yemen, the Houthis hold a third of the country."
    )
    assert bases(text) == ["Myanmar", "Sudan", "Yemen"]


@pytest.mark.parametrize(
    "text",
    [
        "The army controls 60 percent of the country, analysts in Turkey said.",
        "The army controls 60 percent of the country, a minister said in Kabul.",
        "The army controls 60 percent of the country, a minister told reporters on Monday in Turkey.",
        "The army controls 60 percent of the country, a Turkish newspaper reported.",
        "The army controls 60 percent of the country, the American auditor said.",
        "Turkey's defence minister said on Monday that the rebels hold a third of the country.",
        "Envoys met in Geneva, Switzerland. The rebels hold a third of the country.",
        "ANKARA, Turkey (AP) — The rebels hold a third of the country, a monitor said.",
        "In Ankara, a minister said that the rebels hold a third of the country.",
        "In Addis Ababa, a minister said that the rebels hold a third of the country.",
        "Israeli bombers came at dawn. The rebels hold a third of the country.",
        "Turkish-backed rebels control 10 percent of the country.",
    ],
)
def test_who_tells_it_and_where_is_no_evidence(text: str) -> None:
    assert bases(text) == [OPEN]


@pytest.mark.parametrize(
    ("text", "base"),
    [
        ("Fighting in Syria went on. The army controls 60 percent of the country, a minister said in Ankara.", "Syria"),
        ("Fighting went on in Syria. Turkish officials said the rebels hold a third of the country.", "Syria"),
        ("Attacks were reported in Iraq. The militants control 40 percent of the country.", "Iraq"),
        ("The UN envoy for Yemen said in Amman that the Houthis hold a quarter of the country.", "Yemen"),
        (
            "Analysts on Syria met in Kabul on Monday. The government controls 54 percent of the country, they said of "
            "Afghanistan.",
            "Afghanistan",
        ),
        ('"Russia holds a fifth of our country," a Ukrainian official said in Kyiv.', "Ukraine"),
    ],
)
def test_what_the_text_tells_of_is_evidence(text: str, base: str) -> None:
    assert bases(text) == [base]


@pytest.mark.parametrize(
    ("text", "base"),
    [
        ("Israel bombed Damascus. The army controls 60 percent of the country.", "Syria"),
        ("Israel and Turkey have bombed Syria. The army controls 60 percent of the country.", "Syria"),
        ("Saudi Arabia has bombed Yemen for years. The Houthis hold a quarter of the country.", "Yemen"),
    ],
)
def test_who_bombs_is_weaker_than_what_is_bombed(text: str, base: str) -> None:
    assert bases(text) == [base]


@pytest.mark.parametrize(
    "text",
    [
        "Fighting went on in Syria and Iraq. The rebels hold a third of the country.",
        "Sudan, Myanmar and Yemen\n\nThe army holds 17 percent of the country.",
        "Fighting in Syria went on. Separately, the government controls 60 percent of the country, a minister said "
        "in Kabul.",
    ],
)
def test_two_countries_about_as_likely_leave_it_open(text: str) -> None:
    assert bases(text) == [OPEN]


def test_a_country_with_and_in_its_name_is_one() -> None:
    assert bases("Bosnia and Herzegovina is at war. The rebels hold a third of the country.") == [
        "Bosnia and Herzegovina"
    ]


def test_an_auditors_adjective_is_not_where_a_bare_share_is() -> None:
    text = (
        "The Afghan government controls 54 percent of the districts of Afghanistan, says the American auditor. "
        "Insurgents controlled 50 districts: control alone is 18 percent."
    )
    assert "United States" not in bases(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ukraine controls 82% of its territory.", ["Ukraine"]),
        ("Ukrainians control 82% of their own territory.", ["Ukraine"]),
        ("The Ukrainian government controls 82% of its territory.", ["Ukraine"]),
        (
            "Ukraine has lost a fifth of its territory to Russia. Ukraine controls 80% of its territory.",
            ["Ukraine", "Ukraine"],
        ),
        (
            "Ukraine has lost a fifth of its territory to Russia. Ukraine controls 80% of the country.",
            ["Ukraine", "Ukraine"],
        ),
        ("Ukraine is at war. Russia controls a fifth of its territory.", ["Ukraine"]),
        ("Georgia says that Russia controls 20 percent of its territory.", ["Georgia"]),
        ("Azerbaijan complained. Armenia occupies a fifth of its territory.", ["Azerbaijan"]),
        ("Cyprus says that the Turkish army holds 37 percent of its territory.", ["Cyprus"]),
    ],
)
def test_its_territory_is_the_holders_own_unless_another_was_named_first(text: str, found: list[str]) -> None:
    assert bases(text) == found


@pytest.mark.parametrize("city", ["Port-au-Prince", "Cap-Haitien"])
def test_a_city_with_hyphens_is_one_name(city: str) -> None:
    assert bases(f"Gangs control 85 percent of {city}.") == [city]


def test_a_side_with_a_share_of_its_own_is_no_part_of_the_country() -> None:
    text = "A monitor gave the government 44.8 percent of Syria and ISIS 15.8 percent."
    assert bases(text) == ["Syria", "Syria"]
