"""Days in running text: never a year that the text does not give."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whoholds.reading.pages.dates import event_date, find_days, published_in


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("on December 11", ["--12-11"]),
        ("on December 11, 2018, and", ["2018-12-11"]),
        ("on Dec. 11", ["--12-11"]),
        ("on 11 December 2018", ["2018-12-11"]),
        ("on the 3rd of May 2020", ["2020-05-03"]),
        ("2024-02-29 and 2023-02-29", ["2024-02-29"]),
        ("on February 29", ["--02-29"]),
        ("on February 30", []),
        ("11 декабря 2018 года", ["2018-12-11"]),
        ("3 травня", ["--05-03"]),
        ("le 1er août 2019", ["2019-08-01"]),
        ("am 3. März", ["--03-03"]),
        ("el 3 de mayo de 2021", ["2021-05-03"]),
        ("31.12.2018", ["2018-12-31"]),
        ("31/12/2018 and 12/31/2018", ["2018-12-31", "2018-12-31"]),
        ("11/12/2018", []),
        ("In May 2018 and in 2019", []),
        ("the may 5 percent", ["--05-05"]),
        ("May 5% of it", []),
        ("in march 2,000 men", []),
        ("Resolution 2254", []),
    ],
)
def test_days_are_found(text: str, days: list[str]) -> None:
    assert [day for day, _ in find_days(text)] == days


@pytest.mark.parametrize(
    ("paragraphs", "day"),
    [
        (["The ministry said on May 3 that half was lost."], "--05-03"),
        (["Half was lost on May 3, 2020, the ministry said."], "2020-05-03"),
        (["Since May 3 much was lost.", "A spokesman said on May 9 that half was lost."], "--05-09"),
        (["On May 3, fighting broke out.", "It went on until May 8."], "--05-03"),
        (["They met on Tuesday."], None),
        (["Between April 2 and May 3 half was lost."], None),
        (["Минобороны сообщило, что 3 мая взят город."], "--05-03"),
        ([], None),
    ],
)
def test_the_day_of_the_event(paragraphs: list[str], day: str | None) -> None:
    assert event_date(paragraphs) == day


def test_an_event_is_not_after_the_day_on_which_the_page_was_published() -> None:
    paragraphs = ["The count of June 1, 2021 is to come.", "Half was lost on May 3, 2021, the ministry said."]
    assert event_date(paragraphs, published="2021-05-04") == "2021-05-03"
    assert event_date(["The next count is on June 1, 2021."], published="2021-05-04") is None


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Published: 12 December 2018", "2018-12-12"),
        ("Posted on Dec 12, 2018 at 10:41 am", "2018-12-12"),
        ("12.12.2018 14:30", "2018-12-12"),
        ("Wednesday, 12 December 2018", "2018-12-12"),
        ("OSLO, Dec 11 2018 — The army holds half of it.", "2018-12-11"),
        ("KYIV, 3 May 2022 (Agency) - The army holds half of it.", "2022-05-03"),
        ("OSLO, Dec 11 — The army holds half of it.", None),
        ("Published in December 2018", None),
        ("The army said on 12 December 2018 that it holds half.", None),
        ("12 December", None),
    ],
)
def test_the_day_of_publication_is_only_what_the_page_states(line: str, day: str | None) -> None:
    assert published_in(line) == day


@given(st.text(max_size=200))
def test_any_text_gives_days_that_exist_or_none(text: str) -> None:
    for day, (start, end) in find_days(text):
        assert re.fullmatch(r"(?:\d{4}|-)-\d\d-\d\d", day)
        assert 0 <= start < end <= len(text)
    published_in(text)
    event_date([text])
