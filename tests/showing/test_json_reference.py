"""The reference of the JSON names every field, under its noun."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from whoholds import model

PAGE = Path(__file__).resolve().parents[2] / "docs/reference/json.md"
NOUNS = (
    *("Answer", "Report", "Figure", "Statement", "Note", "Comment", "Appeal", "Reckoning", "Tried", "Reading"),
    *("Explanation", "Chance", "UnionSearch", "Union", "LeftOut", "Evidence", "Missing", "Check"),
)


@pytest.mark.parametrize("noun", NOUNS)
def test_every_field_is_in_the_reference(noun: str) -> None:
    section = re.search(rf"^## {noun}\n(.*?)(?=^## |\Z)", PAGE.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    assert section
    first_cells = " ".join(re.findall(r"^\|([^|]*)\|", section[1], re.MULTILINE))
    assert set(getattr(model, noun).__struct_fields__) == set(re.findall(r"`(\w+)`", first_cells))
