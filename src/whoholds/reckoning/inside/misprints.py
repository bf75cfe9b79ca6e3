"""Two digits that changed places (63.83 for 63.38), and digits that were cut off instead of rounded (36.27 as 36.2)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from whoholds.model import KM2_PER_UNIT, Check, Figure, PartTable, Report
from whoholds.reckoning.fit import is_cut_off
from whoholds.reckoning.inside.facts import Known
from whoholds.reckoning.inside.passages import Passage
from whoholds.reckoning.inside.saying import date_words, digits, quoted, unit_name
from whoholds.reckoning.inside.tabled import Given, Stand, given, is_named, near, stands
from whoholds.reckoning.inside.windows import as_claim, last_digit

# With fewer digits than this, a swap too often comes near to something; with MANY, any table's word is enough.
FEW, MANY = 3, 4


def check_misprints(report: Report, passages: Sequence[Passage], known: Known) -> Iterator[Check]:
    """Figures that no table near their day gives, although one does with two digits swapped, or before rounding."""
    for stand in stands(report, passages, known):
        found = [entry for table in near(stand, known.tables) for entry in _of_measure(table, stand)]
        if not any(_takes(stand.figure, entry) for entry in found):
            yield from _cut_off(stand, found, known) or _swapped(stand, found, known)


def _of_measure(table: PartTable, stand: Stand) -> list[Given]:
    entries = given(table, stand)
    return [entry for entry in entries if entry.table.measure == stand.claim.measure]


def swaps(figure: Figure) -> list[float]:
    """The numbers that the figure may have been with two neighbouring digits swapped; none if it has too few digits.

    >>> swaps(Figure(quote="63.83%", span=(0, 6), value=63.83, kind="share", unit="percent"))
    [36.83, 68.33, 63.38]
    >>> swaps(Figure(quote="85%", span=(0, 3), value=85, kind="share", unit="percent"))
    []
    """
    text = _as_printed(figure)
    if significant(figure) < FEW:
        return []
    at = [n for n, character in enumerate(text) if character.isdigit()]
    found = []
    for one, other in pairwise(at):
        changed = text[:one] + text[other] + text[one + 1 : other] + text[one] + text[other + 1 :]
        if changed != text and not changed.startswith("0"):
            found.append(float(changed))
    return found


def significant(figure: Figure) -> int:
    """How many digits the figure has that say something: 4 for 63.83, 2 for 27,000.

    >>> significant(Figure(quote="27,000", span=(0, 6), value=27000, kind="area", unit="km2"))
    2
    """
    plain = _as_printed(figure).replace(".", "").lstrip("0")
    return len(plain) if "." in _as_printed(figure) else len(plain.rstrip("0"))


def _as_printed(figure: Figure) -> str:
    """The digits of the figure: with as many decimals as it was stated with."""
    last = last_digit(figure)
    decimals = 0
    while last < 0.999999 and decimals < 9:
        last, decimals = last * 10, decimals + 1
    return f"{abs(figure.value):.{decimals}f}"


def _takes(figure: Figure, entry: Given) -> bool:
    """Whether the figure, rounded as it is, may be the table's."""
    reach = (last_digit(figure) / 2) * _unit(figure) + entry.rounding
    return abs(entry.value - figure.value * _unit(figure)) <= reach + 1e-9


def _unit(figure: Figure) -> float:
    return KM2_PER_UNIT[figure.unit] if figure.kind == "area" else 1.0


# ------------------------------------------------------------------------------------------------ cut off


def _cut_off(stand: Stand, found: Sequence[Given], known: Known) -> list[Check]:
    """The speaker's own table, or one of a source that the sentence names, has more digits, and they were cut off."""
    for entry in found:
        finer = entry.fineness < last_digit(stand.figure) / 4 and _unit(stand.figure) == 1
        if (
            finer
            and is_cut_off(entry.value, as_claim(stand.figure))
            and is_named(stand, entry.table.evidence.source, known)
        ):
            say = f"{quoted(stand.figure)}: {_source(entry)} gives {digits(entry.value)}{_of(stand.figure)}. "
            say += "Its last digits were cut off, not rounded."
            return [_check("cut off, not rounded", stand, entry, say)]
    return []


# ------------------------------------------------------------------------------------------------ swapped


def _swapped(stand: Stand, found: Sequence[Given], known: Known) -> list[Check]:
    """One swap of digits makes the figure a table's, and no table near it comes as close to what is printed."""
    figure = stand.figure
    for value in swaps(figure):
        apart = abs(value - figure.value) * _unit(figure)
        if any(abs(entry.value - figure.value * _unit(figure)) < apart / 2 for entry in found):
            continue
        for entry in found:
            half = last_digit(figure) * _unit(figure) / 2 + 1e-9
            fits = entry.fineness <= half and abs(entry.value - value * _unit(figure)) <= half
            if fits and (significant(figure) >= MANY or is_named(stand, entry.table.evidence.source, known)):
                say = f"{quoted(figure)}: {_source(entry)} gives {digits(entry.value)}{_of(figure)}. "
                say += "Two digits may have changed places."
                return [_check("swapped digits", stand, entry, say)]
    return []


def _source(entry: Given) -> str:
    return f"{entry.table.evidence.source} for {date_words(entry.table.evidence.as_of)}"


def _of(figure: Figure) -> str:
    return f" {unit_name('km2' if figure.kind == 'area' else figure.unit)}"


def _check(kind: str, stand: Stand, entry: Given, say: str) -> Check:
    return Check(kind=kind, figures=stand.indexes, holds=None, say=say, sources=(entry.table.evidence,))
