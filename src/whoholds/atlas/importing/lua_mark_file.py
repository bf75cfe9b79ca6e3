"""The form of `lua_marks.toml`, and of a user's own file of marks that is laid over it."""

from __future__ import annotations

import datetime
import re
import tomllib
from pathlib import Path
from typing import Any

import msgspec

from whoholds.errors import BadTable, UnreadableSource
from whoholds.model import Status, Struct

LARGEST_FILE = 2_000_000  # bytes
MOST_STARS = 2  # in one form: more could take long to compare
MOST_SIDES = 3
KINDS = (
    *("settlement", "district", "rural", "base", "airport", "heliport", "port", "crossing", "oil field", "dam"),
    *("industry", "hill"),
)
_COUNTRY = re.compile(r"[A-Z]{3}")
_FIRST_DAY, _LAST_DAY = "0001-01-01", "9999-12-31"


class Shape(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What an icon draws, for all icons of the listed forms."""

    icons: tuple[str, ...]
    kind: str | None = None
    status: Status = "controlled"
    colours: tuple[str, ...] = ()
    control: bool = True
    why: str | None = None
    note: str | None = None


class Icon(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What one icon means in one country."""

    kind: str | None = None
    status: Status = "controlled"
    colours: tuple[str, ...] = ()
    holder: str | None = None
    sides: tuple[str, ...] = ()
    name: str | None = None
    control: bool = True
    why: str | None = None
    note: str | None = None


class Period(Struct, frozen=True, kw_only=True):
    """Who the colours stand for, from a first to a last day."""

    holders: dict[str, str]
    first: str = _FIRST_DAY
    last: str = _LAST_DAY

    @property
    def dated(self) -> bool:
        """Whether it does not hold for all days."""
        return (self.first, self.last) != (_FIRST_DAY, _LAST_DAY)


class TheatreMarks(Struct, frozen=True, kw_only=True):
    """What the table says of one country."""

    colours: tuple[Period, ...] = ()
    marks: dict[str, Icon] = msgspec.field(default_factory=dict)
    names: dict[str, str] = msgspec.field(default_factory=dict)


class Refused(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words for forces, vehicles and persons in labels and marks, words for places, and labels to keep."""

    forces: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    keep: tuple[str, ...] = ()


class MarkFile(Struct, frozen=True, kw_only=True):
    """One file of marks."""

    colours: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    sides: dict[str, str] = msgspec.field(default_factory=dict)
    names: dict[str, str] = msgspec.field(default_factory=dict)
    shapes: tuple[Shape, ...] = ()
    refuse: Refused = Refused()
    theatres: dict[str, TheatreMarks] = msgspec.field(default_factory=dict)


class _Theatre(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A country as the file writes it."""

    colours: tuple[dict[str, str], ...] = ()
    marks: dict[str, Icon] = msgspec.field(default_factory=dict)
    names: dict[str, str] = msgspec.field(default_factory=dict)


def read_mark_file(path: Path) -> MarkFile:
    """Read a file of the form of `lua_marks.toml`.

    Raises UnreadableSource if it cannot be read, BadTable with the place in it if it is not of that form.
    """
    tables = _read_toml(path)
    theatres = {}
    for code in [key for key in tables if key not in MarkFile.__struct_fields__ or key == "theatres"]:
        if not _COUNTRY.fullmatch(code):
            raise BadTable(
                f"{path.name}: {code[:40]!r} is no part of a table of marks, nor a country's code such as SYR"
            )
        theatres[code] = _theatre(tables.pop(code), path.name, code)
    file = _converted(tables, MarkFile, path.name)
    for number, shape in enumerate(file.shapes, start=1):
        where = f"{path.name}: shapes, entry {number}"
        for form in shape.icons:
            _check_form(form, where, "{colour}")
            _check_colours(shape, len(shape.colours) or form.count("{colour}"), f"{where} ({form})")
    for form, icon in file.names.items():
        _check_form(form, f"{path.name}: names", "{side}")
        if icon.count("{side}") > form.count("{side}"):
            raise BadTable(f"{path.name}: names: {icon[:40]!r} has more {{side}} than {form[:40]!r}")
    return MarkFile(
        colours=file.colours,
        sides=file.sides,
        names=file.names,
        shapes=file.shapes,
        refuse=file.refuse,
        theatres=theatres,
    )


def _theatre(table: object, file: str, code: str) -> TheatreMarks:
    theatre = _converted(table, _Theatre, f"{file}: {code}")
    for name, icon in theatre.marks.items():
        where = f"{file}: {code}.marks, {name[:40]!r}"
        given = [bool(icon.colours), icon.holder is not None, bool(icon.sides), icon.name is not None]
        if icon.control and sum(given) != 1:
            raise BadTable(f"{where} must have one of holder, sides, colours, name, or control = false")
        if (icon.status == "unknown") != (icon.name is not None):
            raise BadTable(f"{where}: a name goes with the status unknown, and only with it")
        _check_colours(icon, len(icon.colours) or len(icon.sides) or 1, where)
        for holder in (*icon.sides, icon.holder or "-"):
            _check_holder(holder, where)
    for form in theatre.names:
        _check_form(form, f"{file}: {code}.names", "{}")
    periods = tuple(_period(entry, f"{file}: {code}.colours, entry {n}") for n, entry in enumerate(theatre.colours, 1))
    return TheatreMarks(colours=periods, marks=theatre.marks, names=theatre.names)


def _period(entry: dict[str, str], where: str) -> Period:
    days = {key: entry[key] for key in ("from", "to") if key in entry}
    for key, day in days.items():
        try:
            datetime.date.fromisoformat(day)
        except ValueError as error:
            raise BadTable(f"{where}: {key} = {day[:40]!r} is no day; write 2018-12-11") from error
    holders = {colour.casefold(): holder for colour, holder in entry.items() if colour not in days}
    for holder in holders.values():
        _check_holder(holder, where)
    return Period(holders=holders, first=days.get("from", _FIRST_DAY), last=days.get("to", _LAST_DAY))


def _check_colours(icon: Shape | Icon, colours: int, where: str) -> None:
    if icon.kind is not None and icon.kind not in KINDS:
        raise BadTable(f"{where}: unknown kind {icon.kind[:40]!r}; the kinds are {', '.join(KINDS)}")
    if not icon.control:
        if not icon.why:
            raise BadTable(f'{where}: say with why = "…" what the mark shows instead')
    elif isinstance(icon, Icon) and icon.name is not None:
        return
    elif colours == 0:
        raise BadTable(f"{where}: neither {{colour}} in it nor colours beside it say whose the place is")
    elif (icon.status == "contested") != (colours > 1):
        raise BadTable(f"{where}: contested places have two sides or more, all others one")


def _check_holder(holder: str, where: str) -> None:
    if not holder.strip() or "," in holder:
        raise BadTable(f"{where}: {holder[:40]!r} is no name of a holder; it must not be empty or have a comma")


def _check_form(form: str, where: str, part: str) -> None:
    if not form.strip() or form.count("*") > MOST_STARS or form.count(part) > MOST_SIDES:
        raise BadTable(f"{where}: {form[:40]!r} is empty, or has more than {MOST_STARS} * or {MOST_SIDES} {part}")
    if "{" in form.replace(part, ""):
        raise BadTable(f"{where}: {form[:40]!r} has braces that mean nothing here")


def _converted(table: object, kind: Any, where: str) -> Any:
    try:
        return msgspec.convert(table, kind)
    except msgspec.ValidationError as error:
        raise BadTable(f"{where}: {error}") from error


def _read_toml(path: Path) -> dict[str, Any]:
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise UnreadableSource(f"{path}: larger than {LARGEST_FILE // 1_000_000} MB; no table of marks is")
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise UnreadableSource(f"{path}: {error.strerror or error}; give a file that can be read") from error
    except UnicodeDecodeError as error:
        raise UnreadableSource(f"{path}: not UTF-8 at byte {error.start}; save it as UTF-8 text") from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise BadTable(f"{path.name}: not TOML: {str(error) or 'nested too deeply'}") from error
