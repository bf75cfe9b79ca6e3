"""Showing: a Report, a Reckoning or an Answer in; text, JSON and HTML out. It computes nothing."""
