"""White space made plain, without losing what it says."""

from __future__ import annotations

import re

# A no-break space between digits holds a number together ("1 411"), so it stays; elsewhere it is a blank.
_HARD_BLANK = re.compile("(?<![0-9])[\u00a0\u202f\u2007\u2009]|[\u00a0\u202f\u2007\u2009](?![0-9])")
_NO_SHAPE = re.compile("[\u200b\u200e\u200f\u2060\ufeff\u00ad\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")

_SPECIAL = re.compile(f"[\u00a0\u202f\u2007\u2009{_NO_SHAPE.pattern[1:]}")


def tidy(text: str) -> str:
    r"""Make every run of white space one blank, and drop characters without a shape.

    >>> tidy(" at  al-Tanf\u00a0where,\n 6\u00a0000 stay\u200b ")
    'at al-Tanf where, 6\xa0000 stay'
    """
    if text.isascii():  # most text is: three times as fast
        plain = " ".join(text.split())
        return plain if plain.isprintable() else _NO_SHAPE.sub("", plain)
    if _SPECIAL.search(text) is None:  # and most of the rest has letters with accents only
        return " ".join(text.split())
    text = _HARD_BLANK.sub(" ", _NO_SHAPE.sub("", text))
    return re.sub(r"[ \t\n\v\f\r\x85\u1680\u2000-\u2006\u2008\u200a\u2028\u2029\u205f\u3000]+", " ", text).strip(" ")
