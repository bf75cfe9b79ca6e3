"""The pictures of an HTML page, with the words under them."""

from __future__ import annotations

import re
from urllib.parse import urljoin

from lxml.html import HtmlElement

from whoholds.model import Image
from whoholds.reading.pages.page_words import vocabulary
from whoholds.reading.pages.tidy import tidy

_MOST = 200
_SOURCES = ("src", "data-src", "data-lazy-src", "data-original")


def take_images(content: HtmlElement, *, url: str | None = None) -> tuple[Image, ...]:
    """Read the pictures in an element, and take their captions out of it, so that they are no paragraphs.

    >>> from lxml.html import fromstring
    >>> page = fromstring('<div><figure><img src="/map.png" alt="Map"><figcaption>Who holds what</figcaption></div>')
    >>> take_images(page, url="https://example.org/a")
    (Image(src='https://example.org/map.png', caption='Who holds what', alt='Map'),)
    """
    around = frozenset(vocabulary("html")["skip_around"]) | {"nav", "form"}
    images: list[Image] = []
    taken: list[HtmlElement] = []
    for element in content.iter("img"):
        if len(images) == _MOST:
            break
        box = _box(element, content, around)
        if box is None or not _shows_something(element):
            continue
        caption = _caption(box) if box is not element else None
        if caption is not None and caption not in taken:
            taken.append(caption)
        text = tidy("".join(caption.itertext())[:2_000]) if caption is not None else ""
        images.append(
            Image(src=_address(element, url), caption=text or None, alt=tidy(element.get("alt") or "")[:1_000] or None)
        )
    for caption in taken:
        caption.drop_tree()
    return tuple(images)


def _box(element: HtmlElement, content: HtmlElement, around: frozenset[str]) -> HtmlElement | None:
    """Find the figure around a picture (the picture itself, if there is none); None for pictures in side columns."""
    box = element
    for above in element.iterancestors():
        if above.tag in around:
            return None
        classes = (above.get("class") or "").lower()
        if box is element and (above.tag == "figure" or "wp-caption" in classes.split()):
            box = above
        if above is content:
            break
    return box


def _caption(box: HtmlElement) -> HtmlElement | None:
    for element in box.iter("figcaption", "p", "div", "span", "dd"):
        classes = (element.get("class") or "").lower()
        if element is not box and (element.tag == "figcaption" or "caption" in classes):
            return element
    return None


def _shows_something(element: HtmlElement) -> bool:
    named = f"{element.get('class') or ''} {element.get('id') or ''}".lower()
    if any(word in named for word in vocabulary("html")["not_picture"]):
        return False
    sides = (element.get("width") or "", element.get("height") or "")
    if any(re.fullmatch(r"\d{1,2}(?:px)?", side) and int(side.removesuffix("px")) < 50 for side in sides):
        return False
    return any(element.get(name) for name in _SOURCES)


def _address(element: HtmlElement, url: str | None) -> str | None:
    """Give the picture's web address; never one of a script, and not one that holds the picture itself."""
    sources = [source.strip() for name in _SOURCES if (source := element.get(name))]
    for source in sources:
        if re.match(r"(?!https?:)[a-z][a-z0-9+.-]*:", source, re.IGNORECASE) or len(source) > 2_000:
            continue
        try:
            return str(urljoin(url, source)) if url else source
        except ValueError:
            continue
    return None
