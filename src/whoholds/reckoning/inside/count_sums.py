"""Counts of districts or provinces by different sides that should add up to how many there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from whoholds.model import Check, Figure, Report
from whoholds.reckoning.inside.counts import totals_of, wholes_of_shares
from whoholds.reckoning.inside.facts import Known
from whoholds.reckoning.inside.moments import moments_of
from whoholds.reckoning.inside.overlaps import any_contested, any_overlap, unplaced
from whoholds.reckoning.inside.passages import Passage, is_nested
from whoholds.reckoning.inside.saying import listed, number
from whoholds.reckoning.inside.voices import voice_of
from whoholds.reckoning.inside.words import tokens

# A sum below this part of the total is no attempt at the whole; more parts than these are no list of sides.
TOO_FEW = 0.75
MOST = 50


def check_count_sums(report: Report, passage: Passage, known: Known) -> Iterator[Check]:
    """Counts of different holders, in one voice, of one place and time, against the total that the passage gives."""
    figures, groups = report.figures, defaultdict[tuple[object, ...], list[int]](list)
    totals = totals_of(report, passage)
    if not totals:
        return
    wholes, moments = wholes_of_shares(report, passage), moments_of(report, passage)
    for i in passage.figures:
        if i not in wholes and moments[i] is not None and _is_side_s(passage.text, figures[i]):
            key = (figures[i].unit, figures[i].as_of, (figures[i].base or "").casefold(), moments[i])
            groups[(*key, voice_of(passage.key, passage.text, figures[i]))].append(i)
    for (unit, *_), group in groups.items():
        total, names = totals.get(str(unit)), [(tokens(figures[i].holder), figures[i].relation) for i in group]
        if total is None or not 3 <= len(group) <= MOST or len(set(names)) < len(names):
            continue
        yield from _sum(report, passage, group, total, known)


def _is_side_s(text: str, figure: Figure) -> bool:
    return (
        figure.kind == "count"
        and figure.relation in ("holds", "contests")
        and (figure.holder is not None or figure.relation == "contests")
        and figure.bound == "exact"
        and figure.high is None
        and not is_nested(text, figure)
    )


def _sum(report: Report, passage: Passage, at: Sequence[int], total: int, known: Known) -> Iterator[Check]:
    parts = [report.figures[i] for i in at]
    added = int(sum(part.value for part in parts))
    if added < TOO_FEW * total or (added != total and any_overlap(report, at, known)):
        return
    sure = added > total and not any_contested(report, passage.text, at) and not unplaced(report, at, known)
    holds = True if added == total else False if sure else None
    named = listed([f"{number(part.value)} ({part.holder or 'contested'})" for part in parts])
    say = f"In {passage.name}, {named} make {number(added)} of {number(total)} {parts[0].unit}"
    if added == total:
        say += ": all of them."
    else:
        say += f": {number(abs(total - added))} {'more than there are' if added > total else 'are left unsaid'}."
    yield Check(kind="sum of counts", figures=tuple(sorted(at)), holds=holds, say=say)
