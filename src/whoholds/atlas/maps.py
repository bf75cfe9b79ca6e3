"""Maps: the layers of an atlas on the boundaries, zones, waters and places of their countries.

A country is cut once; a layer is then summed over it, or cut along it where it is drawn. What a layer comes to is kept
beside it (`parts/`), so that it is worked out only once. That folder may be deleted at any time.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from whoholds.atlas.kept import STARTER, Kept
from whoholds.atlas.layers import IN_ORDER, Layer, LayerKey, LayerStore, read_layer, read_papers, slug_of
from whoholds.atlas.parts import Parts
from whoholds.atlas.strips import Strips
from whoholds.errors import UnknownName

if TYPE_CHECKING:
    from whoholds.atlas.boundaries import Boundaries
    from whoholds.atlas.faces import Base, Faces
    from whoholds.atlas.ground_from_points import Ground
    from whoholds.atlas.summing import Summed
    from whoholds.atlas.zones import Zone


class Maps:
    """The maps of the starter data and of a folder that lies over them.

    >>> maps = Maps()
    >>> [(key.slug, key.day) for key in maps.layers("SYR")]
    [('whoholds-points-for-syria', '2018-12-11')]
    """

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder
        self.kept = Kept(folder)
        self._stores = [LayerStore(each) for each in (STARTER, folder) if each is not None]

    # ------------------------------------------------------------------------------------------------ layers

    def places(self) -> tuple[str, ...]:
        """Return the codes of the countries that have layers."""
        return tuple(sorted({place for store in self._stores for place in store.places()}))

    def layers(self, place: str, source: str | None = None) -> tuple[LayerKey, ...]:
        """Return the layers of a country in the order of their days; the folder's take the place of the starter's."""
        found = {(key.slug, key.as_of, key.shares): key for store in self._stores for key in store.keys(place, source)}
        return tuple(sorted(found.values(), key=IN_ORDER))

    def maps_of(self, place: str, source: str | None = None) -> tuple[LayerKey, ...]:
        """Return the layers of a country that are maps: not its tables of shares."""
        return tuple(key for key in self.layers(place, source) if not key.shares)

    def in_force(self, place: str, on: str, source: str | None = None) -> LayerKey:
        """Return the map that is in force on a day: the latest one by then, of one source or of any.

        Raises UnknownName with the maps that there are.

        >>> Maps().in_force("SYR", "2018-12-31").day
        '2018-12-11'
        """
        latest = {(key.slug, key.as_of): key for store in self._stores for key in store.latest(place, on, source)}
        if latest:
            return max(latest.values(), key=IN_ORDER)
        known = self.maps_of(place, source)
        of_source = f" by {source[:60]}" if source else ""
        if not known:
            sources = sorted({key.slug for key in self.maps_of(place)})
            hint = f"its sources are {', '.join(sources)}" if sources else "add one with `whoholds atlas add`"
            raise UnknownName(f"no map of {place}{of_source}: {hint}")
        raise UnknownName(f"no map of {place}{of_source} by {on}: the first is of {known[0].day}")

    def named(self, place: str, source: str) -> str:
        """Return a source's full name, as its newest layer has it. `source` is that name or its folder's.

        Raises UnknownName with the sources that there are.
        """
        keys = [key for key in self.layers(place) if key.slug in (source, slug_of(source))]
        if not keys:
            known = ", ".join(sorted({key.slug for key in self.layers(place)}))
            raise UnknownName(f"no source {source[:80]!r} of {place}: known: {known or 'none'}")
        return read_papers(keys[-1].path).source

    # ------------------------------------------------------------------------------------------------ bases

    @functools.cached_property
    def boundaries(self) -> Boundaries:
        """The boundaries: the folder's, if it has both files, or those that ship."""
        from whoholds.atlas.boundaries import open_boundaries

        own = self.folder / "boundaries" if self.folder else None
        has_own = own is not None and all((own / f"{name}.parquet").is_file() for name in ("countries", "units"))
        return open_boundaries(own if has_own else None)

    def zones(self, place: str) -> tuple[Zone, ...]:
        """Return the zones of a country that the starter data and the folder know, by name; the folder's go first."""
        from whoholds.atlas.zones import read_zones

        found: dict[str, Zone] = {}
        for folder in (self.folder, STARTER):
            if folder is not None and (folder / "zones.geojson").is_file():
                for zone in read_zones(folder / "zones.geojson"):
                    found.setdefault(zone.name, zone)
        return tuple(zone for zone in found.values() if zone.place in (None, place))

    def base(self, place: str, *extra: Zone) -> Base:
        """Return a country cut along its boundary variants, zones, units and inland water, with its places.

        `extra` are further zones to cut it along. Raises UnknownName for a place without a boundary.
        """
        return _cut(self, place, extra)

    def summed(self, place: str, *extra: Zone) -> Summed:
        """Return the same, ready to be summed over."""
        return _summed(self, place, extra)

    def unit_names(self, place: str) -> dict[str, str]:
        """Return the names of a country's first-level units by their codes."""
        return {code: name for code, (name, _) in _units(self, place).items()}

    # ------------------------------------------------------------------------------------------------ answers

    def grounds(self, layer: Layer) -> tuple[Ground, ...]:
        """Return the land of each holder that a layer gives; land given twice is contested between both."""
        import shapely

        from whoholds.atlas.faces import cut_base, cut_layer
        from whoholds.atlas.ground_from_points import Ground
        from whoholds.atlas.grounds import grounds_of, overlaps
        from whoholds.atlas.parts import NOT_SAID

        outline, papers = _outline(self, layer.papers.place), layer.papers
        found = grounds_of(layer, outline)
        if papers.kind == "points" or not overlaps(found):
            return found
        everywhere = shapely.union_all([outline, *(ground.geometry for ground in found)])
        faces = cut_layer(papers.place, papers.evidence(), papers.day, found, cut_base({"": everywhere}))
        return tuple(
            Ground(name=face.name, holder=face.holder, status=face.status, geometry=face.geometry)
            for face in faces.faces
            if face.name != NOT_SAID
        )

    def faces(self, place: str, on: str, source: str | None = None, *extra: Zone) -> Faces:
        """Return the map in force on a day, cut into faces that can be drawn. Raises as `in_force` and `base` do.

        >>> faces = Maps().faces("SYR", "2018-12-11")
        >>> sorted({face.holder for face in faces.faces if face.holder})[:3]
        ['Government', 'HTS and allies', 'ISIS']
        """
        return self.faces_of(self.in_force(place, on, source), *extra)

    def faces_of(self, key: LayerKey, *extra: Zone) -> Faces:
        """Return one layer, cut into faces."""
        from whoholds.atlas.faces import cut_layer

        layer = read_layer(key.path)
        papers = layer.papers
        return cut_layer(
            papers.place, papers.evidence(), papers.day, self.grounds(layer), self.base(papers.place, *extra)
        )

    def parts(self, key: LayerKey, *extra: Zone) -> Parts:
        """Return what each holder has in each piece of the country by one layer."""
        if extra:
            return self._sum_up(read_layer(key.path), extra)
        return self.kept.or_made(key, Parts, lambda: self._sum_up(read_layer(key.path), ()))

    def strips(self, key: LayerKey, *extra: Zone) -> Strips:
        """Return what would change hands if the lines of one layer moved by as much as they may be off."""
        if extra:
            return self._lay_strips(read_layer(key.path), extra)
        return self.kept.or_made(key, Strips, lambda: self._lay_strips(read_layer(key.path), ()))

    def series(self, keys: Sequence[LayerKey], *extra: Zone) -> list[Parts]:
        """Return the parts of many layers of one country: what days have in common is worked out once."""
        from whoholds.atlas.series import parts_of_layers

        if not keys:
            return []
        if not extra:
            kept = [self.kept.read(key, Parts) for key in keys]
            if all(parts is not None for parts in kept):
                return [parts for parts in kept if parts is not None]
        over, units = self.summed(keys[0].place, *extra), self.unit_names(keys[0].place)
        layers = [read_layer(key.path) for key in keys]
        made = parts_of_layers([(layer.papers, self.grounds(layer)) for layer in layers], over, units)
        for key, parts in zip(keys, made, strict=True):
            if not extra:
                self.kept.keep(key, parts)
        return made

    def _lay_strips(self, layer: Layer, extra: tuple[Zone, ...]) -> Strips:
        from whoholds.atlas.strips import strips_of

        place = layer.papers.place
        return strips_of(layer.papers, self.grounds(layer), _outline(self, place), self.summed(place, *extra))

    def _sum_up(self, layer: Layer, extra: tuple[Zone, ...]) -> Parts:
        from whoholds.atlas.summing import parts_by_summing

        papers = layer.papers
        over = self.summed(papers.place, *extra)
        grounds, units = self.grounds(layer), self.unit_names(papers.place)
        return parts_by_summing(papers.place, papers.evidence(), papers.day, grounds, over, units)


# ------------------------------------------------------------------------------------------------ pieces of it


@functools.lru_cache(maxsize=16)
def _units(maps: Maps, place: str) -> dict[str, tuple[str, Any]]:
    """Return a country's units by their codes; a code that two units share is told apart by the unit's ID."""
    units = maps.boundaries.units(place)
    codes = [unit.code for unit in units]
    return {
        unit.code if codes.count(unit.code) == 1 else f"{unit.code} ({unit.id})": (unit.name, unit.geometry)
        for unit in units
    }


@functools.lru_cache(maxsize=16)
def _variants(maps: Maps, place: str) -> dict[str, Any]:
    known = maps.boundaries
    return {name: known.boundary(place, variant=name or None).geometry for name in known.variants(place)}


@functools.lru_cache(maxsize=16)
def _outline(maps: Maps, place: str) -> Any:
    import shapely

    return shapely.union_all(list(_variants(maps, place).values()))


@functools.lru_cache(maxsize=8)
def _cut(maps: Maps, place: str, extra: tuple[Zone, ...]) -> Base:
    from whoholds.atlas.faces import cut_base, with_places
    from whoholds.atlas.gazetteer import places_on
    from whoholds.atlas.water import water_in

    variants = _variants(maps, place)
    zones = {zone.name: zone.geometry for zone in (*maps.zones(place), *extra)}
    base = cut_base(
        variants,
        zones=zones,
        units={code: geometry for code, (_, geometry) in _units(maps, place).items()},
        water=water_in(_outline(maps, place)),
    )
    places = places_on(place, variants, maps.folder).places
    return with_places(base, places.longitude, places.latitude, places.population)


@functools.lru_cache(maxsize=8)
def _summed(maps: Maps, place: str, extra: tuple[Zone, ...]) -> Summed:
    from whoholds.atlas.summing import summed

    return summed(_cut(maps, place, extra))
