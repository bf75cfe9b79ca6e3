"""The explorer: a panel of the page in which a reader tries ways of counting. Its script adds up what the page has."""

from whoholds.showing.explorer.data import Explored, carried
from whoholds.showing.explorer.files import script, script_hash, style

__all__ = ["Explored", "carried", "script", "script_hash", "style"]
