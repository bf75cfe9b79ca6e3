"""JSON-LD: believed where the page shows the same, and named in a warning where it does not."""

from __future__ import annotations

import json
from typing import Any

import pytest
from growth import ends

from whoholds.model import Comment, Review
from whoholds.reading import read_html
from whoholds.reading.pages.html import read_html_page
from whoholds.reading.pages.linked_body import linked_paragraphs
from whoholds.reading.pages.linked_data import linked_nodes, number_at, text_at, without_tags
from whoholds.reading.pages.markup import parse
from whoholds.reading.pages.thread_linked import linked_thread, settle

TEXTS = (
    "The ministry of the northern republic said on May 3 that its troops hold more than half of the province.",
    "A third of the districts is contested, and the rest of them, a sixth, is held by the army of the south.",
    "“We go on until all of it is held,” the minister said at a meeting of the heads of all the districts.",
)
BODY = "".join(f"<p>{text}</p>" for text in TEXTS)


def script(*nodes: dict[str, Any]) -> str:
    return f'<script type="application/ld+json">{json.dumps(list(nodes))}</script>'


def page(*nodes: dict[str, Any], head: str = "", body: str = BODY, after: str = "") -> str:
    return f"<html><head>{head}{script(*nodes)}</head><body><article>{body}</article>{after}</body></html>"


# ------------------------------------------------------------------------------------------------- the scripts


@pytest.mark.parametrize(
    ("source", "count"),
    [
        ('{"@type": "NewsArticle"}', 1),
        ('[{"@type": "A"}, {"@type": "B"}]', 2),
        ('{"@graph": [{"@type": "A"}], "mainEntity": {"@type": "B"}}', 3),
        ('<!-- {"@type": "A"} -->', 1),
        ('//<![CDATA[\n{"@type": "A"}\n//]]>', 1),
        ('{"@type": "A", "text": "one\nline"}', 1),
        ('{"@type": "A",}', 0),
        ("null", 0),
        ("", 0),
        ("[" * 100_000, 0),
    ],
)
def test_nodes(source: str, count: int) -> None:
    tree = parse(f'<p>x</p><script type="application/LD+json">{source}</script>').tree
    assert tree is not None
    assert len(linked_nodes(tree)) == count


def test_many_nodes_are_read_in_no_time() -> None:
    tree = parse(f'<p>x</p><script type="application/ld+json">[{"{}," * 100_000}{{}}]</script>' * 3).tree
    assert tree is not None
    with ends():
        assert len(linked_nodes(tree)) <= 30_000


def test_texts_and_numbers() -> None:
    node = {"author": [{"name": "Ana &amp; <b>Bo</b>"}, {"name": "Cy"}], "votes": "12", "share": True, "half": 0.5}
    assert text_at(node, "author", "name") == "Ana & Bo"
    assert text_at(node, "author") is None
    assert (number_at(node, "votes"), number_at(node, "share"), number_at(node, "half")) == (12, None, 0)
    assert without_tags("5 < 7 > 3") == "5 < 7 > 3"


# ------------------------------------------------------------------------------------------------- the report


@pytest.mark.parametrize(
    ("shown", "said", "headline", "warned"),
    [
        ("<h1>Half Is Held</h1>", "Half Is Held", "Half Is Held", False),
        ("<h1>Half Is Held</h1>", "Half Is Held, Says the Ministry", "Half Is Held, Says the Ministry", False),
        ("<title>Half Is Held - The Post</title>", "Half Is Held", "Half Is Held", False),
        ("<h1>Half Is Held</h1>", "A Third Is Lost", "Half Is Held", True),
        ("", "Half Is Held", "Half Is Held", False),
    ],
)
def test_headlines(shown: str, said: str, headline: str, warned: bool) -> None:
    read = read_html_page(page({"@type": "NewsArticle", "headline": said}, body=shown + BODY))
    assert read.headline == headline
    assert [("another headline" in warning and said in warning) for warning in read.warnings] == [True] * warned


@pytest.mark.parametrize(
    ("shown", "published", "warned"),
    [
        ("", "2021-05-04", False),
        ('<time class="entry-date" datetime="2021-05-04">4 May</time>', "2021-05-04", False),
        ('<time class="entry-date" datetime="2021-05-05T00:30+03:00">5 May</time>', "2021-05-04", False),
        ('<time class="entry-date" datetime="2021-04-28">28 April</time>', "2021-04-28", True),
        ('<time class="entry-date" datetime="2021-06-01">1 June</time>', "2021-05-04", False),  # the day of the change
        ('<aside><time class="entry-date" datetime="2019-01-01">another page</time></aside>', "2021-05-04", False),
        ('<time datetime="2019-01-01">a day in the text</time>', "2021-05-04", False),
        ("<p>Published: 1 March 2021</p>", "2021-03-01", True),
        ("<p>Published: 4 May 2021</p>", "2021-05-04", False),
        ("<p>MARROW FORD, May 1 2021 — It rained.</p>", "2021-05-04", False),  # a dateline is another day
    ],
)
def test_days(shown: str, published: str, warned: bool) -> None:
    node = {"@type": "NewsArticle", "datePublished": "2021-05-04T22:00:00Z", "dateModified": "2021-06-01"}
    read = read_html_page(page(node, body=shown + BODY))
    assert read.published == published
    assert [
        warning.startswith("The JSON-LD says that the page was published on 2021-05-04") for warning in read.warnings
    ] == ([True] * warned)


def test_a_review_of_a_claim_is_read() -> None:
    node = {
        "@type": "ClaimReview",
        "claimReviewed": "A third of the districts is contested",
        "author": {"@type": "Organization", "name": "The Desk"},
        "datePublished": "2021-05-06",
        "itemReviewed": {
            "@type": "Claim",
            "author": {"@type": "Person", "name": "Ivo Marten"},
            "datePublished": "2021-05-03T10:00Z",
        },
        "reviewRating": {"@type": "Rating", "ratingValue": "2", "alternateName": "Cannot tell"},
    }
    read = read_html(page(node))
    assert read.reviews == (
        Review(
            claim="A third of the districts is contested",
            by="Ivo Marten",
            said="2021-05-03",
            rating="Cannot tell",
            reviewer="The Desk",
        ),
    )
    assert read.published == "2021-05-06"
    assert read.warnings == ()
    unseen = read_html(page({**node, "claimReviewed": "Nothing is contested"}))
    assert unseen.reviews[0].claim == "Nothing is contested"
    assert unseen.warnings == (
        "The JSON-LD says that the page checks a claim that it does not show: Nothing is contested",
    )


# ------------------------------------------------------------------------------------------------- the body

SHELL = (
    "<div id=root></div><noscript>Enable JavaScript</noscript>",
    "<div id=app>Loading</div>",
    "<nav>Home News Maps About Us And Them</nav><main><p>Please enable JavaScript to read this page.</p></main>",
)


@pytest.mark.parametrize("shell", SHELL)
@pytest.mark.parametrize("told", ["\n\n".join(TEXTS), BODY, "<br><br>".join(TEXTS)])
def test_the_body_of_a_page_that_scripts_would_build(shell: str, told: str) -> None:
    node = {"@type": "NewsArticle", "headline": "Half Is Held", "articleBody": told, "datePublished": "2021-05-04"}
    read = read_html_page(f"<html><head><title>T</title>{script(node)}</head><body>{shell}</body></html>")
    assert (read.headline, read.published, read.paragraphs) == ("Half Is Held", "2021-05-04", TEXTS)
    assert read.warnings == ("The page shows no text of its own; its body was taken from its JSON-LD (articleBody).",)


def update(clock: str, text: str, **more: str) -> dict[str, Any]:
    return {"@type": "BlogPosting", "datePublished": f"2021-05-04T{clock}:00Z", "articleBody": text, **more}


def test_live_updates_of_a_page_that_scripts_would_build() -> None:
    updates = [update("10:00", TEXTS[0], headline="Half Is Held"), update("12:30", TEXTS[1])]
    node = {"@type": "LiveBlogPosting", "headline": "The War Today", "liveBlogUpdate": updates}
    read = read_html_page(f"<html><head><title>T</title>{script(node)}</head><body><div id=app></div></body></html>")
    assert read.headline == "The War Today"
    assert read.paragraphs == ("2021-05-04 10:00", "Half Is Held", TEXTS[0], "2021-05-04 12:30", TEXTS[1])
    assert read.warnings == (
        "The page shows no text of its own; its body was taken from its JSON-LD (articleBody of liveBlogUpdate).",
    )


@pytest.mark.parametrize(
    ("told", "hidden"),
    [
        (" ".join(TEXTS), ()),
        ("".join(TEXTS), ()),  # sites leave out what parts the paragraphs
        (TEXTS[0][:60], ()),  # or cut it short
        (" ".join(TEXTS).replace("“", '"').replace("”", '"'), ()),
        (f"{TEXTS[0]} The navy holds a lake.", ("1 sentence", "The navy holds a lake.")),
        ("The navy holds a lake. It is deep and cold.", ("2 sentences", "The navy holds a lake.")),
    ],
)
def test_a_page_with_a_body_counts_and_what_its_json_has_more_is_said(told: str, hidden: tuple[str, ...]) -> None:
    read = read_html_page(page({"@type": "NewsArticle", "articleBody": told}))
    assert read.paragraphs == TEXTS
    assert len(read.warnings) == bool(hidden)
    assert all(part in read.warnings[0] for part in hidden)


def test_a_short_page_counts_too() -> None:
    node = {"@type": "NewsArticle", "articleBody": "The navy holds 90 percent of the lake. " * 20}
    read = read_html_page(page(node, body="<p>The army holds half of the valley.</p>"))
    assert read.paragraphs == ("The army holds half of the valley.",)
    assert "does not show" in read.warnings[0]


def test_of_several_reports_none_is_taken_for_the_page() -> None:
    nodes = [{"@type": "WebPage"}, *({"@type": "Report", "articleBody": text} for text in TEXTS[:2])]
    assert linked_paragraphs([nodes[1]]) == (TEXTS[0],)
    assert linked_paragraphs([{"@type": "Person", "articleBody": TEXTS[0]}]) == ()
    assert linked_paragraphs([{"@type": "NewsArticle"}, *nodes[1:]]) == ()
    for odd in (None, 5, [], [TEXTS[0]], {"a": 1}, " "):
        assert linked_paragraphs([{"@type": "NewsArticle", "articleBody": odd, "liveBlogUpdate": odd}]) == ()


def test_a_very_long_body_is_read_in_seconds() -> None:
    told = {
        "articleBody": "The navy holds a lake. " * 40_000,
        "liveBlogUpdate": [update("10:00", "x. y. " * 30)] * 4_000,
    }
    with ends():
        for body in (BODY, "<div id=root></div>", BODY * 500):
            read_html_page(page({"@type": "LiveBlogPosting", **told}, body=body))


# ------------------------------------------------------------------------------------------------- the comments


def comment(ident: int | None, text: str, **more: Any) -> dict[str, Any]:
    named = {} if ident is None else {"@id": f"https://example.org/half#comment-{ident}"}
    return {"@type": "Comment", "text": text, **named, **more}


def test_comments_with_answers_in_them_and_parents_beside_them() -> None:
    answers = comment(2, "B", author={"name": "Bo"}, comment=[comment(3, "C")])
    nodes = [
        {"@type": "NewsArticle", "comment": [comment(1, "<p>A &amp; B</p>", author="Ana", comment=answers)]},
        comment(4, "D", parentItem={"@id": "#comment-2"}, upvoteCount=5, downvoteCount="2", dateCreated="2021-05-04"),
        comment(None, "E"),
        {"@type": "Comment"},
    ]
    assert [(c.id, c.parent, c.author, c.text, c.depth, c.votes) for c in linked_thread(nodes)] == [
        ("1", None, "Ana", "A & B", 0, None),
        ("2", "1", "Bo", "B", 1, None),
        ("3", "2", None, "C", 2, None),
        ("4", "2", None, "D", 2, 3),
        ("5", None, None, "E", 0, None),
    ]


def test_a_thread_that_only_the_json_has_is_the_pages_and_its_words_leave_the_body() -> None:
    said = "Half of the province is a forest without a road, and nobody holds that."
    node = {"@type": "NewsArticle", "comment": [comment(7, said, author={"name": "Ana"})]}
    read = read_html_page(
        page(node, after=f"<div class=q1><b>Ana</b> <span>{said}</span></div>", body=BODY + f"<p>{said}</p>")
    )
    assert [(c.id, c.author, c.text) for c in read.thread] == [("7", "Ana", said)]
    assert read.paragraphs == TEXTS


def test_a_paragraph_that_quotes_a_comment_stays() -> None:
    said = "Nobody holds the forest."
    quoting = f"A reader of this page, who has walked there more often than any of us, puts it like this: “{said}”"
    read = read_html_page(page({"@type": "Article", "comment": comment(7, said)}, body=f"{BODY}<p>{quoting}</p>"))
    assert read.paragraphs == (*TEXTS, quoting)


SHOWN = (
    '<ol><li id="comment-7" class="comment"><b class="fn">Ana</b> <time datetime="2021-05-04">4 May</time>'
    '<div class="comment-content"><p>Half of what?</p></div></li>'
    '<li id="comment-8" class="comment"><div class="comment-content"><p>Of the land.</p></div></li></ol>'
)


def test_what_the_page_leaves_out_comes_from_its_json() -> None:
    nodes = [
        comment(7, "Half of what?", author="Ana", dateCreated="2021-05-04T09:10:11Z"),
        comment(8, "Of the land.", author="Bo", upvoteCount=3, parentItem={"@id": "#comment-7"}),
    ]
    read = read_html_page(page(*nodes, after=SHOWN))
    assert read.thread == (
        Comment(id="7", author="Ana", posted="2021-05-04T09:10:11Z", text="Half of what?"),
        Comment(id="8", parent="7", author="Bo", text="Of the land.", depth=1, votes=3),
    )
    assert read.warnings == ()


def test_where_the_two_disagree_the_page_counts_and_a_warning_says_so() -> None:
    nodes = [
        comment(7, "Half of what?", author="Cy", dateCreated="2021-03-01"),
        comment(8, "Of the land.", author="Bo"),
        comment(9, "A third?", author="Di"),
    ]
    read = read_html_page(page(*nodes, after=SHOWN))
    assert [(c.id, c.author, c.posted) for c in read.thread] == [("7", "Ana", "2021-05-04"), ("8", "Bo", None)]
    assert read.warnings == (
        "The JSON-LD gives another author than the page for 1 comment (7: Cy, not Ana).",
        "The JSON-LD gives another day than the page for 1 comment (7: 2021-03-01, not 2021-05-04).",
        "The JSON-LD has 1 comment that the page does not show; left out.",
    )


def test_a_comment_of_the_same_id_with_other_words_is_another_comment() -> None:
    settled = settle((Comment(id="7", text="Half of what?"),), (Comment(id="7", author="Bo", text="A third."),))
    assert settled.thread == (Comment(id="7", text="Half of what?"),)
    assert settled.warnings == ("The JSON-LD has 1 comment that the page does not show; left out.",)


def test_parents_from_the_json_make_no_circle() -> None:
    shown = (Comment(id="1", parent="2", text="A", depth=1), Comment(id="2", text="B"))
    linked = (Comment(id="1", text="A"), Comment(id="2", parent="1", text="B"))
    settled = settle(shown, linked)
    assert [(c.id, c.parent, c.depth) for c in settled.thread] == [("1", None, 0), ("2", "1", 1)]
    deeper = settle((Comment(id="1", text="A"), Comment(id="2", text="B")), linked)
    assert [(c.id, c.parent, c.depth) for c in deeper.thread] == [("1", None, 0), ("2", "1", 1)]


def test_very_many_linked_comments_are_read_in_seconds() -> None:
    chain = comment(0, "x")
    for number in range(1, 300):
        chain = comment(number, f"Half, says number {number}.", comment=[chain])
    flat = [comment(1_000 + number, f"A third, says number {number}.") for number in range(5_000)]
    with ends():
        read = read_html_page(page({"@type": "NewsArticle", "comment": [chain, *flat]}))
        assert len(read.thread) == 5_300
        assert max(c.depth for c in read.thread) == 299
