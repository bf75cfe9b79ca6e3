"""Numbers in digits of any script; which mark is the decimal one, the language and the whole text decide.

"27.000" is twenty-seven thousand in Spanish and "27,000" is in Arabic; a text that writes "12.5" somewhere has the
point as its decimal mark throughout.
"""

from __future__ import annotations

import re
import unicodedata

LONGEST_DIGITS = 15
"""A float keeps this many digits; a longer number is an identifier, not a quantity."""

_SEPARATED = re.compile(r"(?<![\d.,])\d+([.,])(\d+)(?![.,]?\d)")
_ARABIC_MARKS = {"٫": ".", "٬": ""}
_BLANKS = re.compile("[ \u00a0\u202f\u2009'’]")
_FURTHER_DIGIT = re.compile(r"[^\D0-9]")


def decimal_mark(text: str, usual: str) -> str:
    """Return the decimal mark of a text: the one that separates one or two digits most often, else the usual one.

    >>> decimal_mark("12.5 % y 27,000 km2", ","), decimal_mark("27.000 km2", ",")
    ('.', ',')
    """
    votes = {".": 0, ",": 0}
    for match in _SEPARATED.finditer(text):
        if len(match[2]) < 3:
            votes[match[1]] += 1
    if votes["."] == votes[","]:
        return usual
    return max(votes, key=votes.__getitem__)


def in_ascii(text: str) -> str:
    """Return a number with its digits and marks as in English, whatever script it is in.

    >>> in_ascii("٢٧٬٠٠٠"), in_ascii("۹۶٫۵")
    ('27000', '96.5')
    """
    plain = text
    for mark, other in _ARABIC_MARKS.items():
        plain = plain.replace(mark, other)
    return _FURTHER_DIGIT.sub(lambda digit: str(unicodedata.digit(digit[0])), plain)


def digits_value(text: str, decimal: str) -> tuple[float, float] | None:
    """Return the value of a number in digits and the place value of its last digit; None if it is none.

    >>> digits_value("27.000", ","), digits_value("3,5", ","), digits_value("1 234,50", ","), digits_value("1,411", ".")
    ((27000.0, 1.0), (3.5, 0.1), (1234.5, 0.01), (1411.0, 1.0))
    """
    if len(text) > LONGEST_DIGITS + 5:
        return None
    # The Arabic decimal mark is never anything else.
    arabic = "٫" in text
    plain = in_ascii(_BLANKS.sub("", text))
    if arabic:
        plain, decimal = plain.replace(",", ""), "."
    whole, decimals = _parted(plain, decimal)
    if not whole.isdecimal() or not (decimals or "0").isdecimal():
        return None
    return float(f"{whole}.{decimals or 0}"), float(f"1e-{len(decimals)}")


def _parted(plain: str, decimal: str) -> tuple[str, str]:
    """Return the digits before and behind the decimal mark."""
    thousands = "." if decimal == "," else ","
    marks = [c for c in plain if c in ".,"]
    if not marks:
        return plain, ""
    last = marks[-1]
    whole, _, decimals = plain.rpartition(last)
    if len(set(marks)) == 2:
        return re.sub(r"[.,]", "", whole), decimals
    if len(marks) > 1:
        return (re.sub(r"[.,]", "", plain), "") if _in_threes(plain, last) else ("", "")
    grouped = len(decimals) == 3 and len(whole) <= 3 and not whole.startswith("0")
    if grouped and (last == thousands or decimals == "000"):
        return whole + decimals, ""
    return whole, decimals


def _in_threes(plain: str, mark: str) -> bool:
    first, *rest = plain.split(mark)
    return 0 < len(first) <= 3 and all(len(part) == 3 for part in rest)
