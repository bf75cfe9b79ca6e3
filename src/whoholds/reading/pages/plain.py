"""A page of plain text: its headline, appeal, captions, paragraphs and thread."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from whoholds.model import Appeal, Image
from whoholds.reading.pages.appeal import from_scale, from_words, money_line
from whoholds.reading.pages.dates import published_in
from whoholds.reading.pages.page import Page
from whoholds.reading.pages.page_words import after_words, is_line
from whoholds.reading.pages.thread_chat import chat_head, read_chat
from whoholds.reading.pages.thread_text import find_thread
from whoholds.reading.pages.tidy import tidy

MOST_LINES = 200_000
_TOP = 12  # blocks: a headline, a byline and a caption stand near the top
_LONGEST_HEADLINE = 250


def read_plain(text: str, *, headline: str | None = None) -> Page:
    r"""Read the skeleton of a plain text page, whose headline may be known already.

    >>> page = read_plain("Army Takes Ten Villages\n\nThe army said on May 3\nthat it took ten villages.\n")
    >>> page.headline, page.paragraphs
    ('Army Takes Ten Villages', ('The army said on May 3 that it took ten villages.',))
    """
    lines, warnings = _lines(text)
    chat = read_chat(lines)
    found = None if chat else find_thread(lines)
    sorter = _Sorter(headline)
    if chat:
        before, after = chat.body, []
        sorter.published = chat.posted[:10] if re.match(r"\d{4}-", chat.posted) else None
    elif found:
        before, after = lines[: found.start], lines[found.end :]
    else:
        before, after = lines, []
    sorter.sort([*_blocks(before), *_blocks(after)])
    answered = chat or found
    return Page(
        headline=sorter.headline,
        published=sorter.published,
        images=tuple(sorter.images),
        paragraphs=tuple(sorter.paragraphs),
        thread=answered.thread if answered else (),
        appeal=sorter.appeal(),
        warnings=(*warnings, *(answered.warnings if answered else ())),
    )


def _lines(text: str) -> tuple[list[str], tuple[str, ...]]:
    """Split a text into lines, at most `MOST_LINES`; of several blank lines one is kept."""
    lines = re.sub(r"\n{3,}", "\n\n", text).split("\n", MOST_LINES)
    if len(lines) <= MOST_LINES:
        return lines, ()
    return lines[:MOST_LINES], (
        f"The page has more than {MOST_LINES:,} lines; only the first {MOST_LINES:,} were read.",
    )


def _blocks(lines: Sequence[str]) -> Iterator[list[str]]:
    """Give the lines between blank lines, each made tidy."""
    block: list[str] = []
    for line in lines:
        line = tidy(line)
        if line:
            block.append(line)
        elif block:
            yield block
            block = []
    if block:
        yield block


class _Sorter:
    """Sorts blocks into what they are."""

    def __init__(self, headline: str | None) -> None:
        self.headline = headline
        self.published: str | None = None
        self.images: list[Image] = []
        self.paragraphs: list[str] = []
        self._money: list[str] = []
        self._asks: list[str] = []

    def sort(self, blocks: list[list[str]]) -> None:
        blocks = self._without_scale(blocks)
        self.headline = self.headline or _headline(blocks)
        for place, block in enumerate(blocks):
            for line in _joined(block):
                if self.headline is None or not _is_headline(line, self.headline):
                    self._put(line, near_top=place < _TOP, alone=len(block) == 1)

    def _put(self, line: str, *, near_top: bool, alone: bool) -> None:
        if is_line("captions", line):
            self.images.append(Image(caption=line))
        elif alone and is_line("appeals", line, longest=200):
            self._asks.append(line)
        elif not self._says_nothing(line, near_top=near_top, alone=alone):
            if near_top and self.published is None:
                self.published = published_in(line)
            self.paragraphs.append(line)

    def _says_nothing(self, line: str, *, near_top: bool, alone: bool) -> bool:
        if is_line("thread_headings", line, longest=60) or (alone and is_line("furniture", line)):
            return True
        return near_top and len(line) <= 100 and self._is_byline(line)

    def _is_byline(self, line: str) -> bool:
        """Tell whether a line only says who wrote the page or when; take the day from it."""
        day = published_in(line)
        if after_words("published", line) is not None and day is None:
            return False
        if not is_line("bylines", line, longest=100) and day is None and after_words("updated", line) is None:
            return False
        if line.endswith(".") and len(line.split()) > 8:
            return False
        if self.published is None and after_words("updated", line) is None:
            self.published = day or _day_in_byline(line)
        return True

    def _without_scale(self, blocks: list[list[str]]) -> list[list[str]]:
        """Take out runs of two or more lines that are sums of money and nothing else."""
        kept: list[list[str]] = []
        run: list[str] = []
        for block in [*blocks, ["the end"]]:
            if all(money_line(line) for line in block):
                run += block
                continue
            top = next(place for place, line in enumerate(block) if not money_line(line))
            run += block[:top]
            if len(run) >= 2 and not self._money:
                self._money, block = run, block[top:]
            elif run:
                kept.append(run[: len(run) - top])
            kept.append(block)
            run = []
        return [block for block in kept[:-1] if block]

    def appeal(self) -> Appeal | None:
        asks = self._asks[0] if self._asks else None
        if self._money:
            return from_scale(self._money, asks)
        return from_words(" ".join(self._asks), asks) if asks else None


def _day_in_byline(line: str) -> str | None:
    """Find the day in "By Ana Li, 12 December 2018"."""
    parts = re.split(r"\s*[|•·–—]\s*|,\s+(?=\d)|,\s+(?=\w+ \d)|\s+on\s+", line)
    return next((day for part in parts if (day := published_in(part))), None)


def _headline(blocks: list[list[str]]) -> str | None:
    """Find the headline: the first line that stands twice near the top, else the first line that looks like one."""
    tops = [block[0] for block in blocks[:_TOP] if len(block) <= 3]
    tops = [line for line in tops if not _is_other(line) and len(line) <= _LONGEST_HEADLINE]
    for place, line in enumerate(tops):
        if len(line.split()) >= 3 and line in tops[place + 1 :] and not re.search(r"[.,;:]$", line):
            return line
    if len(blocks) < 2 and (not blocks or len(blocks[0]) < 2):
        return None
    first = next((block for block in blocks[:_TOP] if not _is_other(block[0])), None)
    return first[0] if first and _could_be_headline(first) else None


def _is_other(line: str) -> bool:
    kinds = ("captions", "furniture", "bylines", "appeals")
    return (
        chat_head(line) is not None
        or any(is_line(kind, line) for kind in kinds)
        or (len(line) <= 100 and published_in(line) is not None)
    )


def _could_be_headline(block: list[str]) -> bool:
    line = block[0]
    if len(line) > _LONGEST_HEADLINE or not re.search(r"\w", line) or re.match(r"[\[(“\"•*-]", line):
        return False
    # A line of running text ends with a full stop, or goes on in the next line.
    if re.search(r"[.,;:]$", line) or (len(block) > 1 and not _ends(line) and block[1][:1].islower()):
        return False
    return len(block) == 1 or not _is_wrapped(block)


def _is_headline(line: str, headline: str) -> bool:
    return line == headline


def _ends(line: str) -> bool:
    return re.search(r"""[.!?…:]["'”’»)\]]*$""", line) is not None


def _joined(block: list[str]) -> list[str]:
    """Join hard-wrapped lines into one paragraph; leave lines that are paragraphs, or items of a list, each alone."""
    if len(block) == 1 or _is_wrapped(block):
        return [" ".join(block)]
    joined: list[str] = []
    for line in block:
        if joined and not _ends(joined[-1]) and line[:1].islower():
            joined[-1] += " " + line
        else:
            joined.append(line)
    return joined


def _is_wrapped(block: list[str]) -> bool:
    """Lines broken at a width are nearly as long as each other, but for the last, and no width is above 120."""
    *full, _ = (len(line) for line in block)
    widest = max(len(line) for line in block)
    if widest > 120 or any(re.match(r"[•*–-]\s", line) for line in block):
        return False
    is_prose = min(full) >= max(25, widest // 2) and not any(_ends(line) for line in block[:-1])
    return is_prose or min(full) >= max(30, widest - 25)
