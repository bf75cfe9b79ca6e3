"""Comments in Markdown, put as the reader of plain text knows them: a bullet with the name, and the words further in.

They stand below a heading such as "Comments", as items of lists, as paragraphs, or in quotes in quotes. An answer is
nested in what it answers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from whoholds.reading.pages.page_words import is_line
from whoholds.reading.pages.thread_gather import split_head

NOBODY = ":"  # a head without a name, as the reader of plain text takes it
_LONGEST_NAME = 40
_LONGEST_HEAD = 80


class Head(NamedTuple):
    """What says who wrote a comment, and what stands behind it in the same block."""

    name: str
    words: str


def is_heading(text: str) -> bool:
    """Tell whether comments stand below a heading."""
    return is_line("thread_headings", text)


def head_of(lines: Sequence[str], *, is_bold: bool, is_item: bool, goes_on: bool) -> Head | None:
    """Split the first block of a comment, given by its lines; None for a block that begins none.

    `is_bold` says that it begins with bold words, `is_item` that it begins an item of a list (which is a comment), and
    `goes_on` that more words follow in the item.

    >>> head_of(["Ana (2018-12-12): Half."], is_bold=True, is_item=True, goes_on=False)
    Head(name='Ana (2018-12-12):', words='Half.')
    >>> head_of(["Half of it: the north."], is_bold=False, is_item=False, goes_on=False)
    """
    first, rest = lines[0], " ".join(lines[1:])
    name, colon, words = f"{first} ".partition(": ")
    is_dated = len(name) <= _LONGEST_HEAD and split_head(name)[1] is not None
    if colon and (is_dated or (len(name) <= _LONGEST_NAME and (is_bold or is_item))):
        return Head(f"{name}:", f"{words}{rest}".strip())
    if not colon and is_dated and (rest or goes_on or not is_item):
        return Head(first, rest)
    if is_bold and _is_name(first) and (rest or not is_item):
        return Head(first, rest)
    if is_item:
        return Head(first, rest) if goes_on and not rest else Head(NOBODY, " ".join(lines))
    return None


def _is_name(text: str) -> bool:
    is_short = len(text) <= _LONGEST_NAME and len(text.split()) <= 6
    return is_short and not re.search(r"[.,;:!?…]$", text)
