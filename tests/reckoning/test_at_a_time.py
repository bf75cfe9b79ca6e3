"""Readings by the thousand: how they are added up and in what portions changes nothing."""

from __future__ import annotations

import gc

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from whoholds.model import Claim, Evidence, Part, PartTable, Reckoning
from whoholds.reckoning import readings, reckon, trying
from whoholds.reckoning.fit import Window
from whoholds.reckoning.readings import bits_of, subset_sums, sums_over_all
from whoholds.reckoning.trying import takes

amounts = st.lists(st.floats(0, 1e9), min_size=1, max_size=7)


def five() -> PartTable:
    """Return a table of five holders with contested ground of one, of nobody, and a little unsaid."""
    parts = [
        Part(name=name, holder=name, value=value, rounding=0.05)
        for name, value in zip("ABCDE", (31.3, 22.2, 17.4, 8.9, 6.1), strict=True)
    ]
    parts += [
        Part(name="front", holder="B", status="contested", value=4.4),
        Part(name="c", status="contested", value=3),
    ]
    return PartTable(
        evidence=Evidence(source="Surveyors", as_of="2018-11"),
        place="NWH",
        measure="area",
        unit="percent",
        day="2018-11-30",
        parts=tuple(parts),
        total=100,
    )


def reckoned() -> Reckoning:
    claim = Claim(value=62, bound="at_least", holders=("A",), enemies=("E",), on="2018-12-11", place="NWH")
    return reckon(claim, [five()], deals=20)


@given(amounts, amounts)
def test_sums_over_all_unions_are_those_over_each_to_the_last_bit(values: list[float], roundings: list[float]) -> None:
    holders = min(len(values), len(roundings))
    pair = np.array([values[:holders], roundings[:holders]])
    unions = np.arange(1 << holders, dtype=np.int32)

    assert sums_over_all(pair).tobytes() == subset_sums(pair, bits_of(unions, holders)).tobytes()


def test_the_size_of_portions_changes_no_byte(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = msgspec.json.encode(reckoned())

    monkeypatch.setattr(readings, "AT_A_TIME", 3)
    monkeypatch.setattr(trying, "AT_A_TIME", 3)

    assert msgspec.json.encode(reckoned()) == whole


def test_windows_take_many_values_as_they_take_one() -> None:
    windows = (Window(96.45, 100.0), Window(96.45, 97.5), Window(-np.inf, 3.0))
    values = np.array([96.449999999999, 96.45, 97.5, 97.6, 3.04, -5.0, 96.4])
    roundings = np.array([0, 0, 0, 0.05, 0.05, 0, 0.05])

    for window, taken in zip(windows, takes(windows, values, roundings), strict=True):
        assert taken.tolist() == [window.takes(*pair) for pair in zip(values.tolist(), roundings.tolist(), strict=True)]


@pytest.mark.parametrize("on", [True, False])
def test_the_collector_is_left_as_it_was(on: bool) -> None:
    was_on = gc.isenabled()
    try:
        (gc.enable if on else gc.disable)()
        reckoned()
        assert gc.isenabled() == on
    finally:
        (gc.enable if was_on else gc.disable)()
