"""A page's tree of elements, parsed once and safely: everybody after this walks the tree, and none the source."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import NamedTuple, cast

import lxml.html
from lxml.etree import ElementDefaultClassLookup, LxmlError, XPath, tostring
from lxml.html import HtmlElement

from whoholds.reading.pages.nesting import BLOCKS, VOID, OpenElements
from whoholds.reading.pages.tags import MOST_TAGS, NO_TAG, Tag, tags

DEEPEST = 200  # of the page without its comments: what comes after walks up and down it
_DEEPEST_PARSED = 1_900  # the parser drops all that stands deeper than 2,048
_CONTROL = bytes((*range(9), 11, *range(14, 32)))
# A feed is a blank to HTML, and no character to whoever writes into the tree. What is none is marked, and taken out.
_PLAIN = bytes.maketrans(b"\x0c" + _CONTROL, b" " + bytes(len(_CONTROL)))
# What is no character in XML either, as itself or by its number: the tree would take it, and give it back to nobody.
_NO_CHARACTER = re.compile(
    rb"&#(?:0*+(?:[1-8]|1[124-9]|2\d|3[01]|6553[45])(?!\d)"
    rb"|[xX]0*+(?:[1-8bcefBCEF]|1[\da-fA-F]|[fF]{3}[eEfF])(?![\da-fA-F]));?"
)
# A tag with very many attributes: parsers compare each one with all others. No quantifier gives back what it took.
_MANY_ATTRIBUTES = re.compile(
    rb"""(<[a-zA-Z][^\s>/]*+)(?:[\s/]*+[^\s>/][^\s=>/]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"']*+))?+){150,}+"""
)


class Parsed(NamedTuple):
    """A page's tree, or None where there is no element in it; what had to be cut; whether it was nested too deep."""

    tree: HtmlElement | None
    warnings: tuple[str, ...] = ()
    too_deep: bool = False


def parse(html: str) -> Parsed:
    """Parse a page. Nothing is fetched, no entity is read from anywhere, and broken markup is mended.

    >>> parse("<p>Half of it").tree.findtext(".//p")
    'Half of it'
    """
    page = html.encode("utf-8", errors="replace").translate(_PLAIN)
    if b"\0" in page:
        page = page.replace(b"\0", b"")
    if not page.isascii():
        page = page.replace(b"\xef\xbf\xbe", b"").replace(b"\xef\xbf\xbf", b"")
    page = _MANY_ATTRIBUTES.sub(rb"\1", _NO_CHARACTER.sub(b"", page))
    warnings: tuple[str, ...] = ()
    if len(page) > MOST_TAGS and page.count(b"<") > MOST_TAGS:
        page, warnings = _cut(page.decode(), _DEEPEST_PARSED)
    tree, too_deep = _tree(page)
    if too_deep:
        page, warnings = _cut(page.decode(), _DEEPEST_PARSED)
        tree, _ = _tree(page)
    return Parsed(tree, warnings, too_deep)


def shallow(tree: HtmlElement) -> Parsed:
    """Give a tree that is nested no deeper than `DEEPEST`: this one, if it is."""
    if not _is_deep()(tree):
        return Parsed(tree)
    page, warnings = _cut(tostring(tree, encoding="unicode", method="html"), DEEPEST)
    deep = f"The page's markup is nested deeper than {DEEPEST}; deeper tags were left out, their text kept."
    return Parsed(_tree(page)[0], (deep, *warnings), True)


def _tree(page: bytes) -> tuple[HtmlElement | None, bool]:
    """Parse; say whether the parser gave up on what stands too deep."""
    parser = lxml.html.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=True, remove_comments=True, remove_pis=True
    )
    # The library's own parser asks a function in Python for the class of each element, again for each copy of it.
    parser.set_element_class_lookup(ElementDefaultClassLookup(element=HtmlElement))
    try:
        tree = lxml.html.document_fromstring(page, parser=parser)
    except (LxmlError, ValueError):
        return None, False
    last = parser.error_log.last_error  # nothing is read, and no other error noted, after this one
    too_deep = last is not None and "Excessive depth" in last.message
    return (tree if isinstance(tree, HtmlElement) else None), too_deep


@cache
def _is_deep() -> Callable[[HtmlElement], bool]:
    """One path with a step a level: the library walks it level by level, in linear time."""
    return cast("Callable[[HtmlElement], bool]", XPath(f"boolean({'/*' * (DEEPEST + 1)})"))


def _cut(html: str, deepest: int) -> tuple[bytes, tuple[str, ...]]:
    """Leave out tags that are nested too deep, stray or too many, and keep their text."""
    cutter = _Cutter(html, deepest)
    for tag in tags(html):
        cutter.take(tag)
    return cutter.finish()


class _Cutter:
    def __init__(self, html: str, deepest: int) -> None:
        self._html, self._deepest = html, deepest
        self._elements = OpenElements()
        self._kept: list[str] = []
        self._copied = 0  # up to here the page was copied
        self._seen = 0  # and up to here its tags were looked at
        self._taken = 0

    def take(self, tag: Tag) -> None:
        self._taken += 1
        self._seen = tag.end
        if tag.name == NO_TAG:
            self._leave_out(tag)
        elif tag.closing:
            place = self._elements.closed_by(tag.name)
            if place >= min(len(self._elements), self._deepest):
                self._leave_out(tag)
            self._pop_to(place)
        elif tag.name not in VOID:
            self._end(self._elements.ended_by(tag.name), tag)
            if len(self._elements) >= self._deepest:
                self._leave_out(tag)
            self._elements.push(tag.name)

    def _end(self, place: int, tag: Tag) -> None:
        """Write the end tags that are missing before this tag: not every parser knows where they belong."""
        if place < len(self._elements):
            self._kept.append(self._html[self._copied : tag.start])
            self._kept += [f"</{name}>" for name in reversed(self._elements.names[place : self._deepest])]
            self._copied = tag.start
            self._pop_to(place)

    def _pop_to(self, place: int) -> None:
        while len(self._elements) > place:
            self._elements.pop()

    def _leave_out(self, tag: Tag) -> None:
        self._kept.append(self._html[self._copied : tag.start])
        if tag.name in BLOCKS:
            self._kept.append(" ")
        self._copied = tag.end

    def finish(self) -> tuple[bytes, tuple[str, ...]]:
        warnings: tuple[str, ...] = ()
        end = len(self._html)
        if self._taken >= MOST_TAGS:
            end = self._seen
            warnings = (f"The page has more than {MOST_TAGS:,} tags; only what stands before them was read.",)
        self._kept.append(self._html[self._copied : end])
        return "".join(self._kept).encode(), warnings
