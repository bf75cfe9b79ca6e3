"""What stands in a page's markup and is not shown, or is struck out: nobody says it."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import cast

from lxml.etree import XPath
from lxml.html import HtmlElement

_STRUCK = frozenset(("del", "s", "strike"))
_HIDDEN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_MOST = 0.2  # of the page's text: more is shown by a script, as when "Read more" is pressed


def drop_unseen(tree: HtmlElement) -> None:
    """Take out of a page what is struck out or hidden, but for large hidden parts, which a script may show.

    >>> from lxml.html import fromstring
    >>> page = fromstring("<p>The army holds <del>75</del> 60 percent of the valley.<i hidden>Not 80.</i></p>")
    >>> drop_unseen(page)
    >>> page.text_content()
    'The army holds  60 percent of the valley.'
    """
    found = _suspects()(tree)
    whole = len(tree.text_content()) if found else 0
    for element in found:
        if element is tree or element.getparent() is None:
            continue
        if element.tag in _STRUCK or (_is_hidden(element) and len(element.text_content()) < _MOST * whole):
            element.drop_tree()


def _is_hidden(element: HtmlElement) -> bool:
    if element.get("hidden", "until-found").lower() != "until-found":
        return True
    return _HIDDEN.search(element.get("style") or "") is not None


@cache
def _suspects() -> Callable[[HtmlElement], list[HtmlElement]]:
    style = "translate(@style, 'DEHINO', 'dehino')"
    path = f"//*[@hidden or contains({style}, 'none') or contains({style}, 'hidden')] | //del | //s | //strike"
    return cast("Callable[[HtmlElement], list[HtmlElement]]", XPath(path))
