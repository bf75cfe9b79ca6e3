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

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from whoholds.atlas.map_lines import under_km2

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Indexes = NDArray[np.intp]

# So many pairs of edges are worked on at once: some 100 MB.
BLOCK = 500_000
# So many numbers are summed up at once: 80 MB.
MOST_TERMS = 10_000_000


@dataclass(frozen=True, slots=True)
class Edges:
    """Directed edges in degrees; none runs straight north or south, as those have nothing below them."""

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
class Sites:
    """Points that are counted: where they are in degrees, in which cell each lies, and what it counts, by column.

    `counts` has the shape (sites, columns): for example 1 for each place and its population.
    """

    x: Floats
    y: Floats
    cell: Indexes
    counts: Floats


def edges_of(geometries: Sequence[Any] | NDArray[Any]) -> tuple[Edges, Indexes]:
    """Return the edges of (multi)polygons, inside to the right of each, and which of the geometries each is of."""
    import shapely

    oriented = shapely.orient_polygons(np.asarray(geometries, dtype=object), exterior_cw=True)
    parts, owner = shapely.get_parts(oriented, return_index=True)
    rings, part = shapely.get_rings(parts, return_index=True)
    coordinates, ring = shapely.get_coordinates(rings, return_index=True)
    x, y = coordinates[:, 0], coordinates[:, 1]
    keep = (ring[1:] == ring[:-1]) & (x[1:] != x[:-1])
    return Edges(x[:-1][keep], y[:-1][keep], x[1:][keep], y[1:][keep]), owner[part[ring[:-1][keep]]]


class BaseLines:
    """The lines of a base's cells, ready to be summed over.

    `cells` are (multi)polygons in longitude and latitude that do not overlap; cell number i may have several of them:
    `number` says of which cell each one is. `sites` are points to be counted beside the ground.
    """

    def __init__(self, polygons: Sequence[Any], number: Indexes, count: int, sites: Sites | None = None) -> None:
        self.count = count
        self.columns = 1 + (0 if sites is None else sites.counts.shape[1])
        self._sites = sites
        edges, polygon = edges_of(polygons)
        self._edges, self._sign = edges.eastward()
        self._cell = np.asarray(number, dtype=np.intp)[polygon]

    def sums(self, shapes: Sequence[Any] | NDArray[Any]) -> Floats:
        """Return what of each cell lies inside each shape: (shapes, columns, cells); column 0 is the area in km².

        The other columns are the sums of `sites.counts`. Shapes are valid (multi)polygons; they may overlap each other.

        >>> from shapely import box
        >>> lines = BaseLines([box(0, 0, 1, 1), box(1, 0, 2, 1)], np.array([0, 1]), 2)
        >>> lines.sums([box(0.5, 0, 1.5, 1), box(0, 0, 1, 2)])[:, 0].round(1)
        array([[ 6154.4,  6154.4],
               [12308.8,     0. ]])
        """
        edges, shape = edges_of(shapes)
        code, first = _same_edges(edges)
        below = self._below(edges.take(first))
        return _summed(below, code, shape, len(shapes)).reshape(len(shapes), self.columns, self.count)

    def _below(self, edges: Edges) -> Floats:
        """Return what lies below each edge, up to what comes to nothing around a shape: (edges, columns * cells)."""
        edges, sign = edges.eastward()
        found = np.zeros((len(sign), self.columns, self.count))
        for e, g in _overlapping(edges.x1, edges.x2, self._edges.x1, self._edges.x2):
            between, which = _between(edges.take(e), self._edges.take(g))
            e, g = e[which], g[which]
            found[:, 0] += _spread(e, self._cell[g], between * self._sign[g], len(sign), self.count)
        if self._sites is not None:
            at, cell, counts = self._sites.x, self._sites.cell, self._sites.counts
            for e, p in _overlapping(edges.x1, edges.x2, at, at):
                inside = (at[p] >= edges.x1[e]) & (at[p] < edges.x2[e])
                e, p = e[inside], p[inside]
                under = _latitude(edges.take(e), at[p]) > self._sites.y[p]
                e, p = e[under], p[under]
                for column in range(counts.shape[1]):
                    found[:, 1 + column] += _spread(e, cell[p], counts[p, column], len(sign), self.count)
        return (found * sign[:, None, None]).reshape(len(sign), self.columns * self.count)


# ------------------------------------------------------------------------------------------------ pairs of edges


def _latitude(edges: Edges, x: Floats) -> Floats:
    """Return the latitude of each edge at a longitude within it: at its ends exactly that of its ends."""
    t = (x - edges.x1) / (edges.x2 - edges.x1)
    return np.asarray(
        np.where(t <= 0.5, edges.y1 + t * (edges.y2 - edges.y1), edges.y2 - (1 - t) * (edges.y2 - edges.y1))
    )


def _between(e: Edges, g: Edges) -> tuple[Floats, NDArray[np.bool_]]:
    """Return the ground below e less that below g where g is north of e, and for which of the pairs there is any."""
    x1, x2 = np.maximum(e.x1, g.x1), np.minimum(e.x2, g.x2)
    e1, e2, g1, g2 = _latitude(e, x1), _latitude(e, x2), _latitude(g, x1), _latitude(g, x2)
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


def _spread(row: Indexes, column: Indexes, value: Floats, rows: int, columns: int) -> Floats:
    """Return a matrix with the values added up at their rows and columns."""
    flat = np.bincount(row * columns + column, weights=value, minlength=rows * columns)
    return flat.astype(np.float64, copy=False).reshape(rows, columns)


def _overlapping(a1: Floats, a2: Floats, b1: Floats, b2: Floats) -> Any:
    """Yield blocks of all pairs of intervals a and b that have a point in common: the index of a, the index of b.

    Pairs that only come near may be among them. Each pair comes once.
    """
    if not len(a1) or not len(b1):
        return
    low, high = min(a1.min(), b1.min()), max(a2.max(), b2.max())
    bins = int(np.clip(len(b1), 1, 1 << 16))
    scale = bins / max(high - low, 1e-300)

    def bin_of(x: Floats) -> Indexes:
        found: Indexes = np.minimum(((x - low) * scale).astype(np.intp), bins - 1)
        return found

    b_first, b_last = bin_of(b1), bin_of(b2)
    b_index = np.repeat(np.arange(len(b1)), b_last - b_first + 1)
    b_bin = b_first[b_index] + _counted(b_last - b_first + 1)
    order = np.argsort(b_bin, kind="stable")
    b_index, start = b_index[order], np.searchsorted(b_bin[order], np.arange(bins + 1))
    a_first, a_last = bin_of(a1), bin_of(a2)
    a_index = np.repeat(np.arange(len(a1)), a_last - a_first + 1)
    a_bin = a_first[a_index] + _counted(a_last - a_first + 1)
    size = start[a_bin + 1] - start[a_bin]
    for part in _blocks(size):
        a, at, of = a_index[part], a_bin[part], size[part]
        pair_a, pair_bin = np.repeat(a, of), np.repeat(at, of)
        pair_b = b_index[np.repeat(start[at], of) + _counted(of)]
        # Two long intervals share many bins: the pair counts in the first of them.
        once = np.maximum(a_first[pair_a], b_first[pair_b]) == pair_bin
        yield pair_a[once], pair_b[once]


def _counted(sizes: Indexes) -> Indexes:
    """Return 0, 1, … below each size, one after the other.

    >>> _counted(np.array([2, 0, 3])).tolist()
    [0, 1, 0, 1, 2]
    """
    return np.asarray(np.arange(sizes.sum()) - np.repeat(np.cumsum(sizes) - sizes, sizes), dtype=np.intp)


def _blocks(sizes: Indexes) -> list[slice]:
    """Return slices of items, so that the sizes in each come to little more than a block."""
    ends = np.cumsum(sizes)
    if not len(ends):
        return []
    cuts = np.searchsorted(ends, np.arange(BLOCK, ends[-1], BLOCK))
    limits = np.unique(np.concatenate(([0], cuts + 1, [len(sizes)])))
    return [slice(a, b) for a, b in zip(limits[:-1].tolist(), limits[1:].tolist(), strict=True)]


# ------------------------------------------------------------------------------------------------ shapes


def _same_edges(edges: Edges) -> tuple[Indexes, Indexes]:
    """Return a number for each edge, the same for equal edges, and where each number stands first."""
    import pyarrow as pa

    if not len(edges.x1):
        return np.zeros(0, dtype=np.intp), np.zeros(0, dtype=np.intp)
    ends = (edges.x1, edges.y1, edges.x2, edges.y2)
    bits = [np.ascontiguousarray(each).view(np.uint64) for each in ends]
    for salt in range(1, 100):
        key = bits[0] * np.uint64(0x9E3779B97F4A7C15 + 2 * salt)
        for number, each in enumerate(bits[1:]):
            key = (key ^ (key >> np.uint64(29))) * np.uint64(0xBF58476D1CE4E5B9 + 2 * number) + each
        key ^= key >> np.uint64(32)
        code = pa.array(key).dictionary_encode().indices.to_numpy().astype(np.intp)
        first = np.full(code.max() + 1, len(code), dtype=np.intp)
        first[code[::-1]] = np.arange(len(code))[::-1]
        if all((each == each[first][code]).all() for each in bits):  # else two edges have one key: very rare
            return code, first
    raise AssertionError("no key tells all edges apart")  # pragma: no cover


def _summed(below: Floats, code: Indexes, shape: Indexes, shapes: int) -> Floats:
    """Return the sum of what lies below the edges of each shape: (shapes, numbers).

    Only what a shape has and the one before has not, and the other way round, is looked at: the sums run on from
    shape to shape.
    """
    numbers = below.shape[1]
    totals = np.zeros((shapes, numbers))
    limits = np.searchsorted(shape, np.arange(shapes + 1))
    before = np.zeros(len(below), dtype=np.int32)
    pending: list[tuple[int, Indexes, NDArray[np.int32]]] = []
    terms = 0

    def settle() -> None:
        if pending:
            which = np.concatenate([changed for _, changed, _ in pending])
            times = np.concatenate([change for *_, change in pending])
            starts = np.cumsum([0] + [len(changed) for _, changed, _ in pending[:-1]])
            rows = [row for row, *_ in pending]
            totals[rows] = np.add.reduceat(below[which] * times[:, None], starts, axis=0)
            pending.clear()

    for row in range(shapes):
        now = np.bincount(code[limits[row] : limits[row + 1]], minlength=len(below)).astype(np.int32)
        changed = np.flatnonzero(now != before)
        if len(changed):
            pending.append((row, changed, (now - before)[changed]))
            terms += len(changed) * numbers
        before = now
        if terms > MOST_TERMS:
            settle()
            terms = 0
    settle()
    return np.cumsum(totals, axis=0)
