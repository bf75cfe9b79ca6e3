"""Readers' comments: trees by bullets in plain text, and by markup in HTML."""

from __future__ import annotations

import pytest
from growth import ends
from hypothesis import example, given, settings
from hypothesis import strategies as st

from whoholds.model import Comment
from whoholds.reading.pages.markup import parse
from whoholds.reading.pages.thread_html import Lifted, lift_thread
from whoholds.reading.pages.thread_text import find_thread

Tree = list[tuple[int, str, str]]  # depth, author, text


def plain(text: str) -> list[Comment]:
    found = find_thread(text.split("\n"))
    return list(found.thread) if found else []


def shape(thread: list[Comment] | tuple[Comment, ...]) -> list[tuple[object, object, object, object]]:
    return [(comment.id, comment.parent, comment.author, comment.text) for comment in thread]


# ------------------------------------------------------------------------------------------------- plain text

words = (
    st.text(alphabet="abcdefgh XYZé,.?", min_size=1, max_size=40).map(str.strip).filter(lambda text: text[:1].isalpha())
)
authors = st.from_regex(r"[A-Z][a-z]{1,8}( [A-Z][a-z]{1,8})?", fullmatch=True)


@st.composite
def trees(draw: st.DrawFn) -> Tree:
    depth, tree = 0, []
    for _ in range(draw(st.integers(1, 15))):
        tree.append((depth, draw(authors), " ".join(draw(words).split())))
        depth = draw(st.integers(0, min(depth + 1, 9)))
    return tree


def printed(tree: Tree, bullet: str, step: int, margin: int) -> str:
    lines = []
    for depth, author, text in tree:
        indent = " " * (margin + step * depth)
        lines += [f"{indent}{bullet} {author}", "", *(f"{indent}{' ' * step}{line}" for line in text.split("\n")), ""]
    return "\n".join(lines)


@settings(deadline=None)
@given(trees(), st.sampled_from("•*-–◦"), st.integers(2, 4), st.integers(0, 4))
def test_a_tree_printed_as_bullets_is_read_back(tree: Tree, bullet: str, step: int, margin: int) -> None:
    read = plain("The army holds half of it.\n\n" + printed(tree, bullet, step, margin))
    assert [(comment.depth, comment.author, comment.text) for comment in read] == tree
    for number, comment in enumerate(read):
        above = (
            next((c for c in reversed(read[:number]) if c.depth == comment.depth - 1), None) if comment.depth else None
        )
        assert comment.parent == (above.id if above else None)


def test_bullets_may_change_with_the_depth_as_in_pasted_text() -> None:
    read = plain("• Ana\n  Who says so?\n  o Bo\n    The army.\n    ▪ Cy\n      Not the army.\n• Di\n  Half of what?")
    assert shape(read) == [
        (1, None, "Ana", "Who says so?"),
        (2, 1, "Bo", "The army."),
        (3, 2, "Cy", "Not the army."),
        (4, None, "Di", "Half of what?"),
    ]


def test_tabs_are_indents_and_paragraphs_are_joined() -> None:
    read = plain("* Ana\n\n\tFirst part\n\tgoes on.\n\n\tSecond part.\n\n\t* Bo\n\n\t\tNo.\n")
    assert shape(read) == [(1, None, "Ana", "First part goes on. Second part."), (2, 1, "Bo", "No.")]


def test_a_list_in_the_body_is_no_thread() -> None:
    assert (
        plain("The army holds:\n\n* the north\n* the whole east, which is a third\n  of the country\n* no more.\n")
        == []
    )
    assert plain("- one\n- two\n- three\n") == []


def test_a_list_in_the_body_and_a_thread_below_it() -> None:
    read = plain("Held are:\n\n- the north\n- the east\n\nThat is half.\n\n- Ana\n\n  Half of what?\n")
    assert shape(read) == [(1, None, "Ana", "Half of what?")]


def test_a_list_inside_a_comment_belongs_to_it() -> None:
    read = plain("• Ana\n\n  They hold:\n  - the north,\n  - the east.\n\n• Bo\n\n  Half.\n")
    assert shape(read) == [(1, None, "Ana", "They hold: - the north, - the east."), (2, None, "Bo", "Half.")]


def test_text_after_the_thread_is_not_the_last_comments() -> None:
    assert shape(plain("* Ana\n\n  Half of what?\n\nCopyright of the page.\n")) == [(1, None, "Ana", "Half of what?")]


def test_a_comment_without_text_keeps_its_answers() -> None:
    assert shape(plain("* Ana\n  * Bo\n    Who says so?\n")) == [(1, None, "Ana", ""), (2, 1, "Bo", "Who says so?")]


def test_comments_of_one_line_under_their_heading() -> None:
    read = plain("It holds half.\n\n2 Comments\n\n- Ana: Half of what?\n  - Bo: Of the land.\n")
    assert shape(read) == [(1, None, "Ana", "Half of what?"), (2, 1, "Bo", "Of the land.")]


@pytest.mark.parametrize(
    ("head", "author", "posted"),
    [
        ("Ana Li says:", "Ana Li", None),
        ("Ana Li — 12 December 2018 at 10:41", "Ana Li", "2018-12-12T10:41"),
        ("Ana Li • 3 days ago", "Ana Li", "3 days ago"),
        ("Ana-Li", "Ana-Li", None),
        ("Simon says", "Simon says", None),
        ("Ana (the first", "Ana (the first", None),
    ],
)
def test_the_head_of_a_comment(head: str, author: str, posted: str | None) -> None:
    (comment,) = plain(f"* {head}\n\n  Half of what?")
    assert (comment.author, comment.posted) == (author, posted)


@settings(deadline=None)
@given(st.text(alphabet=" \t\n•*-oab.", max_size=200))
def test_any_lines_make_a_tree(text: str) -> None:
    known: dict[object, int] = {None: -1}
    for comment in plain(text):
        assert comment.depth == known[comment.parent] + 1
        known[comment.id] = comment.depth


def test_a_nest_of_ten_thousand_comments_is_read() -> None:
    text = "\n".join(f"{' ' * depth}* Ana\n\n{' ' * depth}  Half.\n" for depth in range(10_000))
    with ends():
        read = plain(text)
        assert (len(read), read[-1].depth, read[-1].parent) == (10_000, 9_999, 9_999)


def test_more_comments_than_are_read_are_said_to_be_cut() -> None:
    found = find_thread(["* Ana", "  Half."] * 60_000)
    assert found
    assert len(found.thread) == 50_000
    assert "only the first 50,000" in found.warnings[0]


# ------------------------------------------------------------------------------------------------- HTML


def lifted(text: str) -> Lifted:
    tree = parse(text).tree
    return Lifted(()) if tree is None else lift_thread(tree)


def html(text: str) -> tuple[Comment, ...]:
    return lifted(text).thread


def test_a_wordpress_thread() -> None:
    read = html(
        """<article><p>It holds half.</p></article><div id="comments"><h2>2 Comments</h2><ol class="comment-list">
        <li id="comment-5" class="comment depth-1"><article id="div-comment-5" class="comment-body">
          <footer class="comment-meta"><div class="comment-author vcard"><img class="avatar" alt="">
            <b class="fn"><a href="#">Ana Li</a></b> <span class="says">says:</span></div>
            <a href="#"><time datetime="2018-12-12T10:41:00+00:00">Yesterday</time></a></footer>
          <div class="comment-content"><p>Half of <b>wh</b>at?</p><p>Tell &amp; show.</p></div>
          <div class="reply"><a href="#">Reply</a></div></article>
        <ol class="children"><li id="comment-6" class="comment depth-2"><div id="div-comment-6" class="comment-body">
          <cite class="fn">Bo<br><span>Author</span></cite><div class="comment-meta"><a>12 December 2018</a></div>
          <p>Of the land.</p></div></li></ol></li>
        </ol><div id="respond"><form><textarea>Write here</textarea></form></div></div>"""
    )
    assert shape(read) == [("5", None, "Ana Li", "Half of what? Tell & show."), ("6", "5", "Bo", "Of the land.")]
    assert [comment.posted for comment in read] == ["2018-12-12T10:41:00+00:00", "2018-12-12"]


def test_lists_of_answers_that_follow_their_comment() -> None:
    # Some themes close the comment before the list of its answers, and close it again after them.
    read = html(
        """<ol><li class="comment" id="comment-1"><cite class=comment-author>Ana</cite><p class=comment-text>A</p></li>
        <ul class="children"><li class="comment" id="comment-2"><cite class=comment-author>Bo</cite>B</li>
        <ul class="children"><li class="comment" id=comment-3><cite class=comment-author>Cy</cite>C</li></li></ul></li>
        </ul></li><li class="comment" id="comment-4"><cite class=comment-author>Di</cite>D</li></ol>"""
    )
    assert shape(read) == [
        ("1", None, "Ana", "A"),
        ("2", "1", "Bo", "B"),
        ("3", "2", "Cy", "C"),
        ("4", None, "Di", "D"),
    ]


def test_divs_and_articles_and_a_flat_page_with_parents() -> None:
    read = html(
        """<div class="comment" id="comment-1"><span class="author">Ana</span><div class="comment-text">A</div></div>
        <article class="comment" id="comment-2" data-parent="1"><span class="author">Bo</span><p>B</p></article>
        <div class="comment" id="comment-3"><b class="author">Cy</b><a class="in-reply-to" href="#comment-2">to Bo</a>
        <div class="comment-text">C</div></div>"""
    )
    assert shape(read) == [("1", None, "Ana", "A"), ("2", "1", "Bo", "B"), ("3", "2", "Cy", "C")]


def test_depths_that_a_theme_writes_beside_a_flat_list() -> None:
    read = html(
        """<ul><li id=comment-1 class="comment depth-1"><p>A</li><li id=comment-2 class="comment depth-2"><p>B</li>
        <li id=comment-3 class="comment depth-3"><p>C</li><li id=comment-4 class="comment depth-2"><p>D</li></ul>"""
    )
    assert [(comment.id, comment.parent) for comment in read] == [("1", None), ("2", "1"), ("3", "2"), ("4", "1")]


def test_schema_org_comments() -> None:
    read = html(
        """<section><div itemprop="comment" itemscope itemtype="https://schema.org/Comment" data-id="a1">
        <span itemprop="author" itemscope itemtype="https://schema.org/Person"><span itemprop="name">Ana</span></span>
        <meta itemprop="dateCreated" content="2018-12-12"><p itemprop="text">Half of what?</p>
        <div itemprop="comment" itemscope itemtype="https://schema.org/Comment"><span itemprop="author">Bo</span>
        <p itemprop="text">Of the land.</p></div></div></section>"""
    )
    assert [(c.parent, c.author, c.text) for c in read] == [
        (None, "Ana", "Half of what?"),
        ("a1", "Bo", "Of the land."),
    ]


THEMES = {
    "a theme with the standard's markup inside": """<ol><li class="comment depth-1" id="comment-5">
        <article id="article-comment-5" itemprop="comment" itemscope itemtype="https://schema.org/Comment">
        <header class="comment-header"><p class="comment-author" itemprop="author" itemscope>
        <span itemprop="name"><a href=x>Ana</a></span> <span class="says">says</span></p></header>
        <div class="comment-content" itemprop="text"><p>Half of what?</p></div></article>
        <ul class="children"><li class="comment depth-2" id="comment-6">
        <article id="article-comment-6" itemprop="comment" itemscope itemtype="https://schema.org/Comment">
        <p itemprop="author" itemscope><span itemprop="name">Bo</span></p>
        <div class="comment-content" itemprop="text"><p>Of the land.</p></div></article></li></ul></li></ol>""",
    "boxes with the depth around boxes with the ID": """<div><div id="x-31_0" class="comment depth-1">
        <div id="comment-5"><div class="wpd-comment-author">Ana</div>
        <div class="wpd-comment-text"><p>Half of what?</p></div></div>
        <div id="x-32_31" class="comment depth-2"><div id="comment-6"><div class="wpd-comment-author">Bo</div>
        <div class="wpd-comment-text"><p>Of the land.</p></div></div></div></div></div>""",
    "answers in an indented box after their comment": """<section><article id="comment-5" class="comment">
        <footer class="comment__meta"><p class="comment__author">Ana</p></footer>
        <div class="comment__content"><p>Half of what?</p></div></article><div class="indented">
        <article id="comment-6" class="comment"><footer class="comment__meta"><p class="comment__author">Bo</p></footer>
        <div class="comment__content"><p>Of the land.</p></div></article></div></section>""",
    "answers in a box of the comment's element": """<ol><li class="comment" id="comment-5"><div class="comment-block">
        <cite class="user"><a href="x">Ana</a></cite><p class="comment-content">Half of what?</p></div>
        <div class="comment-replies"><div class="comment-thread"><ol><div><li class="comment" id="comment-6">
        <cite class="user">Bo</cite><p class="comment-content">Of the land.</p></li></div></ol></div></div></li>
        </ol>""",
}


@pytest.mark.parametrize("theme", THEMES)
def test_further_themes(theme: str) -> None:
    assert shape(html(THEMES[theme])) == [("5", None, "Ana", "Half of what?"), ("6", "5", "Bo", "Of the land.")]


def test_comments_without_ids_get_numbers() -> None:
    read = html('<ul><li class="comment"><p>A</p><ul><li class="comment"><p>B</p></li></ul></li></ul>')
    assert [(comment.id, comment.parent, comment.text) for comment in read] == [("1", None, "A"), ("2", "1", "B")]


def test_a_box_that_is_named_like_a_comment_is_none() -> None:
    read = html('<div class="comment"><ul><li id="comment-1"><p>A</p></li><li id="comment-2"><p>B</p></li></ul></div>')
    assert [(comment.id, comment.parent) for comment in read] == [("1", None), ("2", None)]


def test_pingbacks_and_recent_comments_are_no_comments() -> None:
    assert (
        html('<li class="pingback" id="comment-1">Pingback: a site</li><li class="recentcomments">Ana on Half</li>')
        == ()
    )


def test_end_tags_that_are_missing_or_too_many() -> None:
    read = html(
        """<ol><li id=comment-1><div class=comment-text><p>A<p>more</span></div></div>
        <li id=comment-2><p>B</em></li></li><li id=comment-3>C</ol><p>Text after."""
    )
    assert [(comment.id, comment.parent, comment.text) for comment in read] == [
        ("1", None, "A more"),
        ("2", None, "B"),
        ("3", None, "C"),
    ]


def test_what_is_left_is_the_page_without_its_comments() -> None:
    tree = parse("<p>It holds half.</p><!-- note --><ul><li id=comment-1><p>Not so.</p></li></ul>more<p>End.</p>").tree
    assert tree is not None
    lift_thread(tree)
    assert "".join(tree.itertext()) == "It holds half.moreEnd."


def test_scripts_and_forms_in_a_comment_are_not_its_text() -> None:
    read = html("<li id=comment-1><p>A<script>alert('<p>')</script></p><form><p>Answer</p></form><!-- <b> --></li>")
    assert [comment.text for comment in read] == ["A"]


def test_two_comments_of_one_id_stay_two() -> None:
    read = html("<ul><li id=comment-1><p>A</p></li><li id=comment-1><p>B</p></li></ul>")
    assert [(comment.id, comment.text) for comment in read] == [("1", "A"), ("1-2", "B")]


def nested_html(tree: Tree) -> str:
    out, depth = ["<ol class=comment-list>"], -1
    for number, (level, author, text) in enumerate(tree):
        while depth >= level:
            out.append("</ul></li>")
            depth -= 1
        out.append(f'<li class="comment" id="comment-{number}"><b class=fn>{author}</b><div class="comment-content">')
        out.append(f"<p>{text}</p></div><ul class=children>")
        depth = level
    return "".join([*out, "</ul></li>" * (depth + 1), "</ol>"])


@settings(deadline=None)
@given(trees())
def test_a_tree_printed_as_markup_is_read_back(tree: Tree) -> None:
    read = html("<h1>Half</h1><p>The army holds half of it.</p>" + nested_html(tree))
    assert [(comment.depth, comment.author, comment.text) for comment in read] == tree


SOUP = (
    "<li id=comment-1>|<li class=comment>|</li>|<ul class=children>|</ul>|<p>|</p>|<div id=comment-2>|</div>|text |<td>"
    "|<b class=fn>|</b>|<!--|-->|<script>|</script>|<|\"|<a href='x"
)
TAGS = SOUP.split("|")


@settings(deadline=None)
@example("<div id=comment-2><li id=comment-1><li class=comment><div id=comment-2>")
@example("<div id=comment-2></div>text <div id=comment-2><li id=comment-1><li class=comment><td><div id=comment-2>")
@example("<b class=fn><div id=comment-2><li class=comment><li id=comment-1><li id=comment-1></div><div id=comment-2>")
@given(st.lists(st.sampled_from(TAGS), max_size=60).map("".join))
def test_any_soup_of_tags_makes_a_tree(soup: str) -> None:
    known: dict[object, int] = {None: -1}
    for comment in html(soup):
        assert comment.depth == known[comment.parent] + 1
        assert comment.id not in known
        known[comment.id] = comment.depth


def test_a_nest_of_nine_hundred_comments_in_html_is_read() -> None:
    read = html(nested_html([(depth, "Ana", "Half.") for depth in range(900)]))
    assert (len(read), read[-1].depth, read[-1].parent) == (900, 899, "898")


def test_what_is_nested_deeper_stands_in_the_comment_above_it() -> None:
    with ends():
        read = html(nested_html([(depth, "Ana", "Half.") for depth in range(10_000)]))
        assert 900 < len(read) < 1_000
        assert all(comment.depth == number for number, comment in enumerate(read))
        assert read[-1].text.count("Half.") == 10_000 - len(read) + 1


@pytest.mark.parametrize(
    "piece", ["<li id=comment-1>x", "<p id=", '<a b="', "</p>", "<b>", "<td></div>", "<!--", "<ul><li>", "&amp"]
)
def test_a_hundred_thousand_of_anything_take_seconds(piece: str) -> None:
    with ends():
        lifted(piece * 100_000)
