"""The explorer's script and style, as they stand in a page, and the hash by which the page allows this one script."""

from __future__ import annotations

import base64
import hashlib
import tomllib
from functools import cache
from importlib import resources
from typing import Any

# In the order in which they need each other: they are one script in the page.
SCRIPTS = ("counting.js", "link.js", "parts.js", "panel.js")


@cache
def script() -> str:
    """Return the script of the explorer."""
    return "\n".join(_read(name) for name in SCRIPTS)


@cache
def script_hash() -> str:
    """Return the script's hash as a Content-Security-Policy wants it.

    >>> script_hash()[:7]
    'sha256-'
    """
    # The page puts a line break in front of the script and none behind it.
    digest = hashlib.sha256(f"\n{script()}".encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"


@cache
def style() -> str:
    """Return the style of the explorer, to stand in the page's own."""
    return _read("explorer.css")


@cache
def words() -> dict[str, Any]:
    """Return what the panel says."""
    return tomllib.loads(_read("words.toml"))


def _read(name: str) -> str:
    return resources.files("whoholds.showing.explorer").joinpath(name).read_text("utf-8")
