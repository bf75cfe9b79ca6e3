"""Editors' notes in a body: labels, brackets, several paragraphs, and what only looks like a note."""

from __future__ import annotations

import pytest
from growth import ends
from hypothesis import given, settings
from hypothesis import strategies as st

from whoholds.reading.pages.notes import find_notes

# one paragraph that is wholly a note: text, by, label, kind
WHOLE: list[tuple[str, tuple[str, str | None, str, str]]] = [
    ("[JK: It is not clear how.]", ("It is not clear how.", "JK", "JK", "note")),
    ("(JK: It is not clear how.)", ("It is not clear how.", "JK", "JK", "note")),
    ("[J.K.: It is not clear how.]", ("It is not clear how.", "J.K.", "J.K.", "note")),
    ("[JK – It is not clear how.]", ("It is not clear how.", "JK", "JK", "note")),
    ("(Ed.: this is disputed)", ("this is disputed", None, "Ed.", "note")),
    ("[Ed. note: this is disputed]", ("this is disputed", None, "Ed. note", "note")),
    (
        "[Editor's note: this is disputed [see below].]",
        ("this is disputed [see below].", None, "Editor's note", "note"),
    ),
    ("Editor’s note: This is disputed.", ("This is disputed.", None, "Editor’s note", "note")),
    ("**Editor's note:** This is disputed.", ("This is disputed.", None, "Editor's note", "note")),
    ("EDITOR'S NOTE — This is disputed.", ("This is disputed.", None, "EDITOR'S NOTE", "note")),
    ("Editor's note by Ana Brodek: It rained.", ("It rained.", "Ana Brodek", "Editor's note by Ana Brodek", "note")),
    ("Note: Villages of the plain are left out.", ("Villages of the plain are left out.", None, "Note", "note")),
    ("Update: The bridge fell.", ("The bridge fell.", None, "Update", "update")),
    ("UPDATE (12 Dec): The bridge fell.", ("The bridge fell.", None, "UPDATE (12 Dec)", "update")),
    ("UPDATE 2 (17:40): The bridge fell.", ("The bridge fell.", None, "UPDATE 2 (17:40)", "update")),
    ("UPDATE 2: The bridge fell.", ("The bridge fell.", None, "UPDATE 2", "update")),
    ("Update, 3:40pm: The bridge fell.", ("The bridge fell.", None, "Update, 3:40pm", "update")),
    ("Update 12 December 2018 – The bridge fell.", ("The bridge fell.", None, "Update 12 December 2018", "update")),
    ("[Updated: The bridge fell.]", ("The bridge fell.", None, "Updated", "update")),
    ("Correction: It was 5 km.", ("It was 5 km.", None, "Correction", "correction")),
    ("Clarification: It was 5 km.", ("It was 5 km.", None, "Clarification", "correction")),
    (
        "This article was amended on 5 May 2018. It was 5 km.",
        ("This article was amended on 5 May 2018. It was 5 km.", None, "This article was amended", "correction"),
    ),
    (
        "An earlier version of this story gave 6 km.",
        ("An earlier version of this story gave 6 km.", None, "An earlier version of this", "correction"),
    ),
]


@pytest.mark.parametrize(("paragraph", "expected"), WHOLE, ids=[row[0][:50] for row in WHOLE])
def test_a_paragraph_that_is_a_note(paragraph: str, expected: tuple[str, str | None, str, str]) -> None:
    kept, (note,) = find_notes(["It rained.", paragraph, "It snowed."])
    assert kept == ("It rained.", "It snowed.")
    assert (note.text, note.by, note.label, note.kind) == expected
    assert (note.after, note.paragraph, note.span) == (0, None, None)


@pytest.mark.parametrize(
    ("paragraph", "words", "by"),
    [
        ("It rained [JK: not in the north] all day.", "not in the north", "JK"),
        ("It rained (Ed.: not in the north) all day.", "not in the north", None),
        ("It rained [in the south, not the north – Ed.] all day.", "in the south, not the north", None),
        ("It rained (JK: We were there and saw it rain.) all day.", "We were there and saw it rain.", "JK"),
        ("“It rained [Editor's note: it did not] all day,” he said.", "it did not", None),
    ],
)
def test_a_note_inside_a_paragraph(paragraph: str, words: str, by: str | None) -> None:
    kept, (note,) = find_notes(["First.", paragraph])
    assert kept == ("First.", paragraph)
    assert (note.text, note.by, note.paragraph, note.after) == (words, by, 1, None)
    assert note.span is not None
    filled = paragraph[slice(*note.span)]
    assert words in filled
    assert filled[0] + filled[-1] in {"[]", "()"}


TRAPS = [
    "They took [the government] at its word.",
    "The figure [1] is old.",
    "The SDF [Syrian Democratic Forces] left.",
    "The YPG (YPG: People's Protection Units) left.",
    "It was [sic] raining.",
    "The Kurds (SDF) left.",
    "Updates on the war came daily.",
    "Note that 5% is not much.",
    "Update your maps before you travel.",
    "Correction of the maps takes a year.",
    "Editors note the rain: it fell.",
    "The editor's note was long.",
    "[…] and so it rained.",
    "The price (EUR: 5) rose.",
    "[Photo: a bridge]",
    "UN: it rained.",
    "He wrote “[t]he bridge is ours”.",
]


@pytest.mark.parametrize("paragraph", TRAPS)
def test_what_is_no_note(paragraph: str) -> None:
    assert find_notes([paragraph]) == ((paragraph,), ())


def test_a_note_over_several_paragraphs() -> None:
    kept, (note,) = find_notes(
        ["It rained.", "[JK: We were there.", "It did (as we said) not rain.", "So it was.]", "It snowed."]
    )
    assert kept == ("It rained.", "It snowed.")
    assert note.text == "We were there.\n\nIt did (as we said) not rain.\n\nSo it was."
    assert note.after == 0


def test_what_follows_a_closing_bracket_stays() -> None:
    kept, (note,) = find_notes(["[JK: We were there.", "It did not rain.] Then it snowed."])
    assert kept == ("Then it snowed.",)
    assert note.text == "We were there.\n\nIt did not rain."
    assert note.after == -1


def test_a_bracket_that_never_closes_ends_with_its_paragraph() -> None:
    kept, (note,) = find_notes(["[JK: We were there all day.", "It rained.", "It snowed."])
    assert kept == ("It rained.", "It snowed.")
    assert note.text == "We were there all day."


def test_a_label_alone_takes_the_next_paragraph() -> None:
    kept, (note,) = find_notes(["It rained.", "Note from the editor", "We were there.", "It snowed."])
    assert kept == ("It rained.", "It snowed.")
    assert (note.text, note.label) == ("We were there.", "Note from the editor")


def test_two_notes_in_one_paragraph() -> None:
    _, notes = find_notes(["It rained [JK: not in the north] and snowed [JK: not in the south]."])
    assert [n.text for n in notes] == ["not in the north", "not in the south"]


_PIECES = st.sampled_from(
    [
        "[",
        "]",
        "(",
        ")",
        "{",
        "JK: ",
        "Ed.: ",
        "Update",
        ": ",
        "Editor's note",
        " – Ed.]",
        "it rained all day",
        " ",
        "1",
        "\n",
    ]
)


@settings(deadline=None, max_examples=200)
@given(st.lists(st.one_of(st.lists(_PIECES, max_size=20).map("".join), st.text(max_size=60)), max_size=5))
def test_notes_point_into_the_body(page: list[str]) -> None:
    kept, notes = find_notes(page)
    assert len(kept) <= len(page)
    for note in notes:
        if note.span is not None:
            assert note.paragraph is not None
            assert note.after is None
            assert 0 <= note.span[0] < note.span[1] <= len(kept[note.paragraph])
        else:
            assert note.after is not None
            assert -1 <= note.after < len(kept)


@pytest.mark.parametrize(
    "piece", ["[", "[JK: ", "(Ed.: a) ", " – Ed] [", "(JK: a b c d e) ", "Update ", "– Ed] ", "[ "]
)
def test_hostile_notes_end_soon(piece: str) -> None:
    with ends():
        find_notes([piece * (1_000_000 // len(piece))])
        find_notes([piece * 10] * 10_000)
