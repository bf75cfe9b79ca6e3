"""Shares on a terminal: a table with its base, its source and the check of its sum."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from whoholds.atlas.tables import is_filled_up
from whoholds.days import last_day
from whoholds.showing.printer import Printer
from whoholds.showing.words import clean, shorten

if TYPE_CHECKING:
    from rich.console import Console

    from whoholds.atlas.shares import ShareRow, Shares

NOUNS = {"km2": "km²", "people": "people", "percent": "%"}
SAME_TIME_DAYS = 31
LONGEST_NOTE = 240  # characters; JSON has it whole


def show_shares(shares: Shares, country: str, console: Console | None = None) -> None:
    """Print who held how much, what the whole is, whether the parts come to it, and by whom."""
    from rich.table import Table

    printer = Printer(console)
    whole = country if shares.base == "the whole country" else f"{country}: {shares.base}"
    printer.line((f"{whole} on {shares.on}, by {shares.measure}", "bold"))
    if far := _how_far(shares):
        printer.line(far)
    table = Table(box=None, pad_edge=False, padding=(0, 2))
    table.add_column("holder")
    table.add_column(NOUNS.get(shares.unit, shares.unit), justify="right")
    table.add_column("% of the base", justify="right")
    off = shares.evidence.precision_km
    if off is not None:
        table.add_column(f"lines ±{off:g} km", justify="right")
    for each in shares.holders:
        rows = [row for row in shares.rows if (row.holder or row.name, row.holder) == (each.name, each.holder)]
        # One row has no line of its own below, where its status would stand.
        single = each.holder is not None and len(rows) == 1 and rows[0].status != "controlled"
        name = f"{each.name} ({rows[0].status})" if single else each.name
        table.add_row(clean(name), amount(each.value, shares.unit), _percent(each.share), _range(each.range))
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


def _how_far(shares: Shares) -> str | None:
    """Say how much older or later the evidence is than the day that was asked for, if that is more than a month."""
    day = last_day(shares.evidence.as_of)
    if day is None:
        return None
    days = (date.fromisoformat(shares.on) - date.fromisoformat(day)).days
    if abs(days) <= SAME_TIME_DAYS:
        return None
    return f"The evidence is {abs(days):,} days {'older' if days > 0 else 'later'} than that: it is for {day}."


def _filled_up(shares: Shares) -> ShareRow | None:
    """Return what was added to a published table so that it comes to the whole; a map's own gaps are measured."""
    if shares.evidence.kind != "shares":
        return None
    return next((row for row in shares.rows if row.holder is None and is_filled_up(row.name)), None)


def _sum_line(shares: Shares) -> str:
    unit = NOUNS.get(shares.unit, shares.unit)
    if shares.total is None or shares.residual is None:
        return "Sum: the source states no whole, so it cannot be checked."
    if filled := _filled_up(shares):
        rest = f"{amount(abs(filled.value), shares.unit)} {unit}"
        if filled.value < 0:
            return f"Sum: the parts come to {rest} more than the whole."
        return f"Sum: none was checked; the rest of the whole, {rest}, was filled up as “{filled.name}”."
    if abs(shares.residual) <= max(1e-9 * shares.total, 1e-4):
        return f"Sum: the parts come to the whole, {amount(shares.total, shares.unit)} {unit}."
    side = "less" if shares.residual > 0 else "more"
    return f"Sum: the parts come to {amount(abs(shares.residual), shares.unit)} {unit} {side} than the whole."
