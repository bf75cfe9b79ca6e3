"""Fit: the two windows of a figure, and whether a value lies in them.

A value inside the first window makes the figure *hold*, as its words go. A value inside the second *gives* the
figure: somebody who counted that way would have said it. The figure's own precision decides, with v the value,
u the place value of its last stated digit and w that of its last non-zero digit:

    exact      v - u/2 ... v + u/2                       gives: the same
    about      v - max(w/2, v/50) ... v + max(w/2, v/50)  gives: the same
    at_least   from v - u/2                              gives: v - u/2 ... v + max(w/2, one point)
    at_most    to v + u/2                                gives: v - max(w/2, one point) ... v + u/2
    a range    from its low end - u/2 to its high end + u/2

A fraction in words is exact to a tenth of itself. "One point" counts for percentages alone.
"""

from __future__ import annotations

import math
from decimal import Decimal
from typing import NamedTuple

from whoholds.errors import WhoholdsError
from whoholds.model import Bound, Claim, Figure

# Sums of decimal fractions miss the true sum by a few units in the sixteenth digit; a window is no finer than this.
TOLERANCE = 1e-9
# Far more than any measure of ground on earth, and far less than what floats can add up exactly.
LARGEST = 1e15
FINEST = 1e-12
ONE = Decimal(1)
TWO = Decimal(2)


class Window(NamedTuple):
    """From `low` to `high`, both ends included. An end may be infinite."""

    low: float
    high: float

    def takes(self, value: float, rounding: float = 0.0) -> bool:
        """Tell whether the value, which may be off by `rounding` either way, lies in the window.

        >>> Window(96.45, 97.5).takes(97.4), Window(96.45, 97.5).takes(96.4), Window(96.45, 97.5).takes(96.4, 0.05)
        (True, False, True)
        """
        slack = rounding + TOLERANCE * max(1.0, abs(value))
        return self.low - slack <= value <= self.high + slack


class Windows(NamedTuple):
    """The two windows of one figure."""

    holds: Window
    gives: Window


class Precision(NamedTuple):
    """`last` is the place value of the last digit that was stated (u), `last_nonzero` of the last that is not 0 (w)."""

    last: Decimal
    last_nonzero: Decimal


def precision(value: float, last_place: float | None = None) -> Precision:
    """Return how finely a number was stated, from its digits or from the stated `last_place`.

    >>> [float(place) for place in precision(96.5)], [float(place) for place in precision(20)]
    ([0.1, 0.1], [1.0, 10.0])
    >>> [float(place) for place in precision(27000, last_place=1000)]  # "27 thousand"
    [1000.0, 1000.0]
    """
    number = _decimal(value)
    exponent = _exponent(number)
    last = ONE.scaleb(min(exponent, 0)) if last_place is None else _decimal(last_place)
    if last_place is not None and last_place < FINEST:
        raise WhoholdsError(f"the place of the last digit is {last_place}; give a number such as 0.1 or 1000")
    last_nonzero = max(last, ONE.scaleb(exponent)) if number else last
    return Precision(last, last_nonzero)


def windows(
    value: float,
    *,
    high: float | None = None,
    bound: Bound = "exact",
    percent: bool = True,
    last_place: float | None = None,
    in_words: bool = False,
) -> Windows:
    """Return the windows of a figure, in its own unit. Raises WhoholdsError for a number that is not finite.

    >>> windows(96.5, bound="at_least")
    Windows(holds=Window(low=96.45, high=100.0), gives=Window(low=96.45, high=97.5))
    >>> windows(20, bound="about").gives
    Window(low=15.0, high=25.0)
    """
    number = _decimal(value)
    places = precision(value, last_place)
    around = abs(number) / 10 if in_words else places.last / TWO
    low, top = number - around, number + around
    if high is not None:
        return _range(number, _decimal(high), places, precision(high, last_place), in_words=in_words)
    if bound == "about" and not in_words:
        around = max(places.last_nonzero / TWO, abs(number) / 50)
        low, top = number - around, number + around
    exact = Window(float(low), float(top))
    if bound in ("exact", "about"):
        return Windows(exact, exact)
    beyond = around if in_words else max(places.last_nonzero / TWO, ONE if percent else Decimal(0))
    if bound == "at_least":
        end = 100.0 if percent and number <= 100 else math.inf
        return Windows(Window(float(low), end), Window(float(low), min(float(number + beyond), end)))
    start = 0.0 if number >= 0 else -math.inf
    return Windows(Window(start, float(top)), Window(max(float(number - beyond), start), float(top)))


def is_more_than_the_whole(claim: Claim) -> bool:
    """Tell whether a share is above 100 percent, which no way of counting comes to.

    >>> is_more_than_the_whole(Claim(value=150)), is_more_than_the_whole(Claim(value=150, unit="km2"))
    (True, False)
    """
    return claim.unit == "percent" and max(claim.value, claim.high or 0) > 100


def claim_windows(claim: Claim | Figure) -> Windows:
    """Return the windows of a claim's figure, or of a figure on a page.

    >>> claim_windows(Claim(value=8)).holds
    Window(low=7.5, high=8.5)
    """
    return windows(
        claim.value,
        high=claim.high,
        bound=claim.bound,
        percent=claim.unit == "percent",
        last_place=claim.last_place,
        in_words=claim.in_words,
    )


def is_cut_off(value: float, claim: Claim) -> bool:
    """Tell whether the claim's figure is this value with its last digits cut off instead of rounded.

    >>> is_cut_off(36.27, Claim(value=36.2)), is_cut_off(36.22, Claim(value=36.2)), is_cut_off(36.31, Claim(value=36.2))
    (True, False, False)
    """
    if claim.bound != "exact" or claim.in_words or claim.high is not None:
        return False
    number, place = _decimal(claim.value), precision(claim.value, claim.last_place).last
    away = Decimal(repr(round(abs(value), 9))) - abs(number)
    return place / TWO < away < place and (value < 0) == (claim.value < 0)


def _range(low: Decimal, high: Decimal, at_low: Precision, at_high: Precision, *, in_words: bool) -> Windows:
    if high < low:
        raise WhoholdsError(f"the range runs from {low} down to {high}; give its lower end first")
    # "18.5 to 20": the whole range is as fine as its finer end.
    last = min(at_low.last, at_high.last)
    below = abs(low) / 10 if in_words else last / TWO
    above = abs(high) / 10 if in_words else last / TWO
    window = Window(float(low - below), float(high + above))
    return Windows(window, window)


def _decimal(value: float) -> Decimal:
    """Return the number as it is written: 96.5 is 96.5, not the binary fraction next to it."""
    if not abs(value) <= LARGEST:  # nan is not, either
        raise WhoholdsError(f"the figure is {value}; give a finite number of at most {LARGEST:g}")
    return Decimal(repr(value))


def _exponent(number: Decimal) -> int:
    exponent = number.normalize().as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0
