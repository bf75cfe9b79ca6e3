"""Published tables among the layers: their rows can be read, and say no more than the whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from whoholds.atlas.shares import SLACK
from whoholds.atlas.tables import SAID_TWICE
from whoholds.atlas.verifying.finding import ADD_AGAIN, Finding
from whoholds.errors import WhoholdsError

if TYPE_CHECKING:
    from whoholds.atlas.atlas import Atlas
    from whoholds.atlas.layers import LayerPapers
    from whoholds.model import PartTable


def check_tables(atlas: Atlas, papers: Mapping[Path, LayerPapers], wheres: Mapping[Path, str]) -> list[Finding]:
    """Return what is wrong in the tables of shares; of each table the newest revision is looked at."""
    newest: dict[tuple[str, str, str], Path] = {}
    for path, of_file in papers.items():
        key = (of_file.place, of_file.source, of_file.as_of)
        if of_file.kind == "shares" and (key not in newest or papers[newest[key]].revision < of_file.revision):
            newest[key] = path
    return [finding for path in newest.values() for finding in _of_layer(atlas, papers[path], wheres[path])]


def too_much(table: PartTable) -> float:
    """Return how much more than its whole a table says, 0 if its own rounding accounts for it.

    >>> from whoholds.model import Evidence, Part, PartTable
    >>> parts = (Part(name="A", value=60.0, rounding=0.5), Part(name="B", value=43.0, rounding=0.5),
    ...          Part(name=SAID_TWICE, value=-3.0))
    >>> too_much(PartTable(evidence=Evidence(source="ours", as_of="2018"), place="XXX", measure="area", unit="percent",
    ...                    day="2018-12-31", parts=parts, total=100.0))
    3.0
    """
    more = sum(-part.value for part in table.parts if part.name == SAID_TWICE)
    rounding = sum(part.rounding for part in table.parts)
    return more if more > rounding + SLACK * (table.total or 0.0) else 0.0


def _of_layer(atlas: Atlas, papers: LayerPapers, where: str) -> Iterator[Finding]:
    try:
        tables, rows = atlas.tables(papers.place), atlas.rows(papers.place)
    except WhoholdsError as error:
        yield Finding(where=where, what=str(error).rstrip("."), to_do=ADD_AGAIN)
        return
    doubted = any(row.doubt for row in rows if (row.source, row.as_of) == _whose(papers))
    for table in tables:
        more = too_much(table)
        if (table.evidence.source, table.evidence.as_of) == _whose(papers) and more and not doubted:
            yield Finding(
                where=where,
                what=f"by {table.measure} it says {more:,.10g} more than the whole of {table.total:,.10g} {table.unit}",
                to_do="Compare it with its source; a misprint stays as it is, and gets a word in the column doubt",
            )


def _whose(papers: LayerPapers) -> tuple[str, str]:
    return papers.source, papers.as_of
