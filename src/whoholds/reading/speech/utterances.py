"""Utterances: which quotations of a paragraph were said, and the paragraph with those covered up."""

from __future__ import annotations

from whoholds.reading.speech.quotations import Quotation
from whoholds.reading.speech.sentences import COVER
from whoholds.reading.speech.words import speech

_BLANKED = str.maketrans(dict.fromkeys('*_“”„«»"', " "))


def within(quotations: list[Quotation], start: int, end: int) -> list[Quotation]:
    """Return the quotations that stand in a stretch of text."""
    low, high = 0, len(quotations)
    while low < high:
        middle = (low + high) // 2
        if quotations[middle].outer_end <= start:
            low = middle + 1
        else:
            high = middle
    found = []
    while low < len(quotations) and quotations[low].outer_start < end:
        found.append(quotations[low])
        low += 1
    return found


def cover(text: str, quotations: list[Quotation]) -> str:
    """Cover the quotations, and blank marks of emphasis and other quotation marks; offsets stay as they are."""
    parts: list[str] = []
    at = 0
    for q in quotations:
        parts.append(text[at : q.outer_start])
        # A quotation that ends a sentence keeps its stop, so that the next sentence is told apart.
        last = text[q.end - 1 : q.end]
        length = q.outer_end - q.outer_start
        parts.append(COVER * (length - 1) + last if last in ".!?…" and last else COVER * length)
        at = q.outer_end
    parts.append(text[at:])
    return "".join(parts).translate(_BLANKED)


def is_utterance(text: str, q: Quotation) -> bool:
    """Whether a quotation is something said, and not a word or a part of a sentence in quotation marks."""
    inner = text[q.start : q.end].strip()
    first = next((c for c in inner[:20] if c.isalnum()), "")
    if not first:
        return False
    before = text[max(0, q.outer_start - 40) : q.outer_start].rstrip()
    # The comma stands inside the marks or, in other styles, outside.
    complete = inner[-1] in ".,!?…;" or (text[q.outer_end : q.outer_end + 1] == "," and len(inner.split(None, 3)) >= 3)
    long = len(inner.split(None, 5)) >= 5
    capital = first.isupper() or first.isdigit()
    if not before or before[-1] in '.!?…\n”"»':
        return complete or (capital and long)
    if before[-1] == ":":
        return capital or complete
    if before[-1] in ",;–—":
        return (capital and (complete or long)) or (complete and len(inner.split(None, 3)) >= 3) or not q.closed
    if before.split()[-1].lower() in speech().triggers | {"that"}:
        return capital and (complete or long)
    return False


def with_marks(text: str, start: int, end: int) -> tuple[int, int]:
    """Take in the quotation mark that stands right before the content or after it, if its partner is inside."""
    if start and text[start - 1] in '"“„«':
        start -= 1
    inside = text[start:end]
    closers = sum(inside.count(mark) for mark in "”»") + inside.count('"')
    openers = sum(inside.count(mark) for mark in "“„«")
    if (closers + openers) % 2:
        for step in (0, 1):
            if text[end + step : end + step + 1] in {'"', "”", "»"}:
                return start, end + step + 1
    return start, end


def trimmed(text: str, start: int, end: int, lead: str, tail: str) -> tuple[int, int]:
    """Take these marks off the beginning and the end of a stretch of text."""
    while start < end and text[start] in lead:
        start += 1
    while end > start and text[end - 1] in tail:
        end -= 1
    return start, end
