"""The request for money in an HTML page: meters, boxes that are named for it, and plain wording."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml.html import HtmlElement

from whoholds.model import Appeal
from whoholds.reading.pages.appeal import find_money, from_scale, from_words, money_line, without_count
from whoholds.reading.pages.html_text import Block, blocks
from whoholds.reading.pages.page_words import NamedFor, is_line
from whoholds.reading.pages.tidy import tidy

_LONGEST_BOX = 2_000
_MOST_BOXES = 50
_WHOLE = frozenset(("html", "body", "main", "article"))  # no boxes, but the page
_NO_BOXES = frozenset(("html", "body", "head", "link", "meta", "script"))
_METERS = frozenset(("progress", "meter"))


def find_appeal(tree: HtmlElement, paragraphs: Sequence[Block]) -> Appeal | None:
    """Find what a page asks of its readers, the goal and what was raised.

    >>> from lxml.html import fromstring
    >>> page = fromstring('<p class="donate">Support us <meter value="1586" max="5000"></meter> $1,586 raised')
    >>> find_appeal(page, [])
    Appeal(asks='Support us', marks=(), goal=5000.0, raised=1586.0, currency='USD')
    """
    asking = next((block.text for block in paragraphs if is_line("appeals", block.text, longest=200)), None)
    asks = _asking(asking) if asking else None
    for box in _boxes(tree):
        found = _in_box(box, asks)
        if found is not None and (found.goal is not None or found.raised is not None):
            return found
        asks = asks or (found.asks if found else None)
    if asking:
        return from_words(asking, asks)
    asks = asks or _link_that_asks(tree)
    return from_words(asks, asks) if asks else None


def _boxes(tree: HtmlElement) -> list[HtmlElement]:
    """Find the elements named for an appeal, and the surroundings of meters."""
    named = NamedFor("appeal")
    found: list[HtmlElement] = []
    for element in tree.iter("*"):
        if element.tag in _NO_BOXES:
            continue
        if len(found) == _MOST_BOXES:
            break
        if _is_meter(element):
            around = [above for above in element.iterancestors() if above.tag not in _WHOLE]
            found += around[:2] or [element]
        elif named.is_so(element):
            found.append(element)
    return found


def _is_meter(element: HtmlElement) -> bool:
    return element.tag in _METERS or (element.get("aria-valuemax") is not None and element.get("role") == "progressbar")


def _in_box(box: HtmlElement, asks: str | None) -> Appeal | None:
    lines = [block.text for block in blocks(box, skip=("script", "style"))[:60]]
    text = " ".join(lines)
    if len(text) > _LONGEST_BOX:
        return None
    asks = asks or next((asking for line in lines if (asking := _asking(line))), None)
    scale = [line for line in lines if money_line(line)]
    if len(scale) >= 2:
        return from_scale(scale, asks)
    said = from_words(text, asks)
    metered = _metered(box, said)
    return metered or said


def _asking(line: str) -> str | None:
    """Take the words that ask from the sums that follow them."""
    if not is_line("appeals", line, longest=300):
        return None
    sums = find_money(line)
    words = without_count(tidy(line[: sums[0].span[0]])) if sums and sums[0].span[0] > 8 else line
    return re.split(r"(?<=[.!?])\s", words)[0] if len(words) > 200 else words


def _metered(box: HtmlElement, said: Appeal | None) -> Appeal | None:
    """Read a meter's value and end, where they are sums of money and no percentages."""
    meter = next((element for element in box.iter() if isinstance(element.tag, str) and _is_meter(element)), None)
    if meter is None:
        return None
    raised = _number(meter.get("value") or meter.get("aria-valuenow"))
    goal = _number(meter.get("max") or meter.get("aria-valuemax"))
    if raised is None or goal is None or goal <= 0:
        return None
    currency = said.currency if said else None
    asks = said.asks if said else None
    if goal in (1.0, 100.0):  # a share of the goal
        known = said.goal if said else None
        if known is None or (said and said.raised is not None):
            return None
        return Appeal(asks=asks, goal=known, raised=round(known * raised / goal, 2), currency=currency)
    return Appeal(asks=asks, goal=goal, raised=raised, currency=currency) if currency or asks else None


def _number(text: str | None) -> float | None:
    return float(text) if text and re.fullmatch(r"\s*\d{1,12}(?:\.\d{1,4})?\s*", text) else None


def _link_that_asks(tree: HtmlElement) -> str | None:
    for number, element in enumerate(tree.iter("a", "button")):
        if number > 5_000:
            break
        said = "".join(element.itertext()) if len(element) else element.text or ""
        if said and is_line("appeals", text := tidy(said[:300]), longest=100):
            return text
    return None
