"""Paragraphs out of a tree of elements, in one pass, block by block."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from lxml.etree import iterwalk
from lxml.html import HtmlElement

from whoholds.reading.pages.nesting import BLOCKS
from whoholds.reading.pages.page_words import vocabulary
from whoholds.reading.pages.tidy import tidy

# What trafilatura calls its blocks, beside HTML's own names.
_OURS = frozenset(("item", "list", "row", "head", "quote", "ab", "code", "body", "doc", "main", "comments"))
_CELLS = frozenset(("td", "th", "cell"))
_ROWS = frozenset(("tr", "row"))
_BREAKS = frozenset(("br", "lb"))
_SHAPING = BLOCKS | _OURS | _CELLS | _ROWS | _BREAKS


class Block(NamedTuple):
    """A paragraph's text and the element that it began in."""

    text: str
    element: HtmlElement


def blocks(tree: HtmlElement, *, skip: Collection[str] = ()) -> list[Block]:
    """Read an element's paragraphs; a row of a table is one, its cells parted by " | ".

    Text in elements named in `skip` is left out. Two line breaks one after the other part paragraphs, as one does not.

    >>> from lxml.html import fromstring
    >>> [block.text for block in blocks(fromstring("<div>One<br>line<p>Two <b>bold</b></p><ul><li>Three</ul></div>"))]
    ['One line', 'Two bold', 'Three']
    """
    reader = _Reader()
    begin, add, finish = reader.begin, reader.add, reader.finish
    walk = iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        tag = element.tag
        if event == "start":
            if tag in skip or not isinstance(tag, str):
                walk.skip_subtree()
                continue
            if tag in _SHAPING:
                begin(tag)
            if text := element.text:
                add(text, element)
        else:
            if tag in _SHAPING and tag not in skip:
                finish(tag)
            if (text := element.tail) and element is not tree:
                add(text, element)
    reader.flush()
    return reader.blocks


class _Reader:
    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._texts: list[str] = []
        self._element: HtmlElement | None = None
        self._rows = 0
        self._broken = False

    def begin(self, tag: str) -> None:
        if tag in _BREAKS:
            self._break()
        elif tag in _CELLS and self._rows:
            self._texts.append(" | " if self._texts else " ")
        elif tag in BLOCKS or tag in _OURS:
            if self._rows:
                self._texts.append(" ")
            else:
                self.flush()
            self._rows += tag in _ROWS

    def finish(self, tag: str) -> None:
        self._rows -= tag in _ROWS
        if (tag in BLOCKS or tag in _OURS) and tag not in _CELLS:
            if self._rows:
                self._texts.append(" ")
            else:
                self.flush()

    def add(self, text: str, element: HtmlElement) -> None:
        if not text.isspace():
            self._broken = False
            if self._element is None:
                self._element = element
            self._texts.append(text)
        elif self._texts:  # blanks before the first word of a block are none
            self._texts.append(text)

    def _break(self) -> None:
        if self._broken and not self._rows:
            self.flush()
        else:
            self._texts.append(" ")
            self._broken = True

    def flush(self) -> None:
        if self._element is not None:
            if text := tidy("".join(self._texts)).strip("| "):
                self.blocks.append(Block(text, self._element))
            self._element = None
        if self._texts:
            self._texts = []
        self._broken = False


def every_paragraph(tree: HtmlElement, *, around: bool = False) -> list[Block]:
    """Read all that a reader of the page sees: without scripts, forms and menus, and, unless `around`, side columns."""
    words = vocabulary("html")
    return blocks(
        tree, skip=frozenset(words["skip_tags"]) | (frozenset() if around else frozenset(words["skip_around"]))
    )
