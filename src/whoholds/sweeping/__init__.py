"""Sweeping: archives of pages in; claims out, on one machine or a cluster."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from whoholds.sweeping.whole import Swept as Swept
    from whoholds.sweeping.whole import Watcher as Watcher
    from whoholds.sweeping.whole import sweep as sweep

__all__ = ["Swept", "Watcher", "sweep"]


def __getattr__(name: str) -> object:
    """Import a name when it is first asked for: a worker does not need all of this room."""
    if name not in __all__:
        raise AttributeError(f"module 'whoholds.sweeping' has no attribute {name!r}")
    return getattr(import_module("whoholds.sweeping.whole"), name)
