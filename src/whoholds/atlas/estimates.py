"""Published figures, one a row: `estimates.csv` read, checked, and told what each row is.

The first eleven columns are the figure as it was published. The others say what kind of row it is; where a file has
none of them (an atlas of the user's own), they are worked out from the note ("FLOW: …", "BASE: …", "about …").
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import get_args

from whoholds import days
from whoholds.errors import BadTable, UnreadableSource
from whoholds.model import WHOLE_COUNTRY, Bound, Status, Struct

PUBLISHED = ("country", "as_of", "source", "holder", "status", "measure", "value", "unit", "total", "url", "note")
ADDED = (
    "holder_id",
    "flow",
    "base",
    "date_inferred",
    "bound",
    "role",
    "union",
    "part_of",
    "alternative",
    "rest",
    "rounding",
    "said",
    "doubt",
    "left_out",
)
UNITS = ("percent", "km2", "count")
LARGEST_FILE = 20_000_000  # bytes: some 100,000 rows, more than anybody has published

# What an added column may hold, in files that have it.
_ALLOWED = {
    "flow": ("", "true"),
    "date_inferred": ("", "true"),
    "union": ("", "true"),
    "bound": ("", *get_args(Bound)),
    "role": ("", "assessment", "statement"),
    "alternative": ("", "low", "high"),
    "rest": ("", *get_args(Status)),
}
_NUMBER = re.compile(r"\d{1,15}(?:\.\d{1,9})?", re.ASCII)
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_BASE = re.compile(r"\bBASE: ([^;]*)")
_HEDGES: tuple[tuple[Bound, re.Pattern[str]], ...] = (
    # The hedge must open the quoted words (`"more than 53%"`): elsewhere it may belong to another number in the note.
    ("at_least", re.compile(r'"(?:just )?(?:more than|over|at least)\b')),
    ("at_most", re.compile(r'"(?:less than|fewer than|not more than)\b')),
    (
        "about",
        re.compile(r'"(?:about|some|nearly|nearer|almost|approximately|roughly)\b|\bapprox(?:imate)?\b|\brough\b'),
    ),
)
_LEAVES_OUT = re.compile(r"\((?:excluding|excl\.?|without|outside(?: of)?|except(?: for)?) ([^()]+)\)", re.IGNORECASE)
_UNION = re.compile(r"\(union\)|\bunion of\b|\bcontrol or influence\b|\bcontrolled \+ contested\b")


class Row(Struct, frozen=True, kw_only=True):
    """One published figure and what kind of row it is.

    `printed` is the value as it was printed, `value` the same as a number in `unit` (percent, km2 or count). `number`
    is the line of the file. `holder_id` is the atlas's name of the holder, None for ground that is nobody's.
    `flow` marks ground gained or lost in a period. `role` is "assessment" or "statement" (a side speaks: a claim).
    `union` marks a row that adds up other rows of its holder, `part_of` names the holder whose row this one lies
    inside, `alternative` is "low" or "high" for an end of a range. `rest` is the status of all that the table leaves
    out, where the source says it. `said` is when the figure was said, where that is long after `as_of`. `doubt` says
    what is wrong with it as printed, `left_out` why no table may use it.
    """

    number: int
    country: str
    as_of: str
    source: str
    holder: str
    status: Status
    measure: str
    printed: str
    value: float
    unit: str
    total: float | None = None
    url: str | None = None
    note: str = ""
    holder_id: str | None = None
    flow: bool = False
    base: str = WHOLE_COUNTRY
    date_inferred: bool = False
    bound: Bound = "exact"
    role: str = "assessment"
    union: bool = False
    part_of: str | None = None
    alternative: str | None = None
    rest: Status | None = None
    rounding: float | None = None
    said: str | None = None
    doubt: str | None = None
    left_out: str | None = None


class Names(Struct, frozen=True, kw_only=True):
    """What must be known of names to say what a row is.

    `countries` maps ISO 3166 alpha-3 codes to names. `holder(country, name, as_of)` gives the atlas's name of a holder
    (None for ground that is nobody's) and whether the name stands for a change of hands; `region(country, name)` the
    region that a table may take as its whole; `role(source)` is "assessment" or "statement".
    """

    countries: Mapping[str, str]
    holder: Callable[[str, str, str], tuple[str | None, bool]]
    region: Callable[[str, str], str | None]
    role: Callable[[str], str]


def last_day(as_of: str) -> str:
    """Return the last day of a day, a month or a year, all in ISO 8601. Raise ValueError for anything else.

    >>> last_day("2018-11"), last_day("2018"), last_day("2018-12-11")
    ('2018-11-30', '2018-12-31', '2018-12-11')
    """
    day = days.last_day(as_of) if _DATE.fullmatch(as_of) else None
    if day is None:
        raise ValueError(as_of)
    return day


def read_cells(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the line number and the cells by column of each row of the file.

    Raises UnreadableSource if the file cannot be read as text, BadTable if its columns are not as they must be.
    """
    reader = csv.reader(io.StringIO(_text_of(path), newline=""))
    try:
        header = next(reader, [])
        missing = [column for column in PUBLISHED if column not in header]
        if missing:
            raise BadTable(f"{path.name}: no column {missing[0]!r}; the first row must name {', '.join(PUBLISHED)}")
        for cells in reader:
            if not cells:
                continue
            if len(cells) != len(header):
                raise BadTable(f"{path.name}, row {reader.line_num}: {len(cells)} cells, but {len(header)} columns")
            yield reader.line_num, {name: cell.strip() for name, cell in zip(header, cells, strict=True)}
    except csv.Error as error:
        raise BadTable(f"{path.name}, row {reader.line_num}: {error}; write the table as plain CSV") from error


def _text_of(path: Path) -> str:
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise UnreadableSource(f"{path}: larger than {LARGEST_FILE // 1_000_000} MB; split the table")
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise UnreadableSource(f"{path}: {error.strerror or error}; give a file that can be read") from error
    except UnicodeDecodeError as error:
        raise UnreadableSource(f"{path}: not UTF-8 at byte {error.start}; save it as UTF-8 text") from error


def row_of(cells: Mapping[str, str], number: int, names: Names, file: str = "estimates.csv") -> Row:
    """Check one row's cells and say what kind of row it is. Raises BadTable with the file and the row."""

    def bad(what: str) -> BadTable:
        return BadTable(f"{file}, row {number}: {what}")

    for column in ("country", "as_of", "source", "holder", "measure"):
        if not cells[column]:
            raise bad(f"{column} is empty")
    country, note, unit, status = cells["country"], cells["note"], cells["unit"], cells["status"]
    if country not in names.countries:
        raise bad(f"unknown country {country!r}; write the ISO 3166 alpha-3 code, such as SYR")
    try:
        last_day(cells["as_of"])
    except ValueError:
        raise bad(f"as_of {cells['as_of']!r} is not a date; write 2018, 2018-11 or 2018-11-30") from None
    if status not in get_args(Status):
        raise bad(f"unknown status {status!r}; write one of {', '.join(get_args(Status))}")
    if unit not in UNITS:
        raise bad(f"unknown unit {unit!r}; write one of {', '.join(UNITS)}")
    for column, allowed in _ALLOWED.items():
        if cells.get(column, "") not in allowed:
            raise bad(f"{column} is {cells[column]!r}; write one of {', '.join(filter(None, allowed))}, or nothing")
    for column in ("value", "total", "rounding"):
        if column in cells and not _NUMBER.fullmatch(cells[column]) and (column == "value" or cells[column]):
            raise bad(f"{column} {cells[column]!r} is not a number that can be; write digits, such as 59.6 or 72300")
    value = float(cells["value"])
    total = float(cells["total"]) if cells["total"] else None
    if total == 0:
        raise bad("total is 0; leave it empty where the source states none")

    holder_id, changed_hands = names.holder(country, cells["holder"], cells["as_of"])
    added = _added(cells, names, holder_id, changed_hands)
    if not added["flow"] and unit == "percent" and value > 100:
        raise bad(f"{cells['value']} percent is more than the whole")
    if not added["flow"] and unit != "percent" and total is not None and value > total:
        raise bad(f"{cells['value']} is more than its total {cells['total']}")
    return Row(
        number=number,
        country=country,
        as_of=cells["as_of"],
        source=cells["source"],
        holder=cells["holder"],
        status=status,  # type: ignore[arg-type]  # one of Status: checked above
        measure=cells["measure"],
        printed=cells["value"],
        value=value,
        unit=unit,
        total=total,
        url=cells["url"] or None,
        note=note,
        **added,  # type: ignore[arg-type]
    )


def _added(cells: Mapping[str, str], names: Names, holder_id: str | None, changed_hands: bool) -> dict[str, object]:
    """Return what the added columns say; a column that the file has not is worked out from the note and the names."""

    def said(column: str, worked_out: Callable[[], str]) -> str:
        return cells[column] if column in cells else worked_out()

    note = cells["note"]
    return {
        "holder_id": said("holder_id", lambda: holder_id or "") or None,
        "flow": said("flow", lambda: "true" if changed_hands or "FLOW" in note else "") == "true",
        "base": said("base", lambda: base_in(cells, names)) or WHOLE_COUNTRY,
        "date_inferred": said("date_inferred", lambda: "true" if "DATE INFERRED" in note else "") == "true",
        "bound": said("bound", lambda: bound_in(note)) or "exact",
        "role": said("role", lambda: names.role(cells["source"])) or "assessment",
        "union": said("union", lambda: "true" if _UNION.search(note) else "") == "true",
        "part_of": cells.get("part_of") or None,
        "alternative": said("alternative", lambda: range_end_in(note)) or None,
        "rest": said("rest", lambda: "contested" if "the rest contested" in note else "") or None,
        "rounding": float(cells["rounding"]) if cells.get("rounding") else None,
        "said": cells.get("said") or None,
        "doubt": cells.get("doubt") or None,
        "left_out": cells.get("left_out") or None,
    }


def bound_in(note: str) -> Bound:
    """Return how the source hedged the figure, by the words that the note quotes.

    >>> bound_in('"more than 53%"'), bound_in("approximate"), bound_in("May 2018 map")
    ('at_least', 'about', 'exact')
    """
    return next((bound for bound, hedge in _HEDGES if hedge.search(note)), "exact")


def range_end_in(note: str) -> str:
    """Return "low" or "high" if the note says that the figure is an end of a range, else "".

    >>> range_end_in("low end of 15-20")
    'low'
    """
    return next((end for end in ("low", "high") if f"{end} end" in note), "")


def base_in(cells: Mapping[str, str], names: Names) -> str:
    """Return what the figure is a share of, by the note's BASE: or by a region that the holder's brackets name."""
    country = cells["country"]
    brackets = cells["holder"].partition("(")[2].rstrip(") ")
    region = names.region(country, brackets) if brackets else None
    found = _BASE.search(cells["note"])
    named = found.group(1).strip() if found else ""
    if named and named not in ("the oblast", "the region", "the three regions"):
        return (
            WHOLE_COUNTRY if named == names.countries[country] else named.removeprefix("of ").removeprefix("share of ")
        )
    return region or brackets * bool(named) or WHOLE_COUNTRY


def ground_left_out(holder: str) -> str | None:
    """Return the ground that a holder's name, as printed, says is not counted; None where it leaves nothing out.

    >>> ground_left_out("Russia (excluding Crimea)"), ground_left_out("Russia (Donbas)")
    ('Crimea', None)
    """
    found = _LEAVES_OUT.search(holder)
    return found[1] if found else None


def half_last_place(row: Row) -> float:
    """Return how far the printed value may be from the counted one: half the place value of its last digit.

    Counts are exact unless the source hedged them. Areas and people end in rounded zeros (72300: 50 each way), and so
    does a hedged figure ("about 20": 5, or a fiftieth of it if that is more). A hedge in one direction ("more than
    53%") reaches a point of a percentage. A printed 0 says that there is none, and is exact.
    """
    if row.rounding is not None:
        return row.rounding
    printed = Decimal(row.printed)
    if not printed:
        return 0.0
    exponent = printed.as_tuple().exponent
    last = Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)
    without_zeros = printed.normalize().as_tuple().exponent
    last_nonzero = Decimal(1).scaleb(max(without_zeros, 0)) if isinstance(without_zeros, int) and last >= 1 else last
    if row.bound in ("at_least", "at_most") and row.unit == "percent":
        return max(float(last_nonzero) / 2, 1.0)
    if row.bound != "exact":
        return max(float(last_nonzero) / 2, row.value / 50)
    if row.unit == "percent":
        return float(last) / 2
    if row.unit == "km2" or row.measure == "population":
        return float(last_nonzero) / 2
    return 0.0
