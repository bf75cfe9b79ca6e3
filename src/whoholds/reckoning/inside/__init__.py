"""The checks inside a report, which need no map: one file for each, and the function that runs them all."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise

import msgspec

from whoholds.days import last_day
from whoholds.model import Check, Claim, PartTable, Report
from whoholds.reckoning.inside.agreement import check_agreement
from whoholds.reckoning.inside.before import check_past
from whoholds.reckoning.inside.circle import check_circles
from whoholds.reckoning.inside.columns import check_columns
from whoholds.reckoning.inside.complement import check_rest_of_before
from whoholds.reckoning.inside.conversion import check_conversions
from whoholds.reckoning.inside.copied import check_copied
from whoholds.reckoning.inside.count_sums import check_count_sums
from whoholds.reckoning.inside.counts import check_counts
from whoholds.reckoning.inside.facts import Known, PastClaim, WholeArea, WholeUnits, nobody
from whoholds.reckoning.inside.leftover import check_leftovers
from whoholds.reckoning.inside.misprints import check_misprints
from whoholds.reckoning.inside.passages import Passage, passages_of
from whoholds.reckoning.inside.remainder import check_remainders
from whoholds.reckoning.inside.units import check_units, known_units
from whoholds.reckoning.inside.unsaid import told_why
from whoholds.reckoning.inside.whole import check_wholes
from whoholds.reckoning.inside.windows import is_measurable

__all__ = ["PastClaim", "WholeArea", "WholeUnits", "check_inside"]


def check_inside(
    report: Report,
    *,
    on: str | None = None,
    place: str | None = None,
    country: WholeArea | None = None,
    past: Sequence[PastClaim] = (),
    tables: Sequence[PartTable] = (),
    units: Sequence[WholeUnits] = (),
    claims: Mapping[int, Claim] | None = None,
    blocs: Mapping[str, Sequence[str]] | None = None,
    named: Callable[[str], frozenset[str]] = nobody,
) -> tuple[Check, ...]:
    """Hold the figures of a report against each other, and against what is known without a map.

    `on` is the day that the report is about (ISO 8601), else its own dates are taken. `place` (ISO 3166 alpha-3) picks
    the tables. `country` is how large the country is, `past` are figures that were given before, `tables` published
    shares that say how the map moved since, `units` how many provinces and the like the country has. `claims` are the
    claims that figures make, by their indexes, and `named` gives the names of the sources that a text names: with
    both, figures are held against the tables of their speakers. `blocs` says which holders are counted within which,
    so that no ground is added up twice. The checks come in the order of their first figures.

    >>> from whoholds.model import Figure
    >>> text = "They took 1,400 square kilometers (870 square miles) of land."
    >>> area = Figure(quote="1,400 square kilometers", span=(10, 33), value=1400, kind="area", unit="km2", paragraph=0)
    >>> miles = Figure(quote="870 square miles", span=(35, 51), value=870, kind="area", unit="mi2", paragraph=0)
    >>> check, = check_inside(Report(paragraphs=(text,), figures=(area, miles)))
    >>> check.kind, check.holds
    ('conversion', False)
    """
    passages = [_measurable(report, passage) for passage in passages_of(report)]
    here = [table for table in tables if place in (None, table.place)]
    known = Known(claims=claims or {}, blocs=blocs or {}, tables=here, named=named)
    numbers = known_units(units, here, last_day(on or report.event_date or report.published))
    checks = [check for passage in passages for check in _of_passage(report, passage, country, known)]
    checks += [check for passage in passages for check in check_units(report, passage, country, numbers)]
    for before, after in pairwise(passages):
        checks += check_rest_of_before(report, before, after)
    checks += check_agreement(report, passages)
    checks += check_past(report, on, past, tables, place)
    checks += check_copied(report, passages, known)
    checks += check_misprints(report, passages, known)
    return tuple(sorted(checks, key=lambda check: (check.figures[:1], check.kind)))


def _of_passage(report: Report, passage: Passage, country: WholeArea | None, known: Known) -> Iterator[Check]:
    for check in check_wholes(report, passage, known):
        yield told_why(report, check, known)
    yield from check_columns(report, passage)
    yield from check_remainders(report, passage, country)
    yield from check_counts(report, passage)
    yield from check_count_sums(report, passage, known)
    yield from check_circles(report, passage, country)
    yield from check_leftovers(report, passage, known)
    yield from check_conversions(report, passage)


def _measurable(report: Report, passage: Passage) -> Passage:
    """The passage without figures that are no numbers, which only a report from elsewhere can have."""
    return msgspec.structs.replace(
        passage, figures=tuple(i for i in passage.figures if is_measurable(report.figures[i]))
    )
