"""What a page does not show, or strikes out, is nobody's claim."""

from __future__ import annotations

import pytest

from whoholds import read_html
from whoholds.reading.formats.markdown import read_markdown

PAGE = """<html lang=en><body><article><h1>Update</h1>
<p>The army controls <del>75</del> <ins>60</ins> percent of Oruland, the ministry said on 11 December 2018.</p>
<p>The militia holds 27.5 percent of it, according to a monitoring group that has people in most towns.</p>
{}
<p>The rest is held by the rebels, who took two villages near the coast on Monday.</p>
<div class=comments><ol class=comment-list><li class=comment id=comment-1 style="display:none"><cite class=fn>Bo</cite>
<p>The army holds a third of Oruland.</p></li></ol></div></article></body></html>"""


@pytest.mark.parametrize(
    "unseen",
    [
        "<p style='display:none'>The rebels hold 44 percent of Oruland.</p>",
        "<p style='color:red; DISPLAY : None'>The rebels hold 44 percent of Oruland.</p>",
        "<p style='visibility:hidden'>The rebels hold 44 percent of Oruland.</p>",
        "<p hidden>The rebels hold 44 percent of Oruland.</p>",
        "<p><s>The rebels hold 44 percent of Oruland.</s></p>",
        "<p><strike>The rebels hold 44 percent of Oruland.</strike></p>",
    ],
)
def test_what_is_not_shown_is_not_read(unseen: str) -> None:
    report = read_html(PAGE.format(unseen))
    assert len(report.paragraphs) == 3
    assert [figure.value for figure in report.figures] == [60, 27.5, 2, 33.3333]  # a folded comment is read


def test_most_of_a_page_is_not_taken_for_hidden() -> None:
    text = "<p>The army controls 60 percent of Oruland.</p><p>The rebels hold 40 percent of it.</p>"
    report = read_html(f"<html><body style='visibility:hidden'><div style='display:none'>{text}</div></body></html>")
    assert [figure.value for figure in report.figures] == [60, 40]


def test_what_says_none_of_something_else_is_shown() -> None:
    report = read_html("<p style='border:none;overflow:hidden'>The army controls 60 percent of Oruland.</p>")
    assert [figure.value for figure in report.figures] == [60]


def test_markdown_strikes_out_too() -> None:
    report = read_markdown("The army holds ~~75~~ 60 percent of Oruland.\n\n~~The rebels hold 44 percent of it.~~\n")
    assert report.paragraphs == ("The army holds 60 percent of Oruland.",)
