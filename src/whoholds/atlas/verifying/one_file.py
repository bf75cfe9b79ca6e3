"""One layer's file: it can be read, says what its name says, and is as it was written."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from whoholds import days
from whoholds.atlas.content import KEY, content_digest
from whoholds.atlas.layers import COLUMNS, read_layer, slug_of
from whoholds.atlas.verifying.finding import ADD_AGAIN, RESTORE, Finding
from whoholds.errors import WhoholdsError
from whoholds.model import Status

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from whoholds.atlas.layers import Layer, LayerPapers

STATUSES = frozenset(get_args(Status))
MOST_LISTED = 3
_SHA256 = re.compile(r"[0-9a-f]{64}", re.ASCII)
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def read_one(path: Path, where: str) -> tuple[Layer | None, list[Finding]]:
    """Return a layer's file and what is wrong with the file itself; None for one that cannot be read."""
    try:
        layer = read_layer(path)
        written = _metadata(path)
    except WhoholdsError as error:
        return None, [Finding(where=where, what=_without_path(str(error), path), to_do=RESTORE)]
    wrong = _columns(layer)
    if wrong:
        return None, [Finding(where=where, what=wrong, to_do=ADD_AGAIN)]
    if written is None:
        what = "its metadata stand in it twice, and are not the same: it was edited or damaged"
        return None, [Finding(where=where, what=what, to_do=RESTORE)]
    found = [*_content(layer, written, where), *_name(path, layer.papers, where), *_papers(layer.papers, where)]
    return layer, found


# ------------------------------------------------------------------------------------------------ pieces of it


def _metadata(path: Path) -> dict[bytes, bytes] | None:
    """Return a file's metadata; None if Parquet's own copy and the one that Arrow keeps of them differ."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(path) as file:
            own, of_arrow = dict(file.metadata.metadata or {}), dict(file.schema_arrow.metadata or {})
    except pa.ArrowException:  # the layer was read, so it is what only one of the readers looks at
        return None
    own.pop(b"ARROW:schema", None)
    return own if own == of_arrow else None


def _without_path(words: str, path: Path) -> str:
    """Return an error's words without the path, which stands before them already."""
    return words.removeprefix(f"{path}: ").rstrip(".")


def _columns(layer: Layer) -> str | None:
    """Return what is wrong with the kinds of a map's columns, None if they are what they must be."""
    import pyarrow as pa

    for name in COLUMNS[layer.papers.kind]:
        kind = layer.table.schema.field(name).type
        text, number, truth = (pa.types.is_string(kind), pa.types.is_integer(kind), pa.types.is_boolean(kind))
        right = {"geometry": pa.types.is_binary(kind), "population": number, "settlement": truth, "land": truth}
        if not right.get(name, text):
            return f"its column {name!r} holds {kind}"
    return None


def _content(layer: Layer, written: dict[bytes, bytes], where: str) -> Iterator[Finding]:
    """Yield a finding if the content is not what the file says that it was when it was written."""
    known = written.get(KEY)
    if known is None:
        yield Finding(where=where, what="no hash of its content in its metadata, so no change shows", to_do=ADD_AGAIN)
    elif known.decode("ascii", "replace") != content_digest(layer.table, written[b"papers"]):
        yield Finding(where=where, what="its content is not what was written: it was edited or damaged", to_do=RESTORE)
    if "geometry" in layer.table.column_names:
        yield from _geo(layer, written.get(b"geo"), where)


def _geo(layer: Layer, written: bytes | None, where: str) -> Iterator[Finding]:
    """Yield a finding if what GeoParquet says of the geometry is not so: other programs go by it."""
    import numpy as np
    import shapely

    try:
        column = json.loads(written or b"")["columns"]["geometry"]
        box, kinds, encoding = column.get("bbox"), column["geometry_types"], column["encoding"]
    except (ValueError, KeyError, TypeError):
        yield Finding(where=where, what="no metadata of GeoParquet, so other programs see no map in it", to_do=RESTORE)
        return
    geometry = geometry_of(layer)
    if geometry is None:
        return  # said by the checks of the rows
    present = geometry[~shapely.is_missing(geometry)]
    right = encoding == "WKB" and set(kinds) == {each.geom_type for each in present}
    if right and len(present) and np.isfinite(shapely.get_coordinates(present)).all():
        right = box == shapely.total_bounds(present).tolist()
    if not right:
        yield Finding(where=where, what="its metadata of GeoParquet do not fit its geometry", to_do=RESTORE)


def geometry_of(layer: Layer) -> NDArray[Any] | None:
    """Return a layer's geometry, with None for a row that has none; None if it cannot be read."""
    import numpy as np
    import shapely

    try:
        with np.errstate(all="ignore"):  # what is not finite is found by other checks
            found: NDArray[Any] = shapely.from_wkb(layer.table.column("geometry").to_numpy())
    except shapely.errors.ShapelyError:
        return None
    return found


def _name(path: Path, papers: LayerPapers, where: str) -> Iterator[Finding]:
    """Yield a finding for each part of the file's path that is not what its papers say."""
    shares = ".shares" if papers.kind == "shares" else ""
    revision = f".r{papers.revision}" if papers.revision > 1 else ""
    for what, is_, should in (
        ("file", path.name, f"{papers.as_of}{shares}{revision}.parquet"),
        ("source's folder", path.parent.name, slug_of(papers.source)),
        ("country's folder", path.parent.parent.name, papers.place),
    ):
        if is_ != should:
            yield Finding(
                where=where,
                what=f"the {what} is named {is_[:80]!r}, and by its papers it is {should[:80]!r}",
                to_do="Give it that name",
            )


def _papers(papers: LayerPapers, where: str) -> Iterator[Finding]:
    """Yield a finding for each of the papers that cannot be right."""
    wrong: list[str] = []
    if not _SHA256.fullmatch(papers.sha256):
        wrong.append("the hash of the file that it was made from is no SHA-256")
    if not _DAY.fullmatch(papers.known) or days.last_day(papers.known) is None:
        wrong.append(f"the day on which it became known, {papers.known[:40]!r}, is no day")
    if papers.revision < 1:
        wrong.append(f"its revision is {papers.revision}, and the first one is 1")
    if papers.url is not None and not re.match(r"https?://\S", papers.url):
        wrong.append(f"its address {papers.url[:60]!r} is none of the web")
    for name, value in (("cap_km", papers.cap_km), ("precision_km", papers.precision_km)):
        if value is not None and not (math.isfinite(value) and value > 0):
            wrong.append(f"its {name} is {value}, which is no distance")
    for name, km2 in papers.fits.items():
        if not (math.isfinite(km2) and km2 >= 0):
            wrong.append(f"its {name[:40]!r} is {km2} km², which is no area")
    for what in wrong:
        yield Finding(where=where, what=what, to_do=ADD_AGAIN)


def rows_said(rows: list[int]) -> str:
    """Return numbers of rows in words, counted from 1.

    >>> rows_said([0]), rows_said([1, 2, 5, 8])
    ('row 1', 'rows 2, 3, 6 and 1 more')
    """
    listed = ", ".join(str(row + 1) for row in rows[:MOST_LISTED])
    more = f" and {len(rows) - MOST_LISTED} more" if len(rows) > MOST_LISTED else ""
    return f"row{'s' if len(rows) > 1 else ''} {listed}{more}"


def rows_where(bad: Any) -> list[int]:
    """Return the indexes of the rows that are marked."""
    import numpy as np

    return [int(index) for index in np.flatnonzero(bad)]
