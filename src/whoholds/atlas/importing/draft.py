"""A draft: a layer as it would be added, checked, with all that is to be said of it, and nothing written yet."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import msgspec
import numpy as np

from whoholds import days
from whoholds.atlas.importing.columns import columns_of
from whoholds.atlas.importing.earth import placed
from whoholds.atlas.importing.fit import fit_of, points_outside, refuse_elsewhere
from whoholds.atlas.importing.points import point_rows
from whoholds.atlas.importing.polygons import polygon_rows
from whoholds.atlas.importing.shares import has_shares, is_published, share_rows
from whoholds.atlas.importing.units import unit_column, unit_rows
from whoholds.atlas.layers import LayerKind, LayerPapers, LayerStore, read_layer
from whoholds.errors import UnreadableSource, WhoholdsError

if TYPE_CHECKING:
    import pyarrow as pa

    from whoholds.atlas.atlas import Atlas
    from whoholds.atlas.importing.features import Features
    from whoholds.atlas.importing.plan import Plan, Task
    from whoholds.atlas.importing.request import Request
    from whoholds.atlas.importing.rows import Rows
    from whoholds.atlas.layers import LayerKey

    _Made = tuple[LayerKind, tuple[str, ...], Rows]

READERS = {"polygons": polygon_rows, "points": point_rows, "units": unit_rows, "shares": share_rows}
# What may differ between a layer and the same layer imported again.
NOT_COMPARED = ("revision", "known", "file", "fits")


@dataclass(frozen=True, kw_only=True, slots=True)
class Draft:
    """A layer that is ready to be added: its papers, its table, and in sentences what was understood and found."""

    papers: LayerPapers
    table: pa.Table
    said: tuple[str, ...]


def draft_of(plan: Plan, task: Task, atlas: Atlas) -> Draft:
    """Return the draft of one layer, without how it fits its country (see `fitted`).

    Raises what the readers raise: UnreadableSource, BadTable, UnknownName, and Unsettled for names that are not known.
    """
    request = plan.request
    where = task.path.name if len(plan.tasks) == 1 else f"{task.path.name}, {task.as_of}"
    if task.format == "lua":
        from whoholds.atlas.importing.lua_points import lua_rows

        made: _Made = ("points", (), lua_rows(request, task.path, atlas, task.as_of, where))
    else:
        made = _rows(request, plan.features(task), atlas, task.as_of, where)
    kind, moved, rows = made
    if request.cap_km is not None and kind != "points":
        raise WhoholdsError(f"{where}: --cap is for points, and these are {kind}; leave it out")
    papers = LayerPapers(
        place=request.place,
        source=request.source,
        as_of=task.as_of,
        kind=kind,
        licence=request.licence,
        url=request.url,
        known=request.known,
        sha256=plan.sha256(task),
        file=task.path.name,
        note=request.note,
        cap_km=request.cap_km,
        precision_km=request.precision_km,
        repairs=(*moved, *rows.repairs),
    )
    return Draft(papers=papers, table=rows.table, said=rows.said)


def fitted(draft: Draft) -> Draft:
    """Return the draft with how it fits its country, in its papers and in words."""
    kind, place = draft.papers.kind, draft.papers.place
    if kind == "shares":
        return draft
    if kind == "points":
        outside = points_outside(place, draft.table)
        return replace(draft, said=(*draft.said, *filter(None, [outside])))
    fit = fit_of(place, draft.table)
    papers = msgspec.structs.replace(draft.papers, fits=fit.km2)
    return replace(draft, papers=papers, said=(*draft.said, *fit.said))


def found_again(draft: Draft, store: LayerStore) -> LayerKey | None:
    """Return where the same layer stands already: the newest revision of its place, source and date, if it is equal."""
    papers = draft.papers
    known = store.revisions(papers.place, papers.source, papers.as_of, shares=papers.kind == "shares")
    if not known:
        return None
    there = read_layer(known[-1].path)
    ours = msgspec.structs.replace(papers, **{name: getattr(there.papers, name) for name in NOT_COMPARED})
    return known[-1] if there.papers == ours and there.table.equals(draft.table) else None


def _rows(request: Request, features: Features, atlas: Atlas, as_of: str, where: str) -> _Made:
    """Return the kind of layer, what was done to place it on earth, and its rows."""
    if features.num_rows == 0:
        raise UnreadableSource(f"{where}: there is nothing in it")
    moved: tuple[str, ...] = ()
    if features.geometry is not None:
        on_earth = placed(features.geometry, features.crs, where)
        features, moved = replace(features, geometry=on_earth.geometry), (*features.said, *on_earth.said)
    kind = request.kind or kind_of(request, features, where)
    if kind in ("units", "shares"):
        features = replace(features, geometry=None)
    rows = READERS[kind](request, features, atlas, days.last_day(as_of) or as_of, where)
    if kind in ("polygons", "points"):
        import shapely

        refuse_elsewhere(request.place, shapely.from_wkb(rows.table.column("geometry").to_numpy()), where)
    return kind, moved, rows


def kind_of(request: Request, features: Features, where: str) -> LayerKind:
    """Return what kind of layer a file is: by its geometry, else by its columns. Raises UnreadableSource if unclear.

    >>> from whoholds.atlas.importing.features import Features
    >>> from whoholds.atlas.importing.request import Request
    >>> request = Request(file="", place="SYR", source="ours", licence="CC0", known="2018-12-12")
    >>> kind_of(request, Features(columns={"holder": ("SDF",), "lat": ("36.8",), "lon": ("38.0",)}), "a table")
    'points'
    >>> kind_of(request, Features(columns={"holder": ("SDF",), "governorate": ("Aleppo",)}), "a table")
    'units'
    """
    if features.geometry is not None and not np.all(features.geometry == None):  # noqa: E711  # an array of objects
        return _kind_of_geometry(features, where)
    columns = columns_of(features, {}, ("latitude", "longitude", "percent", "km2"), where)
    if "latitude" in columns.meant and "longitude" in columns.meant:
        return "points"
    if is_published(features):
        return "shares"
    if request.unit_column is not None or unit_column(features, request.place) is not None:
        return "units"
    if has_shares(columns):
        return "shares"
    raise UnreadableSource(
        f"{where}: neither geometry, coordinates, units of {request.place} nor shares; name a column with "
        "--unit-column, or give --kind"
    )


def _kind_of_geometry(features: Features, where: str) -> LayerKind:
    import shapely

    dimensions = {int(each) for each in np.atleast_1d(shapely.get_dimensions(features.geometry))}
    if 2 in dimensions:
        return "polygons"
    if 0 in dimensions:
        return "points"
    raise UnreadableSource(f"{where}: no polygons and no points; make polygons of its lines")
