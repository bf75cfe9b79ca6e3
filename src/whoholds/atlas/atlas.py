"""The atlas: places, holders, maps, published shares and earlier statements, from the starter data and a folder."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from whoholds.atlas.estimates import Names, Row, last_day, read_cells, row_of
from whoholds.atlas.evidence import map_tables
from whoholds.atlas.gains import gain_tables
from whoholds.atlas.holders import HolderBook
from whoholds.atlas.kept import STARTER
from whoholds.atlas.layers import read_layer
from whoholds.atlas.maps import Maps
from whoholds.atlas.places import Country, Places, read_places
from whoholds.atlas.shares import Shares, shares_on
from whoholds.atlas.sources import SourceBook, read_sources, speaks_for_a_side, states_in
from whoholds.atlas.statements import PastStatement, past_statement
from whoholds.atlas.tables import part_table, rows_by_table
from whoholds.errors import BadTable, UnknownName, UnreadableSource, WhoholdsError
from whoholds.model import WHOLE_COUNTRY, PartTable

# What makes a folder one of an atlas: one of these is enough.
HOLDS = ("estimates.csv", "holders.toml", "layers", "zones.geojson", "boundaries")


class Atlas:
    """All that is known of who holds what: `open_atlas` makes one."""

    def __init__(self, places: Places, holders: HolderBook, sources: SourceBook, maps: Maps) -> None:
        self.maps = maps
        self._places = places
        self._holders = holders
        self._sources = sources
        self._cells: dict[str, list[tuple[int, dict[str, str]]]] = {}
        self._rows: dict[str, list[Row]] = {}
        self._laid_rows: dict[str, list[Row]] = {}
        self._names = Names(
            countries={code: country.name for code, country in places.by_code.items()},
            holder=holders.of_table,
            region=holders.region,
            role=sources.role,
        )

    # ------------------------------------------------------------------------------------------------ names

    def place(self, text: str) -> str | None:
        """Return the ISO 3166 alpha-3 code of the country that a name, an adjective or a code means, or None.

        >>> atlas = open_atlas()
        >>> atlas.place("Syria"), atlas.place("Syrian territory"), atlas.place("the country's territory")
        ('SYR', 'SYR', None)
        """
        return self._places.place(text)

    def find_place(self, name: str) -> str:
        """Return the code of the country that an option names. Raises UnknownName with names that come near.

        >>> open_atlas().find_place("syr")
        'SYR'
        """
        return self._places.find(name)

    def country(self, iso3: str) -> Country:
        """Return the country of that code: its names and its area in km². Raises UnknownName.

        >>> open_atlas().country("SYR").area_km2
        185180.0
        """
        if iso3 not in self._places.by_code:
            raise UnknownName(f"unknown place {iso3[:80]!r}: give its ISO 3166 alpha-3 code, such as SYR")
        return self._places.by_code[iso3]

    def region(self, text: str, place: str) -> str | None:
        """Return the region of the country, as the base of a table names it, that the text names, or None.

        >>> open_atlas().region("Donetsk region", "UKR")
        'Donetsk oblast'
        """
        return self._holders.region(place, text)

    def ground(self, text: str) -> tuple[str, str] | None:
        """Return the country and the base that a text names: a whole country, or a region that tables take as a whole.

        >>> open_atlas().ground("Ukraine"), open_atlas().ground("the Donetsk region"), open_atlas().ground("Ruritania")
        (('UKR', 'the whole country'), ('UKR', 'Donetsk oblast'), None)
        """
        place = self.place(text)
        if place:
            return place, WHOLE_COUNTRY
        found = [(code, region) for code in self._holders.theatres if (region := self.region(text, code))]
        return found[0] if len(found) == 1 else None

    def mapped_ground(self, text: str, place: str | None = None) -> tuple[str, str] | None:
        """Return the country and the first-level unit or the zone that a text names, if the country has maps, or None.

        Without `place` all countries with maps are looked at; a name that two of them have means none.

        >>> open_atlas().mapped_ground("Idlib province"), open_atlas().mapped_ground("the 55 km zone around al-Tanf")
        (('SYR', 'Idlib'), ('SYR', 'the 55 km zone around al-Tanf'))
        """
        from whoholds.atlas.base_choice import region_named

        known = [code for code in self.maps.places() if place in (None, code) and self.maps.maps_of(code)]
        found = [(code, name) for code in known if (name := region_named(text, code, self.maps))]
        return found[0] if len(found) == 1 else None

    def ground_once_held(self, text: str, place: str | None = None) -> tuple[str, str] | None:
        """Return the country and the land that a text says a side held before, or None where that is not plain.

        >>> open_atlas().ground_once_held("the territory that ISIS once held in Syria")
        ('SYR', 'land that ISIS ever held')
        """
        from whoholds.atlas.history import ever_name, once_held_by

        told = once_held_by(text)
        if told is None:
            return None
        who, where = told
        code = self.place(where) if where else place
        holders = self.holder(who, code) if code else ()
        return (code, ever_name(holders)) if code and holders else None

    def holder(self, text: str, place: str, on: str | None = None) -> tuple[str, ...]:
        """Return the country's holders that the words name, in their order; () where nothing is sure.

        `on` is a day, a month or a year (its last day counts). Without it, a name that two sides bore one after the
        other means the first of them.

        >>> atlas = open_atlas()
        >>> atlas.holder("Syrian government troops and militia", "SYR"), atlas.holder("terrorists", "SYR")
        (('Government',), ())
        >>> atlas.holder("government of Syria", "SYR"), atlas.holder("government of Iraq", "SYR")
        (('Government',), ())
        """
        found = self._holders.holders(text, place, _checked(on))
        side, _, country = text.rpartition(" of ")
        if not found and side and self.place(country) == place:
            return self._holders.holders(side, place, _checked(on))
        return found

    def find_holder(self, name: str, place: str, on: str | None = None) -> tuple[str, ...]:
        """Return the holders that an option names. Raises UnknownName with the country's holders.

        >>> open_atlas().find_holder("YPG", "SYR")
        ('SDF',)
        """
        return self._holders.find(name, place, _checked(on))

    def holders(self, place: str, on: str | None = None) -> tuple[str, ...]:
        """Return the names of all holders that are known in the country; with a day, a month or a year, of that time.

        >>> open_atlas().holders("AZE", "2024-12-05")
        ('Azerbaijan',)
        """
        return self._holders.known(place, _checked(on))

    def days_of_holder(self, name: str, place: str) -> tuple[str | None, str | None]:
        """Return the first and the last day of a holder of the country; None for a day that the atlas does not give.

        >>> open_atlas().days_of_holder("Armenian forces", "AZE")
        (None, '2023-09-20')
        """
        return self._holders.days_of(name, place)

    def enemies(self, text: str, place: str, on: str | None = None) -> tuple[str, ...]:
        """Return the holders that a text names as those from whom ground was taken.

        >>> open_atlas().enemies("1,000 villages were freed from ISIS terrorists", "SYR")
        ('ISIS',)
        """
        return self._holders.enemies(text, place, _checked(on))

    def blocs(self, place: str, on: str | None = None) -> dict[str, tuple[str, ...]]:
        """Return the blocs that the atlas knows in the country for the day: name to holders.

        >>> open_atlas().blocs("YEM", "2018-12-11")
        {'the Government and the STC': ('Government', 'STC')}
        """
        return self._holders.blocs(place, _checked(on))

    def side(self, text: str, place: str, on: str | None = None) -> str | None:
        """Return the country's holder on whose side a speaker or a source is, or None for one who only watches.

        >>> atlas = open_atlas()
        >>> atlas.side("Russian Foreign Ministry spokesman", "SYR"), atlas.side("Russian Foreign Ministry", "UKR")
        ('Government', 'Russia')
        >>> atlas.side("Syrian Observatory for Human Rights", "SYR") is None
        True
        """
        on = _checked(on)
        source = self._sources.named(text)
        if source:
            return self._side_of(source.side, source.country, place, on) if source.kind == "statement" else None
        if speaks_for_a_side(text):
            # "Syrian opposition spokesman" is the opposition's; "US commander in Syria" is no voice of Syria.
            named = self._holders.speaking(text, place, on, abroad=lambda word: self.place(word) not in (None, place))
            states = states_in(text, self._places.place)
            if named and (not states or states[0] == place):
                return named
            for code in states:
                side = self._side_of(self._places.by_code[code].name, None, place, on)
                if side or code == place:
                    return side or self._own_government(place, on)
            return None
        whole = self._holders.holders(text, place, on)
        return whole[0] if len(whole) == 1 else None

    def own_sources(self, text: str) -> frozenset[str]:
        """Return the names of all sources whose tables are the speaker's own, under whatever name they were printed.

        >>> sorted(open_atlas().own_sources("Institute for the Study of War"))
        ['AFP from ISW data', 'Guardian from ISW data', 'ISW']
        >>> sorted(open_atlas().own_sources("the monitoring group SOHR"))
        ['Al-Alam quoting SOHR', 'Syrian Observatory for Human Rights']
        """
        return self._sources.own(text)

    def _side_of(self, side: str | None, country: str | None, place: str, on: str | None) -> str | None:
        """Return the holder in the country that a state, or another country's holder, is or supports there."""
        if side is None or (country is not None and country != place):
            return None
        ally = self._holders.ally_of(side, place, on)
        if ally:
            return ally
        return side if side in self._holders.known(place) else None

    def _own_government(self, place: str, on: str | None) -> str | None:
        named = self._holders.holders("Government", place, on)
        return named[0] if named else None

    # ------------------------------------------------------------------------------------------------ figures

    def tables(self, place: str, *, on: str | None = None, within_days: int = 400) -> tuple[PartTable, ...]:
        """Return the country's tables within so many days of a day: published ones by their days, then those of maps.

        There is one for each source, date, measure, unit and base. None holds a side's statement, a gain, or ground
        counted twice; what a table leaves unsaid, or says too much, is a part without a holder. () where nothing is
        known. Maps give the tables that `evidence.map_tables` says. Without `on`, all published tables and no map.

        >>> [part.value for part in open_atlas().tables("SYR", on="2018-11-30", within_days=0)[0].parts]
        [59.6, 2.55, 10.3, 27.5, 0.05]
        """
        day = date.fromisoformat(last_day(on)) if _checked(on) and on else None
        if place not in self._places.by_code:
            return ()
        country = self._places.by_code[place]
        near = [row for row in self.rows(place) if day is None or _days_between(row.as_of, day) <= within_days]
        tables = (part_table(rows, country, self._sources.note(rows[0].source)) for rows in rows_by_table(near))
        published = tuple(table for table in tables if table is not None)
        return published if day is None else published + map_tables(self.maps, place, day.isoformat(), within_days)

    def gains(self, place: str, *, since: str, on: str, within_days: int = 31) -> tuple[PartTable, ...]:
        """Return what sources printed as gained in about the period from a day to a day, side's own claims left out.

        Both ends of a table's period (`evidence.since`, `day`) lie within so many days of the period's.

        >>> [(table.evidence.source, table.parts[0].value) for table in
        ...  open_atlas().gains("UKR", since="2024-11-01", on="2024-11-30", within_days=3)]
        [('AFP from ISW data', 725.0), ('DeepState', 730.0)]
        """
        start, end = date.fromisoformat(since), date.fromisoformat(on)
        near = [row for row in self.rows(place) if row.flow and _days_between(row.as_of, end) <= within_days]
        return tuple(
            table for table in gain_tables(near) if _days_between(str(table.evidence.since), start) <= within_days
        )

    def has_evidence(self, place: str) -> bool:
        """Tell whether anything is known of who holds what in a country: a published figure or a layer.

        >>> open_atlas().has_evidence("SYR"), open_atlas().has_evidence("ISL")
        (True, False)
        """
        return bool(self._cells.get(place) or self._laid_rows.get(place) or self.maps.layers(place))

    def shares(
        self,
        place: str,
        *,
        on: str,
        measure: str = "area",
        base: str | None = None,
        source: str | None = None,
    ) -> Shares:
        """Return who held how much on a day: by the map in force, or by the latest published table if there is no map.

        `measure` is area, places, population or units for a map, or what a table counts. `base` is as `settled_base`
        takes it; a published table has its own. `source` is a source's name. Raises UnknownName and WhoholdsError.

        >>> shares = open_atlas().shares("SYR", on="2018-12-11", base="without the Golan")
        >>> [(row.holder, round(row.share, 1)) for row in shares.holders][:2]
        [('Government', 62.7), ('SDF', 27.4)]
        """
        return shares_on(self, place, on=last_day(on), measure=measure, base=base, source=source)

    def statements(
        self, place: str, *, side: str | None = None, before: str | None = None
    ) -> tuple[PastStatement, ...]:
        """Return what sides published on the country before a day, in the order of their days.

        `side` is one of the country's holders, as `side` gives it.

        >>> past = open_atlas().statements("SYR", side="Government", before="2018-12-11")
        >>> [(s.as_of, s.value) for s in past if s.unit == "percent"][-1]
        ('2018-08-22', 96.5)
        """
        day = last_day(before) if _checked(before) and before else None
        made = [
            past_statement(row, self._side_of_source(row.source, place, row.as_of))
            for row in self.rows(place)
            if row.role == "statement"
        ]
        wanted = [
            s for s in made if (side is None or s.side == side) and (day is None or last_day(s.said or s.as_of) < day)
        ]
        return tuple(sorted(wanted, key=lambda s: (s.day, s.source, s.name, s.unit, s.value)))

    def rows(self, place: str) -> list[Row]:
        """Return all published figures on the country, each with what kind of row it is."""
        if place not in self._rows:
            starter = [row_of(cells, number, self._names) for number, cells in self._cells.get(place, ())]
            laid = [*self._laid_rows.get(place, []), *self._layers_of_shares(place)]
            tables_laid = {_table_key(row) for row in laid}
            self._rows[place] = [row for row in starter if _table_key(row) not in tables_laid] + laid
        return self._rows[place]

    def _layers_of_shares(self, place: str) -> list[Row]:
        """Return the rows of the layers that are published tables."""
        found = []
        for key in self.maps.layers(place):
            if key.shares:
                for number, cells in enumerate(read_layer(key.path).table.to_pylist(), start=1):
                    written = {name: "" if cell is None else str(cell) for name, cell in cells.items()}
                    found.append(row_of(written, number, self._names, key.path.name))
        return found

    def _side_of_source(self, name: str, place: str, on: str) -> str | None:
        source = self._sources.by_name.get(name)
        return self._side_of(source.side, source.country, place, on) if source else None

    # ------------------------------------------------------------------------------------------------ laying over

    def lay_starter(self, folder: Path) -> None:
        """Take the starter data: its figures were checked when they were built, so rows are made on demand."""
        for number, cells in read_cells(folder / "estimates.csv"):
            self._cells.setdefault(cells["country"], []).append((number, cells))

    def lay(self, folder: Path) -> None:
        """Lay a folder over what is known: its `holders.toml` and `estimates.csv` are added; its maps are known.

        A table of the folder takes the place of the starter's table of the same source, date, measure, unit and base.
        Raises UnreadableSource if the folder holds nothing of an atlas, BadTable with the row if a file is not as it
        must be.
        """
        holders, estimates = folder / "holders.toml", folder / "estimates.csv"
        if not folder.is_dir():
            raise UnreadableSource(f"{folder}: no such folder; give the folder of an atlas")
        if not any((folder / name).exists() for name in HOLDS):
            raise UnreadableSource(f"{folder}: it holds no {', no '.join(HOLDS)}; give the folder of an atlas")
        if holders.exists():
            self._holders.lay(holders)
        if estimates.exists():
            seen: dict[tuple[str, ...], int] = {}
            for number, cells in read_cells(estimates):
                row = row_of(cells, number, self._names, estimates.name)
                _refuse_repeat(row, seen, estimates.name)
                self._laid_rows.setdefault(row.country, []).append(row)
                if row.holder_id == row.holder and row.holder not in self._holders.known(row.country):
                    self._holders.add(row.country, row.holder)


def open_atlas(path: str | Path | None = None) -> Atlas:
    """Open the starter data, and with a path the folder over it.

    Raises UnreadableSource or BadTable, with the row, if the folder's files are not as they must be.
    """
    places = read_places(STARTER / "countries.csv")
    holders = HolderBook({code: country.adjectives for code, country in places.by_code.items()})
    holders.lay(STARTER / "holders.toml")
    maps = Maps(None if path is None else Path(path))
    atlas = Atlas(places, holders, read_sources(STARTER / "sources.toml"), maps)
    atlas.lay_starter(STARTER)
    if path is not None:
        atlas.lay(Path(path))
    return atlas


def _checked(on: str | None) -> str | None:
    """Return the date. Raises WhoholdsError if it is none."""
    if on is not None:
        try:
            last_day(on)
        except ValueError:
            raise WhoholdsError(f"{on[:40]!r} is not a date: write 2018-12-11, 2018-12 or 2018") from None
    return on


def _days_between(as_of: str, day: date) -> int:
    return abs((date.fromisoformat(last_day(as_of)) - day).days)


def _table_key(row: Row) -> tuple[str, ...]:
    return (row.source, row.as_of, row.measure, row.unit, row.base)


def _refuse_repeat(row: Row, seen: dict[tuple[str, ...], int], file: str) -> None:
    """Raise BadTable if the file has the same holder and status twice in one table: ground would count twice."""
    if row.flow or row.left_out or row.union:
        return
    key = (row.country, *_table_key(row), row.holder, row.status, row.alternative or "")
    if key in seen:
        raise BadTable(f"{file}, row {row.number}: {row.holder!r} stands in this table already, in row {seen[key]}")
    seen[key] = row.number
