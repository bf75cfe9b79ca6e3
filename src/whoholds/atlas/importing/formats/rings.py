"""Polygons from rings as files have them: a ring that is not closed is closed, one without land is left out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


def polygon(rings: Sequence[NDArray[np.float64]]) -> Any:
    """Return a polygon from its outline and its holes, each an array of (x, y); an empty one if the outline is none.

    >>> polygon([np.array([[0.0, 0], [1, 0], [1, 1]])]).wkt
    'POLYGON ((0 0, 1 0, 1 1, 0 0))'
    """
    import shapely

    closed = [_closed(ring) for ring in rings]
    if not closed or closed[0] is None:
        return shapely.Polygon()
    return shapely.Polygon(closed[0], [hole for hole in closed[1:] if hole is not None])


def _closed(ring: NDArray[np.float64]) -> NDArray[np.float64] | None:
    if len(ring) == 0:
        return None
    if not (ring[0] == ring[-1]).all():
        ring = np.vstack([ring, ring[:1]])
    return ring if len(ring) >= 4 else None
