"""A share of districts, towns or villages against the counts that stand beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from whoholds.model import Check, Figure, Report
from whoholds.reckoning.inside.passages import Passage, between, is_nested, says_twice, words_after
from whoholds.reckoning.inside.saying import listed, number, quoted
from whoholds.reckoning.inside.shares import shares_of
from whoholds.reckoning.inside.windows import cut_off, holds_window, last_digit, meet

KIND = "share against counts"
# Of one holder's counts only the first few are tried: a list of a thousand counts is no sum.
MOST = 12
OF_TOTAL = re.compile(
    r"\bof\s+(?:(?:the|all|some|its|[^\W\d_]{2,30}['’]s)\s+){0,3}(\d{1,3}(?:,\d{3})+|\d{1,6})(?![\d.])"
)
# Between a share and the number of what it is a share of.
OF = re.compile(r"\s+of\s+(?:(?:the|all|its|their|[^\W\d_]{2,30}['’]s)\s+){0,3}")
NOUN = re.compile(r"\s+([^\W\d_]+)")


def check_counts(report: Report, passage: Passage) -> Iterator[Check]:
    """Shares of a counted thing, against counts of the same thing in the same passage.

    A share that stands beside its count ("229 districts, or 56 percent") is tried on that; another on the counts of
    its holder; one with only a total ("45 percent of 7 districts") on whether a whole number gives it at all.
    """
    figures = report.figures
    totals = totals_of(report, passage)
    if not totals:
        return
    paired, wholes = dict(_beside(report, passage, totals)), wholes_of_shares(report, passage)
    by_holder: dict[tuple[str, str], list[int]] = {}
    for i in passage.figures:
        if i in wholes:
            continue
        if figures[i].kind == "count" and figures[i].relation in ("holds", "contests") and figures[i].high is None:
            by_holder.setdefault((figures[i].unit, (figures[i].holder or "").casefold()), []).append(i)
    told = set(paired.values())
    for i in shares_of(report, passage):
        total = totals.get(figures[i].measure or "")
        if total is None:
            continue
        if i in paired:
            yield _pair(report, passage, i, paired[i], total)
            continue
        mine = by_holder.get((figures[i].measure or "", (figures[i].holder or "").casefold()), [])
        beside = [c for c in mine[:MOST] if c not in told and _together(passage, figures[i], figures[c])]
        yield from _judged(report, passage, i, beside, total) if beside else _whole_number(report, passage, i, total)


def totals_of(report: Report, passage: Passage) -> dict[str, int]:
    """The total of each counted thing, where the passage gives just one."""
    found: dict[str, set[int]] = {}
    for i in passage.figures:
        figure = report.figures[i]
        if figure.kind == "count":
            total = own_total(figure)
            if (
                total is None
                and figure.relation == "none"
                and figure.bound == "exact"
                and figure.value == int(figure.value)
            ):
                total = int(figure.value)
            if total:
                found.setdefault(figure.unit, set()).add(total)
        elif figure.kind == "share" and figure.measure not in (None, "area", "population"):
            after = words_after(passage.text, figure, 60)
            read = OF_TOTAL.match(after.lstrip())
            noun = NOUN.match(after.lstrip(), read.end()) if read else None
            if read and noun and noun[1].casefold() in (figure.measure or ""):
                found.setdefault(figure.measure or "", set()).add(_integer(read[1]))
    return {unit: totals.pop() for unit, totals in found.items() if len(totals) == 1}


def wholes_of_shares(report: Report, passage: Passage) -> frozenset[int]:
    """The counts that a share before them is of: the 407 of "45 percent of Afghanistan's 407 districts".

    Nobody holds so many, whatever the sentence says of the share.
    """
    found = set()
    for first, second in pairwise(passage.figures):
        share, count = report.figures[first], report.figures[second]
        if share.kind == "share" and count.kind == "count":
            gap = between(passage.text, share, count)
            if gap is not None and OF.fullmatch(gap):
                found.add(second)
    return frozenset(found)


def own_total(figure: Figure) -> int | None:
    """The 407 of "41 of 407 districts"; None where there are more than that."""
    total = said_total(figure) or 0
    return total if total >= figure.value > 0 else None


def said_total(figure: Figure) -> int | None:
    """The 407 of "41 of 407 districts", whether or not it can be."""
    read = OF_TOTAL.search(figure.quote[:200])
    return _integer(read[1]) if read else None


def _integer(digits: str) -> int:
    return int(digits.replace(",", ""))


def _beside(report: Report, passage: Passage, totals: dict[str, int]) -> Iterator[tuple[int, int]]:
    """(share, count) where the one says the other again: "41 of 407 districts, or 10 percent"."""
    for first, second in pairwise(passage.figures):
        one, other = report.figures[first], report.figures[second]
        if {one.kind, other.kind} == {"share", "count"}:
            share, count = (first, second) if one.kind == "share" else (second, first)
            unit = report.figures[count].unit
            same = report.figures[share].measure == unit and report.figures[count].relation != "none"
            if same and unit in totals and says_twice(passage.text, one, other):
                yield share, count


def _together(passage: Passage, share: Figure, count: Figure) -> bool:
    return (
        share.holder is not None
        and share.relation in ("holds", "contests")
        and (share.base is None or count.base is None or share.base.casefold() == count.base.casefold())
        and share.as_of == count.as_of
        and share.speaker == count.speaker
        and not is_nested(passage.text, count)
    )


def _pair(report: Report, passage: Passage, share_at: int, count_at: int, total: int) -> Check:
    share, count = report.figures[share_at], report.figures[count_at]
    low, high = (
        (100 * end / total for end in holds_window(count))
        if count.bound != "exact"
        else (100 * count.value / total,) * 2
    )
    holds = meet(holds_window(share), (low, high))
    say = (
        f"In {passage.name}, {number(count.value)} of {number(total)} {count.unit} is "
        f"{number(100 * count.value / total, 2)} percent, and the share is given as {quoted(share)}: "
        + ("the two fit." if holds else "the two do not fit." + cut_off(share, 100 * count.value / total))
    )
    return Check(kind=KIND, figures=tuple(sorted((share_at, count_at))), holds=holds, say=say)


def _judged(report: Report, passage: Passage, share_at: int, counts: Sequence[int], total: int) -> Iterator[Check]:
    """The counts of the share's holder: all of them, those held, those contested, and each by itself."""
    figures, share = report.figures, report.figures[share_at]
    sets = [[i for i in counts if figures[i].relation == relation] for relation in ("holds", "contests")]
    tried = [chosen for chosen in (list(counts), *sets, *([i] for i in counts)) if chosen]
    if any(sum(figures[i].value for i in chosen) > total for chosen in tried):
        return
    window = holds_window(share)
    fits = [c for c in tried if window[0] <= 100 * sum(figures[i].value for i in c) / total <= window[1]]
    chosen = (fits or tried)[0]
    named = sum(figures[i].value for i in chosen)
    counted = listed([number(figures[i].value) for i in chosen])
    say = f"In {passage.name}, {quoted(share)} is said of {number(total)} {figures[chosen[0]].unit}. "
    percent = number(100 * named / total, 2)
    if len(chosen) > 1:
        say += f"The counts beside it, {counted}, make {number(named)}, which is {percent} percent"
    else:
        say += f"The count beside it, {counted}, is {percent} percent"
    short = "" if fits else cut_off(share, 100 * named / total)
    say += ": the two fit." if fits else f": {_needed(share, total)} would give the share.{short}"
    yield Check(kind=KIND, figures=tuple(sorted({share_at, *counts})), holds=bool(fits), say=say)


def _needed(share: Figure, total: int) -> str:
    low, high = holds_window(share)
    first, last = max(0, _ceil(low * total / 100)), min(total, int(high * total / 100 + 1e-9)) if high < 1e9 else total
    if first > last:
        return "no whole number"
    return f"only {number(first)}" if first == last else f"only {number(first)} to {number(last)}"


def _ceil(value: float) -> int:
    return 0 if value <= 0 else int(-(-(value - 1e-9) // 1))


def _whole_number(report: Report, passage: Passage, share_at: int, total: int) -> Iterator[Check]:
    """Of 7 districts, 2 are 28.6 percent and 3 are 42.9: none is 35."""
    share = report.figures[share_at]
    exact = share.bound == "exact" and not share.in_words
    if not exact or total >= 100 / last_digit(share) or _needed(share, total) != "no whole number":
        return
    below = int(share.value * total / 100)
    around = [f"{n} would be {number(100 * n / total)} percent" for n in (below, below + 1) if n <= total]
    say = f"In {passage.name}, {quoted(share)} is said of {number(total)} {share.measure}. "
    say += f"No whole number of them gives it: {listed(around)}."
    yield Check(kind=KIND, figures=(share_at,), holds=False, say=say)
