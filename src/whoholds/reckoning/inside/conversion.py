"""A figure and its conversion: "10,425 square miles (27,000 sq km)"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from whoholds.model import KM2_PER_UNIT, Check, Figure, Report
from whoholds.reckoning.inside.circle import KM
from whoholds.reckoning.inside.passages import Passage, between
from whoholds.reckoning.inside.saying import number, quoted, unit_name
from whoholds.reckoning.inside.windows import last_digit, last_nonzero_digit

FACTORS = {"area": KM2_PER_UNIT, "distance": KM}
BRACKET = re.compile(r"[\s-]*(?:[(\[/]|,?\s*\bor\b)\s*(?:or\s+|i\.e\.,?\s*)?$")


def check_conversions(report: Report, passage: Passage) -> Iterator[Check]:
    """Two neighbours of one kind in two units, the second in brackets or after "or"."""
    for first, second in pairwise(passage.figures):
        one, other = report.figures[first], report.figures[second]
        units = FACTORS.get(one.kind)
        if (
            units is None
            or one.kind != other.kind
            or one.unit == other.unit
            or not {one.unit, other.unit} <= units.keys()
        ):
            continue
        gap = between(passage.text, one, other)
        if gap is not None and BRACKET.fullmatch(gap) and (one.high is None) == (other.high is None):
            yield _judged(passage, (first, second), one, other, units)


def _judged(passage: Passage, at: tuple[int, int], one: Figure, other: Figure, units: dict[str, float]) -> Check:
    factor = units[one.unit] / units[other.unit]
    ends = [(one.value, other.value)]
    if one.high is not None and other.high is not None:
        ends.append((one.high, other.high))
    holds = all(_fits(one, other, a, b, factor) for a, b in ends)
    right = " to ".join(number(a * factor) for a, _ in ends)
    say = f"In {passage.name}, {quoted(one)} is {right} {unit_name(other.unit)}, "
    say += f"and the text converts it to {quoted(other)}: "
    if holds:
        say += "the two fit."
    elif one.kind == "area" and _fits(one, other, one.value, other.value, factor**0.5):
        say += "the two do not fit. It was converted with the factor for lengths, not for areas."
    else:
        say += "the two do not fit."
    return Check(kind="conversion", figures=(min(at), max(at)), holds=holds, say=say)


def _fits(one: Figure, other: Figure, a: float, b: float, factor: float) -> bool:
    """Either may be the rounded one: a converted number is often rounded to fewer digits than it is printed with."""
    return abs(a * factor - b) <= _rounding(other, b) or abs(b / factor - a) <= _rounding(one, a)


def _rounding(figure: Figure, value: float) -> float:
    """Half of the last digit that is not zero, but not more than a twentieth of the value."""
    allowed = max(last_digit(figure) / 2, min(last_nonzero_digit(figure) / 2, abs(value) / 20))
    return max(allowed, abs(value) / 50) if figure.bound == "about" else allowed
