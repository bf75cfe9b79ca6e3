"""What runs in the process apart: it reads a PDF from standard input and writes its lines as JSON to `pdf`."""

from __future__ import annotations

import contextlib
import math
import os
import sys
from collections.abc import Iterator, Sequence
from importlib import import_module
from typing import Any

import msgspec

from whoholds.model import Struct
from whoholds.reading.formats.right_to_left import Letter, in_reading_order, is_right_to_left

MOST_CHARACTERS = 700_000  # somewhat more than are read of a body
MOST_PAGES = 2_000
SECONDS = 20  # of processor time
MEMORY = 1_000_000_000  # bytes of address space
_SOFT = 0x02  # what PDFium gives for a hyphen at the end of a line
_BREAKS = frozenset((0x0A, 0x0D))
_NO_CHARACTER = frozenset((0, 0xFFFE, 0xFFFF))


class Line(Struct, frozen=True, kw_only=True):
    """A line of a page: its words and its box, in points from the lower left corner. `soft`: it ends in a hyphen."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    soft: bool = False


class Answer(Struct, frozen=True, kw_only=True):
    """What a PDF holds: its papers, its pages' lines in the order of the file, and what was left out; or why nothing.

    `error` is "password", "broken" or None.
    """

    error: str | None = None
    title: str | None = None
    author: str | None = None
    created: str | None = None
    num_pages: int = 0
    pages: tuple[tuple[Line, ...], ...] = ()
    cut: bool = False


def main() -> None:
    """Read one PDF, within limits."""
    _limit()
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no answer
    answer = read(sys.stdin.buffer.read())
    out.write(msgspec.json.encode(answer))
    out.close()
    os._exit(0)  # the library need not tidy up after itself


def _limit() -> None:
    for name, most in (("RLIMIT_AS", MEMORY), ("RLIMIT_CPU", SECONDS), ("RLIMIT_FSIZE", 0), ("RLIMIT_CORE", 0)):
        with contextlib.suppress(ImportError, AttributeError, ValueError, OSError):
            import resource

            resource.setrlimit(getattr(resource, name), (most, most))


def read(raw: bytes) -> Answer:
    """Read a PDF's lines. A page that the library cannot read is one without lines."""
    pdfium: Any = import_module("pypdfium2")  # it has no types
    try:
        document = pdfium.PdfDocument(raw)
    except pdfium.PdfiumError as error:
        return Answer(error="password" if "password" in str(error).lower() else "broken")
    papers = document.get_metadata_dict()
    pages: list[tuple[Line, ...]] = []
    size = 0
    count = len(document)
    for number in range(min(count, MOST_PAGES)):
        if size >= MOST_CHARACTERS:
            break
        found: tuple[Line, ...] = ()
        with contextlib.suppress(pdfium.PdfiumError):
            page = document[number]
            found = tuple(_lines(page.get_textpage(), MOST_CHARACTERS - size))
            page.close()
        size += sum(len(line.text) for line in found)
        pages.append(found)
    return Answer(
        title=_said(papers.get("Title")),
        author=_said(papers.get("Author")),
        created=_said(papers.get("CreationDate")),
        num_pages=count,
        pages=tuple(pages),
        cut=len(pages) < count or size >= MOST_CHARACTERS,
    )


def _said(text: object) -> str | None:
    return _sound(text)[:500] or None if isinstance(text, str) else None


def _sound(text: str) -> str:
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


# -------------------------------------------------------------------------------- the lines of a page


def _lines(text: Any, most: int) -> Iterator[Line]:
    reader = _Reader(import_module("pypdfium2.raw"), text)
    codes = reader.codes(most)
    found = [
        (line, reader.is_turned(start)) for start, end in _stretches(codes) if (line := reader.line(codes, start, end))
    ]
    turned = sum(len(line.text) for line, is_turned in found if is_turned)
    # Letters that run up the page are a stamp or a margin's; unless the whole page is turned.
    keep_turned = 2 * turned > sum(len(line.text) for line, _ in found)
    yield from (line for line, is_turned in found if keep_turned or not is_turned)


def _stretches(codes: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Give where each line begins and ends; a hyphen at its end belongs to it."""
    start = 0
    for place, code in enumerate(codes):
        if code in _BREAKS or code == _SOFT:
            end = place + (code == _SOFT)
            if start < end:
                yield start, end
            start = place + 1
    if start < len(codes):
        yield start, len(codes)


class _Reader:
    """Reads letters of one page, and where they stand."""

    def __init__(self, raw: Any, text: Any) -> None:
        self._raw, self._text = raw, text
        self._box = raw.FS_RECTF()

    def codes(self, most: int) -> list[int]:
        """Give the code of each letter."""
        count = min(self._raw.FPDFText_CountChars(self._text), most)
        return [self._raw.FPDFText_GetUnicode(self._text, place) for place in range(count)]

    def is_turned(self, place: int) -> bool:
        """Tell whether a letter does not stand upright."""
        angle = self._raw.FPDFText_GetCharAngle(self._text, place) % (2 * math.pi)
        return bool(0.1 < angle < 2 * math.pi - 0.1)

    def line(self, codes: Sequence[int], start: int, end: int) -> Line | None:
        """Make a line of some letters; None if there is nothing in it."""
        soft = codes[end - 1] == _SOFT
        places = [place for place in range(start, end - soft) if codes[place] not in _NO_CHARACTER]
        text = _sound("".join(chr(codes[place]) for place in places if codes[place] < 0x110000))
        full = [place for place in places if not chr(codes[place]).isspace()]
        if not full:
            return None
        first, last = self._place(full[0]), self._place(full[-1])
        if is_right_to_left(text):
            letters = [Letter(chr(codes[place]), *self._place(place)[::2]) for place in places]
            text = in_reading_order(letters)
            edges = [edge for letter in letters if letter.text.strip() for edge in (letter.left, letter.right)]
            left, right = min(edges), max(edges)
            first = min(first, last, key=lambda box: box[1] - box[3])  # some letters have no box of their font's height
        else:
            left, right = min(first[0], last[0]), max(first[2], last[2])
        numbers = [round(number, 2) if math.isfinite(number) else 0.0 for number in (left, right, first[1], first[3])]
        return Line(text=text, left=numbers[0], right=numbers[1], bottom=numbers[2], top=numbers[3], soft=soft)

    def _place(self, place: int) -> tuple[float, float, float, float]:
        """Give a letter's box with what is above and below it, so that all letters of a font are of one height."""
        box = self._box
        if not self._raw.FPDFText_GetLooseCharBox(self._text, place, box):
            return 0.0, 0.0, 0.0, 0.0
        return box.left, min(box.bottom, box.top), box.right, max(box.bottom, box.top)
