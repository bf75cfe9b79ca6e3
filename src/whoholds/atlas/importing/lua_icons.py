"""What the marks of a map mean, as `lua_marks.toml` says: which holder, status and kind of place an icon stands for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path

from whoholds.atlas.importing.lua_mark_file import Icon, MarkFile, Period, Shape, TheatreMarks, read_mark_file
from whoholds.model import Status, Struct

LONGEST_ICON = 200  # characters
_PREFIX = re.compile(r":?\s*+(?:file|image|datei|fichier|файл|ملف)\s*+:", re.IGNORECASE)
_ENDING = re.compile(r"\.(?:svg|png|gif|jpe?g|webp|tiff?)$")
_WILD = re.compile(r"(\{colour\}|\{side\}|\*|\?)")
_NAME_OF_ICON = re.compile(r"(?:[A-Za-z_]\w*(?:\.|\[[\"'])){0,8}([A-Za-z_]\w*)(?:[\"']\])?", re.ASCII)
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_TABLE = "the table of marks"


class Meaning(Struct, frozen=True, kw_only=True):
    """What a mark says of a place: who holds it, or which `sides` do between them, and what kind of place it is.

    `name` is how the source calls whose it is: the holder, or all sides with commas.
    """

    name: str
    holder: str | None
    sides: tuple[str, ...] = ()
    status: Status = "controlled"
    kind: str = "settlement"
    note: str | None = None


class NoControl(Struct, frozen=True, kw_only=True):
    """A mark that does not say who holds a place, and why not; `kind` is what it makes of a dot at the same spot."""

    why: str
    kind: str | None = None


class NotKnown(Struct, frozen=True, kw_only=True):
    """A mark that the table does not tell the meaning of, and why not."""

    why: str


def icon_key(name: str) -> str:
    """Return the form in which names of icons are compared: no "File:", no ending, no capitals, single blanks.

    >>> icon_key("File:Location_dot_red.svg"), icon_key(" map-arcNN-Dark-red.svg")
    ('location dot red', 'map-arcnn-dark-red')
    """
    plain = " ".join(name.replace("_", " ").split())
    return _ENDING.sub("", _PREFIX.sub("", plain, count=1).strip().casefold()).strip()


class MarkTable:
    """The meaning of marks, for each country. Make one with `mark_table`."""

    def __init__(self, files: Iterable[MarkFile]) -> None:
        """`files` are laid over one another, the uppermost first."""
        self._files = tuple(files)
        self._colours: dict[str, str] = {}
        for colour, others in ((c, o) for file in reversed(self._files) for c, o in file.colours.items()):
            self._colours |= {icon_key(word): icon_key(colour) for word in (colour, *others)}
        self._sides = {side: icon for file in reversed(self._files) for side, icon in file.sides.items()}
        shapes = [shape for file in self._files for shape in file.shapes]
        self._shapes = [(_pattern(icon_key(form), self._colours), shape) for shape in shapes for form in shape.icons]
        self._forms = [(icon_key(form), shape) for shape in shapes for form in shape.icons]
        names = [item for file in self._files for item in file.names.items()]
        self._names = [(_pattern(form, self._sides), icon) for form, icon in names]
        self._forces = frozenset(word for file in self._files for word in file.refuse.forces)
        self._force_marks = self._forces.union(*(file.refuse.marks for file in self._files))
        self._places = frozenset(word for file in self._files for word in file.refuse.places)
        self._kept = frozenset(icon_key(label) for file in self._files for label in file.refuse.keep)

    def meaning(self, mark: str, place: str, on: str | None) -> Meaning | NoControl | NotKnown:
        """Return what the icon means in the country on the day (ISO 8601), or on any day if None."""
        if len(mark) > LONGEST_ICON:
            return NotKnown(why=f"a name of {len(mark):,} characters")
        key = icon_key(mark)
        for theatre in self._theatres(place):
            for name, icon in theatre.marks.items():
                if icon_key(name) == key:
                    return self._of_icon(icon, (), place, on)
        for pattern, shape in self._shapes:
            found = pattern.fullmatch(key)
            if found:
                return self._of_icon(shape, tuple(self._colours[word] for word in found.groups()), place, on)
        return NotKnown(why=f"no such icon is in {_TABLE}")

    def icon_of_name(self, said: str, place: str) -> str | None:
        """Return the icon that a module's name for it stands for, by its last part: `m.gov_base` by `gov_base`."""
        found = _NAME_OF_ICON.fullmatch(said)
        if not found:
            return None
        name = found[1]
        for theatre in self._theatres(place):
            for form, icon in theatre.names.items():
                if _pattern(form, {}).fullmatch(name):
                    return icon
        for pattern, icon in self._names:
            match = pattern.fullmatch(name)
            if match:
                sides = iter(match.groups())
                return re.sub(r"\{side\}", lambda _: self._sides[next(sides)], icon)  # noqa: B023
        return None

    def known_icons(self, place: str, on: str | None) -> list[str]:
        """Return the icons that have a meaning in the country on the day, but for those of several colours."""
        known = {icon_key(name) for theatre in self._theatres(place) for name in theatre.marks}
        colours = {colour for period in self._periods(place) for colour in period.holders}
        for form, _ in self._forms:
            if "*" not in form and "?" not in form and form.count("{") < 2:
                known |= {form.replace("{colour}", colour) for colour in colours}
        return [icon for icon in sorted(known) if not isinstance(self.meaning(icon, place, on), NotKnown)]

    def force_in_mark(self, mark: str) -> str | None:
        """Return the word in the name of an icon that stands for a force, a vehicle or a person."""
        return next((word for word in _words(icon_key(mark[:LONGEST_ICON])) if word in self._force_marks), None)

    def force_in_label(self, label: str) -> str | None:
        """Return the word in a label that stands for a force, a vehicle or a person, unless a place is named."""
        words = _words(label.casefold())
        if self._forces.isdisjoint(words) or not self._places.isdisjoint(words) or icon_key(label) in self._kept:
            return None
        return next(word for word in words if word in self._forces)

    def _theatres(self, place: str) -> Iterator[TheatreMarks]:
        return (file.theatres[place] for file in self._files if place in file.theatres)

    def _periods(self, place: str) -> Iterator[Period]:
        return (period for theatre in self._theatres(place) for period in theatre.colours)

    def _of_icon(
        self, icon: Icon | Shape, colours: tuple[str, ...], place: str, on: str | None
    ) -> Meaning | NoControl | NotKnown:
        if not icon.control:
            return NoControl(why=icon.why or "", kind=icon.kind)
        kind, status = icon.kind or "settlement", icon.status
        if isinstance(icon, Icon):
            if icon.name is not None:
                return Meaning(name=icon.name, holder=None, status=status, kind=kind, note=icon.note)
            sides = list(icon.sides) or ([icon.holder] if icon.holder else [])
        else:
            sides = []
        for colour in [icon_key(colour) for colour in icon.colours] or colours if not sides else ():
            holder = self._holder(colour, place, on)
            if isinstance(holder, NotKnown):
                return holder
            sides.append(holder)
        sides = list(dict.fromkeys(sides))
        if status == "contested" and len(sides) > 1:
            name = ", ".join(sides)
            return Meaning(name=name, holder=None, sides=tuple(sides), status=status, kind=kind, note=icon.note)
        status = "controlled" if status == "contested" else status  # two colours of one holder
        return Meaning(name=sides[0], holder=sides[0], status=status, kind=kind, note=icon.note)

    def _holder(self, colour: str, place: str, on: str | None) -> str | NotKnown:
        """Return who the colour stands for in the country on the day."""
        periods = [period for period in self._periods(place) if colour in period.holders]
        if not periods:
            return NotKnown(why=f"{_TABLE} does not say who {colour} stands for in {place}")
        if on is None:
            first = periods[0]
            if first.dated and len({period.holders[colour] for period in periods}) > 1:
                return NotKnown(why=f"whom {colour} stands for in {place} depends on the day: give it")
            return first.holders[colour]
        for period in periods:
            if period.first <= on <= period.last:
                return period.holders[colour]
        return NotKnown(why=f"{_TABLE} does not say who {colour} stands for in {place} on {on}")


@lru_cache(maxsize=256)
def _compiled(expression: str) -> re.Pattern[str]:
    return re.compile(expression)


def _pattern(form: str, words: Mapping[str, str]) -> re.Pattern[str]:
    """Return the pattern of a form with {colour} or {side} for one of the words, ? for one letter and * for any."""
    choice = "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))
    pieces = [
        f"({choice})" if piece[:1] == "{" else {"*": ".*", "?": "."}.get(piece) or re.escape(piece)
        for piece in _WILD.split(form)
        if piece
    ]
    return _compiled("".join(pieces))


def _words(text: str) -> list[str]:
    return _WORD.findall(text)


@cache
def _starter() -> MarkFile:
    return read_mark_file(Path(__file__).with_name("lua_marks.toml"))


def mark_table(*paths: Path) -> MarkTable:
    """Return the starter data's table of marks with a user's files laid over it, the first uppermost.

    Raises UnreadableSource for a file that cannot be read, BadTable with the place in it if it is not of that form.

    >>> mark_table().meaning("Location_dot_red.svg", "UKR", None).holder
    'Russia'
    """
    return MarkTable([*map(read_mark_file, paths), _starter()])
