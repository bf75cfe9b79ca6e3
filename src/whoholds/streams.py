"""Lines of a stream that may never end: none is taken in whole if it is longer than any line should be."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TextIO

from whoholds.errors import UnreadableSource

LONGEST_LINE = 20_000_000  # characters


def bounded_lines(file: TextIO, *, longest: int = LONGEST_LINE) -> Iterator[str]:
    r"""Yield the lines of a text file. Raises UnreadableSource at a line that is longer than `longest` characters.

    >>> import io
    >>> list(bounded_lines(io.StringIO("a\nbc\n"), longest=3))
    ['a\n', 'bc\n']
    >>> list(bounded_lines(io.StringIO("a\nbcde"), longest=3))
    Traceback (most recent call last):
    whoholds.errors.UnreadableSource: line 2 is over 3 characters long. Cut it into shorter lines.
    """
    number = 0
    while line := file.readline(longest + 1):
        number += 1
        if len(line) > longest and not line.endswith("\n"):
            raise UnreadableSource(f"line {number} is over {longest:,} characters long. Cut it into shorter lines.")
        yield line
