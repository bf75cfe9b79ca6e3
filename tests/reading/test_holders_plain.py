"""Who holds it, in plain sentences: "they", a second side without its verb, who gives a share, and since when."""

from __future__ import annotations

import pytest

from whoholds import read_text
from whoholds.reading.figures.find import find_figures
from whoholds.reading.figures.periods import Period, period_of
from whoholds.reading.speech.statements import find_statements

Row = tuple[str, str, str | None, str | None]


def rows(text: str) -> list[Row]:
    return [(figure.quote, figure.relation, figure.holder, figure.base) for figure in find_figures(text)]


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        ("The SDF are not government troops, and they hold more than a quarter of Syria.", "SDF"),
        ("The SDF aren't government troops, and they hold a quarter of Syria.", "SDF"),
        ("The SDF are no longer rebels, and they hold a quarter of Syria.", "SDF"),
        ("The SDF are Kurdish fighters, and they hold a quarter of Syria.", "SDF"),
        ("The PKK is not the SDF, and it holds two districts of Oruland.", "PKK"),
        ("The Houthis are not the government. They hold a third of Yemen.", "Houthis"),
        ("The Houthis were never an army, yet they took 12 districts of Yemen.", "Houthis"),
        ("The rebels remain a strong force, and they hold a third of Oruland.", "rebels"),
    ],
)
def test_they_are_not_what_they_are_said_to_be(text: str, holder: str) -> None:
    assert [figure.holder for figure in find_figures(text)] == [holder]


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        ("There are rebels in the north, and they hold a third of Oruland.", "rebels"),
        ("The strongest are the rebels, and they hold a third of Oruland.", "rebels"),
        ("The army is not fighting the rebels, and they hold a third of Oruland.", "rebels"),
    ],
)
def test_they_are_the_side_that_was_brought_in(text: str, holder: str) -> None:
    assert [figure.holder for figure in find_figures(text)] == [holder]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "The army holds 21 percent of Myanmar and the resistance 42 percent of it.",
            [("21 percent", "holds", "army", "Myanmar"), ("42 percent", "holds", "resistance", "Myanmar")],
        ),
        (
            "The army holds 21 percent of Myanmar, and ethnic armies 42 percent.",
            [("21 percent", "holds", "army", "Myanmar"), ("42 percent", "holds", "ethnic armies", "Myanmar")],
        ),
        (
            "The army holds 21 percent of Myanmar, ethnic armies control 42 percent.",
            [("21 percent", "holds", "army", "Myanmar"), ("42 percent", "holds", "ethnic armies", "Myanmar")],
        ),
        (
            "The junta has 21 percent of Myanmar, the Arakan Army 9 percent and other ethnic armed groups 33 percent.",
            [
                ("21 percent", "holds", "junta", "Myanmar"),
                ("9 percent", "holds", "Arakan Army", "Myanmar"),
                ("33 percent", "holds", "ethnic armed groups", "Myanmar"),
            ],
        ),
        (
            "The RSF controls a third of Sudan and the army two thirds.",
            [("a third", "holds", "RSF", "Sudan"), ("two thirds", "holds", "army", "Sudan")],
        ),
        (
            "The army controls 45 villages in Syria and the opposition 30.",
            [("45 villages", "holds", "army", "Syria"), ("30", "holds", "opposition", "Syria")],
        ),
        (
            "The Taliban control 50 districts of Afghanistan and the government 229 districts.",
            [
                ("50 districts", "holds", "Taliban", "Afghanistan"),
                ("229 districts", "holds", "government", "Afghanistan"),
            ],
        ),
        (
            "21 percent of Myanmar is held by the army and 42 percent by ethnic armies.",
            [("21 percent", "holds", "army", "Myanmar"), ("42 percent", "holds", "ethnic armies", "Myanmar")],
        ),
        (
            "The army lost 10 percent of Oruland and the rebels 5 percent.",
            [("10 percent", "lost", "army", "Oruland"), ("5 percent", "lost", "rebels", "Oruland")],
        ),
        (
            "The army holds 60 percent of Syria, the SDF 26 percent and others 10 percent.",
            [
                ("60 percent", "holds", "army", "Syria"),
                ("26 percent", "holds", "SDF", "Syria"),
                ("10 percent", "holds", "others", "Syria"),
            ],
        ),
    ],
)  # fmt: skip
def test_a_second_side_needs_no_verb_of_its_own(text: str, found: list[Row]) -> None:
    assert rows(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "The army took 20 villages in Syria and Iraq 2 days ago.",
            [("20 villages", "gained", "army", "Syria and Iraq")],
        ),
        (
            "Russia took 300 square kilometres of Ukraine and 40 villages.",
            [
                ("300 square kilometres", "gained", "Russia", "Ukraine"),
                ("40 villages", "gained", "Russia", "Ukraine"),
            ],
        ),
        ("The army holds 40 percent of Syria and Iraq.", [("40 percent", "holds", "army", "Syria and Iraq")]),
    ],
)
def test_two_places_are_no_second_side(text: str, found: list[Row]) -> None:
    assert rows(text) == found


def test_who_counts_gives_a_share_that_is_held() -> None:
    text = "The Observatory gave the government 44.8 percent of Syria and ISIS 15.8 percent."
    assert rows(text) == [
        ("44.8 percent", "holds", "government", "Syria"),
        ("15.8 percent", "holds", "ISIS", "Syria"),
    ]


def test_a_treaty_gives_ground_that_is_gained() -> None:
    text = "The peace deal gave the rebels 44.8 percent of Oruland and the army 15.8 percent."
    assert rows(text) == [
        ("44.8 percent", "gained", "rebels", "Oruland"),
        ("15.8 percent", "gained", "army", "Oruland"),
    ]


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("On the other side, half of the land is lost, wrote another site from the same table.", ["another site"]),
        ("On the other side, half of the land is lost, said Ivan Petrov after the talks.", ["Ivan Petrov"]),
        ("On the other side, half of the land, the map shows, is lost.", ["map"]),
        ("The other side, which holds half of the land, said it would not withdraw.", ["other side"]),
    ],
)
def test_on_the_other_side_is_nobody(text: str, speakers: list[str]) -> None:
    assert [statement.speaker for statement in find_statements([text])] == speakers


@pytest.mark.parametrize(
    ("sentence", "published", "period"),
    [
        ("In one month, July 2025, it took 564 sq km.", None, Period("2025-07-01", "2025-07")),
        ("In just one month (July 2025) it took 564 sq km.", None, Period("2025-07-01", "2025-07")),
        ("It took 564 sq km in July, the map showed.", "2025-08-20", Period("2025-07-01", "2025-07")),
        ("It took 564 sq km in July, the army said on 1 August.", "2025-08-20", Period("2025-07-01", "2025-07")),
        ("It took 564 sq km in the whole of July.", "2025-08", Period("2025-07-01", "2025-07")),
        ("It took 564 sq km in December.", "2025-08-20", Period("2024-12-01", "2024-12")),
        ("It took 564 sq km last month.", "2025-01-20", Period("2024-12-01", "2024-12")),
        ("It took 564 sq km last month.", "2025-08-20", Period("2025-07-01", "2025-07")),
        ("It took 4,168 sq km last year.", "2025-01-20", Period("2024-01-01", "2024")),
        # The month still runs.
        ("It took 300 sq km in July.", "2025-07-20", Period("2025-07-01", "2025-07-20")),
        ("It took 300 sq km so far in July.", "2025-07-20", Period("2025-07")),
        # "May" is a month here, and "may" is none.
        ("It may have taken 300 sq km in July.", "2025-08-20", Period("2025-07-01", "2025-07")),
        ("In May 12 villages were taken.", "2025-08-20", Period("2025-05-01", "2025-05")),
    ],
)
def test_a_month_that_is_named_is_the_period(sentence: str, published: str | None, period: Period) -> None:
    assert period_of(sentence, published=published) == period


@pytest.mark.parametrize(
    ("sentence", "published"),
    [
        ("It took 564 sq km in July.", None),
        ("It took 564 sq km in July.", "yesterday"),
        ("It took 564 sq km last month.", None),
        ("It took 564 sq km on 3 July.", "2025-08-20"),
        ("By July it took 564 sq km.", "2025-08-20"),
        ("In July it had taken 564 sq km.", "2025-08-20"),
        ("It took 40 villages in May and 30 in June.", "2025-08-20"),
        ("It took 5 villages in last month's offensive.", "2025-08-20"),
        ("It took more villages than last month.", "2025-08-20"),
    ],
)
def test_a_month_that_cannot_be_told_is_none(sentence: str, published: str | None) -> None:
    assert period_of(sentence, published=published) is None


def test_the_day_of_the_page_tells_which_july_it_was() -> None:
    text = "Front report\n\n8 August 2025\n\nRussian forces took 564 square kilometres of Ukraine in July."
    (figure,) = read_text(text).figures
    assert (figure.relation, figure.since, figure.as_of) == ("gained", "2025-07-01", "2025-07")


def test_what_is_held_has_no_period() -> None:
    text = "Front report\n\n8 August 2025\n\nRussian forces held 564 square kilometres of Ukraine in July."
    (figure,) = read_text(text).figures
    assert (figure.relation, figure.since) == ("holds", None)


@pytest.mark.parametrize(
    ("holder", "name"),
    [
        ("The regime of Bashar al-Assad", "regime of Bashar al-Assad"),
        ("The al-Assad regime", "al-Assad regime"),
        ("Haftar's LNA", "Haftar's LNA"),
        ("The army of Sudan", "army of Sudan"),
        ("Forces loyal to Khalifa Haftar", "Forces loyal to Khalifa Haftar"),
    ],
)
def test_a_name_stays_as_the_text_has_it(holder: str, name: str) -> None:
    assert [figure.holder for figure in find_figures(f"{holder} controls 60 percent of Oruland.")] == [name]


def holders(text: str) -> list[str | None]:
    return [figure.holder for figure in find_figures(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # The group is one that was named; another side is not, though its noun is short.
        ("The Taliban took Oru. While the armed group has no port, they hold half of Oruland.", ["Taliban"]),
        ("Months after IS declared a state, the group held a third of Oruland.", ["IS"]),
        ("The Karu Liberation Army took Aru. The group now holds a third of Oruland.", ["Karu Liberation Army"]),
        ("The Syrian Army took Aru. The militants now hold a third of Oruland.", ["militants"]),
        ("IS declared that the group held a third of Oruland.", ["group"]),
        ("The SDF holds 28 percent of Oruland. The regime holds 60 percent.", ["SDF", "regime"]),
        # What is counted or made is no subject.
        ("Aru came with 3,500 troops. By May 12 of the 15 counties were in his hands.", ["Aru"]),
        ("In 1985 Oruland pulled back to a zone of 850 km2, which it held until 1990.", ["Oruland"]),
        ("The Tigers ran a state in the north; by May they held 330 square kilometres of Oruland.", ["Tigers"]),
        ("The army said it had killed 600 Houthi fighters, while capturing 68 villages.", ["army"]),
        # "It" is who fights, and not against whom.
        ("Israel has taken towns since its war with Hamas began. It now holds more than half of Gaza.", ["Israel"]),
        ("Hamas has fought in its towns. It now holds more than half of Gaza.", ["Hamas"]),
        # "He" is a leader who was named; diplomats are none.
        ("Oruland's leader, Aru Bek, seized power in May. By June he ruled a third of the country.", ["Aru Bek"]),
        ("Erdogan said he was hoping to establish a zone 30 km deep along the border.", ["Erdogan"]),
    ],
)
def test_whom_a_short_word_means(text: str, found: list[str | None]) -> None:
    assert holders(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Russian President Boris Brodek said that his country has captured 5,000 square kilometres.", ["Russia"]),
        ('"This year we took 5,000 square kilometres," Russian President Vladimir Putin said.', ["Russia"]),
        ('"We hold a third of the capital," said a spokesman for the Rapid Support Forces.', ["Rapid Support Forces"]),
        ("Moscow said in May, months after the war began, that it had annexed four regions.", ["Moscow"]),
        ("Ukrainian forces went on. Our troops took five villages, the head of the army said.", ["Ukrainian forces"]),
        # "We" are the country's forces, where the text tells of them.
        (
            'Both armies rest. Ukrainian troops went on. "We took five villages," Ukraine\'s president said.',
            ["Ukrainian troops"],
        ),
        ("The advance of Syrian forces went on. We have taken control of two towns, he said.", ["Syrian forces"]),
        (
            "Russian forces met Ukrainian forces. We have taken two towns, Aru Bek, president of Ukraine, said.",
            ["Ukrainian forces"],
        ),
        ("Russian forces fell back. We have taken two towns, Aru Bek, the president of Ukraine, said.", ["Ukraine"]),
        # Two forces were named: whose troops they are is not said.
        ("Ukrainian forces met Russian forces. Our troops took five villages, he said.", ["troops"]),
    ],
)
def test_who_speaks_of_his_own_side(text: str, found: list[str | None]) -> None:
    assert holders(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The army in the Republic of Oru claims to have retaken two towns.", ["army"]),
        ("Oru and its partners have retaken 20,000 square miles of land.", ["Oru and its partners"]),
        ("The army and its foreign partners hold half of Oruland.", ["army and its foreign partners"]),
        ("Forces loyal to General Haftar moved south and captured nine towns.", ["Forces loyal to General Haftar"]),
        ("By 1919 the Whites under Kolchak had advanced 400 kilometres.", ["Whites"]),
        ("The generals' government rules a third of Oruland.", ["generals' government"]),
        ("ISIS - once the richest group - holds a fifth of Oruland.", ["ISIS"]),
        ("The EPLF withdrew to the hills, where it held a third of Oruland.", ["EPLF"]),
        ('The "caliphate" proclaimed by IS in June had shrunk to 40,000 sq km.', ["IS"]),
        ("As Turkish tanks seized 37 percent of the island, many fled.", ["Turkish tanks"]),
        ("Twelve towns are controlled by the [recognized government] today.", ["recognized government"]),
        ("The offensive brought 2,500 square kilometres under the control of the allied armies.", ["allied armies"]),
        ("It was launched to restore Croatian control of 4,000 square miles.", ["Croatia"]),
        ("About 7 percent of Ukraine is Russian occupied.", ["Russia"]),
        ("The share of Oruland held by the Serbs fell from 70 percent to 50 percent.", ["Serbs", "Serbs"]),
        ("The army freed nearly all of the land once held by the rebels.", ["army"]),
        ("Two districts are yet to be liberated from the rebels.", ["rebels"]),
        ("Oru was attacked by Russia, which led to the occupation of 20 percent of its land.", ["Russia"]),
        ("We face the occupation by Armenia of a part (almost 20 per cent) of our territory.", ["Armenia"]),
        ("Rebels took the port, with the control of 18 districts of Oruland.", ["Rebels"]),
        (
            "They lost it to the Kurds, who have won, expanding the land under their control by 5 percent.",
            ["Kurds"],
        ),
        ("The SDF remained the second force with 26 percent of the land of Syria.", ["SDF"]),
        ("LTTE cadres fled. The Tigers, who had administered a third of Oruland, fled too.", ["Tigers"]),
        ("The Free State took 12 towns. It now holds a third of Oruland.", ["Free State", "Free State"]),
        ("The army now holds 14 towns. The rebels still have five.", ["army", "rebels"]),
        ("The army held 14 towns. They still have five.", ["army", "army"]),
        ("State administration has been extended to 92 per cent of the national territory.", ["State administration"]),
        # Nobody is named.
        ("The caliphate has shrunk by about 9,000 square kilometres.", ["caliphate"]),
        ("A third of Oruland was in the hands of rebels. Today the two regions have been freed.", ["rebels", None]),
        ("It has taken more than half of Rakhine State and has driven its troops out of the state.", [None]),
        ("The conflict has spread to five provinces of Oruland, the international community says.", [None]),
        ("Some 53 percent of Oruland is under military administration.", [None]),
        ("They fight along a front line that is stretched over 1,000 kilometres.", [None]),
    ],
)
def test_who_it_is_as_the_text_has_it(text: str, found: list[str | None]) -> None:
    assert holders(text) == found


def test_who_takes_back_is_not_who_had_taken_it() -> None:
    text = "The army freed 17 towns. Rebels took 36 towns. 17 of them have been freed, another 19 need to be liberated."
    found = [(figure.quote, figure.relation, figure.holder) for figure in find_figures(text)]
    assert found[2:] == [("17", "gained", "army"), ("19", "holds", None)]
