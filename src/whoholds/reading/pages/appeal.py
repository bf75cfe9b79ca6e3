"""The page's request for money, from lines of text: what it asks, the scale of its meter, the goal, what was raised."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise

from whoholds.model import Appeal
from whoholds.reading.pages.page_words import vocabulary

_LONGEST = 2_000  # characters
_NUMBER = r"\d{1,3}(?:[,.\u00a0\u202f ']\d{3})+(?:[.,]\d\d)?|\d{1,12}(?:[.,]\d\d?)?"
# Three decimals before "million" may be thousands, and are not read.
_SHORT = r"\d{1,6}(?:[.,]\d{1,2})?"


@cache
def _money_pattern() -> re.Pattern[str]:
    before = rf"(?P<sign>{_sign()})\s?{_amount('')}(?!\w)"
    return re.compile(rf"{before}|(?<!\d)(?<!\d[.,]){_amount('2')}\s?(?P<sign2>{_sign()})", re.IGNORECASE)


def _sign() -> str:
    words = vocabulary("money")
    return rf"(?:{_any_of(words['signs'])}|(?:{'|'.join(words['codes']['known'])})\b)"


@cache
def _unread_pattern() -> re.Pattern[str]:
    return re.compile(rf"{_sign()}\s?\d|\d\s?{_sign()}", re.IGNORECASE)


def _amount(mark: str) -> str:
    """Make the pattern of a number with its scale. It ends where the number ends: "12.5" is not "12"."""
    words = vocabulary("money")
    scale = rf"(?P<letter{mark}>{_any_of(words['letters'])})|\s?(?P<scale{mark}>{_any_of(words['scales'])})"
    return rf"(?:(?P<short{mark}>{_SHORT})(?:{scale})(?!\w)|(?P<sum{mark}>{_NUMBER})(?!\d|[.,]\d))"


def _any_of(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


@cache
def _words(name: str) -> re.Pattern[str]:
    return re.compile(vocabulary("money")["words"][name], re.IGNORECASE)


class Money:
    """A sum and its currency, as they stand in a text."""

    def __init__(self, amount: float, currency: str | None, span: tuple[int, int]) -> None:
        self.amount, self.currency, self.span = amount, currency, span


def money_line(line: str) -> Money | None:
    """Read a line that is a sum of money and nothing else.

    >>> found = money_line("2,500 $")
    >>> found.amount, found.currency
    (2500.0, 'USD')
    >>> money_line("2,500 dead") is None
    True
    """
    found = _money_pattern().fullmatch(line.strip()) if len(line) <= 40 else None
    return _money(found) if found else None


def find_money(text: str) -> list[Money]:
    """Find the sums of money in a short text."""
    return [_money(found) for found in _money_pattern().finditer(text[:_LONGEST])]


def _has_unread(text: str, sums: Sequence[Money]) -> bool:
    """Tell whether there are sums in a text that were not read: what the others mean cannot be told then."""
    ends = [0, *(end for found in sums for end in found.span), len(text)]
    return any(_unread_pattern().search(text[start:end]) for start, end in zip(ends[::2], ends[1::2], strict=True))


def _money(found: re.Match[str]) -> Money:
    words = vocabulary("money")
    sign = (found["sign"] or found["sign2"]).lower()
    if digits := found["sum"] or found["sum2"]:
        amount = to_number(digits)
    else:
        letter, scale = found["letter"] or found["letter2"], found["scale"] or found["scale2"]
        times = words["letters"][letter.lower()] if letter else words["scales"][scale.lower()]
        amount = round(to_number(found["short"] or found["short2"]) * times, 2)
    return Money(amount, words["signs"].get(sign, sign.upper()), found.span())


def to_number(digits: str) -> float:
    """Read a sum's digits: a mark before the last one or two of them is a decimal mark, any other parts thousands.

    >>> to_number("2,500"), to_number("1.586,50"), to_number("12.5")
    (2500.0, 1586.5, 12.5)
    """
    whole, decimals = re.fullmatch(r"(.*?)(?:[.,](\d\d?))?", digits, re.S).groups()  # type: ignore[union-attr]
    thousands = re.sub(r"\D", "", whole) or "0"
    return float(f"{thousands}.{decimals or 0}")


def without_count(asks: str) -> str:
    """Take the beginning of a count off the words that ask.

    >>> without_count("Support us: so far we have raised"), without_count("Please help us to raise")
    ('Support us', 'Please help us to raise')
    """
    for mark in reversed(list(re.finditer(r"\s*[:;.!?\u2013\u2014-]\s+", asks))):
        rest = asks[mark.end() :]
        if _words("raised_before").search(rest) or _words("goal_before").search(rest):
            return asks[: mark.start()] + mark[0].strip(" :;\u2013\u2014-")
    return asks


def from_scale(lines: Sequence[str], asks: str | None) -> Appeal | None:
    """Read the labels of a donation meter: marks in rising order, and the sum that was raised.

    The goal is the largest mark. The sum raised is the label off the scale: the one that breaks the rising order, or
    the one without which the marks stand at even distances; where neither tells, it is not guessed.

    >>> from_scale(["0 $", "2,500 $", "5,000 $", "1,586 $"], None)
    Appeal(asks=None, marks=(0.0, 2500.0, 5000.0), goal=5000.0, raised=1586.0, currency='USD')
    """
    labels = [label for line in lines if (label := money_line(line))]
    sums = [label.amount for label in labels]
    if len(sums) < 2:
        return Appeal(asks=asks) if asks else None
    off = _off_the_scale(sums)
    marks = tuple(amount for place, amount in enumerate(sums) if place != off)
    return Appeal(
        asks=asks,
        marks=tuple(sorted(marks)),
        goal=max(marks),
        raised=None if off is None else sums[off],
        currency=next((label.currency for label in labels if label.currency), None),
    )


def _off_the_scale(sums: list[float]) -> int | None:
    if len(sums) > 100:
        return None
    without = [sums[:place] + sums[place + 1 :] for place in range(len(sums))]
    if sums != sorted(sums):
        # Falling scales exist too: the one to leave out is that without which the rest is in order.
        orders = [place for place, rest in enumerate(without) if rest in (sorted(rest), sorted(rest, reverse=True))]
        return orders[-1] if orders and sums != sorted(sums, reverse=True) else None
    even = [place for place, rest in enumerate(without) if len(rest) > 2 and _even(rest)]
    return even[0] if len(even) == 1 and not _even(sums) else None


def _even(sums: list[float]) -> bool:
    steps = {round(after - before, 2) for before, after in pairwise(sums)}
    return len(steps) == 1


def from_words(text: str, asks: str | None = None) -> Appeal | None:
    """Read wording such as "raised $1,586 of $5,000", "Goal: €5,000" or "32% funded".

    >>> from_words("We have raised $1,586 of our $5,000 goal")
    Appeal(asks=None, marks=(), goal=5000.0, raised=1586.0, currency='USD')
    """
    text = text[:_LONGEST]
    sums = find_money(text)
    if _has_unread(text, sums):
        return Appeal(asks=asks) if asks else None
    goal = raised = currency = None
    for place, found in enumerate(sums):
        currency = currency or found.currency
        before = text[max(0, found.span[0] - 40) : found.span[0]]
        after = text[found.span[1] : found.span[1] + 25]
        if place and _words("of").search(text[sums[place - 1].span[1] : found.span[0]]):
            goal, raised = found.amount, sums[place - 1].amount
        elif goal is None and (_words("goal_before").search(before) or _words("goal_after").match(after)):
            goal = found.amount
        elif raised is None and (_words("raised_before").search(before) or _words("raised_after").match(after)):
            raised = found.amount
    percent = re.search(
        r"(\d{1,3}(?:[.,]\d+)?)\s?%\s*(?:funded|raised|of (?:our|the) goal|complete|reached)", text, re.I
    )
    if goal is not None and raised is None and percent:
        raised = round(goal * float(percent[1].replace(",", ".")) / 100, 2)
    if goal is None and raised is None:
        return Appeal(asks=asks) if asks else None
    return Appeal(asks=asks, goal=goal, raised=raised, currency=currency)
