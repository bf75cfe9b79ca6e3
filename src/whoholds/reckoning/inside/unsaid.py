"""Why a sum of shares may miss the whole: swapped digits, or holders whom it leaves out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import msgspec

from whoholds.model import WHOLE_COUNTRY, Check, Evidence, PartTable, Report
from whoholds.reckoning.inside.facts import Known
from whoholds.reckoning.inside.misprints import swaps
from whoholds.reckoning.inside.saying import date_words, digits, listed, number, quoted
from whoholds.reckoning.inside.tabled import FAR
from whoholds.reckoning.inside.windows import gives_window

# A swap of digits makes many a sum the whole if the sum's rounding reaches further than this, in percent.
TIGHT = 0.05


def told_why(report: Report, check: Check, known: Known) -> Check:
    """The check of a sum, with what is known of why it is not the whole."""
    total = sum(report.figures[i].value for i in check.figures)
    if check.kind != "sum to a whole" or check.holds is True:
        return check
    words, sources = _swapped(report, check.figures, total), check.sources
    if not words and total < 100:
        words, sources = _left_out(check.figures, known, total)
    return msgspec.structs.replace(check, say=f"{check.say} {words}".strip(), sources=sources)


def _swapped(report: Report, parts: Sequence[int], total: float) -> str:
    """The one figure that makes the sum the whole if two of its digits change places."""
    windows = [gives_window(report.figures[i]) for i in parts]
    reach = sum(high - low for low, high in windows) / 2
    if reach > TIGHT:
        return ""
    found = [
        (i, value)
        for i in parts
        for value in swaps(report.figures[i])
        if abs(total - report.figures[i].value + value - 100) <= reach + 1e-9
    ]
    if len(found) != 1:
        return ""
    i, value = found[0]
    whole = number(total - report.figures[i].value + value, 2)
    return (
        f"With {digits(value)} for {quoted(report.figures[i])} they make {whole}: two digits may have changed places."
    )


def _left_out(parts: Sequence[int], known: Known, total: float) -> tuple[str, tuple[Evidence, ...]]:
    """What the table nearest to the day gives to the holders whom the sum does not name."""
    claims = [claim for i in parts if (claim := known.claims.get(i)) is not None]
    on = {claim.on for claim in claims}
    if len(claims) < len(parts) or len(on) != 1 or None in on or not all(claim.holders for claim in claims):
        return "", ()
    named = {holder for claim in claims for holder in claim.holders}
    table = _nearest(known.tables, next(iter(on)) or "", claims[0].measure, named)
    if table is None:
        return "", ()
    others: dict[str, float] = {}
    for part in table.parts:
        if part.holder is not None and part.holder not in named:
            others[part.holder] = others.get(part.holder, 0.0) + part.value
    if not others:
        return "", ()
    shares = listed([f"{holder} {number(value, 2)}" for holder, value in others.items()])
    source = f"{table.evidence.source} for {date_words(table.evidence.as_of)}"
    return f"Of those not named, {source} gives {shares} percent.", (table.evidence,)


def _nearest(tables: Sequence[PartTable], on: str, measure: str | None, named: set[str]) -> PartTable | None:
    """The published table of the whole country nearest to the day that has all who are named, and is near enough."""
    day = dt.date.fromisoformat(on)
    found = [
        (abs((dt.date.fromisoformat(table.day) - day).days), table.day, table.evidence.source, table)
        for table in tables
        if table.evidence.kind == "shares"
        and (table.unit, table.base, table.measure) == ("percent", WHOLE_COUNTRY, measure or "area")
        and named <= {part.holder for part in table.parts}
    ]
    near = min(found, key=lambda entry: entry[:-1], default=None)
    return near[-1] if near is not None and near[0] <= FAR else None
