"""Share tables: published figures, as `estimates.csv` has them, or just holders and their shares."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from whoholds.atlas.estimates import PUBLISHED, Names, row_of
from whoholds.atlas.importing.columns import Columns, columns_of, without_military
from whoholds.atlas.importing.names import Held, whose
from whoholds.atlas.importing.rows import Rows
from whoholds.errors import BadTable, UnknownName

if TYPE_CHECKING:
    from whoholds.atlas.atlas import Atlas
    from whoholds.atlas.importing.features import Features
    from whoholds.atlas.importing.request import Request

MEANINGS = ("holder", "status", "percent", "km2", "total", "measure", "note", "url")
ALWAYS = ("holder", "measure", "value", "unit")  # of the columns of estimates.csv: the papers give the others
FIELDS = (*PUBLISHED, "holder_id")
_NOT_A_DIGIT = re.compile(r"[\s%  ]+|km²|km2|sq km")


def share_rows(request: Request, features: Features, atlas: Atlas, day: str, where: str) -> Rows:
    """Return the rows of a layer of shares: the columns of `estimates.csv`, and `holder_id`, the atlas's name.

    Raises BadTable with the row if a figure is not as it must be, or is of another country, source or date than the
    papers say, and as `whose` does for names that are not known.
    """
    import pyarrow as pa

    named = {"holder": request.holder_column, "status": request.status_column}
    columns = columns_of(features, named, MEANINGS, where)
    full = is_published(features)
    rows = list(_published(features)) if full else list(_simple(columns, where))
    held = _whose(request, atlas, day, columns, features.num_rows, where)
    notes, about_notes = without_military(columns.cells("note"), features.num_rows)
    as_of = request.on or day
    cells = []
    for index, row in rows:
        own = _filled(row, request, as_of, held[index], notes[index])
        _check_papers(own, row, request, as_of, f"{where}, row {index + 1}")
        _check(own, index + 1, atlas, where)
        cells.append(own)
    if not cells:
        raise BadTable(f"{where}: no row has a figure; give a column percent or km2")
    _refuse_repeat(cells, where)
    said = columns.said if not full else ()
    table = pa.table({name: pa.array([row[name] for row in cells], pa.string()) for name in FIELDS})
    return Rows(table=table, said=(*said, *filter(None, [about_notes]), *_sums(cells)))


def is_published(features: Features) -> bool:
    """Tell whether a table has the columns of `estimates.csv` that the papers of a layer cannot give.

    >>> from whoholds.atlas.importing.features import Features
    >>> is_published(Features(columns={name: () for name in PUBLISHED}))
    True
    """
    return all(name in features.columns for name in ALWAYS)


def has_shares(columns: Columns) -> bool:
    """Tell whether a table has a column of shares or of areas."""
    return "percent" in columns.meant or "km2" in columns.meant


def _published(features: Features) -> Iterator[tuple[int, dict[str, str]]]:
    for index in range(features.num_rows):
        row = {name: features.columns[name][index] or "" for name in PUBLISHED if name in features.columns}
        yield index, row


def _simple(columns: Columns, where: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the figures of a table with a holder and a share or an area in each row."""
    holders = columns.cells("holder")
    if holders is None or not has_shares(columns):
        raise UnknownName(f"{where}: shares need a column holder, and one of percent or km2")
    for index in range(columns.features.num_rows):
        for unit in ("percent", "km2"):
            cell = (columns.cells(unit) or {index: None})[index]
            if cell is None:
                continue
            row = {name: (columns.cells(name) or {index: None})[index] or "" for name in ("total", "measure", "url")}
            yield index, {**row, "holder": holders[index] or "", "value": _digits(cell), "unit": unit}


def _digits(cell: str) -> str:
    """Return a figure without its sign and its spaces.

    >>> _digits("62.5 %"), _digits("27 000 km²")
    ('62.5', '27000')
    """
    return _NOT_A_DIGIT.sub("", cell)


def _filled(row: dict[str, str], request: Request, as_of: str, held: Held, note: str | None) -> dict[str, str]:
    """Return the row with what the papers say where it says nothing."""
    return {
        "country": row.get("country") or request.place,
        "as_of": row.get("as_of") or as_of,
        "source": row.get("source") or request.source,
        "holder": row.get("holder", ""),
        "status": held.status,
        "measure": row.get("measure") or "area",
        "value": row.get("value", ""),
        "unit": row.get("unit", ""),
        "total": _digits(row.get("total", "")),
        "url": row.get("url") or request.url or "",
        "note": note or "",
        "holder_id": held.holder or "",
    }


def _check_papers(own: dict[str, str], row: dict[str, str], request: Request, as_of: str, where: str) -> None:
    for name, wanted, option in (
        ("country", request.place, "--place"),
        ("source", request.source, "--source"),
        ("as_of", as_of, "--on"),
    ):
        if row.get(name) and own[name] != wanted:
            raise BadTable(f"{where}: its {name} is {own[name][:60]!r}, but {option} says {wanted!r}; give one of them")


def _check(own: dict[str, str], number: int, atlas: Atlas, where: str) -> None:
    names = Names(
        countries={own["country"]: own["country"]},
        holder=lambda *_: (own["holder_id"] or None, False),
        region=lambda country, text: atlas.region(text, country),
        role=lambda _: "assessment",
    )
    row_of(own, number, names, where)


def _whose(request: Request, atlas: Atlas, day: str, columns: Columns, num_rows: int, where: str) -> dict[int, Held]:
    holders = columns.cells("holder")
    keep = [index for index in range(num_rows) if holders is None or holders[index] is not None]
    found = whose(
        request,
        atlas,
        day,
        holders=holders,
        statuses=columns.cells("status"),
        num_rows=num_rows,
        where=where,
        keep=keep,
    )
    empty = Held("", None, "unknown")
    return dict.fromkeys(range(num_rows), empty) | dict(zip(keep, found.rows, strict=True))


def _refuse_repeat(cells: list[dict[str, str]], where: str) -> None:
    seen: set[tuple[str, ...]] = set()
    for row in cells:
        if row["note"].startswith("FLOW"):
            continue
        key = tuple(row[name] for name in ("holder", "status", "measure", "unit", "note"))
        if key in seen:
            raise BadTable(f"{where}: {row['holder'][:60]!r} stands in it twice, with the same status; keep one")
        seen.add(key)


def _sums(cells: list[dict[str, str]]) -> Iterator[str]:
    """Yield what the shares of the whole come to, where they should come to 100."""
    shares = [row for row in cells if row["unit"] == "percent" and not row["note"].startswith(("FLOW", "BASE"))]
    for measure in dict.fromkeys(row["measure"] for row in shares):
        total = sum(float(row["value"]) for row in shares if row["measure"] == measure)
        yield f"The shares by {measure} come to {total:g} percent."
