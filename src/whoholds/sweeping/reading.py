"""One page of an archive that the prefilter kept: a closer look at its sentences, and then all of it read."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

from whoholds.model import Report
from whoholds.sweeping.claims import Row, rows_of
from whoholds.sweeping.prefilter import prefilter
from whoholds.sweeping.record import Found

_MOST_SENTENCES = 40  # on a page with more the whole is read at once
_SAMPLE = 200_000  # bytes by which the language is told: most of them may be markup
_MARKUP = re.compile(r"<[^<>]*>")
_OTHER_LETTERS = re.compile("[\u0370-\u06ff]")  # Cyrillic and Arabic ones among them
_BLANKS = re.compile(r"\s+")


def claims_on(page: Found, archive: str) -> list[Row]:
    """Give the rows of a page's claims. Raises what `read_page` raises."""
    report = read_page(page)
    return [] if report is None else list(rows_of(report, page, archive))


def read_page(page: Found) -> Report | None:
    """Read a page; None if a look at its sentences says that no figure about ground is on it, or none is found.

    Raises UnreadableSource where the page is not text, and whatever the reader raises on a page that it is not
    made for.
    """
    text = _decoded(page)
    if not may_hold(text):
        return None
    report = _read(text, page)
    return report if report.figures else None


def _read(text: str, page: Found) -> Report:
    """Read a page as `read_html` and `read_text` do, but for the appeal, which no claim has."""
    from whoholds.reading.assemble import assemble, read_text
    from whoholds.reading.pages.html import read_html_page

    url = page.url if page.url and "://" in page.url else None
    if page.kind == "html":
        return assemble(read_html_page(text, url=url, with_appeal=False), url=url)
    return read_text(text, url=url)


def _decoded(page: Found) -> str:
    from whoholds.reading.pages.encoding import decode

    return decode(page.body, charset=page.charset, name="the page")


def may_hold(text: str) -> bool:
    """Tell whether a page may hold a figure by reading only the sentences in which one may stand.

    With each the one before it is read, in its own language and, as a sentence alone does not say for sure what that
    is, in the page's. That is far cheaper than the page.
    """
    from whoholds.reading.figures.spoken import figures_of, spoken_in

    look = prefilter()
    raw = look.visible(text.encode("utf-8", errors="replace"))
    sentences: list[str] = []
    for spot in look.spots(raw):
        if spot.cell or len(sentences) == _MOST_SENTENCES:
            return True
        sentence = _text(raw[spot.before : spot.end])
        if figures_of(sentence, spoken_in(sentence)):
            return True
        sentences.append(sentence)
    return bool(sentences) and _may_be_read_otherwise(raw, sentences)


def _may_be_read_otherwise(raw: bytes, sentences: Sequence[str]) -> bool:
    """Tell whether sentences have a figure after all when the whole page tells what language they are in."""
    if not any(map(_OTHER_LETTERS.search, sentences)) and not prefilter().may_be_latin(raw):
        return False
    from whoholds.reading.figures.spoken import figures_of, spoken_in
    from whoholds.reading.pages.language import language_of

    language = language_of(_text(raw[:_SAMPLE]))
    if language is None:
        return any(letter.isalpha() and not letter.isascii() for letter in "".join(sentences))
    return any(spoken_in(sentence) != language and figures_of(sentence, language) for sentence in sentences)


def _text(raw: bytes) -> str:
    """The words of a piece of a page."""
    return _BLANKS.sub(" ", html.unescape(_MARKUP.sub(" ", raw.decode("utf-8", errors="replace")))).strip()
