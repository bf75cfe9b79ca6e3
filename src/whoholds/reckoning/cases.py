"""Cases: claims that bring their own parts and the readings to try, one JSON object a line.

    {"id": "…", "claim": {"value": 45, "bound": "exact", "unit": "percent", …}, "in_words": false,
     "parts": [{"name": "controlled", "value": 41, "unit": "districts", "status": "controlled"}, …], "total": 407,
     "literal": {"numerator": ["controlled"], "denominator": "total"}, "readings": [{…}, …]}

A numerator names parts; a leading "-" subtracts; "total" may stand as a part. A denominator is "total", names of
parts, or null for a plain sum. `reckon_case` tries exactly the listed readings; `search_case` tries all unions.
"""

from __future__ import annotations

import io
import math
from collections.abc import Iterable, Iterator
from itertools import combinations

import msgspec

from whoholds.errors import BadTable, WhoholdsError
from whoholds.model import Bound, Status, Struct, Verdict
from whoholds.reckoning.fit import Window, Windows, windows

MOST_PARTS = 16
MOST_CHARACTERS_A_LINE = 1_000_000


class CaseClaim(Struct, frozen=True, kw_only=True):
    """The claim of a case: `unit` "percent" makes it a share; any other unit a plain sum."""

    value: float
    bound: Bound = "exact"
    kind: str = "share"
    unit: str = "percent"
    holder: str | None = None
    base: str | None = None
    high: float | None = None
    last_place: float | None = None


class CasePart(Struct, frozen=True, kw_only=True):
    """One published number of a case. No other part of the case has its name."""

    name: str
    value: float
    unit: str = "percent"
    status: Status = "controlled"
    url: str | None = None


class CaseReading(Struct, frozen=True, kw_only=True):
    """One listed way of counting: names above the line and below it."""

    numerator: tuple[str, ...]
    denominator: tuple[str, ...] | str | None = None


class Case(Struct, frozen=True, kw_only=True):
    """One line of a file of cases."""

    id: str
    claim: CaseClaim
    in_words: bool = False
    partition: bool = False
    parts: tuple[CasePart, ...]
    total: float | None = None
    literal: CaseReading
    readings: tuple[CaseReading, ...] = ()


_DECODER = msgspec.json.Decoder(Case)


class LiteralOutcome(Struct, frozen=True, kw_only=True):
    """What the literal reading comes to: whether the figure holds under it, and whether it gives the figure."""

    value: float
    holds: bool
    gives: bool


class ReadingOutcome(Struct, frozen=True, kw_only=True):
    """What one reading comes to. `fits`: it gives the figure. `holds`: the figure holds under it."""

    numerator: tuple[str, ...]
    denominator: tuple[str, ...] | str | None
    value: float
    fits: bool
    holds: bool


class CaseReckoning(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A case reckoned. `holds` and `gives` are the figure's two windows; an end that is open is null.

    `found` is None when the listed readings alone were tried.
    """

    id: str
    value: float
    literal: LiteralOutcome
    holds: tuple[float | None, float | None]
    gives: tuple[float | None, float | None]
    readings: tuple[ReadingOutcome, ...]
    verdict: Verdict
    found: tuple[ReadingOutcome, ...] | None = None


def read_cases(lines: Iterable[str | bytes]) -> Iterator[Case]:
    """Read cases one line at a time; empty lines are passed over. Raises BadTable with the number of a bad line.

    >>> next(read_cases(["{"]))
    Traceback (most recent call last):
    ...
    whoholds.errors.BadTable: line 1: this is no case: Input data was truncated
    """
    for number, line in enumerate(bounded_lines(lines), start=1):
        if line.strip():
            yield read_case(line, number)


def reckoned_lines(lines: Iterable[str | bytes], *, free: bool = False) -> Iterator[str | WhoholdsError]:
    """Reckon cases one line at a time: JSON for each, or the error for a bad one, and then go on with the next.

    `free` searches all unions of the parts besides (see `search_case`).
    """
    for number, line in enumerate(bounded_lines(lines), start=1):
        if line.strip():
            try:
                case = read_case(line, number)
                reckoned = search_case(case) if free else reckon_case(case)
            except WhoholdsError as error:
                yield error
            else:
                yield msgspec.json.encode(reckoned).decode()


def bounded_lines(lines: Iterable[str | bytes]) -> Iterator[str | bytes]:
    """Yield lines; of a file, no more of a line than a case may have, so that an endless line ends."""
    if not isinstance(lines, io.IOBase):
        yield from lines
        return
    while line := lines.readline(MOST_CHARACTERS_A_LINE + 1):
        yield line
        end = "\n" if isinstance(line, str) else b"\n"
        while len(line) > MOST_CHARACTERS_A_LINE and not line.endswith(end):
            line = lines.readline(MOST_CHARACTERS_A_LINE + 1)


def read_case(line: str | bytes, number: int = 1) -> Case:
    """Read one case. Raises BadTable with the line's number for a line that is none."""
    if len(line) > MOST_CHARACTERS_A_LINE:
        raise BadTable(f"line {number}: longer than {MOST_CHARACTERS_A_LINE:,} characters; a case is shorter")
    try:
        case = _DECODER.decode(line)
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        raise BadTable(f"line {number}: this is no case: {_one_line(error)}") from None
    try:
        _check(case)
    except WhoholdsError as error:
        raise BadTable(f"line {number}: case {_short(case.id)}: {error}") from None
    return case


def reckon_case(case: Case) -> CaseReckoning:
    """Try the literal and the listed readings of a case, and no others.

    The verdict is "as stated" if the figure holds under the literal reading, "only if" if it does not but a listed
    reading gives it, and "no reading" otherwise. Raises BadTable if a reading divides by zero or names no part.
    """
    fit = _windows(case)
    literal = _outcome(case, case.literal, fit)
    readings = tuple(_outcome(case, reading, fit) for reading in case.readings)
    return CaseReckoning(
        id=case.id,
        value=literal.value,
        literal=LiteralOutcome(value=literal.value, holds=literal.holds, gives=literal.fits),
        holds=_open_ends(fit.holds),
        gives=_open_ends(fit.gives),
        readings=readings,
        verdict=_verdict(literal, readings),
    )


def search_case(case: Case) -> CaseReckoning:
    """Reckon a case, and try all unions of its parts besides: `found` lists those that give the figure.

    Only parts of one unit are added up. A share is taken of the total, of the sum of the parts, or, where the parts
    are percentages already, of nothing. The fewest parts come first, then the closest. Raises BadTable for more than
    16 parts.
    """
    if len(case.parts) > MOST_PARTS:
        raise BadTable(
            f"case {_short(case.id)} has {len(case.parts)} parts; the free search takes at most {MOST_PARTS}: "
            "leave out --free, or merge parts"
        )
    fit = _windows(case)
    found = [_outcome(case, reading, fit) for reading in _fitting_unions(case, fit.gives)]
    found.sort(key=lambda outcome: (len(outcome.numerator), abs(outcome.value - case.claim.value)))
    return msgspec.structs.replace(reckon_case(case), found=tuple(found))


def _fitting_unions(case: Case, gives: Window) -> Iterator[CaseReading]:
    for unit in sorted({part.unit for part in case.parts}):
        parts = [part for part in case.parts if part.unit == unit]
        for denominator in _denominators(case, unit, parts):
            scale = 1.0 if denominator is None else 100 / _sum(case, denominator)
            for size in range(1, len(parts) + 1):
                for union in combinations(parts, size):
                    if gives.takes(scale * math.fsum(part.value for part in union)):
                        numerator = tuple(part.name for part in union)
                        yield CaseReading(numerator=numerator, denominator=_whole(denominator))


def _denominators(case: Case, unit: str, parts: list[CasePart]) -> Iterator[tuple[str, ...] | None]:
    if case.claim.unit != "percent":
        if unit != "percent":
            yield None
        return
    if case.total and (unit != "percent" or case.total == 100):
        yield ("total",)
    elif unit == "percent":
        yield None
    # One part is always the whole of itself: that says nothing.
    if len(parts) > 1 and math.fsum(part.value for part in parts):
        yield tuple(part.name for part in parts)


def _whole(denominator: tuple[str, ...] | None) -> tuple[str, ...] | str | None:
    return "total" if denominator == ("total",) else denominator


def _outcome(case: Case, reading: CaseReading, fit: Windows) -> ReadingOutcome:
    value = _value(case, reading)
    return ReadingOutcome(
        numerator=reading.numerator,
        denominator=reading.denominator,
        value=value,
        fits=fit.gives.takes(value),
        holds=fit.holds.takes(value),
    )


def _value(case: Case, reading: CaseReading) -> float:
    above = _sum(case, reading.numerator)
    if reading.denominator is None:
        return round(above, 9)
    below = _sum(case, (reading.denominator,) if isinstance(reading.denominator, str) else reading.denominator)
    if below == 0:
        raise BadTable("a reading divides by zero; give another denominator")
    scale = 100 if case.claim.unit == "percent" else 1
    return round(scale * above / below, 9)


def _sum(case: Case, names: tuple[str, ...]) -> float:
    values = {part.name: part.value for part in case.parts}
    if case.total is not None:
        values.setdefault("total", case.total)
    terms = []
    for name in names:
        # A part may itself be called "-x"; only a name that is no part is a subtraction.
        sign, plain = (1, name) if name in values else (-1, name.removeprefix("-"))
        if plain not in values or (sign < 0 and plain == name):
            raise BadTable(f"a reading names {_short(name)}, which is no part; name a part")
        terms.append(sign * values[plain])
    return math.fsum(terms)


def _check(case: Case) -> None:
    """Raise for numbers and names that no reading can use."""
    _windows(case)
    names = [part.name for part in case.parts]
    if twice := next((name for index, name in enumerate(names) if name in names[:index]), None):
        raise BadTable(f"two parts are called {_short(twice)}; give each its own name")
    for part in case.parts:
        if not math.isfinite(part.value):
            raise BadTable(f"part {_short(part.name)} is {part.value}; give a finite number")
    for reading in (case.literal, *case.readings):
        _value(case, reading)


def _windows(case: Case) -> Windows:
    claim = case.claim
    return windows(
        claim.value,
        high=claim.high,
        bound=claim.bound,
        percent=claim.unit == "percent",
        last_place=claim.last_place,
        in_words=case.in_words,
    )


def _verdict(literal: ReadingOutcome, readings: tuple[ReadingOutcome, ...]) -> Verdict:
    if literal.holds:
        return "as stated"
    return "only if" if any(reading.fits for reading in readings) else "no reading"


def _open_ends(window: Window) -> tuple[float | None, float | None]:
    low, high = (end if math.isfinite(end) else None for end in window)
    return low, high


def _short(name: str) -> str:
    return repr(name if len(name) <= 60 else name[:59] + "…")


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())[:200]
