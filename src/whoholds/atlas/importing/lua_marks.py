"""Points of control from the Lua module of one of Wikipedia's detailed war maps. The Lua is read, and never run.

A module lists entries such as `{ lat = "36.2", long = "37.16", mark = "Location dot red.svg", label = "[[Aleppo]]" }`.
The colour of the icon says who holds the place, its drawing what kind of place it is: `lua_marks.toml` has both.
Each entry becomes a point, or is listed with a reason; none is lost.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from whoholds import days
from whoholds.atlas.importing.lua_icons import MarkTable, Meaning, NoControl, NotKnown, icon_key, mark_table
from whoholds.atlas.importing.lua_labels import LONGEST_LABEL, legend, plain_words
from whoholds.atlas.importing.lua_module import LuaModule, read_module
from whoholds.atlas.importing.lua_places import LuaPoint, Spots
from whoholds.atlas.importing.lua_values import Table, Unread, Value, as_number
from whoholds.atlas.words import near_misses
from whoholds.errors import BadTable
from whoholds.model import Struct

MOST_MARKS = 10_000  # different ones
MOST_NEAR = 10  # unknown marks for which near ones are looked up
LONGEST_SHOWN = 120  # characters of a mark in a message
SMALLEST = 2  # pixels: what is drawn smaller carries a label
_Key = TypeVar("_Key")
_NO_NAME = "it is not set in this file, nor is such a name in the table of marks"
_UNSEEN = "drawn too small to be seen: it carries a label"


class UnknownMark(Struct, frozen=True, kw_only=True):
    """A mark that the table does not tell the meaning of: how often it occurs, first on which line, and why not known.

    `near` are known icons that are spelt nearly so; `said` is what the module's own legend says of it.
    """

    mark: str
    count: int
    line: int
    why: str
    near: tuple[str, ...] = ()
    said: str | None = None


class SetAside(Struct, frozen=True, kw_only=True):
    """A mark that says nothing about who holds a place: how often it occurs, first on which line, and what it shows."""

    mark: str
    count: int
    line: int
    why: str


class Noted(Struct, frozen=True, kw_only=True):
    """A line of the module and what is to be said about it."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class LuaMarks:
    """What a module says. Each of its `entries` is a point, unknown, set aside, refused, `merged` or `left_out`.

    `refused` are forces, vehicles and persons, which no map of ours keeps. `warnings` say what else was not read or
    not as it stands, each entry that was left out or merged among them. `legend` is what the module itself says of its
    icons, by the icon's key. `other_modules` are those that Wikipedia draws together with this one.
    """

    points: tuple[LuaPoint, ...]
    unknown_marks: tuple[UnknownMark, ...]
    set_aside: tuple[SetAside, ...]
    refused: tuple[Noted, ...]
    warnings: tuple[Noted, ...]
    entries: int
    merged: int
    left_out: int
    legend: dict[str, str]
    other_modules: tuple[str, ...]


def read_lua_marks(text: str, *, place: str, on: str | None = None, marks: MarkTable | None = None) -> LuaMarks:
    """Read the points of control of a map module, in degrees (WGS 84), by the meaning of its marks in a country.

    `place` is the country's ISO 3166 alpha-3 code, `on` the day that the map is for (ISO 8601): colours changed hands.
    `marks` is the table of marks, by default the starter data's.
    Raises BadTable for a text without a single entry, or too large or deep to be a module of a map.

    >>> text = 'return { { lat = "48.5", long = 35.5 + 30/60, mark = "Location dot blue.svg", label = "[[Town]]" } }'
    >>> read_lua_marks(text, place="UKR").points[0]  # doctest: +ELLIPSIS
    LuaPoint(latitude=48.5, longitude=36.0, place_name='Town', name='Ukraine', holder='Ukraine', ...
    """
    module = read_module(text)
    if not module.entries:
        raise BadTable(
            "no entry with lat, long and mark in the Lua text: give the module's own text (the page with ?action=raw)"
        )
    day = None if on is None else days.last_day(on)
    if on is not None and day is None:
        raise BadTable(f"{on[:40]!r} is not a date: write 2018-12-11")
    return _Reading(module, place, day, marks or mark_table()).result()


class _Reading:
    """One module on its way to points."""

    def __init__(self, module: LuaModule, place: str, on: str | None, marks: MarkTable) -> None:
        self._module, self._place, self._on, self._marks = module, place, on, marks
        self._meanings: dict[str | Unread, Meaning | NoControl | NotKnown] = {}
        self._unknown: dict[str, list[int]] = {}
        self._aside: dict[tuple[str, str], list[int]] = {}
        self._refused: list[Noted] = []
        self._warnings = [Noted(line=line, reason=reason) for line, reason in module.problems]
        self._left_out = 0
        self._spots = Spots()

    def result(self) -> LuaMarks:
        for line, entry in self._module.entries:
            self._take(line, entry)
        points, merged, notes = self._spots.settled()
        warnings = {*self._warnings, *(Noted(line=line, reason=reason) for line, reason in notes)}
        said = legend(self._module.captions)
        return LuaMarks(
            points=points,
            unknown_marks=self._unknown_marks(said),
            set_aside=tuple(
                SetAside(mark=_shown(mark), count=len(lines), line=lines[0], why=why)
                for (mark, why), lines in _often_first(self._aside.items())
            ),
            refused=tuple(self._refused),
            warnings=tuple(sorted(warnings, key=lambda noted: (noted.line, noted.reason))),
            entries=len(self._module.entries),
            merged=merged,
            left_out=self._left_out,
            legend=said,
            other_modules=tuple(_shown(name) for name in self._module.other_modules),
        )

    def _take(self, line: int, entry: Table) -> None:
        """Send an entry where it belongs."""
        mark = entry.get("mark")
        if not isinstance(mark, (str, Unread)) or not mark:
            self._leave_out(line, "an entry without a mark")
            return
        written = mark if isinstance(mark, str) else mark.said
        meaning = self._meanings.get(mark)
        if meaning is None:
            meaning = self._meaning_of(mark, line)
        if isinstance(meaning, NotKnown):
            self._take_unknown(line, written)
            return
        latitude, longitude = as_number(entry.get("lat")), as_number(entry.get("long", entry.get("lon")))
        if isinstance(meaning, NoControl):
            self._aside.setdefault((written, meaning.why), []).append(line)
            if meaning.kind and latitude is not None and longitude is not None:
                self._spots.facility(latitude, longitude, meaning.kind)
            return
        size = as_number(entry.get("marksize"))
        if size is not None and size < SMALLEST:
            self._aside.setdefault((written, _UNSEEN), []).append(line)
            return
        if latitude is None or longitude is None or not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
            self._leave_out(line, _misplaced(entry))
            return
        link = self._words(line, entry.get("link"))
        label = self._words(line, entry.get("label")) or link
        force = self._marks.force_in_label(label) if label else None
        if force:
            reason = f"the label {label!r} names a force, a vehicle or a person ({force!r}), not a place"
            self._refused.append(Noted(line=line, reason=reason))
            return
        if link and link != label and self._marks.force_in_label(link):
            self._warn(line, f"the link {link!r} names a force, a vehicle or a person; it was left out")
            link = None
        self._spots.add(latitude, longitude, label, meaning, _shown(written), link, line, size)

    def _meaning_of(self, mark: str | Unread, line: int) -> Meaning | NoControl | NotKnown:
        """Return the meaning of a mark that is met for the first time."""
        if len(self._meanings) >= MOST_MARKS:
            raise BadTable(f"line {line}: more than {MOST_MARKS:,} different marks: this is no module of a map")
        icon: str | None = mark if isinstance(mark, str) else self._marks.icon_of_name(mark.said, self._place)
        if icon is None:
            meaning: Meaning | NoControl | NotKnown = NotKnown(why=_NO_NAME)
        else:
            meaning = self._marks.meaning(icon, self._place, self._on)
            if isinstance(mark, Unread):
                self._warn(line, f"{_shown(mark.said)!r} is not set in this file; it was read as {icon!r}")
        self._meanings[mark] = meaning
        return meaning

    def _take_unknown(self, line: int, written: str) -> None:
        force = self._marks.force_in_mark(written)
        if force:
            reason = f"the mark {_shown(written)!r} shows a force, a vehicle or a person ({force!r}), not a place"
            self._refused.append(Noted(line=line, reason=reason))
        else:
            self._unknown.setdefault(written, []).append(line)

    def _unknown_marks(self, said: dict[str, str]) -> tuple[UnknownMark, ...]:
        known = self._marks.known_icons(self._place, self._on) if self._unknown else []
        why = {
            mark if isinstance(mark, str) else mark.said: m.why
            for mark, m in self._meanings.items()
            if isinstance(m, NotKnown)
        }
        return tuple(
            UnknownMark(
                mark=_shown(mark),
                count=len(lines),
                line=lines[0],
                why=why[mark],
                near=tuple(near_misses(icon_key(mark[:LONGEST_SHOWN]), known, most=3)) if rank < MOST_NEAR else (),
                said=said.get(icon_key(mark)),
            )
            for rank, (mark, lines) in enumerate(_often_first(self._unknown.items()))
        )

    def _words(self, line: int, value: Value) -> str | None:
        """Return a label or link as plain words, or None if there are none."""
        if not isinstance(value, str) or not value:
            if isinstance(value, Unread):
                self._warn(line, f"the label or link {value.said!r} is not known without running the Lua")
            return None
        if len(value) > LONGEST_LABEL:
            self._warn(line, f"a label or link of {len(value):,} characters was left out")
            return None
        return plain_words(value) or None

    def _leave_out(self, line: int, reason: str) -> None:
        self._left_out += 1
        self._warn(line, f"{reason}; it was left out")

    def _warn(self, line: int, reason: str) -> None:
        self._warnings.append(Noted(line=line, reason=reason))


def _misplaced(entry: Table) -> str:
    """Say what is wrong with an entry's coordinates."""
    for key in ("lat", "long" if "long" in entry else "lon"):
        value, most = entry.get(key), 90 if key == "lat" else 180
        number = as_number(value)
        if key not in entry:
            return "an entry without a longitude"
        if number is None or math.isnan(number):
            return f"{key} = {_shown(value.said if isinstance(value, Unread) else str(value))} is no number of degrees"
        if not -most <= number <= most:
            return f"{key} = {number:g} is beyond {most} degrees"
    return "an entry without coordinates"


def _often_first(counted: Iterable[tuple[_Key, list[int]]]) -> list[tuple[_Key, list[int]]]:
    return sorted(counted, key=lambda item: (-len(item[1]), item[1][0]))


def _shown(mark: str) -> str:
    """Return a mark on one line, shortened."""
    plain = mark[:LONGEST_SHOWN]
    if not plain.isprintable():
        plain = "".join(c if c.isprintable() else " " for c in plain)
    return plain if len(mark) <= LONGEST_SHOWN else f"{plain}…"
