"""Numbers in words and digits: cardinals, fractions, percentages and ranges.

    "27,000"  "18-20 thousand"  "116 thousand 165"  "two dozen"      cardinals
    "a third"  "two-thirds"  "3/4"  "½"  "every fifth"               fractions, read as percent
    "96.5%"  "3,5 per cent"  "from 10 to 15 percent"                 percentages

A number is read from the tokens of one sentence, left to right, each token once.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from whoholds.reading.figures.tokens import Token, low_at
from whoholds.reading.figures.vocabulary import english

LONGEST_DIGITS = 15
"""A float keeps this many digits; a longer number is an identifier, not a quantity."""

_THOUSANDS = re.compile(r"\d{1,3}(?:[ \u00a0\u202f\u2009]\d{3})+|\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:\.\d{3}){2,}")
_DASHES = frozenset("-–—‑−")
_HYPHENS = _DASHES - {"—"}


@dataclass(frozen=True, slots=True)
class Number:
    """A number in tokens `first` to `last` (half-open).

    `form` is "cardinal", "fraction" or "percent"; `value` and `high` are in percent for the latter two.
    `last_place` is the place value of the last stated digit, None for a fraction.
    """

    first: int
    last: int
    value: float
    high: float | None = None
    last_place: float | None = None
    form: str = "cardinal"


def digits_value(text: str) -> tuple[float, float] | None:
    """Return the value of a number in digits and the place value of its last digit; None if it is none.

    >>> digits_value("27,000"), digits_value("3,5"), digits_value("96.50")
    ((27000.0, 1.0), (3.5, 0.1), (96.5, 0.01))
    """
    if len(text) > LONGEST_DIGITS + 5:
        return None
    if _THOUSANDS.fullmatch(text):
        whole, _, decimals = text.partition(".") if "," in text else (text, "", "")
        plain = re.sub(r"\D", "", whole) + ("." + decimals if decimals else "")
    elif text.count(",") + text.count(".") > 1:
        return None
    else:
        plain, decimals = text.replace(",", "."), text.replace(",", ".").partition(".")[2]
    return float(plain), float(f"1e-{len(decimals)}")


def _glued(tokens: Sequence[Token], i: int) -> bool:
    """Whether token i stands right after token i - 1, without a space."""
    return 0 < i < len(tokens) and tokens[i].start == tokens[i - 1].end


def _is_dash(tokens: Sequence[Token], i: int) -> bool:
    return i < len(tokens) and tokens[i].low in _DASHES


def _over_hyphen(tokens: Sequence[Token], i: int) -> int:
    """Return the index after a hyphen that glues two words, or i."""
    return i + 1 if _is_dash(tokens, i) and _glued(tokens, i) and _glued(tokens, i + 1) else i


def _scale(tokens: Sequence[Token], i: int, value: float, place: float) -> tuple[float, float, int]:
    """Multiply by "thousand", "million", … that follow, and add "165" of "116 thousand 165"."""
    scales = english().scales
    at = _over_hyphen(tokens, i)
    scaled = False
    half = tuple(low_at(tokens, at + k) for k in (1, 2, 3)) == ("and", "a", "half")
    if half and low_at(tokens, at) in scales:
        # "A million and a half".
        factor = scales[tokens[at].low]
        return (value + 0.5) * factor, factor / 2, at + 4
    while low_at(tokens, at) in scales and value < 1e12:
        factor = scales[tokens[at].low]
        value, place, scaled, i = value * factor, place * factor, True, at + 1
        at = _over_hyphen(tokens, i)
    if scaled and i < len(tokens) and tokens[i].kind == "n" and place == 1000:
        rest = digits_value(tokens[i].text)
        if rest and rest[0] < 1000 and rest[0].is_integer() and low_at(tokens, i + 1) not in ("%", "percent", "per"):
            return value + rest[0], 1.0, i + 1
    return value, place, i


def _words_cardinal(tokens: Sequence[Token], i: int) -> tuple[float, float, int] | None:
    """Read a cardinal in words from token i: value, place value of its last word, next token."""
    words = english()
    total = current = 0.0
    place, at, seen = 1.0, i, False
    if low_at(tokens, i) in ("a", "one") and tuple(low_at(tokens, i + k) for k in (2, 3, 4)) == ("and", "a", "half"):
        if low_at(tokens, i + 1) in words.scales:
            factor = words.scales[tokens[i + 1].low]
            return 1.5 * factor, factor / 2, i + 5
    elif low_at(tokens, i) in ("a", "half") and low_at(tokens, i + 1) in words.scales:
        factor = words.scales[tokens[i + 1].low]
        current, at, seen, place = (factor / 2 if tokens[i].low == "half" else factor), i + 2, True, float(factor)
    elif low_at(tokens, i) == "half" and low_at(tokens, i + 1) == "a" and low_at(tokens, i + 2) in words.scales:
        factor = words.scales[tokens[i + 2].low]
        return factor / 2, factor / 2, i + 3
    last = at
    while at < len(tokens) and at < i + 16:
        low = tokens[at].low
        if low in words.units or low in words.tens:
            step = words.units.get(low, words.tens.get(low, 0))
            if seen and current % 100 != 0 and not (current % 10 == 0 and low in words.units):
                break
            current, seen, place = current + step, True, 1.0
        elif low in words.scales and seen:
            factor = words.scales[low]
            if factor in (12, 100):
                current, place = current * factor, float(factor)
            else:
                total, current, place = total + current * factor, 0.0, float(factor)
        elif (
            low == "and"
            and seen
            and (total or current >= 100)
            and low_at(tokens, at + 1) in {**words.units, **words.tens}
        ):
            at += 1
            continue
        else:
            break
        last = at + 1
        at = _over_hyphen(tokens, last)
    return (total + current, place, last) if seen else None


def _single(tokens: Sequence[Token], i: int) -> tuple[float, float, int] | None:
    """Read "a" and "half a" of a length or an area: "more than a kilometre", "a mile deep", "half a mile wide"."""
    words = english()
    half = tokens[i].low == "half"
    last = i + 1 + (half and low_at(tokens, i + 1) in ("a", "an"))
    if tokens[i].low not in ("a", "an", "half"):
        return None
    at = _over_hyphen(tokens, last)
    end = at + (low_at(tokens, at) in ("square", "sq"))
    if tuple(low_at(tokens, k) for k in range(at, end + 1)) not in words.measures or low_at(tokens, end).endswith("s"):
        return None
    bounded = low_at(tokens, i - 1) in words.before_endings
    shaped = low_at(tokens, _over_hyphen(tokens, end + 1)) in words["numbers.shapes"]
    return (0.5 if half else 1.0, 0.1 if half else 1.0, last) if bounded or shaped else None


def _with_half(tokens: Sequence[Token], value: float, place: float, at: int) -> tuple[float, float, int]:
    """Add the half of "one and a half million" and "two-and-a-half miles" to the number that ends before a token."""
    words, k = english(), at
    for word in ("and", "a", "half"):
        k = _over_hyphen(tokens, k)
        if low_at(tokens, k) != word:
            return value, place, at
        k += 1
    following = low_at(tokens, _over_hyphen(tokens, k))
    if place != 1 or not (following in words.scales or following in words.measure_openings):
        return value, place, at
    return _scale(tokens, k, value + 0.5, 0.5)


def _cardinal(tokens: Sequence[Token], i: int) -> tuple[float, float, int] | None:
    token = tokens[i]
    if token.kind == "n":
        value = digits_value(token.text)
        return _scale(tokens, i + 1, *value) if value else None
    found = _words_cardinal(tokens, i)
    if found is not None:
        return _with_half(tokens, *found)
    return (12.0, 12.0, i + 1) if token.low == "dozen" else _single(tokens, i)


def _part(tokens: Sequence[Token], i: int, numerator: float) -> tuple[float, int] | None:
    """Read "thirds" of "two thirds" at token i, after its numerator."""
    at = _over_hyphen(tokens, i)
    parts = english().parts
    low = low_at(tokens, at)
    if low not in parts or not 0 < numerator < parts[low]:
        return None
    if numerator > 1 and not low.endswith("s"):
        return None
    if numerator == 1 and low.endswith("s"):
        return None
    return 100.0 * numerator / parts[low], at + 1


def _is_ordinal(tokens: Sequence[Token], after: int) -> bool:
    """Tell "a third village" from "a third of it": a fraction is not followed by the noun that it orders."""
    if after >= len(tokens) or tokens[after].kind != "w":
        return False
    low = tokens[after].low
    return low in (
        "time",
        "party",
        "country",
        "man",
        "village",
        "town",
        "district",
        "city",
        "group",
        "one",
        "person",
        "day",
        "year",
        "term",
        "state",
        "province",
        "front",
        "consecutive",
        "straight",
        "round",
        "hill",
    )


def _fraction(tokens: Sequence[Token], i: int) -> tuple[float, int] | None:
    """Read a fraction from token i: its value in percent and the next token."""
    words, low = english(), tokens[i].low
    if low in words.glyphs:
        over, under = words.glyphs[low]
        return 100.0 * over / under, i + 1
    if tokens[i].kind == "n":
        return _slash_fraction(tokens, i)
    if low == "a" and low_at(tokens, i - 1) == "and" and low_at(tokens, i - 2) in words.units:
        # "One and a half".
        return None
    if low in ("a", "an", "one") or low in words.units:
        numerator = 1.0 if low in ("a", "an") else float(words.units[low])
        found = _part(tokens, i + 1, numerator)
        if found and numerator == 1 and _is_ordinal(tokens, found[1]):
            return None
        return found or (_one_in(tokens, i) if low == "one" else None)
    if low == "half":
        return _half(tokens, i)
    after = ("of", "is", "was", "has", "had", "remains", "remained", "under", "in")
    if low in words.parts and low_at(tokens, i - 1) in words["bases.compass"] and low_at(tokens, i + 1) in after:
        # "The northern third of the island".
        return None if low.endswith("s") else (100.0 / words.parts[low], i + 1)
    closes = ("", ".", ",", ";", "and", "to")
    if low in words.parts and low_at(tokens, i - 1) == "another" and low_at(tokens, i + 1) in (*after, *closes):
        # "Another tenth of the land", "and the rebels another tenth".
        return None if low.endswith("s") else (100.0 / words.parts[low], i + 1)
    if low == "every" and low_at(tokens, i + 1) in words.parts and low_at(tokens, i + 1) != "half":
        return 100.0 / words.parts[tokens[i + 1].low], i + 2
    return None


def _one_in(tokens: Sequence[Token], i: int) -> tuple[float, int] | None:
    """Read "one in three districts" and "one out of every five villages", but not "one in ten years"."""
    at = i + 1 + (low_at(tokens, i + 1) == "out")
    if low_at(tokens, at) not in ("in", "of") or (low_at(tokens, at) == "of" and at == i + 1):
        return None
    at += 1 + (low_at(tokens, at + 1) == "every")
    found = _cardinal(tokens, at)
    if found is None or not 2 <= found[0] <= 100 or found[0] != int(found[0]):
        return None
    words = english()
    near = tokens[found[2] : found[2] + 3]
    counted = any((t.low,) in words.nouns and not words.nouns[t.low,].singular for t in near)
    counted = counted or (len(near) > 0 and near[0].text in words.peoples)
    return (100.0 / found[0], found[2]) if counted else None


def _slash_fraction(tokens: Sequence[Token], i: int) -> tuple[float, int] | None:
    """Read "3/4", but not "9/11", "24/7" or "1/3/2016"."""
    if not (low_at(tokens, i + 1) == "/" and _glued(tokens, i + 1) and _glued(tokens, i + 2)) or i + 2 >= len(tokens):
        return None
    upper, lower = tokens[i].text, tokens[i + 2].text
    if not (upper.isdigit() and lower.isdigit() and 1 <= len(upper) <= 2 and 1 <= len(lower) <= 2):
        return None
    dated = (low_at(tokens, i + 3) == "/" and _glued(tokens, i + 3)) or (i > 0 and tokens[i - 1].low == "/")
    if dated or int(upper) >= int(lower) or (upper, lower) == ("9", "11") or int(upper) == 0:
        return None
    return 100.0 * int(upper) / int(lower), i + 3


def _half(tokens: Sequence[Token], i: int) -> tuple[float, int] | None:
    after = i + 1
    follows = low_at(tokens, _over_hyphen(tokens, after))
    if (
        follows in ("a", "an")
        and low_at(tokens, after + 1) in english()["numbers.no_half_after"] | english()["not_ground.follows"]
    ):
        return None
    if (
        follows in english()["numbers.no_half_after"]
        or (low_at(tokens, i - 1) in english()["numbers.no_half_before"] and not _is_in_half_of(tokens, i))
        or (low_at(tokens, i - 1) == "a" and low_at(tokens, i - 2) == "and")
    ):
        return None
    return 50.0, after


def _is_in_half_of(tokens: Sequence[Token], i: int) -> bool:
    """Tell "operate in half of the districts" from "cut in half" and "the second half of the year"."""
    return low_at(tokens, i - 1) in ("in", "by") and low_at(tokens, i + 1) == "of"


def percent_at(tokens: Sequence[Token], i: int) -> int | None:
    """Return the token after "%", "per cent" or "percentage points" at token i, or None."""
    at = _over_hyphen(tokens, i)
    low = low_at(tokens, at)
    if low == "p" and tuple(low_at(tokens, at + k) for k in range(4)) == ("p", ".", "c", "."):
        return at + 4
    if low not in english().percent_openings:
        return None
    for length in (3, 2, 1):
        if tuple(low_at(tokens, at + k) for k in range(length)) in english().percent:
            return at + length
    return None


def _standing_alone(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether the digits are a number and no part of "T-72", "B52", "5th", "12:30", "A/72" or "$5"."""
    if first and _glued(tokens, first):
        before = tokens[first - 1]
        if before.kind in "wn" or before.low in "/:#$€£¥_@№":
            return False
        if before.low in _HYPHENS and _glued(tokens, first - 1) and tokens[first - 2].kind == "w":
            return False
    if first and tokens[first - 1].low in ("$", "€", "£", "¥", "us$", "no", "nos", "№"):
        return False
    if last < len(tokens) and _glued(tokens, last):
        after = tokens[last]
        if after.kind == "w" and not after.low.startswith(("km", "mi", "sq", "ha", "m", "percent", "per")):
            return False
        if after.low in ":/_" or after.low == "'":
            return False
    return True


def _upper_end(tokens: Sequence[Token], at: int, *, between: bool) -> tuple[float, float, int, bool] | None:
    """Read "–15" or "to 15" after a range's lower end: value, place, next token, and whether a word joins them."""
    if at + 1 >= len(tokens):
        return None
    joined = tokens[at].low
    dash = joined in _DASHES
    if not (dash or joined == "to" or (joined == "and" and between)):
        return None
    found = _cardinal(tokens, at + 1)
    if found is None or (dash and tokens[at + 1].kind == "w" and not _glued(tokens, at)):
        return None
    return (*found, not dash)


def _is_year_before(tokens: Sequence[Token], i: int) -> bool:
    """Whether token i is a year that ends one phrase: "from 90,800 at the start of 2015 to 73,440"."""
    text = tokens[i].text
    return len(text) == 4 and text.isdigit() and 1500 <= int(text) <= 2100 and low_at(tokens, i - 1) in ("of", "in")


def _changes(tokens: Sequence[Token], at: int) -> bool:
    """Whether "from" at a token tells how something changed: "grew from 60 to 90", not "from 5 to 12 km deep"."""
    words = english()
    return low_at(tokens, at - 1) in words["turnovers.growing"] | words["turnovers.falling"]


def _read_range(tokens: Sequence[Token], number: Number) -> list[Number]:
    """Widen a cardinal to a range, and read the percent sign behind it."""
    start = number.first
    before = low_at(tokens, start - 1)
    after = percent_at(tokens, number.last)
    upper = _upper_end(tokens, after or number.last, between=before == "between")
    if upper:
        value, place, last, joined = upper
        low_value, low_place = number.value, number.last_place or 1.0
        # "18-20 thousand": the scale belongs to both ends.
        if low_value < value / 50 and place >= 1000 and low_place < 1000:
            low_value, low_place = low_value * place, low_place * place
        second = percent_at(tokens, last)
        if joined and _is_year_before(tokens, start) and value > 3 * low_value:
            return [number]
        if low_value < value and (second or not after):
            form = "percent" if second else "cardinal"
            ended = second or last
            if joined and before == "from" and (form == "percent" or _changes(tokens, start - 1)):
                return [
                    replace(number, last=after or number.last, form=form),
                    Number((after or number.last) + 1, ended, value, None, place, form),
                ]
            if form == "cardinal" or value <= 1000:
                return [Number(start, ended, low_value, value, min(low_place, place), form)]
    if after:
        return [replace(number, last=after, form="percent")]
    return [number]


def _fraction_range(tokens: Sequence[Token], number: Number) -> Number:
    """Widen a fraction to a range: "between a third and a half of it", "a quarter to a third of it"."""
    joined, at = low_at(tokens, number.last), number.last + 1
    before = low_at(tokens, number.first - 1)
    if at >= len(tokens) or ((before, joined) != ("between", "and") and (joined != "to" or before in ("from", "by"))):
        return number
    upper = _fraction(tokens, at)
    if upper is None or upper[0] <= number.value:
        return number
    return replace(number, last=upper[1], high=round(upper[0], 4))


def find_numbers(tokens: Sequence[Token]) -> list[Number]:
    """Return the numbers among the tokens of one sentence, in order.

    >>> from whoholds.reading.figures.tokens import words_of
    >>> [(n.value, n.high, n.form) for n in find_numbers(words_of("some 18-20 thousand or 3/4, from 5 to 7.5%"))]
    [(18000.0, 20000.0, 'cardinal'), (75.0, None, 'fraction'), (5.0, None, 'percent'), (7.5, None, 'percent')]
    """
    found: list[Number] = []
    openings = english().number_openings
    i = 0
    while i < len(tokens):
        if tokens[i].kind != "n" and tokens[i].low not in openings:
            i += 1
            continue
        fraction = _fraction(tokens, i)
        if fraction and _standing_alone(tokens, i, fraction[1]):
            found.append(_fraction_range(tokens, Number(i, fraction[1], fraction[0], form="fraction")))
            i = found[-1].last
            continue
        cardinal = _cardinal(tokens, i)
        if cardinal is None or not _standing_alone(tokens, i, cardinal[2]):
            i += 1
            continue
        value, place, last = cardinal
        found += _read_range(tokens, Number(i, last, value, None, place))
        i = max(found[-1].last, i + 1)
    return found
