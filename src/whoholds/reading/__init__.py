"""Reading: a page, a text file or a passage in; a Report out. It knows nothing of maps."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from whoholds.reading.assemble import read as read
    from whoholds.reading.assemble import read_html as read_html
    from whoholds.reading.assemble import read_text as read_text

__all__ = ["read", "read_html", "read_text"]


def __getattr__(name: str) -> object:
    """Import a verb when it is first asked for: who needs one file of this room does not wait for all of them."""
    if name not in __all__:
        raise AttributeError(f"module 'whoholds.reading' has no attribute {name!r}")
    return getattr(import_module("whoholds.reading.assemble"), name)
