"""Write the tables of docs/reference/rules.md from the rules in the code. The words between them stay as they are."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

from whoholds.reckoning.rules import RULES, Kind

PAGE = Path(__file__).resolve().parents[1] / "docs/reference/rules.md"
ROWS = re.compile(r"(?<=^\| --- \| --- \|\n)(?:\|.*\n)*", re.MULTILINE)


def page(text: str) -> str:
    """Return the page with the rows of its tables, one for each kind of rule, written anew."""
    kinds = iter(get_args(Kind))

    def rows(_: re.Match[str]) -> str:
        kind = next(kinds)
        return "".join(f"| {rule.name} | {rule.say} |\n" for rule in RULES if rule.kind == kind)

    return ROWS.sub(rows, text)


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    print(f"Wrote {PAGE}")
