"""What must be true of every report, whatever it was read from: the fuzzer's demands."""

from __future__ import annotations

import math
from collections.abc import Callable


def check_text(text: str, quote: str, span: tuple[int, int]) -> None:
    """A span lies in its text, and the text there is the quote."""
    start, end = span
    assert 0 <= start <= end <= len(text), ("span outside its text", span, len(text))
    assert text[start:end] == quote, ("the text at the span is not the quote", text[start:end], quote)


def check_figures(figures: object, text_of: Callable[[object], str]) -> None:
    """The figures' words are where they say, and their numbers are numbers."""
    for figure in figures:  # type: ignore[attr-defined]
        check_text(text_of(figure), figure.quote, figure.span)
        numbers = [n for n in (figure.value, figure.high, figure.last_place) if n is not None]
        assert all(math.isfinite(n) for n in numbers), ("not a finite number", figure)
        assert figure.quote.strip(), ("an empty quote", figure)
        assert figure.high is None or figure.high >= figure.value, ("a range that runs down", figure)
        assert figure.last_place is None or figure.last_place > 0, ("a last place that is none", figure)


def check_report(report: object) -> None:
    """Every span, every parent and every number of a report is in order, and it survives being written and read."""
    import msgspec

    from whoholds.model import Report

    assert isinstance(report, Report)
    comments = {comment.id: comment for comment in report.thread}
    assert len(comments) == len(report.thread), "two comments with one ID"

    def text_of(figure: object) -> str:
        where = figure
        if where.comment is not None:  # type: ignore[attr-defined]
            return comments[where.comment].text  # type: ignore[attr-defined]
        if where.note is not None:  # type: ignore[attr-defined]
            return report.notes[where.note].text  # type: ignore[attr-defined]
        if where.image is not None:  # type: ignore[attr-defined]
            return report.images[where.image].caption or ""  # type: ignore[attr-defined]
        if where.paragraph is not None:  # type: ignore[attr-defined]
            return report.paragraphs[where.paragraph]  # type: ignore[attr-defined]
        return report.headline or ""

    check_figures(report.figures, text_of)
    for statement in report.statements:
        within = report.notes[statement.note].text if statement.note is not None else None
        if within is None and statement.paragraph is not None:
            within = report.paragraphs[statement.paragraph]
        assert within is not None, ("a statement that stands nowhere", statement)
        check_text(within, within[slice(*statement.span)], statement.span)
        assert statement.speaker.strip(), ("a statement without a speaker", statement)
    starts = [origin.paragraph for origin in report.origins]
    assert starts == sorted(set(starts)), ("origins out of order", starts)
    assert all(0 <= start < len(report.paragraphs) for start in starts), ("an origin of no paragraph", starts)
    for note in report.notes:
        if note.span is not None and note.paragraph is not None:
            check_text(
                report.paragraphs[note.paragraph], report.paragraphs[note.paragraph][slice(*note.span)], note.span
            )
    for comment in report.thread:
        parent = comments.get(comment.parent) if comment.parent is not None else None
        assert comment.parent is None or parent is not None, ("a parent that is not there", comment)
        assert comment.depth == (0 if parent is None else parent.depth + 1), ("a wrong depth", comment)
    assert msgspec.json.decode(msgspec.json.encode(report), type=Report) == report, "JSON changes the report"
