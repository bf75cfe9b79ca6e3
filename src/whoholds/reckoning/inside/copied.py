"""A figure of one measure that was printed for another: a share of districts as a share of land."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from whoholds.model import Check, Report
from whoholds.reckoning.inside.facts import Known
from whoholds.reckoning.inside.passages import Passage
from whoholds.reckoning.inside.saying import date_words, digits, quoted
from whoholds.reckoning.inside.tabled import Given, Stand, given, is_named, near, stands
from whoholds.reckoning.inside.windows import gives_window, last_digit

KIND = "figure of another measure"
NAMES = {"area": "land", "population": "people"}


def check_copied(report: Report, passages: Sequence[Passage], known: Known) -> Iterator[Check]:
    """Shares that a table of the speaker, or of a source that the sentence names, gives for another measure.

    No table near that day may give the figure for the measure that is printed. `false` if the same source has that
    measure for the same day, and it is another figure; else shown, not judged.
    """
    for stand in stands(report, passages, known):
        if stand.figure.kind != "share" or stand.figure.value in (0, 100):
            continue
        found = [entry for table in near(stand, known.tables) for entry in given(table, stand)]
        printed = [entry for entry in found if entry.table.measure == stand.claim.measure]
        other = [
            entry
            for entry in found
            if entry.table.measure != stand.claim.measure
            and _is(stand, entry)
            and is_named(stand, entry.table.evidence.source, known)
        ]
        if other and not any(_near_enough(stand, entry) for entry in printed):
            yield _said(stand, other[0], printed)


def _is(stand: Stand, entry: Given) -> bool:
    """Whether the table prints this very figure, rounded as the text has it."""
    return abs(entry.value - stand.figure.value) <= last_digit(stand.figure) / 2 + 1e-9


def _near_enough(stand: Stand, entry: Given) -> bool:
    low, high = gives_window(stand.figure)
    return low - entry.rounding - 1e-9 <= entry.value <= high + entry.rounding + 1e-9


def _said(stand: Stand, other: Given, printed: Sequence[Given]) -> Check:
    source, as_of = other.table.evidence.source, other.table.evidence.as_of
    its_own = [entry for entry in printed if entry.table.evidence.source == source]
    measure, wanted = _name(other.table.measure), _name(stand.claim.measure)
    say = f"{quoted(stand.figure)} stands as a share of {wanted}: {source} for {date_words(as_of)} gives "
    say += f"{digits(round(other.value, 2))} percent of {measure} for {' and '.join(stand.claim.holders)}"
    if its_own:
        first = its_own[0]
        at = "" if first.table.evidence.as_of == as_of else f" for {date_words(first.table.evidence.as_of)}"
        say += f", and of {wanted} {digits(round(first.value, 2))}{at}."
    else:
        say += f", and near that day none of {wanted}."
    judged = any(entry.table.evidence.as_of == as_of for entry in its_own)
    sources = (other.table.evidence, *(entry.table.evidence for entry in its_own[:1]))
    return Check(kind=KIND, figures=stand.indexes, holds=False if judged else None, say=say, sources=sources)


def _name(measure: str | None) -> str:
    return NAMES.get(measure or "area", measure or "area")
