"""Tables, claims and what rules left out, for tests that are counted by hand."""

from __future__ import annotations

from typing import Any

from whoholds.model import Claim, Evidence, Part, PartTable, Reckoning, Status
from whoholds.reckoning.rules import Rule


def part(holder: str | None, value: float, status: Status = "controlled", name: str = "") -> Part:
    return Part(name=name or f"{holder} {status}", holder=holder, status=status, value=value)


def table(*parts: Part, source: str = "Surveyors", kind: str = "shares", **changes: Any) -> PartTable:
    """Return a table of shares for 30 November 2018: North 60, South 30 and East 10 unless told otherwise."""
    day = changes.get("day", "2018-11-30")
    papers = {"since": changes.pop("since", None), "printed": changes.pop("printed", False)}
    given: dict[str, Any] = {
        "evidence": Evidence(source=source, as_of=day, kind=kind, **papers),  # type: ignore[arg-type]
        "place": "NWH",
        "measure": "area",
        "unit": "percent",
        "day": day,
        "parts": parts or (part("North", 60), part("South", 30), part("East", 10)),
        "total": 100.0,
    }
    return PartTable(**(given | changes))


def claim(value: float = 60, **changes: Any) -> Claim:
    given: dict[str, Any] = {"value": value, "holders": ("North",), "on": "2018-12-11", "place": "NWH"}
    return Claim(**(given | changes))


def number(reckoned: Reckoning, rule: Rule) -> int:
    """Return how much a rule left out."""
    return sum(left.number for left in reckoned.left_out if left.rule == rule.name)
