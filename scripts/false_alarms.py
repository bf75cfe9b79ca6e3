"""Measure how often a figure drawn at random comes out, and write the table in docs/explanation/false-alarms.md.

    uv run scripts/false_alarms.py [--country AFG]

An evidence set is a country on a day for which the starter data have a published table of its land, with all published
tables near it, as a check has them; and the map that ships. The figures of a set are drawn from a seed that is its
name, so every run gives the same table.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from whoholds.atlas import Atlas, open_atlas
from whoholds.model import WHOLE_COUNTRY, Bound, Claim, PartTable
from whoholds.reckoning.answering import UNITS, is_of_a_list
from whoholds.reckoning.choosing import line_up
from whoholds.reckoning.explaining import MOST_COST
from whoholds.reckoning.fit import Window, claim_windows
from whoholds.reckoning.ground import Floats
from whoholds.reckoning.trying import Trial, takes, try_table
from whoholds.writing import write_whole

PAGE = Path(__file__).resolve().parents[1] / "docs/explanation/false-alarms.md"
BEGIN, END = "<!-- the table: scripts/false_alarms.py -->", "<!-- the end of the table -->"
COUNTRIES = ("AFG", "BFA", "CYP", "GEO", "MMR", "NGA", "SDN", "SOM", "SYR", "UKR", "YEM")
MAP = ("SYR", "2018-12-11")
BOUNDS: tuple[Bound, ...] = ("exact", "at_least", "at_most", "about")
WORDS: dict[Bound, str] = {
    "exact": '"62.3 percent"',
    "at_least": '"more than 62.3 percent"',
    "at_most": '"less than 62.3 percent"',
    "about": '"about 62.3 percent"',
}
NAMED = {False: "no enemy is named", True: "an enemy is named"}
# What becomes of a figure: as stated, only if with so many departures, or no reading.
OUTCOMES = (0, 1, 2, 3, None)
HEADS = ("as stated", "one departure", "two", "three", "no reading")
FIGURES = 1000
Outcome = int | None


class EvidenceSet(NamedTuple):
    """What figures are tried on: a country, a day, and its tables by then."""

    row: str
    place: str
    day: str
    tables: tuple[PartTable, ...]


class Words(NamedTuple):
    """One random figure: of whom, against whom, how many percent, and in which words."""

    holder: str
    enemy: str | None
    value: float
    bound: Bound


def holders_of(each: EvidenceSet, atlas: Atlas) -> tuple[str, ...]:
    """Whoever holds land by a table of that day, and whose share of the country the tables can tell."""
    named = {
        part.holder
        for table in each.tables
        if (table.day, table.measure, table.base) == (each.day, "area", WHOLE_COUNTRY)
        for part in table.parts
        if part.holder
    }
    asked = {holder: claim_of(Words(holder, None, 50.0, "about"), each, atlas) for holder in named}
    return tuple(sorted(holder for holder, claim in asked.items() if line_up(claim, each.tables).literals))


def evidence_sets(atlas: Atlas, countries: Iterable[str] = COUNTRIES) -> Iterator[EvidenceSet]:
    """Yield all evidence sets: countries and days with a table of land, and the map alone and with published tables."""
    for place in countries:
        published = [table for table in atlas.tables(place) if table.evidence.kind == "shares"]
        land = [table for table in published if (table.measure, table.base) == ("area", WHOLE_COUNTRY)]
        for day in sorted({table.day for table in land}):
            near = tuple(table for table in atlas.tables(place, on=day) if table.evidence.kind == "shares")
            yield EvidenceSet(atlas.country(place).name, place, day, near)
    if MAP[0] in countries:
        both = atlas.tables(MAP[0], on=MAP[1])
        on_map = tuple(table for table in both if table.evidence.kind != "shares" and table.day == MAP[1])
        yield EvidenceSet("the map of Syria alone", *MAP, on_map)
        yield EvidenceSet("the map and published figures", *MAP, both)


def random_words(dice: random.Random, holders: Sequence[str]) -> Words:
    """Draw a figure: 1 to 99 in whole percent, or 1.0 to 99.9 in tenths; one claim in two names an enemy."""
    holder = dice.choice(holders)
    others = [name for name in holders if name != holder]
    enemy = dice.choice(others) if others and dice.randrange(2) else None
    value = float(dice.randrange(1, 100)) if dice.randrange(2) else dice.randrange(10, 1000) / 10
    return Words(holder, enemy, value, dice.choice(BOUNDS))


def claim_of(words: Words, each: EvidenceSet, atlas: Atlas) -> Claim:
    """The claim that random words make about a country on a day."""
    return Claim(
        value=words.value,
        bound=words.bound,
        holders=(words.holder,),
        enemies=(words.enemy,) if words.enemy else (),
        blocs=atlas.blocs(each.place, each.day),
        on=each.day,
        place=each.place,
    )


class Affordable(NamedTuple):
    """The readings that may be explanations: values, roundings, departures, and the number of the trial of each."""

    values: Floats
    roundings: Floats
    costs: npt.NDArray[np.int16]
    trials: npt.NDArray[np.int64]


@dataclass(frozen=True)
class Tried:
    """All readings of claims about one holder with one enemy or none: they do not depend on the figure.

    `trials` are those of a figure so wide that no map has too few units for it.
    """

    trials: tuple[Trial, ...]

    @cached_property
    def affordable(self) -> Affordable:
        """All readings of at most three departures."""
        rows = []
        for number, trial in enumerate(self.trials):
            for block, costs in zip(trial.blocks, trial.costs, strict=True):
                at = np.flatnonzero(costs <= MOST_COST)
                rows.append((block.values[at], block.roundings[at], costs[at], np.full(at.size, number)))
        return Affordable(*(np.concatenate(column) for column in zip(*rows, strict=True)))

    def outcome(self, claim: Claim) -> Outcome:
        """What becomes of a figure: 0 as stated, 1 to 3 departures, or None for no reading."""
        fit, primary = claim_windows(claim), self.trials[0]
        at = primary.steps.literal - 1
        value, rounding = float(primary.blocks[0].values[at]), float(primary.blocks[0].roundings[at])
        if fit.holds.takes(value, rounding):
            return 0
        readings = self.affordable
        given = takes((fit.gives,), readings.values, readings.roundings)[0]
        coarse = [at for at, trial in enumerate(self.trials) if is_too_coarse(trial.entry.table, fit.gives)]
        given &= ~np.isin(readings.trials, coarse)
        return int(readings.costs[given].min()) if given.any() else None


def is_too_coarse(table: PartTable, window: Window) -> bool:
    """Tell whether a map has too few units for a figure, as `choosing` does."""
    coarse = table.measure == UNITS and is_of_a_list(table) and bool(table.total)
    return coarse and window.high - window.low < 100 / (table.total or 1)


def outcomes(each: EvidenceSet, atlas: Atlas, figures: int = FIGURES) -> Iterator[tuple[Words, Outcome]]:
    """Yield random figures on one evidence set with what becomes of them."""
    dice = random.Random(f"{each.row}, {each.place}, {each.day}")  # noqa: S311
    known: dict[tuple[str, str | None], Tried] = {}
    holders = holders_of(each, atlas)
    for _ in range(figures):
        words = random_words(dice, holders)
        key = (words.holder, words.enemy)
        if key not in known:
            known[key] = tried(claim_of(Words(*key, value=50.0, bound="about"), each, atlas), each.tables)
        yield words, known[key].outcome(claim_of(words, each, atlas))


def tried(claim: Claim, tables: Sequence[PartTable]) -> Tried:
    """Try a claim on all of its tables."""
    lineup = line_up(claim, tables)
    entries = (*lineup.literals, *lineup.others)
    return Tried(tuple(try_table(claim, entry, at, claim_windows(claim)) for at, entry in enumerate(entries)))


# ------------------------------------------------------------------------------------------------ the tables


def rows_by_evidence(sets: Iterable[EvidenceSet], atlas: Atlas, figures: int = FIGURES) -> list[str]:
    """The rows of the first table: a country, or the map, and what became of its figures, in percent."""
    counts: dict[str, Counter[Outcome]] = {}
    days: Counter[str] = Counter()
    for each in sets:
        if holders_of(each, atlas):
            days[each.row] += 1
            found = counts.setdefault(each.row, Counter())
            found.update(outcome for _, outcome in outcomes(each, atlas, figures))
    return [f"| {name} | {days[name]} | {_shares(found)} |" for name, found in counts.items()]


def rows_by_words(each: EvidenceSet, atlas: Atlas, figures: int = FIGURES) -> list[str]:
    """The rows of the second table: one evidence set by the words of its figures, and by whether an enemy is named."""
    counts: dict[str, Counter[Outcome]] = {name: Counter() for name in (*WORDS.values(), *NAMED.values())}
    for words, outcome in outcomes(each, atlas, figures):
        counts[WORDS[words.bound]][outcome] += 1
        counts[NAMED[words.enemy is not None]][outcome] += 1
    return [f"| {name} | {sum(found.values())} | {_shares(found)} |" for name, found in counts.items()]


def _shares(counts: Counter[Outcome]) -> str:
    whole = sum(counts.values())
    return " | ".join(f"{100 * counts[outcome] / whole:.1f}" for outcome in OUTCOMES)


def page_part(atlas: Atlas) -> str:
    """Both tables as they stand in the docs."""
    sets = list(evidence_sets(atlas))
    line = f"| {' | '.join(['---'] * (len(HEADS) + 2))} |"
    first = [f"| evidence | sets | {' | '.join(HEADS)} |", line, *rows_by_evidence(sets, atlas)]
    second = [f"| the last of these | figures | {' | '.join(HEADS)} |", line, *rows_by_words(sets[-1], atlas)]
    return "\n".join((BEGIN, "", *first, "", *second, "", END))


def main() -> None:
    """Measure, and put the tables into the docs or print some rows."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--country", action="append", choices=COUNTRIES, help="print its row, and leave the docs")
    options = arguments.parse_args()
    atlas = open_atlas()
    if options.country:
        print("\n".join(rows_by_evidence(evidence_sets(atlas, options.country), atlas)))
        return
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    write_whole(PAGE, before + page_part(atlas) + after)


if __name__ == "__main__":
    main()
