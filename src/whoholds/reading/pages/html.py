"""A page of HTML: trafilatura finds the report's own text; head, pictures, appeal and thread are read here."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from lxml.html import HtmlElement

from whoholds.errors import UnreadableSource
from whoholds.model import Comment
from whoholds.reading.pages.appeal_html import find_appeal
from whoholds.reading.pages.dates import published_in
from whoholds.reading.pages.html_body import content_of, is_small, main_text
from whoholds.reading.pages.html_images import take_images
from whoholds.reading.pages.html_meta import Meta, another_day, another_headline, near, read_meta, with_linked_headline
from whoholds.reading.pages.html_text import blocks, every_paragraph
from whoholds.reading.pages.linked_body import hidden_sentences, linked_paragraphs, shows_text, taken_from_linked
from whoholds.reading.pages.linked_data import Node, linked_nodes
from whoholds.reading.pages.markup import parse, shallow
from whoholds.reading.pages.page import Page
from whoholds.reading.pages.page_words import after_words, is_line
from whoholds.reading.pages.reviews import find_reviews, not_shown
from whoholds.reading.pages.thread_html import Lifted, lift_thread
from whoholds.reading.pages.thread_linked import linked_thread, settle
from whoholds.reading.pages.unseen import drop_unseen

_DEEP_THREAD = "The comments are nested too deep to be read; the deepest stand in the text of the one above them."
_MOST_COMPARED = 200_000  # pairs of a paragraph and a comment


def read_html_page(html: str, *, url: str | None = None, with_appeal: bool = True) -> Page:
    """Read the skeleton of an HTML page. Raises `UnreadableSource` if there is no text in it.

    Without `with_appeal` the page's request for money is not looked for, which takes a tenth of the time.

    >>> page = read_html_page("<h1>Army Takes Ten Villages</h1><p>The army said that it took ten villages.</p>")
    >>> page.headline, page.paragraphs
    ('Army Takes Ten Villages', ('The army said that it took ten villages.',))
    """
    opened = _open(html)
    tree, lifted, thread = opened.tree, opened.lifted, opened.thread
    meta = read_meta(tree, opened.nodes, url=url)
    content = content_of(tree)
    images = take_images(content if content is not None else tree, url=meta.url)
    appeal = find_appeal(tree, every_paragraph(tree, around=True)) if with_appeal else None
    texts, warnings = _texts(tree, content, lifted, small=is_small(html))
    sorted_out = _Furniture(meta.headline)
    paragraphs = tuple(text for place, text in enumerate(texts) if sorted_out.keeps(text, near_top=place < 8))
    if not lifted.thread:
        paragraphs = _without_comments(paragraphs, thread)
    linked = linked_paragraphs(opened.nodes)
    body_warnings: tuple[str, ...] = ()
    if linked and not shows_text(paragraphs) and not lifted.is_thread:
        paragraphs, body_warnings = linked, (taken_from_linked(opened.nodes),)
        meta = with_linked_headline(meta, tree)
    elif linked:
        shown = [meta.headline or "", *paragraphs, *(block.text for block in every_paragraph(tree, around=True))]
        body_warnings = hidden_sentences(linked, shown)
    if not paragraphs and not meta.headline and not thread:
        raise _without_text((*opened.warnings, *warnings))
    published, day_warnings = _published(meta, lifted.opened, sorted_out)
    reviews = find_reviews(opened.nodes)
    return Page(
        headline=meta.headline,
        url=meta.url,
        site=meta.site,
        published=published,
        language=meta.language,
        images=images,
        paragraphs=paragraphs,
        thread=thread,
        appeal=appeal,
        reviews=reviews,
        warnings=(
            *opened.warnings,
            *warnings,
            *((another_headline(meta.said_headline),) if meta.said_headline else ()),
            *meta.warnings,
            *day_warnings,
            *body_warnings,
            *not_shown(reviews, (meta.headline or "", *paragraphs)),
        ),
    )


class _Opened(NamedTuple):
    """A page, its JSON-LD, the comments that were taken out of it, and those after a comparison with the JSON-LD.

    `elements` are held for speed alone: an element that nobody holds is made anew each time that somebody walks by.
    """

    elements: Sequence[object]
    tree: HtmlElement
    nodes: Sequence[Node]
    lifted: Lifted
    thread: tuple[Comment, ...]
    warnings: tuple[str, ...]


def _open(html: str) -> _Opened:
    """Parse a page, take its comments out, and compare them with those of its JSON-LD."""
    whole = parse(html)
    if whole.tree is None:
        raise _without_text(whole.warnings)
    elements = list(whole.tree.iter())
    nodes = linked_nodes(whole.tree)
    lifted = lift_thread(whole.tree)
    settled = settle(lifted.thread, linked_thread(nodes))
    drop_unseen(whole.tree)
    flat = shallow(whole.tree)
    deep = (_DEEP_THREAD,) if whole.too_deep and not flat.too_deep else ()
    warnings = (*flat.warnings, *whole.warnings, *lifted.warnings, *deep, *settled.warnings)
    if flat.tree is None:
        raise _without_text(warnings)
    return _Opened(elements, flat.tree, nodes, lifted, settled.thread, warnings)


def _published(meta: Meta, posted: str | None, in_text: _Furniture) -> tuple[str | None, tuple[str, ...]]:
    """Settle when a page was published: by its head, by the post that opens it, or by a line near its top."""
    opened = posted[:10] if posted and re.match(r"\d{4}-", posted) else None
    said, shown = meta.said_on, in_text.published
    if said is not None and shown is not None and in_text.states_it and not near(said, shown):
        return shown, (another_day(said, shown),)
    return opened or meta.published or shown, ()


def _without_comments(paragraphs: tuple[str, ...], thread: Sequence[Comment]) -> tuple[str, ...]:
    """Take out of a body what the page's JSON-LD says is a reader's comment, where its markup does not tell.

    The name and the day may stand in the same paragraph; a paragraph that only quotes a comment has more of its own.
    """
    said = [letters for comment in thread if (letters := _letters(comment.text))]
    if not said:
        return paragraphs
    whole = frozenset(said)
    if len(said) * len(paragraphs) > _MOST_COMPARED:
        return tuple(text for text in paragraphs if _letters(text) not in whole)
    return tuple(
        text
        for text in paragraphs
        if (letters := _letters(text)) not in whole
        and not any(len(letters) <= 2 * len(words) and words in letters for words in said)
    )


def _letters(text: str) -> str:
    return re.sub(r"\W+", "", text.casefold())


def _without_text(warnings: Sequence[str]) -> UnreadableSource:
    why = warnings[0] if warnings else "If its text comes by script, save it as .txt."
    return UnreadableSource(f"there is no text in this HTML page. {why}")


def _texts(
    tree: HtmlElement, content: HtmlElement | None, lifted: Lifted, *, small: bool
) -> tuple[list[str], tuple[str, ...]]:
    """Give the paragraphs of a page: on a forum's page those of the post that opens its topic, if it is there."""
    if lifted.opening is not None:
        return [block.text for block in blocks(lifted.opening)], ()
    return ([], ()) if lifted.is_thread else main_text(tree, content, small=small)


class _Furniture:
    """Keeps headlines, captions, bylines, appeals and buttons out of the paragraphs, and notes the day among them.

    `published` is that day; `states_it` tells that the page says in words that it was published then.
    """

    def __init__(self, headline: str | None) -> None:
        self._headline = headline
        self.published: str | None = None
        self.states_it = False

    def keeps(self, text: str, *, near_top: bool) -> bool:
        if text == self._headline or is_line("captions", text) or is_line("furniture", text):
            return False
        if is_line("appeals", text, longest=200) or is_line("thread_headings", text, longest=60):
            return False
        if not near_top:
            return True
        day = published_in(text)
        if self.published is None and after_words("updated", text) is None:
            self.published, self.states_it = day, after_words("published", text) is not None
        is_byline = is_line("bylines", text, longest=100) and not text.endswith(".")
        return not is_byline and (day is None or len(text) > 80)
