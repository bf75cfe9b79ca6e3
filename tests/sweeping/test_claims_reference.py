"""The reference names every column of the table of claims, and its type."""

from __future__ import annotations

import re
from pathlib import Path

from whoholds.sweeping.claims import columns

PAGE = Path(__file__).parents[2] / "docs/reference/claims.md"
TYPES = {"text": "text", "number": "number", "whole": "whole number", "yes": "yes or no"}


def test_every_column_is_documented() -> None:
    documented: dict[str, str] = {}
    for names, kind in re.findall(r"^\| (`[^|]+) \| ([^|:]+)", PAGE.read_text(encoding="utf-8"), re.MULTILINE):
        documented |= dict.fromkeys(re.findall(r"`(\w+)`", names), kind.strip())
    assert documented == {name: TYPES[kind] for name, kind in columns().items()}
