"""JSON lines in, JSON lines out: the figures of one passage a line, streaming."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from whoholds.errors import UnreadableSource
from whoholds.model import Figure, Struct
from whoholds.reading.passage import read_passage


class Passage(Struct, frozen=True, kw_only=True):
    """One line in: a passage with its ID; other fields are left unread."""

    id: str | int
    text: str


class PassageFigures(Struct, frozen=True, kw_only=True):
    """One line out."""

    id: str | int
    figures: tuple[Figure, ...]


def figures_of_lines(lines: Iterable[str]) -> Iterator[str | UnreadableSource]:
    """The figures of each passage as a JSON line; for a line that cannot be read, an error that names it.

    Empty lines are passed over. Nothing is kept, so a stream of any length needs the memory of one line.

    >>> [line] = figures_of_lines(['{"id": "a", "text": "The rebels hold 20 percent of the country."}'])
    >>> '"value":20' in line
    True
    >>> [error] = figures_of_lines(['{"id": "a"}'])
    >>> print(error)
    line 1: Object missing required field `text`. Write each line as {"id": …, "text": …}.
    """
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            passage = msgspec.json.decode(line, type=Passage)
        except msgspec.MsgspecError as error:
            yield UnreadableSource(f'line {number}: {error}. Write each line as {{"id": …, "text": …}}.')
            continue
        yield msgspec.json.encode(PassageFigures(id=passage.id, figures=read_passage(passage.text))).decode()
