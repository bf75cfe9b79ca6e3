"""Theatres: the holders, blocs, allies and regions of each country, as `holders.toml` says."""

from __future__ import annotations

import tomllib
from collections.abc import Container, Iterator
from pathlib import Path
from typing import Any

import msgspec

from whoholds.atlas.estimates import last_day
from whoholds.atlas.words import LONGEST_NAME
from whoholds.errors import BadTable, UnreadableSource
from whoholds.model import Struct

LARGEST_FILE = 2_000_000  # bytes
NO_LAST_DAY = "9999-12-31"


class Holder(Struct, frozen=True, kw_only=True):
    """An armed side that holds ground: its name in the atlas, other names, and the days on which it bore them.

    `within` names the holder that it is counted with where a source tells no finer.
    """

    name: str
    aliases: tuple[str, ...] = ()
    first: str = ""
    last: str = NO_LAST_DAY
    within: str | None = None

    def bears_its_name(self, day: str | None) -> bool:
        """Whether the side bore the name on the day (ISO 8601); on no day in particular it did."""
        return day is None or self.first <= day <= self.last


class Dated(Struct, frozen=True, kw_only=True):
    """A bloc with its holders, or an ally with the one holder whose side it is on, and the days of it."""

    name: str
    holders: tuple[str, ...]
    first: str = ""
    last: str = NO_LAST_DAY


class Theatre(Struct, frozen=True, kw_only=True):
    """The holders, blocs, allies and regions of one country."""

    holders: tuple[Holder, ...] = ()
    blocs: tuple[Dated, ...] = ()
    allies: tuple[Dated, ...] = ()
    regions: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)

    def finer(self, day: str | None) -> dict[str, tuple[str, ...]]:
        """Return for each holder that others stand within, on the day, all of those: the nearest first.

        >>> sides = (Holder(name="Rebels"), Holder(name="East", within="Rebels"), Holder(name="Port", within="East"))
        >>> Theatre(holders=sides).finer(None)
        {'Rebels': ('East', 'Port'), 'East': ('Port',)}
        """
        of_the_day = [holder for holder in self.holders if holder.bears_its_name(day)]
        inside: dict[str, tuple[str, ...]] = {}
        for holder in of_the_day:
            found = [other.name for other in of_the_day if other.within == holder.name]
            for name in found:  # it grows: those within these are within the holder as well
                found += [other.name for other in of_the_day if other.within == name]
            if found:
                inside[holder.name] = tuple(found)
        return inside


def check_within(theatre: Theatre, where: str) -> None:
    """Raise BadTable if a holder stands within one that nobody knows, or, by whatever way round, within itself."""
    by_name = {holder.name: holder for holder in theatre.holders}
    for holder in theatre.holders:
        above = holder.within
        for _ in by_name:
            if above is None:
                break
            if above not in by_name:
                raise BadTable(f"{where}: {holder.name!r} is within {above[:80]!r}, which is no holder here; add it")
            above = by_name[above].within
        else:
            if above is not None:
                raise BadTable(f"{where}: {holder.name!r} is within itself; take one of the within out")


def laid_over(below: Theatre, above: Theatre) -> Theatre:
    """Return both theatres' names; where both know a holder, the upper one's dates and both's aliases."""
    holders = {(holder.name): holder for holder in below.holders}
    for holder in above.holders:
        known = holders.get(holder.name)
        aliases = (*(known.aliases if known else ()), *holder.aliases)
        within = holder.within or (known.within if known else None)
        holders[holder.name] = msgspec.structs.replace(holder, aliases=aliases, within=within)
    return Theatre(
        holders=tuple(holders.values()),
        blocs=tuple({bloc.name: bloc for bloc in (*below.blocs, *above.blocs)}.values()),
        allies=tuple({(ally.name, ally.first): ally for ally in (*below.allies, *above.allies)}.values()),
        regions=below.regions | above.regions,
    )


class Laid(Struct, frozen=True, kw_only=True):
    """What one file says: theatres by country, and names in tables that stand for no holder.

    `changes` are beginnings of names for ground that changed hands, `ground` names for ground that is nobody's.
    """

    theatres: dict[str, Theatre]
    changes: tuple[str, ...] = ()
    ground: tuple[str, ...] = ()


def read_theatres(path: Path, *, known: Container[str]) -> Laid:
    """Read a file of the form of the starter data's `holders.toml`; `known` are the codes of all countries.

    Raises UnreadableSource if it cannot be read, BadTable with the place in it if it is not of that form.
    """
    tables = _read_toml(path)
    pseudo = tables.pop("not_holders", {})
    if not isinstance(pseudo, dict):
        raise BadTable(f"{path.name}: not_holders must be a table with changes and ground")
    for code in tables:
        if code not in known:
            raise BadTable(f"{path.name}: unknown country {code[:80]!r}; write the ISO 3166 alpha-3 code, such as SYR")
    return Laid(
        theatres={code: _theatre(table, path.name, code) for code, table in tables.items()},
        changes=_names(pseudo, "changes", f"{path.name}: not_holders"),
        ground=_names(pseudo, "ground", f"{path.name}: not_holders"),
    )


def _read_toml(path: Path) -> dict[str, Any]:
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise UnreadableSource(f"{path}: larger than {LARGEST_FILE // 1_000_000} MB; no list of names is")
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise UnreadableSource(f"{path}: {error.strerror or error}; give a file that can be read") from error
    except UnicodeDecodeError as error:
        raise UnreadableSource(f"{path}: not UTF-8 at byte {error.start}; save it as UTF-8 text") from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise BadTable(
            f"{path.name}: not TOML: {str(error) or 'nested too deeply'}; see docs/reference/starter-data.md"
        ) from error


def _theatre(table: object, file: str, code: str) -> Theatre:
    where = f"{file}: {code}"
    if not isinstance(table, dict):
        raise BadTable(f"{where} must be a table with holders, blocs, allies and regions")
    regions = table.get("regions", {})
    if not isinstance(regions, dict):
        raise BadTable(f"{where}.regions must give each region a list of other spellings")
    return Theatre(
        holders=tuple(
            Holder(
                name=name,
                aliases=_names(entry, "aliases", at),
                first=first,
                last=last,
                within=_text(entry, "within", at) if "within" in entry else None,
            )
            for entry, at, name, first, last in _entries(table, "holders", where)
        ),
        blocs=tuple(
            Dated(name=name, holders=_names(entry, "holders", at), first=first, last=last)
            for entry, at, name, first, last in _entries(table, "blocs", where)
        ),
        allies=tuple(
            Dated(name=name, holders=(_text(entry, "side", at),), first=first, last=last)
            for entry, at, name, first, last in _entries(table, "allies", where)
        ),
        regions={name: _names(regions, name, f"{where}.regions") for name in regions},
    )


def _entries(table: dict[str, Any], kind: str, where: str) -> Iterator[tuple[dict[str, Any], str, str, str, str]]:
    """Yield each entry of the kind with where it stands, its name, and its first and last day."""
    entries = table.get(kind, [])
    if not isinstance(entries, list):
        raise BadTable(f"{where}.{kind} must be written as [[{where.partition(': ')[2]}.{kind}]]")
    for number, entry in enumerate(entries, start=1):
        at = f"{where}.{kind}, entry {number}"
        if not isinstance(entry, dict):
            raise BadTable(f"{at} must be a table with a name")
        yield entry, at, _text(entry, "name", at), _day(entry, "from", at, ""), _day(entry, "to", at, NO_LAST_DAY)


def _text(entry: dict[str, Any], key: str, at: str) -> str:
    text = entry.get(key)
    if not isinstance(text, str) or not text.strip() or len(text) > LONGEST_NAME:
        raise BadTable(f"{at} must have a {key}, in quotes")
    return text


def _day(entry: dict[str, Any], key: str, at: str, otherwise: str) -> str:
    try:
        return last_day(str(entry[key])) if key in entry else otherwise
    except ValueError:
        raise BadTable(f"{at}: {key} = {str(entry[key])[:40]!r} is not a date; write it as 2018-11-30") from None


def _names(entry: dict[str, Any], key: str, at: str) -> tuple[str, ...]:
    names = entry.get(key, [])
    if not isinstance(names, list) or not all(isinstance(name, str) and len(name) <= LONGEST_NAME for name in names):
        raise BadTable(f"{at}: {key} must be a list of names in quotes")
    return tuple(names)
