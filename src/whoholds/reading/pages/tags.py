"""The tags of a page in one linear pass, whatever the page is: no tree, no recursion, no trust."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from typing import NamedTuple

MOST_TAGS = 300_000
NO_TAG = "!"

_TAG = re.compile(r"<(?:(?P<close>/?)(?P<name>[a-zA-Z][a-zA-Z0-9:-]{0,40})|(?P<comment>!--)|(?P<other>[!?]))")
_ATTRIBUTE = re.compile(r"""([a-zA-Z][\w:-]{0,40})\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_LONGEST_TAG = 4_000
_MOST_MARKS = 150  # blanks, strokes and equals signs: what can part attributes
_MOST_ATTRIBUTES = 30
# What stands in these is no markup until their own end tag.
_RAW = frozenset(("script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "svg", "math"))
_RAW_END = {name: re.compile(rf"</{name}\b[^>]{{0,1000}}>?", re.IGNORECASE) for name in _RAW}


class Tag(NamedTuple):
    """A tag: where it begins and ends in the page, its name in small letters, and the source of its attributes.

    Raw elements ("script") come as one tag that ends after their end tag. Comments and declarations come as tags
    with the name `NO_TAG`.
    """

    start: int
    end: int
    name: str
    closing: bool
    inside: str


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
            yield Tag(found.start(), position, NO_TAG, False, "")
            continue
        end = _end(html, found.end())
        name = found["name"].lower()
        tag = Tag(found.start(), end, name, found["close"] == "/", html[found.end() : end - 1])
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


def slim(tag: Tag) -> str | None:
    """Write a tag with very many attributes anew, with the first of them; None for a tag that may stay as it is.

    Parsers compare each attribute of a tag with all others.

    >>> slim(Tag(0, 0, "p", False, ' class="a"' + " b=c" * 1_000)), slim(Tag(0, 0, "p", False, " class=a"))
    ('<p class="a" b="c">', None)
    """
    if len(tag.inside) < 2 * _MOST_MARKS or len(re.findall(r"[\s=/]", tag.inside)) <= _MOST_MARKS:
        return None
    if tag.name in _RAW:
        return ""
    kept = list(attributes(tag).items())[:_MOST_ATTRIBUTES]
    return f"<{tag.name}{''.join(f' {name}={chr(34)}{escape(value)}{chr(34)}' for name, value in kept)}>"


def attributes(tag: Tag) -> dict[str, str]:
    """Read a tag's attributes; names in small letters, of two with one name the first.

    >>> attributes(next(tags('<li ID="comment-5" class=comment>')))
    {'id': 'comment-5', 'class': 'comment'}
    """
    read: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(tag.inside[:_LONGEST_TAG]):
        read.setdefault(name.lower(), double or single or bare)
    return read
