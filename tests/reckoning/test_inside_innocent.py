"""Sentences in the manner of the news with two figures or more: those with nothing wrong in them, and those with."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("pyarrow")

from published import checks_of

from whoholds.model import Check

INNOCENT = Path(__file__).with_name("innocent.txt")


def innocent(*sections: str) -> list[tuple[str, str, str]]:
    """Country, day and text of each sentence; of all sections if none is named."""
    found, section = [], ""
    for line in INNOCENT.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            section = line.strip("[]")
        elif line and not line.startswith("#") and section in (sections or (section,)):
            place, on, text = line.split(" ", 2)
            found.append((place, on, text))
    return found


@pytest.mark.parametrize(("place", "on", "text"), innocent())
def test_innocent_sentences_raise_no_alarm(place: str, on: str, text: str) -> None:
    assert [check.say for check in checks_of(text, on, place) if check.holds is False] == []


@pytest.mark.parametrize(("place", "on", "text"), innocent("other times", "wishes"))
def test_shares_of_different_times_are_no_whole_either(place: str, on: str, text: str) -> None:
    wholes = ("sum to a whole", "share and its complement")
    assert [check.say for check in checks_of(text, on, place) if check.kind in wholes and check.holds] == []


def syria(text: str) -> tuple[Check, ...]:
    return checks_of(text, "2018-12-05", "SYR")


def test_a_part_of_the_share_s_ground_is_not_the_same_ground() -> None:
    # 28 percent of 185,180 are 50,924 to 52,776: 50,000, rounded to a thousand, would meet that.
    assert syria("The SDF holds 28 percent of Syria, 50,000 sq km of it east of the Euphrates.") == ()


GUILTY = [
    # 61 + 35 + 12 = 108
    ("SYR", "The government holds 61 percent of Syria, the opposition 35 percent and the SDF 12 percent.",
     "sum to a whole", "8 more than the whole"),
    # 30 + 50 + 40 = 120, all of them in one year
    ("SYR", "In 2015 the government held 30 percent of Syria, ISIS 50 percent and the SDF 40 percent.",
     "sum to a whole", "20 more than the whole"),
    # 61 + 48 = 109: a speaker's present, reported in the past
    ("SYR", "Lapin said that the government held 61 percent of Syria. The SDF held 48 percent, Lapin said.",
     "sum to a whole", "9 more than the whole"),
    # 60 + 28 + 22 = 110
    ("SYR", "The government holds 60 percent of Syria, the SDF 28 percent and the rebels the remaining 22 percent.",
     "sum to a whole", "10 more than the whole"),
    # 41,000 / 185,180 = 22.14 percent
    ("SYR", "The SDF holds 28 percent of Syria (41,000 sq km).", "remainder against area", "22.14 percent"),
    ("SYR", "The SDF holds 41,000 sq km, 28 percent of Syria.", "remainder against area", "22.14 percent"),
    ("SYR", "The government controls 60 percent of Syria. It is cold. The government controls 70 percent of Syria.",
     "two figures by one speaker", "10 points apart"),
    ("AFG", "The Taliban control 41 of Afghanistan's 34 provinces.", "unit count", "7 more than its own words"),
    ("SYR", "The government holds 14 of Syria's 13 provinces.", "unit count", "1 more than its own words"),
    # 200 + 180 + 60 = 440
    ("AFG", "The government controls 200 districts, the Taliban control 180 districts and ISIS-K controls 60 of 407 "
     "districts.", "sum of counts", "33 more than there are"),
]  # fmt: skip


@pytest.mark.parametrize(("place", "text", "kind", "words"), GUILTY)
def test_sentences_that_cannot_be_right_are_found(place: str, text: str, kind: str, words: str) -> None:
    (found,) = [check for check in checks_of(text, "2018-12-05", place) if check.holds is False]
    assert found.kind == kind
    assert words in found.say


def test_a_third_side_keeps_two_shares_from_being_a_whole() -> None:
    two = {check.kind: check for check in syria("The government holds 60 percent of Syria and the SDF 40 percent.")}
    assert two["share and its complement"].holds is True
    # 60 + 5 + 40 = 105. The atlas does not say that Hezbollah's ground is its own: the sum is shown, not judged.
    three = syria("The government holds 60 percent of Syria, Hezbollah 5 percent and the SDF 40 percent.")
    assert [(check.kind, check.holds) for check in three] == [("sum to a whole", None)]
    assert "5 more than the whole. They may fit if the ground of Hezbollah is another’s too." in three[0].say
    # 60 + 10 + 40 = 110, and ISIS is a side of its own.
    other = syria("The government holds 60 percent of Syria, ISIS 10 percent and the SDF 40 percent.")
    assert [(check.kind, check.holds) for check in other] == [("sum to a whole", False)]
