"""What an import comes to: one layer, or a series with a layer for each date, from a folder or from one table."""

from __future__ import annotations

import dataclasses
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from whoholds import days
from whoholds.atlas.importing.features import Cells, Features, listed
from whoholds.atlas.importing.formats import read_features
from whoholds.atlas.importing.formats.shapefile import parts_of
from whoholds.atlas.importing.hashes import hash_of_file, hash_of_rows
from whoholds.atlas.importing.request import Request, checked_day
from whoholds.atlas.importing.sniff import SIDECARS, Format, format_of
from whoholds.atlas.importing.vocabulary import form_of, words
from whoholds.errors import BadTable, UnreadableSource, WhoholdsError

MOST_FILES = 20_000
_IN_NAME = re.compile(r"(?<!\d)((?:19|20)\d\d)([-_.]?)(\d\d)(?:\2(\d\d))?(?!\d)")
_IN_CELL = re.compile(r"(\d{4})([-/.]?)(\d\d)(?:\2(\d\d))?(?:[T ].*)?", re.ASCII)


@dataclass(frozen=True, kw_only=True, slots=True)
class Task:
    """One layer to be made: its date, the file it stands in, and which rows of it (None: all)."""

    as_of: str
    path: Path
    format: Format
    rows: tuple[int, ...] | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Plan:
    """All layers to be made, in the order of their dates, and what was left out of the folder or the table.

    `table` is what was read of the one file that all of them stand in, None for a folder.
    """

    request: Request
    tasks: tuple[Task, ...]
    said: tuple[str, ...] = ()
    table: Features | None = None

    def features(self, task: Task) -> Features:
        """Return the features of one layer. Raises UnreadableSource if its file cannot be read."""
        if self.table is None or task.rows is None:
            return read_features(task.path, task.format, layer=self.request.layer)
        return self.table.rows(task.rows)

    def sha256(self, task: Task) -> str:
        """Return the SHA-256 of the file as it came; of a table with many dates, that of the date's own rows."""
        if self.table is None or task.rows is None or len(task.rows) == self.table.num_rows:
            return hash_of_file(parts_of(task.path) if task.format == "shapefile" else [task.path])
        return hash_of_rows(self.table.rows(task.rows))


def plan_of(request: Request) -> Plan:
    """Return what a file or a folder comes to.

    Raises UnreadableSource for what cannot be read, WhoholdsError if no date is given and none is found, and for a date
    that is there twice.
    """
    path = Path(request.file)
    if path.is_dir():
        return _folder(request, path)
    kind = format_of(path)
    if kind == "lua":
        return _one(request, path, kind)
    if request.on is not None and request.date_column is None and kind in ("kml", "kmz", "geopackage", "shapefile"):
        return _one(request, path, kind)
    return _file(request, path, kind)


def date_in(name: str) -> str | None:
    """Return the date in the name of a file: a day, or a month; None if there is none, or more than one.

    >>> date_in("deepstatemap_data_20240708.geojson"), date_in("map-2018-12-11_final.kml"), date_in("2018_11.csv")
    ('2024-07-08', '2018-12-11', '2018-11')
    >>> date_in("20240708-20240709.geojson"), date_in("v3.geojson"), date_in("20241399.geojson")
    (None, None, None)
    """
    found = {date for match in _IN_NAME.finditer(name) if (date := _date(match[1], match[3], match[4]))}
    return found.pop() if len(found) == 1 else None


def _folder(request: Request, folder: Path) -> Plan:
    if request.on is not None:
        raise WhoholdsError(f"{folder}: a folder is a series, whose dates stand in its files' names; leave out --on")
    tasks: dict[str, Task] = {}
    undated: list[str] = []
    links: list[str] = []
    for path in _files(folder):
        as_of = date_in(path.name)
        if path.suffix.lower() in SIDECARS:
            continue
        if as_of is None:
            undated.append(path.name)
            continue
        if path.is_symlink():
            links.append(path.name)
            continue
        if as_of in tasks:
            raise WhoholdsError(f"{folder}: {tasks[as_of].path.name} and {path.name} are both of {as_of}; keep one")
        tasks[as_of] = Task(as_of=checked_day(as_of, request.known), path=path, format=format_of(path))
    if links and not tasks:
        raise WhoholdsError(
            f"{folder}: all files with a date in their names are links ({listed(links, 5)}); copy them in"
        )
    if not tasks:
        raise WhoholdsError(f"{folder}: no file with a date in its name, as in map-2018-12-11.geojson; name them so")
    reasons = (("without one date in the name", undated), ("links to other files", links))
    said = tuple(f"Left out, {why}: {listed(names, 5)}." for why, names in reasons if names)
    return Plan(request=request, tasks=tuple(tasks[as_of] for as_of in sorted(tasks)), said=said)


def _files(folder: Path) -> list[Path]:
    try:
        found = sorted(path for path in folder.iterdir() if path.is_file() and not path.name.startswith("."))
    except OSError as error:
        raise UnreadableSource(f"{folder}: {error.strerror or error}; give a folder that can be read") from error
    if len(found) > MOST_FILES:
        raise UnreadableSource(f"{folder}: more than {MOST_FILES:,} files; split the series")
    return found


def _one(request: Request, path: Path, kind: Format) -> Plan:
    as_of = request.on or date_in(path.name)
    if as_of is None:
        raise WhoholdsError(f"{path}: no date; give --on DATE, or --date-column for a table with many dates")
    said = () if request.on else (f"The date, {as_of}, was taken from the file's name.",)
    return Plan(
        request=request, tasks=(Task(as_of=checked_day(as_of, request.known), path=path, format=kind),), said=said
    )


def _file(request: Request, path: Path, kind: Format) -> Plan:
    """Return the plan of a file that may have a column of dates."""
    features = read_features(path, kind, layer=request.layer)
    column = request.date_column or _date_column(features, given=request.on is not None)
    if column is None:
        return _with(features, _one(request, path, kind))
    if column not in features.columns:
        raise WhoholdsError(f"{path}: no column {column[:60]!r}; it has {listed(features.columns)}")
    by_date = _by_date(features.columns[column], f"{path}, column {column[:40]!r}")
    if request.on is None:
        tasks = tuple(_rows_of(request, path, kind, date, by_date) for date in sorted(by_date))
        said = (f"The dates were taken from the column {column!r}.",)
        return _with(features, Plan(request=request, tasks=tasks, said=said))
    if request.date_column is not None:
        if request.on not in by_date:
            raise WhoholdsError(f"{path}: nothing of {request.on} in the column {column[:40]!r}; {_span(by_date)}")
        only = _rows_of(request, path, kind, request.on, by_date)
        return _with(features, Plan(request=request, tasks=(only,)))
    if set(by_date) - {request.on}:
        raise WhoholdsError(
            f"{path}: {_span(by_date)} in the column {column[:40]!r}. Leave out --on to take all, or give "
            f"--date-column to take only the rows of {request.on}."
        )
    return _with(features, _one(request, path, kind))


def _rows_of(request: Request, path: Path, kind: Format, date: str, by_date: dict[str, list[int]]) -> Task:
    return Task(as_of=checked_day(date, request.known), path=path, format=kind, rows=tuple(by_date[date]))


def _with(features: Features, plan: Plan) -> Plan:
    """Return the plan with the table that has been read already."""
    everything = tuple(range(features.num_rows))
    tasks = (task if task.rows is not None else dataclasses.replace(task, rows=everything) for task in plan.tasks)
    return dataclasses.replace(plan, tasks=tuple(tasks), table=features)


def _date_column(features: Features, *, given: bool) -> str | None:
    """Return the column that says for which date a row is. If a date is given, a mere "date" may be of anything."""
    by_form = {form_of(name): name for name in reversed(features.columns)}
    forms: Sequence[str] = (
        words("columns", "as_of") if given else (*words("columns", "as_of"), *words("columns", "date"))
    )
    return next((by_form[form] for form in forms if form in by_form), None)


def _by_date(cells: Cells, where: str) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for index, cell in enumerate(cells):
        match = _IN_CELL.fullmatch(cell or "")
        date = _date(match[1], match[3], match[4]) if match else None
        if date is None:
            raise BadTable(f"{where}, row {index + 1}: {(cell or '')[:40]!r} is not a date; write 2018-12-11")
        found[date].append(index)
    return found


def _date(year: str, month: str, day: str | None) -> str | None:
    written = "-".join(filter(None, (year, month, day)))
    return written if days.last_day(written) else None


def _span(by_date: dict[str, list[int]]) -> str:
    first, last = min(by_date), max(by_date)
    return f"{len(by_date)} dates from {first} to {last}" if first != last else f"one date, {first}"
