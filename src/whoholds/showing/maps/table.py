"""The table beside a map: the same parts with the same numbers, as shares, as CSV and as HTML."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

from whoholds.atlas.faces import Faces
from whoholds.model import WHOLE_COUNTRY, Part, PartTable
from whoholds.showing.maps.map_figure import ControlMap
from whoholds.showing.maps.parts import ShownPart, area_words, share_words
from whoholds.showing.words import clean, date

if TYPE_CHECKING:
    from whoholds.atlas.shares import Shares


def shares_of_map(faces: Faces, drawn: ControlMap, on: str | None = None) -> Shares:
    """Return the parts of a map as shares; `on` is the day that was asked for.

    Raises WhoholdsError if they do not come to the whole.
    """
    from whoholds.atlas.shares import shares_of

    standard = faces.base.variants[0]
    table = PartTable(
        evidence=faces.evidence,
        place=faces.place,
        measure="area",
        unit="km2",
        day=faces.day,
        base=WHOLE_COUNTRY if drawn.variant == standard else f"the country {drawn.variant}",
        parts=tuple(
            Part(name=part.name, holder=part.holder, status=part.status, value=round(part.km2, 6))
            for part in drawn.parts
        ),
        total=round(sum(part.km2 for part in drawn.parts), 6),
    )
    return shares_of(table, on or faces.day)


def html_table(drawn: ControlMap, faces: Faces) -> str:
    """Return the table as an HTML page of its own, without styles, scripts or requests.

    Names are escaped: they come from strangers.
    """
    rows = "\n".join(_row(part) for part in drawn.parts)
    title = _text(drawn.picture.title)
    total = area_words(sum(part.km2 for part in drawn.parts))
    source = _text(f"Source: {faces.evidence.source}, as of {date(faces.evidence.as_of)}")
    return f"""<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>{title}</title></head>
<body>
<table>
<caption>{title}</caption>
<thead><tr><th scope="col">Side</th><th scope="col">Holder</th><th scope="col">Status</th><th scope="col">Share</th>\
<th scope="col">km²</th></tr></thead>
<tbody>
{rows}
</tbody>
<tfoot><tr><th scope="row" colspan="3">Whole</th><td>100%</td><td>{total}</td></tr></tfoot>
</table>
<p>{source}</p>
</body>
</html>
"""


def rows_of(parts: Sequence[ShownPart]) -> list[tuple[str, str, str]]:
    """Return the rows of a legend: label, share, km²."""
    return [(part.label, share_words(part.share), area_words(part.km2)) for part in parts]


def _row(part: ShownPart) -> str:
    cells = "".join(f"<td>{_text(cell)}</td>" for cell in (part.holder or "", part.status))
    numbers = (
        f"<td>{share_words(part.share).replace('<', '&lt;')}</td><td>{area_words(part.km2).replace('<', '&lt;')}</td>"
    )
    return f'<tr><th scope="row">{_text(part.name)}</th>{cells}{numbers}</tr>'


def _text(words: str) -> str:
    return escape(clean(words))
