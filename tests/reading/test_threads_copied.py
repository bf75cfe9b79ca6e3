"""Threads that were copied as plain text: under their heading, with the buttons that stand around them."""

from __future__ import annotations

import pytest
from growth import ends
from hypothesis import given
from hypothesis import strategies as st

from whoholds.reading.pages.page import Page
from whoholds.reading.pages.plain import read_plain

HEADLINE = "Two Fords and a Mill"
BODY = "The commander of the southern bank said on Thursday that his men hold both fords and the mill."
SECOND = "On the northern bank they say that he holds one ford, and the mill only when it is not raining."


def below(heading: str, comments: str) -> Page:
    return read_plain(f"{HEADLINE}\n\n{BODY}\n\n{heading}\n\n{comments}")


def rows(page: Page) -> list[tuple[object, ...]]:
    return [(c.author, c.posted, c.parent, c.votes, c.text) for c in page.thread]


FACEBOOK = """Most relevant
Top fan
Bert Oyelaran
He holds a third of it.
Not more.
Like · Reply · 3d · 12
View 2 more replies
Ruth Ansel
Bert Oyelaran it is a half
Like
Reply
5w
Edited"""

TELEGRAM = """Bert, [12.03.2018 14:15]
He holds a third of it.

Not more.

Ruth A, [12.03.2018 14:16]
[In reply to Bert]
A half, [sic] they say.

Bert, [12.03.2018 14:20]
No."""

DISQUS = """Login
Sort by Best

Bert O. • 3 years ago
He holds a third of it.
4 • Reply • Share ›

Ruth  Bert O. • 3 years ago
A half.
1 △ 2 ▽ • Reply • Share ›

Cy
2 months ago
Twelve men.
12
Reply
Share ›"""

WORDPRESS = """Bert says:
March 13, 2018 at 9:01 am
He holds a third of it.
Reply

Ruth says:
March 13, 2018 at 10:01 am
12
Log in to Reply

Leave a Reply Cancel reply
Your email address will not be published. Required fields are marked *
Comment *
Name *
Email *
Website
Post Comment"""


@pytest.mark.parametrize("heading", ["Comments", "Comments (3)", "3 Comments", "COMMENTS:", "Комментарии"])
@pytest.mark.parametrize(
    ("copied", "thread"),
    [
        (
            FACEBOOK,
            [
                ("Bert Oyelaran", "3d", None, 12, "He holds a third of it. Not more."),
                ("Ruth Ansel", "5w", None, None, "Bert Oyelaran it is a half"),
            ],
        ),
        (
            TELEGRAM,
            [
                ("Bert", "2018-03-12T14:15", None, None, "He holds a third of it. Not more."),
                ("Ruth A", "2018-03-12T14:16", 1, None, "A half, [sic] they say."),
                ("Bert", "2018-03-12T14:20", None, None, "No."),
            ],
        ),
        (
            DISQUS,
            [
                ("Bert O.", "3 years ago", None, 4, "He holds a third of it."),
                ("Ruth", "3 years ago", 1, None, "A half."),
                ("Cy", "2 months ago", None, 12, "Twelve men."),
            ],
        ),
        (
            WORDPRESS,
            [
                ("Bert", "2018-03-13T09:01", None, None, "He holds a third of it."),
                ("Ruth", "2018-03-13T10:01", None, None, "12"),
            ],
        ),
    ],
    ids=["facebook", "telegram", "disqus", "wordpress"],
)
def test_copied_threads(heading: str, copied: str, thread: list[tuple[object, ...]]) -> None:
    page = below(heading, copied)
    assert rows(page) == thread
    assert (page.headline, page.paragraphs, page.warnings) == (HEADLINE, (BODY,), ())


def test_whom_an_answer_names_is_not_guessed_among_several() -> None:
    page = below("Comments", TELEGRAM + "\n\nCy, [12.03.2018 14:30]\n[In reply to Bert]\nWhy?")
    assert page.thread[-1].parent is None


@pytest.mark.parametrize(
    ("copied", "count"),
    [
        ("He holds a third.\nbert_o\n\nNo, a half.\n", "3 lines"),
        ("Nobody knows that.", "1 line"),
        ("He holds a third of it, as every child here could tell you all day long.\nLike · Reply · 3d", "1 line"),
        ("• a third\n\nA half, they say.", "1 line"),
    ],
)
def test_what_cannot_be_read_below_a_heading_is_no_body_and_a_warning_says_so(copied: str, count: str) -> None:
    page = below("3 Comments", copied)
    assert page.paragraphs == (BODY,)
    assert page.warnings == (
        f"What stands behind the heading of the comments could not be read as comments and was left out: {count}.",
    )


def test_what_stands_behind_a_thread_is_no_body_either() -> None:
    page = below("Comments", FACEBOOK + "\nA line that nobody signs.\nOr two.")
    assert (len(page.thread), page.paragraphs) == (2, (BODY,))
    assert "2 lines" in page.warnings[0]


@pytest.mark.parametrize(
    "text",
    [
        # The number of comments at the top of a page is a link.
        f"{HEADLINE}\n\n3 Comments\n\n{BODY}\n\n{SECOND}",
        f"{HEADLINE}\n\nBy Ruth Ansel\n\nComments\n\nShare\n\n{BODY}\n\n{SECOND}",
        # A chapter of an article.
        f"{HEADLINE}\n\n{BODY}\n\nDiscussion\n\n{SECOND}",
        f"{HEADLINE}\n\n{BODY}\n\nResponses\n\nThe ministry said no.\n\nThe mill too.\n\n{SECOND}",
        f"{HEADLINE}\n\n{BODY}\n\nComments\n\n{SECOND}\n\n{BODY} He said so twice.",
        f"{HEADLINE}\n\n{BODY}\n\nHis comments drew 300 replies.\n\n{SECOND}",
        f"{HEADLINE}\n\n{BODY}\n\nComments by the commander\n\nHe holds it all.\n\n{SECOND}",
        f"{HEADLINE}\n\n{BODY}\n\nLike · Reply · 3d\n\n{SECOND}",
    ],
)
def test_an_article_stays_an_article(text: str) -> None:
    page = read_plain(text)
    assert page.thread == ()
    assert page.warnings == ()
    assert BODY in page.paragraphs
    assert SECOND in page.paragraphs


def test_a_link_to_the_comments_above_the_body_and_the_comments_below_it() -> None:
    page = read_plain(f"{HEADLINE}\n\n{BODY}\n\n3 Comments\n\n{SECOND}\n\n{BODY} Twice.\n\n3 Comments\n\n{DISQUS}")
    assert page.paragraphs == (BODY, SECOND, f"{BODY} Twice.")
    assert len(page.thread) == 3


# ------------------------------------------------------------------------------------------------- without a heading


def test_a_copied_chat_begins_with_the_pages_text() -> None:
    page = read_plain(f"The Ford Post, [12.03.2018 14:05]\n{BODY}\n\n{SECOND}\n\n{TELEGRAM}")
    assert (page.headline, page.published, page.paragraphs) == (None, "2018-03-12", (BODY, SECOND))
    assert [c.author for c in page.thread] == ["Bert", "Ruth A", "Bert"]


def test_a_copied_channel_is_all_its_own() -> None:
    page = read_plain(f"The Ford Post, [12.03.2018 14:05]\n{BODY}\n\nThe Ford Post, [13.03.2018 9:00]\n{SECOND}")
    assert (page.headline, page.published, page.paragraphs) == (None, "2018-03-12", (BODY, SECOND))
    assert page.thread == ()


@pytest.mark.parametrize(
    "line", ["Ruth Ansel, [sic]", "He said, [on 12.03.2018 at 14:05] that it rained.", "Fords, [12]"]
)
def test_brackets_in_an_article_begin_no_message(line: str) -> None:
    page = read_plain(f"{line}\n\n{BODY}")
    assert (page.headline or page.paragraphs[0]) == line


# ------------------------------------------------------------------------------------------------- any text

SHAPES = [*FACEBOOK.split("\n"), *TELEGRAM.split("\n"), *DISQUS.split("\n"), *WORDPRESS.split("\n"), "Comments", BODY]


@given(st.lists(st.one_of(st.sampled_from(SHAPES), st.text(max_size=30)), max_size=40))
def test_any_lines_are_read(lines: list[str]) -> None:
    page = read_plain("\n".join(lines))
    assert all(comment.parent is None or 0 < int(comment.parent) < int(comment.id) for comment in page.thread)


@pytest.mark.parametrize(
    "piece",
    [
        "Comments\n",
        "12\n",
        "Like\n",
        "Ana, [12.03.2018 14:15]\n",
        "Ana\nHalf.\nLike · Reply · 3d\n",
        "[In reply to Ana]\n",
        "Ana • 3 days ago\n",
        "Ana  Bo • 3 days ago\nx\n",
        "Top fan\n",
        "• " * 40 + "\n",
        "Reply to Ana\n" + "·" * 90 + "\n",
    ],
)
def test_a_hundred_thousand_lines_take_seconds(piece: str) -> None:
    with ends():
        read_plain(f"{HEADLINE}\n\n{BODY}\n\nComments\n\n" + piece * 60_000)
        read_plain(piece * 60_000)
