"""Markdown: what its marks mean, what stands before the text, and texts made to break or to stop its reader."""

from __future__ import annotations

import pytest
from growth import ends
from hypothesis import given
from hypothesis import strategies as st

from whoholds.model import Image
from whoholds.reading.formats.markdown import front_matter, read_markdown
from whoholds.reading.pages.tidy import tidy

LONG = "The army said on May 3 that it holds half of the province, and that the rest is held by nobody at all."


def test_links_pictures_quotes_and_emphasis_leave_their_words() -> None:
    page = read_markdown(
        "# Half Is Held\n\n![Who holds what](map.png)\n\n"
        f"{LONG} See [the map](https://example.org/a).\n\n> **They** hold\n> a `third`.\n"
    )
    assert page.headline == "Half Is Held"
    assert page.images == (Image(src="map.png", alt="Who holds what"),)
    assert page.paragraphs == (f"{LONG} See the map.", "They hold a third.")


def test_underlined_titles_and_lines_broken_anywhere() -> None:
    page = read_markdown(f"Half\n====\n\n{LONG[:30]}\n{LONG[30:].strip()}\n\n## The rest  \n\nNobody's.\n")
    assert (page.headline, page.paragraphs) == ("Half", (LONG, "The rest", "Nobody's."))


def test_lists_are_paragraphs_without_bullets() -> None:
    page = read_markdown(f"# Half\n\n{LONG}\n\n- Army: 60%\n- Others: 40%\n  - North: 10%\n\n1. First.\n2) Second.\n")
    assert page.paragraphs == (LONG, "Army: 60%", "Others: 40%", "North: 10%", "First.", "Second.")


def test_a_table_is_a_paragraph_a_row() -> None:
    page = read_markdown(f"# Half\n\n{LONG}\n\n| Who | Share |\n| --- | ---: |\n| Army | **60%** |\n| Others | |\n")
    assert page.paragraphs == (LONG, "Who | Share", "Army | 60%", "Others")


def test_html_inside_leaves_its_words() -> None:
    page = read_markdown(
        f"# Half\n\n{LONG}\n\n<div><p>A third<script>x()</script></p></div>\n\nA <b>fifth</b><br>of it.\n"
    )
    assert page.paragraphs == (LONG, "A third", "A fifth of it.")


def test_code_keeps_its_lines() -> None:
    page = read_markdown(f"# Half\n\n{LONG}\n\n```\nArmy 60%\n\nOthers 40%\n```\n")
    assert page.paragraphs == (LONG, "Army 60%", "Others 40%")


def test_a_thread_of_nested_lists_is_a_thread() -> None:
    page = read_markdown(
        f"# Half\n\n{LONG}\n\n## 2 comments\n\n* Ana Li\n\n  Who says so?\n\n  * Bo\n\n    The army, 60%.\n"
    )
    assert page.paragraphs == (LONG,)
    assert [(c.author, c.parent, c.text) for c in page.thread] == [
        ("Ana Li", None, "Who says so?"),
        ("Bo", 1, "The army, 60%."),
    ]


ANA, BO = ("Ana", "2018-12-12", None, "They hold 20 percent."), ("Bo", None, 1, "No.")


@pytest.mark.parametrize(
    ("comments", "read"),
    [
        ("- **Ana** (2018-12-12): They hold 20 percent.\n  - **Bo**: No.", [ANA, BO]),
        ("- Ana (2018-12-12): They hold 20 percent.\n\n  > **Bo**: No.", [ANA, BO]),
        ("- **Ana** (2018-12-12)  \n  They hold\n  20 percent.\n  - **Bo**\n    No.", [ANA, BO]),
        ("**Ana** — 12 December 2018\n\nThey hold 20 percent.\n\n> **Bo**\n>\n> No.", [ANA, BO]),
        ("### Ana, 12 December 2018\n\nThey hold 20 percent.\n\n> **Bo**: No.", [ANA, BO]),
        ("- They hold nothing.\n  - Bo: No.", [(None, None, None, "They hold nothing."), BO]),
        (
            "- Bo: No.\n- Cy: Yes\n  - Di: No.",
            [(*BO[:2], None, "No."), ("Cy", None, None, "Yes"), ("Di", None, 2, "No.")],
        ),
        # Points of a comment that is a paragraph are its words, and so is what it quotes.
        (
            "**Bo**: No:\n\n- north: 10\n- south: 5\n\n> How much?",
            [("Bo", None, None, "No: north: 10 south: 5 How much?")],
        ),
        ("Comments are closed.\n\nThe army: half.", []),
    ],
)
@pytest.mark.parametrize("heading", ["## Comments", "**2 comments**"])
def test_comments_below_their_heading(
    heading: str, comments: str, read: list[tuple[str | None, str | None, int | None, str]]
) -> None:
    if heading.startswith("*") and comments.startswith("#"):
        pytest.skip("no heading stands below a paragraph")
    page = read_markdown(f"# Half\n\n{LONG}\n\n{heading}\n\n{comments}\n\n# About us\n\nWe are us.\n")
    assert [(c.author, c.posted, c.parent, c.text) for c in page.thread] == read
    assert page.paragraphs[0] == LONG
    if read:  # what stands behind a heading without comments may be theirs
        assert page.paragraphs[-2:] == ("About us", "We are us.")


def test_points_with_points_below_them_are_no_comments() -> None:
    page = read_markdown(f"# Half\n\n{LONG}\n\n- **Army**: 60%\n  - **North**: 10%\n\n> **Ana**: half\n")
    assert (page.paragraphs, page.thread) == ((LONG, "Army: 60%", "North: 10%", "Ana: half"), ())


@pytest.mark.parametrize("mark", ["---", "+++"])
def test_front_matter_gives_title_day_address_and_language(mark: str) -> None:
    eq = ":" if mark == "---" else " ="
    front = f'title{eq} "Half: is held"\ndate{eq} 2018-12-11T10:00:00Z\nsource{eq} https://example.org/a\nlang{eq} en'
    page = read_markdown(f"{mark}\n{front}\ntags:\n  - war\n{mark}\n\n{LONG}\n")
    assert (page.headline, page.published, page.url, page.language) == (
        "Half: is held",
        "2018-12-11",
        "https://example.org/a",
        "en",
    )
    assert page.paragraphs == (LONG,)


def test_what_only_looks_like_front_matter_stays() -> None:
    assert front_matter("---\nno pairs here\n---\nText") == ({}, "---\nno pairs here\n---\nText")
    page = read_markdown("---\ntitle: Half\nsource: javascript:alert(1)\ndate: soon\nlang: 1\n---\nText\n")
    assert (page.url, page.published, page.language) == (None, None, None)


def test_a_day_below_the_title_is_read_as_in_plain_text() -> None:
    page = read_markdown(f"# Half\n\nPublished: 12 December 2018\n\n{LONG}\n")
    assert (page.published, page.paragraphs) == ("2018-12-12", (LONG,))


PIECES = [
    "# ",
    "## a",
    "> ",
    "- ",
    "* a\n\n  b",
    "1. ",
    "| a | b |\n|-|-|\n",
    "```\n",
    "![a](b)",
    "[a](b",
    "**",
    "_",
    "`",
]
PIECES += [
    "<div>",
    "<!--",
    "<br>",
    "&amp;",
    "\\",
    "---\n",
    "---\na: b\n---\n",
    "\n\n",
    "\n",
    "  ",
    "\t",
    "\x00",
    "\u2028",
    "0 $",
]


@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=20)), max_size=30))
def test_any_marks_are_read_and_read_alike_twice(pieces: list[str]) -> None:
    page = read_markdown("".join(pieces))
    assert page == read_markdown("".join(pieces))
    assert all(paragraph == tidy(paragraph) and paragraph for paragraph in page.paragraphs)


@pytest.mark.parametrize(
    "piece", ["[", "![[]()", "*a_ ", "> ", "- ", "a|b\n-|-\n", "1. a\n", "<!--", "`", "[a]: b\n[a]", "\\"]
)
def test_a_text_made_to_stop_the_reader_is_cut(piece: str) -> None:
    with ends():
        page = read_markdown(f"# Half\n\n{LONG}\n\n" + piece * (1_000_000 // len(piece)))
    assert page.paragraphs[0] == LONG
    assert "of Markdown; only the first" in page.warnings[0]


def test_what_is_nested_too_deep_is_said() -> None:
    page = read_markdown("# Half\n\nOf it.\n\n" + "> " * 200 + "deep")
    assert "nested too deep" in page.warnings[0]
