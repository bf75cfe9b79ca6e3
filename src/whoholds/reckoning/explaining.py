"""Explaining: the fewest departures that give a figure, the reading that comes nearest, and their sentences.

An explanation is a reading that gives the figure and of whose departures, measured from the same source's literal
reading, no proper subset does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice

import numpy as np
import numpy.typing as npt

from whoholds.model import Claim, Departure, Explanation, Tried
from whoholds.reckoning import saying
from whoholds.reckoning.choosing import noun_for
from whoholds.reckoning.fit import Window
from whoholds.reckoning.ground import Floats
from whoholds.reckoning.ranges import ranges
from whoholds.reckoning.readings import Block
from whoholds.reckoning.trying import ANOTHER_CLAIM, Spot, Trial

MOST_EXPLANATIONS = 12
MOST_AT_LEAST_HOLDS = 3
MOST_IN_RANGE = 3
MOST_COST = 3
# The evidence that a sentence names at its end says which dates it is of.
DATES = ("date", "since")

Key = frozenset[tuple[str, str]]
Pick = Callable[[Trial, int], npt.NDArray[np.bool_]]


def key_of(departures: Sequence[Departure]) -> Key:
    """Return departures as a set to compare: their order and their words do not matter."""
    return frozenset((departure.dimension, departure.to) for departure in departures)


def gives(trial: Trial, number: int) -> npt.NDArray[np.bool_]:
    """Pick the readings of the claim in block `number` that give the figure."""
    return trial.gives[number] & (trial.costs[number] < ANOTHER_CLAIM)


def only_holds(trial: Trial, number: int) -> npt.NDArray[np.bool_]:
    """Pick the readings of block `number` under which the figure holds, but which do not give it."""
    return trial.holds[number] & ~trial.gives[number] & (trial.costs[number] < ANOTHER_CLAIM)


def in_range(trial: Trial, number: int) -> npt.NDArray[np.bool_]:
    """Pick readings of at most 3 departures that give the figure, or would inside the range of their map's lines."""
    giving = gives(trial, number)
    at = np.flatnonzero((trial.costs[number] <= MOST_COST) & ~giving)
    found = ranges(trial, number, at)
    if found is not None:
        window = trial.fit.gives
        giving = giving.copy()
        giving[at[(found[0] <= window.high) & (window.low <= found[1])]] = True
    return giving


def explanations(claim: Claim, trials: Sequence[Trial]) -> list[tuple[Trial, Tried]]:
    """Return the minimal readings that give the figure, by cost and then by closeness, at most a dozen."""
    return list(islice(_minimal(claim, trials, gives), MOST_EXPLANATIONS))


def at_least_holding(claim: Claim, trials: Sequence[Trial]) -> list[tuple[Trial, Tried]]:
    """Return the cheapest readings under which the figure at least holds."""
    return list(islice(_minimal(claim, trials, only_holds), MOST_AT_LEAST_HOLDS))


def only_in_range(claim: Claim, trials: Sequence[Trial]) -> list[tuple[Trial, Tried]]:
    """Return the cheapest readings that give the figure only inside the range of their map's lines.

    None of their departures can be left out: without it the figure would not come out, not even inside the range.
    """
    mapped = [trial for trial in trials if trial.entry.table.strips]
    if not mapped:
        return []
    found = (pair for pair in _minimal(claim, mapped, in_range) if not pair[1].gives)
    return list(islice(found, MOST_IN_RANGE))


def nearest(trials: Sequence[Trial]) -> tuple[Trial, Tried]:
    """Return the reading of at most 3 departures that comes closest to giving the figure."""
    best: tuple[float, int, int, int, int] | None = None
    for rank, trial in enumerate(trials):
        for number, block in enumerate(trial.blocks):
            costs = trial.costs[number]
            affordable = costs <= MOST_COST
            if affordable.any():
                miss = np.where(affordable, np.round(_miss(trial.fit.gives, block), 9), np.inf)
                # The cheapest of the closest, and of those the first.
                closest = np.flatnonzero(miss == miss.min())
                at = int(closest[np.argmin(costs[closest])])
                found = (float(miss[at]), int(costs[at]), rank, number, at)
                best = min(best or found, found)
    if best is None:
        raise ValueError("a trial has at least its literal reading")
    trial = trials[best[2]]
    return trial, trial.tried(Spot(best[3], best[4]))


def over_time(explained: Sequence[tuple[Trial, Tried]], trials: Sequence[Trial]) -> tuple[Tried, ...]:
    """Return what the cheapest explanations come to on the other dates of the same source, by date."""
    undated = [
        (trial.line, key_of(tried.departures))
        for trial, tried in explained
        if tried.cost == explained[0][1].cost and not any(step.dimension == "date" for step in tried.departures)
    ]
    found: list[tuple[str, int, Tried]] = []
    for trial in trials:
        dates = [step for step in trial.entry.departures if step.dimension == "date"]
        wanted = {key | key_of(dates) for line, key in undated if line == trial.line}
        if dates and wanted:
            found.extend((trial.entry.table.day, trial.index, tried) for tried in _with_departures(trial, wanted))
    return tuple(tried for _, _, tried in sorted(found, key=lambda item: item[:2]))


def _with_departures(trial: Trial, wanted: set[Key]) -> Iterator[Tried]:
    costs = sorted({len(key) for key in wanted})
    for spot in _spots(trial, lambda trial, number: np.isin(trial.costs[number], costs)):
        if key_of(trial.departures(spot)) in wanted:
            yield trial.tried(spot)


def explain(claim: Claim, trial: Trial, tried: Tried) -> Explanation:
    """Put an explanation into one plain sentence."""
    return Explanation(
        departures=tried.departures,
        reading=tried.reading,
        value=tried.value,
        range=tried.range,
        say=comes_out(claim, trial, tried),
    )


def comes_out(claim: Claim, trial: Trial, tried: Tried) -> str:
    """Say what a reading comes to: "comes out at 97.4% if all land not held by ISIS is counted (…)"."""
    table = trial.entry.table
    value = saying.amount(tried.value, claim.unit)
    slack = saying.give_or_take(tried, trial.fit.gives, claim.unit)
    slack += saying.in_range(tried, table.evidence, claim.unit)
    source = saying.source_name(trial.entry.evidence, table.measure)
    return f"comes out at {value}{slack}{_if_clause(tried.departures, trial)} ({source})"


def _if_clause(departures: Sequence[Departure], trial: Trial) -> str:
    noun = noun_for(trial.entry.table)
    added = [step for step in departures if step == saying.holder_departure(step.to, noun)]
    clauses = []
    # What is counted comes first: the other clauses speak of it.
    for step in sorted(departures, key=lambda step: step.dimension != "measure"):
        if step.dimension in DATES or step in added[1:]:
            continue
        if added and step == added[0]:
            names = saying.listed(saying.holder_name(holder.to) for holder in added)
            clauses.append(f"{noun} held by {names} {saying.be(noun)} counted too")
        else:
            clauses.append(step.say)
    another = any(step.dimension in DATES for step in departures)
    if not clauses:
        return " as the words go, on another date" if another else " as the words go"
    return f" if {saying.listed(clauses)}{', on another date' if another else ''}"


def _minimal(claim: Claim, trials: Sequence[Trial], pick: Pick) -> Iterator[tuple[Trial, Tried]]:
    """Yield the picked readings of whose departures no proper subset is picked, the cheapest and closest first.

    They come by cost, so whatever could be a proper subset has been yielded before, or has itself a subset that was.
    """
    known: dict[tuple[str, bool], list[Key]] = {}
    for rank, spot in _cheapest_first(claim, trials, pick):
        trial = trials[rank]
        key = key_of(trial.departures(spot))
        if not any(smaller < key for smaller in known.setdefault(trial.line, [])):
            known[trial.line].append(key)
            yield trial, trial.tried(spot)


def _cheapest_first(claim: Claim, trials: Sequence[Trial], pick: Pick) -> Iterator[tuple[int, Spot]]:
    """Yield the picked readings with the index of their trial, by cost, then by closeness, then as they were tried."""
    places = [(rank, number) for rank, trial in enumerate(trials) for number in range(len(trial.blocks))]
    picked = [np.flatnonzero(pick(trials[rank], number)) for rank, number in places]
    costs = [trials[rank].costs[number][at] for (rank, number), at in zip(places, picked, strict=True)]
    values = [trials[rank].blocks[number].values[at] for (rank, number), at in zip(places, picked, strict=True)]
    place = np.repeat(np.arange(len(places)), [at.size for at in picked])
    at = np.concatenate(picked)
    # The sort is stable: what ties stays as it was tried.
    for index in np.lexsort((_distances(claim, np.concatenate(values)), np.concatenate(costs))).tolist():
        rank, number = places[place[index]]
        yield rank, Spot(number, int(at[index]))


def _spots(trial: Trial, pick: Pick) -> Iterator[Spot]:
    for number in range(len(trial.blocks)):
        for at in np.flatnonzero(pick(trial, number)).tolist():
            yield Spot(number, at)


def _distances(claim: Claim, values: Floats) -> Floats:
    """Return how far each value lies from the figure, or from its range."""
    high = claim.value if claim.high is None else claim.high
    away: Floats = np.maximum(np.maximum(claim.value - values, values - high), 0.0)
    return np.round(away, 9)


def _miss(window: Window, block: Block) -> Floats:
    return np.maximum(np.maximum(window.low - block.values, block.values - window.high), 0.0)
