"""What stands on every page of a PDF round the text: running heads, numbers of pages, a browser's header and footer."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from whoholds.reading.formats.pdf_inside import Line
from whoholds.reading.pages.page_words import vocabulary

_ROUNDS = 4  # lines that are taken off the top and off the bottom of a page at most
_PRINTED = re.compile(r"\d{1,2}[/.]\d{1,2}[/.]\d{2,4},? \d{1,2}:\d\d(?:\s?[AP]M)?(?:\s|$)")
_ADDRESS = re.compile(r"((?:https?|file)://\S+)(?:\s+\d+/\d+)?$")


def without_furniture(pages: Sequence[Sequence[Line]]) -> tuple[list[list[Line]], str | None]:
    """Take the furniture off all pages; give the address too, if a browser has printed it.

    From each edge inwards, a line is furniture if it stands on a third of the pages, and on two at least, numbers aside
    and at one height; if it is the number of a page and stands apart; or if it is what a browser prints there. The
    first line that is none ends it.
    """
    top = _off(pages, at_top=True)
    bottom = _off(pages, at_top=False)
    kept = [
        [line for line in page if id(line) not in above and id(line) not in below]
        for page, above, below in zip(pages, top, bottom, strict=True)
    ]
    addresses = (
        found[1]
        for page, above, below in zip(pages, top, bottom, strict=True)
        for line in page
        if (id(line) in above or id(line) in below) and (found := _ADDRESS.match(line.text))
    )
    return kept, next((address for address in addresses if address.startswith("http")), None)


def _off(pages: Sequence[Sequence[Line]], *, at_top: bool) -> list[set[int]]:
    """Give the lines to be taken off one edge of each page, by their identity."""
    ordered = [sorted(page, key=lambda line: (-line.top if at_top else line.bottom, line.left)) for page in pages]
    taken: list[set[int]] = [set() for _ in pages]
    often = max(2, (len(pages) + 2) // 3)
    for rank in range(_ROUNDS):
        # Only pages of which everything further out has been taken off.
        going = [number for number in range(len(pages)) if len(taken[number]) == rank < len(ordered[number])]
        seen = Counter(_key(ordered[number][rank]) for number in going)
        for number in going:
            lines = ordered[number]
            if seen[_key(lines[rank])] >= often or _is_browsers(lines[rank]) or _is_number(lines, rank):
                taken[number].add(id(lines[rank]))
    return taken


def _key(line: Line) -> tuple[str, int]:
    """Make alike what is the same on each page but for a number; heights count in steps of 12 points."""
    return re.sub(r"\d+", "#", line.text.casefold())[:200].strip(), round(line.bottom / 12)


def _is_browsers(line: Line) -> bool:
    """Tell the day above and the address below a page that a browser has printed."""
    return _PRINTED.match(line.text) is not None or _ADDRESS.match(line.text) is not None


def _is_number(lines: Sequence[Line], rank: int) -> bool:
    """Tell the number of a page: as far from the next line as a line is high, unlike the last row of a table."""
    line = lines[rank]
    if _number().fullmatch(line.text.strip()) is None:
        return False
    if rank + 1 == len(lines):
        return len(lines) > 1
    following = lines[rank + 1]
    gap = max(line.bottom - following.top, following.bottom - line.top)
    return gap >= 0.8 * (line.top - line.bottom)


@cache
def _number() -> re.Pattern[str]:
    words = vocabulary("pdf")
    page, of = ("|".join(map(re.escape, words[name])) for name in ("page", "of"))
    return re.compile(rf"\W{{0,5}}(?:(?:{page})\s*)?\d{{1,4}}(?:\s*(?:{of})\s*\d{{1,4}})?\W{{0,5}}", re.IGNORECASE)
