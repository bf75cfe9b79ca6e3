"""Axes: round values upright, first days of months or years across."""

from __future__ import annotations

import math
from datetime import date, timedelta

from whoholds.showing.words import vocabulary

CUT = 0.25  # where values differ by less than so much of the greatest, the axis does not begin at zero
MONTH_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600)
DAY_STEPS = (1, 2, 7, 14)


def round_values(low: float, high: float, most: int = 6) -> list[float]:
    """Return at most so many round values that reach from below `low` to above `high`.

    From zero on, where that does not squeeze everything into a strip.

    >>> round_values(3.0, 62.7), round_values(18.2, 19.21)
    ([0.0, 20.0, 40.0, 60.0, 80.0], [18.0, 18.5, 19.0, 19.5])
    """
    first = low if high - low < CUT * high else min(low, 0.0)
    span = max(high - first, abs(high) * 1e-6, 1e-9)
    power = 10.0 ** (math.floor(math.log10(span)) - 1)
    for step in (factor * power for factor in (1, 2, 5, 10, 20, 50, 100)):
        start, stop = math.floor(first / step + 1e-9), math.ceil(high / step - 1e-9)
        if stop - start + 1 <= most:
            return [round(n * step, 10) for n in range(start, max(stop, start + 1) + 1)]
    return [first, high]


def value_words(value: float, step: float, unit: str) -> str:
    """Return a value of an axis, with as many digits as its step needs.

    >>> value_words(18.5, 0.5, "%"), value_words(120000, 20000, "")
    ('18.5%', '120,000')
    """
    digits = max(0, -math.floor(math.log10(step) + 1e-9))
    return f"{value:,.{digits}f}{unit}"


def round_days(first: date, last: date, most: int) -> list[tuple[date, str]]:
    """Return at most so many days between two, each with its words: years, months, or days where there are few.

    >>> [words for _, words in round_days(date(2024, 7, 8), date(2026, 8, 22), 6)]
    ['Jan 2025', 'Jul 2025', 'Jan 2026', 'Jul 2026']
    >>> [words for _, words in round_days(date(2014, 1, 1), date(2024, 12, 31), 6)]
    ['2014', '2016', '2018', '2020', '2022', '2024']
    """
    if (last - first).days <= 14 * most and (last - first).days <= 60:
        step = next((step for step in DAY_STEPS if (last - first).days // step + 1 <= most), 28)
        count = (last - first).days // step + 1
        return [(day, _day_words(day)) for day in (first + timedelta(days=step * n) for n in range(count))]
    for step in MONTH_STEPS:
        days = _month_starts(first, last, step)
        if len(days) <= most:
            return [(day, str(day.year) if step >= 12 else month_words(day)) for day in days]
    return []


def _month_starts(first: date, last: date, step: int) -> list[date]:
    start = first.year * 12 + first.month - 1 + (first.day > 1)
    numbers = (n for n in range(start, last.year * 12 + last.month) if n % step == 0)
    return [date(n // 12, n % 12 + 1, 1) for n in numbers]


def month_words(day: date) -> str:
    """Return a day's month and year in few letters.

    >>> month_words(date(2018, 8, 31))
    'Aug 2018'
    """
    return f"{vocabulary()['months'][day.month - 1][:3]} {day.year}"


def _day_words(day: date) -> str:
    return f"{day.day} {vocabulary()['months'][day.month - 1][:3]}"
