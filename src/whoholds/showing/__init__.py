"""Showing: a Report, a Reckoning or an Answer in; text, JSON, HTML, Arrow and JSON-LD out. It computes nothing."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from whoholds.showing.as_json import to_json
from whoholds.showing.page import page
from whoholds.showing.terminal import show_answer, show_reckoning, show_report

if TYPE_CHECKING:
    from whoholds.showing.annotations import to_annotations as to_annotations
    from whoholds.showing.as_arrow import to_arrow as to_arrow
    from whoholds.showing.claim_review import Reviewer as Reviewer
    from whoholds.showing.claim_review import to_claim_reviews as to_claim_reviews
    from whoholds.showing.notebook import in_notebook as in_notebook

__all__ = [
    "Reviewer",
    "in_notebook",
    "page",
    "show_answer",
    "show_reckoning",
    "show_report",
    "to_annotations",
    "to_arrow",
    "to_claim_reviews",
    "to_json",
]

# Imported when they are first asked for: most answers go to a terminal, which needs no Arrow and no JSON-LD.
_HOMES = {
    "Reviewer": "claim_review",
    "in_notebook": "notebook",
    "to_annotations": "annotations",
    "to_arrow": "as_arrow",
    "to_claim_reviews": "claim_review",
}


def __getattr__(name: str) -> object:
    """Import what the door shows when it is first asked for."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
