"""Gains that sources printed: which rows make a table, and for which period."""

from __future__ import annotations

from typing import Any

import pytest

from whoholds.atlas import open_atlas
from whoholds.atlas.estimates import Row
from whoholds.atlas.gains import gain_tables, start_of_row
from whoholds.checking import claim_from_words, reckon_claim


def row(note: str, as_of: str = "2024-11", **fields: Any) -> Row:
    given: dict[str, Any] = {"number": 1, "country": "UKR", "source": "Front Watch", "holder": "Russia", "flow": True}
    given |= {"holder_id": "Russia", "status": "controlled", "measure": "area", "unit": "km2", "value": 730.0}
    return Row(**{**given, "printed": "730", "as_of": as_of, "note": note, **fields})


@pytest.mark.parametrize(
    ("note", "as_of", "start"),
    [
        ("FLOW: gain in the month.", "2024-11", "2024-11-01"),
        ("FLOW: month, of Ukraine", "2025-09", "2025-09-01"),
        ("FLOW: calendar 2024", "2024-12", "2024-01-01"),
        ("FLOW: 2024 to 30 December", "2024-12-30", "2024-01-01"),
        ('FLOW: since 1 Jan 2025, "nearly 5,400"', "2025-11-30", "2025-01-01"),
        ("FLOW: 1 Jan 2023 to 1 Jan 2026", "2026-01-01", "2023-01-02"),
        ("DATE INFERRED: FLOW: gain in the month.", "2024-11", "2024-11-01"),
        ("FLOW: gain in the month.", "2024-11-30", None),
        ("FLOW: calendar 2023", "2024-12", None),
        ("FLOW: gain in the month. gross of Ukrainian recaptures", "2026-06", None),
        ("FLOW: gross gain in the month", "2025-07", None),
        ("FLOW: gain in the month. month to date", "2024-11", None),
        ("FLOW: gain in the month. first 30 days", "2024-12", None),
        ("FLOW: captured in the de-escalation zone since 6 May 2019, cumulative", "2019-05-11", None),
        ("FLOW: since Smarch 2025", "2025-11-30", None),
        ("STOCK", "2024-11", None),
    ],
)
def test_the_period_of_a_printed_gain(note: str, as_of: str, start: str | None) -> None:
    assert start_of_row(row(note, as_of)) == start


def test_what_is_a_stock_has_no_period() -> None:
    assert start_of_row(row("FLOW: gain in the month.", flow=False)) is None


def test_a_side_s_statement_and_what_is_left_out_make_no_table() -> None:
    assert gain_tables([row("FLOW: gain in the month.", role="statement")]) == ()
    assert gain_tables([row("FLOW: gain in the month.", left_out="a misprint")]) == ()
    assert gain_tables([row("FLOW: gain in the month.", holder_id=None)]) == ()


def test_one_table_for_each_period() -> None:
    rows = [
        row("FLOW: calendar 2024", "2024-12", printed="4168", value=4168.0),
        row("FLOW: gain in the month.", "2024-12"),
    ]
    tables = gain_tables(rows)
    assert [(table.evidence.since, table.day, table.parts[0].value) for table in tables] == [
        ("2024-01-01", "2024-12-31", 4168.0),
        ("2024-12-01", "2024-12-31", 730.0),
    ]
    assert all(table.evidence.printed and table.total is None for table in tables)
    # 730 ends in a rounded zero.
    assert [table.parts[0].rounding for table in tables] == [0.5, 5.0]


def test_the_two_ends_of_a_range_are_one_part() -> None:
    tables = open_atlas().gains("UKR", since="2025-07-01", on="2025-07-31", within_days=3)
    (ministry,) = (table for table in tables if table.evidence.source == "UK Ministry of Defence")
    # 500 to 550: the middle, 25 from its ends, which are rounded to tens as 550 is.
    assert [(part.value, part.rounding) for part in ministry.parts] == [(525.0, 25.0 + 5.0)]


def test_printed_gains_are_no_evidence_for_what_is_held() -> None:
    assert not any(table.evidence.printed for table in open_atlas().tables("UKR", on="2024-11-30"))


def test_each_source_s_own_figure_for_the_month_answers() -> None:
    claim = claim_from_words("730 sq km", bound=None, on="2024-11", measure=None, since="2024-11")
    assert claim is not None
    reckoning = reckon_claim(claim, place="UKR", holder="Russia")
    found = {reckoning.evidence[tried.reading.evidence].source: tried.value for tried in reckoning.by_source}
    assert found == {"AFP from ISW data": 725, "DeepState": 730}
    assert reckoning.explanations[0].say == "comes out at 730 km² as the words go (DeepState, its own figure)"
    assert "Russia gained 725 km² in November 2024 (AFP from ISW data, its own figure)" in reckoning.say
