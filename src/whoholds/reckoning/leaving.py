"""Leaving out: how many tables and readings each rule left out of a reckoning. The rules stand in rules.py."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

import numpy as np

from whoholds.model import WHOLE_COUNTRY, LeftOut, PartTable
from whoholds.reckoning import rules, saying
from whoholds.reckoning.choosing import Lineup, noun_for
from whoholds.reckoning.explaining import MOST_COST
from whoholds.reckoning.rules import Counted, Rule
from whoholds.reckoning.trying import ANOTHER_CLAIM, Trial
from whoholds.reckoning.variants import left_out as variants_left_out

MOST_TABLES = 12


def left_out(lineup: Lineup, trials: Sequence[Trial], own: Sequence[PartTable]) -> tuple[LeftOut, ...]:
    """Say what each rule left out, in the order of the rules.

    `trials` are those of the line-up's tables that were tried, in its order; `own` are tables of the one who claims.
    """
    untried = (*lineup.literals, *lineup.others)[len(trials) :]
    tables: dict[Rule, list[PartTable]] = {rules.OWN_EVIDENCE: list(own)}
    tables[rules.MOST_READINGS] = [entry.table for entry in untried]
    for rule, table in lineup.left_out:
        tables.setdefault(rule, []).append(table)
    numbers = readings_left_out(trials) | {rule: len(some) for rule, some in tables.items()}
    return tuple(_said(rule, numbers[rule], tables.get(rule, ())) for rule in rules.RULES if numbers.get(rule))


def readings_left_out(trials: Sequence[Trial]) -> dict[Rule, int]:
    """Count the readings that were not tried, and those that were and explain nothing, by rule."""
    found: dict[Rule, int] = {}
    for trial in trials:
        for rule, number in variants_left_out(trial.ground, trial.steps, trial.asked, trial.size).items():
            found[rule] = found.get(rule, 0) + number
    costs = [each for trial in trials for each in trial.costs]
    giving = [own[gives] for trial in trials for own, gives in zip(trial.costs, trial.gives, strict=True)]
    found[rules.ANOTHER_CLAIM] = sum(int(np.count_nonzero(each == ANOTHER_CLAIM)) for each in costs)
    dear = np.concatenate(giving) if giving else np.empty(0, dtype=np.int16)
    found[rules.TOO_DEAR] = int(np.count_nonzero((dear > MOST_COST) & (dear < ANOTHER_CLAIM)))
    return found


def _said(rule: Rule, number: int, tables: Sequence[PartTable]) -> LeftOut:
    kind = cast("Counted", rule.kind)
    dated = sorted(tables, key=lambda table: (table.evidence.source, table.day, table.measure, table.unit, table.base))
    names = list(dict.fromkeys(map(_name, dated)))
    return LeftOut(rule=rule.name, kind=kind, say=rule.say, number=number, tables=tuple(names[:MOST_TABLES]))


def _name(table: PartTable) -> str:
    """Name a table by its source, its date, and what it counts: "Surveyors, map of May 2018 (land in km²)"."""
    unit = {"km2": " in km²", "percent": " in percent"}.get(table.unit, "")
    whole = "" if table.base == WHOLE_COUNTRY else f", {table.base}"
    paper = saying.source_name(table.evidence, table.measure)
    paper += f" {saying.period_name(table.evidence)}" if table.evidence.printed else ""
    return f"{paper} ({noun_for(table)}{unit}{whole})"
