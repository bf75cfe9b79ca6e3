"""Notebook: an answer or a reckoning as the page shows it, with the sums behind it, for a reader who counts alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Unpack

from whoholds.errors import WhoholdsError
from whoholds.model import Answer, Reckoning, Struct
from whoholds.tables.making import Papers, check_papers, tables_made

if TYPE_CHECKING:
    from whoholds.atlas import Atlas


class Shown(Struct, frozen=True, kw_only=True):
    """What a notebook shows, by media type: "text/html" and "text/plain"."""

    bundle: dict[str, str]

    def __repr__(self) -> str:
        return self.bundle["text/plain"]

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        return self.bundle


def show(
    noun: Answer | Reckoning,
    tables: object = (),
    *,
    atlas: Atlas | str | Path | None = None,
    columns: Mapping[str, str] | Sequence[str] | None = None,
    **papers: Unpack[Papers],
) -> Shown:
    """Show an answer or a reckoning in a notebook, with the panel in which a reader tries ways of counting.

    A reckoning and an answer show themselves as well; but they keep the readings and not the tables, and the panel adds
    up tables. So a reckoning needs the `tables` that it was made on, with what `reckon` was told of them, and an answer
    the `atlas` that it came from (the starter data, if none is named). Raises as `reckon` and `open_atlas` do.

    >>> from whoholds.tables import reckon
    >>> rows = [("A", 60.0), ("B", 40.0)]
    >>> papers = dict(source="Atlas of Nowhere", as_of="2018-11", place="NWH", measure="area", unit="percent")
    >>> shown = show(reckon("60%", rows, holder="A", on="2018-12-11", **papers), rows, **papers)
    >>> repr(shown).split(" (")[0]
    'as stated: Holds as stated: land held by A comes to 60%'
    """
    from whoholds.showing import in_notebook

    check_papers("show", papers)
    if isinstance(noun, Reckoning):
        from whoholds.evidence import tried_on
        from whoholds.reckoning import by_hand

        place = noun.claim.place if noun.claim else None
        made = tables_made(tables, columns, papers, place=place)
        laid = by_hand(noun.claim, made, most=tried_on(noun)) if noun.claim and noun.readings else None
        return Shown(bundle=in_notebook(noun, ways={0: laid} if laid else None))
    if not isinstance(noun, Answer):
        raise WhoholdsError(f"a {type(noun).__name__} cannot be shown; give an Answer or a Reckoning")
    from whoholds.checking import opened
    from whoholds.evidence import maps_for, ways_by_hand

    book = opened(atlas)
    return Shown(bundle=in_notebook(noun, maps=maps_for(noun, book), ways=ways_by_hand(noun, book)))
