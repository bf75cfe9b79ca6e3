"""The atlas: layers of control in; part tables, holders and places out. It knows nothing of reports."""

from __future__ import annotations

from whoholds.atlas.atlas import Atlas, open_atlas
from whoholds.atlas.places import Country
from whoholds.atlas.statements import PastStatement

__all__ = ["Atlas", "Country", "PastStatement", "open_atlas"]
