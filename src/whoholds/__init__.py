"""Whoholds reads who is said to hold what ground in a war, and shows which ways of counting give the figure.

    >>> import whoholds
    >>> report = whoholds.read_text("The army holds 60 percent of Syria.")
    >>> report.figures[0].quote
    '60 percent'

Four verbs do the work: `read` a page, `open_atlas`, `reckon` a claim on tables of parts, and `check`, which is all
three. `part_tables` reads tables of Arrow, pandas, Polars, DuckDB and plain lists; `to_arrow` gives them and the
readings back. The nouns stand in `whoholds.model`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from whoholds.atlas import open_atlas as open_atlas
    from whoholds.checking import check as check
    from whoholds.notebook import show as show
    from whoholds.reading import read as read
    from whoholds.reading import read_html as read_html
    from whoholds.reading import read_text as read_text
    from whoholds.showing import to_arrow as to_arrow
    from whoholds.tables import part_tables as part_tables
    from whoholds.tables import reckon as reckon

__version__ = "0.1.0"
__all__ = ["check", "open_atlas", "part_tables", "read", "read_html", "read_text", "reckon", "show", "to_arrow"]

# Nothing is imported before it is needed: the command line must answer --help at once.
_HOMES = {
    "check": "whoholds.checking",
    "open_atlas": "whoholds.atlas",
    "part_tables": "whoholds.tables",
    "read": "whoholds.reading",
    "read_html": "whoholds.reading",
    "read_text": "whoholds.reading",
    "reckon": "whoholds.tables",
    "show": "whoholds.notebook",
    "to_arrow": "whoholds.showing",
}


def __getattr__(name: str) -> object:
    """Import one of the verbs when it is first asked for."""
    if name not in _HOMES:
        raise AttributeError(f"module 'whoholds' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
