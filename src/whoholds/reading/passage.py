"""Read one passage: its figures, each with the speaker of the statement that it stands in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from whoholds.model import Figure
from whoholds.reading.figures.spoken import figures_of, spoken_in
from whoholds.reading.speech.attribute import attribute_figures
from whoholds.reading.speech.statements import find_statements

_PARAGRAPH_END = re.compile(r"\n\n")


def _paragraphs(text: str) -> Iterator[tuple[int, str]]:
    """Yield the paragraphs of a text with their offsets in it."""
    start = 0
    for match in _PARAGRAPH_END.finditer(text):
        yield start, text[start : match.start()]
        start = match.end()
    yield start, text[start:]


def _moved(figure: Figure, by: int) -> Figure:
    import msgspec

    return msgspec.structs.replace(figure, span=(figure.span[0] + by, figure.span[1] + by))


def read_passage(text: str, *, language: str | None = None) -> tuple[Figure, ...]:
    r"""Return the figures of a text whose paragraphs stand between "\n\n"; spans are offsets into the whole text.

    The text is read in its own language, or in `language` where its words do not tell. In others than English nobody is
    named as holder, base or speaker.

    >>> figure, = read_passage("The army, the minister said, holds 40 percent of Oruland.")
    >>> figure.quote, figure.holder, figure.speaker
    ('40 percent', 'army', 'minister')
    >>> [figure.relation for figure in read_passage("Армия контролирует 40 процентов территории страны.")]
    ['holds']
    """
    spoken = spoken_in(text, language)
    figures = figures_of(text, spoken)
    if not figures:
        return ()
    paragraphs = list(_paragraphs(text))
    # Who says what is read in English only.
    statements = find_statements([paragraph for _, paragraph in paragraphs]) if spoken == "en" else ()
    by_paragraph: dict[int, list[int]] = {}
    for k, statement in enumerate(statements):
        by_paragraph.setdefault(statement.paragraph or 0, []).append(k)
    attributed: list[Figure] = []
    at = 0
    for n, (start, paragraph) in enumerate(paragraphs):
        inside: list[Figure] = []
        while at < len(figures) and figures[at].span[0] < start + len(paragraph):
            inside.append(_moved(figures[at], -start))
            at += 1
        if inside:
            said = tuple(statements[k] for k in by_paragraph.get(n, ()))
            attributed += [_moved(figure, start) for figure in attribute_figures(tuple(inside), paragraph, said)]
    return tuple(attributed)
