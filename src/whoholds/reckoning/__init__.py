"""Reckoning: a claim and part tables in; a Reckoning out. It knows neither files nor pages."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from whoholds.reckoning.cases import read_cases as read_cases
    from whoholds.reckoning.cases import reckon_case as reckon_case
    from whoholds.reckoning.cases import reckoned_lines as reckoned_lines
    from whoholds.reckoning.cases import search_case as search_case
    from whoholds.reckoning.fit import claim_windows as claim_windows
    from whoholds.reckoning.inside import PastClaim as PastClaim
    from whoholds.reckoning.inside import WholeArea as WholeArea
    from whoholds.reckoning.inside import WholeUnits as WholeUnits
    from whoholds.reckoning.inside import check_inside as check_inside
    from whoholds.reckoning.laid_out import ByHand as ByHand
    from whoholds.reckoning.laid_out import TableByHand as TableByHand
    from whoholds.reckoning.laid_out import by_hand as by_hand
    from whoholds.reckoning.verdict import reckon as reckon

__all__ = [
    "ByHand",
    "PastClaim",
    "TableByHand",
    "WholeArea",
    "WholeUnits",
    "by_hand",
    "check_inside",
    "claim_windows",
    "read_cases",
    "reckon",
    "reckon_case",
    "reckoned_lines",
    "search_case",
]

# Nothing is imported before it is needed: cases and the checks inside a report do without NumPy.
_HOMES = {
    "ByHand": "laid_out",
    "TableByHand": "laid_out",
    "by_hand": "laid_out",
    "PastClaim": "inside",
    "WholeArea": "inside",
    "WholeUnits": "inside",
    "check_inside": "inside",
    "claim_windows": "fit",
    "read_cases": "cases",
    "reckon": "verdict",
    "reckon_case": "cases",
    "reckoned_lines": "cases",
    "search_case": "cases",
}


def __getattr__(name: str) -> object:
    """Import what the door shows when it is first asked for."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
