"""Two columns of shares, by two measures, whose figures changed places: only exchanged do they add up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from whoholds.model import Check, Figure, Report
from whoholds.reckoning.inside.passages import Passage, is_nested
from whoholds.reckoning.inside.saying import listed, number
from whoholds.reckoning.inside.shares import shares_of
from whoholds.reckoning.inside.windows import gives_window

MOST = 6
NAMES = {"area": "land", "population": "people"}
# Wider sums than this are met by chance.
TIGHT = 0.6
Column = dict[tuple[str, str], int]


def check_columns(report: Report, passage: Passage) -> Iterator[Check]:
    """Shares of the same holders by two measures that do not add up, but do if some pairs are exchanged.

    One column must become the whole within its rounding, the other must come nearer to it than either was, and only
    one exchange may do that. To exchange all other pairs comes to the same two sums.
    """
    by_measure: dict[str, Column] = defaultdict(dict)
    for i in shares_of(report, passage):
        figure = report.figures[i]
        if figure.relation in ("holds", "contests") and not is_nested(passage.text, figure):
            by_measure[figure.measure or "area"].setdefault(((figure.holder or "").casefold(), figure.relation), i)
    columns = sorted(by_measure.items())
    for (one, first), (other, second) in pairwise(columns):
        if first.keys() == second.keys() and 3 <= len(first) <= MOST and _one_voice(report, first, second):
            yield from _exchanged(report, passage, (one, first), (other, second))


def _one_voice(report: Report, *columns: Column) -> bool:
    figures = [report.figures[i] for column in columns for i in column.values()]
    return len({(figure.speaker, figure.as_of, (figure.base or "").casefold()) for figure in figures}) == 1


def _exchanged(report: Report, passage: Passage, one: tuple[str, Column], other: tuple[str, Column]) -> Iterator[Check]:
    (first_name, first), (second_name, second) = one, other
    figures, keys = report.figures, list(first)
    before = [_off(figures, list(column.values())) for column in (first, second)]
    if any(off <= slack + 1e-9 for off, slack in before):
        return
    found = []
    for size in range(1, len(keys) // 2 + 1):
        for chosen in combinations(keys, size):
            if 2 * size == len(keys) and keys[0] not in chosen:
                continue  # the others exchanged instead: the same two sums
            pair = [
                [(theirs if key in chosen else mine)[key] for key in keys]
                for mine, theirs in ((first, second), (second, first))
            ]
            after = [_off(figures, column) for column in pair]
            whole = any(off <= slack + 1e-9 and slack <= TIGHT for off, slack in after)
            if whole and max(off for off, _ in after) < min(off for off, _ in before):
                found.append((chosen, pair))
    if len(found) != 1:
        return
    (chosen, pair) = found[0]
    old = " and ".join(
        f"{number(_sum(figures, list(column.values())), 2)} of {NAMES.get(name, name)}"
        for name, column in ((first_name, first), (second_name, second))
    )
    new = " and ".join(number(_sum(figures, column), 2) for column in pair)
    say = f"In {passage.name}, the shares add up to {old}, each of 100 percent. With the two figures of "
    say += f"{listed([_whose(key) for key in chosen])} exchanged, or else all the others, they add up to {new}."
    at = tuple(sorted([*first.values(), *second.values()]))
    yield Check(kind="columns exchanged", figures=at, holds=False, say=say)


def _whose(key: tuple[str, str]) -> str:
    holder, relation = key
    return holder or ("contested" if relation == "contests" else "no holder named")


def _sum(figures: Sequence[Figure], column: Sequence[int]) -> float:
    return sum(figures[i].value for i in column)


def _off(figures: Sequence[Figure], column: Sequence[int]) -> tuple[float, float]:
    """How far a column's sum is from 100, and how far its rounding reaches."""
    windows = [gives_window(figures[i]) for i in column]
    return abs(_sum(figures, column) - 100), sum(high - low for low, high in windows) / 2
