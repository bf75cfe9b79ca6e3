"""The two windows of a figure of a report, and whether windows meet."""

from __future__ import annotations

import math

from whoholds.model import Claim, Figure
from whoholds.reckoning.fit import TOLERANCE, claim_windows, is_cut_off, precision

Window = tuple[float, float]


def holds_window(figure: Figure) -> Window:
    """Between which values the words are true, ends included.

    >>> holds_window(Figure(quote="about 27,000", span=(0, 12), value=27000, bound="about", kind="area", unit="km2"))
    Window(low=26460.0, high=27540.0)
    """
    return claim_windows(figure).holds


def gives_window(figure: Figure) -> Window:
    """Between which values somebody would have said the figure.

    >>> figure = Figure(quote="over 96.5%", span=(0, 10), value=96.5, bound="at_least", kind="share", unit="percent")
    >>> gives_window(figure)
    Window(low=96.45, high=97.5)
    """
    return claim_windows(figure).gives


def last_digit(figure: Figure) -> float:
    """The place value of the last digit that was stated: 0.1 for 96.5, 1 for 20."""
    return float(precision(figure.value, figure.last_place).last)


def last_nonzero_digit(figure: Figure) -> float:
    """The place value of the last digit that is not zero: 10 for 20, 1000 for 27,000."""
    return float(precision(figure.value, figure.last_place).last_nonzero)


def is_measurable(figure: Figure) -> bool:
    """Whether the figure has windows: its numbers are finite, and a range runs upwards."""
    numbers = [n for n in (figure.value, figure.high, figure.last_place) if n is not None]
    upwards = figure.high is None or figure.high >= figure.value
    return all(map(math.isfinite, numbers)) and upwards and (figure.last_place is None or figure.last_place > 0)


def meet(first: Window, second: Window) -> bool:
    """Whether the two have a value in common, but for what floating point loses.

    >>> meet((14.5, 15.5), (15.5, 16.5)), meet((14.5, 15.5), (15.6, math.inf))
    (True, False)
    """
    slack = TOLERANCE * max(1.0, *(abs(end) for end in (*first, *second) if math.isfinite(end)))
    return first[0] <= second[1] + slack and second[0] <= first[1] + slack


def times(window: Window, factor: float) -> Window:
    """The window of the figure multiplied by a factor."""
    return (window[0] * factor, window[1] * factor)


def as_claim(figure: Figure) -> Claim:
    """The figure's number and its precision, as a claim has them."""
    return Claim(
        value=figure.value,
        high=figure.high,
        bound=figure.bound,
        kind=figure.kind,
        unit=figure.unit,
        last_place=figure.last_place,
        in_words=figure.in_words,
    )


def cut_off(figure: Figure, value: float) -> str:
    """A sentence if the figure is the value with its last digits cut off instead of rounded, else nothing.

    >>> cut_off(Figure(quote="36.2%", span=(0, 5), value=36.2, kind="share", unit="percent"), 36.27)
    ' Its last digits were cut off, not rounded.'
    """
    return " Its last digits were cut off, not rounded." if is_cut_off(value, as_claim(figure)) else ""
