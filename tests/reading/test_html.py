"""HTML pages: head, text, pictures, appeal, and markup that wants to break us."""

from __future__ import annotations

import pytest
from growth import ends
from hypothesis import given, settings
from hypothesis import strategies as st

from whoholds.errors import UnreadableSource
from whoholds.model import Appeal, Image
from whoholds.reading.pages.html import read_html_page
from whoholds.reading.pages.markup import DEEPEST

FIRST = "The ministry of the northern republic said on May 3 that its troops hold more than half of the province."
SECOND = "A third of the districts is contested, and the rest of them, a sixth, is held by the army of the south."
THIRD = "“We go on until all of it is held,” the minister said at a meeting of the heads of all the districts."
LINKED = '<script type="application/ld+json">'
BODY = "".join(f"<p>{text}</p>" for text in (FIRST, SECOND, THIRD))

PAGE = f"""<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="utf-8"><title>Half Is Held – The Northern Post</title>
<link rel="canonical" href="https://example.org/2021/half">
<meta property="og:site_name" content="The Northern Post"><meta property="og:title" content="Half Is Held">
<meta property="article:published_time" content="2021-05-04T09:00:00+02:00">
<script>document.write("<p>96 percent</p>")</script></head>
<body><header><h1>The Northern Post</h1><nav><ul><li><a href="/">Home</a></li><li>Maps</li></ul></nav></header>
<main><article><h1>Half Is Held</h1><p class="byline">By Ana Li, 4 May 2021</p>
<figure><img src="/map.png" alt="A map"><figcaption>Who holds what</figcaption></figure>
{BODY}
<div class="editors-note"><p>Editor’s note: It is not clear which half is meant by the ministry.</p></div>
</article></main>
<section id="comments"><h2>2 Comments</h2><ol class="comment-list">
<li class="comment" id="comment-8"><b class="fn">Bo</b><div class="comment-content"><p>Which half is it?</p></div>
<ul class="children"><li class="comment" id="comment-9"><b class="fn">Cy</b>
<div class="comment-content"><p>The northern half of the province.</p></div></li></ul></li></ol></section>
<aside><p>Other news: a third of the harvest is lost.</p></aside>
<div class="donate-box"><p>Support us</p><meter value="1586" max="5000"></meter><p>$1,586 raised of $5,000</p></div>
<footer><p>Copyright of the Northern Post</p></footer></body></html>"""


def test_a_page_with_everything() -> None:
    page = read_html_page(PAGE)
    assert page.headline == "Half Is Held"
    assert (page.site, page.url) == ("The Northern Post", "https://example.org/2021/half")
    assert (page.published, page.language) == ("2021-05-04", "en")
    assert page.images == (Image(src="https://example.org/map.png", caption="Who holds what", alt="A map"),)
    assert page.paragraphs == (
        FIRST,
        SECOND,
        THIRD,
        "Editor’s note: It is not clear which half is meant by the ministry.",
    )
    assert page.appeal == Appeal(asks="Support us", goal=5000, raised=1586, currency="USD")
    assert [(c.id, c.parent, c.author) for c in page.thread] == [("8", None, "Bo"), ("9", "8", "Cy")]
    assert page.warnings == ()


@pytest.mark.parametrize(
    ("head", "headline"),
    [
        ("<title>Half Is Held | The Post</title>", "Half Is Held"),
        ("<title>Half Is Held - The Post</title><meta property=og:site_name content='The Post'>", "Half Is Held"),
        ("<title>x</title><meta property=og:title content='Half &amp; More Is Held'>", "Half & More Is Held"),
        (f'{LINKED}{{"@type":"NewsArticle","headline":"Half Is Held"}}</script>', "Half Is Held"),
        (f'{LINKED}{{"@graph":[{{"@type":["Article"],"headline":"Half"}}]}}</script>', "Half"),
        (f'{LINKED}{{"broken</script><title>Half Is Held</title>', "Half Is Held"),
        ("", None),
    ],
)
def test_headlines(head: str, headline: str | None) -> None:
    assert (
        read_html_page(f"<html><head>{head}</head><body><article>{BODY}</article></body></html>").headline == headline
    )


@pytest.mark.parametrize(
    ("html", "day"),
    [
        (f'{LINKED}{{"@type":"NewsArticle","datePublished":"2021-05-04T10:00Z"}}</script>', "2021-05-04"),
        ('<meta name="date" content="20210504">', "2021-05-04"),
        ('<time datetime="2021-05-04">yesterday</time>', "2021-05-04"),
        ('<span class="entry-date">May 4, 2021</span>', "2021-05-04"),
        ("<p>Published: 4 May 2021</p>", "2021-05-04"),
        ('<time datetime="2021-06-01" class="updated">1 June 2021</time>', None),
        ("<p>Copyright 2021</p>", None),
        ('<meta name="date" content="tomorrow">', None),
    ],
)
def test_the_day_is_only_what_the_page_states(html: str, day: str | None) -> None:
    assert read_html_page(f"<html><body><article>{html}{BODY}</article></body></html>").published == day


@pytest.mark.parametrize(
    ("html", "image"),
    [
        ('<img src="a.png" alt="Map">', Image(src="https://example.org/x/a.png", alt="Map")),
        (
            '<div class="wp-caption"><a href=b><img data-src="a.png" src="data:image/gif;base64,R0"></a>'
            '<p class="wp-caption-text">Held</p></div>',
            Image(src="https://example.org/x/a.png", caption="Held"),
        ),
        ('<img src="javascript:alert(1)">', Image()),
        ('<img src="pixel.gif" width="1" height="1"><img class="avatar" src="a.png"><img>', None),
        ('<nav><img src="a.png"></nav>', None),
    ],
)
def test_pictures(html: str, image: Image | None) -> None:
    page = read_html_page(f"<html><body><article>{html}{BODY}</article></body></html>", url="https://example.org/x/y")
    assert page.images == ((image,) if image else ())
    assert page.paragraphs == (FIRST, SECOND, THIRD)


def test_short_pages_lists_tables_and_breaks() -> None:
    page = read_html_page(
        """<article><p>One.<br><br>Two<br>goes on.</p><ul><li>Three</li><li>Four</li></ul>
        <table><tr><th>Side</th><th>Share</th></tr><tr><td>Army</td><td>60%</td></tr></table></article>"""
    )
    assert page.paragraphs == ("One.", "Two goes on.", "Three", "Four", "Side | Share", "Army | 60%")


FOUR = ("They hold 65 percent of the land.", "He holds one ford and a road.", "It is an old war.", "Both sides talk.")


@pytest.mark.parametrize("more", [0, 1, 2, 3, 10])
@pytest.mark.parametrize(
    "wrap", ["<article>{}</article>", "<main>{}</main>", "<div>{}</div>", "<div class=entry-content>{}</div>"]
)
def test_paragraphs_of_a_short_page_are_not_run_together(more: int, wrap: str) -> None:
    texts = (*FOUR, *(f"This is sentence number {number} of the page." for number in range(more)))
    body = "".join(f"<p>{text}</p>" for text in texts)
    page = read_html_page(
        f"<html><head><title>Half Is Held</title></head><body>"
        f"{wrap.format(f'<h1>Half Is Held</h1><time>١ مايو ٢٠٢٣</time>{body}')}</body></html>"
    )
    assert (page.headline, page.paragraphs) == ("Half Is Held", texts)


def test_a_long_paragraph_that_stands_alone_is_one() -> None:
    text = " ".join(FOUR) + " " + FIRST
    page = read_html_page(f"<html><body><article><p>{text}</p></article></body></html>")
    assert page.paragraphs == (text,)


@pytest.mark.parametrize(
    ("box", "text"),
    [
        (
            '<aside class="editors-note"><p>It is not clear which half.</p></aside>',
            "Editor’s note: It is not clear which half.",
        ),
        ('<p class="correction">It was <b>a third</b> and not half.</p>', "Correction: It was a third and not half."),
        ('<div id="update-note"><b>Today</b> it is a third of it.</div>', "Update: Today it is a third of it."),
        ('<div class="editors-note">[JK: It is not clear which half.]</div>', "[JK: It is not clear which half.]"),
        ('<div class="correction"><h4>Correction</h4><p>It was a third.</p></div>', "It was a third."),
        ('<div class="correction"><button>Report a mistake in this text</button></div>', None),
    ],
)
def test_a_note_that_only_its_box_marks_gets_its_label(box: str, text: str | None) -> None:
    page = read_html_page(f"<html><body><article>{BODY}{box}</article></body></html>")
    assert page.paragraphs[:3] == (FIRST, SECOND, THIRD)
    assert page.paragraphs[-1] == (text or THIRD)


@pytest.mark.parametrize("html", ["", "<html></html>", "<script>x</script>", "<!-- x -->", "<p> </p>", "<br>", "\x00"])
def test_a_page_without_text_is_refused(html: str) -> None:
    with pytest.raises(UnreadableSource, match="no text"):
        read_html_page(html)


def test_entities_from_outside_are_not_read() -> None:
    page = read_html_page(
        f'<!DOCTYPE html [<!ENTITY a "AAAA"><!ENTITY b "&a;&a;"><!ENTITY f SYSTEM "file:///etc/hostname">]>'
        f"<html><body><article>{BODY}<p>Text: &f; &b; &amp; more of it.</p></article></body></html>"
    )
    assert page.paragraphs[-1] == "Text: &f; &b; & more of it."


# What wants to break us: each in seconds, with what was cut said in a warning.

TAIL = f"<article>{BODY}</article>"
HOSTILE = {
    "nested elements": "<div>" * 100_000 + TAIL,
    "nested and closed": "<div>" * 100_000 + TAIL + "</div>" * 100_000,
    "nested inline": TAIL + "<b>" * 100_000 + "x",
    "nested tables": TAIL + "<table><tr><td>" * 30_000 + "x",
    "nested lists": TAIL + "<ul><li>" * 50_000 + "x",
    "nested quotes": "<blockquote>" * 30_000 + TAIL,
    "nested forms and fonts": "<form><font>" * 30_000 + TAIL,
    "stray ends": "<div>" * 20_000 + TAIL + "</p></span></section>" * 50_000,
    "paragraphs": TAIL + "<p>x" * 200_000,
    "long paragraphs": TAIL + "<p>It holds half of it. " * 50_000,
    "one long line": f"<article><p>{'Half of it is held. ' * 500_000}</p></article>",
    "one long word": f"<article>{BODY}<p>{'a' * 5_000_000}</p></article>",
    "attributes": TAIL + "<p " + " ".join(f"a{number}=1" for number in range(100_000)) + ">x</p>",
    "bare attributes": TAIL + "<p " + " ".join(f"a{number}" for number in range(100_000)) + ">x</p>",
    "many attributes in many tags": TAIL
    + ("<p " + " ".join(f"a{number}=1" for number in range(70)) + ">x</p>") * 5_000,
    "one attribute": TAIL + f'<p class="{"comment " * 500_000}">x</p>',
    "quotation marks": TAIL + '<a b="' * 100_000,
    "angle brackets": TAIL + "<" * 2_000_000,
    "comments": TAIL + "<!--" * 100_000,
    "pictures": TAIL + '<figure><img src="a.png"><figcaption>x</figcaption></figure>' * 20_000,
    "headings": TAIL + "<h1>x</h1><time>x</time>" * 50_000,
    "JSON": f'<script type="application/ld+json">{"[" * 200_000}</script>{TAIL}',
    "JSON nodes": f'<script type="application/ld+json">[{"{}," * 50_000}{{}}]</script>{TAIL}',
    "meta tags": '<meta name="a" content="b">' * 50_000 + TAIL,
    "donations": TAIL + '<div class="donate"><progress value=1 max=5></progress>$1 of $5' * 5_000,
    "entities": TAIL + "<p>" + "&amp;&#x41;&nosuch" * 200_000,
    "NULs": TAIL.replace("of", "o\x00f"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_pages_are_read_in_seconds(name: str) -> None:
    with ends():
        page = read_html_page(f"<html><body>{HOSTILE[name]}</body></html>")
    if name != "one long line":
        assert any(FIRST in paragraph for paragraph in page.paragraphs)


def test_what_was_cut_is_said() -> None:
    page = read_html_page(HOSTILE["nested elements"])
    assert f"deeper than {DEEPEST}" in page.warnings[0]
    page = read_html_page(f"{TAIL}{'<p>x' * 400_000}")
    assert "more than 300,000 tags" in page.warnings[0]


def test_a_thread_of_many_comments_is_read() -> None:
    page = read_html_page(TAIL + "".join(f"<li id=comment-{number}><p>Half?</p></li>" for number in range(60_000)))
    assert len(page.thread) == 50_000
    assert "only the first 50,000" in page.warnings[0]


SOUP = (
    "<p>|</p>|<div>|</div>|<article>|<table><tr><td>|</td>|<h1>Half|<img src=a>|<figure>|<li id=comment-1>|a page "
    "|<!--|-->|<script>|</script>|<meta property=og:title content=x>|<svg>|&lt;|<?xml|<![CDATA[|<title>|<html lang=en>"
    "|<body>|<aside class=correction>|<figcaption>|<progress value=1 max=2>|<"
)
PIECES = SOUP.split("|")


@settings(deadline=None)
@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=20)), max_size=40))
def test_any_markup_is_read_or_refused(pieces: list[str]) -> None:
    try:
        page = read_html_page("".join(pieces))
    except UnreadableSource:
        return
    assert all(page.paragraphs)
