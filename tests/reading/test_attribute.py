"""Whose figure a figure is: sentences of our own writing, with the speaker and whether it is quoted."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whoholds.model import Figure
from whoholds.reading.attribute import attribute_figures
from whoholds.reading.statements import find_statements


def figure_at(text: str, quote: str, value: float = 40) -> Figure:
    start = text.index(quote)
    return Figure(quote=quote, span=(start, start + len(quote)), value=value, kind="share", unit="percent")


# text, the figure's words, its speaker, whether it stands in quotation marks
ROWS: list[tuple[str, str, str | None, bool]] = [
    # The reporter's own words.
    ("The Guard holds 40% of the valley.", "40%", None, False),
    ("Brodek said that it rained. The Guard holds 40% of the valley.", "40%", None, False),
    ("The Guard reportedly holds 40% of the valley.", "40%", None, False),
    ("The Guard is estimated to hold 40% of the valley.", "40%", None, False),
    ("It is said that the Guard holds 40% of the valley.", "40%", None, False),
    ("My Government holds 40% of the valley, and I say so.", "40%", None, False),
    ("We have said that 40% of our land is occupied.", "40%", None, False),
    ("The Guard, which holds 40% of the valley, said that it would stay.", "40%", None, False),
    ("The Guard demanded 40% of the valley.", "40%", None, False),
    ("40% of the valley is lost; according to Brodek, nobody is left there.", "40%", None, False),
    # A statement's content.
    ("Brodek said that the Guard holds 40% of the valley.", "40%", "Brodek", False),
    ("The Guard holds 40% of the valley, Brodek said.", "40%", "Brodek", False),
    ("According to Brodek, the Guard holds 40% of the valley.", "40%", "Brodek", False),
    ("The Guard holds 40% of the valley according to Brodek.", "40%", "Brodek", False),
    ("“The Guard holds 40% of the valley,” Brodek said.", "40%", "Brodek", True),
    ("Brodek said that the Guard “holds 40% of the valley”.", "40%", "Brodek", True),
    ("The Guard holds “40%” of the valley.", "40%", None, True),
    ("The Guard advanced, reporting it had taken 40% of the valley.", "40%", "Guard", False),
    ("The UN estimates that the Guard holds 40% of the valley.", "40%", "UN", False),
    ("Brodek's claim that 40% was lost was not confirmed.", "40%", "Brodek", False),
    # The innermost one; the origin, not the relay.
    ("The Velin Post reported that Brodek said that 40% was lost.", "40%", "Brodek", False),
    ("Brodek said that 40% was lost, the Velin Post reported.", "40%", "Brodek", False),
    ("The Velin Post quoted Brodek as saying that 40% was lost.", "40%", "Brodek", False),
    ("Brodek said it rained, while the Guard claimed that 40% was lost.", "40%", "Guard", False),
    ("Brodek said that 40% was lost, while the Guard claimed that it rained.", "40%", "Brodek", False),
    ("The Guard has counted 40% of the valley as its own, Brodek said.", "40%", "Brodek", False),
    # What is denied is not asserted.
    ("The Guard denied that 40% was lost.", "40%", None, False),
    ("Brodek said that 40% was lost, but the Guard denied this.", "40%", "Brodek", False),
]


@pytest.mark.parametrize(("text", "quote", "speaker", "quoted"), ROWS, ids=[row[0][:60] for row in ROWS])
def test_speaker_and_quotation(text: str, quote: str, speaker: str | None, quoted: bool) -> None:
    (found,) = attribute_figures([figure_at(text, quote)], text, find_statements([text]))
    assert (found.speaker, found.quoted) == (speaker, quoted)


@pytest.mark.parametrize(
    ("text", "quote", "speaker"),
    [
        ("It is unclear how Tesar reached this 40%.", "40%", "Ivo Tesar"),
        ("It is unclear how Tesar came up with the figure of 40%.", "40%", "Ivo Tesar"),
        ("We do not share Tesar’s 40%.", "40%", "Ivo Tesar"),
        ("We do not share Ivo Tesar's figure of 40%.", "40%", "Ivo Tesar"),
        ("Most likely the other 40% is the marsh.", "40%", "JK"),
        ("The Velin's 40% is marsh.", "40%", "JK"),
        ("Brodek said that 40% is marsh.", "40%", "Brodek"),
    ],
)
def test_in_an_editors_note(text: str, quote: str, speaker: str) -> None:
    statements = find_statements([text])
    (found,) = attribute_figures([figure_at(text, quote)], text, statements, own_voice="JK", known=["Ivo Tesar"])
    assert found.speaker == speaker


def test_a_figure_said_again_in_a_note_is_nobodys_claim() -> None:
    text = "It is unclear how Tesar reached this 40%. Still, 40.0% is not all, and 5% is marsh."
    figures = [figure_at(text, "40%"), figure_at(text, "40.0%"), figure_at(text, "5%", 5)]
    found = attribute_figures(figures, text, [], own_voice="JK", known=["Ivo Tesar"])
    assert [f.speaker for f in found] == ["Ivo Tesar", None, "JK"]


def test_a_figure_that_is_somebodys_on_the_page_is_not_the_editors() -> None:
    text = "Nobody said how the 40% was counted, and 5% is marsh."
    figures = [figure_at(text, "40%"), figure_at(text, "5%", 5)]
    page = [Figure(quote="40%", span=(0, 3), value=40, kind="share", unit="percent", speaker="Ivo Tesar")]
    found = attribute_figures(figures, text, [], own_voice="JK", known=["Ivo Tesar"], claimed=page)
    assert [f.speaker for f in found] == [None, "JK"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [("The Tesar´s 40% are about marsh.", "Tesar"), ("Velin's 40% are marsh.", None), ("I count 40%.", None)],
)
def test_a_readers_comment_keeps_the_name_as_written(text: str, speaker: str | None) -> None:
    (found,) = attribute_figures([figure_at(text, "40%")], text, [], known=["Ivo Tesar"], full_names=False)
    assert found.speaker == speaker


@pytest.mark.xfail(strict=True, reason="known to fail")
@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        # The report is named in one sentence and speaks in the next.
        (
            "The report of the Velin Group convinced everybody. It was decisively confirmed that 40% was lost.",
            "Velin Group",
        ),
    ],
)
def test_not_attributed_yet(text: str, speaker: str) -> None:
    (found,) = attribute_figures([figure_at(text, "40%")], text, find_statements([text]))
    assert found.speaker == speaker


def test_many_figures_among_many_statements_end_soon() -> None:
    sentence = "Brodek said that 40% was lost. "
    text = sentence * 10_000
    figures = [
        Figure(quote="40%", span=(n + 17, n + 20), value=40, kind="share", unit="percent")
        for n in range(0, len(text), len(sentence))
    ]
    statements = find_statements([text])
    began = time.process_time()
    found = attribute_figures(figures, text, statements, known=[f"Name{n} Tesar{n}" for n in range(10_000)])
    assert time.process_time() - began < 5
    assert {f.speaker for f in found} == {"Brodek"}


@settings(deadline=None, max_examples=100)
@given(st.text(min_size=1, max_size=200), st.integers(0, 199), st.integers(1, 20))
def test_nothing_but_speaker_and_quoted_changes(text: str, start: int, length: int) -> None:
    span = (min(start, len(text) - 1), min(start + length, len(text)))
    quote = text[span[0] : span[1]]
    figure = Figure(quote=quote, span=span, value=40, kind="share", unit="percent")
    (found,) = attribute_figures([figure], text, find_statements([text]), own_voice="JK", known=["Ivo Tesar"])
    assert found.quote == figure.quote
    assert found.span == figure.span
    assert found.speaker
