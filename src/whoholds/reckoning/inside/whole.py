"""Shares that should add up to a whole, and a share with its complement."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import product

from whoholds.model import Check, Figure, Report
from whoholds.reckoning.inside.passages import Passage, between, is_nested, is_rest
from whoholds.reckoning.inside.saying import listed, number, quoted
from whoholds.reckoning.inside.windows import gives_window
from whoholds.reckoning.inside.words import tokens

# A sum this near to 100 is the whole, but for rounding; one below TOO_FEW is no attempt at the whole.
NEAR = 2.0
TOO_FEW = 75.0
# Of many mentions of one value only the first few are compared with each other.
MENTIONS = 4


def shares_of(report: Report, passage: Passage) -> list[int]:
    """The passage's plain shares: no ranges, no points of change."""
    return [
        index
        for index in passage.figures
        if (figure := report.figures[index]).kind == "share"
        and figure.unit == "percent"
        and figure.high is None
        and "point" not in passage.text[figure.span[0] : figure.span[1] + 20].casefold()
    ]


def check_wholes(report: Report, passage: Passage) -> Iterator[Check]:
    """Both checks on one passage. Shares that a complement explains are not added up again."""
    figures, shares = report.figures, shares_of(report, passage)
    if len(shares) < 2:
        return
    explained: set[int] = set()
    for group in _by_base(figures, shares).values():
        for pair in _complements(report, passage, group):
            explained.update(pair.figures)
            yield pair
    for group in _by_speaker(figures, shares).values():
        if explained.isdisjoint(group):
            yield from _sums(report, passage, group)


def check_rest_of_before(report: Report, before: Passage, here: Passage) -> Iterator[Check]:
    """A remainder at the head of a paragraph, after the one share of its speaker in the paragraph before."""
    figures = report.figures
    rest = next(iter(shares_of(report, here)), None)
    (kind, number_before), (_, number_here) = before.key, here.key
    neighbours = kind == here.key[0] == "paragraph" and int(number_here) - int(number_before) == 1
    if rest is None or not neighbours or not is_rest(here.text, figures[rest]):
        return
    one = figures[rest]
    said = [i for i in shares_of(report, before) if figures[i].speaker == one.speaker is not None]
    alike = [
        i
        for i in said
        if (figures[i].measure or "area") == (one.measure or "area")
        and (figures[i].as_of is None or one.as_of is None or figures[i].as_of == one.as_of)
        and (figures[i].base is None or one.base is None or figures[i].base == one.base)
    ]
    if len(said) == len(alike) == 1 and abs(figures[said[0]].value + one.value - 100) < 0.005:
        names = f"{before.name} and {here.name}"
        yield _complement(report, names, [said[0]], [rest])


# ------------------------------------------------------------------------------------------------ groups


def _by_base(figures: Sequence[Figure], shares: Sequence[int]) -> dict[tuple[str, ...], list[int]]:
    """The shares of one measure, base and date. Shares without a base are taken to mean the passage's only base.

    Not so with dates: "the rebels held 35 percent in 2015" says nothing of an undated neighbour.
    """
    bases = {(figures[i].base or "").casefold() for i in shares} - {""}
    only = bases.pop() if len(bases) == 1 else ""
    groups: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for i in shares:
        base = (figures[i].base or only).casefold()
        groups[(figures[i].measure or "area", base, figures[i].as_of or "")].append(i)
    return groups


def _by_speaker(figures: Sequence[Figure], shares: Sequence[int]) -> dict[tuple[str, ...], list[int]]:
    """The same, of one speaker."""
    groups: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for key, group in _by_base(figures, shares).items():
        for i in group:
            groups[(*key, figures[i].speaker or "")].append(i)
    return groups


# ------------------------------------------------------------------------------------------------ complements


def _complements(report: Report, passage: Passage, group: Sequence[int]) -> Iterator[Check]:
    by_value: dict[float, list[int]] = defaultdict(list)
    for i in group:
        by_value[round(report.figures[i].value, 2)].append(i)
    for value, larger in by_value.items():
        smaller = by_value.get(round(100 - value, 2), [])
        if value < 50 or value == 100 or not smaller:
            continue
        pairs = product(larger[:MENTIONS], smaller[:MENTIONS])
        if any(_completes(passage.text, report.figures[a], report.figures[b]) for a, b in pairs if a != b):
            yield _complement(report, passage.name, larger, smaller)


def _completes(text: str, one: Figure, other: Figure) -> bool:
    """Whether the two may be said of one whole: not of one holder twice, and not both "more than"."""
    first, second = sorted((one, other), key=lambda figure: figure.span)
    if (between(text, first, second) or "").split()[-1:] in (["to"], ["from"]):
        return False
    if is_rest(text, one) or is_rest(text, other):
        return True
    if one.value == 50 or (one.bound == other.bound and one.bound in ("at_least", "at_most")):
        return False
    same_holder = (one.holder or "").casefold() == (other.holder or "").casefold()
    relations = {one.relation, other.relation}
    if same_holder and one.holder is not None:
        return relations == {"holds", "lost"}
    return not same_holder or relations in ({"holds", "gained"}, {"holds", "none"}, {"gained", "none"})


def _complement(report: Report, where: str, larger: list[int], smaller: list[int]) -> Check:
    one, other = report.figures[larger[0]], report.figures[smaller[0]]
    say = (
        f"In {where}, {quoted(one)} and {quoted(other)} add up to 100 percent: "
        "each is what the other leaves of the whole."
    )
    strict = next((report.figures[i] for i in larger if report.figures[i].bound == "at_least"), None)
    if strict is not None and other.bound == "exact":
        say += f" Taken strictly, {quoted(strict)} leaves less than {number(other.value, 2)} percent."
    return Check(kind="share and its complement", figures=tuple(sorted({*larger, *smaller})), holds=True, say=say)


# ------------------------------------------------------------------------------------------------ sums


def _sums(report: Report, passage: Passage, group: Sequence[int]) -> Iterator[Check]:
    figures, text = report.figures, passage.text
    rest = next((i for i in group if is_rest(text, figures[i])), None)
    parts = _parts(figures, text, group, rest)
    if len(parts) < 2 or (rest is None and _one_holder_twice(figures, parts)):
        return
    total = sum(figures[i].value for i in parts)
    windows = [gives_window(figures[i]) for i in parts]
    low, high = sum(window[0] for window in windows), sum(window[1] for window in windows)
    holds = _verdict(total, low, high, complete=rest is not None)
    if holds is True and total >= 100 and rest is None and any(figures[i].bound == "at_least" for i in parts):
        return  # "more than 80" and "more than 20" are more than the whole, and may be what two sides say
    if holds is None and not TOO_FEW <= total < 100:
        return
    if holds is False and rest is None and _may_overlap(figures, parts):
        return
    named = listed([f"{number(figures[i].value, 2)} ({_whose(figures[i], i == rest)})" for i in parts])
    say = f"In {passage.name}, the shares {named} add up to {number(total, 2)} percent" + _lesson(
        total, low, high, holds
    )
    yield Check(kind="sum to a whole", figures=tuple(sorted(parts)), holds=holds, say=say)


def _parts(figures: Sequence[Figure], text: str, group: Sequence[int], rest: int | None) -> list[int]:
    """The shares that stand side by side: one mention of each, with the remainder if there is one."""
    kept: dict[tuple[str, str, float], int] = {}
    for i in group:
        figure = figures[i]
        level = figure.relation == "contests" or (figure.relation == "holds" and figure.holder is not None)
        said = rest is not None and figure.relation != "none"
        if i != rest and (is_nested(text, figure) or not (level or said)):
            continue
        kept.setdefault(((figure.holder or "").casefold(), figure.relation, figure.value), i)
        if i == rest:
            break
    return list(kept.values())


def _one_holder_twice(figures: Sequence[Figure], parts: Sequence[int]) -> bool:
    """One holder with two shares: a change, or a part of a part. It is not known which, so nothing is added up."""
    names = [((figures[i].holder or "").casefold(), figures[i].relation) for i in parts]
    return len(set(names)) < len(names) or len({name for name, _ in names}) < 2


def _may_overlap(figures: Sequence[Figure], parts: Sequence[int]) -> bool:
    """Contested ground is counted with its holder too, and "A and B" overlaps with "B"."""
    if any(figures[i].relation == "contests" for i in parts) or len(parts) > 50:
        return True
    names = [tokens(figures[i].holder) for i in parts]
    return any(one <= other for n, one in enumerate(names) for m, other in enumerate(names) if n != m)


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
