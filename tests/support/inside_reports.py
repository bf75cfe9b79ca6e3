"""Reports of one paragraph, for the tests of the checks inside a report."""

from __future__ import annotations

from typing import Any

from whoholds.model import Check, Evidence, Figure, Report
from whoholds.reckoning.inside import WholeArea, check_inside

ALMANAC = Evidence(source="An almanac", as_of="2017")
SYRIA = WholeArea(name="Syria", area_km2=185180, source=ALMANAC)


def figure(text: str, quote: str, value: float, nth: int = 0, **fields: Any) -> Figure:
    """The figure that stands at the nth place where the text has the quote; a share in percent unless told."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(quote, start + 1)
    usual: dict[str, Any] = {"kind": "share", "unit": "percent", "relation": "holds", "paragraph": 0}
    return Figure(quote=quote, span=(start, start + len(quote)), value=value, **(usual | fields))


def checks(text: str, *figures: Figure, **facts: Any) -> tuple[Check, ...]:
    """What is said of a report of one paragraph."""
    return check_inside(Report(paragraphs=(text,), figures=figures), **facts)


def one(text: str, *figures: Figure, **facts: Any) -> Check:
    """The one check that there is."""
    (check,) = checks(text, *figures, **facts)
    return check
