"""Cells of CSV files that no spreadsheet takes for a formula."""

from __future__ import annotations

import re
from typing import Any

# What begins a formula in a spreadsheet, at once or behind spaces; the wide forms count as well.
_FORMULA = re.compile(r"\s*[=+\-@\t\r\n＝＋－＠]")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?", re.ASCII)


def cell(value: Any) -> str:
    """Return a cell as text. Before a text that a spreadsheet would take for a formula stands an apostrophe.

    Nothing is an empty cell, truth is true or false, and the items of a list are parted by "; ".

    >>> cell("=1+1"), cell("-5.5"), cell(2.0), cell(True), cell(None), cell(["a", "b"])
    ("'=1+1", '-5.5', '2.0', 'true', '', 'a; b')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    text = "; ".join(value) if isinstance(value, list | tuple) else str(value)
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text
