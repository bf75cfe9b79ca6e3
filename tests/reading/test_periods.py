"""Since when ground was gained or lost: what a sentence says, and what is not read into it."""

from __future__ import annotations

import pytest

from whoholds import read_text
from whoholds.days import start_of
from whoholds.reading.figures.periods import Period, event_of, period_of, start_of_event


@pytest.mark.parametrize(
    ("sentence", "period"),
    [
        ("It took 40 villages since 2015.", Period("2015")),
        ("It took 40 villages since the beginning of 2015.", Period("2015")),
        ("It took 40 villages since the start of May 2015.", Period("2015-05")),
        ("It took 40 villages since 12 November 2022.", Period("2022-11-12")),
        ("It took 40 villages since November 12, 2022, the map shows.", Period("2022-11-12")),
        ("It has retaken 3,000 sq km since September 6.", Period("--09-06")),
        ("It has retaken 3,000 sq km since September.", Period("--09")),
        # The number behind the month is that of the villages.
        ("Since March 12 villages were taken.", Period("--03")),
        ("It has seized 5,000 sq km this year.", Period("--01-01")),
        ("It has seized 5,000 sq km since the start of the year.", Period("--01-01")),
        ("It has seized 500 sq km this month.", Period("---01")),
        ("It seized 84 sq km over the past week.", Period("P7D")),
        ("It seized 84 sq km in the last two weeks.", Period("P14D")),
        ("It seized 84 sq km in the past six months.", Period("P6M")),
        ("It seized 84 sq km within the last 3 years.", Period("P3Y")),
        ("It seized 8 sq km in the past 24 hours.", Period("P1D")),
        ("In November 2024 it took 730 sq km.", Period("2024-11-01", "2024-11")),
        ("It took 4,336 sq km during 2025.", Period("2025-01-01", "2025")),
        ("It has taken 4,336 sq km so far in 2025.", Period("2025")),
        ("From 1 January to 30 September 2025 it took 4,714 sq km.", Period("2025-01-01", "2025-09-30")),
        ("Between January 2023 and January 2026 it took 7,463 sq km.", Period("2023-01", "2026-01")),
        ("Between 1 and 31 July 2018 it took 40 villages.", Period("2018-07-01", "2018-07-31")),
        ("From July 3 to 9, 2018, it took 40 villages.", Period("2018-07-03", "2018-07-09")),
        ("From 3 May 2018–9 May 2018 it took 40 villages.", Period("2018-05-03", "2018-05-09")),
    ],
)
def test_a_period_is_read(sentence: str, period: Period) -> None:
    assert period_of(sentence) == period


@pytest.mark.parametrize(
    "sentence",
    [
        "It took 40 villages.",
        "It took 40 villages since then.",
        "It took 40 villages since late 2015.",
        "It took 40 villages since mid-2016.",
        "Since the 1990s it took 40 villages.",
        "Since the 1990s, since 1950s it took 40 villages.",
        "It took 40 villages in recent weeks.",
        "It took 40 villages in four days.",
        "It took 40 villages since 31 May 2015 and, since 2 June 2016, 30 more.",
        "By May 2016 it had lost 25 percent.",
        "In May 2016 it had lost 25 percent.",
        "In May 2016 it took 40 villages, and in June 2016 it took 30.",
        "It went from 56.7 to 78.1 percent.",
        "It took 40 villages in the first half of 2015.",
        # Without a day of publication it is open which July is meant.
        "Between 1 and 31 July it took 40 villages.",
        "Between 31 and 1 July 2018 it took 40 villages.",
        "From 12 to 14 July may be hot.",
        "It took 40 villages on 3 May 2016.",
        "It took 2000 villages, and 40 since 2015.5.",
    ],
)
def test_what_is_not_said_is_not_read(sentence: str) -> None:
    assert period_of(sentence) is None


@pytest.mark.parametrize(
    ("sentence", "period"),
    [
        ("Between 1 and 31 July it took 40 villages.", Period("2025-07-01", "2025-07-31")),
        ("In May of last year it took 40 villages.", Period("2024-05-01", "2024-05")),
        ("It took 40 villages in November last year.", Period("2024-11-01", "2024-11")),
        ("From September 3 to 9, it took 40 villages.", Period("2024-09-03", "2024-09-09")),
        ("Between May and July it took 40 villages.", Period("2025-05", "2025-07")),
        ("From 20 November to 3 January it took 40 villages.", Period("2024-11-20", "2025-01-03")),
    ],
)
def test_days_without_a_year_are_the_last_ones_before_publication(sentence: str, period: Period) -> None:
    assert period_of(sentence, published="2025-08-20") == period


def test_each_number_has_the_period_beside_it() -> None:
    since = [
        [figure.since for figure in read_text(text).figures]
        for text in (
            "The army took 4,168 sq km of Syria since the start of 2024, and 2,700 sq km over the past six months.",
            "Since 2015 the army took 400 villages in Syria, and 12 villages in the past month.",
            "The army captured 4,714 sq km and 205 settlements in Syria since 1 January 2025.",
        )
    ]
    assert since == [["2024", "P6M"], ["2015", "P1M"], ["2025-01-01", "2025-01-01"]]


def test_only_gains_and_losses_have_a_period() -> None:
    kept, taken = (
        read_text(f"The army {verb} 60 sq km of Syria since 2015.").figures[0] for verb in ("has held", "has seized")
    )
    assert (kept.relation, kept.since) == ("holds", None)
    assert (taken.relation, taken.since) == ("gained", "2015")


def test_a_period_that_ends_says_for_which_day_the_figure_is() -> None:
    (figure,) = read_text("From 1 January to 30 September 2025 Russian troops captured 4,714 sq km.").figures
    assert (figure.since, figure.as_of) == ("2025-01-01", "2025-09-30")


@pytest.mark.parametrize(
    ("sentence", "event"),
    [
        ("1,411 Settlements Liberated Since Start Of Russian Military Operation In Country", "operation"),
        ("It retook 2000 sq km since the beginning of the counteroffensive.", "counteroffensive"),
        ("In total, 1,411 settlements were liberated during the operation.", "operation"),
        ("It retook 2000 sq km.", None),
        ("The operation goes on; it retook 2000 sq km.", None),
    ],
)
def test_the_event_that_a_sentence_counts_from(sentence: str, event: str | None) -> None:
    assert event_of(sentence) == event


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("The operation, which started in September 2015, goes on.", "2015-09"),
        ("Russia launched its operation on September 30, 2015.", "2015-09-30"),
        ("The operation began on 30 September.", None),
        ("The campaign began on 30 September 2015.", None),
        ("The operation began in 2015. Another operation began in 2016.", None),
    ],
)
def test_when_an_event_started(text: str, start: str | None) -> None:
    assert start_of_event("operation", (text,)) == start


@pytest.mark.parametrize(
    ("since", "on", "start"),
    [
        ("P1M", "2024-11-30", "2024-11-01"),
        ("P1M", "2024-12-11", "2024-11-12"),
        ("P1Y", "2024-02-29", "2023-03-01"),
        ("P2M", "2024-04-30", "2024-03-01"),
        ("--02-29", "2024-02-28", None),
        ("--02-29", "2024-03-01", "2024-02-29"),
        ("--13-01", "2024-03-01", None),
        ("P9999Y", "2024-03-01", None),
        ("soon", "2024-03-01", None),
    ],
)
def test_the_first_day_of_a_period(since: str, on: str, start: str | None) -> None:
    assert start_of(since, on) == start
