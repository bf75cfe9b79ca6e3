"""Paragraphs of the lines of a PDF: joined over the ends of lines, columns and pages, hyphens undone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from whoholds.reading.formats.pdf_inside import Line
from whoholds.reading.formats.right_to_left import is_right_to_left
from whoholds.reading.pages.page_words import vocabulary
from whoholds.reading.pages.tidy import tidy

_WIDER = 1.3  # times the usual step from line to line: a gap between paragraphs
_FEW = 4  # steps from line to line: fewer do not tell which is the usual one
_ENDS = re.compile(r"""[.!?…:؟।]["'”’»)\]]*$""")
_ITEM = re.compile(r"(?:[•‣▪◦●○■□·–—-]|\(?(?:\d{1,2}|[a-zа-я])[.)])\s+\S")
_WORD = re.compile(r"[\w'’]+(?:-[\w'’]+)*")
_LAST_WORD = re.compile(r"[\w'’-]+$")
_FIRST_WORD = re.compile(r"[\w'’-]+")


class Paragraph(NamedTuple):
    """A paragraph, the number of the page that it begins on (from 0), and how high its letters are."""

    text: str
    page: int
    size: float


class _Placed(NamedTuple):
    """A line with its page, and the edges of the column that it stands in."""

    line: Line
    page: int
    left: float
    right: float


def paragraphs_of(pages: Sequence[Sequence[Line]]) -> list[Paragraph]:
    """Join the lines of all pages, which come in the order in which they are read."""
    lines = [placed for number, page in enumerate(pages) for placed in _in_columns(page, number)]
    step = _usual_step(lines)
    known = frozenset(word.casefold() for placed in lines for word in _WORD.findall(placed.line.text))
    made: list[Paragraph] = []
    texts: list[str] = []
    for place, placed in enumerate(lines):
        before = lines[place - 1] if place else None
        after = lines[place + 1] if place + 1 < len(lines) else None
        if before is None or not _goes_on(before, placed, after, step):
            _finish(made, texts)
            texts = []
            made.append(Paragraph("", placed.page, height(placed.line)))
            texts.append(placed.line.text.strip())
        else:
            texts.append(_glue(before.line, placed.line, known))
            texts.append(placed.line.text.strip())
        if placed.line.soft and (after is None or not _goes_on(placed, after, None, step)):
            texts.append("-")
    _finish(made, texts)
    return [paragraph for paragraph in made if paragraph.text]


def height(line: Line) -> float:
    """Give how high a line is, in points."""
    return max(0.1, line.top - line.bottom)


def _finish(made: list[Paragraph], texts: list[str]) -> None:
    if made:
        made[-1] = made[-1]._replace(text=tidy("".join(texts)))


# -------------------------------------------------------------------------------- where lines stand


def _in_columns(page: Sequence[Line], number: int) -> Iterator[_Placed]:
    """Give lines with the edges of their column: a run of lines down the page, one below the other, of one size."""
    run: list[Line] = []
    for line in page:
        if run and not _is_below(run[-1], line):
            yield from _placed(run, number)
            run = []
        run.append(line)
    yield from _placed(run, number)


def _placed(run: Sequence[Line], number: int) -> Iterator[_Placed]:
    left, right = min((line.left for line in run), default=0), max((line.right for line in run), default=0)
    return (_Placed(line, number, left, right) for line in run)


def _is_below(above: Line, line: Line) -> bool:
    overlap = min(above.right, line.right) - max(above.left, line.left)
    return line.top < above.top - 0.3 * height(above) and overlap > 0 and _alike(above, line)


def _alike(one: Line, other: Line) -> bool:
    """Tell whether two lines are of one size; a line's box may be of a letter from another font."""
    low, high = sorted((height(one), height(other)))
    return high <= 1.12 * low + 0.5 or is_right_to_left(one.text) or is_right_to_left(other.text)


def _usual_step(lines: Sequence[_Placed]) -> float:
    """Give the usual step from one line to the next below it."""
    steps = [
        before.line.bottom - placed.line.bottom
        for before, placed in pairwise(lines)
        if before.page == placed.page and _is_below(before.line, placed.line)
    ]
    near = [step for step in steps if step < 60]
    if len(near) >= _FEW:
        return median(near)
    most = 1.5 * median(height(placed.line) for placed in lines) if lines else 0.0
    return min(median(near), most) if near else most


# -------------------------------------------------------------------------------- what goes on


def _goes_on(before: _Placed, placed: _Placed, after: _Placed | None, step: float) -> bool:
    """Tell whether a line goes on with the paragraph of the one before it."""
    if _ITEM.match(placed.line.text.strip()):
        return False
    if before.line.soft:
        return _alike(before.line, placed.line)
    if before.page != placed.page or not _is_below(before.line, placed.line):
        return _goes_over(before, placed)
    fall = before.line.bottom - placed.line.bottom
    own = max(step, 1.1 * height(placed.line)) if height(placed.line) > step else step
    return fall <= _WIDER * own and not _is_indented(before, placed, after) and not _would_fit(before, placed)


def _goes_over(before: _Placed, placed: _Placed) -> bool:
    """Tell whether a sentence goes on in the next column or on the next page."""
    if _ENDS.search(before.line.text.strip()) or not _alike(before.line, placed.line):
        return False
    return placed.line.text.strip()[:1].islower() or not _would_fit(before, placed)


def _is_indented(before: _Placed, placed: _Placed, after: _Placed | None) -> bool:
    """Tell whether a line stands further in than those around it, as the first of a paragraph may."""
    least = 0.8 * height(placed.line)
    around = [before] if after is None or not _is_below(placed.line, after.line) else [before, after]
    if is_right_to_left(placed.line.text):
        return all(other.line.right > placed.line.right + least for other in around)
    return all(other.line.left < placed.line.left - least for other in around)


def _would_fit(before: _Placed, placed: _Placed) -> bool:
    """Tell whether the line's first word had room in the line before: then that one was the last of its paragraph."""
    text = placed.line.text.strip()
    word = text.split(maxsplit=1)[0]
    a_letter = (placed.line.right - placed.line.left) / max(1, len(text))
    room = before.right - before.line.right
    if is_right_to_left(before.line.text):
        room = before.line.left - before.left
    return room > a_letter * (len(word) + 2)


# -------------------------------------------------------------------------------- hyphens


def _glue(before: Line, line: Line, known: frozenset[str]) -> str:
    """Give what stands between two lines that are joined: a blank, a hyphen or nothing."""
    if not before.soft:
        # PDFium takes no hyphen off a number: "2017-" over the end of a line.
        return "" if re.search(r"\w[-‐]$", before.text.rstrip()) else " "
    ahead, behind = _LAST_WORD.search(before.text.rstrip()), _FIRST_WORD.match(line.text.lstrip())
    if ahead is None or behind is None:
        return "-"
    return "-" if _keeps_hyphen(ahead[0].casefold(), behind[0], known) else ""


def _keeps_hyphen(ahead: str, behind: str, known: frozenset[str]) -> bool:
    """Tell whether a hyphen at a line's end belongs to the word: as it does elsewhere in the text, or by its parts."""
    small = behind.casefold()
    if f"{ahead}-{small}" in known:
        return True
    if ahead + small in known:
        return False
    keep_before, keep_after = _compounds()
    is_name = behind[0].isupper() or behind[0].isdigit() or ahead[-1].isdigit()
    return is_name or ahead.rpartition("-")[2] in keep_before or small.partition("-")[0] in keep_after


@cache
def _compounds() -> tuple[frozenset[str], frozenset[str]]:
    words = vocabulary("pdf")
    return frozenset(words["before"]), frozenset(words["after"])
