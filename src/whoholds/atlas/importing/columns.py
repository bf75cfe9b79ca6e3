"""Which columns of a file mean what, and which are never taken: those of military units, equipment and persons."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from whoholds.atlas.importing.features import Cells, Features, counted, listed
from whoholds.atlas.importing.vocabulary import form_of, has_words, words
from whoholds.atlas.words import near_misses
from whoholds.errors import BadTable, UnknownName, UnreadableSource

REFUSED = ("units", "equipment", "persons")
# "76th Guards Division": a division without a number may be a province.
_NUMBERED = re.compile(r"\b\d+(?:st|nd|rd|th)\b.*\b(?:division|corps|company|battery|army|group)\b")
MILITARY = 0.5  # of the filled cells: from here on a column is one of military units


@dataclass(frozen=True, kw_only=True, slots=True)
class Columns:
    """The columns that are read, by what they mean ("holder", "latitude", …); those refused, and why; those left."""

    meant: Mapping[str, str]
    refused: Mapping[str, str]
    left: tuple[str, ...]
    features: Features

    def cells(self, meaning: str) -> Cells | None:
        """Return the cells of the column of that meaning, None where there is no such column."""
        name = self.meant.get(meaning)
        return None if name is None else self.features.columns[name]

    @property
    def said(self) -> tuple[str, ...]:
        """What is said of columns that were not taken."""
        told = [f"Column {name[:60]!r} was left out: {why}." for name, why in self.refused.items()]
        if self.left:
            told.append(f"Not used: {'column' if len(self.left) == 1 else 'columns'} {listed(self.left, 8)}.")
        return tuple(told)


def columns_of(features: Features, named: Mapping[str, str | None], wanted: Sequence[str], where: str) -> Columns:
    """Return what the columns mean, of the meanings that are `wanted`. `named` are the columns that the user names.

    Raises UnknownName for a named column that is not there, with names that come near, and BadTable for one that is
    refused.

    >>> table = Features(columns={"Controlled_by": ("SDF",), "brigade": ("93rd",), "Unit": ("SY-HA",)})
    >>> found = columns_of(table, {}, ("holder", "unit"), "a table")
    >>> found.meant, found.refused
    ({'holder': 'Controlled_by', 'unit': 'Unit'}, {'brigade': 'military units'})
    """
    refused = {name: why for name, cells in features.columns.items() if (why := refusal_of(name, cells))}
    meant: dict[str, str] = {}
    for meaning, name in named.items():
        if name is None:
            continue
        if name not in features.columns:
            raise UnknownName(f"{where}: no column {name[:60]!r}; {_offered(name, features)}")
        if name in refused:
            raise BadTable(f"{where}: column {name[:60]!r} is one of {refused[name]}, which are never taken")
        meant[meaning] = name
    by_form: dict[str, str] = {}
    for name in features.columns:
        if name not in refused:
            by_form.setdefault(form_of(name), name)
    for meaning in wanted:
        if meaning not in meant:
            free = (by_form[form] for form in words("columns", meaning) if form in by_form)
            found = next((name for name in free if name not in meant.values()), None)
            if found is not None:
                meant[meaning] = found
    left = tuple(name for name in features.columns if name not in refused and name not in meant.values())
    return Columns(meant=meant, refused=refused, left=left, features=features)


def refusal_of(name: str, cells: Cells) -> str | None:
    """Return why a column is refused, in a word, None for one that is not.

    "unit" may be a province as well as a brigade, so its cells decide.

    >>> refusal_of("unit", ("93rd Brigade", "Aleppo")), refusal_of("unit", ("Aleppo",)), refusal_of("Телефон", ())
    ('military units', None, 'persons')
    """
    form = form_of(name)
    for group in REFUSED:
        if has_words(form, words("refused", group, "words")):
            return str(words("refused", group, "why"))
    if form in words("refused", "units", "perhaps") and mostly_military(cells):
        return str(words("refused", "units", "why"))
    return None


def mostly_military(cells: Cells) -> bool:
    """Tell whether most of the cells that are filled name military units."""
    filled = [cell for cell in cells if cell]
    return bool(filled) and sum(map(is_military, filled)) >= MILITARY * len(filled)


def is_military(text: str) -> bool:
    """Tell whether a text names a military unit.

    >>> is_military("76th Guards Air Assault Division"), is_military("3 омбр"), is_military("Unity State")
    (True, True, False)
    """
    form = form_of(text)
    return has_words(form, words("military", "words")) or _NUMBERED.search(form) is not None


def refuse_positions(columns: Columns, *, points: bool, layer: str | None, where: str) -> None:
    """Raise UnreadableSource if the rows themselves are positions of units, equipment or persons.

    They are if most of the names are those of units; and for points, if the layer is called so, or if they bear no
    name of a place but have a column of units, equipment or persons.
    """
    names = [columns.cells(meaning) or () for meaning in ("place_name", "holder")]
    if any(mostly_military(cells) for cells in names):
        raise UnreadableSource(
            f"{where}: positions of military units, which are never taken; give areas and places only"
        )
    if not points:
        return
    if layer and form_of(layer) in words("military", "layers"):
        raise UnreadableSource(
            f"{where}: points of a layer called {layer[:60]!r} are positions, which are never taken; give places only"
        )
    if layer and is_military(layer):
        raise UnreadableSource(
            f"{where}: positions of military units, which are never taken; give areas and places only"
        )
    tagged = [name for name in columns.refused if any(columns.features.columns[name])]
    if tagged and not any(names[0]):
        why = columns.refused[tagged[0]]
        raise UnreadableSource(
            f"{where}: points without names of places, but with {why} (column {tagged[0][:60]!r}): positions, which "
            "are never taken"
        )


def without_military(notes: Cells | None, rows: int) -> tuple[Cells, str | None]:
    """Return the notes without those that name military units, and a sentence that says how many there were."""
    if notes is None:
        return (None,) * rows, None
    kept = tuple(None if note is None or is_military(note) else note for note in notes)
    gone = sum(before is not None and after is None for before, after in zip(notes, kept, strict=True))
    return kept, f"Left out: {counted(gone, 'note')} that named military units." if gone else None


def _offered(name: str, features: Features) -> str:
    known = list(features.columns)
    near = near_misses(name, known, most=3)
    if near:
        return f"did you mean {listed(near)}?"
    return f"it has {listed(known)}" if known else "it has no columns"
