"""Which figures are shown together: the same quantity said again, and those that lack the same thing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from whoholds.model import Answer, Claim, Evidence, Figure, Reckoning, Struct, Tried, UnionSearch
from whoholds.showing.words import source, whose


class Same(Struct, frozen=True, kw_only=True):
    """Reckonings of the same quantity of the same holder: the one to show at length, and the others, in order."""

    first: Reckoning
    others: tuple[Reckoning, ...]


class Cited(Struct, frozen=True, kw_only=True):
    """A source's paper and its dates: a source that has a map for every day is cited once for all that are alike."""

    paper: Evidence
    dates: tuple[str, ...]


class Lacking(Struct, frozen=True, kw_only=True):
    """Figures that cannot be reckoned for the same reason: what is missing in sentences, and the figures' indexes."""

    says: tuple[str, ...]
    options: tuple[str, ...]
    figures: tuple[int, ...]


def quantity_of(figure: Figure, claim: Claim | None) -> tuple[object, ...]:
    """Return what makes two figures the same quantity of the same holder."""
    if claim is None:
        return number_of(figure)
    # What is held and what was gained are told apart only where a claim says since when.
    flow = (claim.since, claim.relation) if claim.since else None
    names = (claim.holders, claim.place, claim.base, claim.measure, claim.bound, claim.on, flow)
    return *number_of(figure), *names


def number_of(figure: Figure) -> tuple[object, ...]:
    """Return a figure's bare number."""
    return figure.value, figure.high, figure.kind, figure.unit


def reckoned(answer: Answer) -> tuple[Same, ...]:
    """Return the reckonings that have an answer. Of the same quantity, the one with the most readings leads."""
    groups: dict[object, list[Reckoning]] = {}
    for reckoning in answer.reckonings:
        if reckoning.verdict != "cannot tell":
            figure = figure_of(reckoning, answer)
            quantity = quantity_of(figure, reckoning.claim) if figure else id(reckoning)
            groups.setdefault((quantity, reckoning.own_source_agrees), []).append(reckoning)
    shown = [_lead(group) for group in groups.values()]
    bare = _said_again(answer)
    return tuple(Same(first=same.first, others=(*same.others, *bare.get(same.first.figure, ()))) for same in shown)


def _said_again(answer: Answer) -> dict[int | None, list[Reckoning]]:
    """Return the bare mentions ("how he reached this 96.5%") by the figure whose number they repeat.

    They lack a holder or a place of their own, and the report has one figure with that number that lacks nothing.
    """
    whole: dict[tuple[object, ...], list[int | None]] = {}
    for reckoning in answer.reckonings:
        figure = figure_of(reckoning, answer)
        if figure and reckoning.verdict != "cannot tell":
            whole.setdefault(number_of(figure), []).append(reckoning.figure)
    found: dict[int | None, list[Reckoning]] = {}
    for reckoning in answer.reckonings:
        figure = figure_of(reckoning, answer)
        lacks = {missing.what for missing in reckoning.missing}
        if figure and lacks and lacks <= {"holder", "place"} and len(whole.get(number_of(figure), ())) == 1:
            found.setdefault(whole[number_of(figure)][0], []).append(reckoning)
    return found


def _lead(group: list[Reckoning]) -> Same:
    first = max(group, key=lambda reckoning: (reckoning.readings_tried, len(reckoning.explanations)))
    return Same(first=first, others=tuple(reckoning for reckoning in group if reckoning is not first))


def lacking(answer: Answer) -> tuple[Lacking, ...]:
    """Return the figures that something is missing for, by what it is."""
    groups: dict[tuple[str, ...], list[Reckoning]] = {}
    again = {reckoning.figure for repeated in _said_again(answer).values() for reckoning in repeated}
    for reckoning in answer.reckonings:
        if reckoning.verdict == "cannot tell" and reckoning.figure not in again and figure_of(reckoning, answer):
            groups.setdefault(_says(reckoning), []).append(reckoning)
    return tuple(_same_lack(says, group) for says, group in groups.items())


def _says(reckoning: Reckoning) -> tuple[str, ...]:
    """Return what is missing, or the whole sentence where it says what the claimant's own table comes to as well."""
    if reckoning.own_source_agrees is not None or not reckoning.missing:
        return (reckoning.say,)
    return tuple(missing.say for missing in reckoning.missing)


def _same_lack(says: tuple[str, ...], group: list[Reckoning]) -> Lacking:
    options = [missing.option for missing in group[0].missing if missing.option]
    figures = tuple(reckoning.figure for reckoning in group if reckoning.figure is not None)
    return Lacking(says=says, options=tuple(options), figures=figures)


def not_reckoned(answer: Answer) -> tuple[int, ...]:
    """Return the indexes of the figures that have no reckoning: people, distances and the like."""
    done = {reckoning.figure for reckoning in answer.reckonings}
    return tuple(index for index in range(len(answer.report.figures)) if index not in done)


def figure_of(reckoning: Reckoning, answer: Answer) -> Figure | None:
    """Return the figure that a reckoning is of, if it names one that the report has."""
    figures = answer.report.figures
    index = reckoning.figure
    return figures[index] if index is not None and 0 <= index < len(figures) else None


def by_holders(tries: Sequence[Tried]) -> dict[str, list[Tried]]:
    """Return readings by whose ground they count, in the order in which each comes first."""
    found: dict[str, list[Tried]] = {}
    for tried in tries:
        found.setdefault(whose(tried.reading), []).append(tried)
    return found


def by_map(reckoning: Reckoning) -> dict[str, list[UnionSearch]]:
    """Return the searches over unions by the name and date of their map."""
    found: dict[str, list[UnionSearch]] = {}
    for search in reckoning.unions:
        known = 0 <= search.evidence < len(reckoning.evidence)
        name = source(reckoning.evidence[search.evidence]) if known else "a map"
        found.setdefault(name, []).append(search)
    return found


def sources(answer: Answer) -> tuple[Evidence, ...]:
    """Return every source that the answer rests on, each once, by name and date."""
    # Two tables that are compared stand in the list each for itself as well.
    found = {(e.source, e.as_of, e.url or "", e.kind): e for e in _all_evidence(answer) if e.printed or not e.since}
    return tuple(found[key] for key in sorted(found))


def cited(evidence: Sequence[Evidence]) -> dict[str, list[Cited]]:
    """Return papers by the name of their source, then by date; maps that differ in their date alone are one.

    A table that is compared with several earlier ones is one paper of one date.
    """
    alike: dict[tuple[object, ...], list[Evidence]] = {}
    for one in sorted(evidence, key=lambda paper: paper.as_of):
        date = one.as_of if one.kind == "shares" else None
        alike.setdefault((one.source, one.kind, one.url, one.licence, one.note, date), []).append(one)
    found: dict[str, list[Cited]] = {one.source: [] for one in evidence}
    for papers in alike.values():
        found[papers[0].source].append(Cited(paper=papers[0], dates=tuple(dict.fromkeys(one.as_of for one in papers))))
    return found


def _all_evidence(answer: Answer) -> Iterator[Evidence]:
    for reckoning in answer.reckonings:
        yield from reckoning.evidence
    for check in answer.checks:
        yield from check.sources
