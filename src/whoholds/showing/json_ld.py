"""JSON-LD: what documents for other programs share: addresses that may be links, and text inside a script element."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote, urlsplit

from whoholds.showing.as_json import json_text


def web_address(url: str | None) -> str | None:
    """Return an address that may be a link: http or https, with a host and without spaces; None for any other.

    >>> web_address("https://example.org/a?b=c"), web_address("javascript:alert(1)"), web_address(None)
    ('https://example.org/a?b=c', None, None)
    """
    plain = (url or "").strip()
    try:
        parts = urlsplit(plain)
    except ValueError:
        return None
    safe = parts.scheme.lower() in ("http", "https") and parts.netloc
    return plain if safe and not re.search(r"[\x00-\x20\x7f-\x9f\"<>\\^`{|}]", plain) else None


def file_address(name: str) -> str:
    """Return the name of a file as an address that is relative to the document: it is what stands beside it.

    >>> file_address("a report: 5%.html")
    './a%20report%3A%205%25.html'
    """
    return "./" + quote(name, safe="")


def figure_address(page: str | None, figure: int) -> str | None:
    """Return the address of a figure on the page that shows its reckoning.

    >>> figure_address("https://example.org/answer.html#top", 2)
    'https://example.org/answer.html#figure-3'
    """
    return f"{page.split('#')[0]}#figure-{figure + 1}" if page else None


def in_script(built: Any) -> str:
    r"""Return JSON text that may stand inside a script element: nothing in it can end the element or begin another.

    >>> print(in_script(["</script><!--"]))
    ["\u003c/script\u003e\u003c!--"]
    """
    text = json_text(built, indent=None)
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")
