"""Pages of plain text of many shapes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whoholds.model import Appeal, Image
from whoholds.reading.pages.plain import read_plain
from whoholds.reading.pages.tidy import tidy

LONG = "The ministry of the northern republic said on May 3 that its troops hold more than half of the province."


def test_a_page_with_everything() -> None:
    page = read_plain(
        f"""0 €
100 €
200 €
70 €

Troops Hold Half Of The Province, Ministry Says

Troops Hold Half Of The Province, Ministry Says

By Ana Li | Published: 4 May 2021

Click to see the full-size image

{LONG}

[AL: It is not clear which half.]

“We go on,” the minister said.

Share this:

Please consider helping us!

3 Comments

  • Bo

    Which half?

    • Cy

      The northern one.

  • Di

    None.
"""
    )
    assert page.headline == "Troops Hold Half Of The Province, Ministry Says"
    assert page.published == "2021-05-04"
    assert page.images == (Image(caption="Click to see the full-size image"),)
    assert page.paragraphs == (LONG, "[AL: It is not clear which half.]", "“We go on,” the minister said.")
    assert page.appeal == Appeal(
        asks="Please consider helping us!", marks=(0, 100, 200), goal=200, raised=70, currency="EUR"
    )
    assert [(comment.author, comment.parent) for comment in page.thread] == [("Bo", None), ("Cy", 1), ("Di", None)]


@pytest.mark.parametrize(
    ("text", "headline"),
    [
        (f"Half Is Held\n\n{LONG}", "Half Is Held"),
        (f"Half Is Held\n{LONG}", "Half Is Held"),
        (f"Who Holds What?\n\n{LONG}", "Who Holds What?"),
        (f"Menu\n\nHalf Is Held\n\n{LONG}", "Half Is Held"),
        (f"By Ana Li\n\nHalf Is Held\n\n{LONG}", "Half Is Held"),
        (f"A lone line\n\nHalf Is Held Today\n\nHalf Is Held Today\n\n{LONG}", "Half Is Held Today"),
        (f"{LONG}\n\n{LONG}", None),
        ("Half is held", None),
        (f"They hold half,\nthe ministry said.\n\n{LONG}", None),
        ("", None),
    ],
)
def test_headlines(text: str, headline: str | None) -> None:
    assert read_plain(text).headline == headline


def test_hard_wrapped_lines_are_joined() -> None:
    text = """Half Is Held

The ministry said on May 3 that its troops hold more
than half of the province, and that they would go on
until all of it is held.

They hold a third."""
    assert read_plain(text).paragraphs == (
        "The ministry said on May 3 that its troops hold more than half of the province, "
        "and that they would go on until all of it is held.",
        "They hold a third.",
    )


def test_a_paragraph_a_line_without_blank_lines() -> None:
    assert read_plain(f"{LONG}\nA second one.\n{LONG}").paragraphs == (LONG, "A second one.", LONG)


def test_a_list_in_the_body_is_kept_item_by_item() -> None:
    page = read_plain(f"Half Is Held\n\n{LONG} They are:\n\n- the north, a third;\n- the east, a fifth.\n\nNo more.")
    assert page.paragraphs[1:] == ("- the north, a third;", "- the east, a fifth.", "No more.")


def test_sums_in_the_body_are_no_appeal() -> None:
    page = read_plain(f"Half Is Held\n\n{LONG}\n\nThe war cost $5,000 a day.\n\n5,000 $\n\nSo much.")
    assert page.appeal is None
    assert "5,000 $" in page.paragraphs


def test_a_paragraph_that_begins_like_an_appeal_is_text() -> None:
    long = "Help us understand who holds what, the minister said, " + "and he went on for a long while. " * 8
    assert tidy(long) in read_plain(f"Half Is Held\n\n{LONG}\n\n{long}").paragraphs


@pytest.mark.parametrize(
    "line", ["Who holds what, May 2021 (click for the full map)", "Photo: Ana Li", "Click to enlarge", "Map by Ana Li"]
)
def test_captions(line: str) -> None:
    page = read_plain(f"Half Is Held\n\n{line}\n\n{LONG}")
    assert (page.images, page.paragraphs) == ((Image(caption=line),), (LONG,))


@pytest.mark.parametrize(
    "line",
    [
        "Do you want us to go on? Please help to pay for it!",
        "Support us",
        "Like what you read? Consider making a small donation.",
        "Поддержите нас",
        "Soutenez-nous",
    ],
)
def test_appeals(line: str) -> None:
    page = read_plain(f"Half Is Held\n\n{LONG}\n\n{line}")
    assert (page.appeal, page.paragraphs) == (Appeal(asks=line), (LONG,))


def test_a_dateline_gives_the_day_and_stays() -> None:
    page = read_plain(f"Half Is Held\n\nOSLO, May 4 2021 — {LONG}")
    assert (page.published, page.paragraphs) == ("2021-05-04", (f"OSLO, May 4 2021 — {LONG}",))


def test_a_page_without_a_year_has_no_day() -> None:
    assert read_plain(f"Half Is Held\n\n{LONG}").published is None


def test_a_number_with_hard_blanks_is_held_together() -> None:
    page = read_plain("Half Is Held\n\nThey took 1\u00a0411 towns\u00a0there.")
    assert page.paragraphs == ("They took 1\u00a0411 towns there.",)


SHAPES = (
    "Half Is Held|0 $|5,000 $|By Ana|• Ana|  text|    o Bo||Click to enlarge|Support us|3 Comments|4 May 2021|- a: b"
)
LINES = [*SHAPES.split("|"), LONG, "\u00a0", "\x00", "\u2028"]
long_lines = st.text(alphabet="abcdef ,", min_size=30, max_size=300).map(tidy).filter(lambda text: len(text) > 25)


@given(st.lists(st.one_of(st.sampled_from(LINES), st.text(max_size=30)), max_size=30))
def test_any_text_is_read_and_read_alike_twice(lines: list[str]) -> None:
    page = read_plain("\n".join(lines))
    assert page == read_plain("\n".join(lines))
    assert all(paragraph == tidy(paragraph) and paragraph for paragraph in page.paragraphs)


@given(st.lists(long_lines, min_size=1, max_size=8))
def test_no_paragraph_is_lost(paragraphs: list[str]) -> None:
    texts = [f"{paragraph} end." for paragraph in paragraphs]
    assert list(read_plain("\n\n".join(texts)).paragraphs) == texts
