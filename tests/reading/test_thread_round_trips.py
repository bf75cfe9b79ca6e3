"""Any tree of comments, printed as each system prints it, is read back."""

from __future__ import annotations

import json
from collections.abc import Callable
from html import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whoholds.model import Comment
from whoholds.reading.pages.html import read_html_page

Tree = list[tuple[int | None, str, str]]  # the place of the parent, the author, the text
BODY = "".join(
    f"<p>The ministry of the {side} republic said on May 3 that its troops hold more than half of the province.</p>"
    for side in ("northern", "southern", "eastern")
)

names = st.from_regex(r"[A-Z][a-z]{1,8}( [A-Z][a-z]{1,8})?", fullmatch=True)
words = st.text(alphabet="abcdefgh XYZé<&\"'.?", min_size=1, max_size=40).map(lambda text: " ".join(text.split()))
texts = words.filter(lambda text: text[:1].isalpha())


@st.composite
def trees(draw: st.DrawFn) -> Tree:
    size = draw(st.integers(1, 12))
    return [(draw(st.none() | st.integers(0, n - 1)) if n else None, draw(names), draw(texts)) for n in range(size)]


def answers(tree: Tree, parent: int | None) -> list[int]:
    return [place for place, (above, _, _) in enumerate(tree) if above == parent]


def nested(tree: Tree, row: Callable[[int, str], str], parent: int | None = None) -> str:
    """Print a tree whose answers stand inside what they answer; `row` prints one with its answers."""
    return "".join(row(place, nested(tree, row, place)) for place in answers(tree, parent))


def wordpress(tree: Tree) -> str:
    def row(n: int, inside: str) -> str:
        author, text = escape(tree[n][1]), escape(tree[n][2])
        return (
            f'<li id="comment-{n + 1}" class="comment"><article id="div-comment-{n + 1}" class="comment-body">'
            f'<footer class="comment-meta"><b class="fn">{author}</b> <span class="says">says:</span></footer>'
            f'<div class="comment-content"><p>{text}</p></div></article><ol class="children">{inside}</ol></li>'
        )

    return f'<div id="comments"><ol class="comment-list">{nested(tree, row)}</ol></div>'


def disqus(tree: Tree) -> str:
    def row(n: int, inside: str) -> str:
        author, text = escape(tree[n][1]), escape(tree[n][2])
        return (
            f'<li class="post" id="post-{n + 1}"><div data-role="post-content" class="post-content"><header>'
            f'<span class="author publisher-anchor-color"><a href="#">{author}</a></span></header>'
            f'<div class="post-message"><p>{text}</p></div><a class="see-more">see more</a></div>'
            f'<ul data-role="children" class="children">{inside}</ul></li>'
        )

    return f'<div id="disqus_thread"><ul id="post-list" class="post-list">{nested(tree, row)}</ul></div>'


def isso(tree: Tree) -> str:
    def row(n: int, inside: str) -> str:
        author, text = escape(tree[n][1]), escape(tree[n][2])
        return (
            f"<div class='isso-comment' id='isso-{n + 1}'><div class='isso-text-wrapper'>"
            f"<div class='isso-comment-header'><span class='isso-author'>{author}</span></div>"
            f"<div class='isso-text'><p>{text}</p></div></div><div class='isso-follow-up'>{inside}</div></div>"
        )

    return f'<section id="isso-thread"><div id="isso-root">{nested(tree, row)}</div></section>'


def coral(tree: Tree) -> str:
    def row(n: int, inside: str) -> str:
        author, text, ident = escape(tree[n][1]), escape(tree[n][2]), f"0d5f2f6e-0000-4c7f-8a2b-{n + 1:012}"
        return (
            f'<div><div class="coral coral-comment coral-reacted-0" id="comment-{ident}" role="article">'
            f'<button class="coral coral-comment-username"><span>{author}</span></button>'
            f'<div class="coral coral-comment-content"><div>{text}</div></div></div>'
            f'<div><div id="coral-comments-replyList-log--{ident}">{inside}</div></div></div>'
        )

    return f'<div id="coral_thread">{nested(tree, row)}</div>'


def microdata(tree: Tree) -> str:
    def row(n: int, inside: str) -> str:
        author, text = escape(tree[n][1]), escape(tree[n][2])
        return (
            f'<div itemprop="comment" itemscope itemtype="https://schema.org/Comment" data-id="{n + 1}">'
            f'<span itemprop="author" itemscope><b itemprop="name">{author}</b></span>'
            f'<p itemprop="text">{text}</p>{inside}</div>'
        )

    return nested(tree, row)


def remark42(tree: Tree) -> str:
    """Flat, each with a link to what it answers."""
    rows = []
    for n, (above, author, text) in enumerate(tree):
        link = "" if above is None else f'<a class="x_y" href="/half#remark42__comment-{above + 1}" title="up"></a>'
        rows.append(
            f'<article class="comment" id="remark42__comment-{n + 1}"><div class="comment__info">'
            f'<button class="comment__username">{escape(author)}</button>{link}</div>'
            f'<div class="comment__body"><div class="comment__text"><p>{escape(text)}</p></div></div></article>'
        )
    return f'<div id="remark42">{"".join(rows)}</div>'


def phpbb(tree: Tree) -> str:
    """Flat, each with a quotation of what it answers, on the second page of a topic."""
    rows = []
    for n, (above, author, text) in enumerate(tree):
        quoted = ""
        if above is not None:
            link = f'<a href="#p{above + 1}" data-post-id="{above + 1}">↑</a>'
            cite = f"<cite>{escape(tree[above][1])} wrote: {link}</cite>"
            quoted = f"<blockquote><div>{cite}{escape(tree[above][2])}</div></blockquote>"
        profile = f'<dl class="postprofile"><dt><a class="username">{escape(author)}</a></dt></dl>'
        content = f'<div class="postbody"><div class="content">{quoted}{escape(text)}</div></div>'
        rows.append(f'<div id="p{n + 1}" class="post bg1">{profile}{content}</div>')
    return f'<div class="pagination">Page <strong>2</strong> of <strong>2</strong></div>{"".join(rows)}'


def linked(tree: Tree) -> str:
    def node(n: int) -> dict[str, object]:
        _, author, text = tree[n]
        own = {"@type": "Comment", "@id": f"#c-{n + 1}", "author": {"name": author}, "text": escape(text)}
        return {**own, "comment": [node(answer) for answer in answers(tree, n)]}

    report = {"@type": "Article", "comment": [node(n) for n in answers(tree, None)]}
    return f'<script type="application/ld+json">{json.dumps(report)}</script>'


def read_back(thread: tuple[Comment, ...]) -> set[tuple[object, ...]]:
    by_id = {comment.id: comment for comment in thread}
    assert len(by_id) == len(thread)
    for comment in thread:
        assert comment.depth == (by_id[comment.parent].depth + 1 if comment.parent is not None else 0)
    places = {ident: int(str(ident)[-12:]) - 1 for ident in by_id}
    return {(places[c.id], None if c.parent is None else places[c.parent], c.author, c.text) for c in thread}


@pytest.mark.parametrize("printed", [wordpress, disqus, isso, coral, microdata, remark42, phpbb, linked])
@settings(deadline=None, max_examples=40)
@given(tree=trees())
def test_a_tree_is_read_back(printed: Callable[[Tree], str], tree: Tree) -> None:
    page = read_html_page(f"<html><body><article><h1>Half?</h1>{BODY}</article>{printed(tree)}</body></html>")
    assert read_back(page.thread) == {(n, above, author, text) for n, (above, author, text) in enumerate(tree)}
    if printed is not phpbb:
        assert len(page.paragraphs) == 3
