"""Lines over time: what each side had on each day, and where a line breaks because no map is."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from datetime import date
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from whoholds.atlas.ground_from_points import UNINHABITED
from whoholds.atlas.parts import NOT_SAID
from whoholds.model import Status
from whoholds.showing.maps.colours import Side
from whoholds.showing.maps.parts import label_of

if TYPE_CHECKING:
    from whoholds.atlas.shares import Shares

MOST_LINES = 8
GAP_TIMES, GAP_DAYS = 3, 3  # a line breaks where no map is for longer than three of the usual steps, and three days


class Line(NamedTuple):
    """One side's line: the side, its status, and its values by day."""

    side: Side
    status: Status
    points: tuple[tuple[date, float], ...]

    @property
    def label(self) -> str:
        """How the line is named."""
        return label_of(self.side.name, self.side.holder, self.status)


def lines_of(series: Sequence[Shares], *, by_share: bool) -> tuple[list[Line], list[str]]:
    """Return the lines to draw, those with most ground first, and the labels of those for which there is no room.

    A side has one line for each of its statuses. On a map, a side that is not there holds nothing; in a published table
    it is not said what it holds, and its line has no point on that day.
    """
    found: dict[tuple[str | None, str, Status], dict[date, float]] = {}
    names: dict[tuple[str | None, str, Status], str] = {}
    for shares in series:
        for row in shares.rows:
            if row.name in (NOT_SAID, UNINHABITED) or (row.holder is None and row.status == "unknown"):
                continue
            key = (row.holder, row.holder or row.name, row.status)
            names[key] = row.name
            day, value = date.fromisoformat(shares.on), row.share if by_share else row.value
            of_day = found.setdefault(key, {})
            of_day[day] = of_day.get(day, 0.0) + (value or 0.0)
    maps = [date.fromisoformat(shares.on) for shares in series if shares.evidence.kind != "shares"]
    lines = [
        Line(Side(names[key], key[0]), key[2], tuple(sorted((dict.fromkeys(maps, 0.0) | of_day).items())))
        for key, of_day in found.items()
    ]
    lines.sort(key=lambda line: (-max(value for _, value in line.points), line.label))
    return lines[:MOST_LINES], [line.label for line in lines[MOST_LINES:]]


def gap_of(days: Sequence[date]) -> int:
    """Return for how many days a line runs on without a map."""
    steps = [(b - a).days for a, b in itertools.pairwise(days)]
    return max(round(GAP_TIMES * median(steps)), GAP_DAYS) if steps else GAP_DAYS


def runs_of(points: Sequence[tuple[date, float]], gap: int) -> Iterator[list[tuple[date, float]]]:
    """Yield the points in runs that no gap breaks."""
    run: list[tuple[date, float]] = []
    for point in points:
        if run and (point[0] - run[-1][0]).days > gap:
            yield run
            run = []
        run.append(point)
    if run:
        yield run
