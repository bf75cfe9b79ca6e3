"""Shares of a passage that no sum has: those that were not read, ranges, and shares that are denied or wished for."""

from __future__ import annotations

import re

from whoholds.model import Report
from whoholds.reckoning.inside.passages import Passage
from whoholds.reckoning.inside.words import found_words

DIGITS = re.compile(r"\d+(?:[.,]\d+)?\s*%|(?<![\d/])\d{1,2}/\d{1,3}(?![\d/])|[¼½¾⅐-⅞]")


def has_other_share(report: Report, passage: Passage) -> bool:
    """Whether the passage has a share in words or digits that is no figure ("another tenth"), or none to add up."""
    text = passage.text
    shares = (figure for i in passage.figures if (figure := report.figures[i]).kind == "share")
    if any(share.high is not None or not share.asserted for share in shares):
        return True
    found = [*found_words(text, "fractions", "words"), *(share.span() for share in DIGITS.finditer(text))]
    covered = iter([(figure.span[0], figure.span[1]) for figure in (report.figures[i] for i in passage.figures)])
    start, end = next(covered, (0, 0))
    for begin, finish in sorted(found):
        while end < finish and (following := next(covered, None)) is not None:
            start, end = following
        if not (start <= begin and finish <= end):
            return True
    return False
