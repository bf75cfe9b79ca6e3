"""What a number counts: percent, an area, a distance, or the noun behind it.

"27,000 sq km" → area, km2        "four rebel-held villages" → count, settlements
"41 of 407 districts" → count     "35,000 Indonesian soldiers" → people, fighters
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from whoholds.reading.figures.numbers import Number
from whoholds.reading.figures.tokens import Token, low_at
from whoholds.reading.figures.vocabulary import Noun, english

REACH = 7
"""How many words may stand between a number and the noun that it counts."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit found behind a number: `last` is the token after it, `whole` the M of "N of M", with its last token."""

    kind: str
    unit: str
    last: int
    whole: float | None = None


def _hyphen(tokens: Sequence[Token], i: int) -> int:
    return i + 1 if low_at(tokens, i) in ("-", "‑", "–") and i + 1 < len(tokens) else i


def _undotted(tokens: Sequence[Token], i: int, length: int) -> tuple[tuple[str, ...], int]:
    """Return up to `length` words from token i, dots of abbreviations and hyphens dropped, and the next token."""
    found: list[str] = []
    at = i
    while len(found) < length and at < len(tokens):
        low = tokens[at].low
        if low in (".", "-") and found and at + 1 < len(tokens) and tokens[at + 1].text.islower():
            at += 1
            continue
        found.append(low)
        at += 1
    return tuple(found), at


def measure_at(tokens: Sequence[Token], i: int) -> Unit | None:
    """Return the area or distance unit at token i, or None. A hyphen may stand before it ("98-kilometer")."""
    start = _hyphen(tokens, i)
    if low_at(tokens, start) not in english().measure_openings:
        return None
    for length in (3, 2, 1):
        words, last = _undotted(tokens, start, length)
        if words in english().measures:
            kind, unit = english().measures[words]
            return Unit(kind, unit, last)
    return None


def _noun_at(tokens: Sequence[Token], i: int) -> tuple[Noun, int] | None:
    nouns, word = english().nouns, low_at(tokens, i)
    if word in english().noun_openings:
        words = tuple(token.low for token in tokens[i : i + 4])
        for length in range(len(words), 0, -1):
            if words[:length] in nouns:
                return nouns[words[:length]], i + length
    if len(word) > 3 and i < len(tokens) and tokens[i].cap and tokens[i].text in english().peoples:
        return Noun("people", "people", False), i + 1
    return None


def _and_more(tokens: Sequence[Token], noun: Noun, last: int) -> tuple[Noun, int]:
    """Take in " and villages" of "towns and villages"; settlements win over what stands beside them."""
    while low_at(tokens, last) in ("and", "or", "/", "&"):
        at = last + 1
        if low_at(tokens, at) == "other":
            at += 1
        more = _noun_at(tokens, at)
        if more is None or more[0].kind != noun.kind or more[0].singular:
            break
        noun = more[0] if more[0].unit == "settlements" else noun
        last = more[1]
    return noun, last


def _breaks(token: Token) -> bool:
    """Whether no noun phrase goes on over this token."""
    words = english()
    if token.kind == "p":
        return token.low not in ("-", "‑", "'", "’", '"', "“", "”", "/")
    if token.kind == "n":
        return True
    low = token.low
    if low in ("the", "a", "an"):
        return True
    if len(low) > 3 and low.endswith("s") and not token.cap and not low.endswith(("ss", "ous", "’s", "'s", "rys")):
        # A plural in lower case is what is counted: "30 trucks reached four towns". ("countrys" lost its apostrophe.)
        return True
    return (
        low in words.units
        or low in words.tens
        or low in words["grammar.prepositions"]
        or low in words["grammar.auxiliaries"]
        or low in words["grammar.subordinators"]
        or low in words["grammar.pronouns"]
        or low in words["grammar.conjunctions"]
        or low in words["grammar.speech"]
        or (low in words.verbs and words.verbs[low].form in ("s",))
    )


def noun_after(tokens: Sequence[Token], i: int, *, one: bool = False) -> Unit | None:
    """Return the counted noun whose phrase begins at token i, over adjectives.

    >>> from whoholds.reading.figures.tokens import words_of
    >>> noun_after(words_of("small rebel-held villages and hamlets near it"), 0)
    Unit(kind='count', unit='settlements', last=7, whole=None)
    """
    at = _hyphen(tokens, i)
    if at > i and not _noun_at(tokens, at):
        # "One-time rebel areas", "two-storey houses": no number of areas or houses.
        return None
    for k in range(at, min(at + REACH, len(tokens))):
        found = _noun_at(tokens, k)
        if found and found[0].singular and not one:
            # "a dozen village councils": the singular only describes another noun.
            found = None
        if found:
            noun, last = found
            follows = _noun_at(tokens, last)
            if follows and not follows[0].singular and follows[0].kind != noun.kind and noun.unit == "people":
                noun, last = follows
            elif _modifies(tokens, last):
                continue
            noun, last = _and_more(tokens, noun, last)
            return Unit(noun.kind, noun.unit, last)
        if _breaks(tokens[k]) and not (tokens[k].low in ("and", ",") and _adjectives(tokens, k)):
            return None
    return None


def _shared_noun(tokens: Sequence[Token], number: Number, numbers: dict[int, Number]) -> Unit | None:
    """Give "40 Oru" of "40 Oru and 20 Aru villages" the noun of the second number."""
    for k in range(number.last + 1, number.last + 4):
        if low_at(tokens, k) == "and" and k + 1 in numbers:
            found = noun_after(tokens, numbers[k + 1].last) if numbers[k + 1].form == "cardinal" else None
            described = found is not None and found.last - numbers[k + 1].last > 1
            return Unit(found.kind, found.unit, number.last) if found and described else None
        if k - 1 >= len(tokens) or not (tokens[k - 1].cap or tokens[k - 1].low in english()["bases.compass"]):
            return None
    return None


def _adjectives(tokens: Sequence[Token], k: int) -> bool:
    """Whether "and" or a comma joins two adjectives of one noun phrase ("northern and eastern districts")."""
    return (
        k + 2 < len(tokens)
        and tokens[k - 1].low.endswith(("ern", "ish", "an", "al"))
        and _noun_at(tokens, k + 2) is not None
    )


def _modifies(tokens: Sequence[Token], last: int) -> bool:
    """Whether the noun before a token describes the word behind it: "rebel-held", "Taliban controlled".

    A dash that ends a remark does not join two words: "Aru and seven regions-has been occupied".
    """
    following = low_at(tokens, last + 1)
    if low_at(tokens, last) == "-" and tokens[last].start == tokens[last - 1].end:
        return following not in english()["grammar.auxiliaries"]
    collective = not tokens[last - 1].low.endswith("s")
    return collective and low_at(tokens, last) in english()["holders.suffixes"] and following not in _DETERMINERS


_DETERMINERS = frozenset(("the", "its", "their", "all", "our", "these", "those", "his", "such", "a", "an"))


def _of_whole(tokens: Sequence[Token], number: Number, numbers: dict[int, Number]) -> Unit | None:
    """Read "of 407 districts", "of the country's 34 provinces", "of the districts", "out of 20 villages"."""
    at = number.last
    if low_at(tokens, at) == "out" and low_at(tokens, at + 1) == "of":
        at += 1
    if low_at(tokens, at) != "of":
        return None
    at += 1
    whole = None
    for k in range(at, min(at + 5, len(tokens))):
        if k in numbers:
            whole, at = numbers[k].value, numbers[k].last
            break
        if (low_at(tokens, k) in ("of", "in") and k > at + 1) or _noun_at(tokens, k):
            break
    if whole is None:
        if low_at(tokens, at) not in _DETERMINERS:
            return None
        at += 1
    found = noun_after(tokens, at)
    return Unit(found.kind, found.unit, found.last, whole) if found else None


def _of_measured(tokens: Sequence[Token], number: Number, numbers: dict[int, Number]) -> Unit | None:
    """Read "83,000 out of 185,180 square kilometres" and "40 of the island's 300 sq km"."""
    if number.form != "cardinal":
        return None
    at = number.last + (low_at(tokens, number.last) == "out")
    if low_at(tokens, at) != "of":
        return None
    total = next((numbers[k] for k in range(at + 1, min(at + 5, len(tokens))) if k in numbers), None)
    measured = measure_at(tokens, total.last) if total else None
    if total is None or measured is None or measured.kind != "area":
        return None
    return Unit(measured.kind, measured.unit, measured.last, total.value)


def _by_another(tokens: Sequence[Token], number: Number, numbers: dict[int, Number]) -> Unit | None:
    """Read 80 of "80 by 30 kilometres"."""
    other = numbers.get(number.last + 1) if low_at(tokens, number.last) in ("by", "x", "×") else None
    measured = measure_at(tokens, other.last) if other and other.form == "cardinal" else None
    return Unit("distance", measured.unit, number.last) if measured and measured.kind == "distance" else None


def _to_another(tokens: Sequence[Token], number: Number, numbers: dict[int, Number]) -> Unit | None:
    """Read 90,000 of "from 90,000 to 60,000 square kilometres"."""
    if low_at(tokens, number.last) != "to" or "from" not in (low_at(tokens, number.first - k) for k in (1, 2, 3)):
        return None
    other = next((numbers[k] for k in range(number.last + 1, number.last + 4) if k in numbers), None)
    if other is None or other.form != "cardinal":
        return None
    found = measure_at(tokens, other.last) or noun_after(tokens, other.last)
    return Unit(found.kind, found.unit, number.last) if found and found.kind in ("area", "count") else None


def unit_of(tokens: Sequence[Token], number: Number, numbers: dict[int, Number]) -> Unit | None:
    """Return what a number counts, or None. `numbers` are the sentence's numbers by their first token."""
    if number.form == "percent":
        return Unit("share", "percent", number.last)
    measured = measure_at(tokens, number.last) or _of_measured(tokens, number, numbers)
    if number.form == "fraction":
        # "Every fifth square kilometre" is a share.
        every = tokens[number.first].low == "every"
        return Unit("share", "percent", measured.last if measured and every else number.last)
    if measured:
        return measured
    one = number.value == 1
    return (
        noun_after(tokens, number.last, one=one)
        or _of_whole(tokens, number, numbers)
        or _by_another(tokens, number, numbers)
        or _to_another(tokens, number, numbers)
        or _shared_noun(tokens, number, numbers)
    )
