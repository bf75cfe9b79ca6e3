"""Threads that want to break us: circles, copies, very many comments, markup in names, comments that are gone."""

from __future__ import annotations

import pytest
from growth import ends

from whoholds.model import Comment
from whoholds.reading.pages.html import read_html_page
from whoholds.reading.pages.markup import parse
from whoholds.reading.pages.thread_html import lift_thread

BODY = "".join(
    f"<p>The ministry of the {side} republic said on May 3 that its troops hold more than half of the province.</p>"
    for side in ("northern", "southern", "eastern")
)


def html(text: str) -> tuple[Comment, ...]:
    tree = parse(text).tree
    assert tree is not None
    return lift_thread(tree).thread


def row(ident: object, text: str, parent: object = None, author: str = "Ana") -> str:
    above = "" if parent is None else f' data-parent="{parent}"'
    return f'<div class="comment" id="comment-{ident}"{above}><b class="fn">{author}</b><p>{text}</p></div>'


def test_parents_may_stand_below_their_answers() -> None:
    read = html(row(3, "C", 2) + row(2, "B", 1) + row(1, "A"))
    assert [(c.id, c.parent, c.depth) for c in read] == [("3", "2", 2), ("2", "1", 1), ("1", None, 0)]


@pytest.mark.parametrize(
    ("links", "parents"),
    [
        ({1: 1}, {"1": None}),
        ({1: 2, 2: 1}, {"1": None, "2": "1"}),
        ({1: 2, 2: 3, 3: 1, 4: 3}, {"1": None, "2": "3", "3": "1", "4": "3"}),
        ({1: 9}, {"1": None}),
    ],
)
def test_a_circle_of_parents_is_cut_at_its_first(links: dict[int, int], parents: dict[str, str | None]) -> None:
    read = html("".join(row(ident, f"Text {ident}", parent) for ident, parent in links.items()))
    assert {c.id: c.parent for c in read} == parents
    depths = {c.id: c.depth for c in read}
    assert all(c.depth == (0 if c.parent is None else depths[c.parent] + 1) for c in read)


def test_a_long_circle_takes_no_time() -> None:
    with ends():
        read = html("".join(row(number, "x", (number + 1) % 20_000) for number in range(20_000)))
        assert len(read) == 20_000
        assert sum(c.parent is None for c in read) == 1
        assert max(c.depth for c in read) == 19_999


def test_of_two_that_are_the_same_one_is_left_and_keeps_its_place_in_the_tree() -> None:
    featured = row(2, "B")
    read = html(
        featured + f"<ul><li id=comment-1><b class=fn>Bo</b><p>A</p><ul class=children>{row(2, 'B')}</ul></li></ul>"
    )
    assert [(c.id, c.parent, c.text) for c in read] == [("1", None, "A"), ("2", "1", "B")]


def test_of_one_id_that_says_two_things_both_are_left() -> None:
    read = html(row(1, "A") + row(1, "B") + row("1", "C") + row(2, "D", 1))
    assert [(c.id, c.parent) for c in read] == [("1", None), ("1-2", None), ("1-3", None), ("2", "1")]


@pytest.mark.parametrize(
    ("name", "author"),
    [
        ("<script>alert(1)</script>Ana", "Ana"),
        ("<img src=x onerror=alert(1)>Ana <i>Li</i>", "Ana Li"),
        ("&lt;script&gt;Ana&lt;/script&gt;", "<script>Ana</script>"),
        ("\u202eanA\u202c Li\u200b", "anA Li"),
        ("<span>Ana</span>\n<span class=sr-only>wrote</span>", "Ana"),
        ("A" * 100_000, "A" * 200),
        ("<b></b>", None),
    ],
)
def test_markup_in_names(name: str, author: str | None) -> None:
    (comment,) = html(row(1, "Half.", author=name))
    assert (comment.author, comment.text) == (author, "Half.")


@pytest.mark.parametrize(
    "gone",
    [
        '<div class="comment deleted" id="comment-1"><b class="fn">Ana</b><p>Half.</p>',
        '<div class="comment" id="comment-1"><p>This comment was deleted.</p>',
        '<div class="comment" id="comment-1"><p>[deleted]</p>',
        '<div class="comment" id="comment-1"><p>Comment removed by moderator</p>',
        '<div class="comment" id="comment-1"><p>Комментарий удалён</p>',
        '<div class="comment" id="comment-1"><p>Dieser Kommentar wurde gelöscht.</p>',
        '<div id="comment-1" class="coral-rejectedTombstone">This comment has been removed by a moderator.',
    ],
)
def test_a_comment_that_is_gone_keeps_its_place_for_its_answers(gone: str) -> None:
    read = html(f'{gone}<div class="children">{row(2, "Who said that?")}</div></div>')
    assert [(c.id, c.parent, c.text) for c in read] == [("1", None, ""), ("2", "1", "Who said that?")]


def test_words_about_deleting_are_not_a_deleted_comment() -> None:
    (comment,) = html(row(1, "This comment was deleted twice and I wrote it again."))
    assert comment.text


def test_a_million_comments() -> None:
    """Only what stands before the most tags is parsed, and of those comments only the first are read."""
    with ends():
        page = read_html_page(f"<article>{BODY}</article>" + "<li id=comment-1>" * 1_000_000)
        assert "more than 300,000 tags" in page.warnings[0]
        page = read_html_page(
            f"<article>{BODY}</article>" + "".join(f"<li id=comment-{number}>x" for number in range(100_000))
        )
        assert len(page.thread) == 50_000
        assert any("only the first 50,000" in warning for warning in page.warnings)
        assert len(page.paragraphs) == 3


def test_comments_below_a_deep_page_do_not_stand_in_its_body() -> None:
    nest = "<div>" * 3_000
    page = read_html_page(f"<article>{BODY}</article>{nest}{row(1, 'Half of what, then?')}")
    assert all("Half of what" not in text for text in page.paragraphs)
    assert page.warnings


def test_a_thread_nested_too_deep_is_said_to_be() -> None:
    nest = "".join(f'<li class="comment" id="comment-{n}"><p>Half {n}.</p><ul class="children">' for n in range(3_000))
    page = read_html_page(f"<article>{BODY}</article><ol>{nest}")
    assert len(page.paragraphs) == 3
    assert len(page.thread) > 900
    assert any("nested too deep" in warning for warning in page.warnings)


HOSTILE = {
    "lists without comments": '<div class="children">' * 1_500 + "x",
    "heads in one another": '<div class="comment">' * 100_000,
    "heads side by side below a deep box": "<div>" * 1_000 + "<div class=comment>x</div>" * 50_000,
    "names": '<div class="comment" id="comment-1">' + "<b class=fn>Ana</b>" * 50_000,
    "links up": '<div class="comment" id="comment-1">' + '<a class="parent-link" href="#comment-2">x</a>' * 50_000,
    "quotations": '<div id="p1" class="post"><div class="postbody"><div class="content">'
    + "<blockquote><div><cite>Bo wrote:</cite>" * 600,
    "frames": '<iframe srcdoc="<div id=comment-1>x</div>"></iframe>' * 5_000,
    "a frame in a frame": "<iframe srcdoc='" + "<iframe srcdoc=" * 10_000 + "'></iframe>",
    "counts": '<div class="comment" id="comment-1">' + '<span class="votes">99999999999999999999</span>' * 20_000,
    "postings": '<div itemscope itemtype="http://schema.org/DiscussionForumPosting">x</div>' * 50_000,
    "an opening of many texts": '<div id="p1" class="post"><div class="postbody">'
    + '<div class="content">half</div>' * 50_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_threads_are_read_in_seconds(name: str) -> None:
    with ends():
        page = read_html_page(f"<html><body><article>{BODY}</article>{HOSTILE[name]}</body></html>")
    known: dict[object, int] = {None: -1} | {comment.id: comment.depth for comment in page.thread}
    assert all(comment.depth == known[comment.parent] + 1 for comment in page.thread)
