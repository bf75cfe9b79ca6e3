"""A figure that the same side gave before, and how the map moved in between."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence

import msgspec

from whoholds.days import last_day
from whoholds.model import WHOLE_COUNTRY, Check, Evidence, Figure, PartTable, Report
from whoholds.reckoning.inside.facts import PastClaim
from whoholds.reckoning.inside.saying import date_words, listed, number, quoted, unit_name
from whoholds.reckoning.inside.sides import called, same_holder, same_side, titles
from whoholds.reckoning.inside.windows import is_measurable

# A figure that comes again within a week is the same news; a table this far from a date says nothing of it.
SAME_NEWS = dt.timedelta(days=7)
FAR = 45
MOST = 3
Same = tuple[str, str, str, float, float | None]


def check_past(
    report: Report, on: str | None, past: Sequence[PastClaim], tables: Sequence[PartTable], place: str | None
) -> Iterator[Check]:
    """One check for each figure that its speaker's side gave before the report's day."""
    day = _day(on) or _day(report.event_date) or _day((report.published or "")[:10])
    if day is None or not past:
        return
    known = titles(report)
    claims = _by_figure(past)
    for same, indexes in _spoken(report).items():
        found: list[tuple[dt.date, PastClaim]] = []
        for claim in claims.get(same, ()):
            then = _day(claim.on)
            if then is None or then > day - SAME_NEWS:
                continue
            if any(_by_same_side(report.figures[i], claim, known) for i in indexes[:MOST]):
                found.append((then, claim))
        if found:
            yield _said(report, indexes, day, found, [t for t in tables if place in (None, t.place)], known)


def _spoken(report: Report) -> dict[Same, list[int]]:
    groups: dict[Same, list[int]] = defaultdict(list)
    for index, figure in enumerate(report.figures):
        if (
            figure.speaker
            and is_measurable(figure)
            and figure.kind in ("share", "area", "count")
            and figure.relation != "none"
        ):
            measure = figure.measure or ("area" if figure.kind == "share" else "")
            groups[(figure.kind, figure.unit, measure, figure.value, figure.high)].append(index)
    return groups


def _by_figure(past: Sequence[PastClaim]) -> dict[Same, list[PastClaim]]:
    """The past claims by what they say. A table of claims has "count" for a unit and the noun for a measure."""
    groups: dict[Same, list[PastClaim]] = defaultdict(list)
    for claim in past:
        unit = (claim.measure or "") if claim.unit == "count" else claim.unit
        measure = (claim.measure or "area") if claim.kind == "share" else ""
        groups[(claim.kind, unit, measure, claim.value, claim.high)].append(claim)
    return groups


def _by_same_side(figure: Figure, claim: PastClaim, known: dict[str, str]) -> bool:
    return same_side(called(figure.speaker, known), claim.source) and same_holder(figure.holder, claim.holder)


def _said(
    report: Report,
    indexes: Sequence[int],
    day: dt.date,
    found: list[tuple[dt.date, PastClaim]],
    tables: Sequence[PartTable],
    known: dict[str, str],
) -> Check:
    # The body names its speakers in full, where a headline has "general".
    figure = next((report.figures[i] for i in indexes if report.figures[i].where == "body"), report.figures[indexes[0]])
    found.sort(key=lambda pair: pair[0])
    earlier = listed([f"{claim.source} on {date_words(claim.on)}" for _, claim in found], MOST)
    same = f"{number(figure.value, 2)} {unit_name(figure.unit)}"
    say = f"{quoted(figure)} ({figure.speaker}): the same side gave the same figure, {same}, before: {earlier}."
    sources = [_evidence(claim) for _, claim in found[:MOST]]
    stirred: list[bool] = []
    for before, after in _table_pairs(found[-1][0], day, figure, tables, known):
        moved, words = _moves(before, after)
        stirred.append(moved)
        say += f" {words}"
        sources += [before.evidence, after.evidence]
    holds = True if stirred and not any(stirred) else None
    return Check(kind="same figure before", figures=tuple(indexes), holds=holds, say=say, sources=tuple(sources))


def _evidence(claim: PastClaim) -> Evidence:
    return Evidence(source=claim.source, as_of=claim.on, url=claim.url, note=claim.note)


# ------------------------------------------------------------------------------------------------ how the map moved


def _table_pairs(
    then: dt.date, now: dt.date, figure: Figure, tables: Sequence[PartTable], known: dict[str, str]
) -> list[tuple[PartTable, PartTable]]:
    """For at most two sources, the tables nearest to the two days, nearest first. A side's own table is no evidence."""
    by_source: dict[str, list[tuple[dt.date, PartTable]]] = defaultdict(list)
    measure = (figure.measure or "area") if figure.kind == "share" else "area"
    speaker = called(figure.speaker, known)
    for table in map(_in_percent, tables):
        day = _day(table.day)
        if day is not None and table.unit == "percent" and table.measure == measure:
            by_source[table.evidence.source].append((day, table))
    pairs = []
    for source, dated in by_source.items():
        before = min(dated, key=lambda pair: (abs((pair[0] - then).days), pair[0]))
        after = min(dated, key=lambda pair: (abs((pair[0] - now).days), pair[0]))
        far = abs((before[0] - then).days), abs((after[0] - now).days)
        in_reach = max(far) <= FAR and before[0] < after[0] and before[1].base == after[1].base
        if in_reach and not same_side(speaker, source):
            pairs.append((sum(far), source, before[1], after[1]))
    pairs.sort(key=lambda pair: pair[:2])
    return [(before, after) for _, _, before, after in pairs[:2]]


def _in_percent(table: PartTable) -> PartTable:
    """Return a map's table of the whole country as shares, to a hundredth of a percent; any other table as it is."""
    if table.evidence.kind == "shares" or table.base != WHOLE_COUNTRY or not table.total:
        return table
    total = table.total
    parts = tuple(
        msgspec.structs.replace(part, value=round(100 * part.value / total, 2), rounding=0.005) for part in table.parts
    )
    return msgspec.structs.replace(table, unit="percent", parts=parts, total=100.0)


def _moves(before: PartTable, after: PartTable) -> tuple[bool, str]:
    """Whether any holder's share moved by more than its rounding, and each holder's share on both dates."""
    old, new = _by_holder(before), _by_holder(after)
    rounding = {
        holder: sum(part.rounding for table in (before, after) for part in table.parts if part.holder == holder)
        for holder in {**old, **new}
    }
    moves, moved = [], False
    for holder in {**old, **new}:
        then, now = old.get(holder), new.get(holder)
        if then is not None and now is not None and abs(now - then) <= rounding[holder] + 1e-9:
            moves.append(
                f"{holder} stayed at {number(now, 2)}"
                if now == then
                else f"{holder} {number(then, 2)} to {number(now, 2)}"
            )
            continue
        moved = True
        moves.append(f"{holder} {_or_none(then)} to {_or_none(now)}")
    days = f"{date_words(before.evidence.as_of)} and {date_words(after.evidence.as_of)}"
    start = "In between the map moved" if moved else "In between the map did not move"
    return moved, f"{start}, by {before.evidence.source} for {days}: {listed(moves, 8)} percent."


def _by_holder(table: PartTable) -> dict[str, float]:
    sums: dict[str, float] = {}
    for part in table.parts:
        if part.holder is not None:
            sums[part.holder] = sums.get(part.holder, 0.0) + part.value
    return sums


def _or_none(value: float | None) -> str:
    return "not given" if value is None else number(value, 2)


def _day(dated: str | None) -> dt.date | None:
    day = last_day(dated)
    return dt.date.fromisoformat(day) if day else None
