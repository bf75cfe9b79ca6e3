"""The papers of an export: all that its layer's papers say, what it was cut by, and how its areas are measured."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import msgspec

from whoholds import __version__
from whoholds.atlas.geoparquet import papers_of
from whoholds.model import Struct

if TYPE_CHECKING:
    from whoholds.atlas.layers import LayerPapers
    from whoholds.atlas.maps import Maps

MEASURED = (
    "Areas are in km² on the WGS 84 ellipsoid, of outlines whose edges are straight in longitude and latitude; no map "
    "projection stands between."
)
DISCLAIMER = (
    "Lines are as the source gives them. Boundaries and names show what sources say; they take no side and say nothing "
    "of whose a territory is by law."
)


class Origin(Struct, frozen=True, kw_only=True):
    """Whose else the content is: what of it, by whom, under which licence, in which version."""

    what: str
    source: str
    licence: str
    version: str | None = None


class LayerOf(Struct, frozen=True, kw_only=True):
    """One of the layers of a series: for which day it is, when it became known, and what it was made from."""

    as_of: str
    known: str
    revision: int
    sha256: str
    licence: str
    url: str | None = None
    file: str | None = None


class ExportPapers(Struct, frozen=True, kw_only=True):
    """The papers of an export.

    `what` is "faces", "holders", "parts" or "layer". `as_of`, `known`, `revision`, `sha256` and `file` are those of the
    layer; a series has its first and last day ("2024-07-08/2026-08-22"), the latest `known`, and its `layers` one by
    one. `base` is what the whole is and `boundary` the way of drawing the border that it is in; None for a layer as the
    source gave it. `measured` says how areas are measured, `disclaimer` what borders and names are not.
    """

    title: str
    what: str
    place: str
    country: str
    source: str
    as_of: str
    kind: str
    licence: str
    url: str | None = None
    known: str
    revision: int | None = None
    sha256: str | None = None
    file: str | None = None
    note: str | None = None
    repairs: tuple[str, ...] = ()
    cap_km: float | None = None
    precision_km: float | None = None
    base: str | None = None
    boundary: str | None = None
    crs: str = "OGC:CRS84"
    measured: str = MEASURED
    disclaimer: str = DISCLAIMER
    also_from: tuple[Origin, ...] = ()
    made_by: str = f"whoholds {__version__}"
    layers: tuple[LayerOf, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """The papers as JSON has them, without what is not said."""
        return {key: value for key, value in msgspec.to_builtins(self).items() if value not in (None, [], ())}


def export_papers(
    layers: Sequence[LayerPapers],
    what: str,
    country: str,
    *,
    series: bool = False,
    base: str | None = None,
    boundary: str | None = None,
    also_from: tuple[Origin, ...] = (),
) -> ExportPapers:
    """Return the papers of an export of one layer, or of a series of layers by one source.

    >>> from whoholds.atlas.layers import LayerPapers
    >>> of_layer = LayerPapers(place="SYR", source="ours", as_of="2018-12-11", kind="points", licence="CC0",
    ...                        known="2018-12-12", sha256="0" * 64)
    >>> export_papers([of_layer], "faces", "Syria").title
    'Syria on 2018-12-11 by ours: faces'
    """
    first, last = layers[0], layers[-1]
    as_of = f"{first.as_of}/{last.as_of}" if series else last.as_of
    when = f"from {first.as_of} to {last.as_of}" if series else f"on {last.as_of}"
    of_last = {} if series else {name: getattr(last, name) for name in ("revision", "sha256", "file")}
    return ExportPapers(
        title=f"{country} {when} by {last.source}: {what}",
        what=what,
        place=last.place,
        country=country,
        source=last.source,
        as_of=as_of,
        kind=last.kind,
        licence="; ".join(dict.fromkeys(papers.licence for papers in layers)),
        url=last.url,
        known=max(papers.known for papers in layers),
        note=last.note,
        repairs=() if series else last.repairs,
        cap_km=last.cap_km,
        precision_km=last.precision_km,
        base=base,
        boundary=boundary,
        also_from=also_from,
        layers=tuple(_layer_of(papers) for papers in layers) if series else (),
        **of_last,
    )


def origins(maps: Maps, place: str, *, places: bool) -> tuple[Origin, ...]:
    """Return whose the boundaries and waters are, and the places where they are counted.

    >>> from whoholds.atlas.maps import Maps
    >>> [origin.what for origin in origins(Maps(), "SYR", places=True)]
    ['boundaries and units', 'inland water', 'places and population']
    """
    from whoholds.atlas.gazetteer import PLACES
    from whoholds.atlas.kept import STARTER
    from whoholds.atlas.water import FILE as WATER

    drawn = maps.boundaries.boundary(place).papers
    found = [
        Origin(what="boundaries and units", source=drawn.source, licence=drawn.licence, version=drawn.version),
        _origin("inland water", papers_of(WATER)),
    ]
    if places:
        own = maps.folder / PLACES if maps.folder else None
        found.append(_origin("places and population", papers_of(own if own and own.is_file() else STARTER / PLACES)))
    return tuple(found)


# ------------------------------------------------------------------------------------------------ pieces of it


def _layer_of(papers: LayerPapers) -> LayerOf:
    return LayerOf(**{name: getattr(papers, name) for name in LayerOf.__struct_fields__})


def _origin(what: str, papers: dict[str, Any]) -> Origin:
    return Origin(
        what=what,
        source=str(papers.get("source", "not said")),
        licence=str(papers.get("licence", "not said")),
        version=papers.get("version"),
    )
