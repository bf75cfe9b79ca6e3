"""What a user asks of an import: the file, its papers, and what its columns mean."""

from __future__ import annotations

from typing import get_args

from whoholds import days
from whoholds.atlas.importing.settled import NOTHING, Settled
from whoholds.atlas.layers import LayerKind
from whoholds.errors import WhoholdsError
from whoholds.model import Status, Struct


class Request(Struct, frozen=True, kw_only=True):
    """What is to be imported, and how its columns are to be read. Paths and dates are text, dates in ISO 8601.

    `on` is the day that the layer is for, None for a series, whose days stand in the names of its files or in
    `date_column`. `holder` and `status` are for all of it, `holder_column` and `status_column` say where they stand.
    `layer` is one layer of a GeoPackage or one sheet of a workbook. `settled` are the user's own answers to names
    that nobody knows; with `new_holders` such a name becomes a holder of its own. `marks` is a file that says what the
    marks of a Lua table mean.
    """

    file: str
    place: str
    source: str
    licence: str
    known: str
    on: str | None = None
    url: str | None = None
    kind: LayerKind | None = None
    holder: str | None = None
    holder_column: str | None = None
    status: Status | None = None
    status_column: str | None = None
    unit_column: str | None = None
    date_column: str | None = None
    layer: str | None = None
    cap_km: float | None = None
    precision_km: float | None = None
    note: str | None = None
    marks: str | None = None
    settled: Settled = NOTHING
    new_holders: bool = False


def checked(request: Request) -> Request:
    """Return the request, if it has all that an import needs. Raises WhoholdsError with what is missing.

    >>> checked(Request(file="a.csv", place="SYR", source="", licence="CC0", known="2018-12-12"))
    Traceback (most recent call last):
    whoholds.errors.WhoholdsError: no source: say whose map it is with --source
    """
    if not request.source.strip():
        raise WhoholdsError("no source: say whose map it is with --source")
    if not request.licence.strip():
        raise WhoholdsError("no licence: say with --licence how the map may be used, such as CC-BY-4.0")
    for one, other in (("holder", "holder_column"), ("status", "status_column")):
        if getattr(request, one) is not None and getattr(request, other) is not None:
            raise WhoholdsError(f"use just one of --{one} and --{other.replace('_', '-')}")
    if request.status is not None and request.status not in get_args(Status):
        raise WhoholdsError(f"unknown status {request.status[:40]!r}: give one of {', '.join(get_args(Status))}")
    for name, km in (("cap", request.cap_km), ("precision", request.precision_km)):
        if km is not None and not 0 < km < 20_000:
            raise WhoholdsError(f"--{name} is {km:g} km: give a distance between 0 and 20,000 km")
    for name, date in (("on", request.on), ("known", request.known)):
        if date is not None and days.last_day(date) is None:
            raise WhoholdsError(f"--{name} {date[:40]!r} is not a date: write 2018-12-11")
    return request


def checked_day(as_of: str, known: str) -> str:
    """Return the date of a layer. Raises WhoholdsError for a map of a day that had not come when it became known.

    >>> checked_day("2018-12", "2018-12-15")
    '2018-12'
    """
    if as_of > known[: len(as_of)]:
        raise WhoholdsError(
            f"the map is for {as_of}, but became known on {known}, before that: correct its date or --known"
        )
    return as_of
