"""Published rows made into part tables: one for each source, date, measure, unit and base, without double counting.

What becomes of a row: it is used as a part; or it stands within another row, adds up others, is a misprint, a
statement or a gain, and is left out with a reason. Nothing vanishes: `leftover_reasons` says why for every other row.
"""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from itertools import groupby

from whoholds.atlas.estimates import Row, ground_left_out, half_last_place, last_day
from whoholds.atlas.places import Country
from whoholds.model import WHOLE_COUNTRY, Evidence, Part, PartTable, Struct

LICENCE = "facts collected from publications"
NOT_SAID = "not said"
SAID_TWICE = "said more than once"
THE_REST = "the rest, "


class Sorted(Struct, frozen=True, kw_only=True):
    """The rows of one table: those that become parts, and those that do not, each with the reason."""

    used: tuple[Row, ...]
    left_out: tuple[tuple[Row, str], ...]


def rows_by_table(rows: list[Row]) -> list[list[Row]]:
    """Return the rows in groups of one table each, ordered by day, source, measure, unit and base."""

    def table_of(row: Row) -> tuple[str, ...]:
        return (last_day(row.as_of), row.source, row.as_of, row.measure, row.unit, row.base)

    return [list(group) for _, group in groupby(sorted(rows, key=table_of), key=table_of)]


def sort_out(rows: list[Row]) -> Sorted:
    """Say which rows of one table become parts, so that no ground counts twice, and why the others do not.

    The finest rows that add up are kept: a row that adds up others goes if they come to it, and they go if not.
    """
    reasons: dict[int, str] = {}
    for row in rows:
        if row.role == "statement":
            reasons[row.number] = "a side's statement: a claim, never evidence"
        elif row.flow:
            reasons[row.number] = "ground that changed hands in a period, not a holding"
        elif row.left_out:
            reasons[row.number] = row.left_out
        elif row.base == WHOLE_COUNTRY and (without := ground_left_out(row.holder)):
            reasons[row.number] = f"leaves out {without}: not all that is held of the whole country"
    kept = [row for row in rows if row.number not in reasons]
    for union in [row for row in kept if row.union]:
        pieces = [row for row in kept if row.holder_id == union.holder_id and not row.union and not row.part_of]
        _settle(union, pieces, reasons)
    for name in dict.fromkeys(row.part_of for row in kept if row.part_of):
        inside = [row for row in kept if row.part_of == name and row.number not in reasons]
        whole = [row for row in kept if name in (row.holder, row.holder_id) and not row.part_of and not row.union]
        if len(whole) == 1:
            _settle(whole[0], inside, reasons)
        else:
            reasons |= {row.number: f"lies inside {name}'s, whose whole this table does not give" for row in inside}
    return Sorted(
        used=tuple(row for row in rows if row.number not in reasons),
        left_out=tuple((row, reasons[row.number]) for row in rows if row.number in reasons),
    )


def _settle(whole: Row, pieces: list[Row], reasons: dict[int, str]) -> None:
    """Keep the pieces if they come to the whole, within rounding; else keep the whole."""
    if not pieces:
        return
    slack = half_last_place(whole) + sum(map(half_last_place, pieces)) + 1e-9
    if abs(sum(row.value for row in pieces) - whole.value) <= slack:
        reasons[whole.number] = f"adds up other rows of {whole.holder}"
    else:
        reasons.update({row.number: f"lies inside {whole.holder}'s {whole.printed}" for row in pieces})


def part_table(rows: list[Row], country: Country, of_source: str | None = None) -> PartTable | None:
    """Make one table of one table's rows. None if no row of it is a holding that somebody assessed.

    `of_source` is what a reader should know of the source; it stands at the end of the table's note.
    """
    sorted_out = sort_out(rows)
    used = sorted_out.used
    if not used:
        return None
    first = used[0]
    total, total_note = _total(used, country)
    parts = parts_of(used)
    remainder = None if total is None else _remainder(total, parts)
    rest = next((row.rest for row in used if row.rest), None)
    shown = [part for part, _ in parts]
    if remainder:
        unsaid = SAID_TWICE if remainder < 0 else f"{THE_REST}{rest}" if rest else NOT_SAID
        # Its rounding is that of the parts which it is left from: it would count twice if it stood here too.
        shown.append(Part(name=unsaid, status=rest or "unknown", value=float(remainder)))
    unit = "people" if first.measure == "population" and first.unit == "count" else first.unit
    return PartTable(
        evidence=Evidence(
            source=first.source,
            as_of=first.as_of,
            url=_most_common_url(used),
            licence=LICENCE,
            kind="shares",
            note="; ".join(filter(None, (_note(sorted_out, total, total_note, parts, remainder), of_source))) or None,
        ),
        place=first.country,
        measure=first.measure,
        unit=first.measure if unit == "count" else unit,
        day=last_day(first.as_of),
        base=first.base,
        parts=tuple(shown),
        total=None if total is None else float(total),
    )


def is_filled_up(name: str) -> bool:
    """Tell whether a part is what the source did not list, added here so that the table comes to its whole.

    >>> is_filled_up("not said"), is_filled_up("the rest, contested"), is_filled_up("Contested")
    (True, True, False)
    """
    return name in (NOT_SAID, SAID_TWICE) or name.startswith(THE_REST)


def parts_of(rows: tuple[Row, ...]) -> list[tuple[Part, Decimal]]:
    """Return a part for each row, and for each pair of rows that are the ends of a range, with its exact value."""
    parts: list[tuple[Part, Decimal]] = []
    for row in rows:
        value, rounding = Decimal(row.printed), half_last_place(row)
        name = row.holder
        if row.alternative:
            other = next((r for r in rows if _is_other_end(r, row)), None)
            if other is not None:
                if row.alternative == "high":
                    continue
                # A range is one part: its middle, as far from true as its ends. Both ends were rounded alike, to the
                # place that the finer one shows: beside 550, 500 is no round hundred.
                name = f"{row.holder} ({row.printed} to {other.printed})"
                value = (value + Decimal(other.printed)) / 2
                rounding = min(rounding, half_last_place(other)) + (other.value - row.value) / 2
        parts.append(
            (Part(name=name, holder=row.holder_id, status=row.status, value=float(value), rounding=rounding), value)
        )
    return parts


def _is_other_end(other: Row, row: Row) -> bool:
    return other.holder == row.holder and {other.alternative, row.alternative} == {"low", "high"}


def _total(rows: tuple[Row, ...], country: Country) -> tuple[Decimal | None, str | None]:
    """Return the whole in the table's unit, and what must be said of it."""
    if rows[0].unit == "percent":
        return Decimal(100), None
    stated = sorted({row.total for row in rows if row.total is not None})
    if len(stated) == 1:
        return _decimal(stated[0]), None
    if stated:
        return None, f"the source gives several totals ({', '.join(_figure(_decimal(t)) for t in stated)})"
    if rows[0].unit == "km2" and rows[0].base == WHOLE_COUNTRY and country.area_km2:
        area = _decimal(country.area_km2)
        return (
            area,
            f"the source states no total: the whole is the country's area, {_figure(area)} km2 ({country.source})",
        )
    return None, "the source states no total"


def _remainder(total: Decimal, parts: list[tuple[Part, Decimal]]) -> Decimal:
    return total - sum((value for _, value in parts), Decimal(0))


def _note(
    sorted_out: Sorted,
    total: Decimal | None,
    total_note: str | None,
    parts: list[tuple[Part, Decimal]],
    remainder: Decimal | None,
) -> str | None:
    """Say in plain words what the reader must know of the table."""
    used = sorted_out.used
    said = [_sum_note(used, total, parts, remainder), total_note]
    said += [row.doubt for row in used]
    said += [
        f"{row.holder} {row.printed} is left out: {row.left_out}" for row, _ in sorted_out.left_out if row.left_out
    ]
    said += [f"{row.holder} is printed as {_HEDGES[row.bound]} {row.printed}" for row in used if row.bound in _HEDGES]
    said += [f"{part.name} is a range, of which the middle is taken" for part, _ in parts if " to " in part.name]
    said += [f"it counts {row.holder}" for row in used if ground_left_out(row.holder)]
    if any(row.union for row in used):
        said.append("a holder's figure counts ground under control and under influence (or contested) together")
    if any(row.date_inferred for row in used):
        said.append("the date is inferred")
    said += [_without_labels(row.note) for row in used if any(word in row.note for word in _CAVEATS)]
    return "; ".join(dict.fromkeys(filter(None, said))) or None


_HEDGES = {"about": "about", "at_least": "more than", "at_most": "less than"}
_CAVEATS = ("Crimea", "excludes", "full or partial", "includes ", "controlled or contested by")
_LABELS = re.compile(r"(?:BASE: [^;]*|STOCK\b|DATE INFERRED:)[;:,]? *")


def _without_labels(note: str) -> str:
    """Return the note without the words that say what kind of row it is: the table says that itself.

    >>> _without_labels("STOCK; BASE: the oblast; full or partial")
    'full or partial'
    """
    return _LABELS.sub("", note).strip()


def _sum_note(
    used: tuple[Row, ...], total: Decimal | None, parts: list[tuple[Part, Decimal]], remainder: Decimal | None
) -> str | None:
    """Say what the parts add up to, and who alone is named where the table names one or two."""
    if total is None or remainder is None or not remainder:
        return None
    what = "the shares add" if used[0].unit == "percent" else "the parts add"
    comes_to = f"{what} up to {_figure(total - remainder)}"
    whole = "" if used[0].unit == "percent" else f" of {_figure(total)}"
    if remainder < 0:
        return f"{comes_to}{whole}; that is {_figure(-remainder)} more than the whole"
    rest = next((row.rest for row in used if row.rest), None)
    if rest:
        return f"{comes_to}{whole}; the rest, {_figure(remainder)}, is {rest} by the source's word"
    left = f"{comes_to}{whole}; {_figure(remainder)} of the whole is left unsaid"
    holders = list(dict.fromkeys(row.holder_id or row.holder for row in used))
    if len(holders) <= 2 and remainder * 20 >= total:
        return f"the table gives {' and '.join(holders)} alone: {left}"
    return left


def _most_common_url(rows: tuple[Row, ...]) -> str | None:
    return Counter(row.url for row in rows).most_common(1)[0][0]


def _decimal(number: float) -> Decimal:
    return Decimal(repr(number)).normalize()


def _figure(number: Decimal) -> str:
    """Write a number for readers: 1,450 or 0.05, and never 1.85E+5.

    >>> _figure(Decimal("185180")), _figure(Decimal("99.0")), _figure(Decimal("1E+2"))
    ('185,180', '99.0', '100')
    """
    return f"{number:,f}"
