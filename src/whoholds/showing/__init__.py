"""Showing: a Report, a Reckoning or an Answer in; text, JSON and HTML out. It computes nothing."""

from whoholds.showing.as_json import to_json

__all__ = ["to_json"]
