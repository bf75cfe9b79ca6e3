"""A figure that its sentence denies, supposes or only foresees is read, and is no claim."""

from __future__ import annotations

import pytest

from whoholds import check, read_text


@pytest.mark.parametrize(
    ("text", "asserted"),
    [
        ("The army does not hold 60 percent of Syria.", False),
        ("The army doesn’t hold 60 percent of Syria.", False),
        ("The government denied that it holds 60 percent of Syria.", False),
        ("The army no longer controls 60 percent of Syria.", False),
        ("The army never held 60 percent of Syria.", False),
        ("The army will hold 60 percent of Syria by spring.", False),
        ("If the army takes 60 percent of Syria, the talks end.", False),
        ("The army hopes to retake 60 percent of Syria.", False),
        ("Only 40 percent of Syria is not controlled by the army.", False),
        ("40% of Syria is no longer under the army's control.", False),
        ("40 percent of the districts were never under the army's control.", False),
        ("The army has no control over 60 percent of Syria.", False),
        ("Reports that the army controls 60 percent of Syria are false.", False),
        ("It is false that the army controls 60 percent of Syria.", False),
        ("The map wrongly shows the army holding 60 percent of Syria.", False),
        ("Does the army control 60 percent of Syria?", False),
        ("The army controls 60 percent of the land that is not desert.", True),
        ("The army controls 60 percent of the territory not held by ISIS.", True),
        ("Sixty percent of Syria is held by the army, not by the militias.", True),
        ("The army holds 60 percent of Syria and is not going to stop.", True),
        ("Is it so? The army holds 60 percent of Syria.", True),
        ("The army holds 60 percent of Syria.", True),
        ("The army holds not less than 60 percent of Syria.", True),
        ("The army holds not only the coast but 60 percent of Syria.", True),
        ("The war is not over, and the army holds 60 percent of Syria.", True),
        ("The minister would not speak to us. The army holds 60 percent of Syria.", True),
        ("Peace will come: the army holds 60 percent of Syria.", True),
    ],
)
def test_whether_a_sentence_says_that_it_is_so(text: str, asserted: bool) -> None:
    (figure,) = read_text(text).figures
    assert figure.asserted is asserted


def test_what_is_denied_is_not_reckoned() -> None:
    text = "The army does not hold 59.6 percent of Syria, a spokesman said on 11 December 2018."
    (reckoning,) = check(read_text(text)).reckonings
    assert reckoning.verdict == "cannot tell"
    assert reckoning.missing[0].what == "assertion"
