"""The rows of a layer, with what was changed on the way to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from whoholds.atlas.layers import COLUMNS, LayerKind

if TYPE_CHECKING:
    import pyarrow as pa
    from numpy.typing import NDArray

    from whoholds.atlas.importing.names import Held

LONGEST_NAME = 300  # characters
LONGEST_NOTE = 2_000


@dataclass(frozen=True, kw_only=True, slots=True)
class Rows:
    """A layer's table, what was repaired or left out of its geometry, and what was understood (both in sentences)."""

    table: pa.Table
    repairs: tuple[str, ...] = ()
    said: tuple[str, ...] = ()


def table_of(
    kind: LayerKind,
    held: Sequence[Held],
    notes: Sequence[str | None],
    geometry: NDArray[Any],
    more: Mapping[str, Sequence[Any]] | None = None,
) -> pa.Table:
    """Return the table of a layer: the columns that all kinds with geometry have, and `more` of its own."""
    import pyarrow as pa
    import shapely

    types = {"settlement": pa.bool_(), "land": pa.bool_(), "population": pa.int64(), "geometry": pa.binary()}
    cells: dict[str, Any] = {
        "name": [row.name[:LONGEST_NAME] for row in held],
        "holder": [row.holder for row in held],
        "status": [row.status for row in held],
        "note": [note and note[:LONGEST_NOTE] for note in notes],
        "geometry": shapely.to_wkb(geometry, byte_order=1, include_srid=False).tolist(),
        **(more or {}),
    }
    names = COLUMNS[kind]
    return pa.table({name: pa.array(cells[name], types.get(name, pa.string())) for name in names})
