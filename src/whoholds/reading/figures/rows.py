"""The figures of a table of who holds what, whose rows stand as paragraphs of cells: "Government | 61.96% | 62.19%".

A table is read only where its own words say that it is about ground and who has it: its header, or the line or two
right before it ("Share of the territory of Oru held by each side"). The first cell of a row names the side. A table by
place, and one of anything else, gives no figure rather than a wrong one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from whoholds.model import Figure, Kind, Relation
from whoholds.reading.figures.as_of import as_of
from whoholds.reading.figures.candidates import candidates
from whoholds.reading.figures.names import Passage
from whoholds.reading.figures.numbers import find_numbers
from whoholds.reading.figures.places import nearest_place, sort_of
from whoholds.reading.figures.runs import place_of, tidy
from whoholds.reading.figures.tokens import Token, with_points, words_of
from whoholds.reading.figures.units import Unit
from whoholds.reading.figures.vocabulary import english

MOST_CELLS = 24
"""A row of more cells is no table that somebody reads."""

_CAPTION = 200
"""Characters of the longest line before a table that may be its caption."""

_PARAGRAPH = re.compile(r"(?:[^\n]|\n(?!\n))+")
_BAR = re.compile(r"\s\|\s")


@dataclass(frozen=True, slots=True)
class _Row:
    """The cells of one row, each with its offset in the text."""

    cells: tuple[tuple[int, str], ...]

    @property
    def label(self) -> str:
        return self.cells[0][1]


@dataclass(slots=True)
class _Table:
    before: list[str]
    rows: list[_Row] = field(default_factory=list)


def rows_of(text: str, decimal: str) -> list[Figure]:
    r"""Return the figures of the tables of a text, in order. `decimal` is the text's decimal mark.

    >>> table = "Territory held in Oruland\n\nSide | Share\n\nArmy | 60%\n\nRebels | about 25%"
    >>> [(figure.quote, figure.holder, figure.base) for figure in rows_of(table, ".")]
    [('60%', 'Army', 'Oruland'), ('about 25%', 'Rebels', 'Oruland')]
    """
    if " | " not in text:
        return []
    return [figure for table in _tables(text) for figure in _figures(table, decimal)]


def _tables(text: str) -> Iterator[_Table]:
    """Yield the tables of a text: neighbouring rows of equally many cells, with the lines before them."""
    recent: list[str] = []
    table: _Table | None = None
    for match in _PARAGRAPH.finditer(text):
        row = _row(match.group(), match.start())
        if table is not None and (row is None or len(row.cells) != len(table.rows[0].cells)):
            yield table
            table = None
        if row is None:
            recent = [*recent[-1:], match.group()]
        elif table is None:
            table = _Table([line for line in recent if len(line) <= _CAPTION], [row])
        else:
            table.rows.append(row)
    if table is not None:
        yield table


def _row(paragraph: str, start: int) -> _Row | None:
    cells: list[tuple[int, str]] = []
    at = 0
    for bar in [*_BAR.finditer(paragraph), None]:
        end = bar.start() if bar else len(paragraph)
        cells.append((start + at, paragraph[at:end]))
        at = bar.end() if bar else end
    return _Row(tuple(cells)) if 2 <= len(cells) <= MOST_CELLS else None


def _figures(table: _Table, decimal: str) -> Iterator[Figure]:
    header = table.rows[0] if not any(_number(cell, decimal) for _, cell in table.rows[0].cells[1:]) else None
    body = table.rows[1:] if header else table.rows
    said = " . ".join([*table.before, *(cell for _, cell in (header.cells if header else ()))])
    if not _is_about_holding(said) or not body or any(_is_place(row.label) for row in body):
        return
    caption = Passage(" . ".join(table.before))
    base = nearest_place(caption, 0, len(caption.sentence(0).tokens), "any") if table.before and caption.spans else None
    told = next((date for line in reversed(table.before) if (date := as_of(line))), None)
    for row in body:
        relation, holder = _side(row.label)
        if relation is None:
            continue
        for k, (start, cell) in enumerate(row.cells[1:], 1):
            head = header.cells[k][1] if header else ""
            figure = _figure(start, cell, head, said, decimal)
            if figure is not None:
                yield _with(figure, relation, holder, base, as_of(head) or told)


def _is_about_holding(said: str) -> bool:
    """Whether the words of a table say that it is of ground and of who has it."""
    words = english()
    lows = {token.low for token in words_of(said)}
    if not lows.isdisjoint(words["not_ground.context"] | words["not_ground.election"]):
        return False
    return not lows.isdisjoint(words["ground.nouns"]) and not lows.isdisjoint(words["rows.holding"])


def _is_place(label: str) -> bool:
    """Whether a row is of a place and not of a side: then who holds it stands elsewhere."""
    tokens = words_of(label)
    named = place_of(tokens, 0, len(tokens))
    return sort_of(tokens, 0, len(tokens)) is not None or (named is not None and named == tidy(label))


def _side(label: str) -> tuple[Relation | None, str | None]:
    """Return what a row says and of whom; no relation for a sum, a blank or what is in no side's hands."""
    words = english()
    lows = [token.low for token in words_of(label) if token.kind == "w"]
    if not lows or not words["rows.sums"].isdisjoint(lows):
        return None, None
    if not words["rows.contested"].isdisjoint(lows):
        return "contests", None
    return "holds", tidy(label)


def _tokens(cell: str, decimal: str) -> tuple[Token, ...]:
    tokens = words_of(cell)
    return with_points(tokens) if decimal == "," else tokens


def _number(cell: str, decimal: str) -> bool:
    """Whether a cell is a number, with its unit and bound at most."""
    tokens = _tokens(cell, decimal)
    return len(tokens) <= 8 and any(token.kind == "n" for token in tokens) and as_of(cell) is None


def _figure(start: int, cell: str, head: str, said: str, decimal: str) -> Figure | None:
    """Make the figure of a cell without its side; the unit stands in the cell, or in the column's header."""
    tokens = _tokens(cell, decimal)
    if not _number(cell, decimal):
        return None
    found = candidates(tokens)
    if len(found) == 1:
        one = found[0]
        number, unit, first, last, bound = one.number, one.unit, one.first, one.last, one.bound
    else:
        numbers = find_numbers(tokens)
        headed = _unit(head)
        if found or len(numbers) != 1 or headed is None:
            return None
        number, unit, first, last, bound = numbers[0], headed, numbers[0].first, numbers[0].last, "exact"
    if unit.kind not in ("share", "area", "count") or number.value < 0 or (unit.kind == "share" and number.value > 100):
        return None
    begin, end = tokens[first].start, tokens[last - 1].end
    kind: Kind = unit.kind  # type: ignore[assignment]
    return Figure(
        quote=cell[begin:end],
        span=(start + begin, start + end),
        value=round(number.value, 4),
        high=number.high,
        bound=bound,
        kind=kind,
        unit=unit.unit,
        measure=_measure(head) or _measure(said) or "area" if kind == "share" else None,
        last_place=number.last_place,
    )


def _unit(head: str) -> Unit | None:
    """Return the unit that a column's header names: "Area (sq km)", "Districts", "Share, %"."""
    words = english()
    tokens = words_of(head)
    for k in range(len(tokens)):
        for length in (3, 2, 1):
            phrase = tuple(token.low for token in tokens[k : k + length])
            if phrase in words.percent or phrase == ("share",):
                return Unit("share", "percent", 0)
            if phrase in words.measures and words.measures[phrase][0] == "area":
                return Unit("area", words.measures[phrase][1], 0)
            if phrase in words.nouns and words.nouns[phrase].kind == "count" and not words.nouns[phrase].singular:
                return Unit("count", words.nouns[phrase].unit, 0)
    return None


def _measure(said: str) -> str | None:
    """Return what a share of a table counts, where its words say it: "share of districts"."""
    words = english()
    lows: Sequence[str] = [token.low for token in words_of(said)]
    if not words["ground.population"].isdisjoint(lows):
        return "population"
    if not words["ground.settlement_like"].isdisjoint(lows):
        return "settlements"
    return next((words.maps["measures"][low] for low in lows if low in words.maps["measures"]), None)


def _with(figure: Figure, relation: Relation, holder: str | None, base: str | None, date: str | None) -> Figure:
    import msgspec

    return msgspec.structs.replace(figure, relation=relation, holder=holder, base=base, as_of=date)
