"""Series: many layers of one country at once, and what each holder had from day to day."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from whoholds.atlas.parts import Parts
from whoholds.atlas.summing import Summed, drawn, parts_from_sums

if TYPE_CHECKING:
    from whoholds.atlas.ground_from_points import Ground
    from whoholds.atlas.layers import LayerPapers
    from whoholds.model import Status


def parts_of_layers(
    layers: Sequence[tuple[LayerPapers, Sequence[Ground]]], over: Summed, units: dict[str, str]
) -> list[Parts]:
    """Return the parts of layers whose grounds do not overlap, in their order: all are summed in one go.

    The grounds of one holder follow each other from day to day, so that only what changed is looked at.
    """
    names = [[(ground.name, ground.holder, ground.status) for ground in grounds] for _, grounds in layers]
    order: dict[tuple[str, str | None, Status], list[tuple[int, int]]] = {}
    for day, of_day in enumerate(names):
        for at, name in enumerate(of_day):
            order.setdefault(name, []).append((day, at))
    spots = [spot for of_name in order.values() for spot in of_name]
    sums = over.lines.sums([layers[day][1][at].geometry for day, at in spots])
    row = {spot: index for index, spot in enumerate(spots)}
    made = []
    for day, (papers, grounds) in enumerate(layers):
        mine = sums[np.array([row[day, at] for at in range(len(grounds))], dtype=np.intp)]
        made.append(parts_from_sums(papers.place, papers.evidence(), papers.day, names[day], mine, over, units))
    return drawn(made, [[ground.geometry for ground in grounds] for _, grounds in layers])
