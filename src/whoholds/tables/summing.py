"""Summing: whether the rows of one part table can be parts of one whole, and what they leave unsaid."""

from __future__ import annotations

import math
from collections.abc import Sequence

from whoholds.errors import BadTable
from whoholds.model import Part
from whoholds.tables.rowwise import Row

# Printed shares may add up to a little more than the whole, each of them rounded.
OVER = 0.01
# Less than this part of the whole is what adding up leaves of binary fractions.
NOTHING = 1e-9
# A share of less than this is a share of nothing.
SMALLEST = 1e-6
UNSAID = "not said"


def whole_of(rows: Sequence[Row]) -> float | None:
    """Return the whole of a part table: what is said, 100 for percentages, None if nobody says it.

    Raises BadTable for a whole that is smaller than its parts, and for shares that are fractions and no percentages.
    """
    first, values = rows[0], [row.part.value for row in rows]
    total = 100.0 if first.total is None and first.unit == "percent" else first.total
    summed = math.fsum(values)
    if total is None:
        return None
    if total <= SMALLEST:
        raise BadTable(f"row {first.number}: the total is {total:g}; give more than {SMALLEST:g}, or none")
    if first.unit == "percent" and first.total is None and len(values) > 1 and abs(summed - 1) <= 2 * OVER:
        raise BadTable(
            f"{_which(rows)} add up to {summed:.6g} percent; give percentages (59.6 and not 0.596), or say total=1"
        )
    slack = max(OVER * total, math.fsum(row.part.rounding for row in rows))
    if summed - total > slack:
        raise BadTable(
            f"{_which(rows)} add up to {summed:.10g}, which is more than the total of {total:.10g}; "
            "give each part once, and the total in the same unit"
        )
    return total


def parts_of(rows: Sequence[Row], total: float | None) -> tuple[Part, ...]:
    """Return the parts, with what is left of the whole as a part without a holder. Raises BadTable for a part twice."""
    known: dict[tuple[str, str | None, str], int] = {}
    for row in rows:
        part = row.part
        before = known.setdefault((part.name, part.holder, part.status), row.number)
        if before != row.number:
            raise BadTable(
                f"rows {before} and {row.number} are one part twice: {part.name[:60]}, {part.status}; "
                "give it once, or tell the parts apart with a column name"
            )
    parts = tuple(row.part for row in rows)
    rest = 0.0 if total is None else total - math.fsum(part.value for part in parts)
    if total is None or abs(rest) <= NOTHING * total:
        return parts
    return (*parts, Part(name=UNSAID, status="unknown", value=rest))


def _which(rows: Sequence[Row]) -> str:
    first = rows[0]
    return f"the parts by {first.source[:60]} for {first.as_of}"
