"""The values of a Lua text that nobody runs, and how Lua reckons with numbers and joins strings."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

_PLAIN_NUMBER = re.compile(r"\s*+([-+]?+(?:\d++\.?+\d*+|\.\d++)(?:[eE][-+]?+\d++)?+)\s*+", re.ASCII)


@dataclass(frozen=True, slots=True)
class Unread:
    """A value that only running the Lua could tell; `said` is how the text writes it."""

    said: str


Value: TypeAlias = "str | float | bool | Unread | dict[str | int, Value] | None"
Table: TypeAlias = "dict[str | int, Value]"


def plain_number(text: str) -> float | None:
    """Return a string as a number, if it is written as one: without the words and signs that Python would take too.

    >>> plain_number(" -36.25 "), plain_number("36,25"), plain_number("nan"), plain_number("1_0")
    (-36.25, None, None, None)
    """
    found = _PLAIN_NUMBER.fullmatch(text)
    return float(found[1]) if found else None


def as_key(value: Value) -> str | int | None:
    """Return a value as a table's key: a string, or a whole number."""
    if isinstance(value, str):
        return value
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return None


def as_text(value: Value) -> str | None:
    """Return a string, or a number as Lua writes it when it joins strings."""
    if isinstance(value, float):
        return f"{value:.14g}"
    return value if isinstance(value, str) else None


def as_number(value: Value) -> float | None:
    """Return a number, or the number that a string is written as."""
    if isinstance(value, str):
        return plain_number(value)
    return value if isinstance(value, float) else None


def with_signs(signs: Sequence[str], value: Value) -> Value:
    """Return what signs before a value make of it; only the minus of a number is reckoned.

    >>> with_signs(["-"], "36.5"), with_signs(["#"], "abc")
    (-36.5, Unread(said='# of a value'))
    """
    for sign in reversed(signs):
        number = as_number(value)
        value = -number if sign == "-" and number is not None else Unread(f"{sign} of a value")
    return value


def reckoned(symbol: str, left: Value, right: Value) -> Value:
    """Return what two numbers come to by + - * / // % or ^; NaN for what is no number, such as a division by zero.

    >>> reckoned("/", 12.0, "60"), reckoned("/", 1.0, 0.0), reckoned("+", 1.0, Unread("x"))
    (0.2, nan, Unread(said='x'))
    """
    a, b = as_number(left), as_number(right)
    if a is None or b is None:
        return Unread(next((v.said for v in (left, right) if isinstance(v, Unread)), f"a value with {symbol!r}"))
    try:
        return _OPERATIONS[symbol](a, b)
    except (ArithmeticError, ValueError):
        return math.nan


_OPERATIONS: dict[str, Callable[[float, float], float]] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": lambda a, b: a / b,
    "//": lambda a, b: a // b,
    "%": lambda a, b: a % b,
    "^": math.pow,
}
