"""A whole report: the page's skeleton, then its notes, statements and figures, each in its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal, NamedTuple, TypeVar

import msgspec
from msgspec.structs import replace

from whoholds.errors import UnreadableSource
from whoholds.model import Comment, Figure, Note, Report, Statement
from whoholds.reading.figures.find import MOST_FIGURES
from whoholds.reading.figures.spoken import figures_of, is_read, spoken_in
from whoholds.reading.formats.kinds import not_a_report
from whoholds.reading.pages.dates import event_date
from whoholds.reading.pages.language import language_of
from whoholds.reading.pages.notes import find_notes
from whoholds.reading.pages.origins import moved
from whoholds.reading.pages.page import Page
from whoholds.reading.pages.plain import read_plain
from whoholds.reading.pages.source import Source, from_bytes, load
from whoholds.reading.speech.attribute import attribute_figures
from whoholds.reading.speech.statements import find_statements, headline_statements

MOST_TEXT = 500_000  # characters of the body, and as many of the thread
_MOST_ANSWERED = 300
_BETWEEN = "\n\n"
_SHARE = re.compile(r"\d\s?[%٪]|[%٪]\s?\d")
_Item = TypeVar("_Item")


def read(source: str | Path, *, url: str | None = None, on: str | None = None) -> Report:
    """Read a page: a file, an http(s) address, or "-" for standard input.

    A file is plain text, Markdown, HTML, a PDF, a message (.eml) or a box of them (.mbox), an export of a chat by
    Telegram, or a report as `Report` encodes it; its first bytes tell which. `url` is where the page was published, if
    the page does not say. `on` is the day (ISO 8601) whose posts are read of a chat; the last one, if none is given.
    Raises `UnreadableSource`.
    """
    return _read(load(str(source)), url, on)


def read_text(text: str, *, url: str | None = None) -> Report:
    """Read a page of plain text.

    >>> report = read_text("The army holds 60 percent of Syria.")
    >>> [(figure.quote, figure.where, figure.paragraph) for figure in report.figures]
    [('60 percent', 'body', 0)]
    """
    return assemble(read_plain(text.replace("\r\n", "\n").replace("\r", "\n")), url=url)


def read_html(html: str | bytes, *, url: str | None = None) -> Report:
    """Read a page of HTML. Raises `UnreadableSource` if there is no text in it.

    >>> report = read_html("<h1>Half of Syria Is Lost</h1><p>The army said on May 3 that it holds a third.</p>")
    >>> report.headline, report.event_date, [figure.where for figure in report.figures]
    ('Half of Syria Is Lost', '--05-03', ['headline', 'body'])
    """
    if isinstance(html, bytes):
        html = from_bytes(html, kind="html").text
    return _read_markup(html, url)


def _read(source: Source, url: str | None, on: str | None = None) -> Report:
    url = url or source.url
    if source.kind == "json":
        return _decoded(source)
    if source.kind == "html":
        return _read_markup(source.text, url)
    if source.kind == "text":
        return assemble(read_plain(source.text), url=url)
    from whoholds.reading.formats.page_of import page_of

    return assemble(page_of(source, on=on), url=url)


def _read_markup(html: str, url: str | None) -> Report:
    from whoholds.reading.pages.html import read_html_page  # the content library takes a quarter of a second to import

    return assemble(read_html_page(html, url=url), url=url)


def _decoded(source: Source) -> Report:
    """The report of a JSON file: one of its own, or the one inside what `check --json` printed."""
    try:
        fields = msgspec.json.decode(source.text, type=dict[str, msgspec.Raw])
        report = msgspec.json.decode(fields.get("report", source.text), type=Report)
    except (msgspec.MsgspecError, RecursionError) as error:
        raise UnreadableSource(not_a_report(source.name, str(error))) from None
    if "report" not in fields and not {"paragraphs", "headline"} & fields.keys():
        raise UnreadableSource(not_a_report(source.name, "it has neither a headline nor paragraphs"))
    misplaced = next((figure for figure in report.figures if not _stands_in(figure, report)), None)
    if misplaced:
        raise UnreadableSource(f"{source.name}: the figure {misplaced.quote[:60]!r} does not stand where it says")
    return report


def _stands_in(figure: Figure, report: Report) -> bool:
    """Tell whether the part of the report that a figure names is there."""
    parts = (
        (figure.paragraph, len(report.paragraphs)),
        (figure.note, len(report.notes)),
        (figure.image, len(report.images)),
    )
    return all(number is None or 0 <= number < many for number, many in parts)


def assemble(page: Page, *, url: str | None = None) -> Report:
    """Make a report of a page's skeleton. Of a page longer than `MOST_TEXT` the rest is left out, with a warning."""
    page = _shortened(page)
    paragraphs, notes = find_notes(page.paragraphs)
    origins = moved(page.origins, page.paragraphs, paragraphs)
    own = language_of(" ".join([page.headline or "", *paragraphs[:50]]))
    language = own or spoken_in("", page.language)
    # Who says what is read in English only.
    statements = find_statements(paragraphs, published=page.published) if language == "en" else ()
    event = event_date(paragraphs, published=page.published)
    finder = _Finder(statements, language, page.published or event)
    on_page = finder.in_text(page.headline, paragraphs, notes)
    answered = _answered(on_page)
    figures = [
        *on_page,
        *finder.in_captions([image.caption for image in page.images], answered),
        *finder.in_thread(page.thread, answered),
    ]
    return Report(
        headline=page.headline,
        url=url or page.url,
        site=page.site,
        published=page.published,
        event_date=event,
        language=page.language or own,
        images=page.images,
        paragraphs=paragraphs,
        notes=notes,
        statements=statements,
        figures=tuple(figures),
        thread=page.thread,
        appeal=page.appeal,
        reviews=page.reviews,
        origins=origins,
        warnings=(*page.warnings, *_unread(language), *_too_many(figures), *_not_known(page, own, figures)),
    )


def _unread(language: str) -> tuple[str, ...]:
    if is_read(language):
        return ()
    read = "Arabic, English, French, Russian, Spanish, Turkish and Ukrainian"
    return (f"The page is in a language whose figures are not read ({language[:8]}); those of {read} are.",)


def _not_known(page: Page, own: str | None, figures: Sequence[Figure]) -> tuple[str, ...]:
    """Say that the language of a text without figures is not known, where that may be why it has none."""
    if own or page.language or figures:
        return ()
    text = " ".join([page.headline or "", *page.paragraphs[:50]])
    if not _SHARE.search(text) and not any(c.isalpha() and not c.isascii() for c in text):
        return ()
    return ("The language is not known; figures were looked for in English only.",)


def _too_many(figures: Sequence[Figure]) -> tuple[str, ...]:
    if len(figures) < MOST_FIGURES:
        return ()
    return (f"The page has over {MOST_FIGURES:,} figures; those after them may not have been read.",)


def _shortened(page: Page) -> Page:
    """Cut a page to the length that is read, so that time and memory stay bounded whatever is given."""
    paragraphs = _first(page.paragraphs, [len(paragraph) for paragraph in page.paragraphs])
    thread = _first(page.thread, [len(comment.text) for comment in page.thread])
    texts = tuple(paragraph[:MOST_TEXT] for paragraph in paragraphs)
    comments = tuple(replace(comment, text=comment.text[:MOST_TEXT]) for comment in thread)
    if (texts, comments) == (page.paragraphs, page.thread):
        return page
    warnings = list(page.warnings)
    if texts != page.paragraphs:
        size = sum(map(len, page.paragraphs))
        warnings.append(f"The page has {size:,} characters of text; only about the first {MOST_TEXT:,} were read.")
    if comments != page.thread:
        warnings.append(f"The page has {len(page.thread):,} comments; only the first {len(comments):,} were read.")
    return replace(page, paragraphs=texts, thread=comments, warnings=tuple(warnings))


def _first(items: Sequence[_Item], sizes: Sequence[int]) -> Sequence[_Item]:
    """Give as many items from the start as begin within the length that is read."""
    begun = 0
    for place, size in enumerate(sizes):
        if begun >= MOST_TEXT:
            return items[:place]
        begun += size
    return items


def _answered(figures: Sequence[Figure]) -> list[Figure]:
    """Give the page's percentages, each value once: what readers repeat. A few hundred are enough for any thread."""
    once: dict[float, Figure] = {}
    for figure in figures:
        if figure.unit == "percent":
            once.setdefault(figure.value, figure)
    return list(once.values())[:_MOST_ANSWERED]


class _Piece(NamedTuple):
    """A headline, a paragraph or a note, in the order of the page."""

    where: Literal["headline", "body", "note"]
    number: int
    text: str


class _Finder:
    """Finds the figures of each part of a report, and says whose they are and where each one stands."""

    def __init__(self, statements: Sequence[Statement], language: str, published: str | None) -> None:
        self._language = language
        self._published = published
        self._statements = statements
        self._known = list(dict.fromkeys(statement.speaker for statement in statements))
        self._in_paragraph: dict[int, list[Statement]] = {}
        for statement in statements:
            if statement.paragraph is not None:
                self._in_paragraph.setdefault(statement.paragraph, []).append(statement)

    def in_text(self, headline: str | None, paragraphs: Sequence[str], notes: Sequence[Note]) -> list[Figure]:
        """Give the figures of the headline, the body and the notes in the order of the page."""
        pieces = _pieces(headline, paragraphs, notes)
        found = list(zip(pieces, _by_piece(pieces, self._language, self._published), strict=True))
        reported = {
            piece: list(self._of_report(piece, figures, notes)) for piece, figures in found if piece.where != "note"
        }
        # A note is read last: it may say again what somebody has claimed in the report.
        claimed = [figure for figures in reported.values() for figure in figures]
        return [
            figure
            for piece, figures in found
            for figure in (reported[piece] if piece in reported else self._of_note(piece, figures, notes, claimed))
        ]

    def _of_report(self, piece: _Piece, figures: Sequence[Figure], notes: Sequence[Note]) -> Iterator[Figure]:
        if piece.where == "headline":
            said = headline_statements(piece.text, self._statements) if self._language == "en" else ()
            for figure in attribute_figures(figures, piece.text, said):
                yield replace(figure, where="headline")
            return
        # What stands in a note inside the paragraph is the note's.
        spans = [note.span for note in notes if note.paragraph == piece.number and note.span is not None]
        statements = self._in_paragraph.get(piece.number, ())
        for figure in attribute_figures(figures, piece.text, statements, known=self._known):
            if not any(start <= figure.span[0] < end for start, end in spans):
                yield replace(figure, where="body", paragraph=piece.number)

    def _of_note(
        self, piece: _Piece, figures: Sequence[Figure], notes: Sequence[Note], claimed: Sequence[Figure]
    ) -> Iterator[Figure]:
        said = find_statements([piece.text]) if self._language == "en" else ()
        by = notes[piece.number].by
        attributed = attribute_figures(figures, piece.text, said, own_voice=by, known=self._known, claimed=claimed)
        return (replace(figure, where="note", note=piece.number) for figure in attributed)

    def in_captions(self, captions: Sequence[str | None], answered: Sequence[Figure]) -> Iterator[Figure]:
        """Give the figures of captions; `answered` are those of the page, which a bare "96.5%" repeats."""
        for number, caption in enumerate(captions):
            text = caption or ""
            figures = figures_of(text, self._language, known=answered, published=self._published)
            for figure in attribute_figures(figures, text, (), known=self._known):
                yield replace(figure, where="caption", image=number)

    def in_thread(self, thread: Sequence[Comment], answered: Sequence[Figure]) -> Iterator[Figure]:
        """Give the figures of the comments. Whom a comment names keeps the name that it gives them."""
        for comment in thread:
            spoken = self._spoken_by(comment.text)
            figures = figures_of(comment.text, spoken, known=answered, published=comment.posted)
            for figure in attribute_figures(figures, comment.text, (), known=self._known, full_names=False):
                yield replace(figure, where=f"comment {comment.id}", comment=comment.id)

    def _spoken_by(self, text: str) -> str:
        """Tell the language of a comment. Of one in plain letters on an English page none but English is thought."""
        plain = self._language == "en" and text.isascii()
        return self._language if plain else spoken_in(text, self._language)


def _pieces(headline: str | None, paragraphs: Sequence[str], notes: Sequence[Note]) -> list[_Piece]:
    after: dict[int, list[_Piece]] = {}
    for number, note in enumerate(notes):
        place = note.after if note.after is not None else note.paragraph if note.paragraph is not None else -1
        after.setdefault(place, []).append(_Piece("note", number, note.text))
    pieces = [_Piece("headline", 0, headline)] if headline else []
    pieces += after.get(-1, ())
    for number, paragraph in enumerate(paragraphs):
        pieces += [_Piece("body", number, paragraph), *after.get(number, ())]
    return pieces


def _by_piece(pieces: Sequence[_Piece], language: str, published: str | None) -> Iterator[list[Figure]]:
    """Find the figures of all pieces as one text, so that "the country" is the one named before; give each its own."""
    figures = figures_of(_BETWEEN.join(piece.text for piece in pieces), language, published=published)
    start = at = 0
    for piece in pieces:
        end = start + len(piece.text)
        own: list[Figure] = []
        while at < len(figures) and figures[at].span[0] < end:
            figure = figures[at]
            # One that goes over the end of its paragraph is a mistake of the join.
            if figure.span[1] <= end:
                own.append(replace(figure, span=(figure.span[0] - start, figure.span[1] - start)))
            at += 1
        yield own
        start = end + len(_BETWEEN)
