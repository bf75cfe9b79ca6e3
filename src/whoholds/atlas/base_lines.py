"""Sums over the cells of a base without cutting anything: how much of each cell lies inside each of many shapes.

A daily map differs from the day before in a few edges, and every cut makes all of a country's outline anew. So nothing
is cut. Let A be a shape, made of directed edges e, and c a cell, made of directed edges g. With y(x) for the latitude
of an edge and f for the ground below a latitude (see `map_lines`), the ground that they share is

    area(A ∩ c)  =  Σₑ Σ_g  ± ∫ f(min(yₑ(x), y_g(x))) dx      over the longitudes that e and g have in common,

since each of them is the ground below its northern edges less that below its southern ones. What e and g come to
together depends on no other edge. It is reckoned once for each edge that any of the shapes has, and the sums follow
from which shape has which edges. Points are counted in the same way: a point lies inside A if A's edges above it run
east once more than west. There is nothing that could fail: where two lines nearly touch, nearly nothing lies between.

Around any shape, f(y_g) alone comes to nothing. It is taken off, so only edges g north of e count, and sums stay small.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from whoholds.atlas.map_lines import under_km2
from whoholds.atlas.outlines import Edges, Outlines, limits_of, outlines_of, told_apart

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Indexes = NDArray[np.intp]

# So many pairs of edges are worked on at once: some 10 MB.
BLOCK = 50_000
# So many numbers are summed up at once: 80 MB.
MOST_TERMS = 10_000_000


@dataclass(frozen=True, slots=True)
class Sites:
    """Points that are counted: where they are in degrees, in which cell each lies, and what it counts, by column.

    `counts` has the shape (sites, columns): for example 1 for each place and its population.
    """

    x: Floats
    y: Floats
    cell: Indexes
    counts: Floats


class BaseLines:
    """The lines of a base's cells, ready to be summed over.

    `cells` are (multi)polygons in longitude and latitude that do not overlap; cell number i may have several of them:
    `number` says of which cell each one is. `sites` are points to be counted beside the ground.
    """

    def __init__(self, polygons: Sequence[Any], number: Indexes, count: int, sites: Sites | None = None) -> None:
        import shapely

        self.count = count
        self.columns = 1 + (0 if sites is None else sites.counts.shape[1])
        self._sites = sites
        lines = outlines_of(polygons)
        some = _has_ground(lines.edges)[lines.use]
        edges, sign = lines.edges.take(lines.use[some]).eastward()
        # Two cells beside each other have an edge in common: it is kept once, with all that use it.
        different, edge = told_apart(np.stack([edges.x1, edges.y1, edges.x2, edges.y2], axis=1))
        order = np.argsort(edge, kind="stable")
        self._edges, self._sign = Edges(*different.T.copy()), sign[order]
        self._uses = limits_of(np.bincount(edge, minlength=len(different)))
        self._polygon = np.repeat(np.arange(len(lines)), np.diff(lines.limits))[some][order]
        self._number = np.asarray(number, dtype=np.intp)
        self._bounds = shapely.bounds(np.asarray(polygons, dtype=object)).reshape(-1, 4)

    def sums(self, shapes: Sequence[Any] | NDArray[Any]) -> Floats:
        """Return what of each cell lies inside each shape: (shapes, columns, cells); column 0 is the area in km².

        The other columns are the sums of `sites.counts`. Shapes are valid (multi)polygons; they may overlap each other.

        >>> from shapely import box
        >>> lines = BaseLines([box(0, 0, 1, 1), box(1, 0, 2, 1)], np.array([0, 1]), 2)
        >>> lines.sums([box(0.5, 0, 1.5, 1), box(0, 0, 1, 2)])[:, 0].round(1)
        array([[ 6154.2,  6154.2],
               [12308.5,     0. ]])
        """
        return self.sums_of(outlines_of(shapes))

    def sums_of(self, outlines: Outlines) -> Floats:
        """Return the same for shapes of which the outlines are known."""
        below = np.zeros((len(outlines.start), self.columns * self.count))
        some = _has_ground(outlines.edges)
        if some.any() and len(self._polygon):
            below[some] = self._below(outlines.edges.take(some))
        return _summed(below, outlines).reshape(len(outlines), self.columns, self.count)

    def _below(self, edges: Edges) -> Floats:
        """Return what lies below each edge, up to what comes to nothing around a shape: (edges, columns * cells)."""
        edges, sign = edges.eastward()
        found = np.zeros((len(sign), self.columns, self.count))
        near, base_sign = self._near(edges)
        lines, base = _fewer_north(edges, self._edges.take(near))
        for e, g in overlapping(lines.x1, lines.x2, base.x1, base.x2):
            between, which = _between(lines.take(e), base.take(g))
            e, g = e[which], near[g[which]]
            uses = self._uses[g + 1] - self._uses[g]
            use = np.repeat(self._uses[g], uses) + counted(uses)
            value = np.repeat(between, uses) * base_sign[use]
            _add(found, np.repeat(e, uses), 0, self._number[self._polygon[use]], value)
        if self._sites is not None:
            at, cell, counts = self._sites.x, self._sites.cell, self._sites.counts
            for e, p in overlapping(edges.x1, edges.x2, at, at):
                inside = (at[p] >= edges.x1[e]) & (at[p] < edges.x2[e])
                e, p = e[inside], p[inside]
                under = latitude_of(edges.take(e), at[p]) > self._sites.y[p]
                e, p = e[under], p[under]
                for column in range(counts.shape[1]):
                    _add(found, e, 1 + column, cell[p], counts[p, column])
        return (found * sign[:, None, None]).reshape(len(sign), self.columns * self.count)

    def _near(self, edges: Edges) -> tuple[Indexes, Floats]:
        """Return the edges of polygons that shapes may have ground in common with, and the signs of all edges' uses.

        A use by a polygon that no shape comes near has the sign 0.
        """
        low = edges.x1.min(), min(edges.y1.min(), edges.y2.min())
        high = edges.x2.max(), max(edges.y1.max(), edges.y2.max())
        meets = np.all((self._bounds[:, :2] <= high) & (self._bounds[:, 2:] >= low), axis=1)
        sign = self._sign * meets[self._polygon]
        return np.flatnonzero(np.logical_or.reduceat(sign != 0, self._uses[:-1])), sign


# ------------------------------------------------------------------------------------------------ pairs of edges


def _has_ground(edges: Edges) -> NDArray[np.bool_]:
    """Tell which edges have ground below them: those that run straight north or south have none."""
    return np.asarray(edges.x1 != edges.x2)


def _fewer_north(edges: Edges, base: Edges) -> tuple[Edges, Edges]:
    """Return both as they are, or both upside down if most of the base's edges lie north: ground stays what it is."""
    if 2 * np.count_nonzero(base.y1 + base.y2 > np.median(edges.y1 + edges.y2)) <= len(base.y1):
        return edges, base
    return Edges(edges.x1, -edges.y1, edges.x2, -edges.y2), Edges(base.x1, -base.y1, base.x2, -base.y2)


def latitude_of(edges: Edges, x: Floats) -> Floats:
    """Return the latitude of each edge at a longitude within it: at its ends exactly that of its ends."""
    t = (x - edges.x1) / (edges.x2 - edges.x1)
    return np.asarray(
        np.where(t <= 0.5, edges.y1 + t * (edges.y2 - edges.y1), edges.y2 - (1 - t) * (edges.y2 - edges.y1))
    )


def _between(e: Edges, g: Edges) -> tuple[Floats, NDArray[np.bool_]]:
    """Return the ground below e less that below g where g is north of e, and for which of the pairs there is any."""
    x1, x2 = np.maximum(e.x1, g.x1), np.minimum(e.x2, g.x2)
    e1, e2, g1, g2 = latitude_of(e, x1), latitude_of(e, x2), latitude_of(g, x1), latitude_of(g, x2)
    north1, north2 = g1 > e1, g2 > e2
    any_north = (north1 | north2) & (x2 > x1)
    x1, x2, e1, e2, g1, g2 = (each[any_north] for each in (x1, x2, e1, e2, g1, g2))
    starts, ends = ~north1[any_north], ~north2[any_north]
    # Where the two cross, only the side on which g is north counts.
    above1, above2 = g1 - e1, g2 - e2
    t = np.divide(above1, above1 - above2, out=np.zeros_like(x1), where=starts | ends)
    cross_x, cross_y = x1 + t * (x2 - x1), e1 + t * (e2 - e1)
    x1, e1, g1 = np.where(starts, cross_x, x1), np.where(starts, cross_y, e1), np.where(starts, cross_y, g1)
    x2, e2, g2 = np.where(ends, cross_x, x2), np.where(ends, cross_y, e2), np.where(ends, cross_y, g2)
    return under_km2(x1, e1, x2, e2) - under_km2(x1, g1, x2, g2), any_north


def _add(found: Floats, row: Indexes, column: int, cell: Indexes, value: Floats) -> None:
    """Add values where they belong: `found` has the shape (edges, columns, cells)."""
    _, columns, count = found.shape
    np.add.at(found.reshape(-1), (row * columns + column) * count + cell, value)


def overlapping(a1: Floats, a2: Floats, b1: Floats, b2: Floats) -> Iterator[tuple[Indexes, Indexes]]:
    """Yield blocks of all pairs of intervals a and b that have a point in common: the index of a, the index of b.

    Either b starts within a, or a starts within b: each pair comes once.

    >>> a1, a2 = np.array([0.0, 4.0]), np.array([2.0, 5.0])
    >>> [(a.tolist(), b.tolist()) for a, b in overlapping(a1, a2, np.array([1.0]), np.array([9.0]))]
    [([0], [0]), ([1], [0])]
    """
    yield from _starting_within(a1, a2, b1, "left")
    for b, a in _starting_within(b1, b2, a1, "right"):
        yield a, b


def _starting_within(
    a1: Floats, a2: Floats, start: Floats, side: Literal["left", "right"]
) -> Iterator[tuple[Indexes, Indexes]]:
    """Yield blocks of pairs of an interval and a start within it; one at its left end counts if side is "left"."""
    order = np.argsort(start, kind="stable")
    first = np.searchsorted(start[order], a1, side)
    size = np.maximum(np.searchsorted(start[order], a2, "right") - first, 0)
    for part in blocks(size):
        of = size[part]
        which = np.arange(part.start, part.start + len(of))
        yield np.repeat(which, of), order[np.repeat(first[part], of) + counted(of)]


def counted(sizes: Indexes) -> Indexes:
    """Return 0, 1, … below each size, one after the other.

    >>> counted(np.array([2, 0, 3])).tolist()
    [0, 1, 0, 1, 2]
    """
    return np.asarray(np.arange(sizes.sum()) - np.repeat(np.cumsum(sizes) - sizes, sizes), dtype=np.intp)


def blocks(sizes: Indexes) -> list[slice]:
    """Return slices of items, so that the sizes in each come to little more than a block."""
    ends = np.cumsum(sizes)
    if not len(ends):
        return []
    cuts = np.searchsorted(ends, np.arange(BLOCK, ends[-1], BLOCK))
    limits = np.unique(np.concatenate(([0], cuts + 1, [len(sizes)])))
    return [slice(a, b) for a, b in zip(limits[:-1].tolist(), limits[1:].tolist(), strict=True)]


# ------------------------------------------------------------------------------------------------ shapes


def _summed(below: Floats, outlines: Outlines) -> Floats:
    """Return the sum of what lies below the edges of each shape: (shapes, numbers).

    An edge is added where a run of shapes that have it begins and taken off where the run has ended: sums run on from
    shape to shape.
    """
    runs = outlines.runs
    when, edge = np.concatenate([runs.first, runs.last + 1]), np.concatenate([runs.edge, runs.edge])
    times = np.repeat([1.0, -1.0], len(runs.edge))
    order = np.argsort(when, kind="stable")
    changes = np.zeros((len(outlines) + 1, below.shape[1]))
    at_once = max(MOST_TERMS // below.shape[1], 1)
    for some in (order[first : first + at_once] for first in range(0, len(order), at_once)):
        starts = np.flatnonzero(np.append(True, when[some][1:] != when[some][:-1]))
        changes[when[some][starts]] += np.add.reduceat(below[edge[some]] * times[some, None], starts, axis=0)
    return np.cumsum(changes[:-1], axis=0)
