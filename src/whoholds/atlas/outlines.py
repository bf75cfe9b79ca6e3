"""Outlines: the edges of many shapes, each different edge kept only once.

The map of a day has most of its edges from the day before. So corners are told apart by their coordinates, bit for bit,
edges by their two corners, and a shape is a list of the numbers of its edges.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Indexes = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Edges:
    """Directed edges in degrees."""

    x1: Floats
    y1: Floats
    x2: Floats
    y2: Floats

    def take(self, which: Any) -> Edges:
        """Return some of the edges, by index or by mask."""
        return Edges(self.x1[which], self.y1[which], self.x2[which], self.y2[which])

    def eastward(self) -> tuple[Edges, Floats]:
        """Return the edges turned so that all run east, and 1 for those that did and -1 for the others."""
        east = self.x2 > self.x1
        x1, x2 = np.minimum(self.x1, self.x2), np.maximum(self.x1, self.x2)
        y1, y2 = np.where(east, self.y1, self.y2), np.where(east, self.y2, self.y1)
        return Edges(x1, y1, x2, y2), np.where(east, 1.0, -1.0)


@dataclass(frozen=True, slots=True)
class Runs:
    """The runs of shapes that have an edge in common: which edge, the first of the shapes, and the last.

    They are in the order of their edges. `limits` say which runs are an edge's: edge e has those between its two.
    """

    edge: Indexes
    first: Indexes
    last: Indexes
    limits: Indexes


@dataclass(frozen=True)
class Outlines:
    """The outlines of shapes. `edges` are the different edges, with the inside of a shape to the right of each.

    `start` and `end` are the numbers of each edge's corners. `use` names the edges that the shapes' rings run along,
    ring after ring, shape after shape: ring r has `use[ring_limits[r]:ring_limits[r + 1]]`, and shape s, in the same
    way, what lies between its two `limits`. `ring_shape` says of which shape a ring is, `hole` whether it is a hole.
    """

    edges: Edges
    start: Indexes
    end: Indexes
    use: NDArray[np.int32]
    limits: Indexes
    ring_limits: Indexes
    ring_shape: Indexes
    hole: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.limits) - 1

    @functools.cached_property
    def runs(self) -> Runs:
        """The runs of shapes that have the same edge."""
        return _runs(self.use, self.limits, len(self.start))


def outlines_of(geometries: Sequence[Any] | NDArray[Any]) -> Outlines:
    """Return the outlines of (multi)polygons. Other geometries have none.

    >>> from shapely import box
    >>> two = outlines_of([box(0, 0, 1, 1), box(0, 0, 1, 1).union(box(5, 0, 6, 1))])
    >>> len(two.edges.x1), two.limits.tolist()
    (8, [0, 4, 12])
    """
    import shapely

    oriented = shapely.orient_polygons(np.asarray(geometries, dtype=object), exterior_cw=True)
    parts, owner = shapely.get_parts(oriented, return_index=True)
    rings, part = shapely.get_rings(parts, return_index=True)
    steps = np.maximum(shapely.get_num_coordinates(rings) - 1, 0)
    corners = shapely.get_coordinates(rings)
    joins = np.cumsum(steps + 1)[:-1] - 1  # from the end of a ring to the start of the next there is no edge

    at, corner = told_apart(corners)
    pair = corner[:-1].astype(np.int64)
    pair <<= 32
    pair |= corner[1:]
    pair, use = told_apart(np.delete(pair, joins))
    start, end = pair >> 32, pair & 0xFFFFFFFF
    ring_shape = owner[part]
    ring_limits = limits_of(steps)
    return Outlines(
        edges=Edges(*at[start].T, *at[end].T),
        start=start,
        end=end,
        use=use,
        limits=ring_limits[np.searchsorted(ring_shape, np.arange(len(oriented) + 1))],
        ring_limits=ring_limits,
        ring_shape=ring_shape,
        hole=np.append(False, part[1:] == part[:-1])[: len(part)],
    )


def told_apart(rows: NDArray[Any]) -> tuple[NDArray[Any], NDArray[np.int32]]:
    """Return the different rows, bit for bit, in the order in which they come, and for each row which of them it is.

    >>> different, number = told_apart(np.array([[1.0, 2.0], [3.0, 4.0], [1.0, 2.0]]))
    >>> different.tolist(), number.tolist()
    ([[1.0, 2.0], [3.0, 4.0]], [0, 1, 0])
    """
    import pyarrow as pa

    rows = np.ascontiguousarray(rows)
    kind = pa.int64() if rows.dtype == np.int64 else pa.binary(rows.strides[0])
    told = pa.Array.from_buffers(kind, len(rows), [None, pa.py_buffer(rows)]).dictionary_encode()
    different = np.frombuffer(told.dictionary.buffers()[1], dtype=rows.dtype)[: len(told.dictionary) * rows[0:1].size]
    return different.reshape(-1, *rows.shape[1:]), told.indices.to_numpy()


def _runs(use: NDArray[np.int32], limits: Indexes, count: int) -> Runs:
    """Return the runs of shapes that have an edge. One that a shape has twice, as no valid shape does, counts once.

    >>> runs = _runs(np.array([0, 1, 0, 1, 2, 1]), np.array([0, 2, 4, 6]), 3)
    >>> runs.edge.tolist(), runs.first.tolist(), runs.last.tolist()
    ([0, 1, 2], [0, 0, 2], [1, 2, 2])
    """
    seen = np.full(count, -2)  # the last shape with each edge so far
    found, before = [np.zeros(0, dtype=np.int32)], [np.zeros(0, dtype=np.intp)]
    for shape, (start, stop) in enumerate(itertools.pairwise(limits.tolist())):
        of_shape = use[start:stop]
        new = of_shape[seen[of_shape] != shape - 1]
        found.append(new)
        before.append(seen[new])
        seen[of_shape] = shape
    edge, first = np.concatenate(found), np.repeat(np.arange(-1, len(found) - 1), [len(new) for new in found])
    order = np.argsort(edge, kind="stable")
    edge, first, ended = edge[order], first[order], np.concatenate(before)[order]
    once = np.append(True, (edge[1:] != edge[:-1]) | (first[1:] != first[:-1]))[: len(edge)]
    edge, first, ended = edge[once], first[once], ended[once]
    of_edge = limits_of(np.bincount(edge, minlength=count))
    last = np.append(ended, 0)[1:]  # a run has ended when the edge's next one begins
    last[of_edge[1:] - 1] = seen
    return Runs(edge, first, last, of_edge)


def limits_of(sizes: Indexes) -> Indexes:
    """Return where each of several things begins that stand one after the other, and where the last one ends."""
    return np.concatenate(([0], np.cumsum(sizes)))
