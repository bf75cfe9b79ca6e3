"""JSON lines in, JSON lines out: the figures of one passage a line, streaming."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from whoholds.errors import UnreadableSource
from whoholds.model import Figure, Struct
from whoholds.reading.passage import read_passage

_BYTE_ORDER_MARK = "\ufeff"  # programs on Windows begin a file with it; of files that were joined each keeps its own


class Passage(Struct, frozen=True, kw_only=True):
    """One line in: a passage with its ID, and its language where it is said; other fields are left unread."""

    id: str | int
    text: str
    lang: Any = None  # whatever programs write there: only a code of two letters counts

    @property
    def language(self) -> str | None:
        """The code that `lang` says, if it is one."""
        code = self.lang if isinstance(self.lang, str) else ""
        return code if re.fullmatch(r"[A-Za-z]{2}(?:[-_]\w+)*", code) else None


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
    for number, marked in enumerate(lines, start=1):
        line = marked.removeprefix(_BYTE_ORDER_MARK)
        if not line.strip():
            continue
        try:
            passage = msgspec.json.decode(line, type=Passage)
        except msgspec.MsgspecError as error:
            yield UnreadableSource(f'line {number}: {error}. Write each line as {{"id": …, "text": …}}.')
            continue
        figures = read_passage(passage.text, language=passage.language)
        yield msgspec.json.encode(PassageFigures(id=passage.id, figures=figures)).decode()
