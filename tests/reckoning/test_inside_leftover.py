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


def test_a_share_of_it_goes_on_with_the_rest() -> None:
    # 50 + 66.7 = 116.7 percent of what is left; each may be a tenth less: 45 + 60 = 105.
    text = "The army holds 60 percent. Half of the remaining land is held by the Kurds and {} of it by the rebels."
    for quote, value, holds in (("two thirds", 66.6667, False), ("a third", 33.3333, None)):
        said = text.format(quote)
        found = checks(
            said,
            figure(said, "60 percent", 60, holder="army"),
            figure(said, "Half", 50, base="the remaining land", holder="Kurds", in_words=True),
            figure(said, quote, value, base="the remaining land", holder="rebels", in_words=True),
        )
        check = next(check for check in found if check.kind == "share of what is left")
        assert (check.holds, check.figures) == (holds, (0, 1, 2))
        assert ("They are 116.7 percent of what is left" in check.say) == (holds is False)


def test_where_a_share_was_not_read_nothing_is_said_of_what_is_left() -> None:
    # A third leaves 66.7, of which an eighth is 8.3: 41.7. The tenth that no figure covers would be 6.7 more.
    body = "The army holds 59.6 percent of Syria."
    text = "A third is northern. An eighth of the remaining land is Turkish, another tenth is eastern."
    place: dict[str, Any] = {"comment": 1, "paragraph": None, "in_words": True}
    figures = (
        figure(body, "59.6 percent", 59.6, holder="army", base="Syria"),
        figure(text, "A third", 33.3333, holder="north", base="Syria", **place),
        figure(text, "An eighth", 12.5, base="the remaining land", **place),
    )
    report = Report(paragraphs=(body,), thread=(Comment(id=1, text=text),), figures=figures)
    (whole,) = [check for check in check_inside(report) if check.kind == "sum to a whole"]
    assert "the shares that were read make 41.7 percent of the whole" in whole.say
    assert "is left" not in whole.say and "59.6" not in whole.say


@pytest.mark.parametrize(("value", "found"), [(62, False), (66, True)])
def test_a_fraction_in_words_leaves_room_for_its_rounding(value: float, found: bool) -> None:
    # A third may be 30, an eighth of the rest 11.25 percent of it: 70 × 0.8875 = 62.1 may be left, and a point more.
    body = f"The army holds {value} percent of Syria."
    text = "A third is northern. An eighth of the remaining land is eastern."
    place: dict[str, Any] = {"comment": 1, "paragraph": None, "in_words": True}
    figures = (
        figure(body, f"{value} percent", value, holder="army", base="Syria"),
        figure(text, "A third", 33.3333, holder="north", base="Syria", **place),
        figure(text, "An eighth", 12.5, base="the remaining land", holder="east", **place),
    )
    report = Report(paragraphs=(body,), thread=(Comment(id=1, text=text),), figures=figures)
    (whole,) = [check for check in check_inside(report) if check.kind == "sum to a whole"]
    assert ("is more than either leaves" in whole.say) == found


def test_what_is_said_of_the_remaining_40_percent_may_be_of_the_whole() -> None:
    text = (
        "The army holds 60 percent. Of the remaining 40 percent, the Kurds hold 28 percent and the rebels 12 percent."
    )
    rest: dict[str, Any] = {"base": "the remaining land"}
    found = checks(
        text,
        figure(text, "60 percent", 60, holder="army"),
        figure(text, "40 percent", 40, **rest),
        figure(text, "28 percent", 28, holder="Kurds", **rest),
        figure(text, "12 percent", 12, holder="rebels", **rest),
    )
    assert [check for check in found if check.kind == "share of what is left"] == []
