"""What a page says of itself in JSON-LD: all its nodes, whatever is wrapped around them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from typing import Any

import msgspec
from lxml.html import HtmlElement

from whoholds.reading.pages.tidy import tidy

LONGEST = 2_000_000  # characters of one script
_MOST_NODES = 10_000
_MOST_SCRIPTS = 50
_WRAPPED = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*$")
_TAG = re.compile(r"<(?:br|/?p|/?div|/?li)\b[^<>]{0,300}>|(<[a-zA-Z/!][^<>]{0,2000}>)", re.IGNORECASE)

Node = dict[str, Any]


def linked_nodes(tree: HtmlElement) -> list[Node]:
    """Give the nodes of a page's JSON-LD in their order, those in "@graph" and "mainEntity" among them.

    >>> from lxml.html import fromstring
    >>> page = '<div><script type="application/ld+json">{"@graph": [{"@type": "WebPage"}]}</script></div>'
    >>> [kinds_of(node) for node in linked_nodes(fromstring(page))]
    [(), ('webpage',)]
    """
    nodes: list[Node] = []
    scripts = [
        script for script in tree.iter("script") if "ld+json" in (script.get("type") or "").lower() and script.text
    ]
    for script in scripts[:_MOST_SCRIPTS]:
        nodes += _nodes((script.text or "")[:LONGEST])
    return nodes


def _nodes(text: str) -> Iterator[Node]:
    waiting = [_decoded(_WRAPPED.sub("", text))]
    for _ in range(_MOST_NODES):
        if not waiting:
            return
        node = waiting.pop()
        if isinstance(node, list):
            waiting += reversed(node[:_MOST_NODES])
        elif isinstance(node, dict):
            yield node
            waiting += [node[key] for key in ("mainEntity", "@graph") if key in node]


def _decoded(text: str) -> Any:
    try:
        return msgspec.json.decode(text)
    except (msgspec.DecodeError, RecursionError, ValueError):
        pass
    try:
        decoded = json.loads(text, strict=False)  # line breaks inside strings are the commonest mistake
        # Half a character ("\ud83d" alone) is none, and nobody could write it out again.
        return json.loads(json.dumps(decoded, ensure_ascii=False).encode(errors="replace"))
    except (RecursionError, ValueError):
        return None


def kinds_of(node: Node) -> tuple[str, ...]:
    """Give a node's types, in small letters."""
    kind = node.get("@type")
    return tuple(str(name).lower() for name in (kind if isinstance(kind, list) else [kind]) if name)


def items(node: Any) -> list[Node]:
    """Give the nodes that stand where one or several may stand."""
    found = node if isinstance(node, list) else [node]
    return [item for item in found if isinstance(item, dict)]


def text_at(node: Any, *keys: str, longest: int = 2_000) -> str | None:
    """Give the text at the end of a path of keys, tidy and without markup; of several nodes on the way the first."""
    for key in keys:
        node = node[0] if isinstance(node, list) and node else node
        node = node.get(key) if isinstance(node, dict) else None
    node = node[0] if isinstance(node, list) and node else node
    return without_tags(node[:longest]) or None if isinstance(node, str) else None


def without_tags(text: str) -> str:
    """Take markup out of a text that may be HTML.

    >>> without_tags("<p>Half of it &amp; more.</p><p>5 < 7</p>")
    'Half of it & more. 5 < 7'
    """
    if "<" not in text and "&" not in text:
        return tidy(text)
    return tidy(unescape(_TAG.sub(lambda found: "" if found[1] else " ", text)))


def number_at(node: Any, *keys: str) -> int | None:
    """Give the whole number at the end of a path of keys."""
    for key in keys:
        node = node.get(key) if isinstance(node, dict) else None
    if isinstance(node, str) and re.fullmatch(r"-?\d{1,9}", node, re.ASCII):
        return int(node)
    return int(node) if isinstance(node, (int, float)) and not isinstance(node, bool) and abs(node) < 1e9 else None
