"""A PDF: PDFium reads its letters in a process apart, which strangers' files may break; the page is made here."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence

import msgspec
from msgspec.structs import replace

from whoholds.errors import UnreadableSource
from whoholds.model import Origin
from whoholds.reading.formats.pdf_furniture import without_furniture
from whoholds.reading.formats.pdf_inside import MOST_CHARACTERS, SECONDS, Answer
from whoholds.reading.formats.pdf_paragraphs import Paragraph, paragraphs_of
from whoholds.reading.pages.dates import published_in
from whoholds.reading.pages.moments import moment
from whoholds.reading.pages.origins import moved
from whoholds.reading.pages.page import Page
from whoholds.reading.pages.page_words import vocabulary
from whoholds.reading.pages.plain import read_plain
from whoholds.reading.pages.tidy import tidy

# The process takes over where this one finds its modules, so that it runs the same code.
_START = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); "
    "from whoholds.reading.formats.pdf_inside import main; main()"
)
_PATIENCE = 2 * SECONDS  # on the clock
_LARGER = 1.15  # times the size of the body: a headline
_NEAR_TOP = 8  # paragraphs of the first page among which the headline is
_LONGEST_HEADLINE = 250
_LONGEST_DATELINE = 80
_LONGEST_TOWN = 3  # words
_BEHIND_TOWN = re.compile(r"\s*[,،(]\s*|\s+[–—-]\s+")
_DAY = re.compile(r"D:(\d{4})(\d\d)(\d\d)")


def read_pdf(raw: bytes, *, name: str = "the PDF") -> Page:
    """Read the skeleton of a PDF. Raises UnreadableSource if it has a password, has no text, or cannot be read.

    The headline is what is printed largest near the top of the first page, else the title in the file's papers.
    `origins` say which page a paragraph begins on. A process apart reads the file, with limits of memory and time.
    """
    return page_of_lines(_answer(raw, name), name)


def _answer(raw: bytes, name: str) -> Answer:
    command = [sys.executable, "-c", _START, json.dumps(sys.path)]
    try:
        done = subprocess.run(  # noqa: S603  # this very interpreter
            command,
            input=raw,
            capture_output=True,
            timeout=_PATIENCE,
            check=False,
            env={**os.environ, "PYTHONWARNINGS": "ignore"},
        )
    except subprocess.TimeoutExpired:
        raise _too_slow(name) from None
    try:
        answer = msgspec.json.decode(done.stdout, type=Answer)
    except msgspec.MsgspecError:
        # A process that may not use more processor time is ended by a signal: 24 on Linux, 9 from its own hard limit.
        if done.returncode in (-24, -9):
            raise _too_slow(name) from None
        raise UnreadableSource(
            f"{name} is a PDF that takes too much memory or breaks its reader, as damaged and hostile ones do: "
            "print it to a new PDF, or save its text as .txt"
        ) from None
    if answer.error == "password":
        raise UnreadableSource(f"{name} is a PDF that needs a password: save it without one")
    if answer.error is not None:
        raise UnreadableSource(f"{name} is a PDF that is damaged: print it to a new PDF, or save its text as .txt")
    return answer


def _too_slow(name: str) -> UnreadableSource:
    return UnreadableSource(f"{name} is a PDF that takes more than {SECONDS} s to read: save its text as .txt")


def page_of_lines(answer: Answer, name: str = "the PDF") -> Page:
    """Make the skeleton of a page of a PDF's lines. Raises UnreadableSource if there are none."""
    if not any(answer.pages):
        raise UnreadableSource(
            f"{name} is a PDF without text, as scans are: run text recognition over it (ocrmypdf), or save it as .txt"
        )
    pages, address = without_furniture(answer.pages)
    if not any(pages):
        pages, address = [list(page) for page in answer.pages], address
    found = paragraphs_of(pages)
    headline, found = _headline(found)
    day, found = _dateline(found)
    texts = [paragraph.text for paragraph in found]
    page = read_plain("\n\n".join(texts), headline=headline or _title(answer.title))
    day = day or page.published
    published, day_told = (day, ()) if day else _made_on(answer.created)
    return replace(
        page,
        url=address,
        site=_author(answer.author),
        published=published,
        origins=moved(_origins(found), texts, page.paragraphs),
        warnings=(*_left_out(answer), *day_told, *page.warnings),
    )


def _headline(found: list[Paragraph]) -> tuple[str | None, list[Paragraph]]:
    """Take what is printed largest near the top of the first page; it may be broken over several lines."""
    sizes: Counter[float] = Counter()
    for paragraph in found:
        sizes[round(paragraph.size)] += len(paragraph.text)
    body = max(sizes, key=lambda size: sizes[size], default=0)
    first = [place for place, paragraph in enumerate(found[:_NEAR_TOP]) if paragraph.page == found[0].page]
    large = [place for place in first if found[place].size >= _LARGER * body and re.search(r"\w{2}", found[place].text)]
    if not large:
        return None, found
    largest = max(large, key=lambda place: (round(found[place].size, 1), -place))
    end = largest + 1
    while end in large and abs(found[end].size - found[largest].size) < 0.5:
        end += 1
    headline = tidy(" ".join(paragraph.text for paragraph in found[largest:end]))
    if len(headline) > _LONGEST_HEADLINE:
        return None, found
    return headline, [*found[:largest], *found[end:]]


def _dateline(found: list[Paragraph]) -> tuple[str | None, list[Paragraph]]:
    """Take the line near the top that names a town and a day and nothing else: "Kabul, 12 March 2018"."""
    for place, paragraph in enumerate(found[:_NEAR_TOP]):
        if paragraph.page != found[0].page or len(paragraph.text) > _LONGEST_DATELINE:
            continue
        for mark in _BEHIND_TOWN.finditer(paragraph.text):
            town, rest = paragraph.text[: mark.start()].split(), paragraph.text[mark.end() :].rstrip(" ).")
            is_named = 1 <= len(town) <= _LONGEST_TOWN and not any(
                word[0].islower() or word[0].isdigit() for word in town
            )
            if is_named and (day := published_in(rest)):
                return day, [*found[:place], *found[place + 1 :]]
    return None, found


def _title(said: str | None) -> str | None:
    """Give the title in the papers, unless a program put it there, or it is the name of a file."""
    title = tidy(said or "")
    if title.casefold() in vocabulary("pdf")["no_title"] or len(title.split()) < 2:
        return None
    return (
        None if re.search(r"(?i)^microsoft |\.(?:docx?|odt|pdf|rtf|indd|html?)$", title) else title[:_LONGEST_HEADLINE]
    )


def _author(said: str | None) -> str | None:
    author = tidy(said or "")[:200]
    return author if " " in author and author.casefold() not in vocabulary("pdf")["nobody"] else None


def _made_on(created: str | None) -> tuple[str | None, tuple[str, ...]]:
    """Take the day on which the file was made, and say so."""
    found = _DAY.match(created or "")
    day = moment("-".join(found.groups())) if found else None
    if day is None or day < "1990":
        return None, ()
    return day, (f"The PDF names no day of publication; {day} is when the file was made.",)


def _origins(found: Sequence[Paragraph]) -> list[Origin]:
    first: dict[int, int] = {}
    for place, paragraph in enumerate(found):
        first.setdefault(paragraph.page, place)
    return [Origin(paragraph=place, page=number + 1) for number, place in sorted(first.items())]


def _left_out(answer: Answer) -> tuple[str, ...]:
    told = []
    blank = sum(not page for page in answer.pages)
    if blank:
        told.append(f"{blank:,} of {answer.num_pages:,} pages have no text in them, as scans and pictures have none.")
    if answer.cut:
        told.append(
            f"The PDF has {answer.num_pages:,} pages; of its text only about the first {MOST_CHARACTERS:,} characters, "
            f"or the first {len(answer.pages):,} pages, were read."
        )
    return tuple(told)
