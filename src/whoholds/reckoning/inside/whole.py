"""Shares that should add up to a whole: of different holders, at one time, in one voice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from whoholds.model import Check, Figure, Report, Struct
from whoholds.reckoning.inside.complement import check_complements
from whoholds.reckoning.inside.facts import Known
from whoholds.reckoning.inside.fractions import has_other_share
from whoholds.reckoning.inside.moments import Moment, at_one_time, moments_of
from whoholds.reckoning.inside.overlaps import any_contested, any_overlap, unplaced
from whoholds.reckoning.inside.passages import Passage, is_nested, is_part_of_rest, is_rest
from whoholds.reckoning.inside.saying import listed, number
from whoholds.reckoning.inside.shares import by_base, by_voice, is_of_another_place, is_side_s, shares_of
from whoholds.reckoning.inside.windows import gives_window

# A sum this near to 100 is the whole, but for rounding; one below TOO_FEW is no attempt at the whole.
NEAR = 2.0
TOO_FEW = 75.0


class Sides(Struct, frozen=True, kw_only=True):
    """Shares side by side: `rest` is the one that is said to be what remains; `all_there` that none was left out."""

    parts: tuple[int, ...]
    rest: int | None
    all_there: bool


def check_wholes(report: Report, passage: Passage, known: Known) -> Iterator[Check]:
    """Sums and complements of one passage. Shares that a complement explains are not added up again."""
    figures = report.figures
    shares = [i for i in shares_of(report, passage) if not is_of_another_place(passage.text, figures[i])]
    if len(shares) < 2:
        return
    moments = moments_of(report, passage)
    explained: set[int] = set()
    for group in by_base(figures, shares).values():
        for pair in check_complements(report, passage, group, moments, known):
            explained.update(pair.figures)
            yield pair
    for group in by_voice(report, passage, shares):
        if explained.isdisjoint(group):
            for sides in _sides(report, passage, group, moments):
                yield from _sum(report, passage, sides, known)


def _sides(report: Report, passage: Passage, group: Sequence[int], moments: Mapping[int, Moment]) -> Iterator[Sides]:
    """The shares of the group that stand side by side: with the remainder if there is one, else those of one time."""
    figures, text = report.figures, passage.text
    rest = next((i for i in group if is_rest(text, figures[i]) and not is_part_of_rest(text, figures[i])), None)
    if rest is not None:
        before = [i for i in group if i < rest and figures[i].relation != "none"]
        now = [i for i in before if at_one_time(moments[i], moments[rest]) and not is_nested(text, figures[i])]
        yield Sides(parts=(*_once(figures, now), rest), rest=rest, all_there=len(now) == len(before))
        return
    sides = [i for i in group if is_side_s(text, figures[i])]
    at: dict[Moment, list[int]] = defaultdict(list)
    for i in sides:
        at[moments[i]].append(i)
    for moment, together in at.items():
        if moment is not None:
            yield Sides(parts=tuple(_once(figures, together)), rest=None, all_there=len(together) == len(sides))


def _once(figures: Sequence[Figure], parts: Sequence[int]) -> list[int]:
    """One mention of each share."""
    kept: dict[tuple[str, str, float], int] = {}
    for i in parts:
        kept.setdefault(((figures[i].holder or "").casefold(), figures[i].relation, figures[i].value), i)
    return list(kept.values())


def _sum(report: Report, passage: Passage, sides: Sides, known: Known) -> Iterator[Check]:
    figures, parts, rest = report.figures, sides.parts, sides.rest
    if len(parts) < 2 or _one_holder_twice(figures, [i for i in parts if i != rest], alone=rest is None):
        return
    total = sum(figures[i].value for i in parts)
    windows = [gives_window(figures[i]) for i in parts]
    low, high = sum(window[0] for window in windows), sum(window[1] for window in windows)
    holds = _verdict(total, low, high, complete=rest is not None)
    if holds is True and total >= 100 and rest is None and any(figures[i].bound == "at_least" for i in parts):
        return  # "more than 80" and "more than 20" are more than the whole, and may be what two sides say
    if holds is not True and not _is_sure(report, passage, sides, known, total):
        return
    named = listed([f"{number(figures[i].value, 2)} ({_whose(figures[i], i == rest)})" for i in parts])
    say = f"In {passage.name}, the shares {named} add up to {number(total, 2)} percent" + _lesson(
        total, low, high, holds
    )
    within = unplaced(report, parts, known) if rest is None and total > 100 else []
    if holds is False and within and low - sum(gives_window(figures[i])[0] for i in within) <= 100:
        holds = None
        say += f" They may fit if the ground of {listed([_whose(figures[i], False) for i in within])} is another’s too."
    yield Check(kind="sum to a whole", figures=tuple(sorted(parts)), holds=holds, say=say)


def _is_sure(report: Report, passage: Passage, sides: Sides, known: Known, total: float) -> bool:
    """Whether a sum that is not the whole says anything: no share may be counted twice, and none may lack."""
    sides_only = [i for i in sides.parts if i != sides.rest]
    if any_overlap(report, sides_only, known):
        return False
    if total > 100 and sides.rest is None:
        return not any_contested(report, passage.text, sides_only)
    complete = sides.all_there and not has_other_share(report, passage) and not _has_other_side(report, passage, sides)
    return complete and (sides.rest is not None or TOO_FEW <= total < 100)


def _has_other_side(report: Report, passage: Passage, sides: Sides) -> bool:
    """Whether the passage has a share of a side that is not among these, by whatever measure: it may belong to them."""
    figures = report.figures
    named = {((figures[i].holder or "").casefold(), figures[i].relation) for i in sides.parts}
    return any(
        ((figures[i].holder or "").casefold(), figures[i].relation) not in named
        for i in shares_of(report, passage)
        if is_side_s(passage.text, figures[i])
    )


def _one_holder_twice(figures: Sequence[Figure], parts: Sequence[int], *, alone: bool) -> bool:
    """One holder with two shares: a change, or a part of a part. It is not known which, so nothing is added up."""
    names = [((figures[i].holder or "").casefold(), figures[i].relation) for i in parts]
    return len(set(names)) < len(names) or (alone and len({name for name, _ in names}) < 2)


def _verdict(total: float, low: float, high: float, *, complete: bool) -> bool | None:
    if low <= 100 + 1e-9 and high >= 100 - 1e-9 and (complete or abs(total - 100) <= NEAR):
        return True
    return False if complete or low > 100 else None


def _whose(figure: Figure, is_the_rest: bool) -> str:
    nobody = "contested" if figure.relation == "contests" else "no holder named"
    return figure.holder or ("what remains" if is_the_rest else nobody)


def _lesson(total: float, low: float, high: float, holds: bool | None) -> str:
    window = f"{number(low, 2)} to {number(high, 2)} with the rounding of each"
    if holds:
        return ", the whole." if abs(total - 100) < 0.005 else f" ({window}): the whole, but for rounding."
    if total > 100:
        return f" ({window}): {number(total - 100, 2)} more than the whole."
    return f" ({window}): {number(100 - total, 2)} percent of the whole is left unsaid."
