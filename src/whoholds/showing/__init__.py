"""Showing: a Report, a Reckoning or an Answer in; text, JSON and HTML out. It computes nothing."""

from whoholds.showing.as_json import to_json
from whoholds.showing.page import page
from whoholds.showing.terminal import show_answer, show_reckoning, show_report

__all__ = ["page", "show_answer", "show_reckoning", "show_report", "to_json"]
