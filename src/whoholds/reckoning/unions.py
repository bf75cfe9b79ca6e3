"""Unions: which parts of a map together come to the figure, whoever it is said of, and how many figures come out so.

A reading asks what its departures cost. This asks for nothing: the k parts of a map make 2^k - 1 unions, and every one
of them is summed. If half of all figures that could have been said lie beside some union, then a union beside this one
proves little.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from decimal import Decimal

import msgspec
import numpy as np
import numpy.typing as npt

from whoholds.model import Claim, PartTable, Union, UnionSearch
from whoholds.reckoning import saying
from whoholds.reckoning.answering import is_map
from whoholds.reckoning.fit import TOLERANCE, Window, claim_windows, precision
from whoholds.reckoning.ground import SMALLEST, Floats, fold, whole_of
from whoholds.reckoning.readings import bits_of, subset_sums
from whoholds.reckoning.trying import Trial

# Points of percentage: what a reader would call the same number.
REACH = 0.25
# A whole on which no part has another share, give or take this, is not searched again.
SAME = 0.1
MEASURES = ("area", "places", "population")
FEWEST_PARTS, MOST_PARTS = 3, 16
MOST_FOUND = 12
MOST_TARGETS = 10_000
# The targets end short of the full ten points by this: there lies the union of all parts, which is always the whole.
SHORT_OF_THE_TENS = Decimal("0.5")


def union_searches(claim: Claim, trials: Sequence[Trial]) -> tuple[UnionSearch, ...]:
    """Search the maps among the evidence: each source's literal one, and its other measures and wholes for that day.

    A whole on which every part has the same share, to a tenth of a point, is not searched again. There is no search for
    what is no share in digits: a fraction in words and a range are too wide for it.
    """
    if claim.unit != "percent" or claim.in_words or claim.high is not None:
        return ()
    found: list[UnionSearch] = []
    searched: list[tuple[tuple[str, bool], str, dict[str, float]]] = []
    for trial in trials:
        table = trial.entry.table
        # A union of parts is what its holders have on one date, and no change.
        is_dated = trial.flow != "held" or any(step.dimension == "date" for step in trial.entry.departures)
        parts = parts_of(table)
        if is_dated or not _is_searchable(table, parts):
            continue
        shares = {name: 100 * value / math.fsum(parts.values()) for name, value in parts.items()}
        if not any((trial.line, table.measure) == known[:2] and _are_the_same(shares, known[2]) for known in searched):
            searched.append((trial.line, table.measure, shares))
            found.append(search(claim, table, trial.index))
    return tuple(found)


def _is_searchable(table: PartTable, parts: dict[str, float]) -> bool:
    return (
        is_map(table)
        and table.measure in MEASURES
        and FEWEST_PARTS <= len(parts) <= MOST_PARTS
        and fold(table).is_nearly_complete
    )


def _are_the_same(one: dict[str, float], other: dict[str, float]) -> bool:
    return set(one) == set(other) and all(abs(one[name] - other[name]) <= SAME for name in one)


def parts_of(table: PartTable) -> dict[str, float]:
    """Return a table's parts as a search counts them, by name: a holder's ground of every status is one part.

    Ground that no holder has to itself is a part by the name that the source has for it. What is nothing is no part.
    """
    values: dict[str, list[float]] = {}
    for part in table.parts:
        values.setdefault(part.holder or part.name, []).append(part.value)
    sums = {name: math.fsum(values[name]) for name in sorted(values)}
    smallest = SMALLEST * math.fsum(sums.values())
    return {name: value for name, value in sums.items() if value > smallest}


def search(claim: Claim, table: PartTable, evidence: int = 0, *, reach: float = REACH) -> UnionSearch:
    """Sum every union of a table's parts as a share of its whole, and set the sums beside the figure.

    >>> from whoholds.model import Evidence, Part
    >>> parts = tuple(Part(name=name, holder=name, value=value) for name, value in (("A", 60), ("B", 36.4), ("C", 3.6)))
    >>> table = PartTable(evidence=Evidence(source="S", as_of="2018", kind="polygons"), place="NWH", measure="area",
    ...                   unit="km2", day="2018-12-31", parts=parts, total=100)
    >>> found = search(Claim(value=96.5), table)
    >>> [(union.say, union.value, union.near, union.gives) for union in found.found]
    [('all but C', 96.4, True, False)]
    >>> found.targets, found.targets_near  # of 90, 90.1, ... 99.5 those from 96.2 to 96.6
    (96, 5)
    """
    parts = parts_of(table)
    names, whole = tuple(parts), whole_of(table) or math.fsum(parts.values())
    masks = np.arange(1, 1 << len(names), dtype=np.int64)
    amounts = np.array(list(parts.values()))
    shares: Floats = np.round(100 * subset_sums(amounts, bits_of(masks, len(names))) / whole, 9)
    gives = _within(shares, claim_windows(claim).gives)
    near = _within(shares, Window(claim.value - reach, claim.value + reach))
    chosen = np.flatnonzero(gives | near).tolist()
    closest = sorted(chosen, key=lambda at: (round(abs(float(shares[at]) - claim.value), 9), at))[:MOST_FOUND]
    targets = targets_of(claim)
    ordered = np.sort(shares)
    blank = UnionSearch(
        evidence=evidence,
        measure=table.measure,
        base=table.base,
        parts=names,
        unions=len(masks),
        reach=reach,
        unions_near=int(near.sum()),
        unions_that_give=int(gives.sum()),
        found=tuple(_union(names, int(masks[at]), shares[at], near=near[at], gives=gives[at]) for at in closest),
        targets_low=float(targets[0]),
        targets_high=float(targets[-1]),
        targets=len(targets),
        targets_near=sum(_is_hit(Window(float(t) - reach, float(t) + reach), ordered) for t in targets),
        targets_given=sum(_is_hit(window, ordered) for window in _windows(claim, targets)),
        say="",
    )
    return msgspec.structs.replace(blank, say=_say(claim, blank))


def targets_of(claim: Claim) -> list[Decimal]:
    """Return the figures of the claim's precision in the ten points where it stands, short of the last half point.

    >>> targets = targets_of(Claim(value=96.5))
    >>> float(targets[0]), float(targets[-1]), len(targets)
    (90.0, 99.5, 96)
    """
    value, step = Decimal(repr(claim.value)), precision(claim.value, claim.last_place).last
    low = min(value // 10 * 10, Decimal(90))
    number = int((10 - SHORT_OF_THE_TENS) / step) + 1
    kept = min(number, MOST_TARGETS)
    return [low + step * ((number - 1) * at // max(kept - 1, 1)) for at in range(kept)]


def _windows(claim: Claim, targets: Sequence[Decimal]) -> Iterator[Window]:
    """Yield the window in which each target would have been given, had it stood in the claim's words."""
    place = float(precision(claim.value, claim.last_place).last)
    for target in targets:
        yield claim_windows(msgspec.structs.replace(claim, value=float(target), last_place=place)).gives


def _within(values: Floats, window: Window) -> npt.NDArray[np.bool_]:
    slack = TOLERANCE * np.maximum(1.0, np.abs(values))
    return np.asarray((window.low - slack <= values) & (values <= window.high + slack))


def _is_hit(window: Window, ordered: Floats) -> bool:
    """Tell whether one of the ordered values lies in the window."""
    at = int(np.searchsorted(ordered, window.low - TOLERANCE * max(1.0, abs(window.low))))
    return at < len(ordered) and window.takes(float(ordered[at]))


def _union(names: tuple[str, ...], mask: int, share: float, *, near: bool, gives: bool) -> Union:
    counted = tuple(name for at, name in enumerate(names) if mask >> at & 1)
    left_out = tuple(name for at, name in enumerate(names) if not mask >> at & 1)
    return Union(
        counted=counted,
        left_out=left_out,
        value=float(share),
        near=bool(near),
        gives=bool(gives),
        say=saying.union_name(counted, left_out),
    )


def _say(claim: Claim, found: UnionSearch) -> str:
    """Say how many unions come near the figure, and of how many figures that can be said."""
    low, high = (saying.amount(end, "percent").removesuffix("%") for end in (found.targets_low, found.targets_high))
    figure, reach = saying.amount(claim.value, "percent"), saying.amount(found.reach, "points")
    near, give = _some(found.unions_near, "lies", "lie"), _some(found.unions_that_give, "gives", "give")
    as_close = f"{found.targets_near:,} ({100 * found.targets_near / found.targets:.0f}%) lie as close to some union"
    return (
        f"Of the {found.unions:,} unions of its {len(found.parts)} parts {near} within {reach} of {figure}, and {give} "
        f"it as its words go. Of the {found.targets:,} figures from {low} to {high} that could have been said, "
        f"{as_close}, and {found.targets_given:,} would come out as the words go."
    )


def _some(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}" if number else f"none {one}"
