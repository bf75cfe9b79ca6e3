"""What a page carries for the explorer: sums by holder, sentences and colours, each once. Readings are not among it."""

from __future__ import annotations

import json
import math
from collections.abc import Hashable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from whoholds.model import Reading, Reckoning, Struct
from whoholds.showing import words
from whoholds.showing.explorer.files import words as panel_words

if TYPE_CHECKING:
    from whoholds.reckoning import ByHand, TableByHand

# Values of readings that a curve is drawn with; of more, an even sample stands for all.
MOST_VALUES = 400
VERSION = 1


class Explored(Struct, frozen=True, kw_only=True):
    """One figure that can be tried: its number on the page, its quote, its reckoning, its sums and its maps.

    A map is the key of its picture on the page with its source and its day.
    """

    number: int
    quote: str
    reckoning: Reckoning
    ways: ByHand
    maps: tuple[tuple[str, str, str], ...] = ()


def carried(figures: Sequence[Explored]) -> str:
    """Return what the script needs as JSON that may stand inside a script element.

    Amounts are carried to the last bit: the script adds them up as the reckoning did. A window's open end is null.
    """
    pool = _Pool()
    found = {
        "version": VERSION,
        "words": panel_words(),
        "figures": [_figure(one, pool) for one in figures],
        "sums": pool.sums,
        "says": pool.says,
    }
    text = json.dumps(_cleaned(found), ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def _cleaned(value: Any) -> Any:
    """Return the value with every text clean. Names that stand in two places stay alike."""
    if isinstance(value, str):
        return words.clean(value)
    if isinstance(value, dict):
        return {words.clean(key): _cleaned(item) for key, item in value.items()}
    return [_cleaned(item) for item in value] if isinstance(value, list | tuple) else value


class _Paper(NamedTuple):
    """What tables of one source and date share: `map` says that they are measured on its map.

    `since` is the earlier date of two that are compared; `day` then names both.
    """

    source: str
    as_of: str
    day: str
    map: bool
    since: str | None


class _Pool:
    """Sums and sentences, each kept once: figures of one report are reckoned on the same tables."""

    def __init__(self) -> None:
        self.sums: list[dict[str, Any]] = []
        self.says: list[dict[str, str]] = []
        self._known: dict[Hashable, int] = {}

    def sums_of(self, table: TableByHand) -> int:
        found = {
            "holders": table.holders,
            "held": table.held,
            "also": table.also,
            "contested": table.contested,
            "loose": table.loose,
            "disputed": table.disputed,
            "named": table.named,
            "whole": table.whole,
            "unit": words.unit_sign(table.unit),
            "colours": _colours(table),
            "strips": table.strips,
        }
        return self._kept(found, self.sums)

    def change_of(self, table: TableByHand) -> list[int] | None:
        """Keep the sums of both dates of a table that compares two."""
        if table.change is None:
            return None
        return [self._kept(msgspec.to_builtins(sums), self.sums) for sums in table.change]

    def says_of(self, table: TableByHand) -> int:
        return self._kept(table.says, self.says)

    def _kept(self, found: dict[str, Any], where: list[dict[str, Any]]) -> int:
        key = (id(where), json.dumps(found, sort_keys=True))
        if key not in self._known:
            self._known[key] = len(where)
            where.append(found)
        return self._known[key]


def _figure(one: Explored, pool: _Pool) -> dict[str, Any]:
    reckoning, ways = one.reckoning, one.ways
    papers = list(dict.fromkeys(_paper(table) for table in ways.tables))
    return {
        "figure": one.number,
        "quote": words.shorten(one.quote, 120),
        "printed": ways.printed,
        "holds": _window(ways.holds),
        "gives": _window(ways.gives),
        "windows": [words.window(ways.holds, ways.claim.unit), words.window(ways.gives, ways.claim.unit)],
        "value": ways.claim.value,
        "names": ways.names,
        "within": ways.within,
        "papers": [paper._asdict() for paper in papers],
        "tables": [_table(table, papers.index(_paper(table)), pool) for table in ways.tables],
        "ways": [_reading(explanation.reading) for explanation in reckoning.explanations],
        "tried": len(reckoning.readings) or reckoning.readings_tried,
        "values": _even_sample([tried.value for tried in reckoning.readings]),
        "maps": [
            {"key": key, "source": source, "as_of": as_of, "day": words.date(as_of)} for key, source, as_of in one.maps
        ],
    }


def _table(table: TableByHand, paper: int, pool: _Pool) -> dict[str, Any]:
    return {
        "sums": pool.sums_of(table),
        "change": pool.change_of(table),
        "says": pool.says_of(table),
        "source": table.source,
        "paper": paper,
        "off": table.papers.precision_km if table.strips else None,
        "measure": table.measure,
        "measure_says": _measure(table),
        "base": table.base,
        "unit_size": table.unit_size,
        "usual": table.usual,
        "literal": table.literal,
        "enemies": table.enemies,
        "all_but": table.all_but,
        "whole_less": table.whole_less,
        "blocs": table.blocs,
        "offer": msgspec.to_builtins(table.offer),
        "departures": table.departures,
        "rest": table.rest,
    }


def _measure(table: TableByHand) -> str:
    """Return a measure as a button names it: short, and different for each that one source has."""
    known = {**panel_words()["measures"], **(panel_words()["map_measures"] if table.papers.kind != "shares" else {})}
    return str(known.get(table.measure, words.clean(table.measure)))


def _paper(table: TableByHand) -> _Paper:
    paper = table.papers
    return _Paper(paper.source, paper.as_of, words.dates_of(paper), paper.kind != "shares", paper.since)


def _colours(table: TableByHand) -> list[str]:
    """Return each holder's colour: on a map's table those of the map, where the side with most ground comes first."""
    from whoholds.showing.maps.colours import Side, colours_of

    amounts = dict(zip(table.holders, table.held[0], strict=True))
    sides = [Side(name, name) for name in sorted(amounts, key=lambda name: (-amounts[name], name))]
    colours = colours_of(table.place, sides)
    return [colours[Side(name, name)] for name in table.holders]


def _reading(reading: Reading) -> dict[str, Any]:
    fields = ("evidence", "counted", "all_but", "contested", "base", "unsaid", "also")
    return {field: getattr(reading, field) for field in fields}


def _window(ends: tuple[float, float]) -> list[float | None]:
    return [end if math.isfinite(end) else None for end in ends]


def _even_sample(values: Iterable[float]) -> list[float]:
    """Return the values in their order: all of them, or of more than `MOST_VALUES` as many at even steps.

    >>> _even_sample([3.0, 1.0, 2.0])
    [1.0, 2.0, 3.0]
    """
    order = sorted(value for value in values if math.isfinite(value))
    if len(order) > MOST_VALUES:
        last = len(order) - 1
        order = [order[round(at * last / (MOST_VALUES - 1))] for at in range(MOST_VALUES)]
    return [round(value, 3) for value in order]
