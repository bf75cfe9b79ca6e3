"""The tags of a page in one linear pass, whatever the page is: no tree, no recursion, no trust."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

MOST_TAGS = 300_000
NO_TAG = "!"

_TAG = re.compile(r"<(?:(?P<close>/?)(?P<name>[a-zA-Z][a-zA-Z0-9:-]{0,40})|(?P<comment>!--)|(?P<other>[!?]))")
_LONGEST_TAG = 4_000
# What stands in these is no markup until their own end tag.
_RAW = frozenset(("script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"))
_RAW_END = {name: re.compile(rf"</{name}\b[^>]{{0,1000}}>?", re.IGNORECASE) for name in _RAW}


class Tag(NamedTuple):
    """A tag: where it begins and ends in the page, its name in small letters, and whether it is an end tag.

    Raw elements ("script") come as one tag that ends after their end tag. Comments and declarations come as tags
    with the name `NO_TAG`.
    """

    start: int
    end: int
    name: str
    closing: bool


def tags(html: str) -> Iterator[Tag]:
    """Give the tags of a page, at most `MOST_TAGS` of them.

    >>> [(tag.name, tag.closing) for tag in tags("<p>Half <!-- <b> --> of it</P>")]
    [('p', False), ('!', False), ('p', True)]
    """
    position, count = 0, 0
    while count < MOST_TAGS and (found := _TAG.search(html, position)):
        count += 1
        if not found["name"]:
            position = _after(html, "-->" if found["comment"] else ">", found.end())
            yield Tag(found.start(), position, NO_TAG, False)
            continue
        end = _end(html, found.end())
        name = found["name"].lower()
        tag = Tag(found.start(), end, name, found["close"] == "/")
        if name in _RAW and not tag.closing:
            over = _RAW_END[name].search(html, end)
            tag = tag._replace(end=over.end() if over else len(html))
        position = tag.end
        yield tag


def _after(html: str, mark: str, position: int) -> int:
    at = html.find(mark, position)
    return len(html) if at < 0 else at + len(mark)


def _end(html: str, position: int) -> int:
    """Find where a tag ends; a ">" between quotation marks does not end it, unless the marks never close."""
    end = _after(html, ">", position)
    if html.count('"', position, end) % 2 and (quote := html.find('"', end, end + _LONGEST_TAG)) >= 0:
        further = html.find(">", quote, quote + _LONGEST_TAG)
        return end if further < 0 else further + 1
    return end
