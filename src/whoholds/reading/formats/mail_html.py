"""A message in HTML: what it quotes of earlier messages is taken out, and the rest is read as a page."""

from __future__ import annotations

from lxml.etree import tostring
from lxml.html import HtmlElement
from msgspec.structs import replace

from whoholds.errors import UnreadableSource
from whoholds.reading.pages.html import read_html_page
from whoholds.reading.pages.markup import parse
from whoholds.reading.pages.page import Page

# What mail programs call the box in which they put the message that is answered.
_QUOTES = frozenset(
    ("gmail_quote", "moz-cite-prefix", "yahoo_quoted", "protonmail_quote", "divRplyFwdMsg", "appendonsend")
)
_LEFT_OUT = "The message quotes earlier messages in its markup; they were left out."


def read_mail_html(html: str) -> Page:
    """Read the skeleton of a message in HTML. Raises UnreadableSource if there is no text in it.

    >>> page = read_mail_html("<p>The army holds half of it.</p><blockquote type=cite><p>How much?</p></blockquote>")
    >>> page.paragraphs, len(page.warnings)
    (('The army holds half of it.',), 1)
    """
    tree = parse(html).tree
    if tree is None:
        raise UnreadableSource("there is no text in this message: save what your mail program shows as .txt")
    quotes = [element for element in tree.iter() if _is_quote(element)]
    for quote in quotes:
        if quote.getparent() is not None:
            quote.drop_tree()
    page = read_html_page(tostring(tree, encoding="unicode", method="html") if quotes else html)
    return replace(page, warnings=(*page.warnings, _LEFT_OUT)) if quotes else page


def _is_quote(element: HtmlElement) -> bool:
    if element.tag == "blockquote" and (element.get("type") or "").lower() == "cite":
        return True
    return not _QUOTES.isdisjoint({*(element.get("class") or "").split(), element.get("id") or ""})
