"""Places: at which character of the whole text of a page a figure stands.

A report has its paragraphs with their white space made even. So the text is searched with its own made even, and what
is found there is led back to where it stood.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate

from whoholds.model import Figure, Report

Key = tuple[str, int | str]


def text_of(figure: Figure, report: Report) -> str | None:
    """Return the text of the report that a figure's span counts in; None if the report has no such text."""
    where, which = key_of(figure)
    if where == "comment":
        return next((comment.text for comment in report.thread if comment.id == which), None)
    texts: list[str | None] = [report.headline] if where == "headline" else []
    if where == "note":
        texts = [note.text for note in report.notes]
    elif where == "image":
        texts = [image.caption for image in report.images]
    elif where == "paragraph":
        texts = list(report.paragraphs)
    return texts[which] if isinstance(which, int) and 0 <= which < len(texts) else None


def key_of(figure: Figure) -> Key:
    """Return which text a figure stands in: what it is, and which one of them."""
    for where in ("comment", "note", "image", "paragraph"):
        which = getattr(figure, where)
        if which is not None:
            return where, which
    return ("headline", 0) if figure.where == "headline" else ("nowhere", 0)


class PlacesInText:
    """The places of figures in the whole text of a page."""

    def __init__(self, report: Report, text: str) -> None:
        """Make the text's white space even, and remember where each word stood."""
        self.report = report
        self._found: dict[str, int | None] = {}
        words = text.split()
        self.even = " ".join(words)
        self._begins = [0, *accumulate(len(word) + 1 for word in words)][: len(words)]
        self._stood: list[int] = []
        at = 0
        for word in words:
            at = text.index(word, at)
            self._stood.append(at)
            at += len(word)

    def of(self, figure: Figure) -> tuple[int, int] | None:
        r"""Return where a figure begins and ends; None if its text does not stand there once and as the report has it.

        >>> figure = Figure(quote="60 percent", span=(15, 25), value=60, kind="share", unit="percent", paragraph=0)
        >>> report = Report(paragraphs=("The army holds 60 percent of Syria.",))
        >>> PlacesInText(report, "News\n\n  The army  holds 60\n  percent of Syria.\n").of(figure)
        (24, 36)
        """
        whole = text_of(figure, self.report)
        if whole is None:
            return None
        start, end = figure.span
        before = " ".join(whole[:start].split())
        # A space at the edge of the quote is one in the text that was made even.
        gap = " " if before and whole[:start][-1:].isspace() else ""
        quote = " ".join(whole[start:end].split())
        found = self._once(" ".join(whole.split()))
        if found is None or not quote:
            return None
        at = found + len(before) + len(gap)
        if self.even[at : at + len(quote)] != quote:
            return None
        return self._led_back(at), self._led_back(at + len(quote) - 1) + 1

    def _once(self, even: str) -> int | None:
        """Return where a text stands, if it stands there exactly once."""
        if even not in self._found:
            first = self.even.find(even) if even else -1
            self._found[even] = first if first >= 0 and self.even.find(even, first + 1) < 0 else None
        return self._found[even]

    def _led_back(self, at: int) -> int:
        """Return where a character stood before white space was made even."""
        word = bisect_right(self._begins, at) - 1
        return self._stood[word] + at - self._begins[word]
