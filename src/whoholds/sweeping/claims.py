"""A report as rows of a table of claims: one row a figure, with its statement, its page and where that was found.

The columns are those of `COLUMNS`; the fields of a figure come from `whoholds.model.Figure`, so a new one is a new
column. `docs/reference/claims.md` says what each holds.
"""

from __future__ import annotations

import hashlib
import types
import typing
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, Literal

import msgspec

from whoholds.model import Figure, Report, Statement
from whoholds.sweeping.record import Found

Type = Literal["text", "number", "whole", "yes"]
MOST_TEXT = 2_000  # characters of the text around a figure, and of what a statement says

_PLACE: dict[str, Type] = {
    "archive": "text",
    "offset": "whole",
    "record": "whole",
    "url": "text",
    "digest": "text",
    "date": "text",
    "site": "text",
    "headline": "text",
    "published": "text",
    "event_date": "text",
    "language": "text",
    "figure": "whole",
}
_STATEMENT: dict[str, Type] = {
    "statement_speaker": "text",
    "statement_role": "text",
    "statement_rank": "text",
    "statement_cue": "text",
    "statement_content": "text",
    "statement_direct": "yes",
    "statement_occasion": "text",
    "statement_date": "text",
    "text": "text",
    "text_start": "whole",
}
Row = tuple[Any, ...]


@lru_cache(maxsize=1)
def columns() -> dict[str, Type]:
    """Give the columns in order, each with what it holds: text, a number, a whole number, or yes or no.

    >>> list(columns())[:3], columns()["value"], columns()["span_start"]
    (['archive', 'offset', 'record'], 'number', 'whole')
    """
    fields: dict[str, Type] = {}
    for name, holds in _fields():
        if name == "span":
            fields |= {"span_start": "whole", "span_end": "whole"}
        else:
            fields[name] = holds
    return {**_PLACE, **fields, **_STATEMENT}


def _type_of(annotation: object) -> Type:
    """What a column of a field holds. What is neither a number nor yes or no is kept as text."""
    if typing.get_origin(annotation) in (types.UnionType, typing.Union):
        kinds = {_type_of(one) for one in typing.get_args(annotation) if one is not type(None)}
        return kinds.pop() if len(kinds) == 1 else "text"
    simple: dict[object, Type] = {bool: "yes", int: "whole", float: "number"}
    return simple.get(annotation, "text")


def rows_of(report: Report, page: Found, archive: str) -> Iterator[Row]:
    """Yield a row for each figure of a report, in the order of the report; the values stand as in `columns`.

    >>> from whoholds import read_text
    >>> from whoholds.sweeping.record import Found, Place
    >>> text = "The army holds 60 percent of Syria, the minister said."
    >>> page = Found(Place(7), "https://a.example/", None, "text", None, text.encode())
    >>> row, = rows_of(read_text(text), page, "a.warc")
    >>> found = dict(zip(columns(), row, strict=True))
    >>> found["offset"], found["quote"], found["holder"], found["text"] == text
    (7, '60 percent', 'army', True)
    """
    place = (archive, page.place.offset, page.place.number, page.url, digest_of(page.body), page.date)
    about = (report.site, _cut(report.headline), report.published, report.event_date, report.language)
    for number, figure in enumerate(report.figures):
        text = text_of(report, figure)
        start = max(0, figure.span[0] - MOST_TEXT // 2) if len(text) > MOST_TEXT else 0
        shown = text[start : max(start + MOST_TEXT, figure.span[1])]
        yield (*place, *about, number, *_values(figure), *_said(statement_of(report, figure)), shown, start)


def digest_of(body: bytes) -> str:
    """Give the SHA-256 of a page's bytes."""
    return f"sha256:{hashlib.sha256(body).hexdigest()}"


def _cut(text: str | None) -> str | None:
    return text[:MOST_TEXT] if text else text


@lru_cache(maxsize=1)
def _fields() -> tuple[tuple[str, Type], ...]:
    """The fields of a figure, each with what it holds."""
    return tuple((field.name, _type_of(field.type)) for field in msgspec.structs.fields(Figure))


def _values(figure: Figure) -> Iterator[Any]:
    for name, holds in _fields():
        value = getattr(figure, name)
        if name == "span":
            yield from value
        elif value is not None and holds == "text":
            yield str(value)
        else:
            yield value


def _said(statement: Statement | None) -> tuple[Any, ...]:
    if statement is None:
        return (None,) * 8
    content = _cut(statement.content)
    named = (statement.speaker, statement.role, statement.rank, statement.cue)
    return (*named, content, statement.direct, statement.occasion, statement.date)


def text_of(report: Report, figure: Figure) -> str:
    """Give the headline, paragraph, note, caption or comment that a figure stands in; its span counts from there."""
    if figure.paragraph is not None:
        return report.paragraphs[figure.paragraph]
    if figure.note is not None:
        return report.notes[figure.note].text
    if figure.image is not None:
        return report.images[figure.image].caption or ""
    if figure.comment is not None:
        return next((comment.text for comment in report.thread if comment.id == figure.comment), "")
    return report.headline or ""


def statement_of(report: Report, figure: Figure) -> Statement | None:
    """Give the statement that a figure stands in, the innermost if there are several."""
    around = [
        statement
        for statement in report.statements
        if (statement.paragraph, statement.note) == (figure.paragraph, figure.note)
        and (figure.paragraph, figure.note) != (None, None)
        and statement.span[0] <= figure.span[0]
        and figure.span[1] <= statement.span[1]
    ]
    return min(around, key=lambda statement: statement.span[1] - statement.span[0], default=None)
