"""The JSON of the contract."""

from __future__ import annotations

import json
import math
from collections.abc import Callable

import msgspec
import pytest

from whoholds import model
from whoholds.model import Answer, Claim, Comment, Reckoning, Report, Tried
from whoholds.showing.as_json import to_json


def test_answer_has_the_keys_of_the_contract(answer: Answer) -> None:
    built = json.loads(to_json(answer))
    assert list(built) == ["report", "reckonings", "checks", "given"]
    assert [item["figure"] for item in built["reckonings"]] == [0, 1, 2, 3, 4, 7, 8, 9, 10]


def test_every_field_stands_in_its_order_and_unknown_ones_are_null(answer: Answer) -> None:
    built = json.loads(to_json(answer, readings=True))
    assert list(built["report"]) == list(model.Report.__struct_fields__)
    assert list(built["report"]["figures"][0]) == list(model.Figure.__struct_fields__)
    assert list(built["reckonings"][0]) == list(model.Reckoning.__struct_fields__)
    assert built["reckonings"][0]["literal"] is None


def test_readings_are_left_out_unless_asked_for(reckoning: Reckoning) -> None:
    assert "readings" not in json.loads(to_json(reckoning))
    assert len(json.loads(to_json(reckoning, readings=True))["readings"]) == 279


def test_what_was_written_reads_back_as_the_same_report(report: Report) -> None:
    assert msgspec.json.decode(to_json(report), type=Report) == report


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        (97.39999999999999, "97.4"),
        (1411.0, "1411"),
        (33.3333, "33.3333"),
        (math.inf, "null"),
        (math.nan, "null"),
        (-0.0, "0"),
    ],
)
def test_numbers_are_clean(value: float, printed: str) -> None:
    assert f'"value": {printed},' in to_json(Claim(value=value), indent=None)


def test_windows_without_an_end_are_null(reckoning: Reckoning) -> None:
    assert json.loads(to_json(reckoning))["holds_window"] == [96.45, None]


def test_text_that_commands_a_terminal_is_escaped_and_not_lost() -> None:
    text = "a\x1b[2Jb\x9b2Jc\u202ed\u2066e\u2028f"
    printed = to_json(Comment(id=1, text=text))
    assert json.loads(printed)["text"] == text
    assert not any(letter in printed for letter in "\x1b\x9b\u202e\u2066\u2028")


def test_half_of_a_surrogate_pair_can_be_printed() -> None:
    to_json(Comment(id=1, text="a\ud800b")).encode("utf-8")


def test_the_same_answer_is_the_same_text(build_answer: Callable[..., Answer]) -> None:
    assert to_json(build_answer(), readings=True) == to_json(build_answer(), readings=True)


def test_one_line_for_json_lines(reckoning: Reckoning) -> None:
    assert "\n" not in to_json(reckoning, indent=None)


def test_a_part_of_a_reckoning_can_be_shown_alone(reckoning: Reckoning) -> None:
    assert isinstance(reckoning.literal, Tried)
    assert json.loads(to_json(reckoning.literal))["value"] == 60.4
