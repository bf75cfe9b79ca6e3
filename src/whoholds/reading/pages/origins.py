"""Which page or post a paragraph comes from, once some paragraphs have turned out to be something else."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from whoholds.model import Origin


def moved(origins: Sequence[Origin], before: Sequence[str], after: Sequence[str]) -> tuple[Origin, ...]:
    """Number origins anew where of the paragraphs `before` only those `after` are left; of one, its end may be left.

    >>> pages = (Origin(paragraph=0, page=1), Origin(paragraph=2, page=2))
    >>> moved(pages, ("By Ana", "Half is held.", "So is a third."), ("Half is held.", "So is a third."))[1].paragraph
    1
    """
    first: list[int] = []  # for each paragraph that was: the first that is left from there on
    left = 0
    for paragraph in before:
        first.append(left)
        left += left < len(after) and paragraph.endswith(after[left])
    known = [replace(origin, paragraph=first[origin.paragraph]) for origin in origins if origin.paragraph < len(first)]
    ends = [*(origin.paragraph for origin in known[1:]), len(after)]
    return tuple(origin for origin, end in zip(known, ends, strict=False) if origin.paragraph < end)
