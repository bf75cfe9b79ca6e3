"""What published tables from near a figure's day give for its holder."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from whoholds.model import KM2_PER_UNIT, Claim, Figure, PartTable, Report, Status, Struct
from whoholds.reckoning.inside.facts import Known
from whoholds.reckoning.inside.passages import Passage, sentence
from whoholds.reckoning.inside.sides import called, titles
from whoholds.reckoning.inside.words import tokens

# A table this far from a figure's day says nothing of it.
FAR = 45
# A holder's ground, as tables count it: what it controls, with what it influences, contests, or all of these.
COUNTED: tuple[tuple[Status, ...], ...] = (
    ("controlled",),
    ("controlled", "influence"),
    ("controlled", "contested"),
    ("controlled", "influence", "contested", "unknown"),
)


class Given(Struct, frozen=True, kw_only=True):
    """What one table comes to for a holder, by one way of counting its ground: in percent, or in the table's unit."""

    table: PartTable
    value: float
    rounding: float
    fineness: float


class Stand(Struct, frozen=True, kw_only=True):
    """A figure whose names are settled, with every place where it stands. `speaker` is all that the page calls him."""

    figure: Figure
    claim: Claim
    indexes: tuple[int, ...]
    passage: Passage
    speaker: str


def stands(report: Report, passages: Sequence[Passage], known: Known) -> Iterator[Stand]:
    """The figures that tables can be held against: levels of one holder on one day, each named once."""
    if not known.tables:
        return
    words = titles(report)
    same: dict[tuple[object, ...], list[tuple[int, Passage]]] = {}
    for passage in passages:
        for i in passage.figures:
            figure, claim = report.figures[i], known.claims.get(i)
            if claim is not None and _is_level(figure, claim):
                key = (figure.value, figure.last_place, figure.unit, claim.measure, claim.holders, claim.on, claim.base)
                same.setdefault(key, []).append((i, passage))
    for places in same.values():
        index, passage = places[0]
        figure = report.figures[index]
        yield Stand(
            figure=figure,
            claim=known.claims[index],
            indexes=tuple(i for i, _ in places),
            passage=passage,
            speaker=called(figure.speaker, words),
        )


def is_named(stand: Stand, source: str, known: Known) -> bool:
    """Whether the tables of that source are the speaker's own, or of one whom the figure's sentence names."""
    words = tokens(stand.figure.speaker)
    if words and (words <= tokens(source) or source in known.named(stand.speaker)):
        return True
    return source in known.named(sentence(stand.passage.text, stand.figure))


def _is_level(figure: Figure, claim: Claim) -> bool:
    return (
        figure.asserted
        and figure.relation in ("holds", "contests")
        and figure.bound == "exact"
        and figure.high is None
        and not figure.in_words
        and bool(claim.holders and claim.on)
        and (figure.kind in ("share", "count") or figure.unit in KM2_PER_UNIT)
    )


def near(stand: Stand, tables: Sequence[PartTable]) -> list[PartTable]:
    """The published tables of the figure's ground within reach of its day, nearest first, shares before areas."""
    on = dt.date.fromisoformat(stand.claim.on or "")
    found = []
    for table in tables:
        days = abs((dt.date.fromisoformat(table.day) - on).days)
        if table.evidence.kind == "shares" and table.base == stand.claim.base and days <= FAR:
            found.append((days, table.unit != "percent", table.day, table.evidence.source, table.measure, table))
    return [entry[-1] for entry in sorted(found, key=lambda entry: entry[:-1])]


def given(table: PartTable, stand: Stand) -> list[Given]:
    """What the table gives for the figure's holder, in the figure's kind of unit; none if it has not each of them."""
    scale = _scale(table, stand.figure)
    holders = set(stand.claim.holders)
    if scale is None or not holders <= {part.holder for part in table.parts}:
        return []
    found: dict[float, Given] = {}
    for statuses in COUNTED:
        parts = [part for part in table.parts if part.holder in holders and part.status in statuses]
        if {part.holder for part in parts} == holders:
            value = round(sum(part.value for part in parts) * scale, 9)
            roundings = [part.rounding * scale for part in parts]
            found.setdefault(
                value, Given(table=table, value=value, rounding=sum(roundings), fineness=max(roundings, default=0.0))
            )
    return list(found.values())


def _scale(table: PartTable, figure: Figure) -> float | None:
    """By what a table's values become the figure's kind of value: percent, km² or a count."""
    if figure.kind == "share":
        if table.unit == "percent":
            return 1.0
        return 100 / table.total if table.total else None
    if figure.kind == "area":
        return 1.0 if table.unit == "km2" else None
    return 1.0 if table.unit == figure.unit else None
