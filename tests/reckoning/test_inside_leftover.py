"""Checks inside a report on shares of what is left, and on what they leave in turn."""

from __future__ import annotations

from typing import Any

import pytest
from inside_reports import checks, figure

from whoholds.model import Comment, Report
from whoholds.reckoning.inside import check_inside


def test_shares_of_the_rest_come_to_less() -> None:
    # A third leaves 66.7. An eighth, a tenth and an eighth of that are 8.33, 6.67 and 8.33: 23.33, and 43.33 is left.
    text = "One third is northern. An eighth of the remaining land is eastern, another tenth and another eighth too."
    words: dict[str, Any] = {"in_words": True}
    found = checks(
        text,
        figure(text, "One third", 33.3333, holder="north", **words),
        figure(text, "An eighth of the remaining land", 12.5, base="the remaining land", holder="east", **words),
        figure(text, "tenth", 10, **words),
        figure(text, "eighth", 12.5, 1, **words),
    )
    assert [(check.kind, check.holds, check.figures) for check in found] == [
        ("share of what is left", None, (0, 1, 2, 3)),
        ("sum to a whole", None, (0, 1, 2, 3)),
    ]
    rest, whole = found
    assert "33.3 percent of the whole (north) leaves 66.7" in rest.say
    assert "“An eighth of the remaining land” (east), “tenth” and “eighth” come to 8.3, 6.7 and 8.3 percent" in rest.say
    assert whole.say == (
        "In paragraph 1, all shares make 56.7 percent of the whole, and 43.3 is left; if all are meant as shares of "
        "the whole, they make 68.3, and 31.7 is left."
    )


@pytest.mark.parametrize(
    ("value", "fields", "found"),
    [
        (96.5, {"bound": "at_least"}, True),
        (40, {}, False),  # there is room for that
        (96.5, {"bound": "at_most"}, False),
        (96.5, {"holder": "north"}, False),
        (96.5, {"base": "Idlib"}, False),
        (96.5, {"measure": "population"}, False),
        (96.5, {"relation": "lost"}, False),
        (96.5, {"asserted": False}, False),
    ],
)
def test_a_comment_s_shares_leave_room_for_the_report_s_or_not(
    value: float, fields: dict[str, Any], found: bool
) -> None:
    # A third, and a tenth of the rest: 33.3 + 6.7 = 40, and 60 is left; as shares of the whole 43.3, and 56.7 is left.
    body = f"The army holds {value} percent of Syria."
    text = "A third is northern. A tenth of the remaining land is eastern."
    place: dict[str, Any] = {"comment": 1, "paragraph": None, "in_words": True}
    figures = (
        figure(body, f"{value} percent", value, **({"holder": "army", "base": "Syria", "speaker": "Ivanov"} | fields)),
        figure(text, "A third", 33.3333, holder="north", base="Syria", **place),
        figure(text, "A tenth of the remaining land", 10, base="the remaining land", holder="east", **place),
    )
    report = Report(paragraphs=(body,), thread=(Comment(id=1, text=text),), figures=figures)
    (whole,) = [check for check in check_inside(report) if check.kind == "sum to a whole"]
    assert "make 40 percent of the whole, and 60 is left" in whole.say
    assert whole.say.endswith(f"The report’s “{value} percent” (Ivanov) is more than either leaves.") == found


def test_more_of_the_rest_than_there_is() -> None:
    text = "They hold 40 percent. Of the rest, 70 percent of the remaining land is ours, another 50 percent is theirs."
    found = checks(
        text,
        figure(text, "40 percent", 40, holder="they"),
        figure(text, "70 percent", 70, holder="we"),
        figure(text, "50 percent", 50, holder="others"),
    )
    check = next(check for check in found if check.kind == "share of what is left")
    assert check.holds is False and "120 percent of what is left, more than there is" in check.say


def test_a_share_of_the_rest_needs_a_whole_before_it() -> None:
    text = "An eighth of the remaining land is theirs."
    assert checks(text, figure(text, "An eighth of the remaining land", 12.5, base="the remaining land")) == ()
