"""A page of HTML: trafilatura finds the report's own text; head, pictures, appeal and thread are read here."""

from __future__ import annotations

import re

import lxml.html
from lxml.html import HtmlElement

from whoholds.errors import UnreadableSource
from whoholds.reading.pages.appeal_html import find_appeal
from whoholds.reading.pages.dates import published_in
from whoholds.reading.pages.html_images import take_images
from whoholds.reading.pages.html_meta import read_meta
from whoholds.reading.pages.html_text import blocks, every_paragraph
from whoholds.reading.pages.page import Page
from whoholds.reading.pages.page_words import after_words, is_line, vocabulary
from whoholds.reading.pages.thread_html import lift_thread

# Above these the content library would take minutes; the page is then read without it.
_MOST_ELEMENTS = 40_000
_LONGEST_TEXT = 3_000_000
_SHORT = 200  # characters: so short an extract is compared with all the text that there is


def read_html_page(html: str, *, url: str | None = None) -> Page:
    """Read the skeleton of an HTML page. Raises `UnreadableSource` if there is no text in it.

    >>> page = read_html_page("<h1>Army Takes Ten Villages</h1><p>The army said that it took ten villages.</p>")
    >>> page.headline, page.paragraphs
    ('Army Takes Ten Villages', ('The army said that it took ten villages.',))
    """
    lifted = lift_thread(re.sub("[\x00-\x08\x0b\x0e-\x1f]", "", html))
    tree = _tree(lifted.html)
    warnings = list(lifted.warnings)
    if tree is None:
        if not lifted.thread:
            raise _without_text(warnings)
        return Page(url=url, thread=lifted.thread, warnings=tuple(warnings))
    meta = read_meta(tree, url=url)
    content = _content(tree)
    images = take_images(content if content is not None else tree, url=meta.url)
    appeal = find_appeal(tree, every_paragraph(tree, around=True))
    texts = _main_text(tree, content, warnings)
    sorted_out = _Furniture(meta.headline)
    paragraphs = tuple(text for place, text in enumerate(texts) if sorted_out.keeps(text, near_top=place < 8))
    if not paragraphs and not meta.headline and not lifted.thread:
        raise _without_text(warnings)
    return Page(
        headline=meta.headline,
        url=meta.url,
        site=meta.site,
        published=meta.published or sorted_out.published,
        language=meta.language,
        images=images,
        paragraphs=paragraphs,
        thread=lifted.thread,
        appeal=appeal,
        warnings=tuple(warnings),
    )


def _without_text(warnings: list[str]) -> UnreadableSource:
    why = warnings[0] if warnings else "If its text comes by script, save it as .txt."
    return UnreadableSource(f"there is no text in this HTML page. {why}")


def _tree(html: str) -> HtmlElement | None:
    """Parse a page. Nothing is fetched, no entity is read from anywhere, and broken markup is mended."""
    parser = lxml.html.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=True, remove_comments=True, remove_pis=True
    )
    try:
        tree = lxml.html.document_fromstring(html.encode("utf-8", errors="replace"), parser=parser)
    except (lxml.etree.LxmlError, ValueError):
        return None
    return tree if isinstance(tree, HtmlElement) else None


def _content(tree: HtmlElement) -> HtmlElement | None:
    """Find the element that holds the report's own text: the one that is named so, an article, or the main part."""
    names = frozenset(vocabulary("html")["content"])
    best: dict[int, HtmlElement] = {}
    for element in tree.iter("div", "section", "article", "main", "td"):
        named = {*(element.get("class") or "").lower().split(), (element.get("itemprop") or "").lower()}
        if named & names:
            best.setdefault(0, element)
        elif element.tag == "article":
            best.setdefault(1, element)
        elif element.tag == "main" or element.get("role") == "main":
            best.setdefault(2, element)
    return best[min(best)] if best else None


def _main_text(tree: HtmlElement, content: HtmlElement | None, warnings: list[str]) -> list[str]:
    """Give the paragraphs of the main text: by the library, or, where it finds little, all that there are."""
    if _is_too_large(tree):
        warnings.append("The page is very large; its text was read without telling the report from what is around it.")
        return _all_text(tree, content)
    found = _by_library(tree)
    if sum(map(len, found)) >= _SHORT:
        return found
    every = _all_text(tree, content)
    # The library runs the paragraphs of a very short page together.
    return every if not found or sum(map(len, every)) < 3 * sum(map(len, found)) else found


def _is_too_large(tree: HtmlElement) -> bool:
    size = 0
    for number, element in enumerate(tree.iter()):
        size += len(element.text or "") + len(element.tail or "")
        if number > _MOST_ELEMENTS or size > _LONGEST_TEXT:
            return True
    return False


def _all_text(tree: HtmlElement, content: HtmlElement | None) -> list[str]:
    found = every_paragraph(content, around=True) if content is not None else every_paragraph(tree)
    return [block.text for block in found or every_paragraph(tree, around=True)]


def _by_library(tree: HtmlElement) -> list[str]:
    """Find the main text with trafilatura."""
    import logging

    from trafilatura import bare_extraction

    # Its log is for those who crawl; our readers get warnings in the report.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    _protect_notes(tree)
    try:
        document = bare_extraction(tree, include_comments=False, include_tables=True, with_metadata=False)
    except Exception:  # hostile markup finds new ways to break it: the page is then read without it
        return []
    body = getattr(document, "body", None)
    return [] if body is None else [block.text for block in blocks(body)]


def _protect_notes(tree: HtmlElement) -> None:
    """Make an editor's remark in a box of its own a part of the text: libraries throw side columns away."""
    words = vocabulary("html")["editor"]
    for element in tree.iter("aside", "div", "section", "p", "footer"):
        named = f"{element.get('class') or ''} {element.get('id') or ''}".lower()
        if any(word in named for word in words):
            for key in ("class", "id", "role"):
                element.attrib.pop(key, None)
            if element.tag in ("aside", "footer"):
                element.tag = "p" if not len(element) else "div"


class _Furniture:
    """Keeps headlines, captions, bylines, appeals and buttons out of the paragraphs, and notes the day among them."""

    def __init__(self, headline: str | None) -> None:
        self._headline = headline
        self.published: str | None = None

    def keeps(self, text: str, *, near_top: bool) -> bool:
        if text == self._headline or is_line("captions", text) or is_line("furniture", text):
            return False
        if is_line("appeals", text, longest=200) or is_line("thread_headings", text, longest=60):
            return False
        if not near_top:
            return True
        day = published_in(text)
        if self.published is None and after_words("updated", text) is None:
            self.published = day
        is_byline = is_line("bylines", text, longest=100) and not text.endswith(".")
        return not is_byline and (day is None or len(text) > 80)
