"""Files of others in, layers out: polygons, points, unit tables, share tables and series, from many formats."""

from __future__ import annotations

from whoholds.atlas.importing.adding import Import, Imported, add_layers
from whoholds.atlas.importing.request import Request
from whoholds.atlas.importing.settled import Settled, Unsettled, read_settled

__all__ = ["Import", "Imported", "Request", "Settled", "Unsettled", "add_layers", "read_settled"]
