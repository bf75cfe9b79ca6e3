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
from whoholds.reckoning.readings import Block
from whoholds.reckoning.trying import ANOTHER_CLAIM, Spot, Trial, takes

MOST_EXPLANATIONS = 12
MOST_AT_LEAST_HOLDS = 3
MOST_COST = 3

Key = frozenset[tuple[str, str]]
Pick = Callable[[Trial, Block], npt.NDArray[np.bool_]]


def key_of(departures: Sequence[Departure]) -> Key:
    """Return departures as a set to compare: their order and their words do not matter."""
    return frozenset((departure.dimension, departure.to) for departure in departures)


def gives(trial: Trial, block: Block) -> npt.NDArray[np.bool_]:
    """Pick the readings of the claim that give the figure."""
    return takes(trial.fit.gives, block.values, block.roundings) & (trial.costs(block) < ANOTHER_CLAIM)


def only_holds(trial: Trial, block: Block) -> npt.NDArray[np.bool_]:
    """Pick the readings under which the figure holds, but which do not give it."""
    holds = takes(trial.fit.holds, block.values, block.roundings) & (trial.costs(block) < ANOTHER_CLAIM)
    return holds & ~gives(trial, block)


def explanations(claim: Claim, trials: Sequence[Trial]) -> list[tuple[Trial, Tried]]:
    """Return the minimal readings that give the figure, by cost and then by closeness, at most a dozen."""
    return list(islice(_minimal(claim, trials, gives), MOST_EXPLANATIONS))


def at_least_holding(claim: Claim, trials: Sequence[Trial]) -> list[tuple[Trial, Tried]]:
    """Return the cheapest readings under which the figure at least holds."""
    return list(islice(_minimal(claim, trials, only_holds), MOST_AT_LEAST_HOLDS))


def nearest(trials: Sequence[Trial]) -> tuple[Trial, Tried]:
    """Return the reading of at most 3 departures that comes closest to giving the figure."""
    best: tuple[float, int, int, int, int] | None = None
    for rank, trial in enumerate(trials):
        for number, block in enumerate(trial.blocks):
            affordable = trial.costs(block) <= MOST_COST
            if affordable.any():
                miss = np.where(affordable, np.round(_miss(trial.fit.gives, block), 9), np.inf)
                # The cheapest of the closest, and of those the first.
                at = int(np.lexsort((trial.costs(block), miss))[0])
                found = (float(miss[at]), int(trial.costs(block)[at]), rank, number, at)
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
    for spot in _spots(trial, lambda trial, block: np.isin(trial.costs(block), costs)):
        if key_of(trial.departures(spot)) in wanted:
            yield trial.tried(spot)


def explain(claim: Claim, trial: Trial, tried: Tried) -> Explanation:
    """Put an explanation into one plain sentence."""
    return Explanation(
        departures=tried.departures,
        reading=tried.reading,
        value=tried.value,
        say=comes_out(claim, trial, tried),
    )


def comes_out(claim: Claim, trial: Trial, tried: Tried) -> str:
    """Say what a reading comes to: "comes out at 97.4% if all land not held by ISIS is counted (…)"."""
    table = trial.entry.table
    value = saying.amount(tried.value, claim.unit)
    slack = saying.give_or_take(tried, trial.fit.gives, claim.unit)
    source = saying.source_name(table.evidence, table.measure)
    return f"comes out at {value}{slack}{_if_clause(tried.departures, trial)} ({source})"


def _if_clause(departures: Sequence[Departure], trial: Trial) -> str:
    noun = noun_for(trial.entry.table)
    added = [step for step in departures if step == saying.holder_departure(step.to, noun)]
    clauses = []
    # What is counted comes first: the other clauses speak of it.
    for step in sorted(departures, key=lambda step: step.dimension != "measure"):
        if step.dimension == "date" or step in added[1:]:
            continue
        if added and step == added[0]:
            names = saying.listed(saying.holder_name(holder.to) for holder in added)
            clauses.append(f"{noun} held by {names} {saying.be(noun)} counted too")
        else:
            clauses.append(step.say)
    another = any(step.dimension == "date" for step in departures)
    if not clauses:
        return " as the words go, on another date" if another else " as the words go"
    # The evidence named after the sentence says which date it is.
    return f" if {saying.listed(clauses)}{', on another date' if another else ''}"


def _minimal(claim: Claim, trials: Sequence[Trial], pick: Pick) -> Iterator[tuple[Trial, Tried]]:
    """Yield the picked readings of whose departures no proper subset is picked, the cheapest and closest first.

    They come by cost, so whatever could be a proper subset has been yielded before, or has itself a subset that was.
    """
    candidates = []
    for rank, trial in enumerate(trials):
        for spot in _spots(trial, pick):
            block = trial.blocks[spot.block]
            cost, value = int(trial.costs(block)[spot.at]), float(block.values[spot.at])
            candidates.append((cost, _distance(claim, value), rank, spot.block, spot.at))
    known: dict[tuple[str, bool], list[Key]] = {}
    for _, _, rank, number, at in sorted(candidates):
        trial = trials[rank]
        departures = trial.departures(Spot(number, at))
        key = key_of(departures)
        if not any(smaller < key for smaller in known.setdefault(trial.line, [])):
            known[trial.line].append(key)
            yield trial, trial.tried(Spot(number, at))


def _spots(trial: Trial, pick: Pick) -> Iterator[Spot]:
    for number, block in enumerate(trial.blocks):
        for at in np.flatnonzero(pick(trial, block)).tolist():
            yield Spot(number, at)


def _distance(claim: Claim, value: float) -> float:
    """Return how far a value lies from the figure, or from its range."""
    high = claim.value if claim.high is None else claim.high
    return round(max(claim.value - value, value - high, 0.0), 9)


def _miss(window: Window, block: Block) -> npt.NDArray[np.float64]:
    return np.maximum(np.maximum(window.low - block.values, block.values - window.high), 0.0)
