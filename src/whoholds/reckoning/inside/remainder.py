"""A share beside an area: "the remaining 15 percent, about 27,000 sq km", against the area of the country."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import pairwise

from whoholds.model import KM2_PER_UNIT, Check, Evidence, Figure, Report
from whoholds.reckoning.inside.facts import WholeArea
from whoholds.reckoning.inside.passages import Passage, is_rest, says_twice
from whoholds.reckoning.inside.same_ground import is_beside_its_base, is_somewhere, is_whole_or_part
from whoholds.reckoning.inside.saying import number, quoted
from whoholds.reckoning.inside.shares import shares_of
from whoholds.reckoning.inside.windows import Window, cut_off, holds_window, last_nonzero_digit, meet, times
from whoholds.reckoning.inside.words import tokens

# An area this near to the size of the country is that size, however it is said.
WHOLE = 0.05


def check_remainders(report: Report, passage: Passage, country: WholeArea | None) -> Iterator[Check]:
    """Shares and areas that say the same thing twice, and a remainder in km² beside the share that leaves it."""
    kinds = {report.figures[i].kind for i in passage.figures}
    if not {"share", "area"} <= kinds:
        return
    pairs = [pair for pair in pairwise(passage.figures) if _is_said_twice(report, passage, *pair)]
    totals = _totals(report, passage, {i for pair in pairs for i in pair})
    paired: set[int] = set()
    for pair in pairs:
        share, area = sorted(pair, key=lambda i: report.figures[i].kind, reverse=True)
        left = is_rest(passage.text, report.figures[area]) and not is_rest(passage.text, report.figures[share])
        if _is_ground(report.figures[share]) and report.figures[area].unit in KM2_PER_UNIT and not left:
            paired.update(pair)
            yield from _judged(report, passage, share, area, country, totals, left=False)
    yield from _left_area(report, passage, paired, country, totals)


def _is_said_twice(report: Report, passage: Passage, first: int, second: int) -> bool:
    one, other = report.figures[first], report.figures[second]
    return (
        {one.kind, other.kind} == {"share", "area"}
        and says_twice(passage.text, one, other)
        and not is_whole_or_part(passage.text, one, other)
    )


def _is_ground(share: Figure) -> bool:
    return share.unit == "percent" and share.measure in (None, "area") and share.value > 0


def _left_area(
    report: Report, passage: Passage, paired: set[int], country: WholeArea | None, totals: dict[str, Figure]
) -> Iterator[Check]:
    """The passage's one share, and the area that it leaves: "85 percent was liberated; some 27,000 sq km remain"."""
    figures = report.figures
    shares = [i for i in shares_of(report, passage) if _is_ground(figures[i])]
    areas = [i for i in passage.figures if figures[i].kind == "area" and is_rest(passage.text, figures[i])]
    if len(shares) != 1 or len(areas) != 1 or paired.intersection((*shares, *areas)):
        return
    share, area = figures[shares[0]], figures[areas[0]]
    same_voice = share.speaker == area.speaker and share.as_of in (None, area.as_of)
    if same_voice and area.unit in KM2_PER_UNIT and share.value < 100 and share.relation in ("gained", "holds"):
        yield from _judged(report, passage, shares[0], areas[0], country, totals, left=True)


def _judged(
    report: Report,
    passage: Passage,
    share_at: int,
    area_at: int,
    country: WholeArea | None,
    totals: dict[str, Figure],
    *,
    left: bool,
) -> Iterator[Check]:
    share, area = report.figures[share_at], report.figures[area_at]
    percent = _left_of(holds_window(share)) if left else holds_window(share)
    ground = times(holds_window(area), KM2_PER_UNIT[area.unit])
    point = 100 - share.value if left else share.value
    whole = _whole(share, area, country, totals)
    start = f"In {passage.name}, {quoted(share)} and {quoted(area)} are said of the same ground"
    if left:
        start = f"In {passage.name}, {quoted(share)} leaves {number(point, 2)} percent"
        start += f", and {quoted(area)} is said to be left"
    if whole is None:
        if is_beside_its_base(passage.text, share, area):
            return
        implied = area.value * KM2_PER_UNIT[area.unit] / (point / 100)
        low, high = max(0.0, ground[0]) / percent[1] * 100, ground[1] / max(percent[0], 1e-9) * 100
        if percent[0] <= 0 or high == float("inf"):
            return
        say = f"{start}: then the whole is {number(implied)} km²"
        say += f" ({number(low)} to {number(high)} with the rounding of both)."
        yield Check(kind="remainder against area", figures=_order(share_at, area_at), holds=None, say=say)
        return
    name, size, sources = whole
    expected = times(percent, size / 100)
    rounded = _rounded(area)
    holds = meet(expected, ground) or (rounded is not None and meet(expected, rounded))
    given = area.value * KM2_PER_UNIT[area.unit]
    if not holds and (abs(given - size) <= WHOLE * size or is_somewhere(passage.text, area)):
        return
    say = (
        f"{start}: {number(point, 2)} percent of {name} ({number(size)} km²) is {number(point * size / 100)} km²"
        f"{_span(expected)}, and the area is given as {number(given)} km²{_span(ground)}. "
        + (_fit(meet(expected, ground)) if holds else _misfit(share, area, size, left=left))
    )
    yield Check(kind="remainder against area", figures=_order(share_at, area_at), holds=holds, say=say, sources=sources)


def _left_of(window: Window) -> Window:
    return (max(0.0, 100 - window[1]), 100 - window[0])


def _rounded(area: Figure) -> Window | None:
    """How far an area with noughts at its end reaches if they are rounding: 41,000 is 40,500 to 41,500.

    No further than a fiftieth of it.
    """
    if area.bound != "exact" or area.high is not None:
        return None
    around = min(last_nonzero_digit(area) / 2, abs(area.value) / 50)
    return times((area.value - around, area.value + around), KM2_PER_UNIT[area.unit])


def _fit(as_printed: bool) -> str:
    return "The two fit." if as_printed else "The two fit if the area was rounded to the noughts at its end."


def _misfit(share: Figure, area: Figure, size: float, *, left: bool) -> str:
    percent = area.value * KM2_PER_UNIT[area.unit] / size * 100
    short = "" if left else cut_off(share, percent)
    return f"The two do not fit: that area is {number(percent, 2)} percent of the whole.{short}"


def _span(window: Window) -> str:
    low, high = window
    if number(low) == number(high):
        return ""
    if low == float("-inf"):
        return f" (up to {number(high)})"
    return f" (from {number(low)})" if high == float("inf") else f" ({number(low)} to {number(high)})"


def _order(one: int, other: int) -> tuple[int, ...]:
    return (one, other) if one < other else (other, one)


def _totals(report: Report, passage: Passage, paired: Collection[int]) -> dict[str, Figure]:
    """For each base the one area that the passage gives it without a holder: what a share may be a share of.

    An area that says a share again is none.
    """
    found: dict[str, list[Figure]] = {}
    for figure in (report.figures[i] for i in passage.figures if i not in paired):
        if figure.kind == "area" and figure.relation == "none" and figure.unit in KM2_PER_UNIT and figure.high is None:
            found.setdefault((figure.base or "").casefold(), []).append(figure)
    return {base: areas[0] for base, areas in found.items() if len(areas) == 1 and areas[0].value > 0}


def _whole(
    share: Figure, area: Figure, country: WholeArea | None, totals: dict[str, Figure]
) -> tuple[str, float, tuple[Evidence, ...]] | None:
    """What the share is a share of: a total that the passage gives, or the country if the words mean the country."""
    total = totals.get((share.base or area.base or "").casefold())
    if total is not None and total.span != area.span:
        return (quoted(total), total.value * KM2_PER_UNIT[total.unit], ())
    if country is None or tokens(share.holder) == tokens(country.name):
        return None  # a state holds land elsewhere: of its own country it would have "the rest"
    if country.area_km2 > 0 and is_country(share.base or area.base, country):
        return (country.name, country.area_km2, (country.source,))
    return None


def is_country(base: str | None, country: WholeArea) -> bool:
    """Whether a base means the whole country: none is said, or its name is, but for words like "territory"."""
    plain = {"the", "of", "whole", "entire", "country", "territory", "land", "area", "nation", "national", "state", "s"}
    words = tokens(base) - plain
    return not words or words == tokens(country.name) - plain
