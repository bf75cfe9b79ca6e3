"""A saved page of our own making for each comment system, with its answers: comments, body, notes and appeal."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from whoholds.model import Report
from whoholds.reading import read, read_html

PAGES = Path(__file__).parent / "pages"
KEYS = sorted(PAGES.glob("*.json"))
SYSTEMS = (
    *("wordpress-classic", "wordpress-block", "disqus-static", "disqus-embed", "disqus-frame", "discourse"),
    *("discourse-crawler", "coral", "remark42", "isso", "phpbb", "schema-microdata", "schema-jsonld", "plain"),
)


def page_of(key: Path) -> Path:
    return next(path for ending in (".html", ".txt") if (path := key.with_suffix(ending)).exists())


@pytest.fixture(scope="module", params=KEYS, ids=lambda path: path.stem)
def page(request: pytest.FixtureRequest) -> tuple[Report, dict[str, Any]]:
    key: Path = request.param
    return read(page_of(key)), json.loads(key.read_text("utf-8"))


def test_each_system_has_a_page() -> None:
    assert set(SYSTEMS) <= {key.stem for key in KEYS}


def test_every_comment_with_author_day_parent_and_votes(page: tuple[Report, dict[str, Any]]) -> None:
    report, key = page
    fields = ("id", "parent", "author", "posted", "votes", "text")
    assert [{field: getattr(comment, field) for field in fields} for comment in report.thread] == key["thread"]


def test_depths_follow_from_parents(page: tuple[Report, dict[str, Any]]) -> None:
    report, _ = page
    depths: dict[object, int] = {None: -1} | {comment.id: comment.depth for comment in report.thread}
    assert all(comment.depth == depths[comment.parent] + 1 for comment in report.thread)


def test_the_body_is_the_pages_own_and_nothing_else(page: tuple[Report, dict[str, Any]]) -> None:
    report, key = page
    assert list(report.paragraphs) == key["body"]


def test_headline_and_day(page: tuple[Report, dict[str, Any]]) -> None:
    report, key = page
    assert (report.headline, report.published) == (key["headline"], key["published"])


def test_notes(page: tuple[Report, dict[str, Any]]) -> None:
    report, key = page
    assert [{"text": note.text, "by": note.by, "kind": note.kind} for note in report.notes] == key["notes"]


def test_the_appeal(page: tuple[Report, dict[str, Any]]) -> None:
    report, key = page
    wanted = key["appeal"]
    assert (report.appeal is None) == (wanted is None)
    if wanted is not None:
        assert {field: getattr(report.appeal, field) for field in wanted} == {
            field: tuple(value) if isinstance(value, list) else value for field, value in wanted.items()
        }


def test_no_warning_on_a_page_that_agrees_with_itself(page: tuple[Report, dict[str, Any]]) -> None:
    assert page[0].warnings == ()


# A second page of a forum's topic has no text of its own.


def second_page(pagination: str) -> str:
    first = (PAGES / "phpbb.html").read_text("utf-8")
    return re.sub(r'<div class="pagination">.*?</div>', f'<div class="pagination">{pagination}</div>', first)


@pytest.mark.parametrize(
    "pagination",
    [
        "29 posts &bull; Page <strong>2</strong> of <strong>2</strong>",
        '29 posts <ul><li><a href="./viewtopic.php?t=88">1</a></li><li class="active"><span>2</span></li></ul>',
    ],
)
def test_on_the_second_page_of_a_topic_all_posts_are_comments(pagination: str) -> None:
    report = read_html(second_page(pagination))
    assert [comment.id for comment in report.thread] == ["501", "502", "503", "505"]
    assert report.thread[2].parent == "502"
    assert (report.headline, report.paragraphs) == ("Front line in the reed beds", ())
    assert "Measure twice." not in report.thread[0].text
    assert report.thread[0].text.startswith("The government says")


def test_a_topic_that_begins_with_a_later_post_has_no_opening() -> None:
    html = (PAGES / "discourse-crawler.html").read_text("utf-8").replace("id='post_1'", "id='post_21'")
    report = read_html(html)
    assert [comment.id for comment in report.thread] == ["21", "2", "3", "4"]
    assert report.paragraphs == ()


OLD_CRAWLER = """<div id='main-outlet'><h1>Half?</h1>
<div itemscope itemtype='http://schema.org/DiscussionForumPosting'><span itemprop='author'>suna</span>
<time datetime='2017-03-01T10:00:00Z' itemprop='datePublished'>2017-03-01</time>
<div class='post' itemprop='articleBody'>
<p>The bulletin says that half of the plateau is held, and draws a map of it that shows more.</p></div>
<meta itemprop='interactionCount' content='UserLikes:2'></div>
<div itemscope itemtype='http://schema.org/DiscussionForumPosting'><span itemprop='author'>oksana</span>
<time datetime='2017-03-02T10:00:00Z' itemprop='datePublished'>2017-03-02</time>
<div class='post' itemprop='articleBody'><p>Half of the parishes.</p></div></div></div>"""


def test_several_postings_are_the_posts_of_a_topic() -> None:
    report = read_html(OLD_CRAWLER)
    assert [(comment.author, comment.text) for comment in report.thread] == [("oksana", "Half of the parishes.")]
    assert report.paragraphs == (
        "The bulletin says that half of the plateau is held, and draws a map of it that shows more.",
    )


def test_whom_a_post_answers_is_not_guessed_among_several() -> None:
    html = (PAGES / "discourse.html").read_text("utf-8")
    # Now the post answers somebody who opened the topic and has written again before it.
    post = html[html.index('<div class="topic-post clearfix topic-owner regular"><article id="post_4"') :]
    again = post[: post.index("</article></div>")].replace("post_4", "post_9") + "</article></div>"
    named = again.replace(
        '<div class="post-infos">', '<div class="post-infos"><a class="reply-to-tab"><span>suna</span></a>'
    ).replace("quote no-group", "onebox")
    named = re.sub(r"<aside.*?</aside>", "", named, flags=re.DOTALL)
    report = read_html(
        html.replace(
            '<div class="topic-post clearfix regular"><article id="post_5"', named + '<div><article id="post_5"'
        )
    )
    assert [(comment.id, comment.parent) for comment in report.thread] == [
        ("2", None),
        ("3", "2"),
        ("4", "2"),
        ("9", None),
    ]


def test_a_quotation_from_another_topic_is_no_parent() -> None:
    html = (PAGES / "discourse-crawler.html").read_text("utf-8")
    assert [comment.parent for comment in read_html(html).thread] == [None, "2", None]
    elsewhere = read_html(html.replace('data-topic="4120"', 'data-topic="17"'))
    assert [comment.parent for comment in elsewhere.thread] == [None, None, None]
    assert elsewhere.thread[1].text == "That explains why it never moves."


@pytest.mark.parametrize("cite", ["Halyna B wrote:", "Halyna B hat geschrieben:", "Halyna B a écrit :", "Halyna B:"])
def test_whom_an_older_quotation_names(cite: str) -> None:
    html = (PAGES / "phpbb.html").read_text("utf-8")
    old = re.sub(r"<cite>.*?Halyna B</a> wrote:.*?</cite>", f"<cite>{cite}</cite>", html, flags=re.DOTALL)
    assert [(comment.id, comment.parent) for comment in read_html(old).thread][1] == ("503", "502")


def test_a_quotation_of_the_opening_post_answers_no_comment() -> None:
    html = (PAGES / "phpbb.html").read_text("utf-8").replace('data-post-id="502"', 'data-post-id="501"')
    assert [comment.parent for comment in read_html(html).thread] == [None, None, "503"]
