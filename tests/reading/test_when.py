"""For when a figure is: a date of its own clause, a time that is only said to have passed, or none."""

from __future__ import annotations

import time

import pytest

from whoholds.reading.figures.find import find_figures


def read(text: str) -> list[tuple[float, str | None]]:
    found = find_figures(text, published="2018-12-05")
    assert not any(figure.as_of and figure.earlier for figure in found)
    return [(figure.value, figure.as_of or figure.earlier) for figure in found]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("In May 2017 the army held 60 percent of Syria.", "2017-05"),
        ("As of Nov. 2016 the army held 60 percent of Syria.", "2016-11"),
        ("As of 1 December 2018, the army holds 60 percent of Syria.", "2018-12-01"),
        ("By June 2017, the army controls 60 percent of Syria.", "2017-06"),
        ("On Tuesday, December 11, 2018, the army controlled 60 percent of Syria.", "2018-12-11"),
        ("When the offensive began in May 2018, the army held 60 percent of Syria.", "2018-05"),
        ("60 percent of Syria was held by the army in 2015.", "2015"),
        ("60 percent of Afghanistan fell to the Taliban in August 2021.", "2021-08"),
        ("The map of May 2018 shows that the army controls 60 percent of Syria.", "2018-05"),
        ("The army controls 60 percent of Syria, the Observatory said in May 2015.", "2015-05"),
        ("According to a study published in March 2017, the army controls 60 percent of Syria.", "2017-03"),
        ("The army, which in 2013 controlled 60 percent of Syria, has lost ground.", "2013"),
        ("The army, which had lost Aleppo by December 2016, held 60 percent of Syria in June 2017.", "2017-06"),
        ("The army took 60 percent of the land in 2017, which ISIS had seized in 2014.", "2017"),
        ("In May of last year the army held 60 percent of Syria.", "2017-05"),
        ("It is the worst defeat of the army since it took 60 percent of the city in 2012.", "2012"),
        ("The junta controls 60 percent of Myanmar, a study found in December 2024.", "2024-12"),
        ("The army controls 60 percent of its territory (2016).", "2016"),
    ],
)
def test_a_date_of_the_figures_own_clause(text: str, date: str) -> None:
    assert read(text) == [(60, date)]


@pytest.mark.parametrize(
    "text",
    [
        "Russia, which invaded Ukraine in February 2022, controls 60 percent of the country.",
        "Russia controls 60 percent of Ukraine, which it invaded in February 2022.",
        "Russia controls 60 percent of the country it invaded in February 2022.",
        "The SDF, founded in October 2015, controls 60 percent of Syria.",
        "The SDF, founded in October 2015, controlled 60 percent of Syria.",
        "The group that invaded Mali in 2012 controls 60 percent of Syria.",
        "The SDF founded in October 2015 controls 60 percent of Syria.",
        "The SDF, an alliance formed in October 2015, controls 60 percent of Syria.",
        "Formed in 2015, the SDF controls 60 percent of Syria.",
        "The government, backed by Russia since September 2015, controls 60 percent of Syria.",
        "Since the government retook Aleppo in December 2016, it holds 60 percent of Syria.",
        "After the army retook Aleppo in December 2016, it controls 60 percent of Syria.",
        "The army holds 60 percent of Syria after it retook Aleppo in December 2016.",
        "The army has held 60 percent of Syria since the end of 2016.",
        "Since the coup in February 2021, rebels have taken 60 percent of Myanmar.",
        "In the three years since the coup in May 2014 the junta has lost 60 percent of the country.",
        "More than once the army held 60 percent of Idlib.",
        "The movement arose in Syria in 2014 and now holds 60 percent of the country.",
        "In 2013 the group arose in Syria and now controls 60 percent of the country.",
        "The Houthis seized Sanaa in September 2014 and control 60 percent of Yemen.",
        "The army holds 60 percent of Syria and captured Palmyra in March 2016.",
        "The coalition has lost 60 percent of the territory it held in 2014.",
        "Ukraine has retaken 60 percent of the land seized by Russia in 2022.",
        "Russia occupies 60 percent of Georgian territory in violation of the 12 August 2008 ceasefire.",
        "The war, which began three years ago, left ISIS in control of 60 percent of Syria.",
        "The offensive launched a year ago has brought 60 percent of Syria under government control.",
        "Rebels who lost Aleppo last year hold 60 percent of Idlib.",
        "The rebels seized 60 percent of the town before withdrawing.",
        "Once captured, the town gave the army 60 percent of Syria.",
        "The army has retaken 60 percent of the land that ISIS once held in Syria.",
        "The army has retaken 60 percent of the land that ISIS held in Syria at its peak.",
        "Over the last year the army has held 60 percent of Syria.",
        "The army controls 60 percent of Syria at the time of writing.",
        "The army controls 60 percent of Syria, more than a year ago.",
        "The army once again holds 60 percent of Syria.",
    ],
)
def test_what_is_of_something_else_is_no_date_of_a_figure(text: str) -> None:
    assert read(text) == [(60, None)]


@pytest.mark.parametrize(
    ("text", "earlier"),
    [
        ("A year ago ISIS held 45 percent of Syria.", "P1Y"),
        ("ISIS held 45 percent of Syria three years ago.", "P3Y"),
        ("More than a decade ago ISIS held 45 percent of Syria.", "P10Y"),
        ("ISIS held 45 percent of Syria six months ago, before Russia stepped in.", "P6M"),
        ("ISIS held 45 percent of Syria half a year ago.", "P6M"),
        ("ISIS held 45 percent of Syria two weeks ago.", "P14D"),
        ("Last year ISIS held 45 percent of Syria.", "P1Y"),
        ("Last month, ISIS held 45 percent of Syria.", "P1M"),
        ("Years ago ISIS held 45 percent of Syria.", "unknown"),
        ("ISIS once held 45 percent of Syria.", "unknown"),
        ("Once ISIS held 45 percent of Syria.", "unknown"),
        ("45 percent of Syria was formerly controlled by ISIS.", "unknown"),
        ("ISIS used to hold 45 percent of Syria.", "unknown"),
        ("At its height ISIS held 45 percent of Syria.", "unknown"),
        ("ISIS, which at its peak held 45 percent of Syria, has lost Raqqa.", "unknown"),
        ("At the time, ISIS held 45 percent of Syria.", "unknown"),
        ("Before the long offensive ISIS controlled 45 percent of Syria.", "unknown"),
        ("Before the February 2016 truce ISIS controlled 45 percent of Syria.", "unknown"),
        ("Before May 2016 ISIS controlled 45 percent of Syria.", "unknown"),
    ],
)
def test_a_past_time_without_a_date(text: str, earlier: str) -> None:
    assert read(text) == [(45, earlier)]


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("ISIS holds 3 percent of Syria, down from 50 percent in May 2015.", [None, "2015-05"]),
        ("ISIS holds 3 percent of Syria, down from 50 percent a year ago.", [None, "P1Y"]),
        ("ISIS holds 3 percent of Syria, down from 50 percent at its peak.", [None, "unknown"]),
        ("ISIS holds 3 percent of Syria, down from 50 percent.", [None, "unknown"]),
        ("ISIS held 3 percent of Syria, down from the 50 percent it held in May 2015.", [None, "2015-05"]),
        ("The army controls 60 percent of Syria, compared with 20 percent in 2015.", [None, "2015"]),
        ("The army holds 60 percent of Syria compared to 3 percent for ISIS.", [None, None]),
        ("In May 2017 it held 60 percent of Syria, up from 20 percent a year earlier.", ["2017-05", "unknown"]),
        (
            "ISIS's territory shrank from 50 percent of the country in January 2015 to 3 percent by March 2016.",
            ["2015-01", "2016-03"],
        ),
        ("In May 2015 ISIS controlled 50 percent of Syria, but it now holds 3 percent.", ["2015-05", None]),
        ("A year ago the army held 20 percent of Syria, now it holds 60 percent.", ["P1Y", None]),
        ("The army, which three years ago held 20 percent of Syria, now holds 60 percent.", ["P3Y", None]),
        ("In 2015 the army held 20 percent of Syria, the rebels 40 percent.", ["2015", "2015"]),
        (
            "As of May 2018 the government controlled 56 percent of the districts and the Taliban 14 percent.",
            ["2018-05", "2018-05"],
        ),
    ],
)
def test_each_figure_of_a_sentence_has_its_own_time(text: str, times: list[str | None]) -> None:
    assert [time for _, time in read(text)] == times


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("DAMASCUS, 5 December 2018 - In 2015 the government held 30 percent of Syria.", "2015"),
        ("DAMASCUS, 5 December 2018 (AP) - The government held 30 percent of Syria as of November 2016.", "2016-11"),
        ("DAMASCUS, 5 December 2018 - A year ago the government held 30 percent of Syria.", "P1Y"),
        ("DAMASCUS, 5 December 2018 - The government holds 30 percent of Syria.", "2018-12-05"),
        ("BEIRUT, Dec 5, 2018 (Reuters) - The government holds 30 percent of Syria.", "2018-12-05"),
    ],
)
def test_a_dateline_counts_where_the_sentence_has_no_other_date(text: str, date: str) -> None:
    assert read(text) == [(30, date)]


def test_what_was_gained_last_year_has_a_period_and_no_earlier_time() -> None:
    (figure,) = find_figures("The rebels took 40 villages in Syria last year.", published="2018-12-05")
    assert (figure.since, figure.as_of, figure.earlier) == ("2017-01-01", "2017", None)
    (figure,) = find_figures("The army captured 40 villages it had lost in May 2016.", published="2018-12-05")
    assert (figure.since, figure.as_of) == (None, None)


def test_a_sentence_of_many_dates_is_read_in_good_time() -> None:
    started = time.monotonic()
    assert find_figures("In May 2015 it held 50 percent of Syria and " * 400)
    assert time.monotonic() - started < 20
