"""Validity: which of thousands of alike shapes count ground twice, at a small part of what asking GEOS for all costs.

A shape counts all its ground once if its rings meet neither themselves nor each other, outer rings lie outside all
others, and holes lie inside one. Whether two edges meet depends on no other edge: so it is asked once of each pair of
different edges, and then whether any shape has both. Where a ring lies is asked at its northernmost corner: north of
it, the shape's edges run east as often as west, or once more if the ring is a hole.

What passes is valid. What does not may still be, as rings may touch in a corner: GEOS is asked about those alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from whoholds.atlas.base_lines import counted, latitude_of, overlapping

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from whoholds.atlas.outlines import Edges, Outlines, Runs

    Flags = NDArray[np.bool_]
    Floats = NDArray[np.float64]
    Indexes = NDArray[np.intp]

# So many edges are looked up at once, and so many sums (of a corner and a shape) are held at once: 40 MB.
EDGES = 50_000
SUMS = 5_000_000
# Of the terms of a cross product: what is less may be rounding, and then the edges may meet.
ROUNDING = 1e-15


def invalid(shapes: NDArray[Any], outlines: Outlines) -> Indexes:
    """Return which of the shapes are not valid (multi)polygons. `outlines` are theirs.

    >>> from shapely import Polygon, box
    >>> from whoholds.atlas.outlines import outlines_of
    >>> shapes = np.array([box(0, 0, 1, 1), Polygon([(0, 0), (1, 1), (1, 0), (0, 1)])])
    >>> invalid(shapes, outlines_of(shapes)).tolist()
    [1]
    """
    import shapely

    with np.errstate(invalid="ignore", over="ignore"):  # a corner may be no number: then GEOS is asked
        doubted = np.flatnonzero(doubts(outlines))
    return doubted[~shapely.is_valid(shapes[doubted])]


def doubts(outlines: Outlines) -> Flags:
    """Tell which shapes have rings that meet somewhere, or lie where they may not. Some of them may still be valid."""
    runs, count = outlines.runs, len(outlines)
    different = _added_up(runs.first, runs.last, np.ones(len(runs.edge)), count)
    found = (different < np.diff(outlines.limits)) | _with_both(runs, *_that_meet(outlines), count)
    found[_astray(outlines)] = True
    return found


def _added_up(first: Indexes, last: Indexes, weight: Floats, count: int) -> Floats:
    """Return for each of so many shapes the weights of the runs that it is in."""
    return np.cumsum(np.bincount(first, weight, count + 1) - np.bincount(last + 1, weight, count + 1))[:count]


def _with_both(runs: Runs, one: Indexes, other: Indexes, count: int) -> Flags:
    """Tell which shapes have both edges of any of the pairs."""
    size = np.diff(runs.limits)
    pair = np.repeat(np.arange(len(one)), size[one] * size[other])
    at = counted(size[one] * size[other])
    a = runs.limits[one[pair]] + at // size[other[pair]]
    b = runs.limits[other[pair]] + at % size[other[pair]]
    first, last = np.maximum(runs.first[a], runs.first[b]), np.minimum(runs.last[a], runs.last[b])
    both = first <= last
    return _added_up(first[both], last[both], np.ones(both.sum()), count) > 0


def _that_meet(outlines: Outlines) -> tuple[Indexes, Indexes]:
    """Return the pairs of edges that no shape should have both of: they meet, and one does not follow the other."""
    import shapely

    edges, start, end = outlines.edges, outlines.start, outlines.end
    ends = np.stack([edges.x1, edges.y1, edges.x2, edges.y2], axis=1)
    lines = np.asarray(shapely.linestrings(ends.reshape(-1, 2, 2)), dtype=object)
    tree = shapely.STRtree(lines)
    endless = np.flatnonzero(~np.isfinite(ends).all(axis=1))
    found = [np.stack([endless, endless])]
    for first in range(0, len(lines), EDGES):
        a, b = tree.query(lines[first : first + EDGES])
        a, b = a[a + first < b] + first, b[a + first < b]
        fork, follow = start[a] == start[b], (end[a] == start[b]) | (start[a] == end[b])
        meet = fork | np.where(follow, _run_back(edges.take(a), edges.take(b)), _touch(edges.take(a), edges.take(b)))
        found.append(np.stack([a[meet], b[meet]]))
    one, other = np.concatenate(found, axis=1)
    return one, other


def _touch(a: Edges, b: Edges) -> Flags:
    """Tell which edges have a point in common, as far as rounding lets one tell."""
    return np.asarray((np.prod(_sides(a, b), axis=0) <= 0) & (np.prod(_sides(b, a), axis=0) <= 0))


def _run_back(a: Edges, b: Edges) -> Flags:
    """Tell which edges, of two that follow each other, run back the way that they came."""
    back = (a.x2 - a.x1) * (b.x2 - b.x1) + (a.y2 - a.y1) * (b.y2 - b.y1) < 0
    return np.asarray(back & (_sides(a, b) == 0).all(axis=0))


def _sides(line: Edges, edge: Edges) -> Floats:
    """Return on which side of a line each end of an edge lies: 1, -1, or 0 where it is on it."""
    x, y = line.x2 - line.x1, line.y2 - line.y1
    sides = []
    for px, py in ((edge.x1, edge.y1), (edge.x2, edge.y2)):
        east, north = x * (py - line.y1), y * (px - line.x1)
        sure = np.abs(east - north) > ROUNDING * (np.abs(east) + np.abs(north))
        sides.append(np.where(sure, np.sign(east - north), 0.0))
    return np.array(sides)


def _astray(outlines: Outlines) -> Indexes:
    """Return the shapes with a ring that lies where it may not: what runs north of its northernmost corner says it."""
    rings = np.flatnonzero(np.diff(outlines.ring_limits))
    if not len(rings):
        return rings
    order = np.lexsort((outlines.edges.x1, outlines.edges.y1))
    rank = np.empty_like(order)
    rank[order] = np.arange(len(order))
    northernmost = order[np.maximum.reduceat(rank[outlines.use], outlines.ring_limits[rings])]
    tops, top = np.unique(northernmost, return_inverse=True)
    shape, hole = outlines.ring_shape[rings], outlines.hole[rings]
    at_once = max(SUMS // len(outlines), 1)
    wrong = []
    for first in range(0, len(tops), at_once):
        some = np.flatnonzero((top >= first) & (top < first + at_once))
        around = _around(outlines, tops[first : first + at_once])[top[some] - first, shape[some]]
        wrong.append(shape[some][around != hole[some]])
    return np.concatenate(wrong)


def _around(outlines: Outlines, tops: Indexes) -> Floats:
    """Return how much oftener a shape's edges run east than west, north of where the edges in `tops` start.

    Shape: (tops, shapes).
    """
    runs, columns = outlines.runs, len(outlines) + 1
    above, edge, sign = _above(outlines, tops)
    size = np.diff(runs.limits)[edge]
    run = np.repeat(runs.limits[edge], size) + counted(size)
    row, sign = np.repeat(above * columns, size), np.repeat(sign, size)
    change = np.bincount(row + runs.first[run], sign, len(tops) * columns)
    change -= np.bincount(row + runs.last[run] + 1, sign, len(tops) * columns)
    return np.cumsum(change.reshape(len(tops), columns), axis=1)


def _above(outlines: Outlines, tops: Indexes) -> tuple[Indexes, Indexes, Floats]:
    """Return pairs: a corner, where the edge in `tops` starts; an edge north of it; and 1 if it runs east, else -1."""
    x, y = outlines.edges.x1[tops], outlines.edges.y1[tops]
    edges, sign = outlines.edges.eastward()
    found = [np.zeros((2, 0), dtype=np.intp)]
    for top, edge in overlapping(x, x, edges.x1, edges.x2):
        inside = (edges.x1[edge] <= x[top]) & (x[top] < edges.x2[edge])
        top, edge = top[inside], edge[inside]
        north = latitude_of(edges.take(edge), x[top]) > y[top]
        found.append(np.stack([top[north], edge[north]]))
    top, edge = np.concatenate(found, axis=1)
    return top, edge, sign[edge]
