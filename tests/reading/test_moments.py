"""When something was posted: days, times of day, zones."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whoholds.reading.pages.moments import from_epoch, moment


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("2018-12-12T10:41:00+00:00", "2018-12-12T10:41:00+00:00"),
        ("2018-12-12T10:41:00.123Z", "2018-12-12T10:41:00Z"),
        ("2018-12-12 10:41:00 UTC", "2018-12-12T10:41:00Z"),
        ("2018-12-12 10:41", "2018-12-12T10:41"),
        ("2018-12-12", "2018-12-12"),
        ("December 12, 2018 at 9:41 pm", "2018-12-12T21:41"),
        ("December 12, 2018 at 12:05 am", "2018-12-12T00:05"),
        ("Friday, February 7 2014 8:54 PM", "2014-02-07T20:54"),
        ("Feb 1, 2023 11:42 pm", "2023-02-01T23:42"),
        ("12.12.2018 um 10:41 Uhr", "2018-12-12T10:41"),
        ("Am 12. Dezember 2018 um 10.41 Uhr", "2018-12-12T10:41"),
        ("12 décembre 2018 à 10 h 41", "2018-12-12T10:41"),
        ("10:41, 12 December 2018", "2018-12-12T10:41"),
        ("13.06.2022 в 12:41", "2022-06-13T12:41"),
        ("12 December 2018 at 25:41", "2018-12-12"),
        ("12 December 2018 at 13:41 pm", "2018-12-12"),
        ("12 December 2018, 3:2 for the north", "2018-12-12"),
        ("12 December at 10:41", "--12-12"),
        ("2018-13-12T10:41:00Z", None),
        ("2018-12-12T25:41:00Z", None),
        ("11/12/2018 at 10:41", None),
        ("3 days ago", None),
        ("", None),
    ],
)
def test_moments(text: str, read: str | None) -> None:
    assert moment(text) == read


@given(
    st.datetimes(
        min_value=__import__("datetime").datetime(1970, 1, 2), max_value=__import__("datetime").datetime(2200, 1, 1)
    )
)
def test_what_is_written_in_iso_is_read_back(when: object) -> None:
    text = when.isoformat(timespec="seconds")  # type: ignore[attr-defined]
    assert moment(text) == text
    assert moment(text.replace("T", " ")) == text


@pytest.mark.parametrize("text", ["", "1", "now", "-1544611260000", "99999999999999999", "１５４４６１１２６００００"])
def test_what_are_no_milliseconds(text: str) -> None:
    assert from_epoch(text) is None
