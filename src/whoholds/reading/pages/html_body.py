"""The report's own text in a page of HTML: trafilatura finds it, and what it runs together or loses is mended here."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import Any

from lxml.etree import iterwalk, strip_elements
from lxml.html import HtmlElement

from whoholds.reading.pages.html_text import Block, blocks, every_paragraph
from whoholds.reading.pages.notes import is_labelled
from whoholds.reading.pages.page_words import NamedFor, vocabulary
from whoholds.reading.pages.tidy import tidy

# Above these the content library would take minutes; the page is then read without it.
_MOST_ELEMENTS = 40_000
_LONGEST_TEXT = 3_000_000
_LARGE = "The page is very large; its text was read without telling the report from what is around it."
_LEAST_WORDS = 4  # of an editor's remark
_FEW = 3  # paragraphs: so few may be several that the library ran together
_CLOCK = re.compile(r"\d\d?[:.h]\d\d\b.{0,10}")
_TOP = 3  # paragraphs
_LEAST_TOGETHER = 20  # letters
_MOST_SEARCHED = 20_000_000  # letters of the library's text, times the paragraphs of the page
_SHORT = 200  # characters: so short an extract is compared with all the text that there is


def content_of(tree: HtmlElement) -> HtmlElement | None:
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


def main_text(tree: HtmlElement, content: HtmlElement | None, *, small: bool) -> tuple[list[str], tuple[str, ...]]:
    """Give the paragraphs of the main text: by the library, or, where it finds little, all that there are."""
    if not small and _is_too_large(tree):
        return _all_text(tree, content), (_LARGE,)
    found = _by_library(tree)
    if len(found) > _FEW and sum(map(len, found)) >= _SHORT:
        return found, ()
    every = _all_text(tree, content)
    if sum(map(len, found)) < _SHORT:
        return (every if not found or sum(map(len, every)) < 3 * sum(map(len, found)) else found), ()
    return _parted(found, every), ()


def _parted(found: list[str], every: list[str]) -> list[str]:
    """Part again what the library ran together, as it does where it finds little text.

    A paragraph is run together if two that follow each other on the page stand in it one after the other.
    """
    kept = "\n".join(map(_letters, found))
    shown = [_letters(text) for text in every]
    if len(kept) * len(shown) > _MOST_SEARCHED:
        return found
    together = (first + second for first, second in pairwise(shown) if first and second)
    if not any(len(both) >= _LEAST_TOGETHER and both in kept for both in together):
        return found
    return [text for text, letters in zip(every, shown, strict=True) if letters in kept]


def is_small(html: str) -> bool:
    """Tell from a page's source that it cannot be too large."""
    # "<p>" is the least that an element takes.
    return len(html) < 3 * _MOST_ELEMENTS or (len(html) <= _LONGEST_TEXT and html.count("<") < _MOST_ELEMENTS)


def _is_too_large(tree: HtmlElement) -> bool:
    size = 0
    for number, element in enumerate(tree.iter()):
        size += len(element.text or "") + len(element.tail or "")
        if number > _MOST_ELEMENTS or size > _LONGEST_TEXT:
            return True
    return False


def _all_text(tree: HtmlElement, content: HtmlElement | None) -> list[str]:
    found = every_paragraph(content, around=True) if content is not None else every_paragraph(tree)
    found = found or every_paragraph(tree, around=True)
    return [block.text for place, block in enumerate(found) if place >= _TOP or not _is_time(block)]


def _is_time(block: Block) -> bool:
    """Tell whether a paragraph is the page's day, in whatever language, and nothing else."""
    if block.element.tag != "time" or _CLOCK.fullmatch(block.text):  # a live page's entries bear a time of day
        return False
    return tidy("".join(block.element.itertext())) == block.text


def _by_library(tree: HtmlElement) -> list[str]:
    """Find the main text with trafilatura."""
    import logging

    from trafilatura import bare_extraction

    # Its log is for those who crawl; our readers get warnings in the report.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    _protect_notes(tree)
    _strip(tree)
    try:
        document = bare_extraction(tree, options=_library_options())
    except Exception:  # hostile markup finds new ways to break it: the page is then read without it
        return []
    body = getattr(document, "body", None)
    return [] if body is None else [block.text for block in blocks(body)]


@cache
def _library_options() -> Any:
    """What the library is asked for: text with tables, without comments. By itself it reads its settings each time."""
    from trafilatura.settings import Extractor

    return Extractor(output_format="python", comments=False, tables=True, with_metadata=False)


def _strip(tree: HtmlElement) -> None:
    """Take out what shows nothing, and is copied again and again otherwise. JSON-LD is read elsewhere."""
    strip_elements(tree, "script", "style", "link", "meta", with_tail=False)


def _protect_notes(tree: HtmlElement) -> None:
    """Make an editor's remark in a box of its own a part of the text: libraries throw side columns away."""
    named = NamedFor("editor")
    for element in tree.iter("aside", "div", "section", "p", "footer"):
        if named.is_so(element):
            _label(element)
            for key in ("class", "id", "role"):
                element.attrib.pop(key, None)
            if element.tag in ("aside", "footer"):
                element.tag = "p" if not len(element) else "div"


def _label(box: HtmlElement) -> None:
    """Write a remark's label into it where only its box is marked: the class is the label, and the text is read on."""
    inside = blocks(box)
    if (
        not inside
        or is_labelled(inside[0].text)
        or len(" ".join(block.text for block in inside).split()) < _LEAST_WORDS
    ):
        return
    name = f"{box.get('class') or ''} {box.get('id') or ''}".lower()
    label = next(label for part, label in vocabulary("html")["editors_labels"] if part in name)
    is_label = is_labelled(f"{inside[0].text}: x")  # a heading that lacks its colon
    for event, element in iterwalk(box, events=("start", "end")):
        key = "text" if event == "start" else "tail"
        text = getattr(element, key)
        if text and text.strip() and (event == "start" or element is not box):
            setattr(element, key, f"{text.rstrip()}:" if is_label else f"{label}: {text.lstrip()}")
            return


def _letters(text: str) -> str:
    return re.sub(r"\W+", "", text.casefold())
