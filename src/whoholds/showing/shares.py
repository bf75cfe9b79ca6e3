"""Shares on a terminal: a table with its base, its source and the check of its sum."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whoholds.showing.printer import Printer
from whoholds.showing.words import clean, shorten

if TYPE_CHECKING:
    from rich.console import Console

    from whoholds.atlas.shares import Shares

NOUNS = {"km2": "km²", "people": "people", "percent": "%"}
LONGEST_NOTE = 240  # characters; JSON has it whole


def show_shares(shares: Shares, country: str, console: Console | None = None) -> None:
    """Print who held how much, what the whole is, whether the parts come to it, and by whom."""
    from rich.table import Table

    printer = Printer(console)
    whole = country if shares.base == "the whole country" else f"{country}: {shares.base}"
    printer.line((f"{whole} on {shares.on}, by {shares.measure}", "bold"))
    table = Table(box=None, pad_edge=False, padding=(0, 2))
    table.add_column("holder")
    table.add_column(NOUNS.get(shares.unit, shares.unit), justify="right")
    table.add_column("% of the base", justify="right")
    off = shares.evidence.precision_km
    if off is not None:
        table.add_column(f"lines ±{off:g} km", justify="right")
    for each in shares.holders:
        table.add_row(clean(each.name), amount(each.value, shares.unit), _percent(each.share), _range(each.range))
        rows = [row for row in shares.rows if (row.holder or row.name, row.holder) == (each.name, each.holder)]
        for row in rows if len(rows) > 1 else ():
            cells = (f"  {row.status}", amount(row.value, shares.unit), _percent(row.share), _range(row.range))
            table.add_row(*cells, style="dim")
    if shares.total is not None:
        table.add_section()
        table.add_row("the whole", amount(shares.total, shares.unit), "100.00")
    printer.console.print(table, soft_wrap=True)
    printer.line(_sum_line(shares))
    if shares.drawn_km2 is not None and shares.outside_km2 is not None:
        beyond = f"{amount(shares.outside_km2, 'km2')} km² of it outside the country, however its border is drawn"
        printer.line(f"The source draws {amount(shares.drawn_km2, 'km2')} km² in all, {beyond}.")
    papers = shares.evidence
    known = " · ".join(filter(None, (papers.source, f"as of {papers.as_of}", papers.kind, papers.licence, papers.url)))
    printer.line(("Source: ", "bold"), known)
    if papers.note:
        printer.line(("Note: ", "bold"), shorten(papers.note, LONGEST_NOTE))
    if shares.other_sources:
        printer.line(("Also by: ", "bold"), ", ".join(shares.other_sources), " (--source NAME)")


def amount(value: float, unit: str) -> str:
    """Return a value for the eye: whole km² from 100 on, whole places and people, shares as they are.

    >>> amount(6618.237, "km2"), amount(13.04, "km2"), amount(217.0, "places"), amount(59.6, "percent")
    ('6,618', '13.0', '217', '59.6')
    """
    if unit == "km2":
        return f"{value:,.0f}" if value >= 100 else f"{value:,.1f}"
    return f"{value:,.0f}" if float(value).is_integer() and unit != "percent" else f"{value:,.10g}"


def _percent(share: float | None) -> str:
    return "" if share is None else f"{share:.2f}"


def _range(share: tuple[float, float] | None) -> str:
    return "" if share is None else f"{share[0]:.1f} to {share[1]:.1f}"


def _sum_line(shares: Shares) -> str:
    unit = NOUNS.get(shares.unit, shares.unit)
    if shares.total is None or shares.residual is None:
        return "Sum: the source states no whole, so it cannot be checked."
    if abs(shares.residual) <= max(1e-9 * shares.total, 1e-4):
        return f"Sum: the parts come to the whole, {amount(shares.total, shares.unit)} {unit}."
    side = "less" if shares.residual > 0 else "more"
    return f"Sum: the parts come to {amount(abs(shares.residual), shares.unit)} {unit} {side} than the whole."
