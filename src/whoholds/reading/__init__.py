"""Reading: a page, a text file or a passage in; a Report out. It knows nothing of maps."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from whoholds.reading.assemble import read as read
    from whoholds.reading.assemble import read_html as read_html
    from whoholds.reading.assemble import read_text as read_text
    from whoholds.reading.figures.periods import event_of as event_of
    from whoholds.reading.figures.periods import start_of_event as start_of_event

__all__ = ["event_of", "read", "read_html", "read_text", "start_of_event"]

_PERIODS = ("event_of", "start_of_event")


def __getattr__(name: str) -> object:
    """Import a verb when it is first asked for: who needs one file of this room does not wait for all of them."""
    if name not in __all__:
        raise AttributeError(f"module 'whoholds.reading' has no attribute {name!r}")
    home = "figures.periods" if name in _PERIODS else "assemble"
    return getattr(import_module(f"whoholds.reading.{home}"), name)
