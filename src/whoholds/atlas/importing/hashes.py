"""Hashes of what came in."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from whoholds.atlas.importing.guard import COPIED_AT_ONCE

if TYPE_CHECKING:
    from whoholds.atlas.importing.features import Features


def hash_of_file(parts: Sequence[Path]) -> str:
    """Return the SHA-256 of a file, or of files one after the other, in hexadecimal."""
    found = hashlib.sha256()
    for part in parts:
        with part.open("rb") as file:
            while block := file.read(COPIED_AT_ONCE):
                found.update(block)
    return found.hexdigest()


def hash_of_rows(features: Features) -> str:
    """Return the SHA-256 of rows: of their cells by column as JSON, each row followed by its geometry as WKB.

    So a table that has grown by a day is the same as before on all other days.

    >>> from whoholds.atlas.importing.features import Features
    >>> hash_of_rows(Features(columns={"holder": ("SDF",)}))[:12]
    '812a95257abd'
    """
    import shapely

    found = hashlib.sha256()
    for index in range(features.num_rows):
        row = {name: cells[index] for name, cells in features.columns.items()}
        found.update(json.dumps(row, sort_keys=True, ensure_ascii=False).encode())
        if features.geometry is not None and features.geometry[index] is not None:
            found.update(shapely.to_wkb(features.geometry[index], byte_order=1))
    return found.hexdigest()
