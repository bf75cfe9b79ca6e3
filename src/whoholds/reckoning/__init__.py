"""Reckoning: a claim and part tables in; a Reckoning out. It knows neither files nor pages."""
