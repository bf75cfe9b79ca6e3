"""Page text: the report on a page, and beside it the whole text in which positions on that page count."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from whoholds.errors import UnreadableSource
from whoholds.model import Report


class PageText(NamedTuple):
    """A report and the whole text of its page: that of the file, or of the body of HTML as a browser has it.

    The text is None for what has no text that a reader of the page could count in: a message, a PDF, Markdown.
    """

    report: Report
    text: str | None


def read_with_text(source: str | Path) -> PageText:
    """Read a page once, and keep its text. Raises UnreadableSource as `read` does."""
    from whoholds.reading import read, read_html, read_text
    from whoholds.reading.pages.source import load

    page = load(str(source))
    if page.kind == "html":
        return PageText(read_html(page.text, url=page.url), body_text(page.text))
    if page.kind == "text":
        return PageText(read_text(page.text, url=page.url), page.text)
    if str(source) == "-":
        raise UnreadableSource(f"standard input is a page of {page.kind}: save it as a file, and give its name")
    return PageText(read(source), None)


def body_text(html: str) -> str | None:
    """Return the text of a page's body, as a browser's `document.body.textContent` has it; None if there is none.

    >>> body_text("<title>News</title><p>Half &amp; <b>half</b>.</p><!-- no -->")
    'Half & half.'
    """
    from lxml import etree
    from lxml import html as lxml_html

    parser = lxml_html.HTMLParser(encoding="utf-8", no_network=True)
    try:
        body = lxml_html.document_fromstring(html.encode("utf-8"), parser=parser).find("body")
    except (etree.LxmlError, ValueError, AssertionError):
        return None
    return None if body is None else str(body.xpath("string()"))
